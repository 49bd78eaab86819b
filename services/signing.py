"""Signatures on the record as they stand: the party, every officer, the witness, both seals, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from rules.contacts import masked
from rules.errors import signing as problems
from rules.refusals import Refused
from rules.signatures import ABSENT, NO_WITNESS, OFFICER, PARTY, REFUSED, SIGNED, WITNESS, Reason, needs_witness
from services.access import Actor
from services.evidence_state import may_count
from services.matching_files import are_pages, is_page
from services.seen import SIGNING, seen_visit
from services.visits import MemberView, Names, SectionView, VisitView, membership
from storage.tables import Evidence, Seal, Signature, SignedSheet
from storage.unit_of_work import UnitOfWork

SIDES = ("party", "office")


@dataclass(frozen=True, slots=True)
class PartyView:
    """How the inspected party answered: `way` is paper, drawn, refused or absent; `kind` tells refusals apart.

    `name` is an agent's, `no_authorisation` why there is nothing to show that the agent may sign.
    """

    signature_id: int
    way: str
    kind: str | None
    signer: str | None
    reason: Reason
    later_on: date | None
    is_read_out: bool
    at: datetime
    name: str
    no_authorisation: str


@dataclass(frozen=True, slots=True)
class OfficerView:
    """One officer; `at` is none before the signature. A confirmed one was acknowledged on the officer's own phone.

    Who is not on site yet (`is_on_site`) is to sign all the same, but has witnessed nothing.
    """

    person_id: int
    name: Names
    section_id: int
    signature_id: int | None
    at: datetime | None
    is_confirmed: bool
    is_on_site: bool
    way: str | None = None


@dataclass(frozen=True, slots=True)
class WitnessView:
    """The witness; the telephone is masked. `is_settled` once signed, or once the lack of one has its reason."""

    name: str | None
    phone: str | None
    no_witness: Reason
    is_settled: bool
    signature_id: int


@dataclass(frozen=True, slots=True)
class SealView:
    """A seal: stamped, later, none or refused, the last two with a reason."""

    state: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class SigningGap:
    """Something that a complete record still lacks.

    `kind` is party, officer (with `person_id`), witness, seal_party, seal_office, or page (a lost photograph).
    """

    kind: str
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class SigningView:
    """Everything about signatures that the team sees."""

    visit: VisitView
    party: PartyView | None
    officers: tuple[OfficerView, ...]
    witness: WitnessView | None
    seals: Mapping[str, SealView]
    has_lost_page: bool

    @property
    def needs_witness(self) -> bool:
        """Whether refusal or absence asks for one."""
        return needs_witness(self.party.way if self.party else None)

    @property
    def open_sections(self) -> tuple[SectionView, ...]:
        """Departments whose result is not confirmed; signatures given now lapse when it is."""
        return tuple(section for section in self.visit.sections if section.state != "concluded")

    @property
    def gaps(self) -> tuple[SigningGap, ...]:
        """What is missing, in the order in which it is asked for."""
        gaps = [] if self.party or not self.visit.is_on_site else [SigningGap("party")]
        gaps += [SigningGap("officer", officer.person_id) for officer in self.officers if officer.at is None]
        if self.needs_witness and not (self.witness and self.witness.is_settled):
            gaps.append(SigningGap("witness"))
        gaps += [SigningGap(f"seal_{side}") for side in self.sides if side not in self.seals]
        if self.has_lost_page:
            gaps.append(SigningGap("page"))
        return tuple(gaps)

    @property
    def sides(self) -> tuple[str, ...]:
        """Whose seals the record has room for; what is inspected at the desk is not shown to the party there."""
        return SIDES if self.visit.is_on_site else SIDES[1:]

    @property
    def needed(self) -> int:
        """How many signatures, or reasons in their stead, the record needs."""
        return self.visit.is_on_site + len(self.officers) + self.needs_witness

    @property
    def on_site(self) -> tuple[OfficerView, ...]:
        """The officers who have been on site: they can say what the party did. All of them while nobody has arrived."""
        return tuple(officer for officer in self.officers if officer.is_on_site) or self.officers

    @property
    def given(self) -> int:
        """How many of those are there."""
        return self.needed - sum(gap.kind in (PARTY, OFFICER, WITNESS) for gap in self.gaps)


def view_signing(uow: UnitOfWork, actor: Actor, visit_id: int) -> SigningView:
    """Return the signatures of a visit for its team. Raises `Refused` for anyone else."""
    membership(uow, actor, visit_id)
    return signing_of(uow, visit_id)


def signing_of(uow: UnitOfWork, visit_id: int) -> SigningView:
    """Return the signatures of a visit. The caller has checked who asks."""
    known: SigningView | None = uow.memo.get((SIGNING, visit_id))
    if known is None:
        known = uow.memo[SIGNING, visit_id] = _read(uow, visit_id)
    return known


def _read(uow: UnitOfWork, visit_id: int) -> SigningView:
    visit = seen_visit(uow, visit_id)
    rows = uow.session.scalars(
        select(Signature)
        .where(Signature.visit_id == visit_id, Signature.state != "void")
        .order_by(Signature.signature_id)
    ).all()
    standing = [row for row in rows if row.state == "standing"]
    party = next((row for row in standing if row.role == PARTY), None)
    by_officer = {row.person_id: row for row in standing if row.role == OFFICER}
    witness = next((row for row in [*standing, *rows] if row.role == WITNESS), None)
    return SigningView(
        visit,
        _party(party) if party else None,
        tuple(
            _officer(member, by_officer.get(member.person_id))
            for member in visit.members
            # Who was not on site has nothing to attest.
            if member.presence != "absent"
        ),
        _witness(witness) if witness else None,
        {
            seal.side: SealView(seal.state, Reason(seal.reason_kind, seal.reason))
            for seal in uow.session.scalars(select(Seal).where(Seal.visit_id == visit_id))
        },
        _has_lost_page(uow, visit_id),
    )


def usable_photos(uow: UnitOfWork, visit_id: int, evidence_ids: list[int]) -> list[int]:
    """Return those of a sheet's photographs and scans that show it still: not lost, withdrawn or moved elsewhere."""
    chosen = select(Evidence.evidence_id).where(
        Evidence.evidence_id.in_(evidence_ids),
        Evidence.visit_id == visit_id,
        Evidence.purpose == "signature",
        Evidence.withdrawn_at.is_(None),
        may_count(),
        are_pages(),
    )
    return sorted(uow.session.scalars(chosen))


