"""Follow-up inspections of clues: who goes and when, and what they showed; visits say which kind they are of."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_STATES = ("draft", "running", "complied", "standing", "called_off")


def upgrade() -> None:
    op.add_column("visits", sa.Column("kind", sa.String(length=24), server_default="regular", nullable=False))
    op.create_table(
        "follow_ups",
        sa.Column("follow_up_id", _ID, autoincrement=True, nullable=False),
        sa.Column("clue_id", _ID, nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("visit_id", _ID, nullable=True),
        sa.Column("made_by", _ID, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.CheckConstraint(f"state IN ({', '.join(map(repr, _STATES))})", name=op.f("ck_follow_ups_state")),
        sa.ForeignKeyConstraint(["clue_id"], ["clues.clue_id"], name=op.f("fk_follow_ups_clue_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.visit_id"], name=op.f("fk_follow_ups_visit_id")),
        sa.ForeignKeyConstraint(["made_by"], ["people.person_id"], name=op.f("fk_follow_ups_made_by")),
        sa.PrimaryKeyConstraint("follow_up_id", name=op.f("pk_follow_ups")),
        sa.UniqueConstraint("visit_id", name=op.f("uq_follow_ups_visit_id")),
    )
    op.create_index(op.f("ix_follow_ups_clue_id"), "follow_ups", ["clue_id"])


def downgrade() -> None:
    op.drop_table("follow_ups")
    op.drop_column("visits", "kind")
