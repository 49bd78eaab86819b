"""What is kept back leaves by no door: when a result last changed for others, what is taken back, what is withheld."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
# Table and column of each check, its words before and after.
CHECKS = (
    ("public_results", "state", ("published", "withdrawn"), "withheld"),
    ("public_versions", "kind", ("publish", "correct", "withdraw"), "withhold"),
    ("forwardings", "state", ("waiting", "sent", "given_up"), "taken_back"),
)


def _one_of(table: str, column: str, *words: str) -> None:
    name = op.f(f"ck_{table}_{column}")
    with op.batch_alter_table(table) as batch_op:
        batch_op.drop_constraint(name, type_="check")
        batch_op.create_check_constraint(name, f"{column} IN ({', '.join(map(repr, words))})")


def upgrade() -> None:
    op.add_column("sections", sa.Column("out_at", INSTANT, nullable=True))
    op.create_index(op.f("ix_sections_out_at_section_id"), "sections", ["out_at", "section_id"])
    # What is kept back changes for others now, whoever has read it before.
    known = sa.text(
        "UPDATE sections SET out_at = CASE WHEN section_id IN (SELECT section_id FROM publishings"
        " WHERE state IN ('withheld', 'withdrawn') OR wish IN ('withhold', 'withdraw')) THEN :now ELSE"
        " (SELECT reviews.decided_at FROM reviews WHERE reviews.visit_id = sections.visit_id"
        " AND reviews.is_current AND reviews.state = 'approved') END"
    )
    op.get_bind().execute(known.bindparams(sa.bindparam("now", datetime.now(UTC), INSTANT)))
    op.add_column("keyings", sa.Column("outdated_at", INSTANT, nullable=True))
    for table, column, words, new in CHECKS:
        _one_of(table, column, *words, new)


def downgrade() -> None:
    op.execute(sa.text("UPDATE public_results SET state = 'withdrawn' WHERE state = 'withheld'"))
    op.execute(sa.text("UPDATE public_versions SET kind = 'withdraw' WHERE kind = 'withhold'"))
    op.execute(sa.text("UPDATE forwardings SET state = 'given_up' WHERE state = 'taken_back'"))
    for table, column, words, _ in reversed(CHECKS):
        _one_of(table, column, *words)
    op.drop_column("keyings", "outdated_at")
    op.drop_index(op.f("ix_sections_out_at_section_id"), "sections")
    op.drop_column("sections", "out_at")
