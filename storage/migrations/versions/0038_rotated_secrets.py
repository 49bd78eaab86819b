"""A subscriber's secret before the present one, which signs beside it for a while."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("subscribers", sa.Column("former_secret", sa.String(length=120), nullable=True))
    op.add_column("subscribers", sa.Column("former_until", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("subscribers", "former_until")
    op.drop_column("subscribers", "former_secret")
