"""Workbooks that clerks send: the files as they arrived, and what checking them found."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.mapping import Table, number, one_of


class FormUpload(Table):
    """A workbook, or a file that belongs to one, as it was sent; `sha256` once a worker has fetched it."""

    __tablename__ = "form_uploads"
    __table_args__ = (
        UniqueConstraint("chat_id", "telegram_message_id"),
        Index(None, "person_id", "file_name"),
    )
    upload_id: Mapped[int] = number()
    person_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    chat_id: Mapped[int] = mapped_column(BigInteger)
    telegram_message_id: Mapped[int] = mapped_column(BigInteger)
    file_id: Mapped[str] = mapped_column(String(250))
    file_name: Mapped[str] = mapped_column(String(300))
    is_workbook: Mapped[bool]
    sent_at: Mapped[datetime]
    sha256: Mapped[str | None] = mapped_column(String(64))


class FormDraft(Table):
    """A workbook that was sent and is checked, but not taken in; `revision` counts the checks.

    `facts` is what its card says, `body` the checklist itself, `list_sha256` the whole list of `faults` as a file.
    `version_id` is the version by which it is tried, and then the one as which it was taken in.
    """

    __tablename__ = "form_drafts"
    __table_args__ = (
        Index(None, "person_id", "state"),
        one_of("state", "checking", "refused", "checked", "taken_in", "discarded", "replaced"),
    )
    draft_id: Mapped[int] = number()
    person_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    upload_id: Mapped[int] = mapped_column(ForeignKey("form_uploads.upload_id"))
    state: Mapped[str] = mapped_column(String(24), default="checking")
    revision: Mapped[int] = mapped_column(default=1)
    sent_at: Mapped[datetime]
    checked_at: Mapped[datetime | None]
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.department_id"))
    form_id: Mapped[str | None] = mapped_column(String(80))
    facts: Mapped[dict[str, Any]]
    faults: Mapped[list[Any]]
    list_sha256: Mapped[str | None] = mapped_column(String(64))
    body: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), deferred=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("checklist_versions.checklist_version_id"))
