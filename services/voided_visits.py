"""A visit that will not be: its object fell out of the draw before anything was begun. It stays, with its reason."""

from sqlalchemy import select

from rules.events_draws import VisitVoided
from rules.lifecycle import TaskState, VisitState, step
from services.access import Actor
from services.breach_basis import VOIDED, unsettle_breaches
from storage.ledger import Personal
from storage.tables import Task, Visit
from storage.unit_of_work import UnitOfWork


def void_visit(uow: UnitOfWork, actor: Actor, visit: Visit, reason: str, *, is_typed: bool = False) -> None:
    """Take a visit from its team; a reason that somebody typed is sealed. Raises `NotAStep` once it has begun."""
    visit.state = step(VisitState(visit.state), VisitState.VOID)
    visit.revision += 1
    leaving = uow.session.scalars(select(Task).where(Task.visit_id == visit.visit_id, Task.state != "replaced")).all()
    for task in leaving:
        task.state = TaskState.REPLACED
    uow.session.flush()
    uow.record(f"visit:{visit.number}", "voided", actor.code, {"reason": Personal(reason) if is_typed else reason})
    uow.emit(VisitVoided(visit.visit_id, tuple(task.person_id for task in leaving), reason))
    unsettle_breaches(uow, visit, VOIDED)
