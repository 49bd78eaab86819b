"""How people want to be told: chosen by themselves, kept by the moment of telling, written down."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from handlers.notices import tell
from handlers.screens.digest import kept_said
from handlers.words import words_of
from rules.events import NoticeRefused, PaperPrinted, SectionNudged, TaskSent, WindowClosing
from rules.events_deadlines import TasksStillSilent
from rules.messages import Card
from rules.refusals import Refused
from sandbox.stock import BOT_ID, Stock
from services import groups, notice_settings, reminders
from services.access import Actor, actor_by_id
from storage.database import Database
from storage.tables import (
    CardRow,
    Department,
    DigestLine,
    LedgerLink,
    NoticeSetting,
    OfficeDay,
    OutboxMessage,
    Person,
    Section,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork, rehearsing

# A Friday: 21:30 and 10:00 at the office, in UTC.
EVENING, MORNING = datetime(2026, 3, 13, 13, 30, tzinfo=UTC), datetime(2026, 3, 13, 2, 0, tzinfo=UTC)


@pytest.fixture
def database(stock: Stock, tmp_path: Path) -> Any:
    database = Database(stock.sqlite(tmp_path / "hecha.db", is_furnished=True))
    yield database
    database.close()


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


def act(database: Database, now: datetime = MORNING) -> Any:
    return rehearsing(database, BOT_ID, lambda: now)


def person(uow: UnitOfWork, code: str) -> Actor:
    return actor_by_id(uow, uow.session.scalars(select(Person.person_id).where(Person.code == code)).one())


def silent(uow: UnitOfWork, code: str) -> TasksStillSilent:
    return TasksStillSilent(person(uow, code).person_id, (uow.session.scalars(select(Task.task_id)).first() or 0,))


def queued(uow: UnitOfWork, code: str) -> list[OutboxMessage]:
    uow.write_out()
    chat = uow.session.scalars(select(Person.chat_id).where(Person.code == code)).one()
    return list(uow.session.scalars(select(OutboxMessage).where(OutboxMessage.chat_id == chat)))


def happens(uow: UnitOfWork, *events: Any) -> None:
    for event in events:
        uow.emit(event)
    tell(uow)


def refused(code: str, function: Any, *values: Any) -> None:
    with pytest.raises(Refused) as caught:
        function(*values)
    assert caught.value.code == code


def test_who_has_chosen_nothing_is_told_at_once(database: Database) -> None:
    with act(database, EVENING) as uow:
        happens(uow, silent(uow, "SJ-04"))
        [message] = queued(uow, "SJ-04")
        assert message.not_before == EVENING
        settings = notice_settings.view_settings(uow, person(uow, "SJ-04"))
        assert {way for _, way in settings.ways} == {"now"}
        assert settings.quiet is None


def test_quiet_hours_keep_back_until_they_end_on_a_day_of_work_and_urgent_ones_pass(either: Database) -> None:
    with act(either, EVENING) as uow:
        head = person(uow, "SJ-04")
        # Saturday is free, Sunday is made up for.
        uow.session.add(OfficeDay(day=datetime(2026, 3, 15).date(), is_working=True))  # noqa: DTZ001
        notice_settings.set_quiet_hours(uow, head, "20:00-08:00")
        notice_settings.set_rest(uow, head, rests=True)
        visit_id = uow.session.scalars(select(Visit.visit_id).where(Visit.number == "017-03")).one()
        happens(uow, silent(uow, "SJ-04"), NoticeRefused(visit_id))
        late, urgent = queued(uow, "SJ-04")
        assert late.not_before == datetime(2026, 3, 15, 0, 0, tzinfo=UTC)
        assert urgent.not_before == EVENING
        notice_settings.set_rest(uow, head, rests=False)
        happens(uow, silent(uow, "SJ-04"))
        assert queued(uow, "SJ-04")[-1].not_before == datetime(2026, 3, 14, 0, 0, tzinfo=UTC)
        notice_settings.set_quiet_hours(uow, head, "无")
        happens(uow, silent(uow, "SJ-04"))
        assert queued(uow, "SJ-04")[-1].not_before == EVENING


def test_the_digest_brings_what_was_kept_once_each_with_its_next_step(either: Database) -> None:
    with act(either) as uow:
        zhou = person(uow, "SJ-01")
        notice_settings.set_way(uow, zhou, "due", "digest")
        visit_id = uow.session.scalars(select(Task.visit_id).where(Task.person_id == zhou.person_id)).first() or 0
        happens(uow, WindowClosing(visit_id, 2), WindowClosing(visit_id, 1))
        assert queued(uow, "SJ-01") == []
        uow.now = datetime(2026, 3, 13, 9, 45, tzinfo=UTC)
        uow.mailbox.begin(uow.now)
        reminders.send_digests(uow)
        tell(uow)
        [message] = queued(uow, "SJ-01")
        card = uow.session.get_one(CardRow, message.card_id).wanted
        assert card["text"].count("①") == card["text"].count("②") == 1
        assert [button["data"] for row in card["buttons"] for button in row][:2] == [f"task:open:{visit_id}"] * 2
        assert uow.session.scalars(select(DigestLine)).all() == []
        reminders.send_digests(uow)
        tell(uow)
        assert len(queued(uow, "SJ-01")) == 1


def test_a_task_waits_for_the_digest_with_its_day_and_comes_at_once_when_that_would_be_late(
    database: Database,
) -> None:
    with act(database) as uow:
        zhou = person(uow, "SJ-01")
        notice_settings.set_way(uow, zhou, "tasks", "digest")
        task = uow.session.scalars(select(Task).where(Task.person_id == zhou.person_id)).first()
        assert task is not None
        visit = uow.session.get_one(Visit, task.visit_id)
        # On Friday before the digest, one that ends on Monday can wait; in the evening, the next is Monday's.
        visit.window_until = date(2026, 3, 16)
        happens(uow, TaskSent(task.task_id))
        assert queued(uow, "SJ-01") == []
        line = uow.session.scalars(select(DigestLine)).one()
        assert line.text.startswith(f"3月16日止：{visit.number} ")
        assert line.button["data"] == f"task:open:{visit.visit_id}"
        uow.now = EVENING
        happens(uow, TaskSent(task.task_id))
        assert len(uow.session.scalars(select(DigestLine)).all()) == 1
        assert len(queued(uow, "SJ-01")) == 1


def test_the_digest_tells_the_oldest_first_and_loses_nothing_and_waits_where_it_is_quiet(database: Database) -> None:
    with act(database) as uow:
        zhou = person(uow, "SJ-01")
        notice_settings.set_way(uow, zhou, "due", "digest")
        notice_settings.set_quiet_hours(uow, zhou, "17:00-08:00")
        notice_settings.set_rest(uow, zhou, rests=True)
        visit_id = uow.session.scalars(select(Task.visit_id).where(Task.person_id == zhou.person_id)).first() or 0
        happens(uow, *(WindowClosing(visit_id, 1) for _ in range(10)))
        first, *_, last = uow.session.scalars(select(DigestLine).order_by(DigestLine.digest_line_id))
        first.text, last.text = "最早的", "最新的"
        uow.now = datetime(2026, 3, 13, 9, 45, tzinfo=UTC)
        uow.mailbox.begin(uow.now)
        reminders.send_digests(uow)
        tell(uow)
        [message] = queued(uow, "SJ-01")
        # Friday evening to Monday morning.
        assert message.not_before == datetime(2026, 3, 16, 0, 0, tzinfo=UTC)
        card = uow.session.get_one(CardRow, message.card_id).wanted
        assert "最早的" in card["text"]
        assert "最新的" not in card["text"]
        assert card["buttons"][-1][0]["data"] == "tell:kept::"
        assert len(uow.session.scalars(select(DigestLine)).all()) == 2
        [rest] = kept_said(uow, words_of("zh-CN"), zhou.person_id)
        assert isinstance(rest, Card)
        assert "最新的" in rest.text
        assert kept_said(uow, words_of("zh-CN"), zhou.person_id) == []


def test_a_slip_comes_at_once_to_whoever_hands_it_over_and_when_wanted_to_the_other(database: Database) -> None:
    with act(database, EVENING) as uow:
        giver, taker, later = (person(uow, code) for code in ("SJ-03", "SJ-04", "SJ-01"))
        for each in (giver, taker):
            notice_settings.set_quiet_hours(uow, each, "20:00-08:00")
            notice_settings.set_rest(uow, each, rests=True)
        notice_settings.set_way(uow, later, "clues", "digest")
        people = (giver.person_id, taker.person_id, later.person_id)
        happens(
            uow, PaperPrinted(people, "transfer", 1, "017-03-X1", "pdf", "a" * 64, "b" * 64, (), "", giver.person_id)
        )
        assert {each.not_before for each in queued(uow, "SJ-03")} == {EVENING}
        assert {each.not_before for each in queued(uow, "SJ-04")} == {datetime(2026, 3, 16, 0, 0, tzinfo=UTC)}
        assert queued(uow, "SJ-01") == []
        [line] = uow.session.scalars(select(DigestLine))
        assert "017-03-X1" in line.text


def test_what_may_be_off_stays_away_and_the_rest_refuses(database: Database) -> None:
    with act(database) as uow:
        chen = person(uow, "SJ-01")
        notice_settings.set_way(uow, chen, "team", "off")
        section = uow.session.scalars(
            select(Section)
            .join(Task, Task.section_id == Section.section_id)
            .where(Task.person_id == chen.person_id)
            .order_by(Section.section_id)
        ).first()
        assert section is not None
        happens(uow, SectionNudged(section.section_id, section.section_id, person(uow, "XF-01").person_id))
        assert queued(uow, "SJ-01") == []
        for kind in ("tasks", "returned", "decide", "due", "clues", "draws"):
            refused("TELL_001", notice_settings.set_way, uow, chen, kind, "off")
        for kind in ("onsite", "operation"):
            refused("TELL_008", notice_settings.set_way, uow, chen, kind, "digest")
            refused("TELL_008", notice_settings.set_way, uow, chen, kind, "off")
        refused("TELL_002", notice_settings.set_way, uow, chen, "gossip", "now")
        refused("TELL_002", notice_settings.set_way, uow, chen, "team", "later")
        # A row that an older edition left, or a hand, changes nothing about it.
        uow.session.execute(update(NoticeSetting).values(ways={"due": "off", "gossip": "off"}))
        uow.session.expire_all()
        happens(uow, WindowClosing(section.visit_id, 2))
        assert len(queued(uow, "SJ-01")) == 1


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("22:00-08:00", ("22:00", "08:00")),
        ("22：30 至 7：00", ("22:30", "07:00")),
        ("21到6", ("21:00", "06:00")),
        ("none", (None, None)),
    ],
)
def test_hours_are_understood_as_people_type_them(
    database: Database, typed: str, hours: tuple[str | None, str | None]
) -> None:
    with act(database) as uow:
        notice_settings.set_quiet_hours(uow, person(uow, "SJ-01"), typed)
        row = uow.session.scalars(select(NoticeSetting)).one()
        assert (row.quiet_from, row.quiet_until) == hours


@pytest.mark.parametrize("typed", ["", "晚上", "25:00-08:00", "22:60-08:00", "22:00", "08:00-08:00", "9" * 500])
def test_hours_that_are_none_are_refused(database: Database, typed: str) -> None:
    with act(database) as uow:
        refused("TELL_003", notice_settings.set_quiet_hours, uow, person(uow, "SJ-01"), typed)


@pytest.mark.parametrize("typed", ["7-6:59", "16:00-8:01", "0:00-24:00", "8:00到次日10:00"])
def test_hours_that_leave_no_days_work_for_alerts_are_refused(database: Database, typed: str) -> None:
    with act(database) as uow:
        refused("TELL_009", notice_settings.set_quiet_hours, uow, person(uow, "SJ-01"), typed)
        notice_settings.set_quiet_hours(uow, person(uow, "SJ-01"), "16:00-8:00")


def test_who_changed_what_is_written_down(database: Database) -> None:
    with act(database) as uow:
        chen, lead = person(uow, "SJ-01"), person(uow, "SJ-03")
        notice_settings.set_way(uow, chen, "team", "digest")
        notice_settings.set_quiet_hours(uow, chen, "22-8")
        notice_settings.set_rest(uow, chen, rests=False)
        groups.bind_group(uow, lead, -100)
        groups.move_group(uow, -100, -200)
        groups.release_group(uow, lead, -200)
        uow.write_out()
        links = uow.session.execute(select(LedgerLink.type, LedgerLink.actor).order_by(LedgerLink.seq)).all()[-6:]
        assert [tuple(link) for link in links] == [
            ("alerts_set", "SJ-01"),
            ("quiet_hours_set", "SJ-01"),
            ("quiet_days_set", "SJ-01"),
            ("group_bound", "SJ-03"),
            ("group_moved", "telegram"),
            ("group_released", "SJ-03"),
        ]


def test_a_group_hears_the_number_and_how_much_it_matters_and_no_name(database: Database) -> None:
    with act(database) as uow:
        groups.bind_group(uow, person(uow, "SJ-03"), -100)
        visit = uow.session.scalars(select(Visit).where(Visit.number == "017-03")).one()
        visit.submitted_at = uow.now
        happens(uow, NoticeRefused(visit.visit_id), WindowClosing(visit.visit_id, 2))
        uow.write_out()
        said = list(uow.session.scalars(select(OutboxMessage).where(OutboxMessage.chat_id == -100)))
        assert [each.body["text"] for each in said] == ["🔴 急 · 017-03", "🟢 常 · 017-03"]
        assert {each.body["buttons"][0][0]["url"] for each in said} == {f"start:visit-{visit.visit_id}"}


def test_a_group_that_grew_into_one_bound_already_hears_once(database: Database) -> None:
    with act(database) as uow:
        visit = uow.session.scalars(select(Visit).where(Visit.number == "017-03")).one()
        groups.bind_group(uow, person(uow, "SJ-03"), -100)
        groups.bind_group(uow, person(uow, "SJ-04"), -200)
        groups.move_group(uow, -100, -200)
        assert groups.groups_of_visit(uow, visit.visit_id) == [-200]
        happens(uow, NoticeRefused(visit.visit_id))
        uow.write_out()
        assert len(uow.session.scalars(select(OutboxMessage).where(OutboxMessage.chat_id == -200)).all()) == 1


def test_a_group_of_another_department_or_of_a_trial_hears_nothing(database: Database) -> None:
    with act(database) as uow:
        visit = uow.session.scalars(select(Visit).where(Visit.number == "017-03")).one()
        taking_part = set(uow.session.scalars(select(Section.department_id).where(Section.visit_id == visit.visit_id)))
        others = [row for row in uow.session.scalars(select(Department)) if row.department_id not in taking_part]
        admin = person(uow, "SJ-04")
        groups.bind_group(uow, admin, -1, others[0].code)
        assert groups.groups_of_visit(uow, visit.visit_id) == []
        groups.bind_group(uow, admin, -2)
        # The district's group is not made one's own, nor another department's; one's own may be bound anew.
        refused("TELL_007", groups.bind_group, uow, person(uow, "XF-03"), -2)
        assert groups.groups_of_visit(uow, visit.visit_id) == [-2]
        groups.bind_group(uow, person(uow, "SJ-03"), -3)
        refused("TELL_007", groups.bind_group, uow, person(uow, "XF-03"), -3)
        groups.bind_group(uow, person(uow, "SJ-03"), -3)
        groups.release_group(uow, admin, -3)
        visit.is_trial = True
        assert groups.groups_of_visit(uow, visit.visit_id) == []
        refused("TELL_005", groups.bind_group, uow, admin, -2, "nowhere")
        # An own department is found in small or full-width letters, and offered where another was named.
        for typed in ("sj", "ＳＪ"):
            bound = groups.bind_group(uow, person(uow, "SJ-03"), -4, typed)
            assert bound.department
            assert bound.department["zh"] == "市场监管"
        with pytest.raises(Refused) as caught:
            groups.bind_group(uow, person(uow, "SJ-03"), -4, "fg")
        assert caught.value.placeholders["example"] == "SJ"
        groups.release_group(uow, admin, -4)
        refused("TELL_006", groups.release_group, uow, admin, -3)
        refused("TELL_007", groups.release_group, uow, person(uow, "XF-03"), -2)
        groups.lose_group(uow, -2)
        refused("TELL_006", groups.release_group, uow, admin, -2)
