"""Clues: the problems of approved visits that are followed up, and files that prove how each ended."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_PURPOSES = (
    "item",
    "scene",
    "notice",
    "signature",
    "authorisation",
    "refusal",
    "interview",
    "resent",
    "unassigned",
)
_STATES = ("open", "unit", "offered", "ordered", "closed", "void")
_REFERENCES = {
    "visit_id": "visits.visit_id",
    "section_id": "sections.section_id",
    "department_id": "departments.department_id",
    "from_department_id": "departments.department_id",
    "handed_by": "people.person_id",
    "received_by": "people.person_id",
    "owner_id": "people.person_id",
    "closed_by": "people.person_id",
}


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _allow_purposes(*purposes: str) -> None:
    with op.batch_alter_table("evidence") as table:
        table.drop_constraint(op.f("ck_evidence_purpose"), type_="check")
        table.create_check_constraint(op.f("ck_evidence_purpose"), f"purpose IN ({', '.join(map(repr, purposes))})")


def upgrade() -> None:
    _allow_purposes(*_PURPOSES, "clue")
    op.create_table(
        "clues",
        sa.Column("clue_id", _ID, autoincrement=True, nullable=False),
        sa.Column("visit_id", _ID, nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("section_id", _ID, nullable=False),
        sa.Column("question", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("department_id", _ID, nullable=False),
        sa.Column("from_department_id", _ID, nullable=True),
        sa.Column("handed_by", _ID, nullable=True),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_by", _ID, nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("owner_id", _ID, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", _ID, nullable=True),
        sa.CheckConstraint(f"state IN ({', '.join(map(repr, _STATES))})", name=op.f("ck_clues_state")),
        *(_refers("clues", column, to) for column, to in _REFERENCES.items()),
        sa.PrimaryKeyConstraint("clue_id", name=op.f("pk_clues")),
        sa.UniqueConstraint("section_id", "question", name=op.f("uq_clues_section_id_question")),
        sa.UniqueConstraint("visit_id", "serial", name=op.f("uq_clues_visit_id_serial")),
    )
    op.create_index(op.f("ix_clues_department_id_state"), "clues", ["department_id", "state"])
    op.create_index(op.f("ix_clues_owner_id"), "clues", ["owner_id"])
    op.create_table(
        "clue_steps",
        sa.Column("clue_step_id", _ID, autoincrement=True, nullable=False),
        sa.Column("clue_id", _ID, nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        _refers("clue_steps", "clue_id", "clues.clue_id"),
        _refers("clue_steps", "person_id", "people.person_id"),
        sa.PrimaryKeyConstraint("clue_step_id", name=op.f("pk_clue_steps")),
    )
    op.create_index(op.f("ix_clue_steps_clue_id"), "clue_steps", ["clue_id"])
    op.create_table(
        "clue_files",
        sa.Column("evidence_id", _ID, nullable=False),
        sa.Column("clue_id", _ID, nullable=False),
        _refers("clue_files", "evidence_id", "evidence.evidence_id"),
        _refers("clue_files", "clue_id", "clues.clue_id"),
        sa.PrimaryKeyConstraint("evidence_id", name=op.f("pk_clue_files")),
    )
    op.create_index(op.f("ix_clue_files_clue_id"), "clue_files", ["clue_id"])


def downgrade() -> None:
    for table in ("clue_files", "clue_steps", "clues"):
        op.drop_table(table)
    op.execute("UPDATE evidence SET purpose = 'unassigned' WHERE purpose = 'clue'")
    _allow_purposes(*_PURPOSES)
