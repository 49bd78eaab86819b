"""What stands before whatever strangers may ask: an allowance for each address, one for all of them, and no crowd.

Whoever shows what was accepted lately has an allowance apart from theirs: strangers together do not shut them out.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send

from web.strictness import BURST, PER_SECOND, Allowance, everybody, limited
from web.turns import crowded

# Of programs that ask once a night, too.
ACCEPTED_SECONDS = 26 * 3600.0
MOST_ACCEPTED = 1000


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


class Accepted:
    """Tokens or tickets that were accepted lately, as their SHA-256; of more than `most`, those accepted last.
    May be used on any thread.

    Args:
        clock: Seconds that only go forward.
        shown: Returns which one a request shows, empty for none.
        most: How many are remembered.
    """

    def __init__(self, clock: Callable[[], float], shown: Callable[[Scope], str], most: int = MOST_ACCEPTED) -> None:
        self._clock, self._shown, self._most = clock, shown, most
        self._until: OrderedDict[str, float] = OrderedDict()
        self._turn = threading.Lock()

    def note(self, secret: str) -> None:
        """Note that one was accepted."""
        with self._turn:
            digest = _digest(secret)
            self._until.pop(digest, None)
            self._until[digest] = self._clock() + ACCEPTED_SECONDS
            if len(self._until) > self._most:
                self._until.popitem(last=False)

    def forget(self, secret: str) -> None:
        """Note that one was refused."""
        with self._turn:
            self._until.pop(_digest(secret), None)

    def known(self, scope: Scope) -> str:
        """Return the hash of what a request shows, empty unless it was accepted lately."""
        digest = _digest(self._shown(scope))
        with self._turn:
            return digest if self._until.get(digest, float("-inf")) > self._clock() else ""


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def guarded(
    app: ASGIApp,
    limits: Limits,
    clock: Callable[[], float],
    *,
    slow_down: Callable[[Scope], ASGIApp],
    come_again: Callable[[Scope], ASGIApp],
    accepted: Accepted | None = None,
) -> ASGIApp:
    """Return an application behind limits: an address that asks too often is answered by `slow_down`, whoever comes
    while too many ask by `come_again`, both before anything is read. Whoever shows what was `accepted` lately has the
    allowance of all for themselves, and a third of the turns is theirs. `clock` gives seconds that only go forward.
    """
    of_each = Allowance(clock, burst=limits.burst, per_second=limits.per_second)
    turns = crowded(app, limits.in_hand, come_again)

    def shared(app: ASGIApp, asker: Callable[[Scope], str]) -> ASGIApp:
        of_all = Allowance(clock, burst=limits.burst_of_all, per_second=limits.per_second_of_all)
        return limited(app, of_all, come_again, asker)

    if accepted is None:
        return limited(shared(turns, everybody), of_each, slow_down)
    strangers = shared(crowded(turns, limits.in_hand - limits.in_hand // 3, come_again), everybody)
    known = shared(turns, accepted.known)

    def answer(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        return (known if accepted.known(scope) else strangers)(scope, receive, send)

    return limited(answer, of_each, slow_down)
