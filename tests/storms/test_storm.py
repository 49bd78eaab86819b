"""A small storm on each kind of database; `make storm` runs the large ones."""

from pathlib import Path

import pytest

from sandbox.driver import Town
from sandbox.forks import Zygote
from sandbox.stock import Stock
from tests.storms import failpoints
from tests.storms.reckoning import reckon
from tests.storms.storm import Storm

KILLS = 10
SEED = 20260312


@pytest.mark.timeout(300)
def test_nothing_is_lost_or_doubled_when_the_bot_is_killed_at_work(
    tmp_path: Path, stock: Stock, zygote: Zygote, database_kind: str
) -> None:
    is_postgresql = database_kind == "postgresql"
    with Town(tmp_path, stock=stock, zygote=zygote, is_postgresql=is_postgresql, is_running=False) as town:
        storm = Storm(town, SEED, KILLS)
        outcome = storm.rage()
        found = reckon(town, outcome.made, storm.phones)
    assert outcome.landed == KILLS
    assert outcome.made.acts > KILLS
    assert (found.lost, found.duplicated, found.wrong) == ([], [], [])


@pytest.mark.parametrize(("place", "when"), failpoints.all_failpoints())
def test_every_failpoint_names_something_that_exists(place: str, when: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(failpoints.VARIABLE, str(failpoints.Failpoint(place, when, 1)))
    replaced: list[str] = []
    monkeypatch.setattr(failpoints, "setattr", lambda _owner, name, _value: replaced.append(name), raising=False)
    failpoints.arm()
    assert replaced == [place.rpartition(".")[2].rpartition(":")[2]]
