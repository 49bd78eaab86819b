"""The clock: each duty on its own, so that one that fails silences no other."""

from collections.abc import MutableMapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot import clock
from bot.clock import Clockwork
from services import duties
from storage import jobs
from storage.database import Database
from storage.ledger import links_of
from storage.tables import Duty, Job
from storage.unit_of_work import UnitOfWork, reading, unit_of_work
from tests.rivals import let_rival_in

BOT = 7_000_000_001


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The duties that were done; the first and the third of four fail until six are done."""
    done: list[str] = []

    def duty(name: str, *, fails: bool) -> Any:
        def do(uow: UnitOfWork) -> None:
            uow.session.add(Duty(duty=f"{name}-{len(done)}", done_at=uow.now))
            uow.flush()
            if fails and len(done) < 6:
                raise RuntimeError(name)
            done.append(name)

        return do

    names = {"a": True, "b": False, "c": True, "d": False}
    monkeypatch.setattr(clock, "DUTIES", {name: duty(name, fails=fails) for name, fails in names.items()})
    return done


def test_a_duty_that_fails_is_told_once_and_leaves_the_others_to_be_done(
    database: Database, done: list[str], reports: list[MutableMapping[str, Any]]
) -> None:
    said: list[None] = []
    clockwork = Clockwork(
        database=database, bot_id=BOT, clock=lambda: datetime.now(UTC), said=lambda: said.append(None)
    )
    for _ in range(3):
        clockwork.tick()
    assert done == ["b", "d"] * 3
    assert len(said) == 3
    assert [(report["event"], report["duty"]) for report in reports] == [("duty_failed", "a"), ("duty_failed", "c")]
    with reading(database) as session:
        kept = session.scalars(select(Duty.duty).order_by(Duty.duty)).all()
    # What a failing duty had begun is taken back.
    assert {name.partition("-")[0] for name in kept} == {"b", "d"}
    clockwork.tick()
    assert done[6:] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_a_duty_whose_link_another_took_is_done_in_the_same_tick(
    database: Database, monkeypatch: pytest.MonkeyPatch, reports: list[MutableMapping[str, Any]]
) -> None:
    monkeypatch.setattr(clock, "DUTIES", {"a": lambda uow: uow.record("registry", "done", "clock", {})})
    met = let_rival_in(monkeypatch, database)
    Clockwork(database=database, bot_id=BOT, clock=lambda: datetime.now(UTC), said=lambda: None).tick()
    with reading(database) as session:
        types = [link["type"] for link in links_of(session, "registry")]
    assert (met, types, reports) == (["registry"], ["came_first", "done"], [])


def test_what_was_done_long_ago_is_let_go_of_and_what_was_sent_out_stays_noted(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "DUTIES", {name: clock.DUTIES[name] for name in ("old_jobs", "old_duties")})
    began = datetime.now(UTC)
    at = [began]
    clockwork = Clockwork(database=database, bot_id=BOT, clock=lambda: at[-1], said=lambda: None)
    with unit_of_work(database, BOT, lambda: began) as uow:
        assert duties.first_time(uow, "silent:7")
        assert duties.first_time(uow, "dispatch:draw:1")
        uow.enqueue("fetch", "1", {})
        job = jobs.claim(uow.connection, "worker", uow.now)
        assert job is not None
        jobs.finish(uow.connection, job)
    for days, noted, done in (
        (jobs.KEPT_DAYS - 1, ["dispatch:draw:1", "silent:7"], 1),
        (jobs.KEPT_DAYS + 1, ["dispatch:draw:1", "silent:7"], 0),
        (duties.KEPT.days + 1, ["dispatch:draw:1"], 0),
    ):
        at.append(began + timedelta(days=days))
        clockwork.tick()
        with reading(database) as session:
            assert session.scalars(select(Duty.duty).order_by(Duty.duty)).all() == noted
            assert len(session.scalars(select(Job)).all()) == done