def ensure_page(uow: UnitOfWork, evidence_id: int) -> None:
    """Ensure that a file can show signed paper. Raises `Refused`."""
    row = uow.session.get_one(Evidence, evidence_id)
    if not is_page(row.kind, row.mime_type):
        raise Refused(problems.NOT_A_PAGE)


def _party(row: Signature) -> PartyView:
    assert row.way in (*SIGNED, REFUSED, ABSENT)
    reason = Reason(row.reason_kind, row.reason)
    return PartyView(
        row.signature_id,
        row.way,
        row.kind,
        row.signer,
        reason,
        row.later_on,
        row.read_out,
        row.signed_at,
        row.name or "",
        row.no_authorisation or "",
    )


def _officer(member: MemberView, row: Signature | None) -> OfficerView:
    return OfficerView(
        member.person_id,
        member.name,
        member.section_id,
        row.signature_id if row else None,
        row.signed_at if row else None,
        is_confirmed=row is not None and row.confirmed_at is not None,
        is_on_site=member.presence != "unknown",
        way=row.way if row else None,
    )


def _witness(row: Signature) -> WitnessView:
    is_settled = row.state == "standing"
    if row.way == NO_WITNESS:
        return WitnessView(None, None, Reason(row.reason_kind, row.reason), is_settled, row.signature_id)
    phone = masked(row.phone) if row.phone else None
    return WitnessView(row.name, phone, Reason(None, None), is_settled, row.signature_id)


def _has_lost_page(uow: UnitOfWork, visit_id: int) -> bool:
    sheets = uow.session.scalars(
        select(SignedSheet).where(SignedSheet.visit_id == visit_id, SignedSheet.state == "standing")
    )
    return any(not usable_photos(uow, visit_id, sheet.evidence_ids) for sheet in sheets)
