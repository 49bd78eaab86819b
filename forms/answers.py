"""Reads what a person types as the answer to a question."""

import re
from datetime import date

from forms.checklist import FILE_KINDS, Question
from forms.ranges import read_range
from forms.typed import Answer, AnswerRefused, Doubt, plain, refused
from forms.typed_choices import read_choice, read_choices, read_ranking, read_verdict
from forms.typed_dates import read_date
from forms.typed_months import read_month, read_year
from forms.typed_numbers import read_number
from forms.typed_times import read_moment, read_time
from forms.xml_characters import fit_for_xml
from rules.errors import answers as problems
from rules.errors import answers_by_kind as kinds

__all__ = ["Answer", "AnswerRefused", "Doubt", "read_answer"]

_DIGITS = re.compile(r"[0-9.\-]+")
_AGREED = frozenset({"ok", "好", "好的", "知道了", "是", "已读", "yes"})


def read_answer(question: Question, typed: str, language: str, *, today: date) -> Answer:
    """Reads typed text as the answer to a question.

    Args:
        question: What was asked.
        typed: The message's text, as sent.
        language: The person's language tag: messages of the form come in it, and dates are read its way.
        today: The day in the district, for dates without a year.

    Returns:
        The value to store, perhaps with a doubt that should be asked back first.

    Raises:
        AnswerRefused: It is no answer to this question.
    """
    if question.kind == "note":
        raise refused(problems.NOTHING_ASKED)
    if question.kind in FILE_KINDS:
        raise refused(problems.PHOTO_WANTED if question.kind in ("photo", "signature") else kinds.FILE_WANTED)
    text = fit_for_xml(typed.replace("\r\n", "\n"))
    if not plain(text):
        raise refused(problems.NOTHING_TYPED)
    return _chosen(question, text, language) or _measured(question, text, language, today) or _said(question, text)


def _chosen(question: Question, text: str, language: str) -> Answer | None:
    match question.kind:
        case "compliance":
            return read_verdict(question, text, language)
        case "choice":
            return read_choice(question, text)
        case "choices":
            return read_choices(question, text)
        case "rank":
            return read_ranking(question, text)
    return None


def _measured(question: Question, text: str, language: str, today: date) -> Answer | None:
    match question.kind:
        case "integer" | "decimal":
            return read_number(question, text, language)
        case "range":
            return read_range(question, text, language)
        case "date":
            words = question.appearance.lower().split()
            reading = read_month if "month-year" in words else read_year if "year" in words else read_date
            return reading(text, language, today)
        case "time":
            return read_time(text)
        case "datetime":
            return read_moment(text, language, today)
    return None


def _said(question: Question, text: str) -> Answer:
    match question.kind:
        case "text" | "barcode":
            return _text(question, text.strip())
        case "acknowledge":
            if plain(text).casefold() in _AGREED:
                return Answer("OK")
            raise refused(kinds.PRESS_OK)
        case "more":
            raise refused(kinds.PRESS_MORE)
        case _:
            raise refused(kinds.PIN_WANTED)


def _text(question: Question, text: str) -> Answer:
    """Digits that are no number, such as a telephone's, keep their zeros and signs."""
    if "numbers" not in question.appearance.lower().split():
        return Answer(text)
    digits = "".join(plain(text).split())
    if not _DIGITS.fullmatch(digits):
        raise refused(kinds.DIGITS_ONLY, typed=text)
    return Answer(digits)
