"""Ways into what a visit holds, only to be read: its answers by department, its photographs and files."""

from collections.abc import Sequence

from handlers.buttons_supervision import SuperviseButton
from handlers.screens.format import in_rows
from handlers.screens.paging import width
from handlers.words import Words
from rules.messages import Button, Row, Rows
from services.evidence_count import Count
from services.submission import SectionSummary

SHORT_LABEL = 8.0  # full-width characters of a label that shares its row


def look(
    words: Words, key: str, act: str, visit_id: int = 0, place: int = 0, page: int = 1, **values: object
) -> Button:
    """Return a button that shows something and changes nothing."""
    data = SuperviseButton(act=act, visit_id=visit_id, place=place, page=page).pack()
    return Button(words.plain(key, **values), data, steady=True)


def reading_rows(words: Words, visit_id: int, sections: Sequence[SectionSummary], photos: Count) -> Rows:
    """Return the buttons of the files, where there are some, and of each department's answers."""
    answers = [
        look(words, "button-answers", "answers", visit_id, place, department=words.pick(each.section.short_name))
        for place, each in enumerate(sections)
    ]
    left = photos.received - photos.lost
    files: Row = (look(words, "button-files", "files", visit_id, count=left),) if left > 0 else ()
    per_row = 2 if all(width(button.text) <= SHORT_LABEL for button in answers) else 1
    return (files, *in_rows(answers, per_row))
