"""A step that fails inside: told with a code, nothing half done, tried again by a button, heard by who runs it all."""

import re
from pathlib import Path

import pytest
from sqlalchemy import select

from sandbox.driver import Town
from sandbox.forks import Zygote
from sandbox.stock import Stock
from storage.tables import LedgerLink, Person, Task

BREAKING = "tests.storms.breaking:accepting_fails_while_broken"


@pytest.fixture
def broken_town(tmp_path: Path, stock: Stock, zygote: Zygote, database_kind: str) -> Town:
    """A town in which accepting a task fails until the file `broken` is taken away."""
    is_postgresql = database_kind == "postgresql"
    (tmp_path / "broken").touch()
    return Town(tmp_path, stock=stock, zygote=zygote, is_postgresql=is_postgresql, prepare=BREAKING)


def states(town: Town, code: str) -> list[str]:
    with town.reading() as session:
        chosen = select(Task.state).join(Person, Person.person_id == Task.person_id).where(Person.code == code)
        return sorted(session.scalars(chosen))


def test_a_step_that_failed_is_stored_once_the_button_is_pressed(broken_town: Town, language: str) -> None:
    with broken_town as town:
        town.allows("update_failed")
        chen, supervisor = town.phone("SJ-01"), town.phone("SJ-04")
        chen.speaks(language)
        chen.starts()
        chen.taps("①")
        chen.taps(chen.word("button-accept"))
        apology = chen.sees(chen.word("button-retry"))
        code = re.findall(r"E-[0-9A-F]{4}", apology.text)[0]
        assert states(town, "SJ-01") == ["sent"] * 3
        supervisor.sees(code)
        assert any(line.get("code") == code for line in town.log())

        (town.folder / "broken").unlink()
        chen.taps(chen.word("button-retry"))
        chen.sees(chen.word("button-serve"))
        chen.does_not_see(code)
        assert states(town, "SJ-01") == ["accepted", "sent", "sent"]
        with town.reading() as session:
            links = select(LedgerLink.chain).where(LedgerLink.type == "accepted", LedgerLink.actor == "SJ-01")
            assert len(session.scalars(links).all()) == 1


def test_who_does_not_press_the_button_goes_on_all_the_same(broken_town: Town) -> None:
    with broken_town as town:
        town.allows("update_failed")
        chen = town.phone("SJ-01")
        chen.starts()
        chen.taps("②")
        chen.taps(chen.word("button-accept"))
        chen.taps(chen.word("button-continue"))
        chen.types("帮助")
        assert states(town, "SJ-01") == ["sent"] * 3
        (town.folder / "broken").unlink()
        chen.taps(chen.word("button-retry"))
        assert states(town, "SJ-01") == ["accepted", "sent", "sent"]
