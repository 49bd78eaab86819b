"""After a dispatch: silence is told once and upwards, sending waits for its time, the last administrator stays."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.clock import Clockwork
from rules.events import TaskUnanswered
from rules.events_access import PersonRevoked
from rules.events_deadlines import CampaignNotSent, CampaignSent, TasksStillSilent
from rules.refusals import Refused
from rules.working_days import add_working_days, is_working_day, working_days_until
from sandbox.stock import BOT_ID
from services import access_desk, dispatch_view, draw_dispatch, extensions, office_days, stepping_aside, submission
from services.office_day import calendar, working_days_left
from services.reminders import remind
from services.supervision import view_supervised
from storage.tables import Campaign, ChecklistVersion, OfficeDay, Person, Role, Task, Visit
from tests.services.test_draws import committed, holds, planned, types
from tests.services.test_reminders import at, ticks, working_day


def does(district: Any, code: str, act: Callable[..., Any], *values: Any, **named: Any) -> Any:
    with district.act() as uow:
        return act(uow, district.actor(uow, code), *values, **named)


def refused(district: Any, code: str, act: Callable[..., Any], *values: Any, **named: Any) -> str:
    with pytest.raises(Refused) as refusal:
        does(district, code, act, *values, **named)
    return refusal.value.code


def person(district: Any, code: str) -> int:
    with district.act() as uow:
        return int(uow.session.scalars(select(Person.person_id).where(Person.code == code)).one())


def clock_ticks(district: Any) -> None:
    """Do what is due by the clock that the program has."""
    clockwork = Clockwork(database=district.database, bot_id=BOT_ID, clock=lambda: district.now, said=lambda: None)
    clockwork.tell = lambda uow: district.heard.extend(uow.take_events())  # type: ignore[method-assign]
    clockwork.tick()


def test_silence_is_told_to_the_person_first_and_to_the_supervisor_once_for_all(district: Any) -> None:
    day = working_day(district)
    with district.act() as uow:
        uow.session.execute(update(Task).values(sent_at=at(day, 9)))
        uow.session.execute(update(Visit).values(window_until=add_working_days(day, 30, {})))
        sent = len(uow.session.scalars(select(Task.task_id).where(Task.state == "sent")).all())
    second = ticks(district, at(add_working_days(day, 2, {}), 10))
    assert [type(event) for event in second] == [TaskUnanswered] * sent
    third = ticks(district, at(add_working_days(day, 3, {}), 10))
    assert [type(event) for event in third] == [TasksStillSilent]
    assert len(third[0].task_ids) == sent
    assert ticks(district, at(add_working_days(day, 3, {}), 11)) == []


def test_days_of_the_office_win_over_the_calendar_until_they_are_taken_back(district: Any) -> None:
    day = working_day(district, 3)
    with district.act() as uow:
        before = working_days_left(uow, day)
    does(district, "SJ-04", office_days.set_office_day, f"{day.isoformat()} 休息")
    with district.act() as uow:
        assert calendar(uow) == {day: False}
        assert working_days_left(uow, day) == before - 1
    assert ticks(district, at(day, 10)) == []
    does(district, "SJ-04", office_days.set_office_day, f"{day.isoformat()} work")
    with district.act() as uow:
        assert uow.session.scalars(select(OfficeDay)).all() == []
    assert refused(district, "SJ-04", office_days.set_office_day, "明天吧") == "DUE_004"


def test_a_campaign_is_sent_out_when_its_time_has_come_and_not_before(district: Any) -> None:
    of = planned(district)
    draw_id = committed(district, of)
    for code in ("SJ-04", "XF-03"):
        types(district, draw_id, code)
    holds(district, draw_id)
    assert refused(district, "SJ-04", draw_dispatch.plan_dispatch, of, "改天") == "DUE_006"
    assert refused(district, "SJ-04", draw_dispatch.plan_dispatch, of, "2020-01-01 8:30") == "DUE_005"
    day = (district.now + timedelta(days=2)).date()
    instant = does(district, "SJ-04", draw_dispatch.plan_dispatch, of, f"{day.isoformat()} 8:30")
    assert instant == at(day, 8, 30)
    for moment, is_sent in ((instant - timedelta(minutes=1), False), (instant, True)):
        district.now = moment
        clock_ticks(district)
        assert (CampaignSent(of) in district.heard) is is_sent
    clock_ticks(district)
    with district.act() as uow:
        campaign = uow.session.get_one(Campaign, of)
        assert campaign.dispatch_at is None
        assert uow.session.scalars(select(Visit).where(Visit.campaign_id == of)).all()
    assert district.heard.count(CampaignSent(of)) == 1
    assert refused(district, "SJ-04", draw_dispatch.drop_dispatch_time, of) == "CAMP_022"
    assert district.chains_are_whole()


def test_what_stands_against_sending_at_its_time_is_told_and_nothing_is_made(district: Any) -> None:
    of = planned(district)
    draw_id = committed(district, of)
    for code in ("SJ-04", "XF-03"):
        types(district, draw_id, code)
    holds(district, draw_id)
    day = (district.now + timedelta(days=2)).date()
    instant = does(district, "SJ-04", draw_dispatch.plan_dispatch, of, f"{day.isoformat()} 8:30")
    with district.act() as uow:
        # Every checklist is a rehearsal's by now, so that no department has one.
        uow.session.execute(update(ChecklistVersion).values(is_trial=True))
    district.now = instant
    clock_ticks(district)
    assert [type(event) for event in district.heard if isinstance(event, CampaignNotSent)] == [CampaignNotSent]
    with district.act() as uow:
        assert uow.session.scalars(select(Visit).where(Visit.campaign_id == of)).all() == []


def test_the_last_bound_administrator_of_the_district_cannot_go(district: Any) -> None:
    he, su = person(district, "SJ-04"), person(district, "SJ-05")
    assert refused(district, "SJ-04", access_desk.revoke_person, he) == "ACCESS_003"
    assert refused(district, "SJ-04", access_desk.toggle_role, he, "administrator") == "ACCESS_003"
    does(district, "SJ-04", access_desk.toggle_role, su, "administrator")
    # Whoever has not bound yet could let nobody in.
    with district.act() as uow:
        bound = uow.session.get_one(Person, su).telegram_user_id
        uow.session.get_one(Person, su).telegram_user_id = None
    assert refused(district, "SJ-04", access_desk.revoke_person, he) == "ACCESS_003"
    with district.act() as uow:
        uow.session.get_one(Person, su).telegram_user_id = bound
    does(district, "SJ-05", access_desk.revoke_person, he)
    assert refused(district, "SJ-05", access_desk.revoke_person, he) == "ACCESS_007"
    assert refused(district, "SJ-05", access_desk.revoke_person, su) == "ACCESS_003"


def test_a_departments_administrator_looks_after_its_own_people_only(district: Any) -> None:
    lin, zhao, he = (person(district, code) for code in ("SJ-03", "XF-01", "SJ-04"))
    with district.act() as uow:
        row = uow.session.scalars(select(Role).where(Role.person_id == lin, Role.role == "lead")).one()
        uow.session.add(Role(person_id=lin, role="administrator", department_id=row.department_id))
    assert refused(district, "SJ-03", access_desk.revoke_person, zhao) == "ACCESS_001"
    # Who acts for the district is not a department's to revoke, wherever they sit.
    assert refused(district, "SJ-03", access_desk.revoke_person, he) == "ACCESS_001"
    chen = person(district, "SJ-01")
    assert refused(district, "SJ-03", access_desk.toggle_role, chen, "supervisor") == "ACCESS_006"
    does(district, "SJ-03", access_desk.revoke_person, chen)
    told = next(event for event in district.heard if isinstance(event, PersonRevoked))
    with district.act() as uow:
        found = dispatch_view.open_requests(uow, district.actor(uow, "SJ-04"))
        assert sorted(line.task_id for line in found.lines) == sorted(told.task_ids)


def test_the_next_in_order_is_called_for_the_silent_only(district: Any) -> None:
    chen = person(district, "SJ-01")
    with district.act() as uow:
        chosen = select(Task.task_id).where(Task.person_id == chen, Task.visit_id == district.visit())
        task_id = uow.session.scalars(chosen).one()
        uow.session.get_one(Task, task_id).state = "accepted"
    assert refused(district, "SJ-04", stepping_aside.call_next, task_id) == "VISIT_015"
    with district.act() as uow:
        uow.session.get_one(Person, chen).reach = "blocked"
    successor = does(district, "SJ-04", stepping_aside.call_next, task_id)
    with district.act() as uow:
        assert uow.session.get_one(Task, task_id).state == "replaced"
        assert uow.session.get_one(Task, successor).state == "sent"
    assert district.chains_are_whole()


def test_after_the_window_work_goes_on_and_its_submission_asks_why(district: Any) -> None:
    visit_id = district.starts()
    for code in ("SJ-01", "XF-01"):
        district.fills(code)
    gaps = {gap.kind for gap in does(district, "SJ-01", submission.view_summary, visit_id).gaps}
    assert "late" not in gaps
    with district.act() as uow:
        uow.session.get_one(Visit, visit_id).window_until = district.now.date() - timedelta(days=3)
    gaps = {gap.kind for gap in does(district, "SJ-01", submission.view_summary, visit_id).gaps}
    assert "late" in gaps
    until = add_working_days(district.now.date(), 5, {})
    of = does(district, "SJ-01", extensions.ask_extension, visit_id, until, "对方停业")
    assert refused(district, "SJ-02", extensions.ask_extension, visit_id, until, "再问一次") == "DUE_003"
    does(district, "SJ-04", extensions.decide_extension, of, is_granted=True)
    assert refused(district, "SJ-04", extensions.decide_extension, of, is_granted=True) == "VISIT_012"
    gaps = {gap.kind for gap in does(district, "SJ-01", submission.view_summary, visit_id).gaps}
    assert "late" not in gaps
    with district.act() as uow:
        visit = uow.session.get_one(Visit, visit_id)
        assert visit.window_until == until
        visit.window_until = district.now.date() - timedelta(days=3)
        visit.submitted_at = district.now
        flags = view_supervised(uow, district.actor(uow, "SJ-04"), visit_id).flags
    assert "late" in {flag.kind for flag in flags}
    assert district.chains_are_whole()


def test_a_window_that_was_moved_is_reminded_of_again(district: Any) -> None:
    day = working_day(district, 1)
    with district.act() as uow:
        uow.session.execute(update(Task).values(state="accepted"))
        uow.session.execute(update(Visit).values(window_until=add_working_days(day, 1, {})))
    assert len(ticks(district, at(day, 9))) > 0
    later = add_working_days(day, 4, {})
    with district.act() as uow:
        uow.session.execute(update(Visit).where(Visit.number == "017-03").values(window_until=later))
    again = add_working_days(day, 3, {})
    assert is_working_day(again, {})
    assert working_days_until(again, later, {}) == 1
    district.now = at(again, 9)
    before = len(district.heard)
    with district.act() as uow:
        remind(uow)
    told = [event for event in district.heard[before:] if getattr(event, "visit_id", 0) == district.visit()]
    assert [event.working_days for event in told] == [1]
