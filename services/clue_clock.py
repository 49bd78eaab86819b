"""What the clock looks for each working day: clues that are due or overdue, told once to each who answers for them.

Nothing stays open unseen: what is overdue is told to who looks after the campaign as well, and where that one answers
for it to the other supervisors; what belongs to somebody who was revoked is given to another.
"""

from collections import Counter
from datetime import date, time

from sqlalchemy import select

from rules.clues import clue_number
from rules.events_clues import CluesDue, CluesGiven
from rules.events_review import ReturnOverdue
from rules.working_days import working_days_until
from services.clue_steps import is_gone, owner_for
from services.clues import LIVE_STATES
from services.draw_abandoning import CLOCK
from services.duties import first_time
from services.in_charge import in_charge
from services.office_day import calendar
from services.reminders import office_time
from services.reviewers import reviewers_besides
from storage.tables import Campaign, Clue, Person, ReviewReturn, Visit
from storage.unit_of_work import UnitOfWork

LOOKED_AT = time(9, 0)
SOON_DAYS = 1


def look_after(uow: UnitOfWork) -> None:
    """Emit what is due, once on each working day, in the morning."""
    local = office_time(uow)
    if local is None or local.time() < LOOKED_AT or not first_time(uow, f"clues:{local:%Y-%m-%d}"):
        return
    _appoint_anew(uow)
    _look_at_clues(uow, local.date())
    _look_at_returns(uow, local.date())


def _appoint_anew(uow: UnitOfWork) -> None:
    """Let somebody answer for the clues of whoever was revoked."""
    given: dict[int, list[int]] = {}
    rows = uow.session.execute(
        select(Clue, Visit)
        .join(Visit, Visit.visit_id == Clue.visit_id)
        .join(Person, Person.person_id == Clue.owner_id)
        .where(Clue.state.in_(LIVE_STATES), Person.revoked_at.is_not(None))
        .order_by(Clue.clue_id)
        .with_for_update(of=(Visit, Clue))
    )
    for clue, visit in rows.all():
        owner_id = owner_for(uow, visit, clue.department_id)
        if is_gone(uow, owner_id):
            continue  # nobody is left
        clue.owner_id = owner_id
        body = {"clue": clue_number(visit.number, clue.serial), "owner": uow.session.get_one(Person, owner_id).code}
        uow.record(f"visit:{visit.number}", "clue_given", CLOCK, body)
        given.setdefault(owner_id, []).append(clue.clue_id)
    uow.session.flush()
    for owner_id, clue_ids in sorted(given.items()):
        uow.emit(CluesGiven(owner_id, tuple(clue_ids)))


def _look_at_clues(uow: UnitOfWork, day: date) -> None:
    overdue: Counter[int] = Counter()
    soon: Counter[int] = Counter()
    escalated: Counter[int] = Counter()
    rows = uow.session.execute(
        select(Clue.owner_id, Clue.due_on, Clue.visit_id, Campaign)
        .join(Visit, Visit.visit_id == Clue.visit_id)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .where(Clue.state.in_(LIVE_STATES))
    )
    for owner_id, due_on, visit_id, campaign in rows.all():
        if due_on < day:
            overdue[owner_id] += 1
            above = [each for each in in_charge(uow, campaign) if each != owner_id]
            escalated.update(above or reviewers_besides(uow, visit_id, owner_id))
        elif working_days_until(day, due_on, calendar(uow)) <= SOON_DAYS:
            soon[owner_id] += 1
    for person_id in sorted(overdue.keys() | soon.keys()):
        uow.emit(CluesDue(person_id, overdue[person_id], soon[person_id], is_escalation=False))
    for person_id, count in sorted(escalated.items()):
        uow.emit(CluesDue(person_id, count, 0, is_escalation=True))


def _look_at_returns(uow: UnitOfWork, day: date) -> None:
    late = select(ReviewReturn.visit_id).where(ReviewReturn.state == "open", ReviewReturn.due_on < day).distinct()
    for visit_id in uow.session.scalars(late.order_by(ReviewReturn.visit_id)):
        uow.emit(ReturnOverdue(visit_id))
