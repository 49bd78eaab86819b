"""Taking a checked file in: confirmed in one act, written in short batches, all of it or nothing.

Confirming is the switch: from then on the import stands in the chain and will be written whole, whatever is killed
meanwhile, by going on after the last batch that was. While it is being written nobody draws, exports or compares that
registry (`ensure_settled`), so nobody sees half of it.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, select, update

from rules.errors import registry_files as problems
from rules.events_registries import RegistryFileChecked
from rules.refusals import Refused
from services.access import REGISTRY_CHAIN, Actor
from services.office_day import today
from services.registry_intake import check_again, taken_in_before
from services.registry_keeping import ensure_may_change
from services.registry_undoing import UNDOERS
from services.registry_writing import CHANGE_COLUMNS, WRITERS, Change, Writing, department_code
from storage.tables import Person, RegistryChange, RegistryImport
from storage.unit_of_work import UnitOfWork

SETTLE_REGISTRY = "registry_settle"
BATCH = 200
CONSOLE = "console"


def confirm(uow: UnitOfWork, actor: Actor, import_id: int, choice: str = "all") -> bool:
    """Confirm a checked file; return False when the registry has changed since, so that it is compared anew.

    `choice`: `all`, only `differences` of known entries, only those `picked`. Raises `Refused` for anyone but its
    sender, when it was dealt with already, and while another file is being written.
    """
    row = own_import(uow, actor, import_id)
    ensure_may_change(actor, row.department_id)
    return confirm_row(uow, row, actor.code, choice)


def confirm_row(uow: UnitOfWork, row: RegistryImport, by: str, choice: str) -> bool:
    """Confirm a checked file that may be confirmed; as `confirm`."""
    if row.state != "checked":
        raise Refused(problems.IMPORT_OVER)
    ensure_settled(uow, row.which)
    if taken_in_before(uow, row.which) != row.basis:
        check_again(uow, row)
        return False
    row.state, row.choice, row.settled = "settling", choice, 0
    if row.which == "items":
        # So that an edition is found again by its first day.
        row.facts = {"valid_from": today(uow).isoformat(), **row.facts}
    body = {
        "import": row.import_id,
        "registry": row.which,
        "department": department_code(uow, row.department_id),
        "file": row.file_name,
        "sha256": row.sha256,
        "choice": choice,
        "valid_from": row.facts.get("valid_from"),
        "counts": row.facts["counts"],
        # Of everything that was staged: it holds the history in the table to the chain.
        "changes_sha256": row.facts["changes_sha256"],
    }
    if row.undoes is not None:
        body["undoes"] = row.undoes
    if choice == "picked":
        body["picked"] = len(picked_of(uow, row.import_id))
    uow.record(REGISTRY_CHAIN, "registry_confirmed", by, body, [row.sha256] if row.sha256 else [])
    if row.person_id is not None:
        uow.enqueue(SETTLE_REGISTRY, f"{row.import_id}", {"import": row.import_id})
    uow.session.flush()
    return True


def picked_of(uow: UnitOfWork, import_id: int) -> Sequence[int]:
    """Return the differences that were picked one by one."""
    chosen = select(RegistryChange.change_id).where(
        RegistryChange.import_id == import_id, RegistryChange.is_picked.is_(True)
    )
    return uow.session.scalars(chosen).all()


def ensure_settled(uow: UnitOfWork, which: str | None) -> None:
    """Raise `Refused` while a registry is being written: whoever reads all of it waits."""
    running = select(RegistryImport.import_id).where(RegistryImport.which == which, RegistryImport.state == "settling")
    if uow.session.scalar(running.limit(1)) is not None:
        raise Refused(problems.BEING_WRITTEN)


def discard(uow: UnitOfWork, actor: Actor, import_id: int) -> None:
    """Let go of a file. Raises `Refused` for anyone but its sender, and once it is confirmed."""
    row = own_import(uow, actor, import_id)
    if row.state in ("settling", "taken_in") or row.undoes is not None:
        raise Refused(problems.IMPORT_OVER)
    row.state = "discarded"


def own_import(uow: UnitOfWork, actor: Actor, import_id: int) -> RegistryImport:
    """Return a file that the actor sent. Raises `Refused` for anyone else."""
    row = uow.session.get(RegistryImport, import_id, with_for_update=True)
    if row is None or row.person_id != actor.person_id:
        raise Refused(problems.NO_SUCH_IMPORT)
    return row


def settle_some(uow: UnitOfWork, import_id: int, most: int = BATCH) -> bool:
    """Write the next batch of a confirmed file; return whether it was the last."""
    row = uow.session.get(RegistryImport, import_id, with_for_update=True)
    if row is None or row.state != "settling":
        return True
    mine = [RegistryChange.import_id == import_id, RegistryChange.change_id > row.settled, *_wanted(row.choice)]
    chosen = select(*CHANGE_COLUMNS).where(*mine).order_by(RegistryChange.change_id).limit(most)
    changes = [Change(*each) for each in uow.connection.execute(chosen)]
    if changes:
        valid_from = row.facts.get("valid_from")
        day = date.fromisoformat(valid_from) if valid_from else today(uow)
        writers = WRITERS if row.undoes is None else UNDOERS
        writers[row.which or ""](uow, changes, Writing(day, row.person_id, row.file_name))
        counts = Counter(row.facts.get("applied", {})) + Counter(change.kind for change in changes)
        row.facts = {**row.facts, "applied": dict(counts)}
        row.settled = changes[-1].change_id
        applied = update(RegistryChange).where(*mine, RegistryChange.change_id <= row.settled)
        uow.connection.execute(applied.values(applied_at=uow.now))
    if len(changes) == most:
        return False
    finish(uow, row)
    return True


def _wanted(choice: str) -> list[ColumnElement[bool]]:
    """Return which changes are taken over."""
    if choice == "all":
        return []
    is_changed = RegistryChange.kind == "changed"
    return [is_changed] if choice == "differences" else [is_changed, RegistryChange.is_picked.is_(True)]


def finish(uow: UnitOfWork, row: RegistryImport) -> None:
    """Note that a confirmed file is written whole."""
    row.state, row.taken_in_at = "taken_in", uow.now
    body = {
        "import": row.import_id,
        "registry": row.which,
        "sha256": row.sha256,
        "counts": row.facts.get("applied", {}),
    }
    uow.record(REGISTRY_CHAIN, "registry_taken_in", _who(uow, row), body, [row.sha256] if row.sha256 else [])
    uow.emit(RegistryFileChecked(row.import_id))


def give_up(uow: UnitOfWork, row: RegistryImport, code: str) -> None:
    """Note that a confirmed file was not taken in after all, by the code of what stood against it."""
    row.state = "refused"
    body = {"import": row.import_id, "registry": row.which, "sha256": row.sha256, "code": code}
    uow.record(REGISTRY_CHAIN, "registry_not_taken_in", _who(uow, row), body, [row.sha256] if row.sha256 else [])
    uow.emit(RegistryFileChecked(row.import_id))


def _who(uow: UnitOfWork, row: RegistryImport) -> str:
    return uow.session.get_one(Person, row.person_id).code if row.person_id is not None else CONSOLE
