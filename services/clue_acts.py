"""Following a clue 线索 up until it ends (rule text 五): own unit, order, and a file as proof."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from rules.clues import ClueState, clue_number, ensure_near, ensure_proven, next_state
from rules.errors import clues as problems
from rules.events_clues import ClueEnded, CluesGiven, CluesOpened
from rules.reasons import ensure_reason
from rules.refusals import Refused
from services.access import Actor, actor_by_id
from services.checklists import sheet_of
from services.clue_proofs import Proofs, proofs_of
from services.clue_readers import givings_of, may_see_clue
from services.clue_steps import held_clue, is_gone, note_step, owner_for, term
from services.evidence_state import of_visit
from services.follow_up_ending import drop_follow_up
from services.follow_ups import ensure_none_runs, followed_by, newest_of, seen_anew, view_follow_up
from services.office_day import today
from services.seen import record_change, seen_visit
from storage.tables import Clue, ClueFile, Evidence, Visit
from storage.unit_of_work import UnitOfWork

# Kept in the law's language, as every reason that can be chosen (`clue-rectified` and `clue-known` in the words).
RECTIFIED = "复查已改正（{number}）"
KNOWN = "仍用旧照片办结："


def open_clues(uow: UnitOfWork, actor: Actor, visit_id: int) -> int:
    """Let every problem of an approved visit become a clue; return how many there are anew, or live again.

    One whose problem does not stand any more, because the visit was opened again, is void; one that stands again lives.
    """
    visit = uow.session.get_one(Visit, visit_id)
    known = {(row.section_id, row.question): row for row in _of_visit(uow, visit_id)}
    fresh = 0
    followed = followed_by(uow, visit_id)
    for section in seen_visit(uow, visit_id).sections:
        for state in sheet_of(uow, section.section_id).asked:
            if followed is not None and state.question.name == followed.question:
                continue  # the clue that it follows up goes on
            if not state.is_problem:
                continue  # what was a problem of it is void
            row = known.pop((section.section_id, state.question.name), None)
            number, note = state.question.number or 0, state.finding.note if state.finding else ""
            if row is None:
                fresh += 1
                row = _begin(uow, visit, section.department_id, section.section_id, state.question.name)
                row.number, row.note = number, note
                uow.session.add(row)
                uow.session.flush()
                note_step(uow, actor, visit, row, "opened", note)
            elif _goes_on(uow, actor, visit, row, number, note):
                fresh += 1
    for row in known.values():
        if row.state not in (ClueState.CLOSED, ClueState.VOID):
            row.state = next_state(row.state, ClueState.VOID)
            drop_follow_up(uow, actor, row)
            note_step(uow, actor, visit, row, "void")
    uow.session.flush()
    if fresh:
        uow.emit(CluesOpened(visit_id))
    return fresh


def _goes_on(uow: UnitOfWork, actor: Actor, visit: Visit, row: Clue, number: int, note: str) -> bool:
    """Let a clue say what its visit says now; one that was closed stays so. Return whether one that was void lives."""
    was_void = row.state == ClueState.VOID
    if row.state == ClueState.CLOSED or not (was_void or (row.number, row.note) != (number, note)):
        return False
    row.number, row.note = number, note
    if was_void:
        if is_gone(uow, row.owner_id):
            row.owner_id = owner_for(uow, visit, row.department_id)
        row.state, row.due_on, row.reason = next_state(row.state, ClueState.OPEN), term(uow, "open"), ""
    note_step(uow, actor, visit, row, "reopened" if was_void else "corrected", note)
    return was_void


def _of_visit(uow: UnitOfWork, visit_id: int) -> list[Clue]:
    return list(uow.session.scalars(select(Clue).where(Clue.visit_id == visit_id).order_by(Clue.serial)))


def _begin(uow: UnitOfWork, visit: Visit, department_id: int, section_id: int, question: str) -> Clue:
    last = uow.session.scalar(select(func.max(Clue.serial)).where(Clue.visit_id == visit.visit_id)) or 0
    return Clue(
        visit_id=visit.visit_id,
        serial=last + 1,
        section_id=section_id,
        question=question,
        state="open",
        department_id=department_id,
        owner_id=owner_for(uow, visit, department_id),
        due_on=term(uow, "open"),
        opened_at=uow.now,
    )


def hand_to_unit(uow: UnitOfWork, actor: Actor, clue_id: int, unit: str) -> None:
    """Hand a clue to the department's own unit that is competent (五(一)); it is named. Raises `Refused`."""
    visit, row = held_clue(uow, actor, clue_id)
    if row.state == ClueState.OFFERED:
        raise Refused(problems.NOT_NOW)  # only whoever receives it decides
    ensure_none_runs(uow, clue_id)
    row.state, row.reason = next_state(row.state, ClueState.UNIT), ensure_reason(unit, wordless=problems.WORDLESS)
    row.due_on, row.owner_id = term(uow, "unit"), actor.person_id
    note_step(uow, actor, visit, row, "to_unit", row.reason)


def order_rectified(uow: UnitOfWork, actor: Actor, clue_id: int, due_on: date | None) -> None:
    """Note that rectification was ordered 责令改正, until a day that is named. Raises `Refused`."""
    visit, row = held_clue(uow, actor, clue_id)
    if due_on is None or due_on <= today(uow):
        raise Refused(problems.NOT_A_DAY)
    ensure_near(due_on, today(uow))
    ensure_none_runs(uow, clue_id)
    row.state, row.reason = next_state(row.state, ClueState.ORDERED), ""
    row.due_on, row.owner_id = due_on, actor.person_id
    note_step(uow, actor, visit, row, "ordered", due_on.isoformat())


