"""the first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SQLITE = [
    """CREATE TRIGGER ledger_is_never_changed BEFORE UPDATE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
    """CREATE TRIGGER ledger_is_never_shortened BEFORE DELETE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$""",
    """CREATE TRIGGER ledger_is_never_changed BEFORE UPDATE OR DELETE ON ledger
    FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only()""",
    """CREATE TRIGGER ledger_is_never_emptied BEFORE TRUNCATE ON ledger
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()""",
]


def keep_the_ledger() -> None:
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def forget_the_keeping() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER ledger_is_never_changed")
        op.execute("DROP TRIGGER ledger_is_never_shortened")
    else:
        op.execute("DROP TRIGGER ledger_is_never_changed ON ledger")
        op.execute("DROP TRIGGER ledger_is_never_emptied ON ledger")
        op.execute("DROP FUNCTION ledger_is_append_only()")


def upgrade() -> None:
    op.create_table(
        "cards",
        sa.Column("card_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("vanish", sa.Boolean(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("posted_as", sa.Integer(), nullable=False),
        sa.Column("shown_version", sa.Integer(), nullable=False),
        sa.Column("shown_kind", sa.String(length=24), nullable=True),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("card_id", name=op.f("pk_cards")),
        sa.UniqueConstraint("chat_id", "key", name=op.f("uq_cards_chat_id_key")),
    )
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cards_chat_id_message_id"), ["chat_id", "message_id"], unique=False)

    op.create_table(
        "chats",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("newest_message_id", sa.BigInteger(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("blocked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_chats")),
    )
    op.create_table(
        "departments",
        sa.Column(
            "department_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("short_name", sa.JSON(), nullable=False),
        sa.Column("successor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["departments.department_id"], name=op.f("fk_departments_successor_id")
        ),
        sa.PrimaryKeyConstraint("department_id", name=op.f("pk_departments")),
        sa.UniqueConstraint("code", name=op.f("uq_departments_code")),
    )
    op.create_table(
        "district_profiles",
        sa.Column(
            "district_profile_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("district_profile_id", name=op.f("pk_district_profiles")),
    )
    op.create_table(
        "duties",
        sa.Column("duty", sa.String(length=100), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("duty", name=op.f("pk_duties")),
    )
    op.create_table(
        "inbox",
        sa.Column("arrival", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("error_code", sa.String(length=16), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'done', 'parked')", name=op.f("ck_inbox_state")),
        sa.PrimaryKeyConstraint("arrival", name=op.f("pk_inbox")),
        sa.UniqueConstraint("bot_id", "update_id", name=op.f("uq_inbox_bot_id_update_id")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_inbox_waiting",
            ["chat_id", "arrival"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.create_index(
            "ix_inbox_turn",
            ["arrival"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

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
        "jobs",
        sa.Column("job_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(length=300), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'running', 'done', 'failed')", name=op.f("ck_jobs_state")),
        sa.PrimaryKeyConstraint("job_id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("kind", "subject", name=op.f("uq_jobs_kind_subject")),
    )
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.create_index(
            "ix_jobs_waiting",
            ["not_before"],
            unique=False,
            sqlite_where=sa.text("state IN ('waiting', 'running')"),
            postgresql_where=sa.text("state IN ('waiting', 'running')"),
        )

    op.create_table(
        "ledger",
        sa.Column("chain", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=48), nullable=False),
        sa.Column("actor", sa.String(length=48), nullable=False),
        sa.Column("server_time", sa.String(length=32), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("chain", "seq", name=op.f("pk_ledger")),
    )
    op.create_table(
        "openings",
        sa.Column(
            "opening_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("chain", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=120), nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("opening_id", name=op.f("pk_openings")),
        sa.UniqueConstraint("chain", "seq", "path", name=op.f("uq_openings_chain_seq_path")),
    )
    op.create_table(
        "pointers",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_pointers")),
    )
    op.create_table(
        "turns",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_turns")),
    )
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
        "outbox",
        sa.Column(
            "outbox_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("card_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.String(length=300), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'sent', 'dropped', 'failed')", name=op.f("ck_outbox_state")),
        sa.ForeignKeyConstraint(["card_id"], ["cards.card_id"], name=op.f("fk_outbox_card_id")),
        sa.PrimaryKeyConstraint("outbox_id", name=op.f("pk_outbox")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_card_id"), ["card_id"], unique=False)
        batch_op.create_index(
            "ix_outbox_waiting",
            ["chat_id", "outbox_id"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.create_index(
            "ix_outbox_turn",
            ["outbox_id"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "people",
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("department_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("certificate_number", sa.String(length=32), nullable=True),
        sa.Column("certificate_until", sa.Date(), nullable=True),
        sa.Column("phone", sa.String(length=32), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("telegram_user_id", sa.BigInteger(), nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("reach", sa.String(length=24), nullable=False),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("reach IN ('unbound', 'open', 'blocked')", name=op.f("ck_people_reach")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.department_id"], name=op.f("fk_people_department_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_people")),
        sa.UniqueConstraint("code", name=op.f("uq_people_code")),
        sa.UniqueConstraint("telegram_user_id", name=op.f("uq_people_telegram_user_id")),
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
        "invitations",
        sa.Column(
            "invitation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("invited_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("code_sha256", sa.String(length=64), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.BigInteger(), nullable=True),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.CheckConstraint("state IN ('open', 'used', 'void')", name=op.f("ck_invitations_state")),
        sa.ForeignKeyConstraint(["invited_by"], ["people.person_id"], name=op.f("fk_invitations_invited_by")),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_invitations_person_id")),
        sa.PrimaryKeyConstraint("invitation_id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("code_sha256", name=op.f("uq_invitations_code_sha256")),
    )
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitations_person_id"), ["person_id"], unique=False)

    op.create_table(
        "roles",
        sa.Column("role_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("department_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "role IN ('inspector', 'lead', 'supervisor', 'clerk', 'administrator')", name=op.f("ck_roles_role")
        ),
        sa.ForeignKeyConstraint(["department_id"], ["departments.department_id"], name=op.f("fk_roles_department_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_roles_person_id")),
        sa.PrimaryKeyConstraint("role_id", name=op.f("pk_roles")),
        sa.UniqueConstraint("person_id", "role", "department_id", name=op.f("uq_roles_person_id_role_department_id")),
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

    op.create_table(
        "visits",
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("campaign_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("object_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("window_from", sa.Date(), nullable=False),
        sa.Column("window_until", sa.Date(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("submit_reason", sa.String(length=1000), nullable=True),
        sa.Column("receipt", sa.String(length=24), nullable=True),
        sa.CheckConstraint("state IN ('assigned', 'running', 'submitted', 'returned')", name=op.f("ck_visits_state")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.campaign_id"], name=op.f("fk_visits_campaign_id")),
        sa.ForeignKeyConstraint(["object_id"], ["inspection_objects.object_id"], name=op.f("fk_visits_object_id")),
        sa.ForeignKeyConstraint(["submitted_by"], ["people.person_id"], name=op.f("fk_visits_submitted_by")),
        sa.PrimaryKeyConstraint("visit_id", name=op.f("pk_visits")),
        sa.UniqueConstraint("number", name=op.f("uq_visits_number")),
        sa.UniqueConstraint("receipt", name=op.f("uq_visits_receipt")),
    )
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visits_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visits_object_id"), ["object_id"], unique=False)

    op.create_table(
        "check_ins",
        sa.Column(
            "check_in_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source", sa.String(length=24), nullable=False),
        sa.Column("latitude", sa.String(length=12), nullable=True),
        sa.Column("longitude", sa.String(length=12), nullable=True),
        sa.Column("accuracy_metres", sa.Integer(), nullable=True),
        sa.Column("distance_metres", sa.Integer(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_check_ins_person_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.visit_id"], name=op.f("fk_check_ins_visit_id")),
        sa.PrimaryKeyConstraint("check_in_id", name=op.f("pk_check_ins")),
    )
    with op.batch_alter_table("check_ins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_check_ins_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "notices",
        sa.Column(
            "notice_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("way", sa.String(length=24), nullable=True),
        sa.Column("received_by", sa.String(length=24), nullable=True),
        sa.Column("no_photo_reason", sa.String(length=1000), nullable=True),
        sa.Column("refusal", sa.JSON(), nullable=True),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("announced_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("served_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("served_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("state IN ('prepared', 'announced', 'served', 'refused')", name=op.f("ck_notices_state")),
        sa.ForeignKeyConstraint(["announced_by"], ["people.person_id"], name=op.f("fk_notices_announced_by")),
        sa.ForeignKeyConstraint(["served_by"], ["people.person_id"], name=op.f("fk_notices_served_by")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.visit_id"], name=op.f("fk_notices_visit_id")),
        sa.PrimaryKeyConstraint("notice_id", name=op.f("pk_notices")),
        sa.UniqueConstraint("visit_id", name=op.f("uq_notices_visit_id")),
        sa.UniqueConstraint("year", "serial", name=op.f("uq_notices_year_serial")),
    )
    op.create_table(
        "reserves",
        sa.Column(
            "reserve_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("department_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.department_id"], name=op.f("fk_reserves_department_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_reserves_person_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.visit_id"], name=op.f("fk_reserves_visit_id")),
        sa.PrimaryKeyConstraint("reserve_id", name=op.f("pk_reserves")),
        sa.UniqueConstraint(
            "visit_id", "department_id", "ticket", name=op.f("uq_reserves_visit_id_department_id_ticket")
        ),
    )
    op.create_table(
        "seals",
        sa.Column("seal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("side", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("reason_kind", sa.String(length=24), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=True),
        sa.Column("set_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("side IN ('party', 'office')", name=op.f("ck_seals_side")),
        sa.CheckConstraint("state IN ('stamped', 'later', 'none', 'refused')", name=op.f("ck_seals_state")),
        sa.ForeignKeyConstraint(["set_by"], ["people.person_id"], name=op.f("fk_seals_set_by")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.visit_id"], name=op.f("fk_seals_visit_id")),
        sa.PrimaryKeyConstraint("seal_id", name=op.f("pk_seals")),
        sa.UniqueConstraint("visit_id", "side", name=op.f("uq_seals_visit_id_side")),
    )
    op.create_table(
        "sections",
        sa.Column(
            "section_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("department_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("checklist_version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("results", sa.JSON(), nullable=False),
        sa.Column("remarks", sa.String(length=4000), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("start_reasons", sa.JSON(), nullable=False),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("concluded_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'running', 'concluded')", name=op.f("ck_sections_state")),
        sa.ForeignKeyConstraint(
            ["checklist_version_id"],
            ["checklist_versions.checklist_version_id"],
            name=op.f("fk_sections_checklist_version_id"),
        ),
        sa.ForeignKeyConstraint(["concluded_by"], ["people.person_id"], name=op.f("fk_sections_concluded_by")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.department_id"], name=op.f("fk_sections_department_id")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.visit_id"], name=op.f("fk_sections_visit_id")),
        sa.PrimaryKeyConstraint("section_id", name=op.f("pk_sections")),
        sa.UniqueConstraint("visit_id", "department_id", name=op.f("uq_sections_visit_id_department_id")),
    )
    op.create_table(
        "signed_sheets",
        sa.Column("sheet_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("ticks", sa.JSON(), nullable=False),
        sa.Column("evidence_ids", sa.JSON(), nullable=False),
        sa.Column("opened_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('draft', 'standing', 'void')", name=op.f("ck_signed_sheets_state")),
        sa.ForeignKeyConstraint(["opened_by"], ["people.person_id"], name=op.f("fk_signed_sheets_opened_by")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.visit_id"], name=op.f("fk_signed_sheets_visit_id")),
        sa.PrimaryKeyConstraint("sheet_id", name=op.f("pk_signed_sheets")),
    )
    with op.batch_alter_table("signed_sheets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signed_sheets_visit_id_state"), ["visit_id", "state"], unique=False)

    op.create_table(
        "answers",
        sa.Column(
            "answer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("section_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("question", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(length=8000), nullable=False),
        sa.Column("mode", sa.String(length=24), nullable=False),
        sa.Column("bulk_act", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=True),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("telegram_message_id", sa.Integer(), nullable=True),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.CheckConstraint("mode IN ('single', 'bulk', 'undo')", name=op.f("ck_answers_mode")),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_answers_person_id")),
        sa.ForeignKeyConstraint(["section_id"], ["sections.section_id"], name=op.f("fk_answers_section_id")),
        sa.PrimaryKeyConstraint("answer_id", name=op.f("pk_answers")),
        sa.UniqueConstraint("section_id", "question", "revision", name=op.f("uq_answers_section_id_question_revision")),
    )
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_answers_section_id_is_current"), ["section_id", "is_current"], unique=False
        )

    op.create_table(
        "evidence",
        sa.Column(
            "evidence_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("section_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("question", sa.String(length=80), nullable=True),
        sa.Column("purpose", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("telegram_message_id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.String(length=48), nullable=False),
        sa.Column("file_id", sa.String(length=250), nullable=False),
        sa.Column("file_unique_id", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=300), nullable=True),
        sa.Column("mime_type", sa.String(length=120), nullable=True),
        sa.Column("file_size", sa.Integer(), nullable=True),
        sa.Column("recompressed", sa.Boolean(), nullable=False),
        sa.Column("caption", sa.String(length=1100), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("secured_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "purpose IN ('item', 'scene', 'notice', 'signature', 'authorisation', 'refusal', 'resent', 'unassigned')",
            name=op.f("ck_evidence_purpose"),
        ),
        sa.CheckConstraint("state IN ('received', 'secured', 'lost')", name=op.f("ck_evidence_state")),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_evidence_person_id")),
        sa.ForeignKeyConstraint(["section_id"], ["sections.section_id"], name=op.f("fk_evidence_section_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.visit_id"], name=op.f("fk_evidence_visit_id")),
        sa.PrimaryKeyConstraint("evidence_id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("chat_id", "telegram_message_id", name=op.f("uq_evidence_chat_id_telegram_message_id")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_batch"), ["batch"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_section_id_question"), ["section_id", "question"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_sha256"), ["sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_visit_id_state"), ["visit_id", "state"], unique=False)

    op.create_table(
        "findings",
        sa.Column(
            "finding_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("section_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("question", sa.String(length=80), nullable=False),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.Column("how", sa.String(length=24), nullable=True),
        sa.Column("statement_of", sa.String(length=24), nullable=True),
        sa.Column("photo_waiver", sa.String(length=1000), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("raised_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["raised_by"], ["people.person_id"], name=op.f("fk_findings_raised_by")),
        sa.ForeignKeyConstraint(["section_id"], ["sections.section_id"], name=op.f("fk_findings_section_id")),
        sa.PrimaryKeyConstraint("finding_id", name=op.f("pk_findings")),
        sa.UniqueConstraint("section_id", "question", name=op.f("uq_findings_section_id_question")),
    )
    op.create_table(
        "signatures",
        sa.Column(
            "signature_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("way", sa.String(length=24), nullable=False),
        sa.Column("signer", sa.String(length=24), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=True),
        sa.Column("reason_kind", sa.String(length=24), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=True),
        sa.Column("read_out", sa.Boolean(), nullable=False),
        sa.Column("later_on", sa.Date(), nullable=True),
        sa.Column("no_authorisation", sa.String(length=1000), nullable=True),
        sa.Column("sheet_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role IN ('party', 'officer', 'witness')", name=op.f("ck_signatures_role")),
        sa.CheckConstraint("state IN ('draft', 'standing', 'void')", name=op.f("ck_signatures_state")),
        sa.CheckConstraint("way IN ('paper', 'refused', 'absent', 'none')", name=op.f("ck_signatures_way")),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_signatures_person_id")),
        sa.ForeignKeyConstraint(["sheet_id"], ["signed_sheets.sheet_id"], name=op.f("fk_signatures_sheet_id")),
        sa.ForeignKeyConstraint(["taken_by"], ["people.person_id"], name=op.f("fk_signatures_taken_by")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.visit_id"], name=op.f("fk_signatures_visit_id")),
        sa.PrimaryKeyConstraint("signature_id", name=op.f("pk_signatures")),
        sa.UniqueConstraint(
            "visit_id", "role", "person_id", "revision", name=op.f("uq_signatures_visit_id_role_person_id_revision")
        ),
    )
    with op.batch_alter_table("signatures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signatures_sheet_id"), ["sheet_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signatures_visit_id_state"), ["visit_id", "state"], unique=False)

    op.create_table(
        "tasks",
        sa.Column("task_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("section_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("presence", sa.String(length=24), nullable=False),
        sa.Column("vouched_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("present_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replaces_task_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("presence IN ('unknown', 'own_phone', 'vouched', 'absent')", name=op.f("ck_tasks_presence")),
        sa.CheckConstraint(
            "state IN ('sent', 'accepted', 'recusal_asked', 'handover_asked', 'replaced')", name=op.f("ck_tasks_state")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.person_id"], name=op.f("fk_tasks_person_id")),
        sa.ForeignKeyConstraint(["replaces_task_id"], ["tasks.task_id"], name=op.f("fk_tasks_replaces_task_id")),
        sa.ForeignKeyConstraint(["section_id"], ["sections.section_id"], name=op.f("fk_tasks_section_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.visit_id"], name=op.f("fk_tasks_visit_id")),
        sa.ForeignKeyConstraint(["vouched_by"], ["people.person_id"], name=op.f("fk_tasks_vouched_by")),
        sa.PrimaryKeyConstraint("task_id", name=op.f("pk_tasks")),
        sa.UniqueConstraint("visit_id", "person_id", name=op.f("uq_tasks_visit_id_person_id")),
    )
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tasks_person_id_state"), ["person_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_tasks_section_id"), ["section_id"], unique=False)
    keep_the_ledger()


def downgrade() -> None:
    forget_the_keeping()
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tasks_section_id"))
        batch_op.drop_index(batch_op.f("ix_tasks_person_id_state"))

    op.drop_table("tasks")
    with op.batch_alter_table("signatures", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signatures_visit_id_state"))
        batch_op.drop_index(batch_op.f("ix_signatures_sheet_id"))

    op.drop_table("signatures")
    op.drop_table("findings")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_visit_id_state"))
        batch_op.drop_index(batch_op.f("ix_evidence_sha256"))
        batch_op.drop_index(batch_op.f("ix_evidence_section_id_question"))
        batch_op.drop_index(batch_op.f("ix_evidence_person_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_batch"))

    op.drop_table("evidence")
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answers_section_id_is_current"))

    op.drop_table("answers")
    with op.batch_alter_table("signed_sheets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signed_sheets_visit_id_state"))

    op.drop_table("signed_sheets")
    op.drop_table("sections")
    op.drop_table("seals")
    op.drop_table("reserves")
    op.drop_table("notices")
    with op.batch_alter_table("check_ins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_check_ins_visit_id"))

    op.drop_table("check_ins")
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visits_object_id"))
        batch_op.drop_index(batch_op.f("ix_visits_campaign_id"))

    op.drop_table("visits")
    with op.batch_alter_table("campaign_items", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_campaign_items_item_id"))

    op.drop_table("campaign_items")
    op.drop_table("roles")
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitations_person_id"))

    op.drop_table("invitations")
    op.drop_table("campaigns")
    op.drop_table("people")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_outbox_turn",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.drop_index(
            "ix_outbox_waiting",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.drop_index(batch_op.f("ix_outbox_card_id"))

    op.drop_table("outbox")
    op.drop_table("items")
    op.drop_table("checklist_versions")
    op.drop_table("turns")
    op.drop_table("pointers")
    op.drop_table("openings")
    op.drop_table("ledger")
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_jobs_waiting",
            sqlite_where=sa.text("state IN ('waiting', 'running')"),
            postgresql_where=sa.text("state IN ('waiting', 'running')"),
        )

    op.drop_table("jobs")
    with op.batch_alter_table("inspection_objects", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_objects_name"))

    op.drop_table("inspection_objects")
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_inbox_turn", sqlite_where=sa.text("state = 'waiting'"), postgresql_where=sa.text("state = 'waiting'")
        )
        batch_op.drop_index(
            "ix_inbox_waiting", sqlite_where=sa.text("state = 'waiting'"), postgresql_where=sa.text("state = 'waiting'")
        )

    op.drop_table("inbox")
    op.drop_table("duties")
    op.drop_table("district_profiles")
    op.drop_table("departments")
    op.drop_table("chats")
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cards_chat_id_message_id"))

    op.drop_table("cards")
