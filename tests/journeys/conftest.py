"""A town for whole conversations: the sandbox, the demo district in a database of its own, and a real bot process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.driver import Town
from sandbox.forks import Zygote
from sandbox.stock import Stock


@pytest.fixture
def town(tmp_path: Path, stock: Stock, zygote: Zygote) -> Iterator[Town]:
    """A furnished town on SQLite with a running bot; its log must be calm at the end."""
    with Town(tmp_path, stock=stock, zygote=zygote) as town:
        yield town


@pytest.fixture
def town_anywhere(tmp_path: Path, stock: Stock, zygote: Zygote, database_kind: str) -> Iterator[Town]:
    """The same, once on each kind of database."""
    is_postgresql = database_kind == "postgresql"
    with Town(tmp_path, stock=stock, zygote=zygote, is_postgresql=is_postgresql) as town:
        yield town


@pytest.fixture(params=["zh-CN", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Run the test in each language."""
    return str(request.param)
