"""The forms of a district: taking in a workbook's checklist as a version of its form."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from forms.checklist import Checklist
from services.access import REGISTRY_CHAIN
from storage.tables import ChecklistVersion, Department, FormContent
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A version of a form. `before` is the newest one so far, none for a new form."""

    version_id: int
    is_new: bool
    before: Checklist | None


def newest(uow: UnitOfWork, form_id: str) -> ChecklistVersion | None:
    """Return the newest version of a form; none of an unknown one."""
    chosen = (
        select(ChecklistVersion)
        .where(ChecklistVersion.form_id == form_id)
        .order_by(ChecklistVersion.checklist_version_id.desc())
        .limit(1)
    )
    return uow.session.scalar(chosen)


def take_in(
    uow: UnitOfWork, actor: str, department_id: int, checklist: Checklist, files: Mapping[str, bytes]
) -> TakenIn:
    """Keep a checklist as the newest version of its form; the same workbook again changes nothing.

    Visits stay on the version that they were drawn with. A version name that is used already gets the first digits of
    the workbook's hash.
    """
    before = newest(uow, checklist.form_id)
    known = Checklist.from_dict(before.body) if before else None
    if before is not None and before.workbook_sha256 == checklist.sha256:
        return TakenIn(before.checklist_version_id, False, known)
    used = select(ChecklistVersion.version).where(ChecklistVersion.form_id == checklist.form_id)
    version = checklist.version
    if version in set(uow.session.scalars(used)):
        version = f"{version[:30]}-{checklist.sha256[:8]}"
    row = ChecklistVersion(
        department_id=department_id,
        form_id=checklist.form_id,
        version=version,
        workbook_sha256=checklist.sha256,
        asked=len(checklist.asked),
        body=checklist.to_dict() | {"version": version},
        taken_in_at=uow.now,
    )
    uow.session.add(row)
    _keep_files(uow, checklist, files)
    uow.session.flush()
    body = {
        "department": uow.session.get_one(Department, department_id).code,
        "form": row.form_id,
        "version": row.version,
        "workbook_sha256": row.workbook_sha256,
        "files": {file.name: file.sha256 for file in checklist.files},
    }
    uow.record(REGISTRY_CHAIN, "checklist_taken_in", actor, body)
    return TakenIn(row.checklist_version_id, True, known)


def _keep_files(uow: UnitOfWork, checklist: Checklist, files: Mapping[str, bytes]) -> None:
    wanted = {file.sha256: file.name for file in checklist.files}
    known = set(uow.session.scalars(select(FormContent.sha256).where(FormContent.sha256.in_(list(wanted)))))
    uow.session.add_all(
        FormContent(sha256=sha256, content=files[name]) for sha256, name in wanted.items() if sha256 not in known
    )
