"""Runs migrations on the database that the caller hands over."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from storage.database import Database
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
            context.run_migrations()


run()
