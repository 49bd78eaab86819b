"""What lapses when the record changes: signatures on it, refusals to sign it, seals stamped on it.

What is void stays for the record. An absence, a refusal of the inspection as such and a party that was not found do
not depend on the record's words, so they stand.
"""

from sqlalchemy import delete, func, select

from rules.events import RecordChanged, RefusalLifted
from rules.signatures import REFUSED, SIGNED
from services.access import Actor
from services.seen import record_change
from storage.tables import Seal, Signature, SignedSheet, Visit
from storage.unit_of_work import UnitOfWork

_ON_THE_RECORD = Signature.way.in_(SIGNED) | ((Signature.way == REFUSED) & (Signature.kind == "sign"))


def standing_signatures(uow: UnitOfWork, visit_id: int) -> int:
    """Return how many signatures and refusals to sign a change of the record would make void."""
    counted = (
        select(func.count())
        .select_from(Signature)
        .where(Signature.visit_id == visit_id, Signature.state == "standing", _ON_THE_RECORD)
    )
    return uow.session.scalar(counted) or 0


def void_signatures(uow: UnitOfWork, actor: Actor, visit: Visit, because: str) -> int:
    """Make void what was signed or refused on the record as it was; return how many. The caller holds the visit."""
    rows = uow.session.scalars(
        select(Signature).where(Signature.visit_id == visit.visit_id, Signature.state == "standing", _ON_THE_RECORD)
    ).all()
    for sheet in uow.session.scalars(
        select(SignedSheet).where(SignedSheet.visit_id == visit.visit_id, SignedSheet.state != "void")
    ):
        sheet.state = "void"
    if not rows:
        return 0
    for row in rows:
        row.state, row.voided_at = "void", uow.now
        if row.way == REFUSED:
            uow.emit(RefusalLifted(visit.visit_id, row.signature_id))
    uow.session.execute(delete(Seal).where(Seal.visit_id == visit.visit_id, Seal.state == "stamped"))
    body = {"signatures": [row.signature_id for row in rows], "because": because}
    record_change(uow, visit, actor, "signatures_voided", body)
    uow.session.flush()
    uow.emit(RecordChanged(visit.visit_id, actor.person_id))
    return len(rows)
