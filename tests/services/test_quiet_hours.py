"""What waits for the end of quiet hours: never past its last day, and no longer than they last."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from handlers.notices import tell
from handlers.screens.digest import kept_said
from handlers.words import words_of
from rules.events import NoticeRefused, TaskSent, WindowClosing, WindowMissed
from rules.events_deadlines import TasksStillSilent
from rules.messages import Card, Withdraw
from sandbox.stock import BOT_ID, Stock
from services import notice_settings, quiet_hours
from services.access import Actor, actor_by_id, set_reach
from services.reaching import people_with_lines
from storage.database import Database
from storage.tables import CardRow, DigestLine, NoticeSetting, OutboxMessage, Person, Task, Visit
from storage.unit_of_work import UnitOfWork, rehearsing

# Thursday to Monday at the office, in UTC; Saturday and Sunday are free.
THURSDAY_22 = datetime(2026, 3, 12, 14, tzinfo=UTC)
FRIDAY_8, FRIDAY_10, FRIDAY_18, FRIDAY_22 = (datetime(2026, 3, 13, hour, tzinfo=UTC) for hour in (0, 2, 10, 14))
SATURDAY_7, SATURDAY_10 = datetime(2026, 3, 13, 23, tzinfo=UTC), datetime(2026, 3, 14, 2, tzinfo=UTC)
MONDAY_7 = datetime(2026, 3, 15, 23, tzinfo=UTC)
FRIDAY, SATURDAY, MONDAY = date(2026, 3, 13), date(2026, 3, 14), date(2026, 3, 16)


@pytest.fixture
def either(database_kind: str, stock: Stock, tmp_path: Path) -> Any:
    """The district on each kind of database."""
    is_sqlite = database_kind == "sqlite"
    address = (
        stock.sqlite(tmp_path / "either.db", is_furnished=True) if is_sqlite else stock.postgresql(is_furnished=True)
    )
    database = Database(address)
    yield database
    database.close()
    if not is_sqlite:
        stock.discard(address)


def act(database: Database, now: datetime) -> Any:
    return rehearsing(database, BOT_ID, lambda: now)


def person(uow: UnitOfWork, code: str) -> Actor:
    return actor_by_id(uow, uow.session.scalars(select(Person.person_id).where(Person.code == code)).one())


def goes_on(uow: UnitOfWork, now: datetime) -> None:
    uow.now = now
    uow.mailbox.begin(now)


def happens(uow: UnitOfWork, *events: Any) -> None:
    for event in events:
        uow.emit(event)
    tell(uow)


def hours(uow: UnitOfWork, code: str) -> list[datetime]:
    """When each message to a person is to be said."""
    uow.write_out()
    chat = uow.session.scalars(select(Person.chat_id).where(Person.code == code)).one()
    chosen = select(OutboxMessage.not_before).where(OutboxMessage.chat_id == chat).order_by(OutboxMessage.outbox_id)
    return list(uow.session.scalars(chosen))


def task_until(uow: UnitOfWork, code: str, last: date) -> Task:
    task = uow.session.scalars(select(Task).where(Task.person_id == person(uow, code).person_id)).first()
    assert task is not None
    uow.session.get_one(Visit, task.visit_id).window_until = last
    return task


def silent(uow: UnitOfWork, code: str) -> TasksStillSilent:
    return TasksStillSilent(person(uow, code).person_id, (uow.session.scalars(select(Task.task_id)).first() or 0,))


@pytest.mark.parametrize(
    ("now", "last", "told"),
    [
        (SATURDAY_10, SATURDAY, SATURDAY_10),
        (FRIDAY_22, SATURDAY, FRIDAY_22),
        (FRIDAY_22, FRIDAY, FRIDAY_22),
        (THURSDAY_22, FRIDAY, FRIDAY_8 - timedelta(hours=1)),
        (SATURDAY_10, MONDAY, MONDAY_7),
    ],
)
def test_a_task_comes_in_time_whatever_is_quiet(
    furnished_database: Database, now: datetime, last: date, told: datetime
) -> None:
    with act(furnished_database, now) as uow:
        chen = person(uow, "SJ-01")
        notice_settings.set_quiet_hours(uow, chen, "22-7")
        notice_settings.set_rest(uow, chen, rests=True)
        task = task_until(uow, "SJ-01", last)
        happens(uow, TaskSent(task.task_id))
        assert set(hours(uow, "SJ-01")) == {told}
        # What has passed is not saved by haste.
        goes_on(uow, SATURDAY_10)
        task_until(uow, "SJ-01", FRIDAY)
        happens(uow, WindowMissed(task.visit_id))
        assert hours(uow, "SJ-01")[-1] == MONDAY_7


def test_a_long_morning_leaves_the_work_of_the_last_day(furnished_database: Database) -> None:
    with act(furnished_database, THURSDAY_22) as uow:
        notice_settings.set_quiet_hours(uow, person(uow, "SJ-01"), "22-11")
        task = task_until(uow, "SJ-01", FRIDAY)
        happens(uow, TaskSent(task.task_id), WindowClosing(task.visit_id, 1))
        assert set(hours(uow, "SJ-01")) == {FRIDAY_8}


def test_a_digest_that_would_wait_over_the_last_day_is_not_waited_for(furnished_database: Database) -> None:
    with act(furnished_database, FRIDAY_10) as uow:
        chen = person(uow, "SJ-01")
        notice_settings.set_way(uow, chen, "tasks", "digest")
        task = task_until(uow, "SJ-01", MONDAY)
        happens(uow, TaskSent(task.task_id))
        assert hours(uow, "SJ-01") == []
        # Friday's digest now waits until Monday morning: until work begins, and then longer.
        notice_settings.set_quiet_hours(uow, chen, "17-8")
        notice_settings.set_rest(uow, chen, rests=True)
        happens(uow, TaskSent(task.task_id))
        assert hours(uow, "SJ-01") == []
        notice_settings.set_quiet_hours(uow, chen, "17-8:30")
        happens(uow, TaskSent(task.task_id))
        assert hours(uow, "SJ-01") == [FRIDAY_10]


def test_days_off_are_quiet_for_whoever_says_so(furnished_database: Database) -> None:
    with act(furnished_database, SATURDAY_10) as uow:
        head = person(uow, "SJ-04")
        # As an older edition left it for those who had chosen a way.
        uow.session.add(NoticeSetting(person_id=head.person_id, ways={}, rests=True))
        notice_settings.set_quiet_hours(uow, head, "13-14")
        happens(uow, silent(uow, "SJ-04"))
        assert hours(uow, "SJ-04") == [SATURDAY_10]
        notice_settings.set_rest(uow, head, rests=True)
        notice_settings.set_quiet_hours(uow, head, "13-15")
        happens(uow, silent(uow, "SJ-04"))
        assert hours(uow, "SJ-04")[-1] > SATURDAY_10


def test_what_waits_follows_the_hours_that_are_chosen_and_keeps_its_last_day(either: Database) -> None:
    with act(either, THURSDAY_22) as uow:
        chen = person(uow, "SJ-01")
        notice_settings.set_quiet_hours(uow, chen, "22-7")
        task = task_until(uow, "SJ-01", FRIDAY)
        visit = uow.session.scalars(select(Visit.visit_id).where(Visit.visit_id != task.visit_id)).first()
        assert visit is not None
        happens(uow, TaskSent(task.task_id))
        uow.mailbox.say(chen_chat(uow), [Card("other", "x")], not_before=FRIDAY_8 - timedelta(hours=1))
        assert set(hours(uow, "SJ-01")) == {FRIDAY_8 - timedelta(hours=1)}
        notice_settings.set_quiet_hours(uow, chen, "22-11")
        # The task is of use until Friday: it leaves the day to work.
        assert sorted(set(hours(uow, "SJ-01"))) == [FRIDAY_8, FRIDAY_8 + timedelta(hours=3)]
        assert quiet_hours.kept_back(uow, chen).first == FRIDAY_8
        notice_settings.set_quiet_hours(uow, chen, "无")
        assert set(hours(uow, "SJ-01")) == {THURSDAY_22}
        assert quiet_hours.kept_back(uow, chen).count == 0


def chen_chat(uow: UnitOfWork) -> int:
    return uow.session.scalars(select(Person.chat_id).where(Person.code == "SJ-01")).one() or 0


def test_working_again_on_days_off_lets_come_what_waits(furnished_database: Database) -> None:
    with act(furnished_database, SATURDAY_10) as uow:
        head = person(uow, "SJ-04")
        notice_settings.set_quiet_hours(uow, head, "22-7")
        notice_settings.set_rest(uow, head, rests=True)
        happens(uow, silent(uow, "SJ-04"))
        assert hours(uow, "SJ-04") == [MONDAY_7]
        notice_settings.set_rest(uow, head, rests=False)
        assert hours(uow, "SJ-04") == [SATURDAY_10]


def test_what_waits_comes_when_it_is_asked_for_and_is_counted_once(either: Database) -> None:
    with act(either, FRIDAY_22) as uow:
        chen = person(uow, "SJ-01")
        notice_settings.set_quiet_hours(uow, chen, "22-7")
        chat = chen_chat(uow)
        for said in (Card("a", "1", anew=True), Card("a", "2", anew=True), Card("b", "1", anew=True)):
            uow.mailbox.say(chat, [said], not_before=SATURDAY_7)
        uow.mailbox.say(chat, [Withdraw("b", "✓")])
        kept = quiet_hours.kept_back(uow, chen)
        assert (kept.count, kept.first) == (1, SATURDAY_7)
        assert quiet_hours.deliver_now(uow, chen) == 1
        assert set(hours(uow, "SJ-01")) == {FRIDAY_22}
        assert quiet_hours.deliver_now(uow, chen) == 0


@pytest.mark.parametrize("way", ["now", "digest"])
def test_whoever_is_back_is_not_telephoned(furnished_database: Database, way: str) -> None:
    with act(furnished_database, FRIDAY_22) as uow:
        head, zhou = person(uow, "SJ-04"), person(uow, "SJ-01")
        notice_settings.set_quiet_hours(uow, head, "22-7")
        notice_settings.set_way(uow, head, "decide", way)
        number = uow.session.scalars(select(Person.telegram_user_id).where(Person.code == "SJ-01")).one() or 0
        # A namesake has gone as well, and stays away.
        other = uow.session.scalars(select(Person).where(Person.code == "XF-01")).one()
        other.name = uow.session.get_one(Person, zhou.person_id).name
        for each in (number, other.telegram_user_id or 0):
            set_reach(uow, each, is_blocked=True)
        tell(uow)
        lines = select(DigestLine.text).where(DigestLine.person_id == head.person_id)
        waits = quiet_hours.kept_back(uow, head).count + len(uow.session.scalars(lines).all())
        assert waits == 2
        set_reach(uow, number, is_blocked=False)
        tell(uow)
        assert quiet_hours.kept_back(uow, head).count == (1 if way == "now" else 0)
        assert [("XF-01" in text, "SJ-01" in text) for text in uow.session.scalars(lines)] == (
            [] if way == "now" else [(True, False)]
        )


def test_what_was_told_of_the_unreachable_becomes_the_news_that_they_are_back(furnished_database: Database) -> None:
    with act(furnished_database, FRIDAY_10) as uow:
        number = uow.session.scalars(select(Person.telegram_user_id).where(Person.code == "SJ-01")).one() or 0
        set_reach(uow, number, is_blocked=True)
        tell(uow)
        uow.write_out()
        cards = select(CardRow).where(CardRow.key.startswith("unreachable:"))
        card = uow.session.scalars(cards).first()
        assert card is not None
        card.message_id = 5
        set_reach(uow, number, is_blocked=False)
        tell(uow)
        uow.write_out()
        uow.session.expire_all()
        assert uow.session.scalars(cards).all()[0].wanted["text"].startswith("✅")
        # And gone once more is news again.
        goes_on(uow, FRIDAY_18)
        set_reach(uow, number, is_blocked=True)
        tell(uow)
        uow.write_out()
        uow.session.expire_all()
        wanted = uow.session.scalars(cards).all()[0].wanted
        assert wanted["text"].startswith("⏳")
        assert wanted["anew"]


def test_a_refusal_comes_at_once_whatever_was_chosen_before(furnished_database: Database) -> None:
    with act(furnished_database, SATURDAY_10) as uow:
        head = person(uow, "SJ-04")
        uow.session.add(NoticeSetting(person_id=head.person_id, ways={"onsite": "digest"}, rests=True))
        notice_settings.set_quiet_hours(uow, head, "22-7")
        notice_settings.set_rest(uow, head, rests=True)
        visit = uow.session.scalars(select(Visit.visit_id).where(Visit.number == "017-03")).one()
        happens(uow, NoticeRefused(visit))
        assert hours(uow, "SJ-04") == [SATURDAY_10]
        assert uow.session.scalars(select(DigestLine)).all() == []


@pytest.mark.parametrize(("language", "title", "earlier"), [("zh-CN", "3月16日", "3月13日 · "), ("en", "16", "13")])
def test_lines_of_a_digest_say_the_day_that_is_not_its_own(
    furnished_database: Database, language: str, title: str, earlier: str
) -> None:
    with act(furnished_database, FRIDAY_18) as uow:
        chen = person(uow, "SJ-01")
        uow.session.get_one(Person, chen.person_id).language = language
        notice_settings.set_way(uow, chen, "due", "digest")
        task = task_until(uow, "SJ-01", date(2026, 3, 31))
        happens(uow, WindowClosing(task.visit_id, 2))
        goes_on(uow, MONDAY_7 + timedelta(hours=1))
        happens(uow, WindowClosing(task.visit_id, 1))
        [card] = kept_said(uow, words_of(language), chen.person_id)
        assert isinstance(card, Card)
        head, first, second = card.text.splitlines()
        assert title in head
        assert earlier in first
        assert " · " in first
        assert " · " not in second
        assert people_with_lines(uow) == []
