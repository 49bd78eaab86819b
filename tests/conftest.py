"""What tests of several rooms share: prepared databases of both kinds, and the zygote that forks bots."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.forks import Zygote
from sandbox.stock import Stock
from storage.database import Database
from tests.servers import postgresql_server

KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server's maintenance database; one server for the whole session."""
    with postgresql_server() as address:
        yield address


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Stock:
    """Prepared databases; the PostgreSQL server starts when the first test wants one."""
    return Stock(tmp_path_factory.mktemp("stock"), lambda: str(request.getfixturevalue("postgresql")))


@pytest.fixture(scope="session")
def zygote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zygote]:
    """A process that forks bots in milliseconds."""
    with Zygote(tmp_path_factory.mktemp("zygote")) as zygote:
        yield zygote


@pytest.fixture(params=KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    """Run the test on each kind of database."""
    return str(request.param)


@pytest.fixture
def database(database_kind: str, stock: Stock, tmp_path: Path) -> Iterator[Database]:
    """An empty migrated database of each kind."""
    if database_kind == "sqlite":
        address = stock.sqlite(tmp_path / "hecha.db", is_furnished=False)
    else:
        address = stock.postgresql(is_furnished=False)
    database = Database(address)
    yield database
    database.close()
    if database_kind == "postgresql":
        stock.discard(address)
