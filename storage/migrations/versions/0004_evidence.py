"""The first schema: files, signatures, seals."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "seals",
        sa.Column("seal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("side", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("reason_kind", sa.String(length=24), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=True),
        sa.Column("set_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("side IN ('party', 'office')", name=op.f("ck_seals_side")),
        sa.CheckConstraint("state IN ('stamped', 'later', 'none', 'refused')", name=op.f("ck_seals_state")),
        sa.ForeignKeyConstraint(["set_by"], ["people.person_id"], name=op.f("fk_seals_set_by")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.visit_id"], name=op.f("fk_seals_visit_id")),
        sa.PrimaryKeyConstraint("seal_id", name=op.f("pk_seals")),
        sa.UniqueConstraint("visit_id", "side", name=op.f("uq_seals_visit_id_side")),
    )

    op.create_table(
        "signed_sheets",
        sa.Column("sheet_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("ticks", sa.JSON(), nullable=False),
        sa.Column("evidence_ids", sa.JSON(), nullable=False),
        sa.Column("opened_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('draft', 'standing', 'void')", name=op.f("ck_signed_sheets_state")),
        sa.ForeignKeyConstraint(["opened_by"], ["people.person_id"], name=op.f("fk_signed_sheets_opened_by")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.visit_id"], name=op.f("fk_signed_sheets_visit_id")),
        sa.PrimaryKeyConstraint("sheet_id", name=op.f("pk_signed_sheets")),
    )

    with op.batch_alter_table("signed_sheets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signed_sheets_visit_id_state"), ["visit_id", "state"], unique=False)

    op.create_table(
        "evidence",
        sa.Column(
            "evidence_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("section_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("question", sa.String(length=80), nullable=True),
        sa.Column("purpose", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("telegram_message_id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.String(length=48), nullable=False),
        sa.Column("file_id", sa.String(length=250), nullable=False),
        sa.Column("file_unique_id", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=300), nullable=True),
        sa.Column("mime_type", sa.String(length=120), nullable=True),
        sa.Column("file_size", sa.Integer(), nullable=True),
        sa.Column("recompressed", sa.Boolean(), nullable=False),
        sa.Column("caption", sa.String(length=1100), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("secured_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "purpose IN ('item', 'scene', 'notice', 'signature', 'authorisation', 'refusal', 'resent', 'unassigned')",
            name=op.f("ck_evidence_purpose"),
        ),
        sa.CheckConstraint("state IN ('received', 'secured', 'lost')", name=op.f("ck_evidence_state")),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_evidence_person_id")),
        sa.ForeignKeyConstraint(["section_id"], ["sections.section_id"], name=op.f("fk_evidence_section_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.visit_id"], name=op.f("fk_evidence_visit_id")),
        sa.PrimaryKeyConstraint("evidence_id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("chat_id", "telegram_message_id", name=op.f("uq_evidence_chat_id_telegram_message_id")),
    )

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_batch"), ["batch"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_section_id_question"), ["section_id", "question"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_sha256"), ["sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_visit_id_state"), ["visit_id", "state"], unique=False)

    op.create_table(
        "signatures",
        sa.Column(
            "signature_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("way", sa.String(length=24), nullable=False),
        sa.Column("signer", sa.String(length=24), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=True),
        sa.Column("reason_kind", sa.String(length=24), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=True),
        sa.Column("read_out", sa.Boolean(), nullable=False),
        sa.Column("later_on", sa.Date(), nullable=True),
        sa.Column("no_authorisation", sa.String(length=1000), nullable=True),
        sa.Column("sheet_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role IN ('party', 'officer', 'witness')", name=op.f("ck_signatures_role")),
        sa.CheckConstraint("state IN ('draft', 'standing', 'void')", name=op.f("ck_signatures_state")),
        sa.CheckConstraint("way IN ('paper', 'refused', 'absent', 'none')", name=op.f("ck_signatures_way")),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_signatures_person_id")),
        sa.ForeignKeyConstraint(["sheet_id"], ["signed_sheets.sheet_id"], name=op.f("fk_signatures_sheet_id")),
        sa.ForeignKeyConstraint(["taken_by"], ["people.person_id"], name=op.f("fk_signatures_taken_by")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.visit_id"], name=op.f("fk_signatures_visit_id")),
        sa.PrimaryKeyConstraint("signature_id", name=op.f("pk_signatures")),
        sa.UniqueConstraint(
            "visit_id", "role", "person_id", "revision", name=op.f("uq_signatures_visit_id_role_person_id_revision")
        ),
    )

    with op.batch_alter_table("signatures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signatures_sheet_id"), ["sheet_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signatures_visit_id_state"), ["visit_id", "state"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("signatures", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signatures_visit_id_state"))
        batch_op.drop_index(batch_op.f("ix_signatures_sheet_id"))

    op.drop_table("signatures")

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_visit_id_state"))
        batch_op.drop_index(batch_op.f("ix_evidence_sha256"))
        batch_op.drop_index(batch_op.f("ix_evidence_section_id_question"))
        batch_op.drop_index(batch_op.f("ix_evidence_person_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_batch"))

    op.drop_table("evidence")

    with op.batch_alter_table("signed_sheets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signed_sheets_visit_id_state"))

    op.drop_table("signed_sheets")

    op.drop_table("seals")
