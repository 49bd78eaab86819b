"""Typed undo: takes back what the person did last: a single answer, all the rest of a page at once, a removed round."""

from dataclasses import dataclass

from sqlalchemy import select

from forms.checklist import FILE_KINDS, Question
from rules.errors import answers_on_site as problems
from rules.refusals import Refused
from services.access import Actor
from services.answering import answer, sheet_to_fill, undo_rest
from services.rounds import removed_round, restore_round
from storage.tables import Answer
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class UndoneRest:
    """How many answers of a page were taken back at once."""

    count: int


@dataclass(frozen=True, slots=True)
class UndoneAnswer:
    """The question whose answer was taken back, that answer, and what stands again (empty: none)."""

    question: Question
    value: str
    now: str


@dataclass(frozen=True, slots=True)
class UndoneRemoval:
    """How many answers came back with a round that had been removed."""

    count: int


Undone = UndoneRest | UndoneAnswer | UndoneRemoval


def undo_last(uow: UnitOfWork, actor: Actor, visit_id: int) -> Undone:
    """Take back the newest act of the actor that still stands; called again, the one before.

    Raises `Refused` when there is none, and for photographs, which are withdrawn by their receipt.
    """
    sheet = sheet_to_fill(uow, actor, visit_id)
    removed = removed_round(uow, sheet.section_id)
    if removed is not None and removed.by == actor.person_id:
        return UndoneRemoval(restore_round(uow, actor, visit_id))
    asked = {state.question.name for state in sheet.asked}
    standing = _standing(uow, sheet.section_id)
    # Answers to what is not asked at present come back with their questions.
    mine = [
        acts
        for acts in standing
        if acts[-1].person_id == actor.person_id and acts[-1].value and acts[-1].question in asked
    ]
    if not mine:
        raise Refused(problems.NOTHING_TO_UNDO)
    newest, before = max(((acts[-1], acts[-2] if len(acts) > 1 else None) for acts in mine), key=_order)
    if newest.mode == "bulk":
        return UndoneRest(undo_rest(uow, actor, visit_id, newest.bulk_act))
    question = sheet.of(newest.question).question
    if question.kind in FILE_KINDS:
        raise Refused(problems.UNDO_BY_RECEIPT, number=question.number)
    now = before.value if before else ""
    # Part of its batch again, which the next undo takes back as a whole.
    bulk_act = before.bulk_act if before and before.mode == "bulk" and before.person_id == actor.person_id else None
    reason = before.reason if before else None
    mode = "bulk" if bulk_act else "undo"
    answer(uow, actor, visit_id, question.name, now, mode=mode, bulk_act=bulk_act, reason=reason)
    return UndoneAnswer(question, newest.value, now)


def _order(act: tuple[Answer, Answer | None]) -> int:
    return act[0].answer_id


def _standing(uow: UnitOfWork, section_id: int) -> list[list[Answer]]:
    """Return each question's acts that were not taken back, first to last, for the questions that have any."""
    found: dict[str, list[Answer]] = {}
    rows = select(Answer).where(Answer.section_id == section_id).order_by(Answer.question, Answer.revision)
    for row in uow.session.scalars(rows):
        acts = found.setdefault(row.question, [])
        # A batch has one row a question: a second one brought the answer back.
        if row.mode == "undo" or (row.mode == "bulk" and any(row.bulk_act == act.bulk_act for act in acts)):
            del acts[-1:]
        else:
            acts.append(row)
    return [acts for acts in found.values() if acts]
