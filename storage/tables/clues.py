"""Clues 线索: the problems of approved visits, and what is done about each until it ends (rule text 五)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.mapping import Table, number, one_of, word


class Clue(Table):
    """One problem that is followed up. States: `rules.clues.ClueState`.

    `department_id` has it now, `from_department_id` handed it over last; `owner_id` answers for it until `due_on`.
    `reason` is the newest word about it: the unit, what is ordered, why it was rejected, closed or opened again.
    """

    __tablename__ = "clues"
    __table_args__ = (
        UniqueConstraint("section_id", "question"),
        UniqueConstraint("visit_id", "serial"),
        Index(None, "department_id", "state"),
        one_of("state", "open", "unit", "offered", "ordered", "closed", "void"),
    )
    clue_id: Mapped[int] = number()
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.visit_id"))
    serial: Mapped[int]
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.section_id"))
    question: Mapped[str] = mapped_column(String(80))
    number: Mapped[int]
    note: Mapped[str] = mapped_column(String(2000), default="")
    state: Mapped[str] = mapped_column(String(24), default="open")
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.department_id"))
    from_department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.department_id"))
    handed_by: Mapped[int | None] = mapped_column(ForeignKey("people.person_id"))
    handed_at: Mapped[datetime | None]
    received_by: Mapped[int | None] = mapped_column(ForeignKey("people.person_id"))
    received_at: Mapped[datetime | None]
    owner_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"), index=True)
    due_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(1000), default="")
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("people.person_id"))


class ClueStep(Table):
    """One act on a clue, to be read; the visit's chain has all of them with more."""

    __tablename__ = "clue_steps"
    clue_step_id: Mapped[int] = number()
    clue_id: Mapped[int] = mapped_column(ForeignKey("clues.clue_id"), index=True)
    kind: Mapped[str] = word()
    person_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(String(1000), default="")


class ClueFile(Table):
    """A file that proves how a clue ended; it belongs to the clue's visit."""

    __tablename__ = "clue_files"
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.evidence_id"), primary_key=True)
    clue_id: Mapped[int] = mapped_column(ForeignKey("clues.clue_id"), index=True)


class FollowUp(Table):
    """A follow-up inspection 复查 of a clue: who goes and when, the visit that was made of it, and what it showed.

    A draft has no visit yet, and waits for its officers (`people`) and its day. `complied` and `standing` say what
    the approved visit found of the problem.
    """

    __tablename__ = "follow_ups"
    __table_args__ = (one_of("state", "draft", "running", "complied", "standing", "called_off"),)
    follow_up_id: Mapped[int] = number()
    clue_id: Mapped[int] = mapped_column(ForeignKey("clues.clue_id"), index=True)
    state: Mapped[str] = mapped_column(String(24), default="draft")
    people: Mapped[list[int]]
    day: Mapped[date | None]
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visits.visit_id"), unique=True)
    made_by: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(1000), default="")
