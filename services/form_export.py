"""Handing answers on: asking for a file of them, and what such files hold. The files themselves are a worker's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select

from forms.answer_tables import NAMES, SEVERAL, AnswerTables
from forms.checklist import Checklist, in_language
from forms.tables import Table, typed
from rules.errors import form_library as problems
from rules.errors import publication as publication_problems
from rules.errors import visits as visit_problems
from rules.refusals import Refused
from services.access import Actor
from services.filled import definition_of
from services.form_keeping import ensure_keeper
from services.form_library import newest
from services.office_day import zone_of
from services.publishable import is_kept_back
from services.submissions import FiledSection, filed_section
from services.trials import is_trial, view_trial
from services.visits import may_see
from storage.tables import ChecklistVersion, Department, InspectionObject, Publishing, Section, Visit
from storage.unit_of_work import UnitOfWork

MAKE = "make"
LANGUAGES = ("zh", "en", "names")
# Beside the answers: the visit, its object, the department, when it was submitted, what could not be answered.
HEADINGS = {
    "zh": ("检查编号", "检查对象", "部门", "提交时间", "无法填写的原因"),
    "en": ("Visit", "Object", "Department", "Submitted", "Not possible, why"),
    "names": ("visit", "object", "department", "submitted", "unable"),
}


@dataclass(frozen=True, slots=True)
class SubmittedSection:
    """A section of a submitted visit."""

    section_id: int
    version_id: int
    number: str
    object: str
    department: dict[str, str]
    submitted_at: datetime | None


def ask_trial_xml(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
    """Have a trial's submission made as XML and sent to its owner. Raises `Refused` for anyone else."""
    section_id = view_trial(uow, actor, visit_id).section_id
    _ask(uow, actor, "xml", f"{section_id}", section=section_id)


def ask_submissions(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
    """Have all sections of a submitted visit made as XML with their files. Raises `Refused` for those who may not."""
    if is_trial(uow, visit_id) or not may_see(uow, actor, visit_id):
        raise Refused(visit_problems.NOT_ALLOWED, is_law=True)
    if uow.session.get_one(Visit, visit_id).state != "submitted":
        raise Refused(problems.NOT_YET_SUBMITTED)
    sections_handed_on(uow, visit_id)
    _ask(uow, actor, "submissions", f"{visit_id}", visit=visit_id)


def sections_handed_on(uow: UnitOfWork, visit_id: int) -> Sequence[int]:
    """Return the sections of a visit but those that are kept back. Raises `Refused` for none."""
    chosen = (
        select(Section.section_id)
        .outerjoin(Publishing, Publishing.section_id == Section.section_id)
        .where(Section.visit_id == visit_id, ~is_kept_back())
    )
    found = uow.session.scalars(chosen.order_by(Section.place)).all()
    if not found:
        raise Refused(publication_problems.KEPT_BACK)
    return found


def ask_answers(uow: UnitOfWork, actor: Actor, version_id: int, format_: str, language: str) -> None:
    """Have the answers of all submitted sections of a form made as tables. Raises `Refused` for others than keepers."""
    version = uow.session.get_one(ChecklistVersion, version_id)
    ensure_keeper(actor, version.department_id)
    if not submitted_sections(uow, version.form_id):
        raise Refused(problems.NOTHING_TO_EXPORT, form_id=version.form_id)
    _ask(uow, actor, format_, f"{version_id}:{language}", form=version.form_id, language=language)


def _ask(uow: UnitOfWork, actor: Actor, purpose: str, subject: str, **about: object) -> None:
    # Asked once more in the same moment, it is the same wish.
    moment = uow.now.strftime("%Y%m%d%H%M%S")
    body = {"purpose": purpose, "person": actor.person_id, **about}
    uow.enqueue(MAKE, f"{purpose}:{actor.person_id}:{subject}:{moment}", body)


def submitted_sections(
    uow: UnitOfWork, form_id: str, *, since: date | None = None, until: date | None = None
) -> Sequence[SubmittedSection]:
    """Return the sections of a form whose visits were submitted within days of the office, both included; none that is
    kept back.
    """
    chosen = (
        select(
            Section.section_id,
            Section.checklist_version_id,
            Visit.number,
            InspectionObject.name,
            Department.short_name,
            Visit.submitted_at,
        )
        .join(Visit, Visit.visit_id == Section.visit_id)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .join(Department, Department.department_id == Section.department_id)
        .join(ChecklistVersion, ChecklistVersion.checklist_version_id == Section.checklist_version_id)
        .outerjoin(Publishing, Publishing.section_id == Section.section_id)
        .where(ChecklistVersion.form_id == form_id, Visit.state == "submitted", Visit.is_trial.is_(False))
        .where(~is_kept_back())
        .order_by(Visit.submitted_at, Section.section_id)
    )
    if since is not None:
        chosen = chosen.where(Visit.submitted_at >= _begin_of(uow, since))
    if until is not None:
        chosen = chosen.where(Visit.submitted_at < _begin_of(uow, until + timedelta(days=1)))
    return [SubmittedSection(*row) for row in uow.session.execute(chosen)]


def _begin_of(uow: UnitOfWork, day: date) -> datetime:
    return datetime.combine(day, time(), zone_of(uow)).astimezone(UTC)


def answer_tables(
    uow: UnitOfWork, form_id: str, language: str, *, since: date | None = None, until: date | None = None
) -> tuple[Table, ...]:
    """Return the answers of all submitted sections of a form, one row for each, repeats in tables of their own.

    Raises `Refused` for an unknown form, when there is nothing, and for versions that were stored without an XForm.
    """
    if newest(uow, form_id) is None:
        known = select(ChecklistVersion.form_id).where(ChecklistVersion.is_trial.is_(False)).distinct()
        forms = ", ".join(sorted(uow.session.scalars(known))) or "-"
        raise Refused(problems.NO_SUCH_FORM, form_id=form_id, forms=forms)
    sections = submitted_sections(uow, form_id, since=since, until=until)
    if not sections:
        raise Refused(problems.NOTHING_TO_EXPORT, form_id=form_id)
    gathered = AnswerTables(form_id, language)
    for version_id in sorted({each.version_id for each in sections}, reverse=True):
        checklist = Checklist.from_dict(uow.session.get_one(ChecklistVersion, version_id).body)
        if checklist.xform:
            gathered.knows(checklist, definition_of(uow, checklist).root)
    zone = zone_of(uow)
    for each in sections:
        filed = filed_section(uow, each.section_id)
        department = each.department.get("en" if language == "en" else "zh", "")
        assert each.submitted_at is not None
        submitted = typed(each.submitted_at.astimezone(zone).isoformat(timespec="seconds"), "instant")
        unable = _unable(filed, language)
        about = dict(zip(HEADINGS[language], (each.number, each.object, department, submitted, unable), strict=True))
        files: dict[str, list[str]] = {}
        for attachment in filed.attachments:
            if attachment.answers is not None:
                files.setdefault(attachment.answers, []).append(attachment.name)
        sent = filed.submission
        gathered.add(filed.checklist, filed.filling, sent.instance_id, about, files, sent.ends)
    return gathered.tables()


def _unable(filed: FiledSection, language: str) -> str:
    """Return what could not be answered, and why."""
    told = []
    for reference, reason in filed.unable.items():
        label = reference if language == NAMES else in_language(filed.checklist.at(reference).label, language)
        told.append(f"{label}: {reason}")
    return SEVERAL.join(told)
