"""Campaigns planned here and their draws, with the dice that each person typed."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "campaign_plans",
        sa.Column("campaign_id", NUMBER, nullable=False),
        sa.Column("made_by", NUMBER, nullable=False),
        sa.Column("departments", sa.JSON(), nullable=False),
        sa.Column("industries", sa.JSON(), nullable=False),
        sa.Column("districts", sa.JSON(), nullable=False),
        sa.Column("risks", sa.JSON(), nullable=False),
        sa.Column("permille", sa.JSON(), nullable=False),
        sa.Column("reserve", sa.Integer(), nullable=False),
        sa.Column("per_department", sa.Integer(), nullable=False),
        sa.Column("max_load", sa.Integer(), nullable=False),
        sa.Column("load_slack", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.campaign_id"], name=op.f("fk_campaign_plans_campaign_id")),
        sa.ForeignKeyConstraint(["made_by"], ["people.person_id"], name=op.f("fk_campaign_plans_made_by")),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_campaign_plans")),
    )
    op.create_table(
        "draws",
        sa.Column("draw_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("campaign_id", NUMBER, nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("commitment", sa.JSON(), nullable=False),
        sa.Column("commit_hash", sa.String(length=64), nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.Column("committed_by", NUMBER, nullable=False),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dice", sa.String(length=200), nullable=True),
        sa.Column("revealed_at", sa.String(length=24), nullable=True),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("has_changed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("addendum", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=True),
        sa.CheckConstraint("state IN ('committed', 'drawn', 'abandoned')", name=op.f("ck_draws_state")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.campaign_id"], name=op.f("fk_draws_campaign_id")),
        sa.ForeignKeyConstraint(["committed_by"], ["people.person_id"], name=op.f("fk_draws_committed_by")),
        sa.PrimaryKeyConstraint("draw_id", name=op.f("pk_draws")),
        sa.UniqueConstraint("number", name=op.f("uq_draws_number")),
    )
    op.create_index(op.f("ix_draws_campaign_id"), "draws", ["campaign_id"])
    op.create_table(
        "draw_dice",
        sa.Column("draw_dice_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("draw_id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("dice", sa.String(length=200), nullable=False),
        sa.Column("typed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["draw_id"], ["draws.draw_id"], name=op.f("fk_draw_dice_draw_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_draw_dice_person_id")),
        sa.PrimaryKeyConstraint("draw_dice_id", name=op.f("pk_draw_dice")),
        sa.UniqueConstraint("draw_id", "person_id", name=op.f("uq_draw_dice_draw_id_person_id")),
    )


def downgrade() -> None:
    for table in ("draw_dice", "draws", "campaign_plans"):
        op.drop_table(table)
