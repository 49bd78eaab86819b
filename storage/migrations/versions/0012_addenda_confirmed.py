"""Officers confirm what a colleague ticked on an addendum; a void addendum tells why."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_SIGNATURES = sa.table(
    "addendum_signatures",
    sa.column("role", sa.String),
    sa.column("signed_at", sa.DateTime(timezone=True)),
    sa.column("confirmed_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    """Nobody was asked about the signatures until now: they stand as they are."""
    op.add_column("addendum_signatures", sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(_SIGNATURES.update().where(_SIGNATURES.c.role == "officer").values(confirmed_at=_SIGNATURES.c.signed_at))
    op.add_column("addenda", sa.Column("withdrawn_reason", sa.String(length=1000), nullable=True))


def downgrade() -> None:
    op.drop_column("addenda", "withdrawn_reason")
    op.drop_column("addendum_signatures", "confirmed_at")
