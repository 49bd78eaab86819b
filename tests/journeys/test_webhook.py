"""A town to whose bot Telegram brings the updates: killed and restarted, it loses none and doubles none."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from bot import webhook
from rules.chains import faults_of
from sandbox.driver import Town
from sandbox.forks import PREPARE, Zygote
from sandbox.stock import Stock
from sandbox.visit_script import Cast, accept, cast, current_answers, on_site, written_answers
from storage.ledger import links_of
from storage.tables import InboxUpdate, LedgerLink, Person, Role, Visit
from tests.servers import free_port
from tests.storms import failpoints

PATIENCE_SECONDS = 15.0
DIES_BEFORE_IT_SAYS_200 = {PREPARE: failpoints.ARM, failpoints.VARIABLE: "bot.intake:Intake.store after 1"}


@pytest.fixture
def hooked_town(tmp_path: Path, stock: Stock, zygote: Zygote, database_kind: str) -> Iterator[Town]:
    """A furnished town on each kind of database, whose bot runs by webhook."""
    port, is_postgresql = free_port(), database_kind == "postgresql"
    settings: dict[str, Any] = {"webhook_url": f"http://127.0.0.1:{port}/hecha", "listen": f"127.0.0.1:{port}"}
    with Town(tmp_path, stock=stock, zygote=zygote, is_postgresql=is_postgresql, **settings) as town:
        yield town


def everything_comes(town: Town, people: Cast) -> None:
    """Push Telegram's clock over the pauses between its tries until all is taken, handled and answered."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while town.sandbox.world.updates.count():
        assert time.monotonic() < deadline, town.log_tail()
        town.sandbox.world.advance(5)
        time.sleep(0.05)
    for phone in people.all:
        phone.settles()


def until_it_dies(town: Town) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while town.exit_code() is None:
        assert time.monotonic() < deadline, "the bot lives on"
        time.sleep(0.01)
    town.kill()


def ensure_exactly_once(town: Town, people: Cast, visit_id: int) -> None:
    """Every act is one update in the inbox, handled; the ledger is whole."""
    with town.reading() as session:
        states = Counter(session.scalars(select(InboxUpdate.state)))
        number = session.scalars(select(Visit.number).where(Visit.visit_id == visit_id)).one()
        links = list(links_of(session, f"visit:{number}"))
    assert states == {"done": sum(phone.acts for phone in people.all)}
    assert list(faults_of(links)) == []


def accepted(town: Town) -> list[str]:
    with town.reading() as session:
        return sorted(session.scalars(select(LedgerLink.actor).where(LedgerLink.type == "accepted")))


def has_webhook(town: Town) -> bool:
    with town.sandbox.world.acting:
        return town.sandbox.world.settings.webhook is not None


def test_a_bot_killed_while_updates_go_on_arriving_has_each_exactly_once(hooked_town: Town) -> None:
    town = hooked_town
    people = cast(town, "zh-CN")
    chen, zhao = people.chen, people.zhao
    for officer in people.officers:
        accept(officer)
    visit_id = on_site(town)
    assert accepted(town) == ["SJ-01", "SJ-02", "XF-01", "XF-02"]
    for phone in (chen, zhao):
        phone.types("继续")
    chen.types("2 no 第2项有问题")
    for number in (3, 4):
        chen.types(f"{number} no 第{number}项有问题", is_awaited=False)
    zhao.types("6", is_awaited=False)
    town.kill()
    chen.types("5 no 第5项有问题", is_awaited=False)
    zhao.types("8", is_awaited=False)
    assert town.sandbox.world.updates.count() >= 2
    town.start()
    chen.types("6 no 第6项有问题", is_awaited=False)
    everything_comes(town, people)
    standing = current_answers(town, visit_id)
    assert standing["extinguishers"] == "8"
    assert len(standing) == written_answers(town, visit_id) == 6
    ensure_exactly_once(town, people, visit_id)


def test_an_update_stored_but_not_acknowledged_is_brought_again_and_counts_once(hooked_town: Town) -> None:
    town = hooked_town
    people, visit_id = cast(town, "zh-CN"), on_site(town)
    people.chen.types("继续")
    town.kill()
    town.start(DIES_BEFORE_IT_SAYS_200)
    people.chen.types("3 no 第3项有问题", is_awaited=False)
    until_it_dies(town)
    assert town.sandbox.world.updates.count() == 1
    with town.reading() as session:
        assert session.scalars(select(InboxUpdate.state).where(InboxUpdate.payload.contains("3 no"))).all()
    town.start()
    everything_comes(town, people)
    assert written_answers(town, visit_id) == 1
    ensure_exactly_once(town, people, visit_id)


def watch_closely() -> None:
    """Let the bot look at once, and not at the pace of its clock."""
    webhook.WATCH_SECONDS = 0.1


def test_the_administrator_hears_once_that_another_program_took_the_webhook(hooked_town: Town, language: str) -> None:
    town = hooked_town
    [chen] = [cast(town, language).chen]
    with town.changing() as uow:
        person_id = uow.session.scalars(select(Person.person_id).where(Person.code == "SJ-01")).one()
        uow.session.add(Role(person_id=person_id, role="administrator"))
    town.kill()
    town.start({PREPARE: f"{__name__}:watch_closely"})
    chen.types("帮助")
    with httpx.Client(base_url=f"{town.sandbox.url}/bot{town.sandbox.token}") as line:
        for _ in range(2):
            assert line.post("/deleteWebhook").json()["ok"]
            deadline = time.monotonic() + PATIENCE_SECONDS
            while not has_webhook(town):
                assert time.monotonic() < deadline, town.log_tail()
                time.sleep(0.02)
    alarm = "Another program with this bot's token" if language == "en" else "另一个程序用本机器人的令牌"
    chen.sees(alarm)
    chen.types("任务")
    assert sum(alarm in message.text for message in chen.messages()) == 1


def test_a_change_to_polling_and_back_loses_nothing(hooked_town: Town) -> None:
    town = hooked_town
    people, visit_id = cast(town, "zh-CN"), on_site(town)
    chen, address = people.chen, town.settings["webhook_url"]
    chen.types("继续")
    assert has_webhook(town)

    town.stop()
    assert has_webhook(town)
    chen.types("3 no 第3项有问题", is_awaited=False)
    town.settings["webhook_url"] = None
    town.start()
    chen.settles()
    assert not has_webhook(town)
    assert written_answers(town, visit_id) == 1

    town.stop()
    chen.types("4 no 第4项有问题", is_awaited=False)
    town.settings["webhook_url"] = address
    town.start()
    chen.settles()
    assert has_webhook(town)
    assert written_answers(town, visit_id) == 2
    ensure_exactly_once(town, people, visit_id)
