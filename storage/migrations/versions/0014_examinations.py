"""What was found in files; those that are kept apart because of it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_STATES = ("received", "secured", "lost")
_BANDS = [f"band_{number}" for number in range(1, 5)]


def _one_of(table: str, column: str, *words: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))


def _allow_states(*states: str) -> None:
    with op.batch_alter_table("evidence") as table:
        table.drop_constraint(op.f("ck_evidence_state"), type_="check")
        table.create_check_constraint(op.f("ck_evidence_state"), f"state IN ({', '.join(map(repr, states))})")


def upgrade() -> None:
    _allow_states("received", "secured", "quarantined", "lost")
    op.create_table(
        "examinations",
        sa.Column("evidence_id", _ID, nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("examined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("format", sa.String(length=24), nullable=False),
        sa.Column("problem", sa.String(length=24), nullable=False),
        sa.Column("placeholders", sa.JSON(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("taken", sa.String(length=32), nullable=False),
        sa.Column("position", sa.String(length=32), nullable=False),
        sa.Column("camera", sa.String(length=80), nullable=False),
        sa.Column("likeness", sa.String(length=16), nullable=True),
        *(sa.Column(band, sa.String(length=4), nullable=True) for band in _BANDS),
        sa.Column("twin_id", _ID, nullable=True),
        sa.Column("is_old", sa.Boolean(), nullable=False),
        sa.Column("stamped_sha256", sa.String(length=64), nullable=True),
        sa.Column("preview_sha256", sa.String(length=64), nullable=True),
        _one_of("examinations", "state", "pending", "fine", "quarantined"),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.evidence_id"], name=op.f("fk_examinations_evidence_id")),
        sa.ForeignKeyConstraint(["twin_id"], ["evidence.evidence_id"], name=op.f("fk_examinations_twin_id")),
        sa.PrimaryKeyConstraint("evidence_id", name=op.f("pk_examinations")),
    )
    for band in _BANDS:
        op.create_index(op.f(f"ix_examinations_{band}"), "examinations", [band])


def downgrade() -> None:
    op.drop_table("examinations")
    # What was kept apart was secured before.
    op.execute("UPDATE evidence SET state = 'secured' WHERE state = 'quarantined'")
    _allow_states(*_STATES)
