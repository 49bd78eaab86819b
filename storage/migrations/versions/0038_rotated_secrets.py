"""A subscriber's secrets before the present one, which sign beside it for a while."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("subscribers", sa.Column("former_secrets", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    op.drop_column("subscribers", "former_secrets")
