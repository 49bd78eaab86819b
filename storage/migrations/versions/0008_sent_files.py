"""Files of forms by the names that Telegram has given them."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sent_files",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("what", sa.String(length=24), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file_id", sa.String(length=250), nullable=False),
        sa.CheckConstraint("what IN ('photo', 'video', 'audio')", name=op.f("ck_sent_files_what")),
        sa.PrimaryKeyConstraint("bot_id", "what", "sha256", name=op.f("pk_sent_files")),
    )


def downgrade() -> None:
    op.drop_table("sent_files")
