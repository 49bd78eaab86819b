"""The driver itself: what a phone does reaches the bot, and what comes of it is seen before the act returns."""

import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from sandbox.driver import Town
from sandbox.forks import Zygote
from sandbox.stock import Stock
from storage.outbox import Outcome
from storage.tables import Person, Task


def test_an_accepted_task_stands_in_the_tables_when_the_tap_returns(town_anywhere: Town) -> None:
    chen = town_anywhere.phone("SJ-01")
    chen.starts()
    chen.taps("①")
    chen.taps(chen.word("button-accept"))
    accepted = (
        select(func.count())
        .select_from(Task)
        .join(Person, Person.person_id == Task.person_id)
        .where(Person.code == "SJ-01", Task.state == "accepted")
    )
    with town_anywhere.reading() as session:
        assert session.scalar(accepted) == 1
    assert chen.toast() == chen.word("task-accepted-toast")
    assert chen.acts == 3


def test_a_bot_that_is_killed_goes_on_where_it_stood(town_anywhere: Town) -> None:
    chen = town_anywhere.phone("SJ-01")
    chen.starts()
    town_anywhere.kill()
    chen.types("帮助", is_awaited=False)
    town_anywhere.start()
    chen.settles()
    assert not chen.newest().is_mine
    assert chen.messages()[-1].message_id == chen.newest().message_id


def test_a_bot_and_its_worker_rehearse_without_a_fault(
    tmp_path: Path, stock: Stock, zygote: Zygote, database_kind: str
) -> None:
    is_postgresql = database_kind == "postgresql"
    with Town(tmp_path, stock=stock, zygote=zygote, is_postgresql=is_postgresql, is_rehearsed=True) as town:
        town.phone("SJ-01").starts()
        town.works_off_jobs()
        town.has_rehearsed()


def test_a_missing_button_is_told_with_the_chat_as_it_stands(town: Town) -> None:
    chen = town.phone("SJ-01")
    chen.starts()
    with pytest.raises(AssertionError, match=r"(?s)finds no button '没有'.*last 5 of.*/start.*bot"):
        chen.taps("没有", seconds=0.2)


def courier_notes_late() -> None:
    """Let the courier note what it has sent only after a while, as on a busy machine; a preparation of the zygote."""
    from bot.courier import Courier

    record = Courier._record

    def record_late(courier: Courier, outcomes: list[Outcome]) -> None:
        time.sleep(0.5)
        record(courier, outcomes)

    Courier._record = record_late  # type: ignore[assignment, method-assign]


def test_a_tap_on_a_card_that_has_just_come_counts_on_a_busy_machine_too(
    tmp_path: Path, stock: Stock, zygote: Zygote
) -> None:
    with Town(tmp_path, stock=stock, zygote=zygote, prepare=f"{__name__}:courier_notes_late") as town:
        chen, he = town.phone("SJ-01"), town.phone("SJ-04")
        chen.starts()
        chen.taps("①")
        chen.taps(chen.word("button-recuse"))
        chen.taps(chen.word("recuse-handover"))
        chen.taps(chen.word("button-send-request"))
        # The supervisor did nothing that could be waited for: their card comes by itself.
        he.taps(he.word("button-grant"))
        with town.reading() as session:
            assert session.scalar(select(func.count()).select_from(Task).where(Task.state == "replaced")) == 1
