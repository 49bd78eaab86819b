"""Forms with logic: how far a section's form is filled in, the files of forms, visits for trying a form out."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "form_contents",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_form_contents")),
    )
    op.add_column("sections", sa.Column("filled", sa.JSON(), nullable=True))
    op.add_column("visits", sa.Column("is_trial", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column("visits", "is_trial")
    op.drop_column("sections", "filled")
    op.drop_table("form_contents")
