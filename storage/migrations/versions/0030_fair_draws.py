"""Draws: the day on which a sealed one opens is fixed, readings can be set aside; tasks: since when each was sent."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_DRAWS = sa.table("draws", sa.column("draw_id"), sa.column("campaign_id"), sa.column("opens_on", sa.Date()))
_CAMPAIGNS = sa.table("campaigns", sa.column("campaign_id"), sa.column("ends_on", sa.Date()))


def upgrade() -> None:
    op.add_column("draws", sa.Column("opens_on", sa.Date(), nullable=True))
    op.add_column("draw_dice", sa.Column("set_aside", sa.String(length=1000), nullable=True))
    op.add_column("tasks", sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True))
    connection = op.get_bind()
    for campaign_id, ends_on in connection.execute(sa.select(_CAMPAIGNS.c.campaign_id, _CAMPAIGNS.c.ends_on)).all():
        fixed = sa.update(_DRAWS).where(_DRAWS.c.campaign_id == campaign_id)
        connection.execute(fixed.values(opens_on=ends_on + timedelta(days=1)))
    op.execute(
        "UPDATE tasks SET sent_at = (SELECT campaigns.dispatched_at FROM campaigns JOIN visits "
        "ON visits.campaign_id = campaigns.campaign_id WHERE visits.visit_id = tasks.visit_id)"
    )


def downgrade() -> None:
    for table, column in (("tasks", "sent_at"), ("draw_dice", "set_aside"), ("draws", "opens_on")):
        op.drop_column(table, column)
