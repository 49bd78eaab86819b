"""Who and what is drawn now: a held draw, every change in its addendum, and what was decided since."""

from collections.abc import Mapping, Sequence

from rules.draw.addendum import RESERVE_USED, AddendumEntry, standing_after
from rules.draw.snapshot import UNFILLED
from rules.draw.teams import Team, Teams
from services.draw_lists import standing_of
from services.office_day import today
from storage.tables import Draw
from storage.unit_of_work import UnitOfWork

# Why the clock gives up a draw, as the chain has it; screens say it in their language.
LAPSED = "检查期已过，没有抽取"


def addendum_of(draw: Draw) -> list[AddendumEntry]:
    """Return what has changed since a draw."""
    return [AddendumEntry(**each) for each in draw.addendum]


def is_past(uow: UnitOfWork, draw: Draw) -> bool:
    """Return whether the days have passed for which a draw was committed to: nothing is drawn or sent out any more."""
    return draw.opens_on is not None and today(uow) >= draw.opens_on


def names_object(draw: Draw, code: str) -> bool:
    """Return whether a held draw has drawn an object by its code, or has taken it from the reserve since."""
    used = {each["new"] for each in draw.addendum if each["kind"] == RESERVE_USED}
    return code in (draw.result or {}).get("teams", {}) or code in used


def teams_now(draw: Draw) -> Teams:
    """Return the teams of a held draw as they stand, by object and department."""
    return standing_after(standing_of(draw), addendum_of(draw)).teams


def decided(draw: Draw) -> Mapping[str, str]:
    """Return what was decided about objects without a full team, by their codes."""
    return {each["object"]: each["choice"] for each in draw.decisions}


def teams_to_send(draw: Draw) -> Mapping[str, Mapping[str, Team]]:
    """Return whom to send where: full teams, and those without a department that was decided to take no part."""
    settled, waiting, found = decided(draw), set(undecided(draw)), {}
    for code, team in teams_now(draw).items():
        full = {department: seats for department, seats in team.items() if UNFILLED not in seats}
        if len(full) == len(team) or (full and settled.get(code) == "drop" and code not in waiting):
            found[code] = full
    return found


def undecided(draw: Draw) -> Sequence[str]:
    """Return the objects without a full team about which nothing is decided yet, or not about all that is missing."""
    settled = {(each["object"], department) for each in draw.decisions for department in each["departments"]}
    return [
        code
        for code, team in teams_now(draw).items()
        if any(UNFILLED in seats and (code, department) not in settled for department, seats in team.items())
    ]
