"""Decisions for results keep the results that each visit had; of older ones they are not known."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

TABLES = ("risk_decisions", "serious_breaches")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("basis", sa.JSON(), server_default="{}", nullable=False))


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_column(table, "basis")
