"""An addendum as it stands at this moment, ready for the press; in Chinese, as papers are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from forms.papers.addendum import Addendum as Paper
from forms.papers.furnishing import Extras, Trace
from forms.papers.signatures import Signature
from rules.addenda import addendum_number
from rules.signatures import PAPER, SIGNED, SIGNERS, Cell, Reason, signature_cell
from services.addendum_drawn import pictures_on_addendum
from services.addendum_places import concern_of
from services.addendum_signing import AddendumSigning, addendum_signing
from services.erased import BY_LAW, erased_of, erased_photos
from services.freezing import frozen_addendum
from services.office_day import day_of, today, zone_of
from services.paper_photos import Read, erased_photo, pages_told, photo, photo_numbers, photos_among, shown_photos
from services.paper_phrases import AUTHORISATION, PAPER_LANGUAGE, SIGNED_PAGE, certificate_told, day_told
from services.seen import seen_visit
from services.signing import usable_photos
from services.visit_words import person_words
from storage.tables import Addendum, Visit
from storage.unit_of_work import UnitOfWork


def addendum_of(uow: UnitOfWork, addendum_id: int, address: str, read: Read) -> Paper:
    """Return a confirmed addendum. `address` is where its record is verified, empty for no code on it; `read` gives the
    bytes of a secured file by its SHA-256.
    """
    row = uow.session.get_one(Addendum, addendum_id)
    visit = seen_visit(uow, row.visit_id)
    concern = concern_of(uow, visit, row)
    assert concern is not None
    assert row.serial is not None
    number = addendum_number(visit.number, row.serial)
    confirmed_on = day_of(uow, row.confirmed_at) if row.confirmed_at else today(uow)
    signing, zone = addendum_signing(uow, addendum_id), zone_of(uow)
    pages = usable_photos(uow, row.visit_id, row.evidence_ids)
    shown = _Shown(
        pages_told(uow, pages), pictures_on_addendum(uow, addendum_id), read, zone, set(erased_of(uow, visit.number))
    )
    gone, numbers = erased_photos(uow, row.visit_id, visit.number), photo_numbers(uow, visit.number)
    author = person_words(uow, uow.session.get_one(Visit, row.visit_id), row.person_id)
    # Signed by all or void, it prints the same whatever follows in the chain.
    frozen = frozen_addendum(uow, visit.number, number) if row.state != "confirmed" else None
    head = frozen or uow.ledger.head(f"visit:{visit.number}")[1]
    return Paper(
        trace=Trace(number, head, address, confirmed_on),
        number=number,
        visit=visit.number,
        object=visit.inspected.name,
        code=visit.inspected.registration_code,
        concern=concern.kind,
        department=concern.department.get(PAPER_LANGUAGE, ""),
        item=str(concern.item or ""),
        stands=row.stands,
        reads=row.reads,
        reason=row.reason,
        author=f"{author.name[PAPER_LANGUAGE]}　{certificate_told(author.certificate)}".strip(),
        original=row.record_sha256 or "",
        confirmed_on=day_told(confirmed_on),
        void_on=day_told(day_of(uow, row.withdrawn_at)) if row.withdrawn_at else "",
        void_reason=row.withdrawn_reason or "",
        party=_party(signing, visit.inspected.person_in_charge, shown),
        officers=_officers(uow, signing, shown),
        extras=Extras(
            [
                photo(uow, page, numbers[page.evidence_id], SIGNED_PAGE, read, is_sheet=True)
                for page in shown_photos(uow, row.visit_id, "signature")
                if page.evidence_id in pages
            ]
            + [
                photo(uow, page, numbers[page.evidence_id], AUTHORISATION, read, is_sheet=True)
                for page in photos_among(uow, row.authorisation_ids)
            ]
            + [
                erased_photo(page, numbers[page.evidence_id], caption, is_sheet=True)
                for caption, ids in ((SIGNED_PAGE, row.evidence_ids), (AUTHORISATION, row.authorisation_ids))
                for page in gone
                if page.evidence_id in ids
            ]
        ),
    )


@dataclass(frozen=True, slots=True)
class _Shown:
    """What stands in the cells of those who signed: what was drawn, else where the signed page is found."""

    on_paper: str
    pictures: Mapping[int, str]
    read: Read
    zone: ZoneInfo
    erased: Collection[str] = ()

    def signed(self, pad_id: int | None, name: str, capacity: str, at: datetime) -> Signature:
        """Return the cell of one signature; on paper the name stands there already."""
        sha256, local = self.pictures.get(pad_id or 0), at.astimezone(self.zone)
        if sha256 in self.erased:
            return Signature(name=name, capacity=capacity, says=BY_LAW, signed_at=local)
        if sha256:
            return Signature(name=name, capacity=capacity, picture=self.read(sha256), signed_at=local)
        return Signature(name=name, capacity=capacity, says=self.on_paper, signed_at=local)


def _party(signing: AddendumSigning, in_charge: str, shown: _Shown) -> tuple[Signature, ...]:
    party = signing.party
    if party is None:
        return ()
    if party.way in SIGNED:
        capacity = SIGNERS[party.signer or "legal"][PAPER_LANGUAGE]
        # On paper whoever is in charge has written their own.
        name = party.name or ("" if party.way == PAPER else in_charge)
        if party.no_authorisation:
            capacity = f"{capacity}，无授权委托书：{party.no_authorisation}"
        return (shown.signed(party.pad_id, name, capacity, party.at),)
    names = [officer.name[PAPER_LANGUAGE] for officer in signing.officers]
    # Who refused is not asked for; the place of a witness stays a line to write on.
    signer = "legal" if party.kind == "sign" else None
    cell = Cell(str(party.kind), signer, party.reason, names, None, Reason(None, None))
    return (Signature(says=signature_cell(cell, PAPER_LANGUAGE), signed_at=party.at.astimezone(shown.zone)),)


def _officers(uow: UnitOfWork, signing: AddendumSigning, shown: _Shown) -> tuple[Signature, ...]:
    visit = uow.session.get_one(Visit, signing.addendum.visit.visit_id)
    cells = []
    for officer in signing.officers:
        name, capacity = (
            officer.name[PAPER_LANGUAGE],
            certificate_told(person_words(uow, visit, officer.person_id).certificate),
        )
        cells.append(
            Signature(name=name, capacity=capacity)
            if officer.at is None
            else shown.signed(officer.pad_id, name, capacity, officer.at)
        )
    return tuple(cells)
