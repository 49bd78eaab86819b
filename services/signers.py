"""Who signs besides the officers: the party's person in charge or agent 受委托人, and the witness 见证人.

Their names and telephones stand in the signatures' own columns, and in the ledger only sealed.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from rules.contacts import contact, masked, person_name
from rules.errors import signing as problems
from rules.events import RecordChanged
from rules.reasons import ensure_reason
from rules.refusals import Refused
from rules.signatures import NO_WITNESS, PAPER, PARTY, SIGNED, WITNESS, Reason, usual_reasons
from services.access import Actor
from services.evidence_count import quarantined_count
from services.evidence_state import may_count
from services.matching_files import are_pages
from services.returned import signing_membership
from services.seen import record_change, seen_visit
from services.visits import running_membership
from storage.ledger import Personal
from storage.tables import Evidence, Signature, Visit
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class AgentView:
    """The party's agent as far as written down; `photos` show the authorisation, `quarantined` are kept apart."""

    name: str | None
    photos: int
    no_authorisation: str | None
    quarantined: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether the agent may sign."""
        return bool(self.name and (self.photos or self.no_authorisation))


def draft_of(uow: UnitOfWork, visit_id: int, role: str) -> Signature | None:
    """Return the draft of a role, none when nothing is being written down."""
    return uow.session.scalar(
        select(Signature).where(Signature.visit_id == visit_id, Signature.role == role, Signature.state == "draft")
    )


def standing_of(uow: UnitOfWork, visit_id: int, role: str) -> Signature | None:
    """Return the standing row of the party or the witness."""
    return uow.session.scalar(
        select(Signature).where(Signature.visit_id == visit_id, Signature.role == role, Signature.state == "standing")
    )


def begin_draft(uow: UnitOfWork, actor: Actor, visit: Visit, role: str) -> Signature:
    """Return the role's draft, a new one when there is none."""
    row = draft_of(uow, visit.visit_id, role)
    if row is None:
        row = Signature(
            visit_id=visit.visit_id,
            role=role,
            revision=_next_revision(uow, visit.visit_id, role),
            state="draft",
            way=PAPER,
            read_out=False,
            signed_at=uow.now,
            taken_by=actor.person_id,
        )
        uow.session.add(row)
        uow.session.flush()
    return row


def _next_revision(uow: UnitOfWork, visit_id: int, role: str) -> int:
    newest = select(func.max(Signature.revision)).where(Signature.visit_id == visit_id, Signature.role == role)
    return (uow.session.scalar(newest) or 0) + 1


def choose_signer(uow: UnitOfWork, actor: Actor, visit_id: int, signer: str) -> None:
    """Say who signs for the party: `legal` (person in charge) or `agent`. Raises `Refused` when it has signed."""
    if signer not in ("legal", "agent"):
        raise Refused(problems.NO_SUCH_CHOICE)
    visit = signing_membership(uow, actor, visit_id).visit
    ensure_party_open(uow, visit_id)
    row = begin_draft(uow, actor, visit, PARTY)
    row.way, row.kind, row.signer = PAPER, None, signer
    row.reason_kind = row.reason = None
    row.read_out, row.later_on = False, None
    _record(uow, actor, visit, "signer_chosen", {"signer": signer})


def ensure_party_open(uow: UnitOfWork, visit_id: int) -> None:
    """Raise `Refused` when the party has signed; a refusal or an absence may still turn into a signature."""
    standing = standing_of(uow, visit_id, PARTY)
    if standing is not None and standing.way in SIGNED:
        raise Refused(problems.ALREADY_SIGNED)


def name_agent(uow: UnitOfWork, actor: Actor, visit_id: int, typed: str) -> None:
    """Write down the agent's name. Raises `Refused` for what is no name."""
    visit = signing_membership(uow, actor, visit_id).visit
    ensure_party_open(uow, visit_id)
    row = begin_draft(uow, actor, visit, PARTY)
    row.way, row.kind = PAPER, None
    row.signer, row.name = "agent", person_name(typed)
    _record(uow, actor, visit, "agent_named", {"name": Personal(row.name)})


def waive_authorisation(uow: UnitOfWork, actor: Actor, visit_id: int, reason: str) -> None:
    """Say why there is no authorisation to photograph. Raises `Refused` without a reason."""
    visit = signing_membership(uow, actor, visit_id).visit
    ensure_party_open(uow, visit_id)
    reason = ensure_reason(reason)
    row = begin_draft(uow, actor, visit, PARTY)
    row.way, row.kind = PAPER, None
    row.signer, row.no_authorisation = "agent", reason
    _record(uow, actor, visit, "authorisation_waived", {"reason": Personal(reason)})


