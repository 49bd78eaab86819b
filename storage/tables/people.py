"""Departments, people, their roles and invitations; the district's profile."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.mapping import Table, number, one_of, word


class DistrictProfile(Table):
    """The authority as dated data: names, form titles, numbering, result set, deadlines (never literals)."""

    __tablename__ = "district_profiles"
    district_profile_id: Mapped[int] = number()
    valid_from: Mapped[date]
    body: Mapped[dict[str, Any]]


class OfficeDay(Table):
    """A day for which the office says itself whether it works; it wins over the State Council's calendar."""

    __tablename__ = "office_days"
    day: Mapped[date] = mapped_column(primary_key=True)
    is_working: Mapped[bool]


class Department(Table):
    """A department 部门; `code` is stable, names are per language; merged ones point to their successor."""

    __tablename__ = "departments"
    department_id: Mapped[int] = number()
    code: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[dict[str, str]]
    short_name: Mapped[dict[str, str]]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("departments.department_id"))


class Person(Table):
    """Someone who acts: inspector, lead, supervisor, clerk, administrator.

    `code` names the person where no personal data may stand. A revoked person's presses are refused at once. Experts
    and third parties (`kind`) help in an inspection and never count as officers; `categories` are those of checks.
    """

    __tablename__ = "people"
    __table_args__ = (one_of("reach", "unbound", "open", "blocked"),)
    person_id: Mapped[int] = number()
    code: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[dict[str, str]]
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.department_id"))
    certificate_number: Mapped[str | None] = mapped_column(String(32))
    certificate_from: Mapped[date | None]
    certificate_until: Mapped[date | None]
    categories: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    kind: Mapped[str] = mapped_column(String(24), default="officer", server_default="officer")
    on_leave: Mapped[bool] = mapped_column(default=False, server_default=false())
    phone: Mapped[str | None] = mapped_column(String(32))
    language: Mapped[str] = mapped_column(String(8), default="zh-CN")
    telegram_user_id: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    reach: Mapped[str] = mapped_column(String(24), default="unbound")
    bound_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Role(Table):
    """What a person may do, in one department or (none named) in the whole district."""

    __tablename__ = "roles"
    __table_args__ = (
        UniqueConstraint("person_id", "role", "department_id"),
        one_of("role", "inspector", "lead", "supervisor", "clerk", "administrator"),
    )
    role_id: Mapped[int] = number()
    person_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    role: Mapped[str] = word()
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.department_id"))


class Invitation(Table):
    """A one-time code of 128 bits, kept as its SHA-256 only; void after use, refusal, three misses or 24 hours."""

    __tablename__ = "invitations"
    __table_args__ = (
        Index(None, "person_id"),
        one_of("state", "open", "used", "void"),
    )
    invitation_id: Mapped[int] = number()
    person_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("people.person_id"))
    code_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    opened_by: Mapped[int | None] = mapped_column(BigInteger)
    misses: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(24), default="open")
