"""What people want told and when, what waits for their digest, and the groups that hear numbers."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, true
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.mapping import Table, number, word


class NoticeSetting(Table):
    """How a person wants to be told; who has no row is told everything at once.

    `ways` holds what differs from that by kind: `digest` or `off`. Quiet hours are times of the office's day like
    `22:00`, none for no quiet hours; with `rests`, days on which the office does not work are quiet as a whole.
    """

    __tablename__ = "notice_settings"
    person_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"), primary_key=True, autoincrement=False)
    ways: Mapped[dict[str, str]]
    quiet_from: Mapped[str | None] = mapped_column(String(5))
    quiet_until: Mapped[str | None] = mapped_column(String(5))
    rests: Mapped[bool] = mapped_column(default=True, server_default=true())


class DigestLine(Table):
    """One notice that waits for a person's digest: its first line and the button to its next step."""

    __tablename__ = "digest_lines"
    __table_args__ = (Index(None, "person_id"),)
    digest_line_id: Mapped[int] = number()
    person_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    kind: Mapped[str] = word()
    text: Mapped[str] = mapped_column(Text)
    button: Mapped[dict[str, Any]]
    noted_at: Mapped[datetime]


class GroupChat(Table):
    """A group that hears numbers and severities of a department's visits, of all (none named) where an administrator
    bound it so.
    """

    __tablename__ = "group_chats"
    __table_args__ = (Index(None, "department_id"),)
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.department_id"))
    bound_by: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    bound_at: Mapped[datetime]
