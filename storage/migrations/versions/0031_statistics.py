"""Statistics: what was decided for results of objects, and links to a supervisor's page."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
# 0033 was there first, and databases may stand there.
down_revision = "0030"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "risk_decisions",
        sa.Column("risk_decision_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("object_id", NUMBER, nullable=False),
        sa.Column("rule", sa.String(length=24), nullable=False),
        sa.Column("from_risk", sa.String(length=1), nullable=False),
        sa.Column("to_risk", sa.String(length=1), nullable=False),
        sa.Column("visits", sa.JSON(), nullable=False),
        sa.Column("newest_visit_id", NUMBER, nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("decided_by", NUMBER, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('accepted', 'declined')", name=op.f("ck_risk_decisions_state")),
        *_of("risk_decisions"),
        sa.PrimaryKeyConstraint("risk_decision_id", name=op.f("pk_risk_decisions")),
    )
    op.create_index(op.f("ix_risk_decisions_object_id"), "risk_decisions", ["object_id"])
    op.create_table(
        "serious_breaches",
        sa.Column("breach_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("object_id", NUMBER, nullable=False),
        sa.Column("rule", sa.String(length=24), nullable=False),
        sa.Column("visits", sa.JSON(), nullable=False),
        sa.Column("newest_visit_id", NUMBER, nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("ground", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("decided_by", NUMBER, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", NUMBER, nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('released', 'withdrawn', 'declined')", name=op.f("ck_serious_breaches_state")),
        *_of("serious_breaches"),
        sa.ForeignKeyConstraint(["withdrawn_by"], ["people.person_id"], name=op.f("fk_serious_breaches_withdrawn_by")),
        sa.PrimaryKeyConstraint("breach_id", name=op.f("pk_serious_breaches")),
    )
    op.create_index(op.f("ix_serious_breaches_object_id_state"), "serious_breaches", ["object_id", "state"])
    op.create_table(
        "dashboard_links",
        sa.Column("link_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("roles", sa.String(length=64), nullable=False),
        sa.Column("code_sha256", sa.String(length=64), nullable=False),
        sa.Column("ticket_sha256", sa.String(length=64), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_dashboard_links_person_id")),
        sa.PrimaryKeyConstraint("link_id", name=op.f("pk_dashboard_links")),
        sa.UniqueConstraint("code_sha256", name=op.f("uq_dashboard_links_code_sha256")),
        sa.UniqueConstraint("ticket_sha256", name=op.f("uq_dashboard_links_ticket_sha256")),
    )
    op.create_index(op.f("ix_dashboard_links_person_id"), "dashboard_links", ["person_id"])


def _of(table: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    return tuple(
        sa.ForeignKeyConstraint([column], [other], name=op.f(f"fk_{table}_{column}"))
        for column, other in (
            ("object_id", "inspection_objects.object_id"),
            ("newest_visit_id", "visits.visit_id"),
            ("decided_by", "people.person_id"),
        )
    )


def downgrade() -> None:
    for table in ("dashboard_links", "serious_breaches", "risk_decisions"):
        op.drop_table(table)
