"""What results suggest: another risk class, or the list of serious breaches. The rules are tables beside this file."""

import tomllib
from collections.abc import Iterable, Sequence
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
    """What a rule finds about an object: the visits it rests on, the oldest first; `risk` is the class it leads to."""

    rule: ProposalRule
    visits: tuple[int, ...]
    numbers: tuple[str, ...]
    risk: str = ""


@cache
def rules_of(table: str) -> tuple[ProposalRule, ...]:
    """Return the rules of a table: `risk`, or `breaches`."""
    text = Path(__file__).with_name(f"{table}.toml").read_text(encoding="utf-8")
    return tuple(_rule(row) for row in tomllib.loads(text)["rule"])


def _rule(row: dict[str, Any]) -> ProposalRule:
    return ProposalRule(**{**row, "results": tuple(row["results"])})


def risk_suggested(risk: str, flags: Iterable[str], parts: Sequence[Part], today: date) -> Suggested | None:
    """Return the class that an object's results suggest, by the first rule that holds; none where it is that class.

    A flagged object is never suggested for a better class: what the flag stands for has not ended.
    """
    is_flagged = not RAISING.isdisjoint(flags)
    for rule in rules_of("risk"):
        moved = RISKS[min(max(RISKS.index(risk) + rule.move, 0), len(RISKS) - 1)]
        basis = _basis(rule, parts, today)
        if basis is None or (rule.move < 0 and is_flagged):
            continue
        # A rule that holds and moves nothing stands in the way of those behind it.
        return Suggested(rule, *basis, moved) if moved != risk else None
    return None


def breach_suggested(flags: Iterable[str], parts: Sequence[Part], today: date) -> Suggested | None:
    """Return by which rule an object's results are proposed for the list of serious breaches, if by any."""
    held = set(flags)
    for rule in rules_of("breaches"):
        basis = _basis(rule, parts, today)
        if basis is not None and (not rule.flag or rule.flag in held):
            return Suggested(rule, *basis)
    return None


def _basis(rule: ProposalRule, parts: Sequence[Part], today: date) -> tuple[tuple[int, ...], tuple[str, ...]] | None:
    first = months_before(today, rule.months)
    recent = [part for part in parts if part.day >= first]
    if not rule.results:
        found = [] if any(part.has_problem for part in recent) else recent
    else:
        found = [part for part in recent if part.has_problem and (ANY in rule.results or _meets(rule, part))]
    visits = dict(sorted({(part.day, part.visit_id): part.visit_number for part in found}.items()))
    if len(visits) < rule.visits:
        return None
    return tuple(visit_id for _, visit_id in visits), tuple(visits.values())


def _meets(rule: ProposalRule, part: Part) -> bool:
    return not set(rule.results).isdisjoint(part.results)
