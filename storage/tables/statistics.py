"""What was decided about objects for their results (rule text 六), and links to a supervisor's page of statistics."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.mapping import Table, number, one_of, word


class RiskDecision(Table):
    """What a person decided about a suggested risk class. `rule` is a row of `rules/statistics/risk.toml`, `visits` the
    numbers of those that it rests on; `newest_visit_id` is the one of them that was inspected last. `basis` has the
    results that each of them had: with others it may suggest something anew.
    """

    __tablename__ = "risk_decisions"
    __table_args__ = (one_of("state", "accepted", "declined"),)
    risk_decision_id: Mapped[int] = number()
    object_id: Mapped[int] = mapped_column(ForeignKey("inspection_objects.object_id"), index=True)
    rule: Mapped[str] = word()
    from_risk: Mapped[str] = mapped_column(String(1))
    to_risk: Mapped[str] = mapped_column(String(1))
    visits: Mapped[list[str]]
    basis: Mapped[dict[str, str]] = mapped_column(default=dict, server_default="{}")
    newest_visit_id: Mapped[int] = mapped_column(ForeignKey("visits.visit_id"))
    state: Mapped[str] = word()
    reason: Mapped[str] = mapped_column(String(1000), default="")
    decided_by: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    decided_at: Mapped[datetime]


class SeriousBreach(Table):
    """An object on the list of serious breaches, shared with other authorities; or one that was kept from it.

    `rule` is a row of `rules/statistics/breaches.toml`; `visits`, `newest_visit_id` and `basis` are as of a
    `RiskDecision`. `ground` is the legal ground on which it was released; `reason` is why it was withdrawn, or not
    released. `withdrawn_at` of a declined one is when that was taken back: it decides nothing any more.
    """

    __tablename__ = "serious_breaches"
    __table_args__ = (
        Index(None, "object_id", "state"),
        one_of("state", "released", "withdrawn", "declined"),
    )
    breach_id: Mapped[int] = number()
    object_id: Mapped[int] = mapped_column(ForeignKey("inspection_objects.object_id"))
    rule: Mapped[str] = word()
    visits: Mapped[list[str]]
    basis: Mapped[dict[str, str]] = mapped_column(default=dict, server_default="{}")
    newest_visit_id: Mapped[int] = mapped_column(ForeignKey("visits.visit_id"))
    state: Mapped[str] = word()
    ground: Mapped[str] = mapped_column(String(200), default="")
    reason: Mapped[str] = mapped_column(String(1000), default="")
    decided_by: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    decided_at: Mapped[datetime]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("people.person_id"))
    withdrawn_at: Mapped[datetime | None]


class DashboardLink(Table):
    """A one-time link to the page of statistics; of it and of the ticket it gives only the hashes are kept.

    `roles` are those that its person had when it was made: with others it opens nothing.
    """

    __tablename__ = "dashboard_links"
    __table_args__ = (UniqueConstraint("code_sha256"), UniqueConstraint("ticket_sha256"))
    link_id: Mapped[int] = number()
    person_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"), index=True)
    roles: Mapped[str] = mapped_column(String(64))
    code_sha256: Mapped[str] = mapped_column(String(64))
    ticket_sha256: Mapped[str | None] = mapped_column(String(64))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    entered_at: Mapped[datetime | None]
