"""Visits whose object fell out, plans that are drawn for again, recusals declared before, photographs of dice."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STATES = "state IN ('assigned', 'running', 'submitted', 'returned'{more})"


def upgrade() -> None:
    _allow(STATES.format(more=", 'void'"))
    with op.batch_alter_table("campaign_plans") as table:
        table.add_column(sa.Column("is_reopened", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "declared_recusals",
        sa.Column("declared_recusal_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("object_id", NUMBER, nullable=False),
        sa.Column("declared_by", NUMBER, nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_declared_recusals_person_id")),
        sa.ForeignKeyConstraint(
            ["object_id"], ["inspection_objects.object_id"], name=op.f("fk_declared_recusals_object_id")
        ),
        sa.ForeignKeyConstraint(["declared_by"], ["people.person_id"], name=op.f("fk_declared_recusals_declared_by")),
        sa.PrimaryKeyConstraint("declared_recusal_id", name=op.f("pk_declared_recusals")),
        sa.UniqueConstraint("person_id", "object_id", name=op.f("uq_declared_recusals_person_id_object_id")),
    )
    op.create_index(op.f("ix_declared_recusals_object_id"), "declared_recusals", ["object_id"])
    op.create_table(
        "dice_photos",
        sa.Column("dice_photo_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("draw_id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("file_id", sa.String(length=250), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('received', 'secured', 'lost')", name=op.f("ck_dice_photos_state")),
        sa.ForeignKeyConstraint(["draw_id"], ["draws.draw_id"], name=op.f("fk_dice_photos_draw_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_dice_photos_person_id")),
        sa.PrimaryKeyConstraint("dice_photo_id", name=op.f("pk_dice_photos")),
    )
    op.create_index(op.f("ix_dice_photos_draw_id"), "dice_photos", ["draw_id"])


def downgrade() -> None:
    for name in ("dice_photos", "declared_recusals"):
        op.drop_table(name)
    with op.batch_alter_table("campaign_plans") as table:
        table.drop_column("is_reopened")
    op.execute(sa.text("UPDATE visits SET state = 'assigned' WHERE state = 'void'"))
    _allow(STATES.format(more=""))


def _allow(states: str) -> None:
    with op.batch_alter_table("visits") as table:
        table.drop_constraint(op.f("ck_visits_state"), type_="check")
        table.create_check_constraint(op.f("ck_visits_state"), states)
