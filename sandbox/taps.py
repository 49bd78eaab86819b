"""Taps on inline buttons, each of which can be answered once and only for a while."""

import random
from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.errors import bad_request
from sandbox.journal import NoJournal

ANSWERABLE_SECONDS = 60
TOO_LATE = "query is too old and response timeout expired or query ID is invalid"


@dataclass(slots=True)
class Tap:
    """One tap; `pressed_at` in seconds since 1970."""

    id: str
    pid: int
    chat_id: int
    pressed_at: float


class Taps:
    """Taps that wait for an answer."""

    def __init__(self, clock: Clock, journal: NoJournal) -> None:
        self.clock = clock
        self.journal = journal
        self._waiting: dict[str, Tap] = {}

    def load(self) -> None:
        """Takes up what the journal kept."""
        for tap_id, kept in self.journal.load("tap"):
            self._waiting[tap_id] = Tap(**kept)

    def press(self, pid: int, chat_id: int) -> Tap:
        """Notes a new tap of a person in a chat."""
        self._forget_old()
        tap = Tap(str((1 << 62) | random.getrandbits(61)), pid, chat_id, self.clock.now())
        self._waiting[tap.id] = tap
        self.journal.put("tap", tap.id, {name: getattr(tap, name) for name in Tap.__slots__})
        return tap

    def answer(self, tap_id: str) -> Tap:
        """Takes the answer to a tap.

        Raises:
            ApiError: 400 for an unknown, too old or already answered tap; Telegram has one text for all three.
        """
        self._forget_old()
        tap = self._waiting.pop(tap_id, None)
        if tap is None:
            raise bad_request(TOO_LATE)
        self.journal.drop("tap", tap_id)
        return tap

    def clear(self) -> None:
        """Forgets all taps."""
        self._waiting.clear()

    def _forget_old(self) -> None:
        oldest = self.clock.now() - ANSWERABLE_SECONDS
        # Taps are kept in the order of their time, so the first young one ends the search.
        while self._waiting:
            tap = next(iter(self._waiting.values()))
            if tap.pressed_at > oldest:
                return
            del self._waiting[tap.id]
            self.journal.drop("tap", tap.id)
