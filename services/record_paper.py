"""The record 附件1 of a visit as it stands at this moment, ready for the press; in Chinese, as papers are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from forms.papers.furnishing import Extras, Trace
from forms.papers.record import Behaviour, DepartmentBlock, Firm, Record
from forms.papers.signatures import SealStanding
from forms.papers.signatures import Signature as Signed
from rules.gates import Gate
from rules.legal_bases import laws_of
from rules.signatures import SIGNED, SIGNERS, Cell, Reason, reason_text, signature_cell
from services.arrival_view import PLACE_SKIPPED
from services.campaign_experts import experts_told
from services.checklists import sheet_of
from services.conclusions import results_of
from services.desk_checks import steps_of
from services.drawn_signatures import pictures_of
from services.erased import BY_LAW, erased_of
from services.follow_ups import followed_by
from services.freezing import frozen_head
from services.interviews import interviews_of
from services.office_day import day_of, profile_at, today, zone_of
from services.paper_photos import (
    Read,
    pages_told,
    recordings_told,
)
from services.paper_phrases import (
    BEGUN_ALTHOUGH,
    DESK_TOLD,
    PAPER_LANGUAGE,
    WITHOUT_PLACE,
    certificate_told,
    desk_told,
    interview_told,
    matter_named,
    problem_told,
)
from services.progress import progress
from services.record_annex import annex_photos
from services.signing import SigningView, signing_of, usable_photos
from services.visit_words import ItemWords, ObjectWords, person_words, words_of
from services.visits import SectionView, VisitView
from storage.tables import Section, SignedSheet, Visit
from storage.unit_of_work import UnitOfWork


def record_of(uow: UnitOfWork, visit_id: int, address: str, read: Read) -> Record:
    """Return a visit's record. `address` is where it is verified, empty for no code on it; `read` gives the bytes of a
    secured file by its SHA-256.
    """
    standing = signing_of(uow, visit_id)
    visit, zone = standing.visit, zone_of(uow)
    row = uow.session.get_one(Visit, visit_id)
    pages = _signed_pages(uow, visit_id)
    shown = _Shown(pages_told(uow, pages), pictures_of(uow, visit_id), read, set(erased_of(uow, visit.number)))
    sheets = {id_ for sheet in _sheets(uow, visit_id) for id_ in sheet.evidence_ids}
    firm, behaviours, remarks = wording_of(uow, visit)
    return Record(
        title=profile_at(uow, row.started_at)["record"]["title_lines"],
        results=results_of(uow, visit_id),
        trace=_trace(uow, visit, address),
        firm=firm,
        behaviours=behaviours,
        remarks=remarks,
        party_seal=_seal(standing, "party"),
        office_seal=_seal(standing, "office"),
        party=_party(standing, zone, shown, recordings_told(uow, visit_id, "refusal", zone)),
        officers=_officers(uow, standing, zone, shown),
        witness=_witness(standing, shown),
        held_from=_local(row.started_at, zone),
        held_until=_local(max((s.concluded_at for s in visit.sections if s.concluded_at), default=None), zone),
        extras=Extras(
            annex_photos(uow, visit, pages, sheets, read),
            experts_told(words_of(uow, row).experts),
        ),
    )


def _trace(uow: UnitOfWork, visit: VisitView, address: str) -> Trace:
    """Return the head and the day that it carries: once submitted, those of the submission, so that it prints the same
    whatever follows in the chain.
    """
    if visit.state == "submitted" and visit.submitted_at and (frozen := frozen_head(uow, visit.number)):
        return Trace(visit.number, frozen, address, day_of(uow, visit.submitted_at))
    return Trace(visit.number, uow.ledger.head(f"visit:{visit.number}")[1], address, today(uow))


def wording_of(uow: UnitOfWork, visit: VisitView) -> tuple[Firm, Sequence[Behaviour], str]:
    """Return what the record says of the party, of each department's inspection and beside them: what is signed."""
    words = words_of(uow, uow.session.get_one(Visit, visit.visit_id))
    return (
        _firm(words.inspected),
        [_behaviour(visit, section, words.items_of(section.department_id)) for section in visit.sections],
        "\n".join(_remarks(uow, visit)),
    )


def _firm(said: ObjectWords) -> Firm:
    return Firm(
        said.name,
        said.registration_code,
        said.district,
        said.licence_number,
        said.person_in_charge,
        said.address,
        said.phone,
    )


def _behaviour(visit: VisitView, section: SectionView, items: Sequence[ItemWords]) -> Behaviour:
    """Return a department's block; its behaviour bears the categories of its items."""
    block = DepartmentBlock(
        department=section.department[PAPER_LANGUAGE],
        matters=[matter_named(item.matter) for item in items],
        laws=laws_of(item.legal_basis for item in items),
        special=visit.campaign[PAPER_LANGUAGE] if visit.task_kind == "special" else "",
        chosen=section.results,
    )
    return Behaviour("、".join(dict.fromkeys(item.category for item in items)), (block,))


