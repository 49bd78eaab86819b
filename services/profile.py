"""The district's profile: what belongs to the authority and changes with it, by date."""

from datetime import date
from typing import Any

from sqlalchemy import select

from storage.tables import DistrictProfile
from storage.unit_of_work import UnitOfWork


def profile_on(uow: UnitOfWork, day: date) -> dict[str, Any]:
    """Return the profile in force on a day. Raises `LookupError` when none is set up."""
    chosen = (
        select(DistrictProfile.body)
        .where(DistrictProfile.valid_from <= day)
        .order_by(DistrictProfile.valid_from.desc())
        .limit(1)
    )
    body: dict[str, Any] | None = uow.session.scalar(chosen)
    if body is None:
        raise LookupError("no district profile is set up")
    return body
