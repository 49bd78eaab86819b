"""What every act on a clue shares: the clue to change, who answers for it, the term of its next step, and the step that
is written down.
"""

from datetime import date

from sqlalchemy import select

from rules.clues import TERMS, clue_number
from rules.errors import visits as visit_problems
from rules.refusals import Refused
from rules.working_days import add_working_days
from services.access import Actor
from services.clue_readers import looks_after
from services.clues import view_clue
from services.in_charge import in_charge_of
from services.office_day import calendar, current_profile, today
from services.seen import record_change
from storage.ledger import Personal
from storage.tables import Campaign, Clue, ClueStep, Department, Person, Role, Visit
from storage.unit_of_work import UnitOfWork


def term(uow: UnitOfWork, step: str, first: date | None = None) -> date:
    """Return by when a step is due that begins today, or on the `first` day."""
    terms = TERMS | dict(current_profile(uow).get("clue_working_days", {}))
    return add_working_days(first or today(uow), int(terms[step]), calendar(uow))


def held_clue(uow: UnitOfWork, actor: Actor, clue_id: int) -> tuple[Visit, Clue]:
    """Return a clue to change, its visit locked. Raises `Refused` for those who do not look after it."""
    view = view_clue(uow, actor, clue_id)
    if not looks_after(uow, actor, clue_id):
        raise Refused(visit_problems.NOT_ALLOWED, is_law=True)
    visit = uow.session.get_one(Visit, view.visit_id, with_for_update=True)
    return visit, uow.session.get_one(Clue, clue_id, populate_existing=True)


def owner_for(uow: UnitOfWork, visit: Visit, department_id: int) -> int:
    """Return who answers for a department's clues: its first lead, else its supervisor, else who looks after the
    campaign, or did last.
    """
    for role in ("lead", "supervisor"):
        held = (
            select(Role.person_id)
            .join(Person, Person.person_id == Role.person_id)
            .where(Role.role == role, Role.department_id == department_id, Person.revoked_at.is_(None))
        )
        if (found := uow.session.scalar(held.order_by(Role.person_id).limit(1))) is not None:
            return found
    looking = in_charge_of(uow, visit.visit_id)
    return looking[0] if looking else uow.session.get_one(Campaign, visit.campaign_id).supervisor_id


def is_gone(uow: UnitOfWork, person_id: int) -> bool:
    """Return whether a person was revoked, and answers for nothing any more."""
    return uow.session.get_one(Person, person_id).revoked_at is not None


def note_step(uow: UnitOfWork, actor: Actor, visit: Visit, row: Clue, kind: str, text: str = "") -> None:
    """Write an act down to be read, and into the visit's chain; of a handing over, to which department."""
    department = uow.session.get_one(Department, row.department_id).code
    kept = department if kind == "offered" else text[:1000]
    uow.session.add(ClueStep(clue_id=row.clue_id, kind=kind, person_id=actor.person_id, at=uow.now, text=kept))
    body = {
        "clue": clue_number(visit.number, row.serial),
        "number": row.number,
        "state": row.state,
        "department": department,
        "due_on": row.due_on.isoformat(),
        "text": Personal(text) if text else "",
    }
    record_change(uow, visit, actor, f"clue_{kind}", body)
    uow.session.flush()
