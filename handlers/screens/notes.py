"""What a form only tells: notes, and values that can only be read, shown with the question that follows them."""

from collections.abc import Sequence

from handlers.screens.marking import html_in
from handlers.screens.values import shown
from handlers.screens.wholeness import Passage
from handlers.words import Html, Words
from services.sheets import QuestionState, Sheet


def notes_before(words: Words, sheet: Sheet, state: QuestionState) -> list[Passage]:
    """Return what is told between the question before and this one."""
    return _told(words, told_before(sheet, state), gives_way=4)


def told_before(sheet: Sheet, state: QuestionState) -> Sequence[QuestionState]:
    """Return what stands between the question before and this one."""
    if len(sheet.asked) == len(sheet.states):
        return []
    place = next(n for n, each in enumerate(sheet.states) if each is state)
    start = place
    while start and not sheet.states[start - 1].question.is_asked:
        start -= 1
    return sheet.states[start:place]


def notes_at_the_end(words: Words, sheet: Sheet) -> list[Passage]:
    """Return what is told behind the last question."""
    start = len(sheet.states)
    while start and not sheet.states[start - 1].question.is_asked:
        start -= 1
    return _told(words, sheet.states[start:], gives_way=4)


def _told(words: Words, states: Sequence[QuestionState], gives_way: int) -> list[Passage]:
    told: list[Passage] = []
    for state in states:
        told.append(Passage(_line(words, state), gives_way))
        if guidance := html_in(state.question.guidance, words.language):
            told.append(Passage(words("item-guidance", text=guidance)))
    return told


def _line(words: Words, state: QuestionState) -> Html:
    question = state.question
    label = html_in(question.label, words.language)
    if question.kind == "note":
        hint = html_in(question.hint, words.language)
        return words("item-note", text=Html(f"{label} {hint}".strip()))
    return words("item-read", label=label, value=shown(words, state) if state.value else "–")
