"""What the holder of a printed paper may know of its visit, without an account; and the address printed on it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from rules.addenda import addendum_number
from rules.verification import Claim, code_of
from services.drawn_signatures import prints_signed_on
from services.erased import ErasedPrint, erased_print
from services.notice_sheet import notice_number
from services.office_day import current_profile, day_of
from services.standing_record import standing_addendum, standing_record
from services.visit_words import person_words, words_of, words_of_notice
from services.visits import Names, VisitView, view_visit
from storage.tables import Addendum, Notice, SecretKey, Visit
from storage.unit_of_work import UnitOfWork

PURPOSE = "verification"
PATH = "v"
CAME = ("own_phone", "vouched")


@dataclass(frozen=True, slots=True)
class Right:
    """A right of the inspected party, and the text that gives it."""

    text: Names
    basis: Names


@dataclass(frozen=True, slots=True)
class Office:
    """Whose inspections these are and where to complain, as the district's profile has it.

    `phone` is empty and `rights` are none where the profile does not tell them.
    """

    district: Names
    issuing_office: Names
    phone: str
    complaints: Names
    rights: tuple[Right, ...]


@dataclass(frozen=True, slots=True)
class VerifiedOfficer:
    """An officer as on the paper: name and number of the certificate, empty when there is none."""

    name: Names
    certificate: str


@dataclass(frozen=True, slots=True)
class VerifiedDepartment:
    """A department that takes part, and its officers."""

    name: Names
    is_lead: bool
    officers: tuple[VerifiedOfficer, ...]


@dataclass(frozen=True, slots=True)
class VerifiedAddendum:
    """An addendum to a record, signed on a day, or made void on it before anybody signed.

    `copy` is the SHA-256 of the signed PDF, none while it is being printed, and for a void one. `erased` is the print
    that was given until parts of it were erased by law; the copy is the one without them.
    """

    serial: int
    number: str
    is_void: bool
    on: date
    copy: str | None
    erased: ErasedPrint | None = None


@dataclass(frozen=True, slots=True)
class VerifiedVisit:
    """All that the holder of a paper is told of a visit.

    Attributes:
        paper: Which paper the code stands on, `notice` or `record`.
        state: As in `rules.lifecycle.VisitState`.
        planned_on: None while no day is set.
        held_on: The day on which it began, none before that.
        copy: SHA-256 of the PDF of the record, for the holder of a record, once there is one.
        addenda: Those to the record, for the holder of a record.
        erased: The print that was final until parts of it were erased by law, none otherwise; `copy` is without them.
        signed_on: SHA-256 of the prints that signers were shown on a screen: they say what the copy says, and lack the
            signatures.
    """

    paper: str
    number: str
    notice_number: str
    inspected: str
    state: str
    planned_on: date | None
    held_on: date | None
    departments: tuple[VerifiedDepartment, ...]
    matters: tuple[str, ...]
    copy: str | None
    addenda: tuple[VerifiedAddendum, ...]
    erased: ErasedPrint | None = None
    signed_on: tuple[str, ...] = ()


def secret_of(uow: UnitOfWork) -> bytes:
    """Return the key that seals verification codes."""
    return bytes.fromhex(uow.session.get_one(SecretKey, PURPOSE).value)


def address_of(uow: UnitOfWork, public_url: str, paper: str, visit_id: int) -> str:
    """Return the address that a paper carries, empty for an office without a public address."""
    if not public_url:
        return ""
    return f"{public_url}/{PATH}/{code_of(secret_of(uow), Claim(paper, visit_id))}"


def office_of(uow: UnitOfWork) -> Office:
    """Return who is responsible. Raises `LookupError` without a profile."""
    profile = current_profile(uow)
    complaints = profile.get("complaints", {})
    return Office(
        profile["name"],
        profile["issuing_office"],
        complaints.get("phone", ""),
        complaints.get("how", {}),
        tuple(Right(each["text"], each["basis"]) for each in profile.get("rights", ())),
    )


def verified_visit(uow: UnitOfWork, claim: Claim) -> VerifiedVisit | None:
    """Return what a true code tells; none when its visit is gone, or is only a trial."""
    visit = uow.session.get(Visit, claim.visit_id)
    if visit is None or visit.is_trial:
        return None
    seen = view_visit(uow, claim.visit_id)
    notice = uow.session.scalars(select(Notice).where(Notice.visit_id == visit.visit_id)).one()
    words = words_of_notice(uow, notice) if claim.paper == "notice" else words_of(uow, visit)
    return VerifiedVisit(
        claim.paper,
        seen.number,
        notice_number(uow, notice),
        words.inspected.name,
        seen.state,
        seen.notice.planned_on,
        day_of(uow, visit.started_at) if visit.started_at else None,
        _departments(uow, seen, visit),
        tuple(item.matter for item in words.items),
        standing_record(uow, seen) if claim.paper == "record" else None,
        _addenda(uow, seen) if claim.paper == "record" else (),
        erased_print(uow, seen.number, "record") if claim.paper == "record" and seen.state == "submitted" else None,
        prints_signed_on(uow, visit.visit_id) if claim.paper == "record" else (),
    )


def copy_of_record(uow: UnitOfWork, claim: Claim) -> tuple[str, str] | None:
    """Return number and SHA-256 of the record that a record's code gives; none for any other code."""
    verified = verified_visit(uow, claim)
    return (verified.number, verified.copy) if verified and verified.copy else None


