"""What a form only tells: notes, and values that can only be read, shown with the question that follows them."""

from collections.abc import Sequence
from itertools import groupby

from handlers.screens.format import heading_shortened
from handlers.screens.marking import html_in, plain_in
from handlers.screens.values import shown
from handlers.screens.wholeness import FOLDED_LINES, Passage, height_of, quoted
from handlers.words import Html, Words
from services.sheets import QuestionState, Sheet

ROUND_SHOWN = 30.0


def notes_before(words: Words, sheet: Sheet, state: QuestionState) -> list[Passage]:
    """Return what is told between the question before and this one, each round's below its heading."""
    told: list[Passage] = []
    for _, several in groupby([*told_before(sheet, state), state], lambda each: each.question.group):
        those = list(several)
        told += _heading(words, sheet, those[0])
        told += _told(words, [each for each in those if each is not state], gives_way=4)
    return told


def told_before(sheet: Sheet, state: QuestionState) -> Sequence[QuestionState]:
    """Return what stands between the question before and this one."""
    if len(sheet.asked) == len(sheet.states):
        return []
    place = next(n for n, each in enumerate(sheet.states) if each is state)
    start = place
    while start and not sheet.states[start - 1].question.is_asked:
        start -= 1
    return sheet.states[start:place]


def _heading(words: Words, sheet: Sheet, state: QuestionState) -> list[Passage]:
    """Return which round a question stands in."""
    question = state.question
    if not question.repeats or question.group is None:
        return []
    label = plain_in(sheet.checklist.group(question.group).label, words.language)
    return [Passage(words("item-round", label=heading_shortened(label, ROUND_SHOWN)))] if label else []


def notes_at_the_end(words: Words, sheet: Sheet) -> list[Passage]:
    """Return what is told behind the last question."""
    start = len(sheet.states)
    while start and not sheet.states[start - 1].question.is_asked:
        start -= 1
    return _told(words, sheet.states[start:], gives_way=4)


def end_notes(words: Words, sheet: Sheet) -> list[Html]:
    """Return the same for the card that follows the last answer: folded when it is more than a line or two."""
    told = notes_at_the_end(words, sheet)
    if sum(height_of(each.text) for each in told) <= FOLDED_LINES:
        return [each.text for each in told]
    return [quoted("\n".join(each.text for each in told))]


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
