"""Whose forms a person keeps: clerks those of their departments, administrators too."""

from collections.abc import Mapping

from sqlalchemy import select

from forms.checklist import Checklist
from forms.faults import Fault
from rules.errors import Problem
from rules.errors import form_library as problems
from rules.refusals import Refused
from services.access import Actor
from storage.tables import ChecklistVersion, Department
from storage.unit_of_work import UnitOfWork

KEEPERS = ("clerk", "administrator")
FORM_ID_MOST = 80  # characters: as wide as forms keep their name
DEPARTMENT_COLUMN = "attribute::hecha:department"


def keeps_forms(actor: Actor) -> bool:
    """Return whether a person keeps any forms."""
    return any(role in KEEPERS for role, _ in actor.roles)


def keeps_forms_of(actor: Actor, department_id: int) -> bool:
    """Return whether a person keeps the forms of a department."""
    return any(role in KEEPERS and where in (None, department_id) for role, where in actor.roles)


def ensure_keeper(actor: Actor, department_id: int) -> None:
    """Raise `Refused` unless a person keeps the forms of a department."""
    if not keeps_forms_of(actor, department_id):
        raise Refused(problems.NOT_A_KEEPER)


def department_of(uow: UnitOfWork, actor: Actor, checklist: Checklist) -> int | Fault:
    """Return the department for which a person may take a form in, or what is to be mended before."""
    example = _example(uow, actor)
    holder = _holder(uow, checklist.form_id)
    if checklist.department:
        department = _named(uow, checklist.department)
        if department is None:
            name = checklist.department
            return _fault(problems.DEPARTMENT_UNKNOWN, DEPARTMENT_COLUMN, name=name, example=example)
    else:
        department = holder or _own(uow, actor)
        if department is None:
            return _fault(problems.DEPARTMENT_MISSING, None, column=DEPARTMENT_COLUMN, example=example)
    if not keeps_forms_of(actor, department.department_id):
        return _fault(problems.DEPARTMENT_NOT_YOURS, DEPARTMENT_COLUMN, name=_name(department))
    return fault_of_name(uow, checklist, department.department_id) or department.department_id


def fault_of_name(uow: UnitOfWork, checklist: Checklist, department_id: int) -> Fault | None:
    """Return why a department cannot have a form of this name, none when it can."""
    if len(checklist.form_id) > FORM_ID_MOST:
        return _fault(problems.FORM_ID_TOO_LONG, "form_id", count=str(len(checklist.form_id)), most=str(FORM_ID_MOST))
    holder = _holder(uow, checklist.form_id)
    if holder is not None and holder.department_id != department_id:
        return _fault(problems.FORM_ID_TAKEN, "form_id", form_id=checklist.form_id, name=_name(holder))
    return None


def _named(uow: UnitOfWork, name: str) -> Department | None:
    """Return the department of a code, a name or a short name in any language."""
    for department in uow.session.scalars(select(Department).order_by(Department.department_id)):
        names: list[Mapping[str, str]] = [department.name, department.short_name]
        if name == department.code or any(name in each.values() for each in names):
            return department
    return None


def _holder(uow: UnitOfWork, form_id: str) -> Department | None:
    chosen = (
        select(Department)
        .join(ChecklistVersion, ChecklistVersion.department_id == Department.department_id)
        .where(ChecklistVersion.form_id == form_id, ChecklistVersion.is_trial.is_(False))
        .order_by(ChecklistVersion.checklist_version_id.desc())
        .limit(1)
    )
    return uow.session.scalar(chosen)


def _own(uow: UnitOfWork, actor: Actor) -> Department | None:
    """Return the one department whose forms a person keeps, else the person's own if it is among them."""
    kept = {where for role, where in actor.roles if role in KEEPERS and where is not None}
    own = actor.department_id
    if own is not None and keeps_forms_of(actor, own):
        return uow.session.get(Department, own)
    return uow.session.get(Department, kept.pop()) if len(kept) == 1 else None


def _example(uow: UnitOfWork, actor: Actor) -> str:
    department = _own(uow, actor) or uow.session.scalars(select(Department).order_by(Department.department_id)).first()
    return _name(department) if department else "-"


def _name(department: Department) -> str:
    return department.short_name.get("zh") or department.code


def _fault(problem: Problem, heading: str | None, **params: str) -> Fault:
    return Fault("settings", 2 if heading else None, heading, problem.code, params)
