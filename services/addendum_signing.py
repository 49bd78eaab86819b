"""Signatures on an addendum: as on the record, a photograph of signed paper with ticks for who signed on it, or the
party's refusal or absence with its reason (rule text 四(八)); or drawn on a pad (`services.pad_papers`), one by one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from rules.addenda import addendum_number
from rules.errors import addenda as problems
from rules.errors import signing as signing_problems
from rules.events_addenda import AddendumChanged, AddendumPageSigned, AddendumSigned
from rules.refusals import Refused
from rules.signatures import DRAWN, OFFICER, PAPER, PARTY, Reason, way_of
from services.access import Actor
from services.addenda import AddendumView, addendum_seen, held_addendum, view_addendum
from services.addenda_elsewhere import told_elsewhere
from services.addendum_agents import AGENT, agent_on, ensure_agent
from services.outdated import ADDENDUM
from services.papers import print_when_secured
from services.seen import record_change
from services.signers import sealed, settled_reason
from services.signing import ensure_page, signing_of, usable_photos
from services.visits import Membership, Names
from storage.tables import Addendum, AddendumSignature, Pad, Person
from storage.unit_of_work import UnitOfWork

NOBODY = 0
REFUSALS = ("sign", "absent")
# The party signs by its person in charge or by an agent, not by both.
PARTY_TICKS = ("legal", AGENT)


@dataclass(frozen=True, slots=True)
class PartyAnswer:
    """How the party answered: on paper or on a pad, by whom, or refused or absent, with the reason.

    `name` is an agent's, else empty, `no_authorisation` why there is nothing to show that the agent may sign; `pad_id`
    where it was drawn.
    """

    way: str
    signer: str | None
    name: str
    pad_id: int | None
    kind: str | None
    reason: Reason
    at: datetime
    no_authorisation: str


@dataclass(frozen=True, slots=True)
class OfficerAnswer:
    """An officer who attests the record; `at` is none before the signature, which a colleague may have ticked."""

    person_id: int
    name: Names
    at: datetime | None
    is_confirmed: bool
    pad_id: int | None


@dataclass(frozen=True, slots=True)
class AddendumSigning:
    """An addendum and who has signed it; `photos` show the page in hand, `ticks` who signed on it."""

    addendum: AddendumView
    party: PartyAnswer | None
    officers: tuple[OfficerAnswer, ...]
    ticks: tuple[str, ...]
    photos: int

    @property
    def open_ticks(self) -> tuple[str, ...]:
        """Who may be ticked: `legal` or `agent` for the party, officers as `officer:<person_id>`."""
        officers = [tick_of(officer.person_id) for officer in self.officers if officer.at is None]
        return (*(() if self.party else PARTY_TICKS), *officers)

    @property
    def is_complete(self) -> bool:
        """Whether nobody's signature, or the reason in its stead, is missing."""
        return not self.open_ticks


def tick_of(person_id: int) -> str:
    """Return the tick of an officer."""
    return f"{OFFICER}:{person_id}"


def view_addendum_signing(uow: UnitOfWork, actor: Actor, addendum_id: int) -> AddendumSigning:
    """Return an addendum with its signatures. Raises `Refused` for those who may not read it."""
    view_addendum(uow, actor, addendum_id)
    return addendum_signing(uow, addendum_id)


def addendum_signing(uow: UnitOfWork, addendum_id: int) -> AddendumSigning:
    """Return an addendum with its signatures. The caller has checked who asks."""
    row = uow.session.get_one(Addendum, addendum_id)
    given = uow.session.scalars(
        select(AddendumSignature)
        .where(AddendumSignature.addendum_id == addendum_id)
        .order_by(AddendumSignature.addendum_signature_id)
    ).all()
    party = next((each for each in given if each.role == PARTY), None)
    signed = {each.person_id: each for each in given if each.role == OFFICER}
    return AddendumSigning(
        addendum_seen(uow, addendum_id),
        _party(party) if party else None,
        tuple(
            _officer(officer.person_id, officer.name, signed.get(officer.person_id))
            for officer in signing_of(uow, row.visit_id).officers
        ),
        tuple(row.ticks),
        len(usable_photos(uow, row.visit_id, row.pages)),
    )


