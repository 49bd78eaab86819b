"""The annual plan 年度抽查计划 (rule text 四(二)): lines as they are typed, and which of them could be one visit."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

ALL_MONTHS = tuple(range(1, 13))
COLLECTED_FROM = 10
"""From this month on lines are collected for the next year; they are due before March of the plan's year."""
DUE_MONTH = 3
COUNT_MOST = 100_000
_SPANS = {
    "全年": ALL_MONTHS, "每月": ALL_MONTHS, "allyear": ALL_MONTHS, "year": ALL_MONTHS,
    "上半年": ALL_MONTHS[:6], "下半年": ALL_MONTHS[6:],
}  # fmt: skip
QUARTERS = "一二三四1234"
_QUARTER = re.compile(r"(?:第?([一二三四1-4])季度?|q([1-4]))")
_MONTHS = re.compile(r"(\d{1,2})(?:[-~至到–—](\d{1,2}))?")
_PARTS = {"lead": ("", "牵头", "发起", "lead", "leads"), "part": ("参与", "配合", "part", "takespart", "takingpart")}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the plan as far as joining it with others needs it.

    Attributes:
        number: In the plan of its year.
        department: Whose it is.
        object_kind: What it is about, in words.
        months: 1 to 12, in their order.
    """

    number: int
    department: int
    object_kind: str
    months: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One door, many matters 进一次门、查多项事: lines of several departments about the same objects in one month."""

    object_kind: str
    month: int
    lines: tuple[int, ...]


def plan_year(day: date) -> int:
    """Return the year for which lines are collected on a day."""
    return day.year + (day.month >= COLLECTED_FROM)


def proposals(lines: Iterable[Line]) -> list[Proposal]:
    """Return which lines could be one joint campaign: each line once, most departments first, the earliest month."""
    by_kind: dict[str, list[Line]] = {}
    for line in sorted(lines, key=lambda line: line.number):
        by_kind.setdefault(_folded(line.object_kind), []).append(line)
    found = []
    for kind in sorted(by_kind):
        left = by_kind[kind]
        while best := _best_month(left):
            joined = [line for line in left if best in line.months]
            found.append(Proposal(joined[0].object_kind, best, tuple(line.number for line in joined)))
            left = [line for line in left if best not in line.months]
    return found


def _best_month(lines: Sequence[Line]) -> int | None:
    """Return the month in which most departments go to the same objects; none when two never do."""
    counted = [(len({line.department for line in lines if month in line.months}), -month) for month in ALL_MONTHS]
    departments, month = max(counted)
    return -month if departments > 1 else None


def _folded(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text).casefold())


def typed_amount(text: str) -> str | None:
    """Return how much is to be inspected, `5%` or a number of objects, none when it cannot be read."""
    plain = _folded(text)
    if plain.endswith("%"):
        try:
            share = Decimal(plain.removesuffix("%"))
        except InvalidOperation:
            return None
        is_fit = share.is_finite() and 0 < share <= 100 and share * 10 == int(share * 10)
        return f"{share.normalize():f}%" if is_fit else None
    count = re.sub(r"[户家个]$", "", plain)
    return str(int(count)) if re.fullmatch(r"[0-9]{1,6}", count) and 0 < int(count) <= COUNT_MOST else None


def permille_of(amount: str, pool: int) -> int:
    """Return per thousand of a pool what a line names; at least 1, at most all."""
    if amount.endswith("%"):
        return int(Decimal(amount.removesuffix("%")) * 10)
    return min(1000, max(1, -(-int(amount) * 1000 // pool))) if pool else 1000


def typed_months(text: str) -> tuple[int, ...] | None:
    """Return the months that a text names, none when it cannot be read."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    found: set[int] = set()
    for part in filter(None, re.split(r"[、,;和及\n]+", plain)):
        months = _months(re.sub(r"[\s月份]", "", part))
        if not months:
            return None
        found.update(months)
    return tuple(sorted(found)) or None


def _months(part: str) -> Sequence[int]:
    if part in _SPANS:
        return _SPANS[part]
    if quarter := _QUARTER.fullmatch(part):
        named = quarter[1] or quarter[2]
        first = 3 * (QUARTERS.index(named) % 4)
        return ALL_MONTHS[first : first + 3]
    if (span := _MONTHS.fullmatch(part)) and 1 <= int(span[1]) <= int(span[2] or span[1]) <= 12:
        return range(int(span[1]), int(span[2] or span[1]) + 1)
    return ()


def typed_part(text: str) -> str | None:
    """Return `lead` or `part` as a text says, none when it says neither."""
    plain = _folded(text)
    return next((part for part, words in _PARTS.items() if plain in words), None)


def window_of(year: int, months: Sequence[int], today: date) -> tuple[date, date]:
    """Return the first run of a line's months that is not over, as days; its first day is never behind.

    The months of a plan that are all over give the days from today to the end of the year.
    """
    left = [month for month in months if date(year, month, 1) >= today.replace(day=1)]
    first = left[0] if left else today.month
    last = first
    while last + 1 in left:
        last += 1
    if not left:
        last = 12
    following = date(year + last // 12, last % 12 + 1, 1)
    return max(today, date(year, first, 1)), date.fromordinal(following.toordinal() - 1)
