"""What results suggest: another risk class, or the list of serious breaches. The rules are tables beside this file."""

import tomllib
import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from rules.campaigns import RAISING, RISKS
from rules.statistics.cuts import Names
from rules.statistics.periods import months_before
from rules.statistics.tallies import Part

ANY = "*"
BY_RESULTS: Names = {"zh": "抽查结果", "en": "results of inspections"}
"""Where a class comes from that somebody accepted; the registry keeps it in Chinese, as every source."""

Decided = Collection[tuple[str, str]]
"""Visits about which a person has decided, each by its number with the results that it had; `*` for any results."""


@dataclass(frozen=True, slots=True)
class ProposalRule:
    """One row of a table: `visits` at least within `months` with one of `results` (`*`: any problem; none: not one).

    `move` is by risk classes, `flag` one that the object has to have.
    """

    key: str
    months: int
    visits: int
    results: tuple[str, ...]
    reason: Names
    source: str
    move: int = 0
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a rule finds about an object: the visits it rests on, in the order of their days, the oldest first.

    `results` are those of each visit, of all its departments. `last` is the day of the newest visit. `risk` is the
    class that it leads to.
    """

    rule: ProposalRule
    visits: tuple[int, ...]
    numbers: tuple[str, ...]
    results: tuple[str, ...]
    last: date
    risk: str = ""

    @property
    def basis(self) -> dict[str, str]:
        """The results that each visit had, by its number."""
        return dict(zip(self.numbers, self.results, strict=True))

    @property
    def mark(self) -> int:
        """A number that is another as soon as anything of this is."""
        said = (self.rule.key, self.risk, *self.numbers, *self.results)
        return zlib.crc32("\n".join(said).encode())


@cache
def rules_of(table: str) -> tuple[ProposalRule, ...]:
    """Return the rules of a table: `risk`, or `breaches`."""
    text = Path(__file__).with_name(f"{table}.toml").read_text(encoding="utf-8")
    return tuple(_rule(row) for row in tomllib.loads(text)["rule"])


def _rule(row: dict[str, Any]) -> ProposalRule:
    return ProposalRule(**{**row, "results": tuple(row["results"])})


def risk_suggested(
    risk: str, flags: Iterable[str], parts: Sequence[Part], today: date, decided: Decided = (), used: Decided = ()
) -> Suggested | None:
    """Return the class that an object's results suggest, by the first rule that holds and rests on a visit, or on
    results of one, about which nobody has decided; none where it is that class.

    One set of facts makes one step: the visits `used` by a step that was accepted count for no other.

    Neither a flagged object nor one of which a rule that raises holds, decided or not, is suggested for a better class:
    what the flag stands for has not ended.
    """
    is_held = not RAISING.isdisjoint(flags)
    for rule in rules_of("risk"):
        moved = RISKS[min(max(RISKS.index(risk) + rule.move, 0), len(RISKS) - 1)]
        if _found(rule, parts, today) is None or (rule.move < 0 and is_held):
            continue
        found = _found(rule, parts, today, moved, used)
        if found is None or _is_decided(found, decided):
            is_held = is_held or rule.move > 0
            continue
        # A rule that holds and moves nothing stands in the way of those behind it.
        return found if moved != risk else None
    return None


def breach_suggested(
    flags: Iterable[str], parts: Sequence[Part], today: date, decided: Decided = ()
) -> Suggested | None:
    """Return by which rule an object's results are proposed for the list of serious breaches, if by any: the first that
    holds and rests on something about which nobody has decided.
    """
    held = set(flags)
    for rule in rules_of("breaches"):
        found = _found(rule, parts, today)
        if found is not None and (not rule.flag or rule.flag in held) and not _is_decided(found, decided):
            return found
    return None


def _is_decided(found: Suggested, decided: Decided) -> bool:
    return all(_is_among(each, decided) for each in found.basis.items())


def _is_among(visit: tuple[str, str], some: Decided) -> bool:
    return visit in some or (visit[0], ANY) in some


def _found(
    rule: ProposalRule, parts: Sequence[Part], today: date, risk: str = "", used: Decided = ()
) -> Suggested | None:
    first = months_before(today, rule.months)
    recent = [part for part in parts if part.day >= first]
    if not rule.results:
        found = [] if any(part.has_problem for part in recent) else recent
    else:
        found = [part for part in recent if part.has_problem and (ANY in rule.results or _meets(rule, part))]
    # Numbers of visits follow the order of assigning; the days say which one is newer.
    met = {
        (part.day, part.visit_id): part.visit_number
        for part in found
        if not used or not _is_among((part.visit_number, _results(parts, part.visit_id)), used)
    }
    visits = dict(sorted(met.items()))
    if len(visits) < rule.visits:
        return None
    ids = tuple(visit_id for _, visit_id in visits)
    results = tuple(_results(parts, visit_id) for visit_id in ids)
    return Suggested(rule, ids, tuple(visits.values()), results, max(visits)[0], risk)


def _results(parts: Sequence[Part], visit_id: int) -> str:
    own = sorted((part.department_id, sorted(part.results)) for part in parts if part.visit_id == visit_id)
    return " | ".join("+".join(results) for _, results in own)


def _meets(rule: ProposalRule, part: Part) -> bool:
    return not set(rule.results).isdisjoint(part.results)
