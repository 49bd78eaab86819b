"""How each object is inspected, what is done at the desk, who helps; imports that are undone, checks that are fenced."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("campaign_plans", sa.Column("methods", sa.JSON(), server_default="{}", nullable=False))
    op.add_column("visits", sa.Column("method", sa.String(length=24), server_default="on_site", nullable=False))
    op.create_table(
        "desk_steps",
        sa.Column("desk_step_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("section_id", NUMBER, nullable=False),
        sa.Column("method", sa.String(length=24), nullable=False),
        sa.Column("what", sa.String(length=500), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("came", sa.String(length=1000), nullable=True),
        sa.Column("noted_by", NUMBER, nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("method IN ('written', 'online', 'third_party')", name=op.f("ck_desk_steps_method")),
        sa.ForeignKeyConstraint(["section_id"], ["sections.section_id"], name=op.f("fk_desk_steps_section_id")),
        sa.ForeignKeyConstraint(["noted_by"], ["people.person_id"], name=op.f("fk_desk_steps_noted_by")),
        sa.PrimaryKeyConstraint("desk_step_id", name=op.f("pk_desk_steps")),
    )
    op.create_index(op.f("ix_desk_steps_section_id"), "desk_steps", ["section_id"])
    op.create_table(
        "campaign_experts",
        sa.Column("campaign_expert_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("campaign_id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.campaign_id"], name=op.f("fk_campaign_experts_campaign_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_campaign_experts_person_id")),
        sa.PrimaryKeyConstraint("campaign_expert_id", name=op.f("pk_campaign_experts")),
        sa.UniqueConstraint("campaign_id", "person_id", name=op.f("uq_campaign_experts_campaign_id_person_id")),
    )
    with op.batch_alter_table("registry_imports") as imports:
        imports.add_column(sa.Column("run", sa.String(length=32), nullable=True))
        imports.add_column(sa.Column("undoes", NUMBER, nullable=True))
        imports.create_foreign_key(op.f("fk_registry_imports_undoes"), "registry_imports", ["undoes"], ["import_id"])


def downgrade() -> None:
    with op.batch_alter_table("registry_imports") as imports:
        imports.drop_constraint(op.f("fk_registry_imports_undoes"), type_="foreignkey")
        imports.drop_column("undoes")
        imports.drop_column("run")
    op.drop_table("campaign_experts")
    op.drop_table("desk_steps")
    op.drop_column("visits", "method")
    op.drop_column("campaign_plans", "methods")
