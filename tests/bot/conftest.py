"""A sandbox and one database of each kind, joined by the real courier."""

from collections.abc import AsyncIterator, Iterator, MutableMapping
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from sandbox.post_office import PostOffice
from sandbox.server import Sandbox
from storage.database import Database

CHEN, ZHOU = 7101, 7102


@pytest.fixture(autouse=True)
def reports() -> Iterator[list[MutableMapping[str, Any]]]:
    """What the parts of the bot report in this test, instead of writing it."""
    with capture_logs() as reports:
        yield reports


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """Telegram, with two people who have opened the bot."""
    with Sandbox(flood=False) as sandbox:
        for number in (CHEN, ZHOU):
            sandbox.world.add_person(number, "陈立" if number == CHEN else "Min")
            with sandbox.world.acting:
                sandbox.world.chats[number].started = True
        yield sandbox


@pytest.fixture
async def post(sandbox: Sandbox, database: Database, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """A post office with a running courier."""
    office = PostOffice(sandbox, database, tmp_path)
    office.begin()
    yield office
    await office.end()
