"""Where the party does not sign (rule text 四(八)): refusal to sign or of the inspection, not found, absence.

One draft for the whole team, each step stored as it is given; confirmed, it stands until the party signs after all.
"""

from dataclasses import dataclass
from datetime import date

from rules.errors import signing as problems
from rules.events import RecordChanged, SignatureRefused
from rules.refusals import Refused
from rules.signatures import (
    KINDS,
    NO_WITNESS,
    PARTY,
    SIGNERS,
    WITNESS,
    Cell,
    Reason,
    refusal_gaps,
    way_of,
)
from services.access import Actor
from services.office_day import today
from services.returned import signing_membership
from services.seen import record_change, seen_visit
from services.signers import (
    begin_draft,
    draft_of,
    ensure_party_open,
    photos_for,
    sealed,
    settled_reason,
    standing_of,
)
from services.signing import OfficerView, WitnessView, signing_of
from services.standing_record import standing_record
from services.visits import Membership, VisitView, running_membership
from storage.ledger import Personal
from storage.tables import Signature
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RefusalView:
    """A refusal or absence as far as written down; `officers` were on site, `photos` prove it and are optional."""

    visit: VisitView
    kind: str
    is_read_out: bool
    signer: str | None
    reason: Reason
    later_on: date | None
    officers: tuple[OfficerView, ...]
    witness: WitnessView | None
    photos: int

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing before it can be confirmed."""
        return refusal_gaps(
            self.kind,
            is_read_out=self.is_read_out,
            signer=self.signer,
            reason=self.reason,
            has_witness=self.witness is not None,
        )

    def cell(self, language: str) -> Cell:
        """Return what the signature cell will say, officers named in a language (`zh` on the paper)."""
        names = [officer.name.get(language) or officer.name["zh"] for officer in self.officers]
        witness = self.witness
        return Cell(
            self.kind,
            self.signer,
            self.reason,
            names,
            witness.name if witness else None,
            witness.no_witness if witness else Reason(None, None),
            self.later_on,
            self.is_read_out,
        )


def begin_refusal(uow: UnitOfWork, actor: Actor, visit_id: int, kind: str) -> None:
    """Begin to write down a refusal or absence, or go on with it. Raises `Refused` when the party has signed."""
    if kind not in KINDS:
        raise Refused(problems.NO_SUCH_CHOICE)
    visit = signing_membership(uow, actor, visit_id).visit
    ensure_party_open(uow, visit_id)
    row = begin_draft(uow, actor, visit, PARTY)
    if row.kind != kind:
        row.way, row.kind = way_of(kind), kind
        row.signer = row.reason_kind = row.reason = None
        row.read_out, row.later_on = False, None


def is_refusing(uow: UnitOfWork, visit_id: int) -> bool:
    """Return whether a refusal or absence is being written down."""
    row = draft_of(uow, visit_id, PARTY)
    return row is not None and row.kind is not None


def view_refusal(uow: UnitOfWork, actor: Actor, visit_id: int) -> RefusalView:
    """Return the refusal that is being written down. Raises `Refused` when there is none."""
    running_membership(uow, actor, visit_id)
    row = _written(uow, visit_id)
    standing = signing_of(uow, visit_id)
    return RefusalView(
        standing.visit,
        str(row.kind),
        row.read_out,
        row.signer,
        Reason(row.reason_kind, row.reason),
        row.later_on,
        standing.on_site,
        standing.witness,
        photos_for(uow, visit_id, "refusal"),
    )


def declare_read_out(uow: UnitOfWork, actor: Actor, visit_id: int, *, is_read_out: bool) -> None:
    """Declare that the record was read out or given to read, or take it back."""
    mine, row = _draft(uow, actor, visit_id)
    row.read_out = is_read_out
    _record(uow, actor, mine, row, {"read_out": is_read_out})


def tell_who(uow: UnitOfWork, actor: Actor, visit_id: int, signer: str) -> None:
    """Say who refused: legal, agent, staff, other. Raises `Refused` for anyone else."""
    if signer not in SIGNERS:
        raise Refused(problems.NO_SUCH_CHOICE)
    mine, row = _draft(uow, actor, visit_id)
    row.signer = signer
    _record(uow, actor, mine, row, {"who": signer})


def tell_why(uow: UnitOfWork, actor: Actor, visit_id: int, reason: Reason) -> None:
    """Say why, by a usual reason or in typed words. Raises `Refused` without one."""
    mine, row = _draft(uow, actor, visit_id)
    reason = settled_reason(str(row.kind), reason)
    row.reason_kind, row.reason = reason.kind, reason.text
    _record(uow, actor, mine, row, {"why": sealed(reason)})


def promise_later(uow: UnitOfWork, actor: Actor, visit_id: int, day: date) -> None:
    """Note the day on which the absent person in charge will sign. Raises `Refused` for a day that is past."""
    mine, row = _draft(uow, actor, visit_id)
    if day <= today(uow):
        raise Refused(problems.DAY_PAST)
    row.later_on = day
    _record(uow, actor, mine, row, {"later_on": day.isoformat()})


def confirm_refusal(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
    """Let the refusal or absence stand in the place of the party's signature. Raises `Refused` while it has gaps."""
    mine, row = _draft(uow, actor, visit_id)
    if view_refusal(uow, actor, visit_id).gaps:
        raise Refused(problems.REFUSAL_INCOMPLETE)
    earlier = standing_of(uow, visit_id, PARTY)
    if earlier is not None:
        earlier.state, earlier.voided_at = "void", uow.now
        uow.session.flush()
    row.state, row.signed_at, row.taken_by = "standing", uow.now, actor.person_id
    witness = standing_of(uow, visit_id, WITNESS) or draft_of(uow, visit_id, WITNESS)
    body = {
        "signature": row.signature_id,
        "kind": row.kind,
        "who": row.signer or "",
        "why": sealed(Reason(row.reason_kind, row.reason)),
        "read_out": row.read_out,
        "later_on": row.later_on.isoformat() if row.later_on else "",
        "witness": Personal(witness.name) if witness and witness.name else "",
        "has_witness": bool(witness and witness.way != NO_WITNESS),
        "record": standing_record(uow, seen_visit(uow, visit_id)) or "",
    }
    record_change(uow, mine.visit, actor, "signature_refused", body)
    uow.session.flush()
    uow.emit(SignatureRefused(visit_id, row.signature_id))
    uow.emit(RecordChanged(visit_id, actor.person_id))


def _draft(uow: UnitOfWork, actor: Actor, visit_id: int) -> tuple[Membership, Signature]:
    return signing_membership(uow, actor, visit_id), _written(uow, visit_id)


def _written(uow: UnitOfWork, visit_id: int) -> Signature:
    row = draft_of(uow, visit_id, PARTY)
    if row is None or row.kind is None:
        raise Refused(problems.NOT_YOUR_SIGNATURE)
    return row


def _record(uow: UnitOfWork, actor: Actor, mine: Membership, row: Signature, body: dict[str, object]) -> None:
    record_change(uow, mine.visit, actor, "refusal_noted", {"kind": row.kind, **body})
