"""One object with the visits and results that a test wants, and what is suggested about it."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from services.risk_suggestions import risk_suggestion, risk_suggestions
from storage.ledger import links_of
from storage.tables import InspectionObject, Section, Visit
from storage.unit_of_work import reading
from tests.services.conftest import District
from tests.services.counted_visits import approve_visits, enter_visits
from tests.services.submitted import does

CODE, NAME = "92500112YB00010193", "晨露"


def inspected(district: District, *results: str, days_ago: int = 30) -> int:
    """Give an object visits with these results, a day apart, and nothing else; return its number."""
    with district.act() as uow:
        visits = uow.session.scalars(
            select(Visit).where(Visit.visit_id.in_(enter_visits(uow, 40))).order_by(Visit.visit_id)
        ).all()
        of = uow.session.scalars(select(InspectionObject).where(InspectionObject.registration_code == CODE)).one()
        of.risk, of.flags = "B", []
        for place, visit in enumerate(visits):
            visit.state, visit.is_trial = "void", False
            if place < len(results):
                visit.state, visit.object_id = "submitted", of.object_id
                visit.started_at = visit.submitted_at = uow.now - timedelta(days=days_ago - place)
                for section in uow.session.scalars(select(Section).where(Section.visit_id == visit.visit_id)):
                    section.results = [results[place]]
        approve_visits(uow, [visit.visit_id for visit in visits[: len(results)]])
        return of.object_id


def finds(district: District, visit_id: int, *results: str) -> None:
    """Give a visit other results."""
    with district.act() as uow:
        for section in uow.session.scalars(select(Section).where(Section.visit_id == visit_id)):
            section.results = list(results)


def rows_of(district: District, object_id: int) -> list[int]:
    """The visits of an object, in the order in which they were assigned."""
    with reading(district.database) as session:
        chosen = select(Visit.visit_id).where(Visit.object_id == object_id, Visit.state == "submitted")
        return list(session.scalars(chosen.order_by(Visit.visit_id)))


def is_inspected(district: District, visit_id: int, days_ago: int) -> None:
    with district.act() as uow:
        visit = uow.session.get_one(Visit, visit_id)
        visit.started_at = visit.submitted_at = uow.now - timedelta(days=days_ago)


def risk_of(district: District, object_id: int) -> tuple[str, str | None]:
    with reading(district.database) as session:
        row = session.get_one(InspectionObject, object_id)
        return row.risk, row.risk_source


def links(district: District, chain: str, beginning: str) -> list[dict[str, Any]]:
    with reading(district.database) as session:
        return [link for link in links_of(session, chain) if link["type"].startswith(beginning)]


def mark_of(district: District, object_id: int) -> int:
    """What names the suggestion about an object, as it stands."""
    found = does(district, risk_suggestion, object_id, code="SJ-04")
    return int(found.suggested.mark)


def suggested(district: District, code: str = "SJ-04") -> list[tuple[str, str, str]]:
    found = does(district, risk_suggestions, code=code)
    return [(each.registration_code, each.suggested.rule.key, f"{each.risk}{each.suggested.risk}") for each in found]
