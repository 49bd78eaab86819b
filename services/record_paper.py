"""The record 附件1 of a visit as it stands at this moment, ready for the press; in Chinese, as papers are."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from forms.checklist import in_language
from forms.papers.furnishing import Extras, Trace
from forms.papers.record import Behaviour, DepartmentBlock, Firm, Record
from forms.papers.signatures import SealStanding
from forms.papers.signatures import Signature as Signed
from rules.findings import HOW
from rules.signatures import PAPER, SIGNERS, Cell, Reason, reason_text, signature_cell
from services.conclusions import results_of
from services.office_day import current_profile, today, zone_of
from services.paper_photos import Read, photo, shown_photos
from services.paper_phrases import PAPER_LANGUAGE, certificate_told, matter_named
from services.progress import ProblemView, progress
from services.signing import SigningView, signing_of, usable_photos
from services.visits import SectionView, VisitView
from storage.tables import Campaign, CampaignItem, Evidence, InspectionObject, Item, Person, SignedSheet, Visit
from storage.unit_of_work import UnitOfWork

# What photographs show that belong to no item, by their purpose.
SHOWING = {"item": "现场", "scene": "现场", "refusal": "拒绝、缺席情况", "authorisation": "授权委托书"}


def record_of(uow: UnitOfWork, visit_id: int, address: str, read: Read) -> Record:
    """Return a visit's record. `address` is where it is verified, empty for no code on it; `read` gives the bytes of a
    secured file by its SHA-256.
    """
    standing = signing_of(uow, visit_id)
    visit, zone = standing.visit, zone_of(uow)
    row = uow.session.get_one(Visit, visit_id)
    pages = _signed_pages(uow, visit_id)
    firm, behaviours, remarks = wording_of(uow, visit)
    return Record(
        title=current_profile(uow)["record"]["title_lines"],
        results=results_of(uow, visit_id),
        trace=Trace(visit.number, uow.ledger.head(f"visit:{visit.number}")[1], address, today(uow)),
        firm=firm,
        behaviours=behaviours,
        remarks=remarks,
        party_seal=_seal(standing, "party"),
        office_seal=_seal(standing, "office"),
        party=_party(standing, zone),
        officers=_officers(uow, standing, zone),
        witness=_witness(standing),
        held_from=_local(row.started_at, zone),
        held_until=_local(max((s.concluded_at for s in visit.sections if s.concluded_at), default=None), zone),
        extras=Extras([photo(each, caption, read) for each, caption in [*pages, *_photographs(uow, visit)]]),
    )


def wording_of(uow: UnitOfWork, visit: VisitView) -> tuple[Firm, Sequence[Behaviour], str]:
    """Return what the record says of the party, of each department's inspection and beside them: what is signed."""
    row = uow.session.get_one(Visit, visit.visit_id)
    return (
        _firm(uow.session.get_one(InspectionObject, row.object_id)),
        [_behaviour(uow, visit, section) for section in visit.sections],
        "\n".join(_remarks(uow, visit)),
    )


def _firm(row: InspectionObject) -> Firm:
    return Firm(
        row.name,
        row.registration_code,
        row.district,
        row.licence_number or "",
        row.person_in_charge,
        row.address,
        row.phone or "",
    )


def _behaviour(uow: UnitOfWork, visit: VisitView, section: SectionView) -> Behaviour:
    """Return a department's block; its behaviour bears the categories of its items."""
    chosen = (
        select(Item, Campaign)
        .join(CampaignItem, CampaignItem.item_id == Item.item_id)
        .join(Campaign, Campaign.campaign_id == CampaignItem.campaign_id)
        .join(Visit, Visit.campaign_id == Campaign.campaign_id)
        .where(Visit.visit_id == visit.visit_id, Item.department_id == section.department_id)
        .order_by(Item.code)
    )
    items = [row.Item for row in uow.session.execute(chosen)]
    block = DepartmentBlock(
        department=section.department[PAPER_LANGUAGE],
        matters=[matter_named(item.matter) for item in items],
        laws=list(dict.fromkeys(item.legal_basis for item in items)),
        special=visit.campaign[PAPER_LANGUAGE] if visit.task_kind == "special" else "",
        chosen=section.results,
    )
    return Behaviour("、".join(dict.fromkeys(item.category for item in items)), (block,))


