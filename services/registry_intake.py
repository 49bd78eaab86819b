"""Files of registries as they are sent: queued for a worker to check, and what the check found, staged.

A check stages what would change in short transactions, a batch each; nothing of a registry changes before its sender
has confirmed (`services.registry_switch`).
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select

from forms.faults import Fault
from rules.events_registries import RegistryFileChecked
from rules.registries.fields import FIELDS
from services.access import Actor
from services.form_intake import SentFile, plain_name
from services.registry_comparing import Outcome
from services.registry_keeping import Scope, department_kept_by, scope_of
from storage.tables import RegistryChange, RegistryColumn, RegistryImport
from storage.unit_of_work import UnitOfWork

CHECK_REGISTRY = "registry_check"
KEPT = timedelta(days=1)
OPEN = ("checking", "refused", "checked")
FAULTS_SHOWN = 40
BATCH = 1_000
CLEARED_AT_ONCE = 2_000
PLATFORM_TABLES = ("platform_tasks", "platform_keyed")
"""What a table of the municipal platform is kept as: nothing of it is staged."""
STAGED = ("new", "changed", "joined", "ended")


class Superseded(Exception):
    """Another run checks this file now, or nobody is to check it any more."""


@dataclass(frozen=True, slots=True)
class RegistryWork:
    """What a worker is to check. Only the newest `run` may stage anything: a worker whose lease ran out may go on
    beside the one that took its job over. `platform` holds the columns of another platform, whose tables a person may
    send as well.
    """

    name: str
    file_id: str | None
    sha256: str | None
    is_certain: bool
    person_id: int | None
    scope: Scope
    remembered: Mapping[str, Mapping[str, str]]
    run: str
    undoes: int | None
    platform: Mapping[str, Any] | None = None


def receive_registry(uow: UnitOfWork, actor: Actor, sent: SentFile, *, is_certain: bool = True) -> int:
    """Keep a file of a registry and have it checked; return its import. Raises `Refused` for one who keeps none."""
    return receive_known(uow, actor, sent.file_id, plain_name(sent.name), is_certain=is_certain)


def receive_known(uow: UnitOfWork, actor: Actor, file_id: str, name: str, *, is_certain: bool = True) -> int:
    """The same for a file that was sent before and has turned out to be of a registry."""
    row = new_import(uow, actor.person_id, department_kept_by(actor), name)
    row.file_id, row.is_certain = file_id, is_certain
    check_anew(uow, row)
    return row.import_id


def receive_by_operator(uow: UnitOfWork, department_id: int | None, name: str, sha256: str) -> int:
    """Keep a file that the operator of the machine gives; it is checked at once by whoever calls."""
    row = new_import(uow, None, department_id, name)
    row.sha256 = sha256
    uow.session.flush()
    return row.import_id


def new_import(uow: UnitOfWork, person_id: int | None, department_id: int | None, name: str) -> RegistryImport:
    """Return the row of an import that is to be checked. The caller has checked who sends it."""
    row = RegistryImport(
        person_id=person_id,
        department_id=department_id,
        file_name=name,
        is_certain=True,
        state="checking",
        choice="all",
        revision=1,
        sent_at=uow.now,
        facts={},
        faults=[],
    )
    uow.session.add(row)
    uow.session.flush()
    return row


def check_again(uow: UnitOfWork, row: RegistryImport) -> None:
    """Have a file checked anew: its columns were named, or the registry has changed since."""
    row.revision += 1
    check_anew(uow, row)


def check_anew(uow: UnitOfWork, row: RegistryImport) -> None:
    """Have a file checked, whatever was found before being forgotten."""
    row.state, row.facts, row.faults = "checking", {}, []
    uow.session.flush()
    if row.person_id is not None:
        body = {"import": row.import_id, "revision": row.revision}
        uow.enqueue(CHECK_REGISTRY, f"{row.import_id}:{row.revision}", body)


def registry_work(uow: UnitOfWork, import_id: int, revision: int) -> RegistryWork | None:
    """Return what a worker is to check, any earlier run being over; none when that check is no longer wanted."""
    row = running_import(uow, import_id, revision)
    if row is None:
        return None
    row.run = secrets.token_hex(16)
    uow.session.flush()
    scope = scope_of(uow, row.department_id)
    remembered = remembered_columns(uow, row.department_id)
    return RegistryWork(
        row.file_name,
        row.file_id,
        row.sha256,
        row.is_certain,
        row.person_id,
        scope,
        remembered,
        row.run,
        row.undoes,
    )


def remembered_columns(uow: UnitOfWork, department_id: int | None) -> dict[str, dict[str, str]]:
    """Return what a department calls its columns, for each registry."""
    own = RegistryColumn.department_id
    chosen = select(RegistryColumn).where(own == department_id if department_id is not None else own.is_(None))
    found: dict[str, dict[str, str]] = {which: {} for which in FIELDS}
    for row in uow.session.scalars(chosen):
        found[row.which][row.heading] = row.field
    return found


def ensure_newest_run(uow: UnitOfWork, import_id: int, run: str) -> RegistryImport:
    """Return the import, its row locked until the transaction ends. Raises `Superseded` for any but the newest run."""
    row = uow.session.get(RegistryImport, import_id, with_for_update=True)
    if row is None or row.state != "checking" or row.run != run:
        raise Superseded
    return row


def clear_staged(uow: UnitOfWork, import_id: int, run: str) -> bool:
    """Forget some of what an earlier check staged; return whether that was all. Raises `Superseded`."""
    ensure_newest_run(uow, import_id, run)
    some = select(RegistryChange.change_id).where(RegistryChange.import_id == import_id).limit(CLEARED_AT_ONCE)
    done = uow.session.execute(delete(RegistryChange).where(RegistryChange.change_id.in_(some)))
    return bool(done.rowcount < CLEARED_AT_ONCE)  # type: ignore[attr-defined]


def stage(uow: UnitOfWork, import_id: int, run: str, outcomes: Sequence[Outcome]) -> None:
    """Keep what some rows would change. Raises `Superseded`."""
    ensure_newest_run(uow, import_id, run)
    rows = [
        {
            "import_id": import_id,
            "row": each.row.number,
            "subject": each.subject,
            "kind": each.kind,
            "department_id": each.department_id,
            "before": each.before,
            "after": each.after,
        }
        for each in outcomes
        if each.kind in STAGED
    ]
    if rows:
        uow.connection.execute(insert(RegistryChange), rows)


def note_progress(uow: UnitOfWork, import_id: int, done: int, total: int) -> None:
    """Note how far a check or a switch has come, so that its card tells."""
    row = uow.session.get_one(RegistryImport, import_id)
    row.facts = {**row.facts, "done": done, "total": total}
    uow.emit(RegistryFileChecked(import_id))


def settle_refused(
    uow: UnitOfWork,
    import_id: int,
    revision: int,
    faults: Sequence[Fault],
    found: Mapping[str, Any],
    list_sha256: str | None = None,
) -> None:
    """Note why a file cannot be used as a whole, and what is to be mended as a file."""
    row = running_import(uow, import_id, revision)
    if row is None:
        return
    row.which = found.get("registry")
    row.state, row.checked_at = "refused", uow.now
    row.facts = {name: found[name] for name in ("titles", "named", "unknown", "sheet", "counts") if name in found}
    row.faults, row.list_sha256 = [fault.to_dict() for fault in faults[:FAULTS_SHOWN]], list_sha256
    _replace_earlier(uow, row)
    uow.emit(RegistryFileChecked(import_id))


def settle_checked(
    uow: UnitOfWork,
    import_id: int,
    revision: int,
    run: str,
    facts: Mapping[str, Any],
    faults: Sequence[Any],
    list_sha256: str | None,
) -> None:
    """Note what a file would change; `facts` say which registry, its columns, how many rows of which kind."""
    row = running_import(uow, import_id, revision)
    if row is None or row.run != run:
        return
    row.which, row.facts = facts["registry"], dict(facts)
    row.faults, row.list_sha256 = list(faults[:FAULTS_SHOWN]), list_sha256
    row.basis = taken_in_before(uow, row.which)
    row.state, row.checked_at = "checked", uow.now
    _replace_earlier(uow, row)
    uow.emit(RegistryFileChecked(import_id))


def note_fetched(uow: UnitOfWork, import_id: int, sha256: str) -> None:
    """Note under which hash a file is kept."""
    uow.session.get_one(RegistryImport, import_id).sha256 = sha256


def settle_no_registry(uow: UnitOfWork, import_id: int, revision: int) -> None:
    """Note that a file, which might have been one, is of no registry: it stays what it was sent as."""
    row = running_import(uow, import_id, revision)
    if row is not None:
        row.state = "discarded"


def taken_in_before(uow: UnitOfWork, which: str | None) -> int:
    """Return how many imports a registry has had: what was compared with one of fewer is outdated."""
    counted = select(func.count()).where(RegistryImport.which == which, RegistryImport.state == "taken_in")
    return uow.session.scalar(counted) or 0


def running_import(uow: UnitOfWork, import_id: int, revision: int) -> RegistryImport | None:
    """Return an import whose check of a revision runs, its row locked; none otherwise."""
    row = uow.session.get(RegistryImport, import_id, with_for_update=True)
    return row if row and row.state == "checking" and row.revision == revision else None


def _replace_earlier(uow: UnitOfWork, row: RegistryImport) -> None:
    """Whoever sends a file anew, mended, no longer means the one before."""
    if row.person_id is None:
        return
    chosen = select(RegistryImport).where(
        RegistryImport.person_id == row.person_id,
        RegistryImport.import_id < row.import_id,
        RegistryImport.state.in_(("refused", "checked")),
    )
    for earlier in uow.session.scalars(chosen):
        if earlier.file_name == row.file_name or (row.which is not None and earlier.which == row.which):
            earlier.state = "replaced"
            uow.emit(RegistryFileChecked(earlier.import_id))
