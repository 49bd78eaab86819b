"""Typed text as the answer to a question: what is understood, and what is only to be looked for in a long list."""

from dataclasses import replace

from forms.answers import Answer, read_answer
from forms.checklist import Question
from forms.typed import plain
from handlers.act import Act
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
