"""The forms that a person keeps: the newest version of each, and how it came to be."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from services.access import Actor
from services.form_export import submitted_sections
from services.form_keeping import ensure_keeper, keeps_forms_of
from services.visits import Names
from storage.tables import ChecklistVersion, Department
from storage.unit_of_work import UnitOfWork

FORMS_A_PAGE = 5
VERSIONS_A_PAGE = 8


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of a form."""

    version_id: int
    version: str
    asked: int
    taken_in_at: datetime


@dataclass(frozen=True, slots=True)
class FormLine:
    """A form with its newest version."""

    title: Names
    department: Names
    newest: VersionLine


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of the forms that a person keeps, by department and name."""

    forms: tuple[FormLine, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class FormView:
    """A form with a page of its versions, newest first; `submitted` sections can be exported."""

    form_id: str
    title: Names
    department: Names
    versions: tuple[VersionLine, ...]
    total: int
    page: int
    pages: int
    submitted: int


def shelf_of(uow: UnitOfWork, actor: Actor, page: int = 1) -> Shelf:
    """Return a page of the forms that the actor keeps."""
    newest = (
        select(func.max(ChecklistVersion.checklist_version_id))
        .where(ChecklistVersion.is_trial.is_(False))
        .group_by(ChecklistVersion.form_id)
    )
    rows = uow.session.execute(
        select(ChecklistVersion.checklist_version_id, ChecklistVersion.department_id)
        .where(ChecklistVersion.checklist_version_id.in_(newest))
        .order_by(ChecklistVersion.department_id, ChecklistVersion.form_id)
    )
    kept = [version_id for version_id, department_id in rows if keeps_forms_of(actor, department_id)]
    pages = max(1, -(-len(kept) // FORMS_A_PAGE))
    page = min(max(page, 1), pages)
    shown = kept[(page - 1) * FORMS_A_PAGE : page * FORMS_A_PAGE]
    return Shelf(tuple(_line(uow, version_id) for version_id in shown), page, pages, len(kept))


def _line(uow: UnitOfWork, version_id: int) -> FormLine:
    version = uow.session.get_one(ChecklistVersion, version_id)
    department = uow.session.get_one(Department, version.department_id).short_name
    return FormLine(dict(version.body["title"]), department, _version(version))


def _version(row: ChecklistVersion) -> VersionLine:
    return VersionLine(row.checklist_version_id, row.version, row.asked, row.taken_in_at)


def view_form(uow: UnitOfWork, actor: Actor, version_id: int, page: int = 1) -> FormView:
    """Return the form of a version. Raises `Refused` for those who do not keep it."""
    row = uow.session.get_one(ChecklistVersion, version_id)
    ensure_keeper(actor, row.department_id)
    of_form = (ChecklistVersion.form_id == row.form_id, ChecklistVersion.is_trial.is_(False))
    total = uow.session.scalar(select(func.count()).select_from(ChecklistVersion).where(*of_form)) or 0
    pages = max(1, -(-total // VERSIONS_A_PAGE))
    page = min(max(page, 1), pages)
    lines = uow.session.execute(
        select(
            ChecklistVersion.checklist_version_id,
            ChecklistVersion.version,
            ChecklistVersion.asked,
            ChecklistVersion.taken_in_at,
        )
        .where(*of_form)
        .order_by(ChecklistVersion.checklist_version_id.desc())
        .limit(VERSIONS_A_PAGE)
        .offset((page - 1) * VERSIONS_A_PAGE)
    )
    return FormView(
        row.form_id,
        dict(row.body["title"]),
        uow.session.get_one(Department, row.department_id).short_name,
        tuple(VersionLine(*line) for line in lines),
        total,
        page,
        pages,
        len(submitted_sections(uow, row.form_id)),
    )
