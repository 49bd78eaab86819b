"""What came of one case, and how a part of the corpus is run."""

import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

SECONDS_PER_CASE = 10.0


@dataclass(frozen=True)
class Outcome:
    """One case.

    Attributes:
        case_id: As the corpus calls it.
        group: What it is counted under in the last line, such as `A` or `scenarios`.
        kind: A finer division for the table, such as the type of value.
        difference: What was expected and what came; empty when they agree.
        traits: What exceptions are keyed by, such as the functions called.
    """

    case_id: str
    group: str
    kind: str
    difference: str = ""
    traits: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def is_as_expected(self) -> bool:
        """Whether the case agrees."""
        return not self.difference


@dataclass(frozen=True)
class CorpusPart:
    """A part of the corpus: which groups it counts, the files it needs, and what runs them."""

    groups: tuple[str, ...]
    files: tuple[str, ...]
    run: Callable[[Path], Sequence[Outcome]]


class TookTooLong(Exception):
    """A case used up its time."""


@contextmanager
def limited_time(seconds: float = SECONDS_PER_CASE) -> Iterator[None]:
    """Ends what runs inside after so many seconds; for the main thread.

    Raises:
        TookTooLong: It was not done.
    """

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TookTooLong(f"not done after {seconds:g} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
