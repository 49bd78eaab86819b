"""The review 复核 of submitted visits: each submission's own, what was sent back, and what was said about it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.mapping import Table, number, one_of, word


class Review(Table):
    """The review of one submission; `round` counts the submissions of a visit and the reopenings after an approval.

    `waiting` for a decision; `seconding`: one supervisor approved, where two must, and a second one is awaited.
    `content` is what the record said when something was sent back: signatures last as long as it says that.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        UniqueConstraint("visit_id", "round"),
        Index(None, "visit_id", "is_current"),
        one_of("state", "waiting", "seconding", "approved", "returned"),
    )
    review_id: Mapped[int] = number()
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.visit_id"))
    round: Mapped[int]
    is_current: Mapped[bool] = mapped_column(default=False, server_default=false())
    state: Mapped[str] = mapped_column(String(24), default="waiting")
    begun_at: Mapped[datetime]
    begun_by: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    first_by: Mapped[int | None] = mapped_column(ForeignKey("people.person_id"))
    first_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.person_id"))
    decided_at: Mapped[datetime | None]
    content: Mapped[str | None] = mapped_column(String(64))
    reason: Mapped[str | None] = mapped_column(String(1000))


class ReviewReturn(Table):
    """One thing that was sent back: a question (`item`), a department's `result` and remarks, or the `signing`.

    A draft is its writer's until it is sent. Once `open`, it and nothing else may be changed; `touched_at` is the last
    change, `changed_at` the last that no file undoes by leaving. `answer_id` is the answer that stood when it was sent
    back. A `settled` one was submitted again.
    """

    __tablename__ = "review_returns"
    __table_args__ = (
        Index(None, "visit_id", "state"),
        one_of("state", "draft", "open", "settled", "withdrawn"),
        one_of("kind", "item", "result", "signing"),
    )
    return_id: Mapped[int] = number()
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.review_id"), index=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.visit_id"))
    kind: Mapped[str] = word()
    section_id: Mapped[int | None] = mapped_column(ForeignKey("sections.section_id"))
    question: Mapped[str | None] = mapped_column(String(80))
    number: Mapped[int | None]
    comment: Mapped[str] = mapped_column(String(1000), default="")
    state: Mapped[str] = mapped_column(String(24), default="draft")
    written_by: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    sent_at: Mapped[datetime | None]
    due_on: Mapped[date | None]
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answers.answer_id"))
    touched_at: Mapped[datetime | None]
    changed_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]


class ReviewLine(Table):
    """One line about something that was sent back: the inspector's question, or the supervisor's answer to it."""

    __tablename__ = "review_lines"
    line_id: Mapped[int] = number()
    return_id: Mapped[int] = mapped_column(ForeignKey("review_returns.return_id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    text: Mapped[str] = mapped_column(String(1000))
    said_at: Mapped[datetime]
