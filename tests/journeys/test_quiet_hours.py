"""Quiet hours in the chat: what waits is counted and comes when asked for; what is not true any more never comes."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from handlers.notices import tell
from handlers.screens.format import local
from rules.events_deadlines import TasksStillSilent
from sandbox.driver import Phone, Town
from storage.tables import Person, Task


def quiet_now(phone: Phone) -> None:
    """Have quiet hours that last for some hours from now."""
    now = local(datetime.now(UTC))
    phone.types("提醒设置")
    phone.taps(phone.word("button-quiet"))
    phone.types(f"{now - timedelta(hours=1):%H}点到{now + timedelta(hours=3):%H}点")
    phone.sees(f"{now - timedelta(hours=1):%H}:00–")


def many_are_silent(town: Town, phone: Phone) -> None:
    with town.changing() as uow:
        me = uow.session.scalars(select(Person.person_id).where(Person.telegram_user_id == phone.number)).one()
        uow.emit(TasksStillSilent(me, (uow.session.scalars(select(Task.task_id)).first() or 0,)))
        tell(uow)


def test_what_waits_is_counted_and_comes_when_asked_for_and_when_quiet_ends(town: Town, language: str) -> None:
    he = town.phone("SJ-04")
    he.speaks(language)
    he.starts()
    quiet_now(he)
    many_are_silent(town, he)
    silent = he.word("button-silent", count=1)
    he.does_not_see(silent)
    he.types("提醒设置")
    deliver = he.word("button-deliver", count=1)
    he.sees(deliver)
    he.taps(deliver)
    assert he.toast() == he.word("notices-delivered", count=1)
    he.sees(silent)
    he.does_not_see(deliver)

    # No quiet hours any more: nothing waits.
    many_are_silent(town, he)
    he.types("提醒设置")
    he.sees(deliver)
    he.taps(he.word("button-quiet"))
    he.taps(he.word("button-quiet-none"))
    he.sees(he.word("notices-quiet-none"))
    assert silent in he.newest().labels[0]


def test_nobody_is_sent_to_telephone_whoever_is_back(town: Town, language: str) -> None:
    he, chen, wu = town.phone("SJ-04"), town.phone("SJ-01"), town.phone("XF-02")
    he.speaks(language)
    for phone in (he, chen, wu):
        phone.starts()
    # Told at once, it is made good in its place.
    wu.blocks()
    gone, back = ("收不到通知", "又能收到通知") if language == "zh-CN" else ("gets no messages", "can be reached again")
    he.sees(gone)
    he.settles()
    wu.unblocks()
    he.sees(back)
    he.does_not_see(gone)
    # Not told yet, it never is.
    quiet_now(he)
    chen.blocks()
    deliver = he.word("button-deliver", count=1)
    he.settles()
    he.types("提醒设置")
    he.sees(deliver)
    chen.unblocks()
    chen.types("继续")
    he.types("提醒设置")
    he.does_not_see(deliver)
    he.taps(he.word("button-quiet"))
    he.taps(he.word("button-quiet-none"))
    he.does_not_see(gone)


@pytest.mark.parametrize("name", ["onsite", "done"])
def test_a_kind_says_what_comes_and_what_is_lost(town: Town, language: str, name: str) -> None:
    he = town.phone("SJ-04")
    he.speaks(language)
    he.starts()
    he.types("帮助" if language == "zh-CN" else "help")
    assert ("按“提醒设置”" if language == "zh-CN" else "as set in “Alerts”") in he.card().text
    he.taps(he.word("button-notices"))
    kind = he.word(f"notice-kind-{name}")
    assert ("总是立即" if language == "zh-CN" else "Always at once") in he.card().text
    he.taps(he.word("button-alert-kind", kind=kind, way="now"))
    shown = he.card()
    assert he.word(f"notice-what-{name}") in shown.text
    assert he.word(f"notice-why-{name}") in shown.text
    digest, off = (he.word("button-way", way=way, chosen="no") for way in ("digest", "off"))
    assert [digest in shown.labels[0], off in shown.labels[0]] == [name == "done"] * 2
    if name == "done":
        he.taps(off)
        he.sees(he.word("button-alert-kind", kind=kind, way="off"))
