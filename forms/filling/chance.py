"""Chance that can be saved and resumed: numbers drawn from a seed and a counter."""

import hashlib

_BITS = 256


class SeededChance:
    """A source of numbers that seem random but follow from the seed.

    Attributes:
        seed: Any text.
        drawn: How many blocks of 256 bits have been drawn.
    """

    def __init__(self, seed: str, drawn: int = 0) -> None:
        self.seed = seed
        self.drawn = drawn

    def random(self) -> float:
        """Gives a number from 0 up to, but not including, 1."""
        return self.getrandbits(53) / 2**53

    def getrandbits(self, k: int, /) -> int:
        """Gives a whole number of k random bits."""
        bits, value = 0, 0
        while bits < k:
            block = hashlib.sha256(f"{self.seed}:{self.drawn}".encode()).digest()
            self.drawn += 1
            value = value << _BITS | int.from_bytes(block)
            bits += _BITS
        return value >> (bits - k)
