"""Addenda are signed on pads as well, a statement comes in parts, and pictures are alike within a visit."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _ways(*ways: str) -> str:
    return f"way IN ({', '.join(repr(way) for way in ways)})"


def upgrade() -> None:
    with op.batch_alter_table("pads") as batch_op:
        batch_op.add_column(sa.Column("addendum_id", _ID, nullable=True))
        batch_op.add_column(sa.Column("signer", sa.String(length=24), nullable=True))
        batch_op.add_column(sa.Column("name", sa.String(length=200), nullable=True))
        batch_op.create_foreign_key(op.f("fk_pads_addendum_id"), "addenda", ["addendum_id"], ["addendum_id"])
    with op.batch_alter_table("addendum_signatures") as batch_op:
        batch_op.add_column(sa.Column("name", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("pad_id", _ID, nullable=True))
        batch_op.create_foreign_key(op.f("fk_addendum_signatures_pad_id"), "pads", ["pad_id"], ["pad_id"])
        batch_op.drop_constraint(op.f("ck_addendum_signatures_way"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_addendum_signatures_way"), _ways("paper", "drawn", "refused", "absent")
        )
    with op.batch_alter_table("examinations") as batch_op:
        batch_op.add_column(sa.Column("double_id", _ID, nullable=True))
        batch_op.create_foreign_key(op.f("fk_examinations_double_id"), "evidence", ["double_id"], ["evidence_id"])
    op.add_column("interviews", sa.Column("parts", sa.JSON(), nullable=True))


def downgrade() -> None:
    """A drawn signature is told as one on paper; pads of addenda are told as pads of their visits, and are over."""
    op.execute("UPDATE addendum_signatures SET way = 'paper' WHERE way = 'drawn'")
    op.execute("UPDATE pads SET state = 'void' WHERE addendum_id IS NOT NULL AND state = 'open'")
    op.drop_column("interviews", "parts")
    with op.batch_alter_table("examinations") as batch_op:
        batch_op.drop_constraint(op.f("fk_examinations_double_id"), type_="foreignkey")
        batch_op.drop_column("double_id")
    with op.batch_alter_table("addendum_signatures") as batch_op:
        batch_op.drop_constraint(op.f("ck_addendum_signatures_way"), type_="check")
        batch_op.create_check_constraint(op.f("ck_addendum_signatures_way"), _ways("paper", "refused", "absent"))
        batch_op.drop_constraint(op.f("fk_addendum_signatures_pad_id"), type_="foreignkey")
        batch_op.drop_column("pad_id")
        batch_op.drop_column("name")
    with op.batch_alter_table("pads") as batch_op:
        batch_op.drop_constraint(op.f("fk_pads_addendum_id"), type_="foreignkey")
        batch_op.drop_column("name")
        batch_op.drop_column("signer")
        batch_op.drop_column("addendum_id")
