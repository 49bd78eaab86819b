"""What tests of several rooms share: prepared databases of both kinds, and the zygote that forks bots."""

import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from sandbox.forks import Zygote
from sandbox.stock import Stock
from storage.database import Database
from tests.commands import session_zygote
from tests.servers import postgresql_server

# A busy machine is no fault of what is tested.
settings.register_profile("untimed", settings(), deadline=None, max_examples=60)
settings.load_profile("untimed")

# An optional library, which neither the page of a draw nor its script has: reasons are compared without it as well.
BLS = "py_ecc.bls.g2_primitives"
sys.modules[BLS] = None  # type: ignore[assignment]

KINDS = ("sqlite", "postgresql")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where CI is to prove everything, nothing may be left out."""
    report = yield
    if report.skipped and os.environ.get("CI"):
        report.outcome = "failed"
    return report


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
def zygote() -> Zygote:
    """A process that forks bots in milliseconds."""
    return session_zygote()


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


@pytest.fixture
def furnished_database(stock: Stock, tmp_path: Path) -> Iterator[Database]:
    """The demo district on SQLite."""
    database = Database(stock.sqlite(tmp_path / "hecha.db", is_furnished=True))
    yield database
    database.close()
