"""The platform's columns, as the office has them: taken over from a file that was checked."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from rules.errors import platform_columns as problems
from rules.refusals import Refused
from services.access import REGISTRY_CHAIN
from services.office_day import today
from storage.tables import DistrictProfile
from storage.unit_of_work import UnitOfWork


def use_columns(uow: UnitOfWork, data: Mapping[str, Any], file_sha256: str) -> None:
    """Have the platform's columns read from now on as checked data tells them: in the profile that is in force and in
    those to come. Raises `Refused` while the office has none.
    """
    try:
        day = today(uow)
    except LookupError:
        raise Refused(problems.NO_PROFILE) from None
    rows = uow.session.scalars(select(DistrictProfile).with_for_update()).all()
    now = max(row.valid_from for row in rows if row.valid_from <= day)
    for row in rows:
        if row.valid_from >= now:
            row.body = {**row.body, "platform_columns": dict(data)}
    uow.record(REGISTRY_CHAIN, "platform_columns_set", "console", {"file_sha256": file_sha256})
