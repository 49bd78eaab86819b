"""What could not be answered is kept as a sign that no form can hold; until now it was the word `unable`."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WORD, SIGN = "unable", "\x1a"

_ANSWERS = sa.table(
    "answers",
    sa.column("section_id", sa.BigInteger),
    sa.column("question", sa.String),
    sa.column("revision", sa.Integer),
    sa.column("value", sa.String),
    sa.column("reason", sa.String),
)


def upgrade() -> None:
    """A reason was asked for with it; one that was brought back had none, but stands behind one that had."""
    earlier = _ANSWERS.alias("earlier")
    was_said = sa.exists().where(
        earlier.c.section_id == _ANSWERS.c.section_id,
        earlier.c.question == _ANSWERS.c.question,
        earlier.c.revision < _ANSWERS.c.revision,
        earlier.c.value.in_([WORD, SIGN]),
        earlier.c.reason.is_not(None),
    )
    has_reason = _ANSWERS.c.reason.is_not(None)
    op.execute(_ANSWERS.update().where(_ANSWERS.c.value == WORD, has_reason | was_said).values(value=SIGN))


def downgrade() -> None:
    op.execute(_ANSWERS.update().where(_ANSWERS.c.value == SIGN).values(value=WORD))
