"""Keys that the program makes for itself; the first one seals the codes on printed papers."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The key is made here, so that there is one from the beginning, and only one however many programs start."""
    table = op.create_table(
        "secret_keys",
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("purpose", name=op.f("pk_secret_keys")),
    )
    op.bulk_insert(table, [{"purpose": "verification", "value": secrets.token_hex(32)}])


def downgrade() -> None:
    op.drop_table("secret_keys")
