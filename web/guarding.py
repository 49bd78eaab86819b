"""What stands before whatever strangers may ask: an allowance for each address, one for all of them, and no crowd."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import ASGIApp, Scope

from web.strictness import BURST, PER_SECOND, Allowance, everybody, limited
from web.turns import crowded


@dataclass(frozen=True, slots=True)
class Limits:
    """How often all askers together may ask at once and from then on, how many answers are made at once, and how often
    each address may ask.
    """

    burst_of_all: int
    per_second_of_all: float
    in_hand: int
    burst: int = BURST
    per_second: float = PER_SECOND


def guarded(
    app: ASGIApp,
    limits: Limits,
    clock: Callable[[], float],
    *,
    slow_down: Callable[[Scope], ASGIApp],
    come_again: Callable[[Scope], ASGIApp],
) -> ASGIApp:
    """Return an application behind limits: an address that asks too often is answered by `slow_down`, whoever comes
    while too many ask by `come_again`, both before anything is read. `clock` gives seconds that only go forward.
    """
    of_each = Allowance(clock, burst=limits.burst, per_second=limits.per_second)
    of_all = Allowance(clock, burst=limits.burst_of_all, per_second=limits.per_second_of_all)
    answering = limited(crowded(app, limits.in_hand, come_again), of_all, come_again, everybody)
    return limited(answering, of_each, slow_down)
