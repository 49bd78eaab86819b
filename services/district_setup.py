"""The district and its departments, as the office tells them: taken over from a file that was read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from rules.districts import DepartmentNames, District
from rules.errors import districts as problems
from rules.refusals import Refused
from services.access import REGISTRY_CHAIN
from storage.tables import Department, DistrictProfile
from storage.unit_of_work import UnitOfWork

OWN_COLUMNS = "platform_columns"
"""What the profile holds beside a file of the district: the office's columns of the platform."""


@dataclass(frozen=True, slots=True)
class DistrictTaken:
    """What a file has changed; `profile` is `new`, `replaced` or `same`, departments are told by code."""

    profile: str
    added: tuple[str, ...]
    renamed: tuple[str, ...]


def use_district(uow: UnitOfWork, district: District, source: Mapping[str, str]) -> DistrictTaken:
    """Take a district over, with the name and the SHA-256 of its file; departments that it does not tell stay.

    Raises:
        Refused: It would never be in force or leave none in force, or a name of it is another department's.
    """
    profile = _use_profile(uow, district)
    if profile != "same":
        code, begins = district.body["code"], district.valid_from.isoformat()
        uow.record(REGISTRY_CHAIN, "profile_set", "console", {**source, "district": code, "valid_from": begins})
    added, renamed = _use_departments(uow, district.departments)
    if added or renamed:
        body = {**source, "codes": added, "renamed": renamed}
        uow.record(REGISTRY_CHAIN, "departments_entered", "console", body)
    return DistrictTaken(profile, tuple(added), tuple(renamed))


def _use_profile(uow: UnitOfWork, district: District) -> str:
    begins = district.valid_from
    rows = uow.session.scalars(select(DistrictProfile).order_by(DistrictProfile.valid_from).with_for_update()).all()
    _ensure_it_will_hold(begins, [row.valid_from for row in rows], uow.now.date())
    before = [row for row in rows if row.valid_from <= begins]
    own = {OWN_COLUMNS: before[-1].body[OWN_COLUMNS]} if before and OWN_COLUMNS in before[-1].body else {}
    body: dict[str, Any] = {**district.body, **own}
    if not before or before[-1].valid_from != begins:
        uow.session.add(DistrictProfile(valid_from=begins, body=body))
        return "new"
    if before[-1].body == body:
        return "same"
    before[-1].body = body
    return "replaced"


def _ensure_it_will_hold(begins: date, known: list[date], day: date) -> None:
    # `day` is that in UTC, by which the office's zone is looked up: a profile must have begun there, too.
    in_force = max((each for each in known if each <= day), default=None)
    if in_force is None and begins > day:
        raise Refused(problems.NOT_IN_FORCE_YET, day=begins.isoformat())
    if in_force is not None and begins < in_force:
        raise Refused(problems.BEFORE_THE_ONE_IN_FORCE, day=begins.isoformat(), in_force=in_force.isoformat())


def _use_departments(uow: UnitOfWork, told: tuple[DepartmentNames, ...]) -> tuple[list[str], list[str]]:
    known = {row.code: row for row in uow.session.scalars(select(Department).with_for_update())}
    codes = {each.code for each in told}
    named = {row.name["zh"]: row.code for row in known.values() if row.code not in codes and row.successor_id is None}
    added, renamed = [], []
    for each in told:
        name, short = dict(each.name), dict(each.short)
        if name["zh"] in named:
            raise Refused(problems.NAME_TAKEN, code=each.code, name=name["zh"], other=named[name["zh"]])
        row = known.get(each.code)
        if row is None:
            uow.session.add(Department(code=each.code, name=name, short_name=short))
            added.append(each.code)
        elif (row.name, row.short_name) != (name, short):
            row.name, row.short_name = name, short
            renamed.append(each.code)
    uow.session.flush()
    return added, renamed
