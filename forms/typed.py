"""What reading a typed answer can end in, and the plain form that typed text is brought into first."""

from collections.abc import Mapping
from dataclasses import dataclass

from rules.errors import Problem


@dataclass(frozen=True)
class Doubt:
    """The answer was understood, but the person should be asked whether it is meant.

    `rules.errors.describe(doubt, language)` gives the question to ask.
    """

    code: str
    params: Mapping[str, str]

    @property
    def placeholders(self) -> Mapping[str, object]:
        """What fills the places of the question."""
        return self.params


@dataclass(frozen=True)
class Answer:
    """A typed answer, read.

    Attributes:
        value: As an XForm stores it: a choice's name, names joined by a space, a number without
            exponent, an ISO date, or the text itself.
        note: What followed a verdict on a compliance item, as in `否 灭火器过期`; else empty.
        doubt: What to ask back before the value is stored, if anything.
    """

    value: str
    note: str = ""
    doubt: Doubt | None = None


class AnswerRefused(Exception):
    """The typed text is no answer to this question; `rules.errors.describe(refused, language)` says why.

    Attributes:
        code: Of the catalogue, `ANSWER_<NNN>`.
        params: What fills the places of its text.
    """

    def __init__(self, code: str, params: Mapping[str, str]) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    @property
    def placeholders(self) -> Mapping[str, object]:
        """What fills the places of the text."""
        return self.params


def refused(problem: Problem, **params: object) -> AnswerRefused:
    """Gives the refusal for a problem of the catalogue."""
    return AnswerRefused(problem.code, {name: str(value) for name, value in params.items()})


def doubted(problem: Problem, **params: object) -> Doubt:
    """Gives the question back for a problem of the catalogue."""
    return Doubt(problem.code, {name: str(value) for name, value in params.items()})


# One character for one, so that positions stay: full-width forms (U+FF01–U+FF5E) and the signs phones type.
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    0x00A0: " ",
    0x2212: "-",
    0x2013: "-",
    0x2014: "-",
    0x3002: ".",
    0xFF61: ".",
}


def plain(typed: str) -> str:
    """Gives full-width digits, letters, signs and spaces their ordinary forms, and trims the ends."""
    return typed.translate(_PLAIN).strip()
