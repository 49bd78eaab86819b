"""Who changed what in the registries, when, from which file."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from services.registry_comparing import subject_of
from storage.tables import Person, RegistryChange, RegistryImport
from storage.unit_of_work import UnitOfWork

PAGE = 4


@dataclass(frozen=True, slots=True)
class Taken:
    """An import that was taken in; `by` is none for the operator of the machine."""

    import_id: int
    which: str
    name: str
    sha256: str
    by: dict[str, str] | None
    at: datetime
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Changed:
    """What an import did to one entry."""

    taken: Taken
    kind: str
    row: int
    before: dict[str, str]
    after: dict[str, str]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some of the imports, the newest first."""

    imports: tuple[Taken, ...]
    page: int
    pages: int


def imports_taken(uow: UnitOfWork, page: int = 1) -> HistoryPage:
    """Return a page of the imports that were taken in."""
    mine = RegistryImport.state == "taken_in"
    total = uow.session.scalar(select(func.count()).where(mine)) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    chosen = (
        select(RegistryImport).where(mine).order_by(RegistryImport.taken_in_at.desc(), RegistryImport.import_id.desc())
    )
    rows = uow.session.scalars(chosen.limit(PAGE).offset((page - 1) * PAGE)).all()
    return HistoryPage(tuple(_taken(uow, row) for row in rows), page, pages)


def history_of(uow: UnitOfWork, key: str) -> tuple[Changed, ...]:
    """Return what was done to an entry, the newest first: an object by its code, an inspector by number or code."""
    chosen = (
        select(RegistryChange, RegistryImport)
        .join(RegistryImport, RegistryImport.import_id == RegistryChange.import_id)
        .where(RegistryChange.subject == subject_of(key), RegistryChange.applied_at.is_not(None))
        .order_by(RegistryChange.change_id.desc())
    )
    return tuple(
        Changed(_taken(uow, row), change.kind, change.row, change.before, change.after)
        for change, row in uow.session.execute(chosen)
    )


def _taken(uow: UnitOfWork, row: RegistryImport) -> Taken:
    person = uow.session.get(Person, row.person_id) if row.person_id else None
    return Taken(
        row.import_id,
        row.which or "",
        row.file_name,
        row.sha256 or "",
        person.name if person else None,
        row.taken_in_at or row.sent_at,
        dict(row.facts.get("applied", {})),
    )
