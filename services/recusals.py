"""Recusal 回避 and hand-over: asking, and the supervisor's decision; the drawn order fills the seat, never a person.

Source: 行政处罚法 43; rule text 四(六).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from rules.errors import visits as problems
from rules.events import RecusalAsked, RecusalDecided, TaskSent
from rules.lifecycle import TaskState, step
from rules.reasons import ensure_reason
from rules.refusals import Refused
from services.access import Actor, invite
from services.declared_recusals import stepped_back
from services.draw_replacing import Seat, is_drawn_here, lock_draw, next_in_seat, replace_in_seat
from services.in_charge import is_in_charge
from services.office_day import today
from services.visit_words import replace_in_words
from services.visits import Membership, Names, membership
from storage.ledger import Personal
from storage.tables import Campaign, Department, InspectionObject, LedgerLink, Person, Reserve, Section, Task, Visit
from storage.unit_of_work import UnitOfWork

# The one who decides, or is refused, reads the whole reason on one card.
REASON_MOST = 120
ASKED = ("recusal_asked", "handover_asked")


@dataclass(frozen=True, slots=True)
class SuccessorView:
    """Who stepped in, by which ticket of the drawn order; `reach` as of a person: open, unbound, blocked."""

    name: Names
    ticket: int
    reach: str


@dataclass(frozen=True, slots=True)
class RecusalView:
    """A request and what became of it; `state` is that of its task.

    `next_ticket` is who would step in, none when the drawn order is exhausted; names only after the decision.
    """

    task_id: int
    visit_id: int
    number: str
    short_name: str
    department: Names
    name: Names
    is_handover: bool
    reason: str
    state: str
    is_revoked: bool
    next_ticket: int | None
    successor: SuccessorView | None

    @property
    def is_open(self) -> bool:
        """Whether the request still awaits its decision."""
        return self.state in ASKED


def draft_reason(uow: UnitOfWork, actor: Actor, visit_id: int, reason: str) -> None:
    """Keep the reason of a request that is not sent yet. Raises `Refused` like `ask_recusal`."""
    mine = _may_ask(uow, actor, visit_id)
    mine.task.reason = ensure_reason(reason, most=REASON_MOST)
    uow.session.flush()


def ask_recusal(uow: UnitOfWork, actor: Actor, visit_id: int, *, is_handover: bool) -> None:
    """Ask with the drafted reason to be recused or to hand the task over; it stays with the actor until the decision.

    Raises `Refused` once the actor's section runs, while a request waits, or without a reason.
    """
    mine = _may_ask(uow, actor, visit_id)
    reason = ensure_reason(mine.task.reason or "")
    wanted = TaskState.HANDOVER_ASKED if is_handover else TaskState.RECUSAL_ASKED
    mine.task.state = step(TaskState(mine.task.state), wanted)
    uow.record(
        f"visit:{mine.visit.number}",
        "handover_asked" if is_handover else "recusal_asked",
        actor.code,
        {"person": actor.code, "reason": Personal(reason)},
    )
    uow.emit(RecusalAsked(mine.task.task_id, is_handover))


def _may_ask(uow: UnitOfWork, actor: Actor, visit_id: int) -> Membership:
    mine = membership(uow, actor, visit_id)
    if mine.section.state != "waiting":
        raise Refused(problems.RUNNING_ALREADY)
    if mine.task.state not in ("sent", "accepted"):
        raise Refused(problems.RECUSAL_PENDING)
    return mine


def visit_of_request(uow: UnitOfWork, actor: Actor, task_id: int) -> int:
    """Return the visit of a request, for the supervisor of its campaign. Raises `Refused` for anyone else."""
    return _contested(uow, actor, task_id).visit.visit_id


def view_recusal(uow: UnitOfWork, actor: Actor, task_id: int) -> RecusalView:
    """Return a request for the supervisor of its campaign. Raises `Refused` for anyone else."""
    return _view(uow, _contested(uow, actor, task_id))


def recusal_of(uow: UnitOfWork, task_id: int) -> RecusalView:
    """Return a request for those who tell of it. Raises `LookupError` for an unknown task."""
    request = _load(uow, task_id)
    if request is None:
        raise LookupError(f"no task {task_id}")
    return _view(uow, request)


def decide_recusal(uow: UnitOfWork, actor: Actor, task_id: int, *, is_granted: bool, reason: str = "") -> int | None:
    """Grant or refuse a request; granted, the next of the drawn order steps in. Return the successor's task.

    None when refused, and when the order is exhausted: the seat is then shown as empty, never filled by hand.
    Raises `Refused` for anyone but who looks after the campaign, when it was decided already, after submission, and for
    a refusal without a reason or of somebody who was revoked.
    """
    request = _contested(uow, actor, task_id)
    task, visit, person, me = request.task, request.visit, request.person, actor.person_id
    if task.state not in ASKED:
        raise Refused(problems.ALREADY_DECIDED)
    if visit.state == "submitted":
        raise Refused(problems.LOCKED, number=visit.number)
    if not is_granted:
        if person.revoked_at is not None:
            raise Refused(problems.NOBODY_THERE, name=person.name.get("zh") or person.code)
        reason = ensure_reason(reason, most=REASON_MOST)
        before = TaskState.ACCEPTED if task.accepted_at else TaskState.SENT
        task.state = step(TaskState(task.state), before)
        _record(uow, visit, "recusal_refused", actor, {"person": person.code, "reason": Personal(reason)})
        uow.emit(RecusalDecided(task_id, me, is_granted=False, successor_task_id=None, reason=reason))
        return None
    lock_draw(uow, visit)
    reserve = _next_reserve(uow, request)
    if is_drawn_here(uow, visit.campaign_id):
        replace_in_seat(uow, actor, _seat(request), is_handover=task.state == "handover_asked")
    task.state = step(TaskState(task.state), TaskState.REPLACED)
    successor_id = _step_in(uow, task, reserve) if reserve else None
    replace_in_words(uow, visit, person.person_id, reserve.person_id if reserve else None)
    new = uow.session.get_one(Person, reserve.person_id).code if reserve else "UNFILLED"
    body = {
        "old": person.code,
        "new": new,
        "ticket": reserve.ticket if reserve else None,
        "reason": Personal(task.reason or ""),
    }
    _record(uow, visit, "replaced", actor, body)
    if successor_id is not None:
        uow.emit(TaskSent(successor_id))
    uow.emit(RecusalDecided(task_id, me, is_granted=True, successor_task_id=successor_id, reason=reason))
    return successor_id


@dataclass(frozen=True, slots=True)
class SuccessorInvited:
    """An invitation for who stepped in, to be passed on by the supervisor."""

    name: Names
    number: str
    code: str


def invite_successor(uow: UnitOfWork, actor: Actor, task_id: int) -> SuccessorInvited:
    """Issue an invitation for who stepped in and has no account bound; earlier ones become void.

    Raises `Refused` for anyone but who looks after the campaign, and when there is nobody to invite (any more).
    """
    request = _contested(uow, actor, task_id)
    stepped_in = select(Person).join(Task, Task.person_id == Person.person_id)
    person = uow.session.scalar(stepped_in.where(Task.replaces_task_id == task_id, Person.reach == "unbound"))
    if person is None:
        raise Refused(problems.NOBODY_TO_INVITE)
    return SuccessorInvited(person.name, request.visit.number, invite(uow, person.person_id, actor.person_id))


def _step_in(uow: UnitOfWork, task: Task, reserve: Reserve) -> int:
    reserve.used_at = uow.now
    successor = Task(
        visit_id=task.visit_id,
        section_id=task.section_id,
        person_id=reserve.person_id,
        seat=task.seat,
        state="sent",
        sent_at=uow.now,
        presence="unknown",
        replaces_task_id=task.task_id,
    )
    uow.session.add(successor)
    uow.session.flush()
    return successor.task_id


def _record(uow: UnitOfWork, visit: Visit, type_: str, actor: Actor, body: Mapping[str, object]) -> None:
    uow.record(f"visit:{visit.number}", type_, actor.code, body)
    uow.session.flush()


@dataclass(frozen=True, slots=True)
class _Request:
    """The rows that a request is about."""

    task: Task
    visit: Visit
    person: Person
    department: Department
    short_name: str
    campaign: Campaign


def _load(uow: UnitOfWork, task_id: int) -> _Request | None:
    """Return a request with its rows locked: two decisions on one visit must not take the same reserve."""
    known: _Request | None = uow.memo.get((_Request, task_id))
    if known is not None:
        return known
    row = uow.session.execute(
        select(Task, Visit, Person, Department, InspectionObject.short_name, Campaign)
        .join(Visit, Visit.visit_id == Task.visit_id)
        .join(Person, Person.person_id == Task.person_id)
        .join(Section, Section.section_id == Task.section_id)
        .join(Department, Department.department_id == Section.department_id)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .where(Task.task_id == task_id)
        .with_for_update(of=(Visit, Task))
    ).first()
    if row is None:
        return None
    request = uow.memo[_Request, task_id] = _Request(*row)
    return request


def _contested(uow: UnitOfWork, actor: Actor, task_id: int) -> _Request:
    request = _load(uow, task_id)
    if request is None:
        raise Refused(problems.NO_SUCH_VISIT)
    if not is_in_charge(uow, actor, request.campaign):
        raise Refused(problems.NOT_ALLOWED, is_law=True)
    return request


def _view(uow: UnitOfWork, request: _Request) -> RecusalView:
    task = request.task
    reserve = _next_reserve(uow, request) if task.state in ASKED else None
    return RecusalView(
        task.task_id,
        request.visit.visit_id,
        request.visit.number,
        request.short_name,
        request.department.short_name,
        request.person.name,
        task.state == "handover_asked",
        task.reason or "",
        task.state,
        request.person.revoked_at is not None,
        reserve.ticket if reserve else None,
        _successor(uow, request) if task.state == "replaced" else None,
    )


def _successor(uow: UnitOfWork, request: _Request) -> SuccessorView | None:
    row = uow.session.execute(
        select(Person, Reserve.ticket)
        .join(Task, Task.person_id == Person.person_id)
        .join(Reserve, Reserve.person_id == Person.person_id)
        .where(
            Task.replaces_task_id == request.task.task_id,
            Reserve.visit_id == request.visit.visit_id,
            Reserve.department_id == request.department.department_id,
        )
    ).first()
    return SuccessorView(row[0].name, row[1], row[0].reach) if row else None


def _next_reserve(uow: UnitOfWork, request: _Request) -> Reserve | None:
    """Return the next ticket of the department's drawn order who holds a valid certificate and no seat here.

    Where it was drawn here, its proof says who that is: the rule of the seat and the loads count as well.
    """
    seated = aliased(Task)
    taken = select(seated.person_id).where(seated.visit_id == request.visit.visit_id)
    chosen = (
        select(Reserve)
        .join(Person, Person.person_id == Reserve.person_id)
        .where(
            Reserve.visit_id == request.visit.visit_id,
            Reserve.department_id == request.department.department_id,
            Reserve.used_at.is_(None),
            Reserve.person_id.not_in(taken),
            Person.revoked_at.is_(None),
            Person.certificate_until >= today(uow),
        )
        .order_by(Reserve.ticket)
        .limit(1)
    )
    if is_drawn_here(uow, request.visit.campaign_id):
        chosen = chosen.where(Reserve.person_id == next_in_seat(uow, _seat(request)))
    else:
        chosen = chosen.where(Reserve.person_id.not_in(stepped_back(uow, request.visit.object_id)))
    return uow.session.scalar(chosen)


def recused_at(uow: UnitOfWork, visits: Collection[int]) -> frozenset[int]:
    """Return who stepped back from visits because a recusal was granted, not to hand a task over; the chains know."""
    left = (
        select(Visit.number, Person.code, Person.person_id)
        .join(Task, Task.visit_id == Visit.visit_id)
        .join(Person, Person.person_id == Task.person_id)
        .where(Visit.visit_id.in_(visits), Task.state == "replaced")
    )
    people = {(f"visit:{number}", code): person_id for number, code, person_id in uow.session.execute(left)}
    links = select(LedgerLink.chain, LedgerLink.type, LedgerLink.body).where(
        LedgerLink.chain.in_({chain for chain, _ in people}), LedgerLink.type.in_((*ASKED, "replaced"))
    )
    asked, found = {}, set()
    for chain, type_, body in uow.session.execute(links.order_by(LedgerLink.chain, LedgerLink.seq)):
        if type_ in ASKED:
            asked[chain, body["person"]] = type_
        elif asked.get(who := (chain, body["old"])) == "recusal_asked" and who in people:
            # Who merely asked may have left another way: a visit that is void has no team.
            found.add(people[who])
    return frozenset(found)


def _seat(request: _Request) -> Seat:
    return Seat(request.visit, request.department, request.person.code)
