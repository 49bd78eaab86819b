"""The two seals on the record: stamped, to follow, none and why, refused and why."""

from sqlalchemy import select

from rules.errors import signing as problems
from rules.events import RecordChanged
from rules.refusals import Refused
from rules.signatures import Reason
from services.access import Actor
from services.returned import signing_membership
from services.seen import record_change
from services.signers import sealed, settled_reason
from storage.tables import Seal
from storage.unit_of_work import UnitOfWork

# Which states a side's seal may have; those with a reason name whose usual reasons serve.
STATES = {"party": ("stamped", "later", "none", "refused"), "office": ("stamped", "later")}
REASONED = {"none": "seal", "refused": "seal_refused"}


def set_seal(uow: UnitOfWork, actor: Actor, visit_id: int, side: str, state: str, reason: Reason) -> None:
    """Write down a seal's state; a later one replaces it. Raises `Refused` where a reason is missing."""
    visit = signing_membership(uow, actor, visit_id).visit
    if state not in STATES.get(side, ()):
        raise Refused(problems.NO_SUCH_CHOICE)
    told = settled_reason(REASONED[state], reason) if state in REASONED else Reason(None, None)
    row = uow.session.scalar(select(Seal).where(Seal.visit_id == visit_id, Seal.side == side))
    if row is None:
        row = Seal(visit_id=visit_id, side=side, state=state, set_by=actor.person_id, set_at=uow.now)
        uow.session.add(row)
    row.state, row.reason_kind, row.reason = state, told.kind, told.text
    row.set_by, row.set_at = actor.person_id, uow.now
    body = {"side": side, "state": state, "reason": sealed(told)}
    record_change(uow, visit, actor, "seal_set", body)
    uow.emit(RecordChanged(visit_id, actor.person_id))
