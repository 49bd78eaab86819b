"""Parts of visits whose person does not come: revoked, silent or out of reach. The drawn order fills the seat.

It is the way of a hand-over (`services.recusals`), begun by somebody else; nobody is chosen by hand (rule text 四(六)).
"""

from collections.abc import Sequence

from sqlalchemy import select

from rules.errors import visits as problems
from rules.events_access import HandoverDropped
from rules.lifecycle import TaskState, step
from rules.refusals import Refused
from services.access import Actor
from services.in_charge import is_in_charge
from services.recusals import ASKED, decide_recusal
from storage.ledger import Personal
from storage.tables import Campaign, Person, Task, Visit
from storage.unit_of_work import UnitOfWork

# Kept in the law's language, as every reason that can be chosen (`recuse-…` in the words).
REVOKED, SILENT, UNREACHABLE = "账号已停用", "没有回复派发", "收不到通知"
CALLED = (REVOKED, SILENT, UNREACHABLE)
OPEN = ("sent", "accepted")


def set_aside_all(uow: UnitOfWork, actor: Actor, person_id: int) -> tuple[int, ...]:
    """Ask for the next of the drawn order in every open part of a person who was revoked; return all that wait so.

    The caller has checked who asks.
    """
    found = []
    for task, number in _open_tasks(uow, person_id, (*OPEN, *ASKED)):
        if task.state in OPEN:
            _ask(uow, actor, task, number, REVOKED)
        found.append(task.task_id)
    return tuple(found)


def give_back_all(uow: UnitOfWork, actor: Actor, person_id: int) -> None:
    """Give a person who is back the parts that nobody has decided about. The caller has checked who asks."""
    for task, number in _open_tasks(uow, person_id, ("handover_asked",)):
        if task.reason != REVOKED:
            continue
        before = TaskState.ACCEPTED if task.accepted_at else TaskState.SENT
        # The reason stays: it tells what the request was about.
        task.state = step(TaskState(task.state), before)
        uow.record(f"visit:{number}", "handover_dropped", actor.code, {"person": _code(uow, person_id)})
        uow.emit(HandoverDropped(task.task_id))


def call_next(uow: UnitOfWork, actor: Actor, task_id: int) -> int | None:
    """Let the next of the drawn order step in for who did not answer or cannot be reached; return their task, none
    when the order is exhausted.

    Raises `Refused` for anyone but who looks after the campaign, for others' tasks, and after submission.
    """
    row = uow.session.execute(
        select(Task, Visit, Campaign, Person.reach)
        .join(Visit, Visit.visit_id == Task.visit_id)
        .join(Person, Person.person_id == Task.person_id)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .where(Task.task_id == task_id)
        .with_for_update(of=(Visit, Task))
    ).first()
    if row is None:
        raise Refused(problems.NO_SUCH_VISIT)
    task, visit, campaign, reach = row
    if not is_in_charge(uow, actor, campaign):
        raise Refused(problems.NOT_ALLOWED, is_law=True)
    is_lost = task.state == "accepted" and reach == "blocked"
    if task.state not in ("sent", *ASKED) and not is_lost:
        raise Refused(problems.ANSWERED_MEANWHILE, number=visit.number)
    if task.state not in ASKED:
        if visit.state == "submitted":
            raise Refused(problems.LOCKED, number=visit.number)
        _ask(uow, actor, task, visit.number, UNREACHABLE if is_lost else SILENT)
        uow.session.flush()
    return decide_recusal(uow, actor, task_id, is_granted=True)


def _ask(uow: UnitOfWork, actor: Actor, task: Task, number: str, reason: str) -> None:
    task.state, task.reason = step(TaskState(task.state), TaskState.HANDOVER_ASKED), reason
    body = {"person": _code(uow, task.person_id), "reason": Personal(reason)}
    uow.record(f"visit:{number}", "handover_asked", actor.code, body)


def _open_tasks(uow: UnitOfWork, person_id: int, states: Sequence[str]) -> Sequence[tuple[Task, str]]:
    rows = uow.session.execute(
        select(Task, Visit.number)
        .join(Visit, Visit.visit_id == Task.visit_id)
        .where(
            Task.person_id == person_id,
            Task.state.in_(states),
            Visit.state != "submitted",
            Visit.is_trial.is_(False),
        )
        .order_by(Task.task_id)
        .with_for_update(of=(Visit, Task))
    )
    return [(task, number) for task, number in rows]


def _code(uow: UnitOfWork, person_id: int) -> str:
    return uow.session.get_one(Person, person_id).code
