"""Officers at visit 017-03: ready to arrive, at the place or far from it, and what stands of it."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from rules.gates import Gate
from rules.refusals import Refused
from services import tasks
from services.arrival import Claim
from services.arrival_view import ArrivalView, view_arrival
from storage.tables import LedgerLink, Notice, Person, Section, Task
from storage.unit_of_work import reading

HERE = (29.675143, 106.604255)  # the registered place of 017-03
FAR = (29.690, 106.600)


def does(district: Any, act: Callable[..., Any], *values: Any, code: str = "SJ-01", **known: Any) -> Any:
    with district.act() as uow:
        return act(uow, district.actor(uow, code), district.visit(), *values, **known)


def is_ready(district: Any, *codes: str) -> None:
    """The notice is served, and these officers have accepted."""
    for code in codes:
        does(district, tasks.accept_task, code=code)
    with district.act() as uow:
        row = uow.session.scalars(select(Notice).where(Notice.visit_id == district.visit())).one()
        row.state, row.served_at = "served", district.now


def claim(district: Any, at: tuple[float, float] = HERE, source: str = "shared", accuracy: float | None = 12) -> Claim:
    return Claim(source, at[0], at[1], accuracy, district.now, 41)


def view(district: Any, code: str = "SJ-01") -> ArrivalView:
    seen: ArrivalView = does(district, view_arrival, code=code)
    return seen


def gates(district: Any, code: str = "SJ-01") -> list[Gate]:
    return [each.gate for each in view(district, code).gates]


def task_of(district: Any, code: str) -> int:
    with reading(district.database) as session:
        chosen = select(Task.task_id).join(Person, Person.person_id == Task.person_id)
        return session.scalars(chosen.where(Person.code == code, Task.visit_id == district.visit())).one()


def section(district: Any, code: str = "SJ-01") -> Section:
    with reading(district.database) as session:
        chosen = select(Section).join(Task, Task.section_id == Section.section_id)
        return session.scalars(chosen.where(Task.task_id == task_of(district, code))).one()


def links(district: Any, type_: str) -> list[dict[str, Any]]:
    with reading(district.database) as session:
        chosen = select(LedgerLink).where(LedgerLink.chain == "visit:017-03", LedgerLink.type == type_)
        return [link.body for link in session.scalars(chosen)]


def refused_with(code: str) -> Any:
    return pytest.raises(Refused, match=code)
