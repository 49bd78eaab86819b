"""What an officer may look up before a visit: the matters of the own department, and how the visit was drawn."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from rules.errors import visits as problems
from rules.refusals import Refused
from services.access import Actor
from services.draw_replacing import is_drawn_here
from services.in_charge import is_in_charge
from services.office_day import today
from services.visits import Membership, Names, membership
from storage.tables import (
    Campaign,
    CampaignItem,
    Department,
    Draw,
    Item,
    LedgerLink,
    Person,
    Reserve,
    Section,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork

ITEMS_A_PAGE = 3
IMPORTED = "imported:"


@dataclass(frozen=True, slots=True)
class MatterView:
    """One matter of the campaign with its legal basis, as published."""

    code: str
    category: str
    matter: str
    grade: str
    method: str
    legal_basis: str


@dataclass(frozen=True, slots=True)
class MattersPage:
    """A page of a department's matters."""

    number: str
    department: Names
    matters: tuple[MatterView, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A place in a department's drawn order.

    `state` is seated, asked (for recusal), left, stepped_in, next, waiting, expired, revoked or seated_elsewhere.
    The name of somebody who has not stepped in stays unsaid.
    """

    ticket: int
    state: str
    name: Names
    certificate_until: date | None


@dataclass(frozen=True, slots=True)
class DrawView:
    """What is known of a draw. `draw_id` is none when no number was registered; `known_at` when we took it in. Of one
    that was drawn elsewhere, `known_by` is the person who brought it and `file_sha256` the table that told it. A
    follow-up inspection is aimed at something (`is_targeted`) and was not drawn.
    """

    visit_id: int
    number: str
    draw_id: str | None
    is_imported: bool
    known_at: datetime | None
    department: Names
    order: tuple[OrderLine, ...]
    is_targeted: bool = False
    known_by: Names | None = None
    file_sha256: str | None = None


def view_matters(uow: UnitOfWork, actor: Actor, visit_id: int, page: int = 1) -> MattersPage:
    """Return a page of the matters that the actor's department inspects. Raises `Refused` for anyone else."""
    mine = membership(uow, actor, visit_id)
    department_id = mine.section.department_id
    items = uow.session.scalars(
        select(Item)
        .join(CampaignItem, CampaignItem.item_id == Item.item_id)
        .where(CampaignItem.campaign_id == mine.visit.campaign_id, Item.department_id == department_id)
        .order_by(Item.code)
    ).all()
    pages = max(1, -(-len(items) // ITEMS_A_PAGE))
    page = min(max(page, 1), pages)
    shown = items[(page - 1) * ITEMS_A_PAGE : page * ITEMS_A_PAGE]
    matters = tuple(MatterView(i.code, i.category, i.matter, i.grade, i.method, i.legal_basis) for i in shown)
    department = uow.session.get_one(Department, department_id).short_name
    return MattersPage(mine.visit.number, department, matters, page, pages, len(items))


def view_draw(uow: UnitOfWork, actor: Actor, visit_id: int) -> DrawView:
    """Return how a visit was drawn, for a member of its team. Raises `Refused` for anyone else."""
    mine: Membership = membership(uow, actor, visit_id)
    return _draw(uow, mine.visit, mine.section)


def view_order(uow: UnitOfWork, actor: Actor, task_id: int) -> DrawView:
    """Return the drawn order that fills a seat, for who looks after the campaign. Raises `Refused` for anyone else."""
    task = uow.session.get(Task, task_id)
    if task is None:
        raise Refused(problems.NO_SUCH_VISIT)
    visit = uow.session.get_one(Visit, task.visit_id)
    if not is_in_charge(uow, actor, uow.session.get_one(Campaign, visit.campaign_id)):
        raise Refused(problems.NOT_ALLOWED, is_law=True)
    return _draw(uow, visit, uow.session.get_one(Section, task.section_id))


def _draw(uow: UnitOfWork, visit: Visit, section: Section) -> DrawView:
    draw_id = uow.session.get_one(Campaign, visit.campaign_id).draw_id
    first = select(LedgerLink).where(LedgerLink.chain == f"visit:{visit.number}", LedgerLink.seq == 1)
    link = uow.session.scalar(first)
    drawn_here = select(Draw.draw_id).where(Draw.campaign_id == visit.campaign_id).limit(1)
    is_imported = draw_id is not None and uow.session.scalar(drawn_here) is None
    return DrawView(
        visit.visit_id,
        visit.number,
        draw_id.removeprefix(IMPORTED) if draw_id else None,
        is_imported,
        datetime.fromisoformat(link.server_time) if link else None,
        uow.session.get_one(Department, section.department_id).short_name,
        (*_drawn_team(uow, section), *_reserves(uow, visit, section)),
        visit.kind == "follow_up",
        uow.session.scalar(select(Person.name).where(Person.code == link.actor)) if link and is_imported else None,
        link.body.get("file_sha256") if link else None,
    )


def _drawn_team(uow: UnitOfWork, section: Section) -> tuple[OrderLine, ...]:
    rows = uow.session.execute(
        select(Task, Person)
        .join(Person, Person.person_id == Task.person_id)
        .where(Task.section_id == section.section_id, Task.replaces_task_id.is_(None))
        .order_by(Task.seat)
    )
    states = {"replaced": "left", "recusal_asked": "asked", "handover_asked": "asked"}
    return tuple(
        OrderLine(task.seat, states.get(task.state, "seated"), person.name, person.certificate_until)
        for task, person in rows
    )


def _reserves(uow: UnitOfWork, visit: Visit, section: Section) -> tuple[OrderLine, ...]:
    rows = uow.session.execute(
        select(Reserve, Person)
        .join(Person, Person.person_id == Reserve.person_id)
        .where(Reserve.visit_id == visit.visit_id, Reserve.department_id == section.department_id)
        .order_by(Reserve.ticket)
    )
    seated = set(uow.session.scalars(select(Task.person_id).where(Task.visit_id == visit.visit_id)))
    # Of a draw that was held here, seat and loads say who is next: `services.draw_replacing`.
    lines, is_next_found = [], is_drawn_here(uow, visit.campaign_id)
    for reserve, person in rows:
        state = _reserve_state(uow, reserve, person, seated)
        if state == "waiting" and not is_next_found:
            state, is_next_found = "next", True
        name = person.name if state == "stepped_in" else {}
        lines.append(OrderLine(reserve.ticket, state, name, person.certificate_until))
    return tuple(lines)


def _reserve_state(uow: UnitOfWork, reserve: Reserve, person: Person, seated: set[int]) -> str:
    if reserve.used_at is not None:
        return "stepped_in"
    if reserve.person_id in seated:
        return "seated_elsewhere"
    if person.revoked_at is not None:
        return "revoked"
    if person.certificate_until is None or person.certificate_until < today(uow):
        return "expired"
    return "waiting"
