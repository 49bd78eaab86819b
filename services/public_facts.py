"""The public facts of a department's result, as its record has them now; `rules.public_facts` says which there may be.

Names of officers, of the person in charge, remarks, notes and files are not asked for here at all.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from rules.addenda import addendum_number
from rules.public_facts import ensure_listed
from services.conclusions import results_of
from services.draw_replacing import draw_of_visit
from services.office_day import current_profile, day_of, today
from services.visit_words import ItemWords, words_of
from services.visits import Names
from storage.tables import (
    Addendum,
    Campaign,
    Section,
    Visit,
)
from storage.unit_of_work import UnitOfWork

Json = dict[str, Any]


def result_number(visit_number: str, place: int) -> str:
    """Return the number of a department's result: `017-03-1` is that of the first department of visit 017-03."""
    return f"{visit_number}-{place}"


def facts_of(uow: UnitOfWork, section_id: int) -> Json:
    """Return the public facts of a section of a submitted visit, as JSON values."""
    section = uow.session.get_one(Section, section_id)
    visit = uow.session.get_one(Visit, section.visit_id)
    campaign = uow.session.get_one(Campaign, visit.campaign_id)
    words = words_of(uow, visit)
    takes_part = select(Section.department_id).where(Section.visit_id == visit.visit_id).order_by(Section.place)
    departments = {each: words.departments[each].name for each in uow.session.scalars(takes_part)}
    ended = day_of(uow, visit.submitted_at) if visit.submitted_at else today(uow)
    begun = day_of(uow, visit.started_at) if visit.started_at else ended
    return ensure_listed(
        {
            "number": result_number(visit.number, section.place),
            "object": words.inspected.name,
            "registration_code": words.inspected.registration_code,
            "department": dict(departments[section.department_id]),
            "lead": dict(words.departments[campaign.lead_department_id].name),
            "departments": [dict(name) for name in departments.values()],
            "campaign": campaign.number,
            "campaign_title": dict(words.campaign),
            "task_kind": campaign.task_kind,
            "draw": draw.number if (draw := draw_of_visit(uow, visit)) else campaign.draw_id,
            "items": _items(words.items_of(section.department_id)),
            "results": _results(uow, visit.visit_id, section.results),
            "begun_on": begun.isoformat(),
            "ended_on": ended.isoformat(),
            "addenda": _addenda(uow, visit),
        }
    )


def ended_on(uow: UnitOfWork, visit: Visit) -> date:
    """Return the day on which a submitted visit ended."""
    assert visit.submitted_at is not None
    return day_of(uow, visit.submitted_at)


def record_title(uow: UnitOfWork) -> Names:
    """Return the title of the official form, as the profile has it today."""
    title: Names = current_profile(uow)["record"]["title"]
    return title


def _items(items: Sequence[ItemWords]) -> list[Json]:
    return [{"code": item.code, "matter": item.matter, "category": item.category} for item in items]


def _results(uow: UnitOfWork, visit_id: int, chosen: Sequence[str]) -> list[Json]:
    return [
        {"key": each.key, "zh": each.text["zh"], "en": each.text["en"], "chosen": each.key in chosen}
        for each in results_of(uow, visit_id)
    ]


def _addenda(uow: UnitOfWork, visit: Visit) -> list[Json]:
    signed = select(Addendum).where(Addendum.visit_id == visit.visit_id, Addendum.state == "signed")
    return [
        {"number": addendum_number(visit.number, row.serial), "on": day_of(uow, row.signed_at).isoformat()}
        for row in uow.session.scalars(signed.order_by(Addendum.serial))
        if row.serial is not None and row.signed_at is not None
    ]
