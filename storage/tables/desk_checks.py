"""Inspections that need no visit (rule text 四(七)): what was asked for, looked at or reported; and who helps."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.mapping import Table, number, one_of


class DeskStep(Table):
    """One thing done at the desk for a section: papers asked for until a day, an address looked at, a report asked for.

    `items` are numbers of the checklist, none: all of it. `came` says what came of it, with `settled_at`.
    """

    __tablename__ = "desk_steps"
    __table_args__ = (one_of("method", "written", "online", "third_party"),)
    desk_step_id: Mapped[int] = number()
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.section_id"), index=True)
    method: Mapped[str] = mapped_column(String(24))
    what: Mapped[str] = mapped_column(String(500))
    due_on: Mapped[date | None]
    items: Mapped[list[int]]
    came: Mapped[str | None] = mapped_column(String(1000))
    noted_by: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    noted_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class CampaignExpert(Table):
    """An expert 专家 or third party who helps in a campaign: named on its papers, no officer, in no team."""

    __tablename__ = "campaign_experts"
    __table_args__ = (UniqueConstraint("campaign_id", "person_id"),)
    campaign_expert_id: Mapped[int] = number()
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.campaign_id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
