"""Runs migrations on the database that the caller hands over."""

from collections import Counter
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from storage.database import Database, dangling
from storage.tables import Table
from storage.tables.mapping import Instant
from storage.unit_of_work import migrating


def render(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write our own types into migrations as what they are in the database, so that old migrations stand alone."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Instant) else False


def run() -> None:
    """Run the asked migrations in one transaction."""
    database: Database = context.config.attributes["database"]
    with migrating(database) as connection:
        context.configure(
            connection=connection,
            target_metadata=Table.metadata,
            compare_type=True,
            render_item=render,
            render_as_batch=database.is_sqlite,
            transactional_ddl=True,
        )
        with context.begin_transaction():
            is_moving = context.get_context().get_current_revision() != context.get_revision_argument()
            before = dangling(connection) if is_moving else Counter()
            context.run_migrations()
            if is_moving and (lost := dangling(connection) - before):
                raise RuntimeError(f"rows would refer to what is not there: {dict(lost)}")


run()