def view_agent(uow: UnitOfWork, actor: Actor, visit_id: int) -> AgentView:
    """Return the agent as written down so far. Raises `Refused` outside the running visit."""
    running_membership(uow, actor, visit_id)
    return agent_of(uow, visit_id)


def agent_of(uow: UnitOfWork, visit_id: int) -> AgentView:
    """Return the agent of the party's draft. The caller has checked who asks."""
    row = draft_of(uow, visit_id, PARTY)
    photos = photos_for(uow, visit_id, "authorisation", are_pages(), Evidence.beside_record.is_(False))
    apart = 0 if photos else quarantined_count(uow, visit_id, "authorisation")
    return AgentView(row.name if row else None, photos, row.no_authorisation if row else None, apart)


def photos_for(uow: UnitOfWork, visit_id: int, purpose: str, *which: ColumnElement[bool]) -> int:
    """Return how many files of a purpose the visit holds, of all kinds or of those that are asked for; lost and
    withdrawn ones are left out.
    """
    counted = (
        select(func.count())
        .select_from(Evidence)
        .where(
            Evidence.visit_id == visit_id,
            Evidence.purpose == purpose,
            Evidence.withdrawn_at.is_(None),
            may_count(),
            *which,
        )
    )
    return uow.session.scalar(counted) or 0


def name_witness(uow: UnitOfWork, actor: Actor, visit_id: int, typed: str) -> str:
    """Write down the witness's name and telephone; return them as they are shown from now on, masked.

    Raises `Refused` for a wrong telephone and for an officer of the team.
    """
    visit = signing_membership(uow, actor, visit_id).visit
    told = contact(typed)
    team = seen_visit(uow, visit_id).members
    names = {name for member in team for name in member.name.values()}
    phones = {"".join(filter(str.isdigit, member.phone)) for member in team if member.phone}
    if told.name in names or told.phone in phones:
        raise Refused(problems.WITNESS_OF_THE_TEAM, is_law=True)
    row = _witness_row(uow, actor, visit)
    row.way, row.name, row.phone = PAPER, told.name, told.phone
    row.reason_kind = row.reason = None
    body: dict[str, object] = {"name": Personal(told.name), "phone": Personal(told.phone)}
    _record(uow, actor, visit, "witness_named", body)
    uow.emit(RecordChanged(visit_id, actor.person_id))
    return f"{told.name} {masked(told.phone)}"


def waive_witness(uow: UnitOfWork, actor: Actor, visit_id: int, reason: Reason) -> None:
    """Say why there is no witness. Raises `Refused` without a reason."""
    visit = signing_membership(uow, actor, visit_id).visit
    reason = settled_reason("witness", reason)
    row = _witness_row(uow, actor, visit)
    row.way, row.name, row.phone = NO_WITNESS, None, None
    row.reason_kind, row.reason = reason.kind, reason.text
    row.state, row.signed_at, row.taken_by = "standing", uow.now, actor.person_id
    _record(uow, actor, visit, "witness_waived", {"reason": sealed(reason)})
    uow.emit(RecordChanged(visit_id, actor.person_id))


def settled_reason(of: str, reason: Reason) -> Reason:
    """Return a reason that is one of the usual ones or typed. Raises `Refused` for anything else."""
    if reason.text is not None:
        return Reason(None, ensure_reason(reason.text))
    if reason.kind not in usual_reasons(of):
        raise Refused(problems.NO_SUCH_CHOICE)
    return reason


def sealed(reason: Reason) -> dict[str, object]:
    """Return a reason for the ledger: a usual one by its name, typed words sealed, for they may name people."""
    return {"typed": Personal(reason.text)} if reason.text else {"usual": reason.kind or ""}


def _witness_row(uow: UnitOfWork, actor: Actor, visit: Visit) -> Signature:
    """Return a draft for the witness; what stood before becomes void."""
    standing = standing_of(uow, visit.visit_id, WITNESS)
    if standing is not None:
        standing.state, standing.voided_at = "void", uow.now
        uow.session.flush()
    return begin_draft(uow, actor, visit, WITNESS)


def _record(uow: UnitOfWork, actor: Actor, visit: Visit, type_: str, body: dict[str, object]) -> None:
    record_change(uow, visit, actor, type_, body)
