"""Prepared databases: migrated and seeded once, then copied, so that every test begins with one of its own."""

import itertools
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import make_url

from sandbox.clock import ZONE
from sandbox.district import bind_all, seed
from storage import migrations
from storage.database import Database
from storage.unit_of_work import unit_of_work

BOT_ID = 7_000_000_001


def today() -> date:
    """Return the day on the office's clock."""
    return datetime.now(ZONE).date()


def furnish(database: Database) -> None:
    """Enter the demo district and bind its phones, unless that was done."""
    with unit_of_work(database, BOT_ID, lambda: datetime.now(UTC)) as uow:
        seed(uow, today())
        bind_all(uow)


class Stock:
    """Gives out fresh databases.

    Args:
        folder: Where the SQLite originals stand.
        server: Gives the address of a PostgreSQL database from which others may be made, starting the server if needed.
    """

    def __init__(self, folder: Path, server: Callable[[], str]) -> None:
        self._folder = folder
        self._server = server
        self._numbers = itertools.count(1)
        self._originals: set[str] = set()

    def sqlite(self, file: Path, *, is_furnished: bool) -> str:
        """Make a SQLite database at `file` and return its address; furnished: with the demo district."""
        original = self._folder / f"{'district' if is_furnished else 'empty'}.db"
        if not original.exists():
            _prepare(f"sqlite:///{original}", is_furnished=is_furnished)
        shutil.copyfile(original, file)
        return f"sqlite:///{file}"

    def postgresql(self, *, is_furnished: bool) -> str:
        """Make a PostgreSQL database and return its address; see `sqlite`."""
        original = f"original_{'district' if is_furnished else 'empty'}"
        if original not in self._originals:
            self._originals.add(original)
            self._at_server(f"CREATE DATABASE {original}")
            _prepare(self._address(original), is_furnished=is_furnished)
        return self._new(original)

    def bare_postgresql(self) -> str:
        """Make a PostgreSQL database with nothing in it and return its address."""
        return self._new("template0")

    def _new(self, original: str) -> str:
        name = f"copy_{next(self._numbers)}"
        self._at_server(f"CREATE DATABASE {name} TEMPLATE {original}")
        return self._address(name)

    def discard(self, address: str) -> None:
        """Drop a PostgreSQL database that `postgresql` made, whoever still holds it."""
        self._at_server(f"DROP DATABASE IF EXISTS {make_url(address).database} WITH (FORCE)")

    def _address(self, name: str) -> str:
        return make_url(self._server()).set(database=name).render_as_string(hide_password=False)

    def _at_server(self, statement: str) -> None:
        server = Database(self._server(), pool_size=1)
        with server.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(statement))
        server.close()


def _prepare(address: str, *, is_furnished: bool) -> None:
    database = Database(address, pool_size=1)
    migrations.upgrade(database)
    if is_furnished:
        furnish(database)
    database.close()
