"""Who and what is drawn now: a held draw, every change in its addendum, and what was decided since."""

from collections.abc import Mapping, Sequence

from rules.draw.addendum import AddendumEntry, standing_after
from rules.draw.snapshot import UNFILLED
from rules.draw.teams import Team, Teams
from services.draw_lists import standing_of
from storage.tables import Draw


def addendum_of(draw: Draw) -> list[AddendumEntry]:
    """Return what has changed since a draw."""
    return [AddendumEntry(**each) for each in draw.addendum]


def teams_now(draw: Draw) -> Teams:
    """Return the teams of a held draw as they stand, by object and department."""
    return standing_after(standing_of(draw), addendum_of(draw)).teams


def decided(draw: Draw) -> Mapping[str, str]:
    """Return what was decided about objects without a full team, by their codes."""
    return {each["object"]: each["choice"] for each in draw.decisions}


def teams_to_send(draw: Draw) -> Mapping[str, Mapping[str, Team]]:
    """Return whom to send where: full teams, and those without a department that was decided to take no part."""
    settled, found = decided(draw), {}
    for code, team in teams_now(draw).items():
        full = {department: seats for department, seats in team.items() if UNFILLED not in seats}
        if len(full) == len(team) or (full and settled.get(code) == "drop"):
            found[code] = full
    return found


def undecided(draw: Draw) -> Sequence[str]:
    """Return the objects without a full team about which nothing is decided yet."""
    settled = decided(draw)
    return [
        code
        for code, team in teams_now(draw).items()
        if code not in settled and any(UNFILLED in seats for seats in team.values())
    ]
