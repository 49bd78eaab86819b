"""Doors: when campaigns and visits were made, how a subscriber fails, for which approval a section is forwarded."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
MADE = ("campaigns", "visits")


def upgrade() -> None:
    for table in MADE:
        op.add_column(table, sa.Column("made_at", INSTANT, nullable=True))
        op.create_index(op.f(f"ix_{table}_made_at"), table, ["made_at"])
    op.add_column("subscribers", sa.Column("failures", sa.Integer(), server_default="0", nullable=False))
    op.add_column("subscribers", sa.Column("probe_at", INSTANT, nullable=True))
    op.add_column("forwardings", sa.Column("review_round", sa.Integer(), server_default="1", nullable=False))


def downgrade() -> None:
    op.drop_column("forwardings", "review_round")
    op.drop_column("subscribers", "probe_at")
    op.drop_column("subscribers", "failures")
    for table in MADE:
        op.drop_index(op.f(f"ix_{table}_made_at"), table)
        op.drop_column(table, "made_at")
