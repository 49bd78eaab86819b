"""Registries by file: what is sent and what it changes, whose an object is, editions of items, officers' categories."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STATES = ("checking", "refused", "checked", "settling", "taken_in", "discarded", "replaced")


def _one_of(column: str, *words: str) -> str:
    return f"{column} IN (" + ", ".join(f"'{word}'" for word in words) + ")"


def upgrade() -> None:
    op.add_column("inspection_objects", sa.Column("risk_source", sa.String(length=80), nullable=True))
    op.add_column("inspection_objects", sa.Column("risk_on", sa.Date(), nullable=True))
    op.add_column("people", sa.Column("certificate_from", sa.Date(), nullable=True))
    op.add_column("people", sa.Column("categories", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("people", sa.Column("kind", sa.String(length=24), server_default="officer", nullable=False))
    op.add_column("people", sa.Column("on_leave", sa.Boolean(), server_default=sa.false(), nullable=False))
    for name, length in (("content", 4000), ("level", 80), ("frequency", 80)):
        op.add_column("items", sa.Column(name, sa.String(length=length), server_default="", nullable=False))
    op.add_column("items", sa.Column("is_on_enterprises", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("items", sa.Column("form_id", sa.String(length=80), nullable=True))
    op.add_column("items", sa.Column("permille", sa.Integer(), nullable=True))
    op.add_column("items", sa.Column("valid_from", sa.Date(), nullable=True))
    op.add_column("items", sa.Column("valid_until", sa.Date(), nullable=True))
    op.create_table(
        "registry_imports",
        sa.Column("import_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("person_id", NUMBER, nullable=True),
        sa.Column("department_id", NUMBER, nullable=True),
        sa.Column("which", sa.String(length=24), nullable=True),
        sa.Column("file_name", sa.String(length=300), nullable=False),
        sa.Column("file_id", sa.String(length=250), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("is_certain", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("choice", sa.String(length=24), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Integer(), nullable=False),
        sa.Column("settled", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("list_sha256", sa.String(length=64), nullable=True),
        sa.CheckConstraint(_one_of("state", *STATES), name=op.f("ck_registry_imports_state")),
        sa.CheckConstraint(_one_of("choice", "all", "differences", "picked"), name=op.f("ck_registry_imports_choice")),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_registry_imports_person_id")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.department_id"], name=op.f("fk_registry_imports_department_id")
        ),
        sa.PrimaryKeyConstraint("import_id", name=op.f("pk_registry_imports")),
    )
    op.create_index(op.f("ix_registry_imports_person_id_state"), "registry_imports", ["person_id", "state"])
    op.create_index(op.f("ix_registry_imports_which_state"), "registry_imports", ["which", "state"])
    op.create_table(
        "registry_changes",
        sa.Column("change_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("import_id", NUMBER, nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("department_id", NUMBER, nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("is_picked", sa.Boolean(), nullable=True),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(_one_of("kind", "new", "changed", "joined", "ended"), name=op.f("ck_registry_changes_kind")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["registry_imports.import_id"], name=op.f("fk_registry_changes_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.department_id"], name=op.f("fk_registry_changes_department_id")
        ),
        sa.PrimaryKeyConstraint("change_id", name=op.f("pk_registry_changes")),
    )
    op.create_index(op.f("ix_registry_changes_import_id_change_id"), "registry_changes", ["import_id", "change_id"])
    op.create_index(op.f("ix_registry_changes_subject"), "registry_changes", ["subject"])
    op.create_table(
        "registry_columns",
        sa.Column("column_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("department_id", NUMBER, nullable=True),
        sa.Column("which", sa.String(length=24), nullable=False),
        sa.Column("heading", sa.String(length=120), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.department_id"], name=op.f("fk_registry_columns_department_id")
        ),
        sa.PrimaryKeyConstraint("column_id", name=op.f("pk_registry_columns")),
        sa.UniqueConstraint(
            "department_id", "which", "heading", name=op.f("uq_registry_columns_department_id_which_heading")
        ),
    )
    op.create_table(
        "object_keepers",
        sa.Column("keeper_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("object_id", NUMBER, nullable=False),
        sa.Column("department_id", NUMBER, nullable=False),
        sa.Column("is_owner", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["object_id"], ["inspection_objects.object_id"], name=op.f("fk_object_keepers_object_id")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.department_id"], name=op.f("fk_object_keepers_department_id")
        ),
        sa.PrimaryKeyConstraint("keeper_id", name=op.f("pk_object_keepers")),
        sa.UniqueConstraint("object_id", "department_id", name=op.f("uq_object_keepers_object_id_department_id")),
    )
    op.create_index(op.f("ix_object_keepers_department_id"), "object_keepers", ["department_id"])


def downgrade() -> None:
    for table in ("object_keepers", "registry_columns", "registry_changes", "registry_imports"):
        op.drop_table(table)
    for column in (
        "valid_until", "valid_from", "permille", "form_id", "is_on_enterprises", "frequency", "level", "content",
    ):  # fmt: skip
        op.drop_column("items", column)
    for column in ("on_leave", "kind", "categories", "certificate_from"):
        op.drop_column("people", column)
    for column in ("risk_on", "risk_source"):
        op.drop_column("inspection_objects", column)
