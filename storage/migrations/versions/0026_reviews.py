"""The review of submitted visits: what is approved, what is sent back and what was said about it."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _one_of(table: str, column: str, *words: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    op.create_table(
        "reviews",
        sa.Column("review_id", _ID, autoincrement=True, nullable=False),
        sa.Column("visit_id", _ID, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by", _ID, nullable=False),
        sa.Column("first_by", _ID, nullable=True),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", _ID, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("content", sa.String(length=64), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=True),
        _one_of("reviews", "state", "waiting", "seconding", "approved", "returned"),
        _refers("reviews", "visit_id", "visits.visit_id"),
        *(_refers("reviews", column, "people.person_id") for column in ("begun_by", "first_by", "decided_by")),
        sa.PrimaryKeyConstraint("review_id", name=op.f("pk_reviews")),
        sa.UniqueConstraint("visit_id", "round", name=op.f("uq_reviews_visit_id_round")),
    )
    op.create_index(op.f("ix_reviews_visit_id_is_current"), "reviews", ["visit_id", "is_current"])
    op.create_table(
        "review_returns",
        sa.Column("return_id", _ID, autoincrement=True, nullable=False),
        sa.Column("review_id", _ID, nullable=False),
        sa.Column("visit_id", _ID, nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("section_id", _ID, nullable=True),
        sa.Column("question", sa.String(length=80), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("comment", sa.String(length=1000), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("written_by", _ID, nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answer_id", _ID, nullable=True),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        _one_of("review_returns", "state", "draft", "open", "settled", "withdrawn"),
        _one_of("review_returns", "kind", "item", "result", "signing"),
        _refers("review_returns", "review_id", "reviews.review_id"),
        _refers("review_returns", "visit_id", "visits.visit_id"),
        _refers("review_returns", "section_id", "sections.section_id"),
        _refers("review_returns", "written_by", "people.person_id"),
        _refers("review_returns", "answer_id", "answers.answer_id"),
        sa.PrimaryKeyConstraint("return_id", name=op.f("pk_review_returns")),
    )
    op.create_index(op.f("ix_review_returns_review_id"), "review_returns", ["review_id"])
    op.create_index(op.f("ix_review_returns_visit_id_state"), "review_returns", ["visit_id", "state"])
    op.create_table(
        "review_lines",
        sa.Column("line_id", _ID, autoincrement=True, nullable=False),
        sa.Column("return_id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        _refers("review_lines", "return_id", "review_returns.return_id"),
        _refers("review_lines", "person_id", "people.person_id"),
        sa.PrimaryKeyConstraint("line_id", name=op.f("pk_review_lines")),
    )
    op.create_index(op.f("ix_review_lines_return_id"), "review_lines", ["return_id"])
    # What was submitted before there was a review waits for one.
    op.execute(
        "INSERT INTO reviews (visit_id, round, is_current, state, begun_at, begun_by) "
        "SELECT visit_id, 1, true, 'waiting', submitted_at, submitted_by FROM visits "
        "WHERE state = 'submitted' AND NOT is_trial AND submitted_by IS NOT NULL"
    )


def downgrade() -> None:
    for table in ("review_lines", "review_returns", "reviews"):
        op.drop_table(table)
