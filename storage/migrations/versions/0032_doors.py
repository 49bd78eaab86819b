"""Doors to other systems: tokens, replies, outside numbers, subscribers, forwarded sections, keying."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
DELIVERED = "state IN ('waiting', 'sent', 'given_up')"


def upgrade() -> None:
    _create_api()
    _create_subscribers()
    _create_elsewhere()


def _create_api() -> None:
    op.create_table(
        "api_tokens",
        sa.Column("api_token_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("departments", sa.JSON(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=True),
        sa.Column("last_used_at", INSTANT, nullable=True),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_api_tokens_person_id")),
        sa.PrimaryKeyConstraint("api_token_id", name=op.f("pk_api_tokens")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_api_tokens_token_sha256")),
    )
    op.create_table(
        "api_replies",
        sa.Column("api_token_id", NUMBER, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("request_sha256", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("location", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("answered_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["api_token_id"], ["api_tokens.api_token_id"], name=op.f("fk_api_replies_api_token_id")
        ),
        sa.PrimaryKeyConstraint("api_token_id", "key", name=op.f("pk_api_replies")),
    )
    op.create_index(op.f("ix_api_replies_answered_at"), "api_replies", ["answered_at"])
    op.create_table(
        "outside_numbers",
        sa.Column("outside_number_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.CheckConstraint("kind IN ('campaign', 'visit')", name=op.f("ck_outside_numbers_kind")),
        sa.PrimaryKeyConstraint("outside_number_id", name=op.f("pk_outside_numbers")),
        sa.UniqueConstraint("kind", "number", name=op.f("uq_outside_numbers_kind_number")),
        sa.UniqueConstraint("kind", "row_id", name=op.f("uq_outside_numbers_kind_row_id")),
    )


def _create_subscribers() -> None:
    op.create_table(
        "subscribers",
        sa.Column("subscriber_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("secret", sa.String(length=120), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("failing_since", INSTANT, nullable=True),
        sa.CheckConstraint("state IN ('on', 'dropped', 'ended')", name=op.f("ck_subscribers_state")),
        sa.PrimaryKeyConstraint("subscriber_id", name=op.f("pk_subscribers")),
    )
    op.create_table(
        "announcements",
        sa.Column("announcement_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("subscriber_id", NUMBER, nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        *_delivery(),
        sa.CheckConstraint(DELIVERED, name=op.f("ck_announcements_state")),
        sa.ForeignKeyConstraint(
            ["subscriber_id"], ["subscribers.subscriber_id"], name=op.f("fk_announcements_subscriber_id")
        ),
        sa.PrimaryKeyConstraint("announcement_id", name=op.f("pk_announcements")),
    )
    op.create_index(op.f("ix_announcements_subscriber_id_state"), "announcements", ["subscriber_id", "state"])


def _create_elsewhere() -> None:
    op.create_table(
        "forwardings",
        sa.Column("forwarding_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("section_id", NUMBER, nullable=False),
        sa.Column("instance_id", sa.String(length=80), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        *_delivery(),
        sa.CheckConstraint(DELIVERED, name=op.f("ck_forwardings_state")),
        sa.ForeignKeyConstraint(["section_id"], ["sections.section_id"], name=op.f("fk_forwardings_section_id")),
        sa.PrimaryKeyConstraint("forwarding_id", name=op.f("pk_forwardings")),
        sa.UniqueConstraint("section_id", "instance_id", name=op.f("uq_forwardings_section_id_instance_id")),
    )
    op.create_table(
        "keyings",
        sa.Column("keying_id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("section_id", NUMBER, nullable=False),
        sa.Column("keyed_by", NUMBER, nullable=False),
        sa.Column("keyed_at", INSTANT, nullable=False),
        sa.Column("number", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["section_id"], ["sections.section_id"], name=op.f("fk_keyings_section_id")),
        sa.ForeignKeyConstraint(["keyed_by"], ["people.person_id"], name=op.f("fk_keyings_keyed_by")),
        sa.PrimaryKeyConstraint("keying_id", name=op.f("pk_keyings")),
        sa.UniqueConstraint("section_id", name=op.f("uq_keyings_section_id")),
    )


def _delivery() -> list[sa.Column[object]]:
    return [
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=300), nullable=True),
        sa.Column("sent_at", INSTANT, nullable=True),
    ]


def downgrade() -> None:
    for table in (
        "keyings",
        "forwardings",
        "announcements",
        "subscribers",
        "outside_numbers",
        "api_replies",
        "api_tokens",
    ):
        op.drop_table(table)
