"""The forms of a district: taking in a workbook's checklist as a version of its form."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from forms.checklist import Checklist
from services.access import REGISTRY_CHAIN
from services.asked_first import asked_at_first
from storage.tables import ChecklistVersion, Department, FormContent
from storage.unit_of_work import UnitOfWork

VERSION_MOST = 40  # characters: as wide as forms keep a version's name


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A version of a form. `before` is the newest one so far, none for a new form."""

    version_id: int
    version: str
    is_new: bool
    before: Checklist | None


def newest(uow: UnitOfWork, form_id: str) -> ChecklistVersion | None:
    """Return the newest version of a form; none of an unknown one."""
    chosen = (
        select(ChecklistVersion)
        .where(ChecklistVersion.form_id == form_id, ChecklistVersion.is_trial.is_(False))
        .order_by(ChecklistVersion.checklist_version_id.desc())
        .limit(1)
    )
    return uow.session.scalar(chosen)


def is_same(before: Checklist, after: Checklist) -> bool:
    """Return whether two checklists ask the same in the same way: a workbook that is only saved anew is no other."""
    if before.xform:
        return (before.xform, before.files) == (after.xform, after.files)
    return before.sha256 == after.sha256


def take_in(
    uow: UnitOfWork, actor: str, department_id: int, checklist: Checklist, files: Mapping[str, bytes]
) -> TakenIn:
    """Keep a checklist as the newest version of its form; what is the same as that changes nothing.

    Visits stay on the version that they were drawn with. A version name that is used already gets the first digits of
    the hash of what it is made of. `files` need only hold what is not kept yet (`keep_content`).
    """
    before = newest(uow, checklist.form_id)
    known = Checklist.from_dict(before.body) if before else None
    if before is not None and known is not None and is_same(known, checklist):
        return TakenIn(before.checklist_version_id, before.version, False, known)
    for file in checklist.files:
        if file.name in files:
            keep_content(uow, files[file.name])
    row = _version(uow, department_id, checklist, version_name(uow, checklist))
    uow.session.add(row)
    uow.session.flush()
    body = {
        "department": uow.session.get_one(Department, department_id).code,
        "form": row.form_id,
        "version": row.version,
        "workbook_sha256": row.workbook_sha256,
        "files": {file.name: file.sha256 for file in checklist.files},
    }
    uow.record(REGISTRY_CHAIN, "checklist_taken_in", actor, body)
    return TakenIn(row.checklist_version_id, row.version, True, known)


def version_name(uow: UnitOfWork, checklist: Checklist) -> str:
    """Return what a checklist would be called as a new version: as its workbook says, unless that is used already."""
    used = select(ChecklistVersion.version).where(ChecklistVersion.form_id == checklist.form_id)
    version = checklist.version
    if len(version) > VERSION_MOST or version in set(uow.session.scalars(used)):
        version = f"{version[:30]}-{_edition(checklist)[:8]}"
    return version


def keep_to_try(uow: UnitOfWork, department_id: int, checklist: Checklist, name: str) -> int:
    """Keep a checklist only to be tried, under a version name of its own, and return the version's number."""
    row = _version(uow, department_id, checklist, name)
    row.is_trial, row.body = True, checklist.to_dict()
    uow.session.add(row)
    uow.session.flush()
    return row.checklist_version_id


def keep_content(uow: UnitOfWork, content: bytes) -> str:
    """Keep a file of a form once, under the hash of its bytes, and return that."""
    sha256 = hashlib.sha256(content).hexdigest()
    if uow.session.get(FormContent, sha256) is None:
        uow.session.add(FormContent(sha256=sha256, content=content))
        uow.session.flush()
    return sha256


def _version(uow: UnitOfWork, department_id: int, checklist: Checklist, version: str) -> ChecklistVersion:
    return ChecklistVersion(
        department_id=department_id,
        form_id=checklist.form_id,
        version=version,
        workbook_sha256=checklist.sha256,
        asked=asked_at_first(uow, checklist),
        body=checklist.to_dict() | {"version": version},
        taken_in_at=uow.now,
    )


def _edition(checklist: Checklist) -> str:
    made_of = [checklist.sha256, *sorted(f"{file.name}={file.sha256}" for file in checklist.files)]
    return hashlib.sha256("\n".join(made_of).encode()).hexdigest()
