"""The rows of a visit from which papers and cards are written: what was erased by law leaves them as well."""

from typing import Any

from sqlalchemy import ColumnElement, select

from services.erased import BY_LAW
from storage.tables import (
    Addendum,
    AddendumSignature,
    Answer,
    Clue,
    ClueStep,
    DeskStep,
    Evidence,
    Extension,
    Finding,
    FollowUp,
    Interview,
    Notice,
    Pad,
    Review,
    ReviewLine,
    ReviewReturn,
    Seal,
    Section,
    Signature,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork

_SECTIONS, _ADDENDA, _CLUES = select(Section.section_id), select(Addendum.addendum_id), select(Clue.clue_id)


def _places(visit_id: int, is_answer: bool) -> list[tuple[Any, ColumnElement[bool], tuple[str, ...]]]:
    """Return tables, which of their rows are the visit's, and the columns that people write into."""
    sections = _SECTIONS.where(Section.visit_id == visit_id)
    addenda = _ADDENDA.where(Addendum.visit_id == visit_id)
    clues = _CLUES.where(Clue.visit_id == visit_id)
    returns = select(ReviewReturn.return_id).where(ReviewReturn.visit_id == visit_id)
    addendum = ("stands", "reads", "reason", "agent_name", "no_authorisation", "withdrawn_reason")
    return [
        (Visit, Visit.visit_id == visit_id, ("submit_reason",)),
        (Section, Section.visit_id == visit_id, ("remarks", "start_reasons", *(["filled"] if is_answer else []))),
        (Task, Task.visit_id == visit_id, ("reason",)),
        (Notice, Notice.visit_id == visit_id, ("no_photo_reason", "refusal")),
        (Extension, Extension.visit_id == visit_id, ("reason", "answer")),
        (Answer, Answer.section_id.in_(sections), ("reason", *(["value"] if is_answer else []))),
        (Finding, Finding.section_id.in_(sections), ("note", "photo_waiver")),
        (DeskStep, DeskStep.section_id.in_(sections), ("what", "came")),
        (Interview, Interview.visit_id == visit_id, ("name", "parts", "statement")),
        (Evidence, Evidence.visit_id == visit_id, ("caption",)),
        (Signature, Signature.visit_id == visit_id, ("name", "phone", "reason", "no_authorisation")),
        (Seal, Seal.visit_id == visit_id, ("reason",)),
        (Pad, Pad.visit_id == visit_id, ("name",)),
        (Addendum, Addendum.visit_id == visit_id, addendum),
        (AddendumSignature, AddendumSignature.addendum_id.in_(addenda), ("name", "no_authorisation", "reason")),
        (Review, Review.visit_id == visit_id, ("reason",)),
        (ReviewReturn, ReviewReturn.visit_id == visit_id, ("comment",)),
        (ReviewLine, ReviewLine.return_id.in_(returns), ("text",)),
        (Clue, Clue.visit_id == visit_id, ("note", "reason")),
        (ClueStep, ClueStep.clue_id.in_(clues), ("text",)),
        (FollowUp, FollowUp.clue_id.in_(clues), ("reason",)),
    ]


def erase_in_rows(uow: UnitOfWork, visit_id: int, value: str, *, is_answer: bool) -> None:
    """Let the words `BY_LAW` stand wherever a row of the visit holds just this value; in what was answered only where
    the value `is_answer`: other answers may be codes that look the same.
    """
    for table, which, columns in _places(visit_id, is_answer):
        for row in uow.session.scalars(select(table).where(which)):
            if isinstance(row, Interview) and row.statement == value and row.parts:
                row.parts = [BY_LAW]
            for column in columns:
                held = getattr(row, column)
                left = _without(held, value)
                if left != held:
                    setattr(row, column, left)
    uow.session.flush()
    # Whatever was read of the visit before says it still.
    uow.memo.clear()


def _without(held: Any, value: str) -> Any:
    if isinstance(held, str):
        return BY_LAW if held.strip() == value.strip() else held
    if isinstance(held, dict):
        return {key: _without(each, value) for key, each in held.items()}
    if isinstance(held, list):
        return [_without(each, value) for each in held]
    return held
