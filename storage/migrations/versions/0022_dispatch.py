"""Sending out at a chosen time, more time for a visit, and the office's own working days."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("campaigns", sa.Column("dispatch_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "office_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_working", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_office_days")),
    )
    op.create_table(
        "extensions",
        sa.Column("extension_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("visit_id", NUMBER, nullable=False),
        sa.Column("asked_by", NUMBER, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("answer", sa.String(length=1000), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('open', 'granted', 'refused')", name=op.f("ck_extensions_state")),
        sa.ForeignKeyConstraint(["asked_by"], ["people.person_id"], name=op.f("fk_extensions_asked_by")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.visit_id"], name=op.f("fk_extensions_visit_id")),
        sa.PrimaryKeyConstraint("extension_id", name=op.f("pk_extensions")),
    )
    op.create_index(op.f("ix_extensions_visit_id"), "extensions", ["visit_id"])


def downgrade() -> None:
    for table in ("extensions", "office_days"):
        op.drop_table(table)
    op.drop_column("campaigns", "dispatch_at")
