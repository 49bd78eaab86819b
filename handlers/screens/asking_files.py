"""Asking for pictures, recordings and files, and for a bar code, which is read off a picture."""

from forms.checklist import Question
from handlers.act import Act
from handlers.screens.asking import Asking, Face
from handlers.screens.format import rows
from handlers.words import Html
from services.evidence_count import quarantined_since
from services.sheets import Sheet

DRAWN = ("draw", "annotate")


def ask_file(asking: Asking) -> Face:
    """Ask for something to be sent."""
    words, state, question = asking.words, asking.state, asking.question
    needed = max(1, question.photos_required)
    done = (asking.button(words.plain("button-photo-done"), "done", style="success"),) if state.photos else ()
    # A chat has no drawing board: what is drawn, on paper or on a picture, is sent as a photograph.
    drawn = next((each for each in DRAWN if each in asking.appearance), None) if question.kind == "photo" else None
    line = words(f"item-ask-{drawn or question.kind}", photos=state.photos, needed=needed)
    return Face([*apart_lines(asking.act, asking.sheet, question), line], rows(done, asking.unable()))


def apart_lines(act: Act, sheet: Sheet, question: Question) -> list[Html]:
    """Say that what was sent last is kept apart and does not count; nothing once something good came."""
    count = quarantined_since(act.uow, sheet.section_id, question.name)
    return [act.words("item-quarantined", count=count)] if count else []


def ask_code(asking: Asking) -> Face:
    """Ask for a photograph of a bar code, or for what is written below it."""
    lines = [*apart_lines(asking.act, asking.sheet, asking.question), asking.words("item-ask-barcode")]
    return Face(lines, (asking.unable(),))
