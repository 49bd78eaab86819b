"""A photo of signed paper: one page, and who signed on it; photo first or ticks first, on as many pages as it takes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from rules.errors import signing as problems
from rules.events import RecordChanged, RefusalLifted, SheetSigned
from rules.refusals import Refused
from rules.signatures import OFFICER, PAPER, PARTY, WITNESS
from services.access import Actor
from services.seen import record_change, seen_visit
from services.signers import AgentView, agent_of, begin_draft, draft_of, standing_of
from services.signing import SigningView, signing_of, usable_photos
from services.standing_record import standing_record
from services.visits import Names, VisitView, running_membership
from storage.tables import Evidence, Person, Signature, SignedSheet, Visit
from storage.unit_of_work import UnitOfWork

SCOPES = ("all", "party", "me", "team", "witness")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who may have signed on the page; officers carry their name."""

    tick: str
    role: str
    name: Names
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class SheetView:
    """The page in hand: photographs that show it, who may be ticked, and who signs for the party."""

    visit: VisitView
    sheet_id: int
    photos: int
    candidates: tuple[Candidate, ...]
    signer: str
    agent: AgentView
    witness_is_named: bool

    @property
    def is_ready(self) -> bool:
        """Whether page and ticks are there."""
        return self.photos > 0 and any(candidate.is_ticked for candidate in self.candidates)


def open_sheet(uow: UnitOfWork, actor: Actor, visit_id: int, scope: str) -> None:
    """Begin a page, or go on with the one in hand, and tick those of a scope who have not signed yet."""
    if scope not in SCOPES:
        raise Refused(problems.NO_SUCH_CHOICE)
    running_membership(uow, actor, visit_id)
    sheet = _in_hand(uow, actor, visit_id)
    sheet.ticks = _of_scope(uow, actor, signing_of(uow, visit_id), scope)


def view_sheet(uow: UnitOfWork, actor: Actor, visit_id: int) -> SheetView:
    """Return the page in the actor's hand, a new one when there is none. Raises `Refused` outside a running visit."""
    running_membership(uow, actor, visit_id)
    sheet = _in_hand(uow, actor, visit_id)
    standing = signing_of(uow, visit_id)
    names = {f"{OFFICER}:{officer.person_id}": officer.name for officer in standing.officers}
    draft = draft_of(uow, visit_id, PARTY)
    return SheetView(
        standing.visit,
        sheet.sheet_id,
        len(usable_photos(uow, visit_id, sheet.evidence_ids)),
        tuple(
            Candidate(tick, tick.partition(":")[0], names.get(tick, {}), tick in sheet.ticks)
            for tick in _open_ticks(standing)
        ),
        (draft.signer if draft and draft.way == PAPER else None) or "legal",
        agent_of(uow, visit_id),
        standing.witness is not None and standing.witness.name is not None,
    )


def toggle_tick(uow: UnitOfWork, actor: Actor, visit_id: int, tick: str) -> None:
    """Tick somebody as having signed on the page, or take it back. Raises `Refused` for one who has signed."""
    running_membership(uow, actor, visit_id)
    if tick not in _open_ticks(signing_of(uow, visit_id)):
        raise Refused(problems.ALREADY_SIGNED)
    sheet = _in_hand(uow, actor, visit_id)
    sheet.ticks = [other for other in sheet.ticks if other != tick] if tick in sheet.ticks else [*sheet.ticks, tick]


def add_page(uow: UnitOfWork, actor: Actor, visit_id: int, evidence_id: int) -> None:
    """Put a photograph to the page in the actor's hand."""
    running_membership(uow, actor, visit_id)
    sheet = _in_hand(uow, actor, visit_id)
    if evidence_id not in sheet.evidence_ids:
        sheet.evidence_ids = [*sheet.evidence_ids, evidence_id]


def mend_page(uow: UnitOfWork, actor: Actor, visit_id: int, evidence_id: int) -> None:
    """Put a photograph to the first page whose own are lost or withdrawn. Raises `Refused` when none is."""
    visit = running_membership(uow, actor, visit_id).visit
    standing = (
        select(SignedSheet)
        .where(SignedSheet.visit_id == visit_id, SignedSheet.state == "standing")
        .order_by(SignedSheet.sheet_id)
    )
    for sheet in uow.session.scalars(standing):
        if not usable_photos(uow, visit_id, sheet.evidence_ids):
            sheet.evidence_ids = [*sheet.evidence_ids, evidence_id]
            body = {"sheet": sheet.sheet_id, "evidence": evidence_id}
            record_change(uow, visit, actor, "page_mended", body)
            uow.session.flush()
            uow.emit(RecordChanged(visit_id, actor.person_id))
            return
    raise Refused(problems.NO_PAGE_LOST)


def close_sheet(uow: UnitOfWork, actor: Actor, visit_id: int) -> int:
    """Take the signatures of everybody ticked; return how many. Raises `Refused` while page, ticks or a name lack."""
    visit = running_membership(uow, actor, visit_id).visit
    sheet = _in_hand(uow, actor, visit_id)
    still_open = _open_ticks(signing_of(uow, visit_id))
    ticks = [tick for tick in sheet.ticks if tick in still_open]
    _ensure_complete(uow, visit_id, sheet, ticks)
    for role in (PARTY, WITNESS):
        if role in ticks:
            _sign(uow, actor, visit, sheet, role)
    _sign_officers(uow, actor, sheet, [int(tick.partition(":")[2]) for tick in ticks if tick.startswith(OFFICER)])
    sheet.state, sheet.closed_at, sheet.ticks = "standing", uow.now, ticks
    party = standing_of(uow, visit_id, PARTY) if PARTY in ticks else None
    body = {
        "sheet": sheet.sheet_id,
        "signers": _codes(uow, ticks),
        "party_by": (party.signer or "") if party else "",
        "evidence": list(sheet.evidence_ids),
        "record": standing_record(uow, seen_visit(uow, visit_id)) or "",
    }
    record_change(uow, visit, actor, "signed", body)
    uow.session.flush()
    uow.emit(SheetSigned(visit_id, sheet.sheet_id, actor.person_id))
    uow.emit(RecordChanged(visit_id, actor.person_id))
    return len(ticks)


