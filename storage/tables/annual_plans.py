"""The annual plan 年度抽查计划: its state, the departments' lines with what they were before, what was joined."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.mapping import Table, number, one_of


class AnnualPlan(Table):
    """The plan of a year; it can be changed in every state, with a reason once it is approved."""

    __tablename__ = "annual_plans"
    __table_args__ = (one_of("state", "collecting", "approved", "published"),)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[str] = mapped_column(String(24), default="collecting")
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("people.person_id"))
    approved_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]


class PlanLine(Table):
    """A department's line as it stands or stood: `number` is that of the line in its year, each change after the
    approval is a revision of its own with its `reason`. `amount` is `5%` or a number of objects.
    """

    __tablename__ = "plan_lines"
    __table_args__ = (UniqueConstraint("year", "number", "revision"), Index(None, "year", "is_current"))
    plan_line_id: Mapped[int] = number()
    year: Mapped[int] = mapped_column(ForeignKey("annual_plans.year"))
    number: Mapped[int]
    revision: Mapped[int]
    is_current: Mapped[bool] = mapped_column(default=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.department_id"))
    matter: Mapped[str] = mapped_column(String(300))
    object_kind: Mapped[str] = mapped_column(String(300))
    amount: Mapped[str] = mapped_column(String(12))
    months: Mapped[list[int]]
    is_lead: Mapped[bool]
    is_dropped: Mapped[bool] = mapped_column(default=False, server_default=false())
    reason: Mapped[str | None] = mapped_column(String(1000))
    written_by: Mapped[int | None] = mapped_column(ForeignKey("people.person_id"))
    written_at: Mapped[datetime]


class JointDecision(Table):
    """What was decided about lines that could be one joint campaign 进一次门、查多项事; a refusal has its reason."""

    __tablename__ = "joint_decisions"
    __table_args__ = (Index(None, "year"),)
    joint_decision_id: Mapped[int] = number()
    year: Mapped[int] = mapped_column(ForeignKey("annual_plans.year"))
    object_kind: Mapped[str] = mapped_column(String(300))
    month: Mapped[int]
    lines: Mapped[list[int]]
    is_accepted: Mapped[bool]
    reason: Mapped[str | None] = mapped_column(String(1000))
    decided_by: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    decided_at: Mapped[datetime]
