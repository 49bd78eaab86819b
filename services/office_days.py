"""Days for which the office says itself whether it works, over the State Council's calendar."""

import re
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from rules.errors import access as access_problems
from rules.errors import extensions as problems
from rules.refusals import Refused
from rules.typed_days import typed_day
from rules.working_days import is_working_day
from services.access import REGISTRY_CHAIN, Actor
from services.office_day import calendar, today
from storage.tables import OfficeDay
from storage.unit_of_work import UnitOfWork

TYPED = re.compile(r"(.+?)\s*(休息|放假|休|off|holiday|上班|工作|work|working)", re.IGNORECASE)
OFF = ("休息", "放假", "休", "off", "holiday")
SHOWN = 8


def view_office_days(uow: UnitOfWork, actor: Actor) -> Sequence[tuple[date, bool]]:
    """Return the coming days that the office decides itself and whether it works. Raises `Refused`."""
    _ensure_administrator(actor)
    chosen = select(OfficeDay).where(OfficeDay.day >= today(uow)).order_by(OfficeDay.day).limit(SHOWN)
    return [(row.day, row.is_working) for row in uow.session.scalars(chosen)]


def set_office_day(uow: UnitOfWork, actor: Actor, typed: str) -> date:
    """Say of a day, typed with 休息 or 上班, whether the office works; what the calendar says anyway is not kept.

    Raises `Refused` for anyone but an administrator of the district, and for what is not understood.
    """
    _ensure_administrator(actor)
    found = TYPED.fullmatch(typed.strip())
    day = typed_day(found[1], today(uow)) if found else None
    if found is None or day is None:
        raise Refused(problems.DAY_UNCLEAR)
    is_working = found[2].lower() not in OFF
    row = uow.session.get(OfficeDay, day)
    if row is not None:
        uow.session.delete(row)
        uow.session.flush()
    if is_working_day(day, {}) != is_working:
        uow.session.add(OfficeDay(day=day, is_working=is_working))
    uow.session.flush()
    uow.memo.pop(calendar, None)
    body = {"day": day.isoformat(), "is_working": is_working}
    uow.record(REGISTRY_CHAIN, "office_day_set", actor.code, body)
    return day


def _ensure_administrator(actor: Actor) -> None:
    if ("administrator", None) not in actor.roles:
        raise Refused(access_problems.NOT_AN_ADMINISTRATOR, is_law=True)
