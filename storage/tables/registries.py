"""What is inspected and by which list: objects, items, checklists, campaigns."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.mapping import Table, number, one_of, word, written_now


class InspectionObject(Table):
    """An object 检查对象; coordinates in degrees WGS-84 as text, exactly as registered."""

    __tablename__ = "inspection_objects"
    __table_args__ = (one_of("risk", "A", "B", "C", "D"),)
    object_id: Mapped[int] = number()
    registration_code: Mapped[str] = mapped_column(String(18), unique=True)
    name: Mapped[str] = mapped_column(String(200), index=True)
    short_name: Mapped[str] = mapped_column(String(40))
    district: Mapped[str] = mapped_column(String(40))
    licence_number: Mapped[str | None] = mapped_column(String(80))
    person_in_charge: Mapped[str] = mapped_column(String(80))
    address: Mapped[str] = mapped_column(String(200))
    street: Mapped[str] = mapped_column(String(40))
    phone: Mapped[str | None] = mapped_column(String(32))
    latitude: Mapped[str | None] = mapped_column(String(12))
    longitude: Mapped[str | None] = mapped_column(String(12))
    industry: Mapped[str] = mapped_column(String(40))
    risk: Mapped[str] = mapped_column(String(1))
    risk_source: Mapped[str | None] = mapped_column(String(80))
    risk_on: Mapped[date | None]
    flags: Mapped[list[str]]


class Item(Table):
    """A published inspection item 抽查事项 with its legal basis (rule text 二(二)).

    Its words never change: an edition of the list that has others ends it and begins another, from that day on.
    `permille` is the ratio of objects that are drawn.
    """

    __tablename__ = "items"
    __table_args__ = (one_of("grade", "general", "key"),)
    item_id: Mapped[int] = number()
    code: Mapped[str] = mapped_column(String(32), unique=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.department_id"))
    category: Mapped[str] = mapped_column(String(120))
    matter: Mapped[str] = mapped_column(String(300))
    object_kind: Mapped[str] = mapped_column(String(300))
    grade: Mapped[str] = word()
    method: Mapped[str] = mapped_column(String(120))
    body: Mapped[str] = mapped_column(String(200))
    legal_basis: Mapped[str] = mapped_column(String(1000))
    content: Mapped[str] = mapped_column(String(4000), default="", server_default="")
    level: Mapped[str] = mapped_column(String(80), default="", server_default="")
    is_on_enterprises: Mapped[bool] = mapped_column(default=False, server_default=false())
    form_id: Mapped[str | None] = mapped_column(String(80))
    permille: Mapped[int | None]
    frequency: Mapped[str] = mapped_column(String(80), default="", server_default="")
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]


class ChecklistVersion(Table):
    """One version of a department's checklist, with `asked` questions at first; a visit keeps the one it began with.

    One that is only tried (`is_trial`) was never taken in: no visit but a trial has it.
    """

    __tablename__ = "checklist_versions"
    __table_args__ = (UniqueConstraint("form_id", "version"),)
    checklist_version_id: Mapped[int] = number()
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.department_id"))
    form_id: Mapped[str] = mapped_column(String(80))
    version: Mapped[str] = mapped_column(String(40))
    workbook_sha256: Mapped[str] = mapped_column(String(64))
    asked: Mapped[int]
    body: Mapped[dict[str, Any]]
    taken_in_at: Mapped[datetime]
    is_trial: Mapped[bool] = mapped_column(default=False, server_default=false())


class FormContent(Table):
    """A file that belongs to a form, such as a list of choices, kept once under the hash of its bytes."""

    __tablename__ = "form_contents"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes]


class Campaign(Table):
    """A campaign 抽查任务; `number` is three digits, its visits are `number-nn`.

    `dispatch_at` is when it is to be sent out, if not at once. A person's trials hang on one of their own (`is_trial`),
    which is nobody's campaign.
    """

    __tablename__ = "campaigns"
    __table_args__ = (one_of("task_kind", "daily", "special", "clue", "immediate"),)
    campaign_id: Mapped[int] = number()
    number: Mapped[str] = mapped_column(String(16), unique=True)
    title: Mapped[dict[str, str]]
    task_kind: Mapped[str] = word()
    lead_department_id: Mapped[int] = mapped_column(ForeignKey("departments.department_id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    supervisor_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    draw_id: Mapped[str | None] = mapped_column(String(40))
    dispatched_at: Mapped[datetime | None]
    dispatch_at: Mapped[datetime | None]
    made_at: Mapped[datetime | None] = mapped_column(default=written_now, index=True)
    is_trial: Mapped[bool] = mapped_column(default=False, server_default=false())


class CampaignItem(Table):
    """Which items a campaign covers."""

    __tablename__ = "campaign_items"
    __table_args__ = (UniqueConstraint("campaign_id", "item_id"), Index(None, "item_id"))
    campaign_item_id: Mapped[int] = number()
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.campaign_id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("items.item_id"))
