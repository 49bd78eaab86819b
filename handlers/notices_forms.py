"""Tells a clerk what the check of a workbook found, and whoever asked for a file that it is made."""

from typing import Any

from handlers.screens.format import joined, shortened
from handlers.screens.forms import draft_card
from handlers.telling import to_person
from handlers.words import Html, Words
from rules import events
from rules.errors import Told, describe
from rules.messages import Document, Text
from services.form_drafts import view_draft
from storage.unit_of_work import UnitOfWork

# A caption takes 1,024 signs; the archive's own text names all.
NAMES_SHOWN, NAME_SHOWN = 3, 30.0


def on_workbook_checked(uow: UnitOfWork, event: events.WorkbookChecked) -> None:
    """Bring the workbook's card up to date."""
    view = view_draft(uow, event.draft_id)
    to_person(uow, view.person_id, lambda words: [draft_card(words, view)])


def on_file_made(uow: UnitOfWork, event: events.FileMade) -> None:
    """Send the file."""

    def say(words: Words) -> list[Any]:
        caption = words(f"made-{event.purpose}")
        if event.parts > 1:
            caption = Html(caption + " " + words("made-part", part=event.part, parts=event.parts))
        if event.left_out:
            names = joined(words, (shortened(name, NAME_SHOWN) for name in event.left_out[:NAMES_SHOWN]))
            more = max(0, len(event.left_out) - NAMES_SHOWN)
            caption = Html(caption + "\n" + words("made-left-out", names=names, more=more))
        return [Document(f"sha256:{event.sha256}", event.name, caption)]

    to_person(uow, event.person_id, say)


def on_file_not_made(uow: UnitOfWork, event: events.FileNotMade) -> None:
    """Say why there is no file."""
    told = Told(event.code, event.placeholders)
    to_person(uow, event.person_id, lambda words: [Text(Words.escape("⚠️ " + describe(told, words.language)))])


TELLERS: dict[type[Any], Any] = {
    events.WorkbookChecked: on_workbook_checked,
    events.FileMade: on_file_made,
    events.FileNotMade: on_file_not_made,
}