def _party(row: AddendumSignature) -> PartyAnswer:
    reason = Reason(row.reason_kind, row.reason)
    why = row.no_authorisation or ""
    return PartyAnswer(row.way, row.signer, row.name or "", row.pad_id, row.kind, reason, row.signed_at, why)


def _officer(person_id: int, name: Names, row: AddendumSignature | None) -> OfficerAnswer:
    is_confirmed = row is not None and row.confirmed_at is not None
    return OfficerAnswer(person_id, name, row.signed_at if row else None, is_confirmed, row.pad_id if row else None)


def toggle_tick(uow: UnitOfWork, actor: Actor, addendum_id: int, tick: str) -> None:
    """Tick somebody as having signed on the page in hand, or take it back. Raises `Refused` for one who has signed."""
    _, row = _open(uow, actor, addendum_id)
    if tick not in addendum_signing(uow, addendum_id).open_ticks:
        raise Refused(signing_problems.ALREADY_SIGNED)
    others = [each for each in row.ticks if each != tick and not (tick in PARTY_TICKS and each in PARTY_TICKS)]
    row.ticks = others if tick in row.ticks else [*others, tick]


def add_page(uow: UnitOfWork, actor: Actor, addendum_id: int, evidence_id: int) -> None:
    """Put a photograph to the page in hand; the first one ticks everybody who has not signed. Raises `Refused` for a
    file that shows no page.
    """
    _, row = _open(uow, actor, addendum_id)
    ensure_page(uow, evidence_id)
    if not row.pages and not row.ticks:
        row.ticks = [tick for tick in addendum_signing(uow, addendum_id).open_ticks if tick != "agent"]
    if evidence_id not in row.pages:
        row.pages = [*row.pages, evidence_id]


def drop_pages(uow: UnitOfWork, actor: Actor, addendum_id: int) -> None:
    """Lay the photographs in hand aside: they stay in the visit, and prove nothing of the addendum."""
    _, row = _open(uow, actor, addendum_id)
    row.pages = []


def take_signatures(uow: UnitOfWork, actor: Actor, addendum_id: int) -> int:
    """Take the signatures of everybody ticked; return how many. Raises `Refused` without a photograph or a tick."""
    mine, row = _open(uow, actor, addendum_id)
    ticks = [tick for tick in row.ticks if tick in addendum_signing(uow, addendum_id).open_ticks]
    if not usable_photos(uow, row.visit_id, row.pages):
        raise Refused(signing_problems.NO_PHOTO)
    if not ticks:
        raise Refused(signing_problems.NOTHING_TICKED)
    if AGENT in ticks:
        ensure_agent(uow, addendum_id)
    for tick in ticks:
        _keep(uow, actor, row, tick)
    pages, row.evidence_ids = row.pages, [*row.evidence_ids, *row.pages]
    row.pages, row.ticks = [], []
    body = {"signers": _codes(uow, ticks), "evidence": pages}
    _record(uow, actor, mine, row, "addendum_signed", body)
    people = (int(tick.partition(":")[2]) for tick in ticks if tick not in PARTY_TICKS)
    uow.emit(AddendumPageSigned(addendum_id, tuple(each for each in people if each != actor.person_id)))
    return len(ticks)


def take_drawn(
    uow: UnitOfWork, actor: Actor, pad: Pad, tick: str, told: Mapping[str, object], files: Sequence[str]
) -> None:
    """Let a signature stand that was drawn on a pad; `told` is what the chain says of it. Raises `Refused`."""
    assert pad.addendum_id is not None
    mine, row = _open(uow, actor, pad.addendum_id)
    _keep(uow, actor, row, tick, pad)
    row.ticks = [each for each in row.ticks if each != tick and not (tick in PARTY_TICKS and each in PARTY_TICKS)]
    body = {"signers": _codes(uow, [tick]), **told}
    # Whoever opened the pad looks at the addendum as well.
    _record(uow, actor, mine, row, "addendum_signed", body, files, seen_by=NOBODY)


