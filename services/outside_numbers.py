"""The numbers that another platform has given to what is ours: each stands for one campaign or visit."""

from sqlalchemy import select

from rules.errors import api as problems
from rules.refusals import Refused
from storage.tables import OutsideNumber
from storage.unit_of_work import UnitOfWork

CAMPAIGN, VISIT = "campaign", "visit"
NUMBER_MOST, DRAW_MOST = 64, 40


def outside_number(uow: UnitOfWork, kind: str, row_id: int) -> str | None:
    """Return the number that another platform gave to a row, none where it gave none."""
    chosen = select(OutsideNumber.number).where(OutsideNumber.kind == kind, OutsideNumber.row_id == row_id)
    return uow.session.scalar(chosen)


def ensure_short(number: str, most: int) -> None:
    """Raise `Refused` for a number of another platform with more than `most` signs."""
    if len(number) > most:
        raise Refused(problems.OUTSIDE_NUMBER_LONG, number=number[:20], most=most)


def note_outside_number(uow: UnitOfWork, kind: str, row_id: int, number: str) -> None:
    """Note a platform's number. Raises `Refused` for one that is too long, or stands for another already."""
    ensure_short(number, NUMBER_MOST)
    taken = select(OutsideNumber.row_id).where(OutsideNumber.kind == kind, OutsideNumber.number == number)
    if uow.session.scalar(taken) is not None:
        raise Refused(problems.NUMBER_TAKEN, number=number)
    uow.session.add(OutsideNumber(kind=kind, row_id=row_id, number=number))
    uow.session.flush()
