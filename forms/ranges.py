"""The steps of a range question, and a typed one of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from forms.checklist import Question
from forms.typed import Answer, refused
from forms.typed_numbers import canonical, read_number
from rules.errors import answers_by_kind as problems


@dataclass(frozen=True, slots=True)
class Span:
    """Where a range begins and ends, and how far its steps are apart; the step is never negative."""

    start: Decimal
    end: Decimal
    step: Decimal

    @property
    def is_whole(self) -> bool:
        """Whether all its steps are whole numbers."""
        return all(each == each.to_integral_value() for each in (self.start, self.step))

    @property
    def count(self) -> int:
        """How many steps it has."""
        return int(abs(self.end - self.start) / self.step) + 1

    def steps(self) -> Sequence[str]:
        """Gives its steps in order, as they are stored."""
        towards = self.step if self.end >= self.start else -self.step
        return [canonical(self.start + towards * n) for n in range(self.count)]


def span_of(question: Question) -> Span:
    """Gives the span of a range question: 1 to 10 by 1 where the form does not say."""
    start, end, step = (
        _number(question.parameters.get(name), default) for name, default in (("start", 1), ("end", 10), ("step", 1))
    )
    return Span(start, end, abs(step) or Decimal(1))


def read_range(question: Question, typed: str, language: str) -> Answer:
    """Reads the answer to a `range` question.

    Raises:
        AnswerRefused: No number, outside of the range, or between two steps.
    """
    span = span_of(question)
    least, most = sorted((span.start, span.end))
    numeric = replace(question, kind="integer" if span.is_whole else "decimal", minimum=least, maximum=most)
    read = read_number(numeric, typed, language)
    if (Decimal(read.value) - span.start) % span.step:
        step, start = canonical(span.step), canonical(span.start)
        raise refused(problems.OFF_STEP, typed=typed.strip(), start=start, step=step)
    return read


def _number(text: str | None, default: int) -> Decimal:
    try:
        return Decimal(text) if text else Decimal(default)
    except InvalidOperation:
        return Decimal(default)
