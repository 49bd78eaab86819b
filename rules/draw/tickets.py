"""Tickets 摇号号码: numbers that follow from a seed and an id alone (fair-draw/1, exact rules).

The order is that of Rivest's consistent sampler.
"""

import hashlib

from rules.draw.snapshot import sha

DIGITS = 64


class Tickets:
    """The tickets of one seed."""

    __slots__ = ("state",)

    def __init__(self, seed: str) -> None:
        # The seed's hash fills one block of SHA-256: what is worked out of it once serves every id.
        self.state = hashlib.sha256(sha(seed).encode())

    def of(self, id_: str) -> str:
        """Return the ticket of an id: `0.` and the digits of its number from the last to the first, at least 64."""
        state = self.state.copy()
        state.update(id_.encode())
        return "0." + str(int.from_bytes(state.digest(), "big")).rjust(DIGITS, "0")[::-1]

    def order(self, id_: str) -> tuple[str, str]:
        """Return what ids are ordered by: ticket, then id."""
        return self.of(id_), id_
