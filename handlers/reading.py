"""Typed text as the answer to a question: what is understood, and what is only to be looked for in a long list."""

from dataclasses import replace

from forms.answers import Answer, AnswerRefused, read_answer
from forms.checklist import Question
from forms.typed import plain
from handlers.act import Act
from handlers.jumps import read_jump
from handlers.screens.asking import Asking
from handlers.screens.asking_choices import FEW
from handlers.screens.format import local
from services.sheets import QuestionState, Sheet


def readable(act: Act, sheet: Sheet, state: QuestionState) -> Question:
    """Return a question with all that can be chosen, although its list may be too long to stand with it."""
    question = state.question
    if question.name not in sheet.looked_up:
        return question
    return replace(question, choices=tuple(Asking(act, sheet, state).choices()))


def read(act: Act, question: Question, text: str) -> Answer:
    """Read typed text in the person's language. Raises `AnswerRefused`."""
    return read_answer(question, text, act.words.language, today=local(act.uow.now).date())


def own_words(act: Act, question: Question, text: str) -> str:
    """Return a text without the question's own number, where that stands before the answer."""
    jump = read_jump(text)
    if jump is None or not jump.rest or jump.number != question.number:
        return text
    return text if not is_free(question) and fits(act, question, text) else jump.rest


def fits(act: Act, question: Question, text: str) -> bool:
    """Return whether a text can be the answer to a question, perhaps after asking back."""
    if is_sought(question, text):
        return False
    try:
        read(act, question, text)
    except AnswerRefused:
        return False
    return True


def is_free(question: Question) -> bool:
    """Return whether any text is an answer to a question."""
    return question.kind in ("text", "barcode")


def is_sought(question: Question, text: str) -> bool:
    """Return whether a text cannot name a choice of a long list, whose numbers nobody sees."""
    if not is_long_list(question):
        return False
    typed = plain(text).casefold().split()
    known = {plain(each).casefold() for choice in question.choices for each in (choice.name, *choice.label.values())}
    return all(word.isdigit() for word in typed) and known.isdisjoint([*typed, plain(text).casefold()])


def is_long_list(question: Question) -> bool:
    """Return whether a question is answered from a list that is shown in pages."""
    return question.kind in ("choice", "choices") and len(question.choices) > FEW
