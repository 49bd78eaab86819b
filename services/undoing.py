"""Typed undo: takes back what the person answered last, a single answer or all the rest of a page at once."""

from dataclasses import dataclass

from sqlalchemy import select

from forms.checklist import FILE_KINDS, Question
from rules.errors import answers_on_site as problems
from rules.refusals import Refused
from services.access import Actor
from services.answering import answer, sheet_to_fill, undo_rest
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


def undo_last(uow: UnitOfWork, actor: Actor, visit_id: int) -> UndoneRest | UndoneAnswer:
    """Take back the newest answer of the actor that still stands; called again, the one before.

    Raises `Refused` when there is none, and for photographs, which are withdrawn by their receipt.
    """
    sheet = sheet_to_fill(uow, actor, visit_id)
    asked = {state.question.name for state in sheet.asked}
    given = uow.session.scalars(
        select(Answer)
        .where(
            Answer.section_id == sheet.section_id,
            Answer.person_id == actor.person_id,
            Answer.mode.in_(["single", "bulk"]),
            Answer.is_current,
            Answer.value != "",
        )
        .order_by(Answer.answer_id.desc())
        # Answers to what is not asked at present come back with their questions.
        .limit(1 + len(sheet.hidden))
    )
    newest = next((answer for answer in given if answer.question in asked), None)
    if newest is None:
        raise Refused(problems.NOTHING_TO_UNDO)
    if newest.mode == "bulk":
        return UndoneRest(undo_rest(uow, actor, visit_id))
    question = sheet.of(newest.question).question
    if question.kind in FILE_KINDS:
        raise Refused(problems.UNDO_BY_RECEIPT, number=question.number)
    before = uow.session.scalar(
        select(Answer).where(
            Answer.section_id == sheet.section_id,
            Answer.question == newest.question,
            Answer.revision == newest.revision - 1,
        )
    )
    undone, now = newest.value, before.value if before else ""
    # Part of its batch again, which the next undo takes back as a whole.
    bulk_act = before.bulk_act if before and before.mode == "bulk" and before.person_id == actor.person_id else None
    answer(uow, actor, visit_id, question.name, now, mode="bulk" if bulk_act else "undo", bulk_act=bulk_act)
    return UndoneAnswer(question, undone, now)
