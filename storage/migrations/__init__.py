"""How the schema came to be; `upgrade` brings a database to the newest revision."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.database import Database


def _config(database: Database) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["database"] = database
    return config


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the schema up to a revision, each migration all or nothing."""
    command.upgrade(_config(database), revision)


def downgrade(database: Database, revision: str = "base") -> None:
    """Take the schema down to a revision."""
    command.downgrade(_config(database), revision)


def draft(database: Database, message: str) -> None:
    """Write a new migration from the difference between the tables and the database."""
    command.revision(_config(database), message=message, autogenerate=True)


@cache
def newest() -> str:
    """Return the revision of this edition."""
    head = ScriptDirectory(str(Path(__file__).parent)).get_current_head()
    assert head is not None
    return head


def standing(connection: Connection) -> str:
    """Return the revision at which a database stands, empty for one that never was ours."""
    return MigrationContext.configure(connection).get_current_revision() or ""
