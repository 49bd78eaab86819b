"""The driver itself: what a phone does reaches the bot, and what comes of it is seen before the act returns."""

import pytest
from sqlalchemy import func, select

from sandbox.driver import Town
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


def test_a_missing_button_is_told_with_the_chat_as_it_stands(town: Town) -> None:
    chen = town.phone("SJ-01")
    chen.starts()
    with pytest.raises(AssertionError, match=r"(?s)finds no button '没有'.*last 5 of.*/start.*bot"):
        chen.taps("没有", seconds=0.2)
