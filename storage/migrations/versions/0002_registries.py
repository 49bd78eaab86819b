"""The first schema: objects, items, checklists, campaigns."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inspection_objects",
        sa.Column(
            "object_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("registration_code", sa.String(length=18), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("short_name", sa.String(length=40), nullable=False),
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("licence_number", sa.String(length=80), nullable=True),
        sa.Column("person_in_charge", sa.String(length=80), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("street", sa.String(length=40), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=True),
        sa.Column("latitude", sa.String(length=12), nullable=True),
        sa.Column("longitude", sa.String(length=12), nullable=True),
        sa.Column("industry", sa.String(length=40), nullable=False),
        sa.Column("risk", sa.String(length=1), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.CheckConstraint("risk IN ('A', 'B', 'C', 'D')", name=op.f("ck_inspection_objects_risk")),
        sa.PrimaryKeyConstraint("object_id", name=op.f("pk_inspection_objects")),
        sa.UniqueConstraint("registration_code", name=op.f("uq_inspection_objects_registration_code")),
    )

    with op.batch_alter_table("inspection_objects", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_objects_name"), ["name"], unique=False)

    op.create_table(
        "checklist_versions",
        sa.Column(
            "checklist_version_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("department_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("form_id", sa.String(length=80), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("workbook_sha256", sa.String(length=64), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("taken_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.department_id"], name=op.f("fk_checklist_versions_department_id")
        ),
        sa.PrimaryKeyConstraint("checklist_version_id", name=op.f("pk_checklist_versions")),
        sa.UniqueConstraint("form_id", "version", name=op.f("uq_checklist_versions_form_id_version")),
    )

    op.create_table(
        "items",
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("department_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("category", sa.String(length=120), nullable=False),
        sa.Column("matter", sa.String(length=300), nullable=False),
        sa.Column("object_kind", sa.String(length=300), nullable=False),
        sa.Column("grade", sa.String(length=24), nullable=False),
        sa.Column("method", sa.String(length=120), nullable=False),
        sa.Column("body", sa.String(length=200), nullable=False),
        sa.Column("legal_basis", sa.String(length=1000), nullable=False),
        sa.CheckConstraint("grade IN ('general', 'key')", name=op.f("ck_items_grade")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.department_id"], name=op.f("fk_items_department_id")),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_items")),
        sa.UniqueConstraint("code", name=op.f("uq_items_code")),
    )

    op.create_table(
        "campaigns",
        sa.Column(
            "campaign_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("task_kind", sa.String(length=24), nullable=False),
        sa.Column("lead_department_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("supervisor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("draw_id", sa.String(length=40), nullable=True),
        sa.Column("dispatched_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "task_kind IN ('daily', 'special', 'clue', 'immediate')", name=op.f("ck_campaigns_task_kind")
        ),
        sa.ForeignKeyConstraint(
            ["lead_department_id"], ["departments.department_id"], name=op.f("fk_campaigns_lead_department_id")
        ),
        sa.ForeignKeyConstraint(["supervisor_id"], ["people.person_id"], name=op.f("fk_campaigns_supervisor_id")),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_campaigns")),
        sa.UniqueConstraint("number", name=op.f("uq_campaigns_number")),
    )

    op.create_table(
        "campaign_items",
        sa.Column(
            "campaign_item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("campaign_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.campaign_id"], name=op.f("fk_campaign_items_campaign_id")),
        sa.ForeignKeyConstraint(["item_id"], ["items.item_id"], name=op.f("fk_campaign_items_item_id")),
        sa.PrimaryKeyConstraint("campaign_item_id", name=op.f("pk_campaign_items")),
        sa.UniqueConstraint("campaign_id", "item_id", name=op.f("uq_campaign_items_campaign_id_item_id")),
    )

    with op.batch_alter_table("campaign_items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_items_item_id"), ["item_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("campaign_items", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_campaign_items_item_id"))

    op.drop_table("campaign_items")

    op.drop_table("campaigns")

    op.drop_table("items")

    op.drop_table("checklist_versions")

    with op.batch_alter_table("inspection_objects", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_objects_name"))

    op.drop_table("inspection_objects")
