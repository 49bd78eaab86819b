"""A campaign as it is typed and reckoned: ratios, numbers, days; the class that a flagged object has in a draw."""

import re
import unicodedata
from collections.abc import Collection
from datetime import date

from rules.draw.commitment import LEAST_DICE
from rules.frequency import AT_CAP, TOO_SOON
from rules.invisible_signs import PATTERN as INVISIBLE
from rules.typed_days import typed_day

RISKS = "ABCD"
# Rule text 四(四): a class is raised for many complaints, the list of abnormal operation, serious violations.
RAISING = frozenset({"complaints", "abnormal", "violations"})
EXCLUDING = {"exempt": "承诺免检"}
"""Flags for which an object is left out of a draw, with the published reason."""
DRAWN_BEFORE = "本任务已抽中"
EXCLUSION_REASONS = (*EXCLUDING.values(), AT_CAP, TOO_SOON)
"""Every reason for which an object is left out of a campaign's first draw."""
_RATIO = re.compile(r"([A-D])\s*[级类:=]?\s*(\d{1,3}(?:\.\d)?)\s*%?", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,2})\D+(\d{1,3})\D*")
TITLE_MOST = 40
# Line breaks, controls and invisible signs: with them a name reads otherwise than it is.
_SIGN = rf"[^\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufffc-\uffff{INVISIBLE}]"
TITLE_PATTERN = rf"{_SIGN}(?:{_SIGN}|[ \u3000]){{0,{TITLE_MOST - 2}}}{_SIGN}"
"""A campaign's name, the same at each door."""
GROUP = 5
"""Dice are read and typed five at a time, as many hold them in a hand."""


def effective_risk(risk: str, flags: Collection[str]) -> str:
    """Return the class by which an object is drawn: one higher for a flagged one, the highest staying."""
    if RAISING.isdisjoint(flags):
        return risk
    return RISKS[min(RISKS.index(risk) + 1, len(RISKS) - 1)]


def typed_ratios(text: str) -> dict[str, int] | None:
    """Return the permille by class that a text names in per cent, none when it cannot be read."""
    plain = unicodedata.normalize("NFKC", text)
    named = [(match[1].upper(), round(float(match[2]) * 10)) for match in _RATIO.finditer(plain)]
    found = dict(named)
    rest = re.sub(r"[\s,;、]", "", _RATIO.sub("", plain))
    # A class that is named twice: which of them is meant?
    if not found or rest or len(found) < len(named) or max(found.values()) > 1000:
        return None
    return dict(sorted(found.items()))


def typed_officers(text: str) -> tuple[int, int] | None:
    """Return officers of each department and objects per officer that a text names, none when it cannot be read."""
    found = _NUMBERS.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found:
        return None
    per_department, most = int(found[1]), int(found[2])
    return (per_department, most) if per_department >= 2 and most >= 1 else None


def typed_window(text: str, today: date) -> tuple[date, date] | None:
    """Return the first and the last day that a text names, none when it cannot be read or lies behind.

    Raises `Refused` as `typed_day` does.
    """
    parts = [part for part in re.split(r"\s+|至|到|~|—|–", text.strip()) if part]
    if len(parts) != 2:
        return None
    first = typed_day(parts[0], today)
    last = typed_day(parts[1], today, first) if first else None
    if first is None or last is None or not today <= first <= last:
        return None
    return first, last


def typed_title(text: str) -> str | None:
    """Return a campaign's name, none when it is too short, too long, or holds what is no sign of a line."""
    plain = text.strip()
    return plain if re.fullmatch(TITLE_PATTERN, plain) else None


def title_of(text: str) -> str:
    """Return a text as a campaign's name, cut to its length, without signs that none has."""
    return " ".join(re.sub(rf"(?!{_SIGN}).", " ", text, flags=re.DOTALL).split())[:TITLE_MOST].strip()


def thrown(text: str) -> str:
    """Return dice as typed, without the signs that people put between them."""
    return re.sub(r"[\s,;.\-、，；。·]", "", unicodedata.normalize("NFKC", text))


def differing(readings: Collection[str]) -> list[int]:
    """Return at which places, from 1, dice were read differently.

    While somebody still types, group by group, only those places count that everybody has typed.
    """
    shortest, longest = min(map(len, readings), default=0), max(map(len, readings), default=0)
    most = longest if shortest >= LEAST_DICE else shortest
    return [at + 1 for at in range(most) if len({reading[at : at + 1] for reading in readings}) > 1]


def contradicts(dice: str, whole: str) -> bool:
    """Return whether a reading says other than a whole one, as far as it goes; one that goes further does."""
    return not whole.startswith(dice)


def with_group(mine: str, typed: str, places: Collection[int]) -> str | None:
    """Return all that a person has read of the dice after typing a group of five, or several at once.

    A group goes where the readings differ first, else behind what was typed before; `None` when it is neither one
    whole reading nor a group that still is to be typed.
    """
    if len(typed) >= LEAST_DICE:
        return typed
    if len(typed) % GROUP or not typed:
        return None
    if places and len(typed) == GROUP:
        first = (min(places) - 1) // GROUP * GROUP
        return mine[:first] + typed + mine[first + GROUP :]
    return mine + typed if len(mine) + len(typed) <= LEAST_DICE else None
