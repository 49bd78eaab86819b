"""Addenda to records, and the signatures on them."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _one_of(table: str, column: str, *words: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))


def upgrade() -> None:
    op.create_table(
        "addenda",
        sa.Column("addendum_id", _ID, autoincrement=True, nullable=False),
        sa.Column("visit_id", _ID, nullable=False),
        sa.Column("serial", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("concerns", sa.String(length=24), nullable=True),
        sa.Column("section_id", _ID, nullable=True),
        sa.Column("question", sa.String(length=80), nullable=True),
        sa.Column("item", sa.Integer(), nullable=True),
        sa.Column("stands", sa.String(length=1000), nullable=False),
        sa.Column("reads", sa.String(length=1000), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("record_sha256", sa.String(length=64), nullable=True),
        sa.Column("ticks", sa.JSON(), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("evidence_ids", sa.JSON(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        _one_of("addenda", "state", "draft", "confirmed", "signed", "withdrawn"),
        _one_of("addenda", "concerns", "whole", "section", "item"),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.visit_id"], name=op.f("fk_addenda_visit_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_addenda_person_id")),
        sa.ForeignKeyConstraint(["section_id"], ["sections.section_id"], name=op.f("fk_addenda_section_id")),
        sa.PrimaryKeyConstraint("addendum_id", name=op.f("pk_addenda")),
        sa.UniqueConstraint("visit_id", "serial", name=op.f("uq_addenda_visit_id_serial")),
    )
    op.create_index(op.f("ix_addenda_visit_id_state"), "addenda", ["visit_id", "state"])
    op.create_table(
        "addendum_signatures",
        sa.Column("addendum_signature_id", _ID, autoincrement=True, nullable=False),
        sa.Column("addendum_id", _ID, nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("person_id", _ID, nullable=True),
        sa.Column("way", sa.String(length=24), nullable=False),
        sa.Column("signer", sa.String(length=24), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=True),
        sa.Column("reason_kind", sa.String(length=24), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", _ID, nullable=False),
        _one_of("addendum_signatures", "role", "party", "officer"),
        _one_of("addendum_signatures", "way", "paper", "refused", "absent"),
        sa.ForeignKeyConstraint(
            ["addendum_id"], ["addenda.addendum_id"], name=op.f("fk_addendum_signatures_addendum_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_addendum_signatures_person_id")),
        sa.ForeignKeyConstraint(["taken_by"], ["people.person_id"], name=op.f("fk_addendum_signatures_taken_by")),
        sa.PrimaryKeyConstraint("addendum_signature_id", name=op.f("pk_addendum_signatures")),
        sa.UniqueConstraint(
            "addendum_id", "role", "person_id", name=op.f("uq_addendum_signatures_addendum_id_role_person_id")
        ),
    )


def downgrade() -> None:
    op.drop_table("addendum_signatures")
    op.drop_table("addenda")
