"""Caps of frequency, the annual plan, and which of its lines a campaign carries out."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0022"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "frequency_caps",
        sa.Column("frequency_cap_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("risk", sa.String(length=1), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=24), nullable=False),
        sa.Column("gap_days", sa.Integer(), nullable=False),
        sa.Column("exempt_kinds", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("set_by", NUMBER, nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("risk IN ('A', 'B', 'C', 'D')", name=op.f("ck_frequency_caps_risk")),
        sa.CheckConstraint("period IN ('year', 'half', 'quarter')", name=op.f("ck_frequency_caps_period")),
        sa.ForeignKeyConstraint(["set_by"], ["people.person_id"], name=op.f("fk_frequency_caps_set_by")),
        sa.PrimaryKeyConstraint("frequency_cap_id", name=op.f("pk_frequency_caps")),
    )
    op.create_index(op.f("ix_frequency_caps_risk_valid_from"), "frequency_caps", ["risk", "valid_from"])
    op.create_table(
        "annual_plans",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("approved_by", NUMBER, nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('collecting', 'approved', 'published')", name=op.f("ck_annual_plans_state")),
        sa.ForeignKeyConstraint(["approved_by"], ["people.person_id"], name=op.f("fk_annual_plans_approved_by")),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_annual_plans")),
    )
    op.create_table(
        "plan_lines",
        sa.Column("plan_line_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("department_id", NUMBER, nullable=False),
        sa.Column("matter", sa.String(length=300), nullable=False),
        sa.Column("object_kind", sa.String(length=300), nullable=False),
        sa.Column("amount", sa.String(length=12), nullable=False),
        sa.Column("months", sa.JSON(), nullable=False),
        sa.Column("is_lead", sa.Boolean(), nullable=False),
        sa.Column("is_dropped", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=True),
        sa.Column("written_by", NUMBER, nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["year"], ["annual_plans.year"], name=op.f("fk_plan_lines_year")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.department_id"], name=op.f("fk_plan_lines_department_id")
        ),
        sa.ForeignKeyConstraint(["written_by"], ["people.person_id"], name=op.f("fk_plan_lines_written_by")),
        sa.PrimaryKeyConstraint("plan_line_id", name=op.f("pk_plan_lines")),
        sa.UniqueConstraint("year", "number", "revision", name=op.f("uq_plan_lines_year_number_revision")),
    )
    op.create_index(op.f("ix_plan_lines_year_is_current"), "plan_lines", ["year", "is_current"])
    op.create_table(
        "joint_decisions",
        sa.Column("joint_decision_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("object_kind", sa.String(length=300), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("is_accepted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=True),
        sa.Column("decided_by", NUMBER, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["year"], ["annual_plans.year"], name=op.f("fk_joint_decisions_year")),
        sa.ForeignKeyConstraint(["decided_by"], ["people.person_id"], name=op.f("fk_joint_decisions_decided_by")),
        sa.PrimaryKeyConstraint("joint_decision_id", name=op.f("pk_joint_decisions")),
    )
    op.create_index(op.f("ix_joint_decisions_year"), "joint_decisions", ["year"])
    with op.batch_alter_table("campaign_plans") as plans:
        plans.add_column(sa.Column("plan_line_id", NUMBER, nullable=True))
        plans.create_foreign_key(
            op.f("fk_campaign_plans_plan_line_id"), "plan_lines", ["plan_line_id"], ["plan_line_id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("campaign_plans") as plans:
        plans.drop_constraint(op.f("fk_campaign_plans_plan_line_id"), type_="foreignkey")
        plans.drop_column("plan_line_id")
    for table in ("joint_decisions", "plan_lines", "annual_plans", "frequency_caps"):
        op.drop_table(table)
