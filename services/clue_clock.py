"""What the clock looks for each working day: clues that are due or overdue, told once to each who answers for them.

Nothing stays open unseen: what is overdue is told to the campaign's supervisor as well, and where that one answers for
it to the other supervisors.
"""

from collections import Counter
from datetime import date, time

from sqlalchemy import select

from rules.events_clues import CluesDue
from rules.events_review import ReturnOverdue
from rules.working_days import working_days_until
from services.clues import LIVE_STATES
from services.duties import first_time
from services.office_day import calendar
from services.reminders import office_time
from services.reviewers import reviewers_besides
from storage.tables import Campaign, Clue, ReviewReturn, Visit
from storage.unit_of_work import UnitOfWork

LOOKED_AT = time(9, 0)
SOON_DAYS = 1


def look_after(uow: UnitOfWork) -> None:
    """Emit what is due, once on each working day, in the morning."""
    local = office_time(uow)
    if local is None or local.time() < LOOKED_AT or not first_time(uow, f"clues:{local:%Y-%m-%d}"):
        return
    _look_at_clues(uow, local.date())
    _look_at_returns(uow, local.date())


def _look_at_clues(uow: UnitOfWork, day: date) -> None:
    overdue: Counter[int] = Counter()
    soon: Counter[int] = Counter()
    escalated: Counter[int] = Counter()
    rows = uow.session.execute(
        select(Clue.owner_id, Clue.due_on, Clue.visit_id, Campaign.supervisor_id)
        .join(Visit, Visit.visit_id == Clue.visit_id)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .where(Clue.state.in_(LIVE_STATES))
    )
    for owner_id, due_on, visit_id, supervisor_id in rows:
        if due_on < day:
            overdue[owner_id] += 1
            is_own = supervisor_id == owner_id
            escalated.update(reviewers_besides(uow, visit_id, owner_id) if is_own else (supervisor_id,))
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
