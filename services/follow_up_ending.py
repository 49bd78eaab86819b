"""How a follow-up inspection 复查 ends: called off before it began, or approved; then its clue goes on or can end."""

from sqlalchemy import select

from rules.clues import LIVE, ClueState, next_state
from rules.errors import clues as problems
from rules.events_clues import FollowUpEnded
from rules.reasons import ensure_reason
from rules.refusals import Refused
from services.access import Actor
from services.checklists import sheet_of
from services.clue_steps import held_clue, note_step, owner_for, term
from services.follow_ups import followed_by, newest_of, running_of, section_of
from services.sheets import UNABLE
from services.voided_visits import void_visit
from storage.tables import Clue, FollowUp, Visit
from storage.unit_of_work import UnitOfWork

# Kept in the law's language, as every reason that can be chosen (`clue-gone` in the words).
GONE = "线索已不成立"


def call_off(uow: UnitOfWork, actor: Actor, clue_id: int, reason: str) -> None:
    """Call a follow-up inspection off, and why; its team is told. Raises `Refused` once it has begun."""
    first, row = held_clue(uow, actor, clue_id)
    running = running_of(uow, clue_id)
    if running is None or running.visit_id is None:
        raise Refused(problems.NO_FOLLOW_UP)
    reason = ensure_reason(reason)
    visit = uow.session.get_one(Visit, running.visit_id, with_for_update=True, populate_existing=True)
    if visit.state != "assigned":
        raise Refused(problems.BEGUN_ALREADY)
    _void(uow, actor, running, visit, reason)
    note_step(uow, actor, first, row, "follow_up_off", reason)


def drop_follow_up(uow: UnitOfWork, actor: Actor, row: Clue) -> None:
    """Call off what has not begun because the problem itself does not stand any more; a begun one goes to its end."""
    running = running_of(uow, row.clue_id)
    visit = uow.session.get_one(Visit, running.visit_id) if running is not None and running.visit_id else None
    if running is None or visit is None or visit.state != "assigned":
        return
    # Its team may be beginning it at this very moment.
    uow.session.refresh(visit, with_for_update=True)
    if visit.state == "assigned":
        _void(uow, actor, running, visit, GONE)


def _void(uow: UnitOfWork, actor: Actor, running: FollowUp, visit: Visit, reason: str) -> None:
    void_visit(uow, actor, visit, reason, is_typed=True)
    running.state, running.reason, running.ended_at = "called_off", reason, uow.now
    uow.session.flush()


def settle_follow_up(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
    """Let an approved follow-up inspection say what became of its clue; nothing for other visits.

    Gone: whoever looks after the clue may close it with the photographs. Standing: a way is to be chosen anew, though
    the clue had ended, and no second clue is opened. Where a newer inspection was sent out, that one decides.
    """
    followed = followed_by(uow, visit_id)
    if followed is None:
        return
    ended = uow.session.scalars(select(FollowUp).where(FollowUp.visit_id == visit_id)).one()
    row = uow.session.get_one(Clue, followed.clue_id)
    first = uow.session.get_one(Visit, row.visit_id, with_for_update=True, populate_existing=True)
    uow.session.refresh(row)
    is_complied = _is_complied(uow, visit_id, followed.question)
    now = "complied" if is_complied else "standing"
    if ended.state == now:
        return  # the review was opened again, and found the same
    ended.state, ended.ended_at = now, uow.now
    uow.session.flush()
    if newest_of(uow, row.clue_id) is not ended or (is_complied and row.state not in LIVE):
        return
    if is_complied and row.state == ClueState.OPEN:
        # The review was opened again, and says otherwise now.
        row.state = next_state(row.state, ClueState.ORDERED)
    elif not is_complied and row.state not in (ClueState.OPEN, ClueState.OFFERED):
        if row.state not in LIVE:
            # Whoever ended it may have left since.
            row.closed_at = row.closed_by = None
            row.owner_id = owner_for(uow, first, row.department_id)
        row.state, row.reason = next_state(row.state, ClueState.OPEN), ""
    if row.state != ClueState.OFFERED:
        row.due_on = term(uow, "open")
    number = uow.session.get_one(Visit, visit_id).number
    note_step(uow, actor, first, row, "followed_up" if is_complied else "still_stands", number)
    uow.emit(FollowUpEnded(ended.follow_up_id, is_complied))


def _is_complied(uow: UnitOfWork, visit_id: int, question: str) -> bool:
    """Whether the question was answered, and not with a problem: what nobody could look at is not rectified."""
    state = sheet_of(uow, section_of(uow, visit_id)).find(question)
    return state is not None and state.value not in ("", UNABLE) and not state.is_problem
