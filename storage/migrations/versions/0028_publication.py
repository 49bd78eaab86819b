"""Publication: what departments do with their results, and what the public sees of them."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# By code point on both kinds of database, so that a range is a search for a beginning.
SUFFIX = sa.String(length=32).with_variant(sa.String(length=32, collation="C"), "postgresql")
STATES = "state IN ('open', 'published', 'withheld', 'withdrawn')"
WISHES = "wish IN ('publish', 'correct', 'withhold', 'withdraw')"


def upgrade() -> None:
    op.create_table(
        "publishings",
        sa.Column("publishing_id", NUMBER, autoincrement=True, nullable=False),
        *(sa.Column(name, NUMBER, nullable=False) for name in ("section_id", "visit_id", "campaign_id")),
        sa.Column("department_id", NUMBER, nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("wish", sa.String(length=24), nullable=True),
        sa.Column("wish_facts", sa.JSON(), nullable=True),
        sa.Column("wish_reason", sa.String(length=1000), nullable=True),
        sa.Column("wish_ground", sa.String(length=24), nullable=True),
        sa.Column("wish_clause", sa.String(length=200), nullable=True),
        sa.Column("wish_review_on", sa.Date(), nullable=True),
        sa.Column("wished_by", NUMBER, nullable=True),
        sa.Column("agreed_by", NUMBER, nullable=True),
        sa.Column("ground", sa.String(length=24), nullable=True),
        sa.Column("clause", sa.String(length=200), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.CheckConstraint(STATES, name=op.f("ck_publishings_state")),
        sa.CheckConstraint(WISHES, name=op.f("ck_publishings_wish")),
        sa.ForeignKeyConstraint(["section_id"], ["sections.section_id"], name=op.f("fk_publishings_section_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.visit_id"], name=op.f("fk_publishings_visit_id")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.campaign_id"], name=op.f("fk_publishings_campaign_id")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.department_id"], name=op.f("fk_publishings_department_id")
        ),
        sa.ForeignKeyConstraint(["wished_by"], ["people.person_id"], name=op.f("fk_publishings_wished_by")),
        sa.ForeignKeyConstraint(["agreed_by"], ["people.person_id"], name=op.f("fk_publishings_agreed_by")),
        sa.PrimaryKeyConstraint("publishing_id", name=op.f("pk_publishings")),
        sa.UniqueConstraint("section_id", name=op.f("uq_publishings_section_id")),
        sa.UniqueConstraint("number", name=op.f("uq_publishings_number")),
    )
    op.create_index(op.f("ix_publishings_visit_id"), "publishings", ["visit_id"])
    op.create_index(op.f("ix_publishings_department_id_state"), "publishings", ["department_id", "state"])
    op.create_index(op.f("ix_publishings_department_id_wish"), "publishings", ["department_id", "wish"])
    _create_public_tables()


def _create_public_tables() -> None:
    op.create_table(
        "public_results",
        sa.Column("public_result_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("visit_number", sa.String(length=20), nullable=False),
        sa.Column("campaign_number", sa.String(length=16), nullable=False),
        sa.Column("registration_code", sa.String(length=18), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.Column("department", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('published', 'withdrawn')", name=op.f("ck_public_results_state")),
        sa.PrimaryKeyConstraint("public_result_id", name=op.f("pk_public_results")),
        sa.UniqueConstraint("number", name=op.f("uq_public_results_number")),
    )
    for name in ("registration_code", "campaign_number"):
        columns = [name, "public_result_id"]
        op.create_index(op.f(f"ix_public_results_{name}_public_result_id"), "public_results", columns)
    op.create_index(op.f("ix_public_results_visit_number"), "public_results", ["visit_number"])
    op.create_table(
        "public_versions",
        sa.Column("public_version_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("public_result_id", NUMBER, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=True),
        sa.Column("page_sha256", sa.String(length=64), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.CheckConstraint("kind IN ('publish', 'correct', 'withdraw')", name=op.f("ck_public_versions_kind")),
        _of_result("public_versions"),
        sa.PrimaryKeyConstraint("public_version_id", name=op.f("pk_public_versions")),
        sa.UniqueConstraint("public_result_id", "version", name=op.f("uq_public_versions_public_result_id_version")),
    )
    for table, name, type_ in (("public_names", "suffix", SUFFIX), ("public_outcomes", "result", sa.String(length=24))):
        op.create_table(
            table,
            sa.Column(name, type_, nullable=False),
            sa.Column("public_result_id", NUMBER, nullable=False),
            _of_result(table),
            sa.PrimaryKeyConstraint(name, "public_result_id", name=op.f(f"pk_{table}")),
        )
        op.create_index(op.f(f"ix_{table}_public_result_id"), table, ["public_result_id"])


def _of_result(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["public_result_id"], ["public_results.public_result_id"], name=op.f(f"fk_{table}_public_result_id")
    )


def downgrade() -> None:
    for table in ("public_outcomes", "public_names", "public_versions", "public_results", "publishings"):
        op.drop_table(table)
