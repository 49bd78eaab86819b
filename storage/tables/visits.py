"""Visits, their sections, the tasks of people, notices, check-ins, answers, findings, conclusions."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.mapping import BigId, Table, number, one_of, word, written_now


class Visit(Table):
    """One object inspected by one joint team. States: `rules.lifecycle.VisitState`.

    A trial is nobody's inspection: somebody walks through a form to see how it asks. `method`: `rules.methods`. `words`
    are what papers take from the registries, since the start (`services.visit_words`).
    `kind`: regular, or follow_up (the re-inspection of a clue, which no draw made).
    """

    __tablename__ = "visits"
    __table_args__ = (one_of("state", "assigned", "running", "submitted", "returned", "void"),)
    visit_id: Mapped[int] = number()
    number: Mapped[str] = mapped_column(String(20), unique=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.campaign_id"), index=True)
    object_id: Mapped[int] = mapped_column(ForeignKey("inspection_objects.object_id"), index=True)
    state: Mapped[str] = mapped_column(String(24), default="assigned")
    window_from: Mapped[date]
    window_until: Mapped[date]
    revision: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    submitted_by: Mapped[int | None] = mapped_column(ForeignKey("people.person_id"))
    submit_reason: Mapped[str | None] = mapped_column(String(1000))
    receipt: Mapped[str | None] = mapped_column(String(24), unique=True)
    is_trial: Mapped[bool] = mapped_column(default=False, server_default=false())
    made_at: Mapped[datetime | None] = mapped_column(default=written_now, index=True)
    method: Mapped[str] = mapped_column(String(24), default="on_site", server_default="on_site")
    kind: Mapped[str] = mapped_column(String(24), default="regular", server_default="regular")
    # Read by papers alone: every act reads the rest.
    words: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), deferred=True)


class Section(Table):
    """One department's part of a visit (a block of 附件1). States: `rules.lifecycle.SectionState`.

    `filled` is how far a form with logic is filled in (`services.filled`). `start_reasons` are those for starting
    although something was missing, by gate, and beside them that the place was skipped (`services.arrival_view`).
    `out_at`: when what other systems may know of it last changed, none before the first approval.
    """

    __tablename__ = "sections"
    __table_args__ = (
        UniqueConstraint("visit_id", "department_id"),
        Index(None, "out_at", "section_id"),
        one_of("state", "waiting", "running", "concluded"),
    )
    section_id: Mapped[int] = number()
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.visit_id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.department_id"))
    checklist_version_id: Mapped[int] = mapped_column(ForeignKey("checklist_versions.checklist_version_id"))
    place: Mapped[int]
    state: Mapped[str] = mapped_column(String(24), default="waiting")
    results: Mapped[list[str]]
    remarks: Mapped[str] = mapped_column(String(4000), default="")
    started_at: Mapped[datetime | None]
    start_reasons: Mapped[dict[str, str]]
    concluded_at: Mapped[datetime | None]
    concluded_by: Mapped[int | None] = mapped_column(ForeignKey("people.person_id"))
    filled: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    out_at: Mapped[datetime | None]


class Task(Table):
    """A person's part in a visit. States: `rules.lifecycle.TaskState`.

    `presence` says how the officer's being there is known: own phone, vouched for by a colleague, or not there.
    `sent_at`: since when an answer is waited for.
    """

    __tablename__ = "tasks"
    __table_args__ = (
        UniqueConstraint("visit_id", "person_id"),
        Index(None, "person_id", "state"),
        one_of("state", "sent", "accepted", "recusal_asked", "handover_asked", "replaced"),
        one_of("presence", "unknown", "own_phone", "vouched", "absent"),
    )
    task_id: Mapped[int] = number()
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.visit_id"))
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.section_id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    seat: Mapped[int]
    state: Mapped[str] = mapped_column(String(24), default="sent")
    reason: Mapped[str | None] = mapped_column(String(1000))
    sent_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    presence: Mapped[str] = mapped_column(String(24), default="unknown")
    vouched_by: Mapped[int | None] = mapped_column(ForeignKey("people.person_id"))
    present_at: Mapped[datetime | None]
    replaces_task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.task_id"))


class Reserve(Table):
    """The drawn order of those who step in for a department (`fair-draw`, step 6): the next, never a chosen one."""

    __tablename__ = "reserves"
    __table_args__ = (UniqueConstraint("visit_id", "department_id", "ticket"),)
    reserve_id: Mapped[int] = number()
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.visit_id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.department_id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    ticket: Mapped[int]
    used_at: Mapped[datetime | None]


class Notice(Table):
    """The notice 附件2 of a visit: number per year, how it was served or refused (rule text 二(五)).

    `announced` is by telephone only, the paper is still to be handed over. `refusal` is a draft until it is confirmed;
    its `receiver` says who `other` is that received the paper.
    `words` are those of the paper that is handed over (`services.visit_words`).
    """

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("year", "serial"),
        one_of("state", "prepared", "announced", "served", "refused"),
    )
    notice_id: Mapped[int] = number()
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.visit_id"), unique=True)
    year: Mapped[int]
    serial: Mapped[int]
    planned_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(24), default="prepared")
    way: Mapped[str | None] = mapped_column(String(24))
    received_by: Mapped[str | None] = mapped_column(String(24))
    no_photo_reason: Mapped[str | None] = mapped_column(String(1000))
    refusal: Mapped[dict[str, Any] | None]
    announced_at: Mapped[datetime | None]
    announced_by: Mapped[int | None] = mapped_column(ForeignKey("people.person_id"))
    served_at: Mapped[datetime | None]
    served_by: Mapped[int | None] = mapped_column(ForeignKey("people.person_id"))
    words: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), deferred=True)


class Extension(Table):
    """A request for more time 申请延期: until when, why, and what the supervisor decided."""

    __tablename__ = "extensions"
    __table_args__ = (one_of("state", "open", "granted", "refused"),)
    extension_id: Mapped[int] = number()
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.visit_id"), index=True)
    asked_by: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    asked_at: Mapped[datetime]
    until: Mapped[date]
    reason: Mapped[str] = mapped_column(String(1000))
    state: Mapped[str] = mapped_column(String(24), default="open")
    answer: Mapped[str | None] = mapped_column(String(1000))
    decided_at: Mapped[datetime | None]


class CheckIn(Table):
    """A claimed place at arrival: degrees as text, accuracy and distance to the registered address in metres."""

    __tablename__ = "check_ins"
    check_in_id: Mapped[int] = number()
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.visit_id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    source: Mapped[str] = word()
    latitude: Mapped[str | None] = mapped_column(String(12))
    longitude: Mapped[str | None] = mapped_column(String(12))
    accuracy_metres: Mapped[int | None]
    distance_metres: Mapped[int | None]
    claimed_at: Mapped[datetime]


class Answer(Table):
    """One revision of the answer to one question; nothing is overwritten, the highest revision counts.

    `mode` is `single`, `bulk` (with the `bulk_act` that undo names) or `undo`; an empty value is an undone answer.
    """

    __tablename__ = "answers"
    __table_args__ = (
        UniqueConstraint("section_id", "question", "revision"),
        Index(None, "section_id", "is_current"),
        one_of("mode", "single", "bulk", "undo"),
    )
    answer_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.section_id"))
    question: Mapped[str] = mapped_column(String(80))
    revision: Mapped[int]
    value: Mapped[str] = mapped_column(String(8000))
    mode: Mapped[str] = word()
    bulk_act: Mapped[str | None] = mapped_column(String(40))
    reason: Mapped[str | None] = mapped_column(String(1000))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    answered_at: Mapped[datetime]
    telegram_message_id: Mapped[int | None]
    is_current: Mapped[bool] = mapped_column(default=True)


class Finding(Table):
    """A problem with one question: note, how it was found (rule text 三), why there is no photograph."""

    __tablename__ = "findings"
    __table_args__ = (UniqueConstraint("section_id", "question"),)
    finding_id: Mapped[int] = number()
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.section_id"))
    question: Mapped[str] = mapped_column(String(80))
    note: Mapped[str] = mapped_column(String(4000), default="")
    how: Mapped[str | None] = mapped_column(String(24))
    statement_of: Mapped[str | None] = mapped_column(String(24))
    photo_waiver: Mapped[str | None] = mapped_column(String(1000))
    is_open: Mapped[bool] = mapped_column(default=True)
    raised_by: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    raised_at: Mapped[datetime]
