"""What was keyed belongs to a round of its visit's review: the last that was approved before."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("keyings", sa.Column("review_round", sa.Integer(), server_default="0", nullable=False))
    op.execute(
        sa.text(
            "UPDATE keyings SET review_round = COALESCE((SELECT MAX(reviews.round) FROM reviews"
            " JOIN sections ON sections.visit_id = reviews.visit_id WHERE sections.section_id = keyings.section_id"
            " AND reviews.state = 'approved' AND reviews.decided_at <= keyings.keyed_at), 0)"
        )
    )


def downgrade() -> None:
    op.drop_column("keyings", "review_round")