def _in_hand(uow: UnitOfWork, actor: Actor, visit_id: int) -> SignedSheet:
    sheet = uow.session.scalar(
        select(SignedSheet).where(
            SignedSheet.visit_id == visit_id,
            SignedSheet.opened_by == actor.person_id,
            SignedSheet.state == "draft",
        )
    )
    if sheet is None:
        sheet = SignedSheet(
            visit_id=visit_id,
            state="draft",
            ticks=_of_scope(uow, actor, signing_of(uow, visit_id), "all"),
            evidence_ids=_stray_pages(uow, actor, visit_id),
            opened_by=actor.person_id,
            opened_at=uow.now,
        )
        uow.session.add(sheet)
        uow.session.flush()
    return sheet


def _stray_pages(uow: UnitOfWork, actor: Actor, visit_id: int) -> list[int]:
    """Return the actor's photographs of signed pages that no sheet holds yet, such as those moved here."""
    held = {
        evidence_id
        for ids in uow.session.scalars(select(SignedSheet.evidence_ids).where(SignedSheet.visit_id == visit_id))
        for evidence_id in ids
    }
    mine = select(Evidence.evidence_id).where(
        Evidence.visit_id == visit_id, Evidence.person_id == actor.person_id, Evidence.purpose == "signature"
    )
    return sorted(set(uow.session.scalars(mine)) - held)


def _open_ticks(standing: SigningView) -> tuple[str, ...]:
    ticks = [] if standing.party and standing.party.way == PAPER else [PARTY]
    ticks += [f"{OFFICER}:{officer.person_id}" for officer in standing.officers if officer.at is None]
    witness = standing.witness
    if not (witness and witness.is_settled) and (standing.needs_witness or witness is not None):
        ticks.append(WITNESS)
    return tuple(ticks)


def _of_scope(uow: UnitOfWork, actor: Actor, standing: SigningView, scope: str) -> list[str]:
    """Return whom a scope ticks; nobody is ticked beforehand who refused, is absent, or is a mere witness."""
    ticks = _open_ticks(standing)
    me = f"{OFFICER}:{actor.person_id}"
    officers = [tick for tick in ticks if tick.startswith(OFFICER)]
    match scope:
        case "party" | "witness":
            return [tick for tick in ticks if tick == scope]
        case "me":
            return [tick for tick in officers if tick == me]
        case "team":
            return [tick for tick in officers if tick != me]
    draft = draft_of(uow, standing.visit.visit_id, PARTY)
    refuses = standing.party is not None or (draft is not None and draft.kind is not None)
    return officers if refuses or PARTY not in ticks else [PARTY, *officers]


def _ensure_complete(uow: UnitOfWork, visit_id: int, sheet: SignedSheet, ticks: Sequence[str]) -> None:
    if not usable_photos(uow, visit_id, sheet.evidence_ids):
        raise Refused(problems.NO_PHOTO)
    if not ticks:
        raise Refused(problems.NOTHING_TICKED)
    draft = draft_of(uow, visit_id, PARTY)
    signs_by_agent = draft is not None and draft.way == PAPER and draft.signer == "agent"
    if PARTY in ticks and signs_by_agent and not agent_of(uow, visit_id).is_complete:
        raise Refused(problems.AGENT_INCOMPLETE)
    witness = draft_of(uow, visit_id, WITNESS)
    if WITNESS in ticks and (witness is None or witness.name is None):
        raise Refused(problems.WITNESS_UNNAMED)


def _sign(uow: UnitOfWork, actor: Actor, visit: Visit, sheet: SignedSheet, role: str) -> None:
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
    row.state, row.way, row.sheet_id = "standing", PAPER, sheet.sheet_id
    row.signed_at, row.taken_by = uow.now, actor.person_id


def _sign_officers(uow: UnitOfWork, actor: Actor, sheet: SignedSheet, people: Sequence[int]) -> None:
    earlier = dict(
        uow.session.execute(
            select(Signature.person_id, func.max(Signature.revision))
            .where(Signature.visit_id == sheet.visit_id, Signature.role == OFFICER)
            .group_by(Signature.person_id)
        ).all()
    )
    uow.session.add_all(
        Signature(
            visit_id=sheet.visit_id,
            role=OFFICER,
            person_id=person_id,
            revision=earlier.get(person_id, 0) + 1,
            state="standing",
            way=PAPER,
            read_out=False,
            sheet_id=sheet.sheet_id,
            signed_at=uow.now,
            taken_by=actor.person_id,
            confirmed_at=uow.now if person_id == actor.person_id else None,
        )
        for person_id in people
    )


def _codes(uow: UnitOfWork, ticks: Sequence[str]) -> list[str]:
    """Return who is ticked, officers by their codes."""
    people = {int(tick.partition(":")[2]) for tick in ticks if tick.startswith(OFFICER)}
    chosen = select(Person.person_id, Person.code).where(Person.person_id.in_(people))
    codes = {f"{OFFICER}:{person_id}": code for person_id, code in uow.session.execute(chosen)}
    return [codes.get(tick, tick) for tick in ticks]
