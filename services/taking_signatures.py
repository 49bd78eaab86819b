"""Who may sign the record now, and the signatures that stand once they have, on paper or on a pad alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from rules.errors import signing as problems
from rules.events import RefusalLifted
from rules.refusals import Refused
from rules.signatures import DRAWN, OFFICER, PAPER, PARTY, SIGNED, WITNESS
from services.access import Actor
from services.signers import agent_of, begin_draft, draft_of, standing_of
from services.signing import SigningView
from storage.tables import Person, Signature, Visit
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SignedOn:
    """What was signed on: a photographed sheet or a pad."""

    sheet_id: int | None = None
    pad_id: int | None = None

    @property
    def way(self) -> str:
        """How a signature on it is given."""
        return PAPER if self.pad_id is None else DRAWN


def officer_tick(person_id: int) -> str:
    """Return how an officer is named among those who sign."""
    return f"{OFFICER}:{person_id}"


def open_ticks(standing: SigningView) -> tuple[str, ...]:
    """Return who may sign: `party`, `witness`, `officer:<person_id>`."""
    ticks = [] if standing.party and standing.party.way in SIGNED else [PARTY]
    ticks += [officer_tick(officer.person_id) for officer in standing.officers if officer.at is None]
    witness = standing.witness
    if not (witness and witness.is_settled) and (standing.needs_witness or witness is not None):
        ticks.append(WITNESS)
    return tuple(ticks)


def ensure_known(uow: UnitOfWork, visit_id: int, ticks: Sequence[str]) -> None:
    """Ensure that an agent and a witness who sign are written down. Raises `Refused`."""
    draft = draft_of(uow, visit_id, PARTY)
    signs_by_agent = draft is not None and draft.way == PAPER and draft.signer == "agent"
    if PARTY in ticks and signs_by_agent and not agent_of(uow, visit_id).is_complete:
        raise Refused(problems.AGENT_INCOMPLETE)
    witness = draft_of(uow, visit_id, WITNESS)
    if WITNESS in ticks and (witness is None or witness.name is None):
        raise Refused(problems.WITNESS_UNNAMED)


def take_signatures(uow: UnitOfWork, actor: Actor, visit: Visit, ticks: Sequence[str], on: SignedOn) -> None:
    """Let the signatures of those who signed stand. The caller has checked that they may."""
    for role in (PARTY, WITNESS):
        if role in ticks:
            _sign(uow, actor, visit, role, on)
    _sign_officers(uow, actor, visit, [int(tick.partition(":")[2]) for tick in ticks if tick.startswith(OFFICER)], on)


def _sign(uow: UnitOfWork, actor: Actor, visit: Visit, role: str, on: SignedOn) -> None:
    """Let the draft of the party or the witness stand; what the party had refused before becomes void."""
    if role == PARTY and (earlier := standing_of(uow, visit.visit_id, PARTY)):
        earlier.state, earlier.voided_at = "void", uow.now
        uow.emit(RefusalLifted(visit.visit_id, earlier.signature_id))
        uow.session.flush()
    row = begin_draft(uow, actor, visit, role)
    if role == PARTY:
        row.signer = (row.signer if row.way == PAPER else None) or "legal"
        row.kind = row.reason_kind = row.reason = row.later_on = None
        row.read_out = False
    if row.signer == "legal":
        row.name = row.no_authorisation = None
    row.state, row.way, row.sheet_id, row.pad_id = "standing", on.way, on.sheet_id, on.pad_id
    row.signed_at, row.taken_by = uow.now, actor.person_id


def _sign_officers(uow: UnitOfWork, actor: Actor, visit: Visit, people: Sequence[int], on: SignedOn) -> None:
    earlier = dict(
        uow.session.execute(
            select(Signature.person_id, func.max(Signature.revision))
            .where(Signature.visit_id == visit.visit_id, Signature.role == OFFICER)
            .group_by(Signature.person_id)
        ).all()
    )
    uow.session.add_all(
        Signature(
            visit_id=visit.visit_id,
            role=OFFICER,
            person_id=person_id,
            revision=earlier.get(person_id, 0) + 1,
            state="standing",
            way=on.way,
            read_out=False,
            sheet_id=on.sheet_id,
            pad_id=on.pad_id,
            signed_at=uow.now,
            taken_by=actor.person_id,
            confirmed_at=uow.now if person_id == actor.person_id else None,
        )
        for person_id in people
    )


def codes_of(uow: UnitOfWork, ticks: Sequence[str]) -> list[str]:
    """Return who is ticked, officers by their codes."""
    people = {int(tick.partition(":")[2]) for tick in ticks if tick.startswith(OFFICER)}
    chosen = select(Person.person_id, Person.code).where(Person.person_id.in_(people))
    codes = {officer_tick(person_id): code for person_id, code in uow.session.execute(chosen)}
    return [codes.get(tick, tick) for tick in ticks]