def _remarks(uow: UnitOfWork, visit: VisitView) -> Sequence[str]:
    """Return what the form has no cell for: why a department began although something was missing, its place among it,
    each problem as it was noted, then what the department remarks; before them all, which problem is followed up.
    """
    lines = []
    if followed := followed_by(uow, visit.visit_id):
        lines.append(f"复查线索{followed.code}（第{followed.number}项：{followed.note}），不经抽取")
    for section in visit.sections:
        name = section.department[PAPER_LANGUAGE]
        lines += [f"{name}：{desk_told(step)}" for step in steps_of(uow, section.section_id)]
        reasons = uow.session.get_one(Section, section.section_id).start_reasons
        lines += [f"{name}：{BEGUN_ALTHOUGH[gate]}，原因：{reasons[gate]}" for gate in Gate if gate in reasons]
        if PLACE_SKIPPED in reasons:
            lines.append(f"{name}：{WITHOUT_PLACE}")
        problems = progress(uow, section.section_id).problems
        lines += [f"{name}第{problem.number}项：{problem_told(problem)}" for problem in problems]
        lines += [
            f"{name}第{_number_of(uow, section.section_id, question)}项询问：{interview_told(view)}"
            for question, view in interviews_of(uow, section.section_id)
        ]
        if section.remarks:
            lines.append(f"{name}：{section.remarks}")
    return lines


def _number_of(uow: UnitOfWork, section_id: int, question: str) -> int:
    state = sheet_of(uow, section_id).find(question)
    return state.question.number or 0 if state is not None else 0


def _seal(standing: SigningView, side: str) -> SealStanding:
    seal = standing.seals.get(side)
    if seal is None:
        if side not in standing.sides:
            return SealStanding("none", DESK_TOLD[standing.visit.method])
        return SealStanding()
    of = "seal_refused" if seal.state == "refused" else "seal"
    return SealStanding(seal.state, reason_text(of, seal.reason, PAPER_LANGUAGE))


@dataclass(frozen=True, slots=True)
class _Shown:
    """What stands in the cells of those who signed: what was drawn, else in words where the signed page is found."""

    on_paper: str
    pictures: Mapping[int, str]
    read: Read
    erased: Collection[str] = ()

    def signed(self, signature_id: int | None, who: Signed, at: datetime | None = None) -> Signed:
        """Return the cell of one who signs, an empty one before the signature is given."""
        if signature_id is None:
            return who
        if (sha256 := self.pictures.get(signature_id)) in self.erased:
            return replace(who, says=BY_LAW, signed_at=at)
        if sha256:
            return replace(who, picture=self.read(sha256), signed_at=at)
        return replace(who, says=self.on_paper, signed_at=at)


def _party(standing: SigningView, zone: ZoneInfo, shown: _Shown, proofs: Sequence[str]) -> Sequence[Signed]:
    party = standing.party
    if party is None:
        return () if standing.visit.is_on_site else (Signed(says=DESK_TOLD[standing.visit.method]),)
    if party.way in SIGNED:
        who = SIGNERS[party.signer or "legal"][PAPER_LANGUAGE]
        if party.no_authorisation:
            who = f"{who}，无授权委托书：{party.no_authorisation}"
        return (shown.signed(party.signature_id, Signed(party.name, who), _local(party.at, zone)),)
    witness = standing.witness
    cell = Cell(
        str(party.kind),
        party.signer,
        party.reason,
        [officer.name[PAPER_LANGUAGE] for officer in standing.on_site],
        witness.name if witness else None,
        witness.no_witness if witness else Reason(None, None),
        party.later_on,
        party.is_read_out,
        proofs,
    )
    return (Signed(says=signature_cell(cell, PAPER_LANGUAGE), signed_at=_local(party.at, zone)),)


def _officers(uow: UnitOfWork, standing: SigningView, zone: ZoneInfo, shown: _Shown) -> Sequence[Signed]:
    """Return every officer who was on site, with the number of the certificate that was shown."""
    visit = uow.session.get_one(Visit, standing.visit.visit_id)
    return [
        shown.signed(
            officer.signature_id,
            Signed(
                officer.name[PAPER_LANGUAGE],
                certificate=certificate_told(person_words(uow, visit, officer.person_id).certificate),
            ),
            _local(officer.at, zone),
        )
        for officer in standing.officers
    ]


def _witness(standing: SigningView, shown: _Shown) -> Sequence[Signed]:
    witness = standing.witness
    if witness is None:
        return () if standing.visit.is_on_site else (Signed(says=DESK_TOLD[standing.visit.method]),)
    if witness.no_witness:
        return (Signed(says=f"无见证人：{reason_text('witness', witness.no_witness, PAPER_LANGUAGE)}"),)
    return (shown.signed(witness.signature_id if witness.is_settled else None, Signed(witness.name or "")),)


def _sheets(uow: UnitOfWork, visit_id: int) -> Sequence[SignedSheet]:
    standing = select(SignedSheet).where(SignedSheet.visit_id == visit_id, SignedSheet.state == "standing")
    return uow.session.scalars(standing.order_by(SignedSheet.sheet_id)).all()


def _signed_pages(uow: UnitOfWork, visit_id: int) -> list[int]:
    sheets = _sheets(uow, visit_id)
    return [id_ for sheet in sheets for id_ in usable_photos(uow, visit_id, sheet.evidence_ids)]


def _local(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    return at.astimezone(zone) if at else None
