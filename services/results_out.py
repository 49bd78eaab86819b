"""Results as other programs read them: a department's part of an approved visit, and the files that prove it.

What is not approved does not leave. Of what is kept back its number and state leave, so that whoever follows results
learns of it, and nothing else: neither answers nor files, nor what the visit's files say of its other departments.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, tuple_

from rules.errors import api as problems
from rules.errors import publication as publication_problems
from rules.refusals import Refused
from services.access import Actor
from services.conclusions import results_of
from services.outside_numbers import CAMPAIGN, VISIT, outside_number
from services.public_facts import result_number
from services.publishable import is_anything_kept_back, is_kept_back, publishable
from services.settled_rows import horizon
from services.signed_addenda import SignedAddendum, signed_addenda
from services.submissions import FiledSection, ending_of, filed_section, media_type_of
from services.visits import Names
from storage.tables import (
    Campaign,
    Department,
    Evidence,
    Finding,
    InspectionObject,
    Publishing,
    Section,
    Visit,
)
from storage.unit_of_work import UnitOfWork

Json = dict[str, Any]
Place = tuple[datetime, int]
"""Where a page ends: when what may be known of its last result last changed, and the row of that one's section."""


@dataclass(frozen=True, slots=True)
class KeptBackOut:
    """A result of which nothing may be known but its number and `publication`, the state; `place` as in `ResultOut`."""

    number: str
    publication: str
    place: Place


