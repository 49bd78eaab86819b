"""An import is taken back 撤回: as a change set of its own, staged from what the first one did, and then written.

Nothing is deleted: what was entered is withdrawn, what was changed has its old words again, and the history tells both.
"""

from collections.abc import Sequence

from sqlalchemy import Select, insert, select
from sqlalchemy.orm import aliased

from forms.faults import Fault
from rules.errors import registry_files as problems
from rules.events_registries import RegistryFileChecked
from rules.refusals import Refused
from services.access import Actor
from services.draw_lists import objects_at_stake
from services.object_results import decided_object
from services.registry_intake import (
    BATCH,
    PLATFORM_TABLES,
    check_anew,
    ensure_newest_run,
    new_import,
    running_import,
    taken_in_before,
)
from services.registry_keeping import ensure_may_change, may_change
from services.registry_switch import confirm_row, ensure_settled
from services.registry_undoing import items_of_edition
from storage.tables import (
    CampaignItem,
    CampaignPlan,
    Draw,
    InspectionObject,
    Person,
    PlanLine,
    RegistryChange,
    RegistryImport,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork

INVERSE = {"new": "ended", "joined": "ended", "ended": "new", "changed": "changed"}
MARK = "↩ "


def undo_import(uow: UnitOfWork, actor: Actor, import_id: int) -> int:
    """Have an import taken back; return the import that does it.

    Raises `Refused` for anyone but its sender and the district's administrators (a class is taken back by whoever
    accepted it, as long as they decide about its object), when something was drawn from it
    since, when a later file changed the same entries, and a second time.
    """
    row = ensure_may_undo(uow, actor, import_id)
    undoing = new_import(uow, actor.person_id, row.department_id, f"{MARK}{row.file_name}"[:300])
    undoing.undoes, undoing.which, undoing.sha256 = import_id, row.which, row.sha256
    check_anew(uow, undoing)
    return undoing.import_id


def ensure_may_undo(uow: UnitOfWork, actor: Actor, import_id: int) -> RegistryImport:
    """Return an import that the actor may take back, its row locked. Raises `Refused` as `undo_import`."""
    row = uow.session.get(RegistryImport, import_id, with_for_update=True)
    if row is None or not _is_theirs(actor, row):
        raise Refused(problems.NO_SUCH_IMPORT)
    if _is_own_decision(actor, row):
        for of in uow.session.scalars(_objects_of(import_id)).all():
            decided_object(uow, actor, of)
    else:
        ensure_may_change(actor, row.department_id)
    ensure_settled(uow, row.which)
    ensure_undoable(uow, row)
    return row


def offers_undo(uow: UnitOfWork, actor: Actor, import_id: int) -> bool:
    """Return whether the actor is shown how to take an import back; whether it can be is judged when they do."""
    return offered_undo(uow, actor, import_id) and not is_undone(uow, import_id)


def offered_undo(uow: UnitOfWork, actor: Actor, import_id: int) -> bool:
    """The same, also of one that was taken back meanwhile: whoever could have done it sees that it was done."""
    row = uow.session.get(RegistryImport, import_id)
    if row is None or row.state != "taken_in" or row.undoes is not None or row.which in PLATFORM_TABLES:
        return False
    return _is_own_decision(actor, row) or (_is_theirs(actor, row) and may_change(actor, row.department_id))


def _is_theirs(actor: Actor, row: RegistryImport) -> bool:
    return ("administrator", None) in actor.roles or row.person_id == actor.person_id


def _is_own_decision(actor: Actor, row: RegistryImport) -> bool:
    """Return whether it is a class that the actor accepted, which no file brought."""
    return row.person_id == actor.person_id and row.undoes is None and row.file_id is None


def _objects_of(import_id: int) -> Select[int]:
    changed = RegistryChange.subject == InspectionObject.registration_code
    return select(InspectionObject.object_id).join(RegistryChange, changed).where(RegistryChange.import_id == import_id)


def ensure_undoable(uow: UnitOfWork, row: RegistryImport) -> None:
    """Raise `Refused` when an import cannot be taken back any more."""
    # Tasks that were sent out are not taken back with their table.
    is_over = row.state != "taken_in" or row.undoes is not None or row.which in PLATFORM_TABLES
    if is_over or is_undone(uow, row.import_id):
        raise Refused(problems.IMPORT_OVER)
    if _changed_later(uow, row.import_id):
        raise Refused(problems.CHANGED_LATER)
    if _is_used(uow, row):
        raise Refused(problems.DRAWN_SINCE)


def is_undone(uow: UnitOfWork, import_id: int) -> bool:
    """Return whether an import was taken back, or is just being."""
    chosen = select(RegistryImport.import_id).where(
        RegistryImport.undoes == import_id, RegistryImport.state.in_(("settling", "taken_in"))
    )
    return uow.session.scalar(chosen.limit(1)) is not None


def _changed_later(uow: UnitOfWork, import_id: int) -> bool:
    later = aliased(RegistryChange)
    # What was taken back has left nothing behind, nor has what took it back.
    undoing = select(RegistryImport).where(
        RegistryImport.undoes.is_not(None), RegistryImport.state.in_(("settling", "taken_in"))
    )
    over = {number for row in uow.session.scalars(undoing) for number in (row.import_id, row.undoes)}
    chosen = (
        select(later.change_id)
        .join(RegistryChange, RegistryChange.subject == later.subject)
        .where(
            RegistryChange.import_id == import_id,
            RegistryChange.applied_at.is_not(None),
            later.import_id.not_in([import_id, *over]),
            later.change_id > RegistryChange.change_id,
            later.applied_at.is_not(None),
        )
    )
    return uow.session.scalar(chosen.limit(1)) is not None


def _is_used(uow: UnitOfWork, row: RegistryImport) -> bool:
    mine = select(RegistryChange.subject).where(
        RegistryChange.import_id == row.import_id, RegistryChange.applied_at.is_not(None)
    )
    subjects = set(uow.session.scalars(mine))
    if row.which == "objects":
        entered = mine.where(RegistryChange.kind == "new")
        visited = select(Visit.visit_id).join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        if uow.session.scalar(visited.where(InspectionObject.registration_code.in_(entered)).limit(1)):
            return True
        return any(not objects_at_stake(draw).isdisjoint(subjects) for draw in _draws_since(uow, row))
    if row.which == "inspectors":
        known = select(Person).where(Person.department_id == row.department_id)
        people = [each for each in uow.session.scalars(known) if subjects & _keys(each)]
        tasks = select(Task.task_id).where(Task.person_id.in_([each.person_id for each in people]))
        new = {each.code for each in people}
        has_task = uow.session.scalar(tasks.join(Visit).where(Visit.is_trial.is_(False)).limit(1)) is not None
        return has_task or any(
            not new.isdisjoint(each["id"] for each in draw.snapshot["inspectors"]) for draw in _draws_since(uow, row)
        )
    if row.which == "items":
        items = [each.item_id for each in items_of_edition(uow, row)]
        used = select(CampaignItem.campaign_item_id).where(CampaignItem.item_id.in_(items))
        return uow.session.scalar(used.limit(1)) is not None
    begun = select(CampaignPlan.campaign_id).join(PlanLine, PlanLine.plan_line_id == CampaignPlan.plan_line_id)
    return uow.session.scalar(begun.where(PlanLine.written_at >= row.taken_in_at).limit(1)) is not None


def _keys(person: Person) -> set[str]:
    return {each for each in (person.certificate_number, person.code, *person.name.values()) if each}


def _draws_since(uow: UnitOfWork, row: RegistryImport) -> Sequence[Draw]:
    return uow.session.scalars(
        select(Draw).where(Draw.state != "abandoned", Draw.committed_at >= row.taken_in_at)
    ).all()


def stage_inverse(uow: UnitOfWork, import_id: int, run: str, before: int | None) -> Sequence[tuple[int, list[object]]]:
    """Stage the contrary of the next changes of the import that is taken back, the last first; return them, none at
    the end: the number of each and what its hash is made of. Raises `Superseded`.
    """
    row = ensure_newest_run(uow, import_id, run)
    chosen = select(RegistryChange).where(
        RegistryChange.import_id == row.undoes, RegistryChange.applied_at.is_not(None)
    )
    if before is not None:
        chosen = chosen.where(RegistryChange.change_id < before)
    changes = uow.session.scalars(chosen.order_by(RegistryChange.change_id.desc()).limit(BATCH)).all()
    rows = [_contrary(import_id, each) for each in changes]
    if rows:
        uow.connection.execute(insert(RegistryChange), rows)
    return [
        (each.change_id, [new["row"], new["subject"], new["kind"], new["before"], new["after"]])
        for each, new in zip(changes, rows, strict=True)
    ]


def _contrary(import_id: int, change: RegistryChange) -> dict[str, object]:
    before, after = dict(change.after), dict(change.before)
    if change.kind == "changed":
        # Of items and lines of the plan all words stand in what they became.
        after = {**before, **after} if len(before) > len(after) else after
    return {
        "import_id": import_id,
        "row": change.row,
        "subject": change.subject,
        "kind": INVERSE[change.kind],
        "department_id": change.department_id,
        "before": before,
        "after": after,
    }


def settle_undo(uow: UnitOfWork, import_id: int, revision: int, run: str, counts: dict[str, int], digest: str) -> None:
    """Confirm what was staged to take an import back, or tell why it cannot be any more."""
    row = running_import(uow, import_id, revision)
    if row is None or row.run != run or row.undoes is None:
        return
    undone = uow.session.get_one(RegistryImport, row.undoes)
    row.checked_at, row.basis = uow.now, taken_in_before(uow, row.which)
    row.facts = {"registry": row.which, "counts": counts, "changes_sha256": digest}
    row.facts |= {"valid_from": undone.facts["valid_from"]} if "valid_from" in undone.facts else {}
    row.state = "checked"
    uow.session.flush()
    try:
        ensure_settled(uow, row.which)
        ensure_undoable(uow, undone)
    except Refused as refused:
        row.state, row.faults = "refused", [Fault(None, None, None, refused.code, {}).to_dict()]
    else:
        by = uow.session.get_one(Person, row.person_id).code
        confirm_row(uow, row, by, "all")
    uow.emit(RegistryFileChecked(import_id))
