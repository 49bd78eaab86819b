"""Visits of two years and what they found, entered straight: of every kind, in every state, each a little different."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from storage.tables import (
    Campaign,
    CampaignItem,
    ChecklistVersion,
    Clue,
    Department,
    FollowUp,
    InspectionObject,
    Item,
    Person,
    Review,
    Section,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork

COUNT = 120
KINDS = (("daily", "drawn:1"), ("daily", None), ("special", "drawn:2"), ("clue", None), ("daily", "drawn:3"))
STATES = ("submitted",) * 7 + ("running", "returned", "void")
RESULTS = (["none"], ["order"], ["none"], ["none"], ["penalty", "order"], ["guidance"], ["none"])
FLAGS: tuple[list[str], ...] = ([], ["complaints"], [], ["online_business"], ["violations"], [])


def enter_visits(uow: UnitOfWork, count: int = COUNT) -> list[int]:
    """Enter visits of the last two years; return their rows' numbers."""
    departments = {row.code: row.department_id for row in uow.session.scalars(select(Department))}
    objects = uow.session.scalars(select(InspectionObject).order_by(InspectionObject.object_id)).all()
    for place, each in enumerate(objects):
        each.flags, each.risk = list(FLAGS[place % len(FLAGS)]), "ABCD"[place % 4]
        if place % 11 == 3:
            each.latitude = each.longitude = None
    campaigns = [_campaign(uow, number, departments) for number in range(len(KINDS))]
    people = {code: _people(uow, departments[code]) for code in ("SJ", "XF")}
    versions = {code: _version(uow, departments[code]) for code in ("SJ", "XF")}
    return [
        _visit(uow, place, campaigns, objects[place * 7 % len(objects)], departments, versions, people)
        for place in range(count)
    ]


def approve_visits(uow: UnitOfWork, visit_ids: Iterable[int]) -> None:
    """Enter that visits were approved."""
    supervisor = uow.session.scalars(select(Person.person_id).where(Person.code == "SJ-04")).one()
    for visit_id in visit_ids:
        review = Review(visit_id=visit_id, round=1, is_current=True, state="approved", begun_at=uow.now)
        review.begun_by = review.decided_by = supervisor
        review.decided_at = uow.now
        uow.session.add(review)
    uow.session.flush()


def _campaign(uow: UnitOfWork, number: int, departments: dict[str, int]) -> int:
    kind, draw = KINDS[number]
    row = Campaign(
        number=f"8{number:02d}",
        title={"zh": f"抽查{number}", "en": f"Campaign {number}"},
        task_kind=kind,
        lead_department_id=departments["SJ"],
        starts_on=uow.now.date() - timedelta(days=730),
        ends_on=uow.now.date(),
        supervisor_id=uow.session.scalars(select(Person.person_id).where(Person.code == "SJ-04")).one(),
        draw_id=draw,
    )
    uow.session.add(row)
    uow.session.flush()
    items = uow.session.scalars(
        select(Item.item_id).where(Item.department_id.in_([departments["SJ"], departments["XF"]])).order_by(Item.code)
    ).all()
    for item_id in items[number::9]:
        uow.session.add(CampaignItem(campaign_id=row.campaign_id, item_id=item_id))
    return row.campaign_id


def _people(uow: UnitOfWork, department_id: int) -> list[int]:
    chosen = select(Person.person_id).where(Person.department_id == department_id).order_by(Person.code)
    return list(uow.session.scalars(chosen))


def _version(uow: UnitOfWork, department_id: int) -> int:
    of = select(ChecklistVersion.checklist_version_id).where(ChecklistVersion.department_id == department_id)
    return uow.session.scalars(of.limit(1)).one()


def _visit(
    uow: UnitOfWork,
    place: int,
    campaigns: list[int],
    of: InspectionObject,
    departments: dict[str, int],
    versions: dict[str, int],
    people: dict[str, list[int]],
) -> int:
    began = uow.now - timedelta(days=place * 13 % 730, hours=place % 24)
    state = STATES[place % len(STATES)]
    visit = Visit(
        number=f"8{place % len(campaigns):02d}-{place:03d}",
        campaign_id=campaigns[place % len(campaigns)],
        object_id=of.object_id,
        state=state,
        window_from=began.date(),
        window_until=began.date(),
        started_at=began,
        submitted_at=began + timedelta(hours=3) if state == "submitted" else None,
        is_trial=place % 17 == 5,
        # In the campaign of the kind clue some follow up, and others were directed.
        kind="follow_up" if place % 20 == 3 else "regular",
    )
    uow.session.add(visit)
    uow.session.flush()
    for order, code in enumerate(("SJ", "XF")[: 1 + place % 2], 1):
        section: Any = Section(
            visit_id=visit.visit_id,
            department_id=departments[code],
            checklist_version_id=versions[code],
            place=order,
            state="concluded",
            results=RESULTS[(place + order) % len(RESULTS)],
            start_reasons={},
        )
        uow.session.add(section)
        uow.session.flush()
        for seat in range(2):
            uow.session.add(
                Task(
                    visit_id=visit.visit_id,
                    section_id=section.section_id,
                    person_id=people[code][(place + seat) % len(people[code])],
                    seat=seat + 1,
                    state="replaced" if place % 13 == 4 and seat else "accepted",
                    presence="absent" if place % 7 == 2 and not seat else "own_phone",
                )
            )
    if visit.kind == "follow_up":
        _followed(uow, section, people["SJ"][0], "complied" if place // 20 % 2 else "standing")
    return visit.visit_id


def _followed(uow: UnitOfWork, section: Section, owner_id: int, state: str) -> None:
    """Enter what a follow-up inspection showed of its clue."""
    clue = Clue(visit_id=section.visit_id, serial=1, section_id=section.section_id, question="q1", number=1)
    clue.state, clue.department_id, clue.owner_id = "closed", section.department_id, owner_id
    clue.due_on, clue.opened_at = uow.now.date(), uow.now
    uow.session.add(clue)
    uow.session.flush()
    row = FollowUp(clue_id=clue.clue_id, state=state, people=[], visit_id=section.visit_id, made_by=owner_id)
    row.made_at = uow.now
    uow.session.add(row)
    uow.session.flush()
