"""A photo of signed paper: one page, and who signed on it; photo first or ticks first, on as many pages as it takes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from rules.errors import signing as problems
from rules.events import RecordChanged, SheetSigned
from rules.refusals import Refused
from rules.signatures import OFFICER, PAPER, PARTY
from services.access import Actor
from services.matching_files import are_pages
from services.returned import signing_membership
from services.seen import record_change, seen_visit
from services.signers import AgentView, agent_of, draft_of, standing_of
from services.signing import SigningView, ensure_page, signing_of, usable_photos
from services.standing_record import standing_record
from services.taking_signatures import SignedOn, codes_of, ensure_known, open_ticks, take_signatures
from services.visits import Names, VisitView, running_membership
from storage.tables import Addendum, Evidence, SignedSheet
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
    signing_membership(uow, actor, visit_id)
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
            for tick in open_ticks(standing)
        ),
        (draft.signer if draft and draft.way == PAPER else None) or "legal",
        agent_of(uow, visit_id),
        standing.witness is not None and standing.witness.name is not None,
    )


def toggle_tick(uow: UnitOfWork, actor: Actor, visit_id: int, tick: str) -> None:
    """Tick somebody as having signed on the page, or take it back. Raises `Refused` for one who has signed."""
    signing_membership(uow, actor, visit_id)
    if tick not in open_ticks(signing_of(uow, visit_id)):
        raise Refused(problems.ALREADY_SIGNED)
    sheet = _in_hand(uow, actor, visit_id)
    sheet.ticks = [other for other in sheet.ticks if other != tick] if tick in sheet.ticks else [*sheet.ticks, tick]


def add_page(uow: UnitOfWork, actor: Actor, visit_id: int, evidence_id: int) -> None:
    """Put a photograph or scan to the page in the actor's hand. Raises `Refused` for a file that shows no page."""
    signing_membership(uow, actor, visit_id)
    ensure_page(uow, evidence_id)
    sheet = _in_hand(uow, actor, visit_id)
    if evidence_id not in sheet.evidence_ids:
        sheet.evidence_ids = [*sheet.evidence_ids, evidence_id]


def mend_page(uow: UnitOfWork, actor: Actor, visit_id: int, evidence_id: int) -> None:
    """Put a photograph to the first page whose own are lost or withdrawn. Raises `Refused` when none is, and for a file
    that shows no page.
    """
    visit = running_membership(uow, actor, visit_id).visit
    ensure_page(uow, evidence_id)
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
    visit = signing_membership(uow, actor, visit_id).visit
    sheet = _in_hand(uow, actor, visit_id)
    still_open = open_ticks(signing_of(uow, visit_id))
    ticks = [tick for tick in sheet.ticks if tick in still_open]
    _ensure_complete(uow, visit_id, sheet, ticks)
    take_signatures(uow, actor, visit, ticks, SignedOn(sheet_id=sheet.sheet_id))
    sheet.state, sheet.closed_at, sheet.ticks = "standing", uow.now, ticks
    party = standing_of(uow, visit_id, PARTY) if PARTY in ticks else None
    body = {
        "sheet": sheet.sheet_id,
        "signers": codes_of(uow, ticks),
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
        for of in (SignedSheet, Addendum)
        for ids in uow.session.scalars(select(of.evidence_ids).where(of.visit_id == visit_id))
        for evidence_id in ids
    }
    mine = select(Evidence.evidence_id).where(
        Evidence.visit_id == visit_id,
        Evidence.person_id == actor.person_id,
        Evidence.purpose == "signature",
        are_pages(),
    )
    return sorted(set(uow.session.scalars(mine)) - held)


def _of_scope(uow: UnitOfWork, actor: Actor, standing: SigningView, scope: str) -> list[str]:
    """Return whom a scope ticks; nobody is ticked beforehand who refused, is absent, or is a mere witness."""
    ticks = open_ticks(standing)
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
    is_away = refuses or not standing.visit.is_on_site
    return officers if is_away or PARTY not in ticks else [PARTY, *officers]


def _ensure_complete(uow: UnitOfWork, visit_id: int, sheet: SignedSheet, ticks: Sequence[str]) -> None:
    if not usable_photos(uow, visit_id, sheet.evidence_ids):
        raise Refused(problems.NO_PHOTO)
    if not ticks:
        raise Refused(problems.NOTHING_TICKED)
    ensure_known(uow, visit_id, ticks)