def add_file(uow: UnitOfWork, actor: Actor, clue_id: int, evidence_id: int) -> None:
    """Let a file of its visit prove how a clue ended. Raises `Refused`."""
    visit, _ = held_clue(uow, actor, clue_id)
    of_visit(uow, evidence_id, visit.visit_id)
    if uow.session.get(ClueFile, evidence_id) is None:
        uow.session.add(ClueFile(evidence_id=evidence_id, clue_id=clue_id))
        uow.session.flush()


def close(uow: UnitOfWork, actor: Actor, clue_id: int, result: str) -> None:
    """Close a clue with what came of it, proven by a file. Raises `Refused` without either, with files alone that prove
    nothing, and before one of them is fetched: what it is is not known sooner.
    """
    visit, row = held_clue(uow, actor, clue_id)
    ensure_none_runs(uow, clue_id)
    then = next_state(row.state, ClueState.CLOSED)
    proofs = proofs_of(uow, clue_id)
    if proofs.known and not proofs.fresh:
        raise Refused(problems.KNOWN_ALREADY)
    if proofs.unfit and not proofs.fresh:
        raise Refused(problems.SHOWS_NOTHING)
    if proofs.fresh and not any(each.sha256 for each in proofs.fresh):
        raise Refused(problems.STILL_FETCHED)
    ensure_proven(len(proofs.fresh))
    _end(uow, actor, visit, row, then, ensure_reason(result, wordless=problems.WORDLESS))


def _end(uow: UnitOfWork, actor: Actor, visit: Visit, row: Clue, then: str, result: str) -> None:
    row.state, row.reason = then, result
    row.closed_at, row.closed_by = uow.now, actor.person_id
    note_step(uow, actor, visit, row, "closed", result)
    for given_by in dict.fromkeys(each.person_id for each in givings_of(uow, row.clue_id)):
        if given_by != actor.person_id and may_see_clue(uow, actor_by_id(uow, given_by), row.clue_id):
            uow.emit(ClueEnded(row.clue_id, given_by))


def close_with_known(uow: UnitOfWork, actor: Actor, clue_id: int, reason: str) -> None:
    """Close a clue though all that proves it was there when the problem was found, and why; the chain names the files.

    Raises `Refused` where there is something new, or nothing at all.
    """
    visit, row = held_clue(uow, actor, clue_id)
    ensure_none_runs(uow, clue_id)
    then = next_state(row.state, ClueState.CLOSED)
    proofs, seen = proofs_of(uow, clue_id), _seen_anew(uow, actor, clue_id)
    if proofs.fresh or seen.fresh:
        raise Refused(problems.NOT_NOW)
    files = list(dict.fromkeys((*proofs.known, *seen.known)))
    ensure_proven(len(files))
    reason = ensure_reason(reason)
    _keep_files(uow, clue_id, files)
    body = {"clue": clue_number(visit.number, row.serial), "is_known": True}
    record_change(uow, visit, actor, "clue_proven", body, [each.sha256 for each in files if each.sha256])
    _end(uow, actor, visit, row, then, KNOWN + reason)


def _seen_anew(uow: UnitOfWork, actor: Actor, clue_id: int) -> Proofs:
    """Return what the newest follow-up inspection saw, where it proves the end."""
    found, newest = view_follow_up(uow, actor, clue_id), newest_of(uow, clue_id)
    return seen_anew(uow, newest) if found is not None and newest is not None and found.is_proof else Proofs()


def _keep_files(uow: UnitOfWork, clue_id: int, files: Sequence[Evidence]) -> None:
    known = set(uow.session.scalars(select(ClueFile.evidence_id).where(ClueFile.clue_id == clue_id)))
    fresh = [each for each in files if each.evidence_id not in known]
    uow.session.add_all(ClueFile(evidence_id=each.evidence_id, clue_id=clue_id) for each in fresh)
    uow.session.flush()


def close_as_followed_up(uow: UnitOfWork, actor: Actor, clue_id: int) -> None:
    """Close a clue with what its follow-up inspection saw as the proof.

    Raises `Refused` when it saw nothing new, or saw the problem, while its review is open again, and when the clue was
    opened again since.
    """
    visit, row = held_clue(uow, actor, clue_id)
    ensure_none_runs(uow, clue_id)
    found = view_follow_up(uow, actor, clue_id)
    if found is None or not found.is_proof:
        raise Refused(problems.NO_FOLLOW_UP)
    then, seen = next_state(row.state, ClueState.CLOSED), _seen_anew(uow, actor, clue_id)
    if seen.known and not seen.fresh:
        raise Refused(problems.KNOWN_ALREADY)
    ensure_proven(len(seen.fresh))
    _keep_files(uow, clue_id, seen.fresh)
    body = {"clue": clue_number(visit.number, row.serial), "follow_up": found.number}
    record_change(uow, visit, actor, "clue_proven", body, [each.sha256 for each in seen.fresh if each.sha256])
    _end(uow, actor, visit, row, then, RECTIFIED.format(number=found.number))


def open_again(uow: UnitOfWork, actor: Actor, clue_id: int, reason: str) -> None:
    """Let a clue that ended be open again, and why. Raises `Refused`."""
    visit, row = held_clue(uow, actor, clue_id)
    if row.state not in (ClueState.CLOSED, ClueState.VOID):
        raise Refused(problems.NOT_NOW)
    row.reason, row.state = ensure_reason(reason), next_state(row.state, ClueState.OPEN)
    row.closed_at = row.closed_by = None
    row.due_on, row.owner_id = term(uow, "open"), owner_for(uow, visit, row.department_id)
    note_step(uow, actor, visit, row, "reopened", row.reason)
    if row.owner_id != actor.person_id:
        uow.emit(CluesGiven(row.owner_id, (clue_id,)))
