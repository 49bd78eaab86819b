"""Reads typed numbers: full-width digits, a comma as decimal mark, 零下, units."""

import re
from decimal import Decimal

from forms.checklist import Question, in_language
from forms.typed import Answer, Doubt, doubted, plain, refused
from rules.errors import answers as problems

# Collect's limits, so that every tool which reads the answers can hold them.
MAX_INTEGER_DIGITS = 9
MAX_DECIMAL_DIGITS = 15

_UNIT = r"(?:°C|℃|摄氏度|度|个|只|具|台|人|名|件|张|份|处|次)?"
_NUMBER = re.compile(rf"(?P<sign>[+-]|零下|负)?\s*(?P<digits>[0-9]*)(?:[.,](?P<decimals>[0-9]+))?\s*{_UNIT}")
_THOUSANDS = re.compile(
    rf"(?P<sign>[+-])?\s*(?P<digits>[0-9]{{1,3}}(?:,[0-9]{{3}})+)(?:\.(?P<decimals>[0-9]+))?\s*{_UNIT}"
)


def read_number(question: Question, typed: str, language: str) -> Answer:
    """Reads the answer to an `integer` or `decimal` question.

    Returns:
        The number without exponent and needless zeros. It is doubted when the comma may have divided
        thousands, or when it lies outside of the soft bounds.

    Raises:
        AnswerRefused: No number, not whole though it should be, too long, or outside of the bounds.
    """
    whole = question.kind == "integer"
    text = plain(typed)
    grouped = _THOUSANDS.fullmatch(text)
    as_thousands = grouped is not None and (whole or grouped["decimals"] is not None or text.count(",") > 1)
    found = grouped if as_thousands else _NUMBER.fullmatch(text)
    if found is None or not (found["digits"] or found["decimals"]):
        raise refused(problems.NOT_A_NUMBER, typed=typed.strip(), example="6" if whole else "6.5")
    digits, decimals = found["digits"].replace(",", ""), found["decimals"] or ""
    if whole and decimals.strip("0"):
        raise refused(problems.NOT_WHOLE, typed=typed.strip(), example="6")
    limit = MAX_INTEGER_DIGITS if whole else MAX_DECIMAL_DIGITS
    if len(digits.lstrip("0") + decimals) > limit:
        raise refused(problems.TOO_LONG_A_NUMBER, typed=typed.strip(), digits=limit)
    number = Decimal(f"{digits or '0'}.{decimals or '0'}")
    if found["sign"] not in (None, "+"):
        number = -number
    _ensure_within(question, number, typed.strip(), language)
    value = canonical(number)
    doubt = doubted(problems.IS_NUMBER_MEANT, value=value) if grouped else _unusual(question, number, value)
    return Answer(value, doubt=doubt)


def canonical(number: Decimal) -> str:
    """Gives a number without exponent, needless zeros or a negative zero."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _ensure_within(question: Question, number: Decimal, typed: str, language: str) -> None:
    too_small = question.minimum is not None and number < question.minimum
    too_great = question.maximum is not None and number > question.maximum
    if not (too_small or too_great):
        return
    if message := in_language(question.constraint_message, language):
        raise refused(problems.OUTSIDE_THE_RANGE, message=message)
    if question.minimum is not None and too_small:
        raise refused(problems.TOO_SMALL, typed=typed, minimum=canonical(question.minimum))
    if question.maximum is not None:
        raise refused(problems.TOO_GREAT, typed=typed, maximum=canonical(question.maximum))


def _unusual(question: Question, number: Decimal, value: str) -> Doubt | None:
    if question.soft_maximum is not None and number > question.soft_maximum:
        return doubted(problems.UNUSUALLY_GREAT, maximum=canonical(question.soft_maximum), value=value)
    if question.soft_minimum is not None and number < question.soft_minimum:
        return doubted(problems.UNUSUALLY_SMALL, minimum=canonical(question.soft_minimum), value=value)
    return None
