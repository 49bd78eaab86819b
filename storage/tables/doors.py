"""Doors to other systems: tokens and what was answered to them, subscribers, forwarded sections, numbers and keying."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.mapping import Table, number, one_of, word


class ApiToken(Table):
    """Another program's access: only the SHA-256 of the token is kept. It acts as a person of its own, who has neither
    a chat nor roles; what it may do are its scopes, within its departments.
    """

    __tablename__ = "api_tokens"
    api_token_id: Mapped[int] = number()
    name: Mapped[str] = mapped_column(String(80))
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    scopes: Mapped[list[str]]
    departments: Mapped[list[int]]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class ApiReply(Table):
    """What was answered under an idempotency key, kept with the act: the same request again hears it again."""

    __tablename__ = "api_replies"
    __table_args__ = (Index(None, "answered_at"),)
    api_token_id: Mapped[int] = mapped_column(ForeignKey("api_tokens.api_token_id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    request_sha256: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    location: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    answered_at: Mapped[datetime]


class OutsideNumber(Table):
    """The number that another platform gave to a campaign or a visit of ours."""

    __tablename__ = "outside_numbers"
    __table_args__ = (
        UniqueConstraint("kind", "number"),
        UniqueConstraint("kind", "row_id"),
        one_of("kind", "campaign", "visit"),
    )
    outside_number_id: Mapped[int] = number()
    kind: Mapped[str] = word()
    row_id: Mapped[int]
    number: Mapped[str] = mapped_column(String(64))


class Subscriber(Table):
    """An address of another system that hears of events. `kinds` are those it wants, none: all of them.

    `failing_since` is when it last began to fail, until it answers well again; one that fails for long is `dropped`.
    Meanwhile nothing is posted to it before `probe_at`, after so many `failures` in a row. Each of
    `former_secrets`, a `secret` with its `until` (ISO 8601, UTC), signs beside the present one for so long.
    """

    __tablename__ = "subscribers"
    __table_args__ = (one_of("state", "on", "dropped", "ended"),)
    subscriber_id: Mapped[int] = number()
    url: Mapped[str] = mapped_column(String(500))
    secret: Mapped[str] = mapped_column(String(120))
    former_secrets: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    kinds: Mapped[list[str]]
    state: Mapped[str] = mapped_column(String(24), default="on")
    made_at: Mapped[datetime]
    failing_since: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0, server_default="0")
    probe_at: Mapped[datetime | None]


class Announcement(Table):
    """One event as it is posted to one subscriber, `body` byte for byte: it is what is signed."""

    __tablename__ = "announcements"
    __table_args__ = (Index(None, "subscriber_id", "state"), one_of("state", "waiting", "sent", "given_up"))
    announcement_id: Mapped[int] = number()
    subscriber_id: Mapped[int] = mapped_column(ForeignKey("subscribers.subscriber_id"))
    message_id: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(40))
    body: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(24), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(300))
    sent_at: Mapped[datetime | None]


class Forwarding(Table):
    """A section's submission on its way to a server of the field (OpenRosa). Again under the same instance: nothing.

    `review_round` is that of the approval for which it is handed on. `taken_back`: it was sent, kept back afterwards,
    and a person has removed it there.
    """

    __tablename__ = "forwardings"
    __table_args__ = (
        UniqueConstraint("section_id", "instance_id"),
        one_of("state", "waiting", "sent", "given_up", "taken_back"),
    )
    forwarding_id: Mapped[int] = number()
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.section_id"))
    review_round: Mapped[int] = mapped_column(default=1, server_default="1")
    instance_id: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(24), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(300))
    sent_at: Mapped[datetime | None]


class Keying(Table):
    """A result that a person has entered on the municipal platform, and the number that it got there.

    `review_round` is that of the approval whose words were entered; `outdated_at`: since when an addendum, signed or
    denied, says otherwise.
    """

    __tablename__ = "keyings"
    keying_id: Mapped[int] = number()
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.section_id"), unique=True)
    keyed_by: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    keyed_at: Mapped[datetime]
    number: Mapped[str | None] = mapped_column(String(64))
    review_round: Mapped[int] = mapped_column(default=0, server_default="0")
    outdated_at: Mapped[datetime | None]
