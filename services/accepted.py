"""One's own part in a visit, for steps before the checklist: accepted, and the visit not yet submitted."""

from rules.errors import visits as problems
from rules.errors.before_start import ACCEPT_FIRST
from rules.errors.form_library import ONLY_A_TRIAL
from rules.refusals import Refused
from services.access import Actor
from services.visits import Membership, membership
from storage.unit_of_work import UnitOfWork


def accepted_membership(uow: UnitOfWork, actor: Actor, visit_id: int) -> Membership:
    """Return the actor's part and lock the visit.

    Raises `Refused` unless the task is accepted, while a recusal waits, once the visit is submitted, and
    for trials.
    """
    mine = membership(uow, actor, visit_id)
    if mine.visit.is_trial:
        raise Refused(ONLY_A_TRIAL)
    if mine.visit.state in ("submitted", "returned"):
        raise Refused(problems.LOCKED, number=mine.visit.number)
    if mine.task.state == "sent":
        raise Refused(ACCEPT_FIRST)
    if mine.task.state != "accepted":
        raise Refused(problems.RECUSAL_PENDING)
    return mine
