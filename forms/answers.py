"""Reads what a person types as the answer to a question."""

import re
from datetime import date

from forms.checklist import Question
from forms.typed import Answer, AnswerRefused, Doubt, plain, refused
from forms.typed_choices import read_choice, read_choices, read_verdict
from forms.typed_dates import read_date
from forms.typed_numbers import read_number
from rules.errors import answers as problems

__all__ = ["Answer", "AnswerRefused", "Doubt", "read_answer"]

# What XML 1.0 cannot hold, and with it no XForm: control characters, lone surrogates, two noncharacters.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


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
    if question.kind in ("photo", "signature"):
        raise refused(problems.PHOTO_WANTED)
    text = _NOT_IN_XML.sub("", typed.replace("\r\n", "\n"))
    if not plain(text):
        raise refused(problems.NOTHING_TYPED)
    match question.kind:
        case "compliance":
            return read_verdict(question, text, language)
        case "choice":
            return read_choice(question, text)
        case "choices":
            return read_choices(question, text)
        case "integer" | "decimal" | "range":
            return read_number(question, text, language)
        case "date":
            return read_date(text, language, today)
        case "text" | "barcode":
            return Answer(text.strip())
        case _:
            raise refused(problems.NOT_TO_BE_TYPED)
