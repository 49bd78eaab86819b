"""What people said when they were asked, and files that confirm it."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_PURPOSES = ("item", "scene", "notice", "signature", "authorisation", "refusal", "resent", "unassigned")


def _one_of(table: str, column: str, *words: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))


def _allow_purposes(*purposes: str) -> None:
    with op.batch_alter_table("evidence") as table:
        table.drop_constraint(op.f("ck_evidence_purpose"), type_="check")
        table.create_check_constraint(op.f("ck_evidence_purpose"), f"purpose IN ({', '.join(map(repr, purposes))})")


def upgrade() -> None:
    _allow_purposes(*_PURPOSES, "interview")
    op.create_table(
        "interviews",
        sa.Column("interview_id", _ID, autoincrement=True, nullable=False),
        sa.Column("visit_id", _ID, nullable=False),
        sa.Column("section_id", _ID, nullable=False),
        sa.Column("question", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("asked_of", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("statement", sa.String(length=2000), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("way", sa.String(length=24), nullable=True),
        sa.Column("evidence_ids", sa.JSON(), nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        _one_of("interviews", "state", "draft", "standing", "withdrawn"),
        _one_of("interviews", "asked_of", "party", "witness"),
        _one_of("interviews", "way", "signed", "voice", "refused"),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.visit_id"], name=op.f("fk_interviews_visit_id")),
        sa.ForeignKeyConstraint(["section_id"], ["sections.section_id"], name=op.f("fk_interviews_section_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_interviews_person_id")),
        sa.PrimaryKeyConstraint("interview_id", name=op.f("pk_interviews")),
    )
    op.create_index(op.f("ix_interviews_section_id_question"), "interviews", ["section_id", "question"])
    op.create_index(op.f("ix_interviews_visit_id"), "interviews", ["visit_id"])


def downgrade() -> None:
    op.drop_table("interviews")
    op.execute("UPDATE evidence SET purpose = 'item' WHERE purpose = 'interview'")
    _allow_purposes(*_PURPOSES)
