"""The clock: each reminder once, on working days, outside the quiet hours; one digest, and none for a quiet day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select, update

from rules.chains import merkle_root
from rules.events import DigestDue, TaskUnanswered, WindowClosing, WindowMissed
from rules.events_deadlines import TasksStillSilent
from rules.working_days import add_working_days, is_working_day
from services.in_charge import in_charge
from services.reminders import digest_of, is_quiet, remind, send_digests
from storage.tables import Campaign, Person, Role, Task, Visit
from storage.unit_of_work import reading
from tests.services.followed_up import ordered, sent_out

PROFILE = {"quiet_from": "20:00", "quiet_until": "07:30"}


def at(day: Any, hour: int, minute: int = 0) -> datetime:
    """An instant by the office's clock."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour - 8, minutes=minute)


def ticks(district: Any, instant: datetime) -> list[Any]:
    district.now = instant
    before = len(district.heard)
    with district.act() as uow:
        remind(uow)
        send_digests(uow)
    return list(district.heard[before:])


def working_day(district: Any, after: int = 0) -> Any:
    day = district.now.date()
    while not is_working_day(day, {}):
        day += timedelta(days=1)
    return add_working_days(day, after, {})


def test_nobody_is_reminded_in_the_quiet_hours_or_on_a_day_off(district: Any) -> None:
    day = working_day(district, 3)
    while is_working_day(day, {}):
        day += timedelta(days=1)
    assert ticks(district, at(day, 10)) == []
    assert ticks(district, at(working_day(district, 3), 21)) == []


def test_a_task_without_an_answer_is_reminded_of_once(district: Any) -> None:
    day = working_day(district)
    with district.act() as uow:
        uow.session.execute(update(Task).values(sent_at=at(day, 9)))
    assert not [e for e in ticks(district, at(add_working_days(day, 1, {}), 10)) if isinstance(e, TaskUnanswered)]
    first = [e for e in ticks(district, at(add_working_days(day, 2, {}), 10)) if isinstance(e, TaskUnanswered)]
    again = [e for e in ticks(district, at(add_working_days(day, 2, {}), 11)) if isinstance(e, TaskUnanswered)]
    assert first
    assert again == []


def test_officers_of_a_follow_up_are_reminded_and_then_its_supervisor_is(district: Any) -> None:
    clue_id, day = ordered(district), working_day(district, 1)
    district.now = at(day, 10)
    visit_id = sent_out(district, clue_id, days=14)
    with reading(district.database) as session:
        tasks = set(session.scalars(select(Task.task_id).where(Task.visit_id == visit_id)))
    ticks(district, at(add_working_days(day, 1, {}), 10))
    after_two = ticks(district, at(add_working_days(day, 2, {}), 10))
    assert {each.task_id for each in after_two if isinstance(each, TaskUnanswered)} >= tasks
    after_three = ticks(district, at(add_working_days(day, 3, {}), 10))
    assert not [each for each in after_three if isinstance(each, TaskUnanswered) and each.task_id in tasks]
    assert tasks <= {of for each in after_three if isinstance(each, TasksStillSilent) for of in each.task_ids}


def test_a_closing_window_and_a_missed_one_are_told_once_each(district: Any) -> None:
    day = working_day(district, 1)
    with district.act() as uow:
        uow.session.execute(update(Task).values(state="accepted"))
        uow.session.execute(update(Visit).values(window_until=add_working_days(day, 1, {})))
    closing = ticks(district, at(day, 9))
    assert {type(each) for each in closing} == {WindowClosing}
    assert ticks(district, at(day, 10)) == []
    missed = ticks(district, at(add_working_days(day, 2, {}), 9))
    assert {type(each) for each in missed} == {WindowMissed}
    assert len(missed) == len(closing)


def test_the_digest_comes_once_in_the_evening(district: Any) -> None:
    day = working_day(district, 1)
    with district.act() as uow:
        gone = uow.session.scalars(select(Person).where(Person.code == "RS-01")).one()
        gone.revoked_at = uow.now
        uow.session.add(Role(person_id=gone.person_id, role="supervisor"))
        head = district.actor(uow, "SJ-04").person_id
    assert not [e for e in ticks(district, at(day, 17)) if isinstance(e, DigestDue)]
    assert [e.person_id for e in ticks(district, at(day, 17, 31)) if isinstance(e, DigestDue)] == [head]
    assert not [e for e in ticks(district, at(day, 18)) if isinstance(e, DigestDue)]


def test_evenings_and_days_of_rest_are_counted_in_the_next_digest(district: Any) -> None:
    friday = date(2027, 9, 17)
    [first, *_] = [e for e in ticks(district, at(friday, 17, 31)) if isinstance(e, DigestDue)]
    assert first.since == at(friday, 0)
    instants = [at(friday, 12), at(friday, 20), at(friday + timedelta(days=1), 11)]
    with district.act() as uow:
        for visit, instant in zip(uow.session.scalars(select(Visit).order_by(Visit.visit_id)), instants, strict=False):
            visit.submitted_at = instant
    assert ticks(district, at(friday + timedelta(days=1), 18)) == []
    digests = [e for e in ticks(district, at(friday + timedelta(days=3), 17, 31)) if isinstance(e, DigestDue)]
    with district.act() as uow:
        counted = [digest_of(uow, each.person_id, each.day, each.since).submitted for each in digests]
        assert {each.since for each in digests} == {at(friday, 17, 31)}
    assert max(counted) == 2


def test_an_act_of_the_clock_reads_who_supervises_and_the_root_once(district: Any) -> None:
    statements: list[str] = []
    with district.act() as uow:
        campaigns = uow.session.scalars(select(Campaign)).all()
        head = campaigns[0].supervisor_id
        district.actor(uow, "SJ-04")
        event.listen(uow.connection, "before_cursor_execute", lambda *args: statements.append(args[2]))
        for _ in range(3):
            assert in_charge(uow, campaigns[0]) == [head]
            digest_of(uow, head, district.now.date(), district.now)
    assert sum("FROM roles JOIN people" in " ".join(each.split()) for each in statements if "EXISTS" not in each) == 1
    assert sum("FROM ledger" in " ".join(each.split()) for each in statements) == 1


def test_the_digest_counts_what_stands_in_the_tables(district: Any) -> None:
    with district.act() as uow:
        supervisor = uow.session.query(Campaign.supervisor_id).first()
        assert supervisor is not None
        digest = digest_of(uow, supervisor[0], district.now.date(), district.now)
        sent = uow.session.query(Task).filter(Task.state == "sent").count()
        nobody = uow.session.query(Person.person_id).filter(Person.code == "SJ-05").one()[0]
        assert digest.unanswered == sent > 0
        assert digest_of(uow, nobody, district.now.date(), district.now).is_empty


@pytest.mark.parametrize(("hour", "quiet"), [(7, True), (8, False), (19, False), (20, True), (0, True)])
def test_the_quiet_hours_go_round_midnight(hour: int, quiet: bool) -> None:
    assert is_quiet(PROFILE, datetime(2026, 1, 1, hour, tzinfo=UTC).time()) is quiet


def test_the_merkle_root_is_that_of_rfc_6962() -> None:
    assert merkle_root([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle_root([b""]) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert merkle_root([b"", b"\x00"]) == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
