"""How people want to be told, groups that hear numbers, and indexes of what has failed."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FAILED = (("ix_inbox_parked", "inbox", "arrival", "parked"), ("ix_outbox_failed", "outbox", "outbox_id", "failed"))


def upgrade() -> None:
    op.create_table(
        "notice_settings",
        sa.Column("person_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("ways", sa.JSON(), nullable=False),
        sa.Column("quiet_from", sa.String(length=5), nullable=True),
        sa.Column("quiet_until", sa.String(length=5), nullable=True),
        sa.Column("rests", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_notice_settings_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_notice_settings")),
    )
    op.create_table(
        "digest_lines",
        sa.Column("digest_line_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("button", sa.JSON(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_digest_lines_person_id")),
        sa.PrimaryKeyConstraint("digest_line_id", name=op.f("pk_digest_lines")),
    )
    op.create_index(op.f("ix_digest_lines_person_id"), "digest_lines", ["person_id"])
    op.create_table(
        "group_chats",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("department_id", NUMBER, nullable=True),
        sa.Column("bound_by", NUMBER, nullable=False),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.department_id"], name=op.f("fk_group_chats_department_id")
        ),
        sa.ForeignKeyConstraint(["bound_by"], ["people.person_id"], name=op.f("fk_group_chats_bound_by")),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_group_chats")),
    )
    op.create_index(op.f("ix_group_chats_department_id"), "group_chats", ["department_id"])
    for name, table, column, state in FAILED:
        where = sa.text(f"state = '{state}'")
        op.create_index(name, table, [column], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for name, table, _, _ in FAILED:
        op.drop_index(name, table)
    for table in ("group_chats", "digest_lines", "notice_settings"):
        op.drop_table(table)
