"""Workbooks that clerks send, versions that are only tried, campaigns that hold nothing but trials."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STATES = ("checking", "refused", "checked", "taken_in", "discarded", "replaced")


def upgrade() -> None:
    for table in ("checklist_versions", "campaigns"):
        op.add_column(table, sa.Column("is_trial", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "form_uploads",
        sa.Column(
            "upload_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("telegram_message_id", sa.BigInteger(), nullable=False),
        sa.Column("file_id", sa.String(length=250), nullable=False),
        sa.Column("file_name", sa.String(length=300), nullable=False),
        sa.Column("is_workbook", sa.Boolean(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_form_uploads_person_id")),
        sa.PrimaryKeyConstraint("upload_id", name=op.f("pk_form_uploads")),
        sa.UniqueConstraint("chat_id", "telegram_message_id", name=op.f("uq_form_uploads_chat_id_telegram_message_id")),
    )
    op.create_index(op.f("ix_form_uploads_person_id_file_name"), "form_uploads", ["person_id", "file_name"])
    op.create_table(
        "form_drafts",
        sa.Column("draft_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("upload_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("department_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("form_id", sa.String(length=80), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("list_sha256", sa.String(length=64), nullable=True),
        sa.Column("body", sa.JSON(), nullable=True),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("state IN (" + ", ".join(f"'{s}'" for s in STATES) + ")", name=op.f("ck_form_drafts_state")),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_form_drafts_person_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["form_uploads.upload_id"], name=op.f("fk_form_drafts_upload_id")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.department_id"], name=op.f("fk_form_drafts_department_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["checklist_versions.checklist_version_id"], name=op.f("fk_form_drafts_version_id")
        ),
        sa.PrimaryKeyConstraint("draft_id", name=op.f("pk_form_drafts")),
    )
    op.create_index(op.f("ix_form_drafts_person_id_state"), "form_drafts", ["person_id", "state"])


def downgrade() -> None:
    op.drop_table("form_drafts")
    op.drop_table("form_uploads")
    for table in ("campaigns", "checklist_versions"):
        op.drop_column(table, "is_trial")
