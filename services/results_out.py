"""Results as other programs read them: a department's part of a submitted visit, and the files that prove it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, tuple_

from rules.errors import api as problems
from rules.refusals import Refused
from services.access import Actor
from services.conclusions import results_of
from services.outside_numbers import CAMPAIGN, VISIT, outside_number
from services.public_facts import result_number
from services.settled_rows import horizon
from services.submissions import FiledSection, filed_section
from services.visits import Names
from storage.tables import (
    Campaign,
    Department,
    Evidence,
    Finding,
    InspectionObject,
    Publishing,
    Review,
    Section,
    Visit,
)
from storage.unit_of_work import UnitOfWork

Json = dict[str, Any]
Place = tuple[datetime, int]
"""Where a page ends: when its last visit was submitted, and the row of its last section."""


@dataclass(frozen=True, slots=True)
class ResultOut:
    """A department's result. `review` and `publication` are states; `place` is where the page after it goes on."""

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
    review: str
    publication: str
    results: tuple[Json, ...]
    remarks: str
    problems: tuple[Json, ...]

    @property
    def place(self) -> Place:
        """Where it stands among all results."""
        return (self.submitted_at, self.section_id)


@dataclass(frozen=True, slots=True)
class EvidenceOut:
    """A file of a visit; `size` in bytes. Without a hash it is not secured, or kept apart."""

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


def results_page(
    uow: UnitOfWork, actor: Actor, most: int, *, after: Place | None = None, campaign: str | None = None
) -> Sequence[ResultOut]:
    """Return results of the departments that the actor leads, in the order of submission, those after a place.

    A visit that is submitted anew moves to the end. A page ends at the horizon (`services.settled_rows`): up to it, who
    goes on from the last place misses nothing.
    """
    chosen = _results(actor).where(Visit.submitted_at <= horizon(uow))
    chosen = chosen.order_by(Visit.submitted_at, Section.section_id).limit(most)
    if after is not None:
        chosen = chosen.where(tuple_(Visit.submitted_at, Section.section_id) > after)
    if campaign is not None:
        chosen = chosen.where(Campaign.number == campaign)
    return [_told(uow, *row) for row in uow.session.execute(chosen)]


def result_named(uow: UnitOfWork, actor: Actor, number: str) -> ResultOut:
    """Return a result by its number. Raises `Refused` when there is none of the actor's departments."""
    visit, _, place = number.rpartition("-")
    if not (place.isascii() and place.isdecimal() and len(place) < 4):
        raise Refused(problems.NOT_FOUND)
    row = uow.session.execute(_results(actor).where(Visit.number == visit, Section.place == int(place))).first()
    if row is None:
        raise Refused(problems.NOT_FOUND)
    return _told(uow, *row)


def evidence_of(uow: UnitOfWork, actor: Actor, number: str) -> Sequence[EvidenceOut]:
    """Return the files of a result, and those of its visit as a whole. Raises `Refused` as `result_named`."""
    section = uow.session.get_one(Section, result_named(uow, actor, number).section_id)
    chosen = select(Evidence).where(
        (Evidence.section_id == section.section_id)
        | (Evidence.section_id.is_(None) & (Evidence.visit_id == section.visit_id)),
        Evidence.withdrawn_at.is_(None),
        Evidence.purpose != "unassigned",
    )
    return [_file(row) for row in uow.session.scalars(chosen.order_by(Evidence.evidence_id))]


def evidence_file(uow: UnitOfWork, actor: Actor, evidence_id: int) -> EvidenceOut:
    """Return a file that can be read. Raises `Refused` for one that `evidence_of` lists for no result of the actor's
    departments, and for one that is not secured.
    """
    row = uow.session.get(Evidence, evidence_id)
    if row is None or row.withdrawn_at is not None or row.purpose == "unassigned":
        raise Refused(problems.NOT_FOUND)
    of = _results(actor).where(Visit.visit_id == row.visit_id)
    if row.section_id is not None:
        of = of.where(Section.section_id == row.section_id)
    if uow.session.execute(of.limit(1)).first() is None:
        raise Refused(problems.NOT_FOUND)
    if row.state != "secured" or row.sha256 is None:
        raise Refused(problems.NOT_SECURED)
    return _file(row)


def submission_out(uow: UnitOfWork, actor: Actor, number: str) -> FiledSection:
    """Return a result's answers as its form holds them. Raises `Refused` also for a form without its XForm."""
    found = result_named(uow, actor, number)
    try:
        return filed_section(uow, found.section_id)
    except Refused:
        raise Refused(problems.NO_XML) from None


def _results(actor: Actor) -> "Select[Section, Visit, Campaign, InspectionObject, Department, str, str]":
    led = [where for role, where in actor.roles if role == "lead" and where is not None]
    return (
        select(Section, Visit, Campaign, InspectionObject, Department, Review.state, Publishing.state)
        .join(Visit, Visit.visit_id == Section.visit_id)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .join(Department, Department.department_id == Section.department_id)
        .outerjoin(Review, (Review.visit_id == Visit.visit_id) & Review.is_current)
        .outerjoin(Publishing, Publishing.section_id == Section.section_id)
        .where(
            Section.department_id.in_(led),
            Visit.state == "submitted",
            Visit.submitted_at.is_not(None),
            Visit.is_trial.is_(False),
        )
    )


def _told(
    uow: UnitOfWork,
    section: Section,
    visit: Visit,
    campaign: Campaign,
    inspected: InspectionObject,
    department: Department,
    review: str | None,
    publication: str | None,
) -> ResultOut:
    assert visit.submitted_at is not None
    return ResultOut(
        section.section_id,
        result_number(visit.number, section.place),
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
        review or "waiting",
        publication or "open",
        tuple(
            {"key": each.key, "zh": each.text["zh"], "en": each.text["en"]}
            for each in results_of(uow, visit.visit_id)
            if each.key in section.results
        ),
        section.remarks,
        _problems(uow, section),
    )


def _problems(uow: UnitOfWork, section: Section) -> tuple[Json, ...]:
    """Return the problems that stand."""
    standing = select(Finding).where(Finding.section_id == section.section_id, Finding.is_open)
    return tuple(
        {"question": row.question, "note": row.note, "how": row.how, "raised_at": row.raised_at}
        for row in uow.session.scalars(standing.order_by(Finding.finding_id))
    )


def _file(row: Evidence) -> EvidenceOut:
    return EvidenceOut(
        row.evidence_id,
        row.question,
        row.purpose,
        row.kind,
        row.file_name,
        row.mime_type,
        row.file_size,
        row.state,
        row.sha256 if row.state == "secured" else None,
        row.recompressed,
        row.received_at,
    )