@dataclass(frozen=True, slots=True)
class ResultOut:
    """A department's result. `publication` is a state; `place` is where the page after it goes on."""

    section_id: int
    number: str
    visit: str
    visit_outside: str | None
    campaign: str
    campaign_outside: str | None
    object_code: str
    object_name: str
    department: str
    department_name: Names
    method: str
    begun_at: datetime | None
    submitted_at: datetime
    receipt: str | None
    publication: str
    results: tuple[Json, ...]
    remarks: str
    problems: tuple[Json, ...]
    addenda: tuple[SignedAddendum, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class EvidenceOut:
    """A file of a visit; `size` in bytes. Without a hash it is not secured, or kept apart.

    `file_name` is its sender's, `named` that under which the answers of its section name it; none where there is none.
    """

    evidence_id: int
    question: str | None
    purpose: str
    kind: str
    file_name: str | None
    media_type: str | None
    size: int | None
    state: str
    sha256: str | None
    recompressed: bool
    received_at: datetime
    ending: str
    named: str | None


# A clue has a department and an end of its own; its proof is no part of a result.
_OF_NO_RESULT = ("unassigned", "clue")


def results_page(
    uow: UnitOfWork, actor: Actor, most: int, *, after: Place | None = None, campaign: str | None = None
) -> Sequence[ResultOut | KeptBackOut]:
    """Return results of the departments that the actor leads, in the order in which something that may be known of them
    changed: approved, published, kept back, an addendum signed or denied. Those after a place; each once, at its last.

    A page ends at the horizon (`services.settled_rows`): up to it, who goes on from the last place misses nothing.
    """
    chosen = _results(actor).where(Section.out_at <= horizon(uow))
    chosen = chosen.order_by(Section.out_at, Section.section_id).limit(most)
    if after is not None:
        chosen = chosen.where(tuple_(Section.out_at, Section.section_id) > after)
    if campaign is not None:
        chosen = chosen.where(Campaign.number == campaign)
    return [_told(uow, row) for row in uow.session.execute(chosen)]


def result_named(uow: UnitOfWork, actor: Actor, number: str) -> ResultOut | KeptBackOut:
    """Return a result by its number. Raises `Refused` when there is none of the actor's departments."""
    visit, _, place = number.rpartition("-")
    if not (place.isascii() and place.isdecimal() and len(place) < 4):
        raise Refused(problems.NOT_FOUND)
    row = uow.session.execute(_results(actor).where(Visit.number == visit, Section.place == int(place))).first()
    if row is None:
        raise Refused(problems.NOT_FOUND)
    return _told(uow, row)


def evidence_of(uow: UnitOfWork, actor: Actor, number: str) -> Sequence[EvidenceOut]:
    """Return the files of a result, and those of its visit as a whole unless a department's result is kept back.

    Raises `Refused` as `result_named`, and for what is kept back.
    """
    section = uow.session.get_one(Section, _section_given(uow, actor, number))
    of = Evidence.section_id == section.section_id
    if not is_anything_kept_back(uow, section.visit_id):
        of |= Evidence.section_id.is_(None) & (Evidence.visit_id == section.visit_id)
    chosen = select(Evidence).where(of, Evidence.withdrawn_at.is_(None), Evidence.purpose.not_in(_OF_NO_RESULT))
    named = _names(uow, section.section_id)
    rows = uow.session.scalars(chosen.order_by(Evidence.evidence_id))
    return [_file(row, named.get(row.evidence_id)) for row in rows]


def evidence_file(uow: UnitOfWork, actor: Actor, evidence_id: int) -> EvidenceOut:
    """Return a file that can be read. Raises `Refused` for one that `evidence_of` lists for no result of the actor's
    departments, and for one that is not secured.
    """
    row = uow.session.get(Evidence, evidence_id)
    if row is None or row.withdrawn_at is not None or row.purpose in _OF_NO_RESULT:
        raise Refused(problems.NOT_FOUND)
    of = _results(actor).where(Visit.visit_id == row.visit_id)
    if row.section_id is not None:
        of = of.where(Section.section_id == row.section_id)
    found = uow.session.execute(of.limit(1)).first()
    if found is None:
        raise Refused(problems.NOT_FOUND)
    if found.is_kept_back or (row.section_id is None and is_anything_kept_back(uow, found[0].visit_id)):
        raise Refused(publication_problems.KEPT_BACK)
    if row.state != "secured" or row.sha256 is None:
        raise Refused(problems.NOT_SECURED)
    return _file(row)


def submission_out(uow: UnitOfWork, actor: Actor, number: str) -> FiledSection:
    """Return a result's answers as its form holds them. Raises `Refused` also for what is kept back, and for a form
    without its XForm.
    """
    section_id = _section_given(uow, actor, number)
    try:
        return filed_section(uow, section_id)
    except Refused:
        raise Refused(problems.NO_XML) from None


def _section_given(uow: UnitOfWork, actor: Actor, number: str) -> int:
    found = result_named(uow, actor, number)
    if isinstance(found, KeptBackOut):
        raise Refused(publication_problems.KEPT_BACK)
    return found.section_id


def _results(actor: Actor) -> "Select[Section, Visit, Campaign, InspectionObject, Department, str, bool]":
    led = [where for role, where in actor.roles if role == "lead" and where is not None]
    return (
        select(
            Section,
            Visit,
            Campaign,
            InspectionObject,
            Department,
            Publishing.state.label("publication"),
            is_kept_back().label("is_kept_back"),
        )
        .join(Visit, Visit.visit_id == Section.visit_id)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .join(Department, Department.department_id == Section.department_id)
        .outerjoin(Publishing, Publishing.section_id == Section.section_id)
        .where(Section.department_id.in_(led), Section.out_at.is_not(None), Visit.is_trial.is_(False))
        # What is kept back is told as that also while its visit is open again.
        .where(publishable() | is_kept_back())
    )


def _told(uow: UnitOfWork, row: Any) -> ResultOut | KeptBackOut:
    section, visit, campaign, inspected, department, publication, kept_back = row
    number, place = result_number(visit.number, section.place), (section.out_at, section.section_id)
    if kept_back:
        return KeptBackOut(number, publication, place)
    assert visit.submitted_at is not None
    return ResultOut(
        section.section_id,
        number,
        visit.number,
        outside_number(uow, VISIT, visit.visit_id),
        campaign.number,
        outside_number(uow, CAMPAIGN, campaign.campaign_id),
        inspected.registration_code,
        inspected.name,
        department.code,
        department.name,
        visit.method,
        section.started_at,
        visit.submitted_at,
        visit.receipt,
        publication or "open",
        tuple(
            {"key": each.key, "zh": each.text["zh"], "en": each.text["en"]}
            for each in results_of(uow, visit.visit_id)
            if each.key in section.results
        ),
        section.remarks,
        _problems(uow, section),
        tuple(signed_addenda(uow, section)),
        place,
    )


def _problems(uow: UnitOfWork, section: Section) -> tuple[Json, ...]:
    """Return the problems that stand."""
    standing = select(Finding).where(Finding.section_id == section.section_id, Finding.is_open)
    return tuple(
        {"question": row.question, "note": row.note, "how": row.how, "raised_at": row.raised_at}
        for row in uow.session.scalars(standing.order_by(Finding.finding_id))
    )


def _names(uow: UnitOfWork, section_id: int) -> dict[int, str]:
    """Return under which names a section's answers name its files."""
    try:
        filed = filed_section(uow, section_id)
    except Refused:
        return {}
    return {each.evidence_id: each.name for each in filed.attachments if each.name in filed.submission.attachments}


def _file(row: Evidence, named: str | None = None) -> EvidenceOut:
    return EvidenceOut(
        row.evidence_id,
        row.question,
        row.purpose,
        row.kind,
        row.file_name,
        media_type_of(row),
        row.file_size,
        row.state,
        row.sha256 if row.state == "secured" else None,
        row.recompressed,
        row.received_at,
        ending_of(row),
        named,
    )
