"""The long lists of a draw packed, apart from its row's small facts; sealed draws, their proof as a file, decisions."""

import zlib

import orjson
import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("draws") as table:
        # What runs now writes neither of them.
        table.add_column(sa.Column("lists", sa.LargeBinary(), nullable=False, server_default=""))
        table.add_column(sa.Column("sizes", sa.JSON(), nullable=False, server_default="{}"))
        table.add_column(sa.Column("is_sealed", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("dispatched_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("beacon", sa.JSON(), nullable=True))
        table.add_column(sa.Column("proof_sha256", sa.String(length=64), nullable=True))
        table.add_column(sa.Column("decisions", sa.JSON(), nullable=False, server_default="[]"))
    _pack()


def _pack() -> None:
    connection = op.get_bind()
    draws = sa.table(
        "draws",
        sa.column("draw_id", sa.Integer),
        sa.column("snapshot", sa.JSON),
        sa.column("result", sa.JSON),
        sa.column("lists", sa.LargeBinary),
        sa.column("sizes", sa.JSON),
    )
    connection.execute(
        sa.text(
            "UPDATE draws SET dispatched_at = (SELECT dispatched_at FROM campaigns"
            " WHERE campaigns.campaign_id = draws.campaign_id) WHERE state = 'drawn'"
        )
    )
    for draw_id, snapshot, result in connection.execute(
        sa.select(draws.c.draw_id, draws.c.snapshot, draws.c.result)
    ).all():
        objects = [[each["id"], each["risk"], each["category"]] for each in snapshot["objects"]]
        exclusions = [[each["id"], each["reason"]] for each in snapshot["exclusions"]]
        lists = zlib.compress(orjson.dumps({"objects": objects, "exclusions": exclusions}), 1)
        sizes = {part: len(snapshot[part]) for part in ("objects", "inspectors", "exclusions", "recusals")}
        # The snapshot stays whole for what runs now.
        values = {"lists": lists, "sizes": sizes}
        if result:
            named = {code for each in result["strata"].values() for code in (*each["drawn"], *each["reserve"])}
            values["result"] = {**result, "entries": [each for each in objects if each[0] in named]}
        connection.execute(sa.update(draws).where(draws.c.draw_id == draw_id).values(values))


def _unpack() -> None:
    connection = op.get_bind()
    draws = sa.table(
        "draws",
        sa.column("draw_id", sa.Integer),
        sa.column("snapshot", sa.JSON),
        sa.column("lists", sa.LargeBinary),
    )
    chosen = sa.select(draws.c.draw_id, draws.c.snapshot, draws.c.lists)
    for draw_id, small, lists in connection.execute(chosen).all():
        long = orjson.loads(zlib.decompress(lists))
        objects = [dict(zip(("id", "risk", "category"), each, strict=True)) for each in long["objects"]]
        exclusions = [dict(zip(("id", "reason"), each, strict=True)) for each in long["exclusions"]]
        whole = {**small, "objects": objects, "exclusions": exclusions}
        connection.execute(sa.update(draws).where(draws.c.draw_id == draw_id).values(snapshot=whole))


def downgrade() -> None:
    _unpack()
    with op.batch_alter_table("draws") as table:
        for column in (
            "decisions",
            "proof_sha256",
            "beacon",
            "dispatched_at",
            "opened_at",
            "is_sealed",
            "sizes",
            "lists",
        ):
            table.drop_column(column)
