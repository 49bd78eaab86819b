"""Pictures, films and sounds of a question and of its choices, which stand before its card; sent once to a chat."""

from collections.abc import Iterable, Iterator, Mapping

from forms.checklist import Texts, in_language
from forms.shown_files import shown_as
from handlers.act import Act, Said
from handlers.screens.notes import told_before
from handlers.words import Words
from rules.messages import Illustration, Illustrations
from services.sheets import QuestionState, Sheet, mark_of

ALBUM_MOST = 10
CAPTION_MOST = 200


def illustrations(act: Act, sheet: Sheet, state: QuestionState) -> Said:
    """Return what is to be seen before a question: what belongs to the notes before it, to itself, to its choices."""
    hashes = {file.name: file.sha256 for file in sheet.checklist.files}
    if not hashes:
        return []
    language = act.words.language
    shown: Said = []
    for each in (*told_before(sheet, state), state):
        own = _media(each.question.media, language, hashes, "")
        of_choices = [
            item
            for place, choice in enumerate(each.question.choices, 1)
            for item in _media(choice.media, language, hashes, f"{place} {in_language(choice.label, language)}")
        ]
        # In every round of a repeat the same is to be seen.
        key = f"media:{sheet.visit_id}:{mark_of(each.question.path)}"
        for n, items in enumerate((*_albums(own), *_albums(of_choices))):
            shown.append(Illustrations(f"{key}:{n}", items))
    return shown


def not_shown(act: Act, sheet: Sheet, state: QuestionState) -> list[str]:
    """Return the names of files of a question that a chat cannot show."""
    known = {file.name for file in sheet.checklist.files}
    named = [(kind, in_language(texts, act.words.language)) for kind, texts in state.question.media.items()]
    return [name for kind, name in named if name and (name not in known or shown_as(kind, name) is None)]


def _media(
    media: Mapping[str, Texts], language: str, hashes: Mapping[str, str], caption: str
) -> Iterator[Illustration]:
    for kind, texts in media.items():
        name = in_language(texts, language)
        what = shown_as(kind, name) if name in hashes else None
        if what is not None and not (kind == "image" and in_language(media.get("big-image", {}), language)):
            yield Illustration(what, f"form:{hashes[name]}", name, Words.escape(caption[:CAPTION_MOST]))


def _albums(items: Iterable[Illustration]) -> Iterator[tuple[Illustration, ...]]:
    """Yield what can be sent together; sounds keep to themselves."""
    known = list(items)
    for group in ([i for i in known if i.what != "audio"], [i for i in known if i.what == "audio"]):
        for start in range(0, len(group), ALBUM_MOST):
            yield tuple(group[start : start + ALBUM_MOST])