def _remarks(uow: UnitOfWork, visit: VisitView) -> Sequence[str]:
    """Return what the form has no cell for: each problem as it was noted, then what the departments remark."""
    lines = []
    for section in visit.sections:
        name = section.department[PAPER_LANGUAGE]
        problems = progress(uow, section.section_id).problems
        lines += [f"{name}第{problem.number}项：{_told(problem)}" for problem in problems]
        if section.remarks:
            lines.append(f"{name}：{section.remarks}")
    return lines


def _told(problem: ProblemView) -> str:
    label = in_language(problem.label, PAPER_LANGUAGE)
    how = f"（{HOW[problem.how][PAPER_LANGUAGE]}）" if problem.how else ""
    return f"{label}：不符合。{problem.note}{how}"


def _seal(standing: SigningView, side: str) -> SealStanding:
    seal = standing.seals.get(side)
    if seal is None:
        return SealStanding()
    of = "seal_refused" if seal.state == "refused" else "seal"
    return SealStanding(seal.state, reason_text(of, seal.reason, PAPER_LANGUAGE))


def _party(standing: SigningView, zone: ZoneInfo) -> Sequence[Signed]:
    party = standing.party
    if party is None:
        return ()
    if party.way == PAPER:
        who = SIGNERS[party.signer or "legal"][PAPER_LANGUAGE]
        if party.no_authorisation:
            who = f"{who}，无授权委托书：{party.no_authorisation}"
        return (Signed(name=party.name, capacity=who, says=ON_PAPER, signed_at=_local(party.at, zone)),)
    witness = standing.witness
    cell = Cell(
        str(party.kind),
        party.signer,
        party.reason,
        [officer.name[PAPER_LANGUAGE] for officer in standing.officers],
        witness.name if witness else None,
        witness.no_witness if witness else Reason(None, None),
        party.later_on,
    )
    return (Signed(says=signature_cell(cell, PAPER_LANGUAGE), signed_at=_local(party.at, zone)),)


ON_PAPER = "见附后签字页照片"


def _officers(uow: UnitOfWork, standing: SigningView, zone: ZoneInfo) -> Sequence[Signed]:
    """Return every officer who was on site, with the number of the certificate that was shown."""
    people = {
        person.person_id: person
        for person in uow.session.scalars(
            select(Person).where(Person.person_id.in_([officer.person_id for officer in standing.officers]))
        )
    }
    return [
        Signed(
            name=officer.name[PAPER_LANGUAGE],
            capacity=certificate_told(people[officer.person_id]),
            says=ON_PAPER if officer.at else "",
            signed_at=_local(officer.at, zone),
        )
        for officer in standing.officers
    ]


def _witness(standing: SigningView) -> Sequence[Signed]:
    witness = standing.witness
    if witness is None:
        return ()
    if witness.no_witness:
        return (Signed(says=f"无见证人：{reason_text('witness', witness.no_witness, PAPER_LANGUAGE)}"),)
    return (Signed(name=witness.name or "", says=ON_PAPER if witness.is_settled else ""),)


def _signed_pages(uow: UnitOfWork, visit_id: int) -> list[tuple[Evidence, str]]:
    sheets = uow.session.scalars(
        select(SignedSheet)
        .where(SignedSheet.visit_id == visit_id, SignedSheet.state == "standing")
        .order_by(SignedSheet.sheet_id)
    )
    wanted = [id_ for sheet in sheets for id_ in usable_photos(uow, visit_id, sheet.evidence_ids)]
    return [(row, "签字页") for row in shown_photos(uow, visit_id, "signature") if row.evidence_id in wanted]


def _photographs(uow: UnitOfWork, visit: VisitView) -> list[tuple[Evidence, str]]:
    names = {section.section_id: section.department[PAPER_LANGUAGE] for section in visit.sections}
    numbers = {
        (section.section_id, problem.question): problem
        for section in visit.sections
        for problem in progress(uow, section.section_id).problems
    }
    found = []
    for row in shown_photos(uow, visit.visit_id, *SHOWING):
        problem = numbers.get((row.section_id, row.question)) if row.section_id and row.question else None
        name = names.get(row.section_id or 0, "")
        what = f"第{problem.number}项 {in_language(problem.label, PAPER_LANGUAGE)}" if problem else SHOWING[row.purpose]
        found.append((row, f"{name} {what}".strip()))
    return found


def _local(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    return at.astimezone(zone) if at else None
