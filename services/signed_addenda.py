"""Signed addenda as other systems read them: of one department's result, and without anybody who wrote or signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select

from rules.addenda import addendum_number
from services.office_day import day_of
from services.publishable import is_anything_kept_back
from storage.tables import Addendum, Section, Visit
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SignedAddendum:
    """An addendum that was signed on a day: what stands in the record, and how it reads.

    `concerns` is whole, section or item; of an item there is the `question`.
    """

    number: str
    on: date
    concerns: str
    question: str | None
    stands: str
    reads: str


def signed_addenda(uow: UnitOfWork, section: Section) -> Sequence[SignedAddendum]:
    """Return the signed addenda to the whole record and to a department's part of it, in the order of their numbers.

    Those to the whole are of all its departments: none of them while a department's result is kept back.
    """
    number = uow.session.get_one(Visit, section.visit_id).number
    of = Addendum.section_id == section.section_id
    if not is_anything_kept_back(uow, section.visit_id):
        of |= Addendum.section_id.is_(None)
    chosen = select(Addendum).where(Addendum.visit_id == section.visit_id, Addendum.state == "signed", of)
    return [
        SignedAddendum(
            addendum_number(number, row.serial),
            day_of(uow, row.signed_at),
            row.concerns or "whole",
            row.question,
            row.stands,
            row.reads,
        )
        for row in uow.session.scalars(chosen.order_by(Addendum.serial))
        if row.serial is not None and row.signed_at is not None
    ]


def sections_concerned(addendum: Addendum) -> ColumnElement[bool]:
    """Return which sections an addendum is about: one, or all of its visit."""
    if addendum.section_id is not None:
        return Section.section_id == addendum.section_id
    return Section.visit_id == addendum.visit_id