def copy_of_addendum(uow: UnitOfWork, claim: Claim, serial: int) -> tuple[str, str] | None:
    """Return number and SHA-256 of a signed addendum to the record of a record's code; none for any other."""
    verified = verified_visit(uow, claim)
    for addendum in verified.addenda if verified else ():
        if addendum.serial == serial and addendum.copy:
            return addendum.number, addendum.copy
    return None


def is_record_erased(uow: UnitOfWork, claim: Claim) -> bool:
    """Return whether the record of a record's code was final until parts of it were erased by law."""
    verified = verified_visit(uow, claim)
    return verified is not None and verified.erased is not None


def is_addendum_erased(uow: UnitOfWork, claim: Claim, serial: int) -> bool:
    """Return the same of an addendum to the record of a record's code."""
    verified = verified_visit(uow, claim)
    return any(each.serial == serial and each.erased for each in (verified.addenda if verified else ()))


def _addenda(uow: UnitOfWork, seen: VisitView) -> tuple[VerifiedAddendum, ...]:
    told = select(Addendum).where(Addendum.visit_id == seen.visit_id, Addendum.state.in_(["signed", "withdrawn"]))
    return tuple(
        VerifiedAddendum(
            row.serial,
            addendum_number(seen.number, row.serial),
            row.state == "withdrawn",
            day_of(uow, at),
            standing_addendum(uow, seen, row.addendum_id) if row.state == "signed" else None,
            erased_print(uow, seen.number, "addendum", addendum_number(seen.number, row.serial)),
        )
        for row in uow.session.scalars(told.order_by(Addendum.serial))
        if row.serial is not None and (at := row.signed_at or row.withdrawn_at) is not None
    )


def _departments(uow: UnitOfWork, seen: VisitView, visit: Visit) -> tuple[VerifiedDepartment, ...]:
    """Return who comes, as they stand now: it is them that somebody looks for at the door. Once it is over,
    those who came, if anybody went.
    """
    is_over = seen.is_on_site and seen.state in ("submitted", "returned")
    return tuple(
        VerifiedDepartment(
            section.department,
            section.is_lead,
            tuple(
                VerifiedOfficer(member.name, person_words(uow, visit, member.person_id).certificate)
                for member in seen.team(section.section_id)
                if not is_over or member.presence in CAME
            ),
        )
        for section in seen.sections
    )
