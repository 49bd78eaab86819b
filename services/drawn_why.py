"""Why an object was inspected, for everybody: which draw named it, and by which ticket it came out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rules.draw.addendum import RESERVE_USED
from services.briefing import IMPORTED
from services.draw_sealing import is_open
from services.public_draws import OBJECTS_A_PAGE, draw_named
from storage.tables import Campaign
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class DrawnWhy:
    """What led to an object's visit.

    Attributes:
        how: drawn; reserve (came in for one that fell out); sealed (a draw that is not open yet); elsewhere (drawn on
            another platform); none (nobody drew).
        number: Of the draw; empty for none.
        risk: The class in which it was drawn; empty where that is not known or not open.
        pool: How many objects of the class there were.
        drawn: How many of them were drawn.
        place: Of its ticket in the class, 1 being the smallest.
        page: Of the draw's public page, on which it stands; 0 where it stands on none, as a reserve.
        left: Code of the object for which a reserve came in.
    """

    how: str
    number: str = ""
    risk: str = ""
    pool: int = 0
    drawn: int = 0
    place: int = 0
    page: int = 0
    left: str = ""


def drawn_why(uow: UnitOfWork, number: str | None, code: str) -> DrawnWhy:
    """Return why an object, by its registration code, was inspected by a draw of a number; none: nobody drew."""
    if number is None:
        return DrawnWhy("none")
    draw = draw_named(uow, number)
    if draw is None or draw.result is None:
        return DrawnWhy("elsewhere", number.removeprefix(IMPORTED))
    if not is_open(uow, draw, uow.session.get_one(Campaign, draw.campaign_id)):
        return DrawnWhy("sealed", number)
    found = next(((risk, each) for risk, each in draw.result["strata"].items() if code in _tickets(each)), None)
    if found is None:
        return DrawnWhy("elsewhere", number)
    risk, each = found
    place = _tickets(each).index(code) + 1
    left = next((one["old"] for one in draw.addendum if (one["kind"], one["new"]) == (RESERVE_USED, code)), "")
    seats = list(draw.result["teams"])
    page = seats.index(code) // OBJECTS_A_PAGE + 1 if code in seats else 0
    return DrawnWhy("reserve" if left else "drawn", number, risk, each["pool"], each["n"], place, page, left)


def _tickets(stratum: Mapping[str, Any]) -> list[str]:
    """Return the objects of a class that a draw names, the smallest ticket first."""
    return [*stratum["drawn"], *stratum["reserve"]]