def _keep(uow: UnitOfWork, actor: Actor, row: Addendum, tick: str, pad: Pad | None = None) -> None:
    is_party = tick in PARTY_TICKS
    person_id = None if is_party else int(tick.partition(":")[2])
    agent = agent_on(uow, row.addendum_id) if tick == AGENT else None
    signature = AddendumSignature(
        addendum_id=row.addendum_id,
        role=PARTY if is_party else OFFICER,
        person_id=person_id,
        way=PAPER if pad is None else DRAWN,
        signer=tick if is_party else None,
        name=agent.name if agent else None,
        no_authorisation=agent.no_authorisation if agent and not agent.photos else None,
        pad_id=pad.pad_id if pad is not None else None,
        signed_at=uow.now,
        confirmed_at=uow.now if person_id == actor.person_id else None,
        taken_by=actor.person_id,
    )
    uow.session.add(signature)


def note_refusal(uow: UnitOfWork, actor: Actor, addendum_id: int, kind: str, reason: Reason) -> None:
    """Note that the party refuses to sign (`sign`) or cannot be there (`absent`), and why. Raises `Refused`."""
    if kind not in REFUSALS:
        raise Refused(signing_problems.NO_SUCH_CHOICE)
    mine, row = _open(uow, actor, addendum_id)
    if addendum_signing(uow, addendum_id).party is not None:
        raise Refused(signing_problems.ALREADY_SIGNED)
    told = settled_reason(kind, reason)
    uow.session.add(
        AddendumSignature(
            addendum_id=addendum_id,
            role=PARTY,
            way=way_of(kind),
            kind=kind,
            reason_kind=told.kind,
            reason=told.text,
            signed_at=uow.now,
            taken_by=actor.person_id,
        )
    )
    row.ticks = [tick for tick in row.ticks if tick not in PARTY_TICKS]
    _record(uow, actor, mine, row, "addendum_refused", {"kind": kind, "why": sealed(told)})


def _open(uow: UnitOfWork, actor: Actor, addendum_id: int) -> tuple[Membership, Addendum]:
    mine, row = held_addendum(uow, actor, addendum_id)
    if row.state != "confirmed":
        raise Refused(problems.NOT_OPEN)
    return mine, row


def _record(
    uow: UnitOfWork,
    actor: Actor,
    mine: Membership,
    row: Addendum,
    type_: str,
    body: dict[str, object],
    files: Sequence[str] = (),
    seen_by: int | None = None,
) -> None:
    """Add the link, and let the addendum be signed once nobody is missing: team and supervisor are then told."""
    assert row.serial is not None
    number = addendum_number(mine.visit.number, row.serial)
    uow.session.flush()
    is_last = addendum_signing(uow, row.addendum_id).is_complete
    record_change(uow, mine.visit, actor, type_, {"addendum": number, "is_complete": is_last, **body}, files)
    uow.emit(AddendumChanged(row.addendum_id, actor.person_id if seen_by is None else seen_by))
    if not is_last:
        return
    row.state, row.signed_at = "signed", uow.now
    uow.session.flush()
    print_when_secured(uow, row, actor.code)
    told_elsewhere(uow, actor, row, ADDENDUM)
    uow.emit(AddendumSigned(row.addendum_id, actor.person_id))


def _codes(uow: UnitOfWork, ticks: list[str]) -> list[str]:
    """Return who is ticked, officers by their codes."""
    people = {int(tick.partition(":")[2]): tick for tick in ticks if tick not in PARTY_TICKS}
    chosen = select(Person.person_id, Person.code).where(Person.person_id.in_(people))
    codes = {people[person_id]: code for person_id, code in uow.session.execute(chosen)}
    return [codes.get(tick, f"{PARTY}:{tick}") for tick in ticks]
