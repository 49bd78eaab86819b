"""Rates with their intervals: Wilson's for one rate, Newcombe's for the difference of two, both at 95 %.

E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209-212; R. G. Newcombe, Stat. Med. 17 (1998) 873-890, method 10. Both hold
for few visits and for rates near 0 and 1, where the usual interval of textbooks leaves the scale.
"""

from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054
"""The 97.5 % point of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of how many; `share`, `low` and `high` lie within 0 and 1."""

    hits: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.hits <= self.of:
            raise ValueError(f"{self.hits} of {self.of}")

    @property
    def share(self) -> float:
        """The rate as it was seen; 0 of nothing is 0."""
        return self.hits / self.of if self.of else 0.0

    @property
    def low(self) -> float:
        """The lower end of the interval; of nothing everything is possible."""
        return self._ends()[0]

    @property
    def high(self) -> float:
        """The upper end of the interval."""
        return self._ends()[1]

    def _ends(self) -> tuple[float, float]:
        if not self.of:
            return 0.0, 1.0
        n, p, square = self.of, self.share, Z * Z
        middle = p + square / (2 * n)
        reach = Z * sqrt(p * (1 - p) / n + square / (4 * n * n))
        whole = 1 + square / n
        low = 0.0 if self.hits == 0 else max(0.0, (middle - reach) / whole)
        high = 1.0 if self.hits == n else min(1.0, (middle + reach) / whole)
        return low, high


@dataclass(frozen=True, slots=True)
class Difference:
    """How much higher one rate is than another, from -1 to 1, with its interval."""

    share: float
    low: float
    high: float

    @property
    def is_certain(self) -> bool:
        """Whether the interval leaves out that there is no difference."""
        return self.low > 0 or self.high < 0


def difference(rate: Rate, other: Rate) -> Difference | None:
    """Return by how much a rate is higher than another; none while one of them is of nothing."""
    if not rate.of or not other.of:
        return None
    down = sqrt((rate.share - rate.low) ** 2 + (other.high - other.share) ** 2)
    up = sqrt((rate.high - rate.share) ** 2 + (other.share - other.low) ** 2)
    share = rate.share - other.share
    return Difference(share, share - down, share + up)
