"""Signatures that are drawn on a screen."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_AT = sa.DateTime(timezone=True)


def _ways(*ways: str) -> str:
    return f"way IN ({', '.join(repr(way) for way in ways)})"


def upgrade() -> None:
    op.create_table(
        "pads",
        sa.Column("pad_id", _ID, autoincrement=True, nullable=False),
        sa.Column("visit_id", _ID, nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("whose", sa.String(length=64), nullable=False),
        sa.Column("person_id", _ID, nullable=True),
        sa.Column("opened_by", _ID, nullable=False),
        sa.Column("opened_at", _AT, nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("record_sha256", sa.String(length=64), nullable=False),
        sa.Column("link_sha256", sa.String(length=64), nullable=True),
        sa.Column("link_until", _AT, nullable=True),
        sa.Column("link_used_at", _AT, nullable=True),
        sa.Column("ticket_sha256", sa.String(length=64), nullable=True),
        sa.Column("ticket_until", _AT, nullable=True),
        sa.Column("is_by_link", sa.Boolean(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("signed_at", _AT, nullable=True),
        sa.Column("marks_sha256", sa.String(length=64), nullable=True),
        sa.Column("svg_sha256", sa.String(length=64), nullable=True),
        sa.Column("png_sha256", sa.String(length=64), nullable=True),
        sa.CheckConstraint("role IN ('party', 'officer', 'witness')", name=op.f("ck_pads_role")),
        sa.CheckConstraint("state IN ('open', 'signed', 'void')", name=op.f("ck_pads_state")),
        sa.ForeignKeyConstraint(["opened_by"], ["people.person_id"], name=op.f("fk_pads_opened_by")),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_pads_person_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.visit_id"], name=op.f("fk_pads_visit_id")),
        sa.PrimaryKeyConstraint("pad_id", name=op.f("pk_pads")),
        sa.UniqueConstraint("link_sha256", name=op.f("uq_pads_link_sha256")),
    )
    op.create_index(op.f("ix_pads_visit_id_state"), "pads", ["visit_id", "state"])
    op.create_table(
        "pad_marks",
        sa.Column("pad_id", _ID, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("received_at", _AT, nullable=False),
        sa.CheckConstraint("kind IN ('stroke', 'undo', 'clear')", name=op.f("ck_pad_marks_kind")),
        sa.ForeignKeyConstraint(["pad_id"], ["pads.pad_id"], name=op.f("fk_pad_marks_pad_id")),
        sa.PrimaryKeyConstraint("pad_id", "number", name=op.f("pk_pad_marks")),
    )
    op.create_table(
        "used_launches",
        sa.Column("signature", sa.String(length=64), nullable=False),
        sa.Column("used_at", _AT, nullable=False),
        sa.PrimaryKeyConstraint("signature", name=op.f("pk_used_launches")),
    )
    op.create_index(op.f("ix_used_launches_used_at"), "used_launches", ["used_at"])
    with op.batch_alter_table("signatures") as batch_op:
        batch_op.add_column(sa.Column("pad_id", _ID, nullable=True))
        batch_op.create_foreign_key(op.f("fk_signatures_pad_id"), "pads", ["pad_id"], ["pad_id"])
        batch_op.drop_constraint(op.f("ck_signatures_way"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_signatures_way"), _ways("paper", "drawn", "refused", "absent", "none")
        )


def downgrade() -> None:
    """A drawn signature is told as one on paper, which the earlier tables know."""
    op.execute("UPDATE signatures SET way = 'paper' WHERE way = 'drawn'")
    with op.batch_alter_table("signatures") as batch_op:
        batch_op.drop_constraint(op.f("ck_signatures_way"), type_="check")
        batch_op.create_check_constraint(op.f("ck_signatures_way"), _ways("paper", "refused", "absent", "none"))
        batch_op.drop_constraint(op.f("fk_signatures_pad_id"), type_="foreignkey")
        batch_op.drop_column("pad_id")
    op.drop_index(op.f("ix_used_launches_used_at"), table_name="used_launches")
    op.drop_table("used_launches")
    op.drop_table("pad_marks")
    op.drop_index(op.f("ix_pads_visit_id_state"), table_name="pads")
    op.drop_table("pads")
