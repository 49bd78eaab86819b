"""How often an object may be visited: caps of frequency by risk class, reckoned from days of visits.

四(四) of the rule text adjusts frequency by credit risk; newer rules publish how many visits a year an enterprise may
have of all departments together.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from rules.typed_days import typed_day

MONTHS = {"year": 12, "half": 6, "quarter": 3}
"""Calendar periods within which visits are counted, in months."""
AT_CAP, TOO_SOON = "抽查频次已满", "检查间隔不足"
"""The published reasons for which an object at its cap is left out of a draw."""
GAP_MOST, VISITS_MOST, SOURCE_MOST = 1_100, 99, 120
_WORDS = {"年": "year", "半年": "half", "季": "quarter", "year": "year", "half": "half", "quarter": "quarter"}
_TYPED = re.compile(r"(\d{1,2})\s+(\S+)\s+(\d{1,4})\s+(\S+)\s+(\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cap:
    """How often objects of a risk class may be visited.

    Attributes:
        most: Visits in one calendar period, at least 1.
        period: The calendar period, a key of `MONTHS`.
        gap_days: Days that lie between two visits at least, 0 for none.
        exempt_kinds: Kinds of tasks that are neither counted nor capped.
        source: The rule that it follows.
        valid_from: The first day of its validity.
    """

    risk: str
    most: int
    period: str
    gap_days: int
    exempt_kinds: tuple[str, ...]
    source: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class Span:
    """The days of which any may be that of a visit; one day, once it has happened."""

    first: date
    last: date


_EXEMPT = ("clue", "immediate")
_CITY = "重庆市生态环境系统规范涉企检查规定（2025）"
USUAL: Mapping[str, Cap] = {
    "A": Cap("A", 1, "year", 0, _EXEMPT, _CITY, date(2025, 3, 21)),
    "B": Cap("B", 2, "year", 180, _EXEMPT, "各地通行：每年不超过2次、间隔6个月以上", date(2025, 1, 3)),
    "C": Cap("C", 1, "quarter", 0, _EXEMPT, _CITY, date(2025, 3, 21)),
    "D": Cap("D", 2, "quarter", 0, _EXEMPT, "各地通行：高风险加大频次", date(2025, 1, 3)),
}
"""Values in use elsewhere, which hold until the district sets its own; clues and immediate checks are outside of caps
(《重庆市规范涉企行政检查办法》 29, 30).
"""


def period_of(window: str, day: date) -> int:
    """Return the number of the calendar period that a day lies in, counting on from year to year."""
    return (day.year * 12 + day.month - 1) // MONTHS[window]


def reason_against(cap: Cap, spans: Collection[Span], planned: Span) -> str | None:
    """Return for which published reason an object may not be visited on days of `planned`, none when it may.

    `spans` are its visits that count. What may be too often on one of the days, is: nobody chooses the day by it.
    """
    for number in range(period_of(cap.period, planned.first), period_of(cap.period, planned.last) + 1):
        within = [
            each for each in spans if period_of(cap.period, each.first) <= number <= period_of(cap.period, each.last)
        ]
        if len(within) >= cap.most:
            return AT_CAP
    return TOO_SOON if any(_between(each, planned) < cap.gap_days for each in spans) else None


def _between(one: Span, other: Span) -> int:
    """Return the days from one span to the other, 0 when they meet."""
    return max((other.first - one.last).days, (one.first - other.last).days, 0)


def reach_of(caps: Iterable[Cap], planned: Span) -> Span:
    """Return the days of which visits can matter to any of some caps."""
    gap = max((each.gap_days for each in caps), default=0)
    first = date(planned.first.year, 1, 1)
    last = date(planned.last.year, 12, 31)
    ordinals = (
        min(first.toordinal(), planned.first.toordinal() - gap),
        max(last.toordinal(), planned.last.toordinal() + gap),
    )
    return Span(date.fromordinal(ordinals[0]), date.fromordinal(ordinals[1]))


def typed_cap(known: Cap, text: str, today: date) -> Cap | None:
    """Return a cap as typed: visits, period, days between, first day, source; none when it cannot be read.

    Kinds that are exempt stay those of the known one.
    """
    found = _TYPED.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found:
        return None
    most, window, gap = int(found[1]), _WORDS.get(found[2].lower().removeprefix("每")), int(found[3])
    day, source = typed_day(found[4], today), " ".join(found[5].split())
    is_fit = 1 <= most <= VISITS_MOST and gap <= GAP_MOST and 2 <= len(source) <= SOURCE_MOST
    if window is None or day is None or not is_fit:
        return None
    return replace(known, most=most, period=window, gap_days=gap, valid_from=day, source=source)
