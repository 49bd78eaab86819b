"""After a campaign is sent out: who accepted, who is silent, more time, the day's route."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select, update

from rules.working_days import add_working_days
from sandbox.driver import Phone, Town
from storage.tables import Campaign, InspectionObject, Person, Task, Visit
from tests.journeys.asked_again import is_asked_again


def taps(phone: Phone, key: str, **values: object) -> None:
    phone.taps(phone.word(key, **values))


def day_of_office() -> date:
    return (datetime.now(UTC) + timedelta(hours=8)).date()


def states(town: Town) -> list[str]:
    with town.reading() as session:
        chosen = select(Task.state).join(Visit).join(Campaign).where(Campaign.number == "017", Task.state != "replaced")
        return list(session.scalars(chosen))


def counted(phone: Phone, town: Town) -> str:
    """What the card of the campaign says of the answers, from the tables."""
    found = states(town)
    asked = sum(found.count(each) for each in ("recusal_asked", "handover_asked"))
    return phone.word("dispatch-answers", accepted=found.count("accepted"), silent=found.count("sent"), asked=asked)


def follows(phone: Phone) -> None:
    """Open the card on which the answers to campaign 017 are counted."""
    phone.types("task")
    phone.taps(phone.word("button-campaigns") if phone.taps_if_there("📄") is False else phone.word("button-followed"))


def test_supervisor_and_lead_watch_one_card_that_counts_the_answers(shared_town: Town, language: str) -> None:
    he, lin, zhao = (shared_town.phone(code) for code in ("SJ-04", "SJ-03", "XF-01"))
    for phone in (he, lin, zhao):
        phone.speaks(language)
        with shared_town.changing() as uow:
            mine = select(Person.person_id).where(Person.code == "XF-01").scalar_subquery()
            uow.session.execute(update(Task).where(Task.person_id == mine).values(state="sent", accepted_at=None))
    for phone in (he, lin):
        follows(phone)
        phone.sees(counted(phone, shared_town))
    before = he.bot_messages(), lin.bot_messages()
    zhao.types("task")
    zhao.taps("晨露")
    taps(zhao, "button-accept")
    for phone in (he, lin):
        phone.sees(counted(phone, shared_town))
    assert (he.bot_messages(), lin.bot_messages()) == before
    # Officer by officer: a lead sees the department's own, the supervisor everybody.
    chen, yan = ("陈立", "赵岩") if language == "zh-CN" else ("Chen Li", "Zhao Yan")
    for phone in (lin, he):
        taps(phone, "button-by-officer")
        assert yan not in phone.sees(chen).text
        assert phone.taps_if_there(phone.word("button-page-on")) == (phone is he)
        if phone is he:
            phone.sees(yan)
        taps(phone, "button-back")
        phone.sees(counted(phone, shared_town))


def test_who_is_silent_is_reminded_and_the_next_in_order_steps_in(shared_town: Town) -> None:
    he, chen = shared_town.phone("SJ-04"), shared_town.phone("SJ-01")
    for phone in (he, chen):
        phone.speaks("zh-CN")
    with shared_town.changing() as uow:
        mine = select(Person.person_id).where(Person.code == "SJ-01").scalar_subquery()
        theirs = Task.visit_id.in_(select(Visit.visit_id).where(Visit.number == "017-05"))
        silent = update(Task).where(Task.person_id == mine, theirs).values(state="sent")
        uow.session.execute(silent)
        everything_else = update(Task).where(Task.state == "sent", ~((Task.person_id == mine) & theirs))
        uow.session.execute(everything_else.values(state="accepted"))
    follows(he)
    taps(he, "button-silent", count=sum(state == "sent" for state in states(shared_town)))
    he.taps("陈立")
    taps(he, "button-remind")
    chen.sees("还没有接受")
    assert he.toast() == he.word("remind-outcome", outcome="told")
    taps(he, "button-remind")
    assert he.toast() == he.word("remind-outcome", outcome="waited")
    taps(he, "button-next-ticket")
    taps(he, "button-back")
    taps(he, "button-next-ticket")
    taps(he, "button-next-go")
    he.sees("抽取序")
    chen.sees("已由下一顺位接替")
    with shared_town.reading() as session:
        old = session.scalars(select(Task).join(Visit).where(Visit.number == "017-05", Task.state == "replaced")).one()
        new = session.scalars(select(Task).where(Task.replaces_task_id == old.task_id)).one()
        assert new.state == "sent"


def offer(phone: Phone, count: int) -> str:
    """How the button begins that offers so many working days more."""
    return phone.word("button-extend-days", count=count, day="").split("·")[0].strip()


def test_a_team_asks_for_more_time_and_hears_the_decision(shared_town: Town, language: str) -> None:
    he, wu = shared_town.phone("SJ-04"), shared_town.phone("XF-02")
    for phone in (he, wu):
        phone.speaks(language)
    soon = add_working_days(day_of_office(), 2, {})
    with shared_town.changing() as uow:
        uow.session.execute(update(Visit).where(Visit.number == "017-03").values(window_until=soon))
        mine = select(Person.person_id).where(Person.code == "XF-02").scalar_subquery()
        uow.session.execute(update(Task).where(Task.person_id == mine).values(state="accepted"))
    wu.types("task")
    wu.taps("晨露")
    taps(wu, "button-extend")
    # A day that has passed is none; then one of the offered ones, and why.
    wu.types("2020-01-01")
    wu.taps(offer(wu, 5))
    wu.types("对方停业装修")
    asked = he.sees("对方停业装修")
    assert he.taps_if_there(he.word("button-deny"))
    is_asked_again(he)
    he.types("期限内可以完成")
    wu.sees("期限内可以完成")
    wu.types("task")
    wu.taps("晨露")
    taps(wu, "button-extend")
    wu.taps(offer(wu, 3))
    wu.types("停业到月底")
    he.sees("停业到月底")
    taps(he, "button-extension-grant")
    wu.sees(wu.word("button-open-task"))
    with shared_town.reading() as session:
        until = session.scalars(select(Visit.window_until).where(Visit.number == "017-03")).one()
    assert until > soon
    assert asked.labels


def test_the_route_of_the_day_begins_where_one_is(shared_town: Town, language: str) -> None:
    chen = shared_town.phone("SJ-02")
    chen.speaks(language)
    chen.types("route")
    with shared_town.changing() as uow:
        mine = uow.session.scalars(select(Person).where(Person.code == "SJ-02")).one()
        chosen = select(Visit).join(Task).where(Task.person_id == mine.person_id, Task.state != "replaced")
        visits = list(uow.session.scalars(chosen))
        for visit in visits:
            visit.window_until = max(visit.window_until, day_of_office() + timedelta(days=1))
        names = {
            uow.session.get_one(InspectionObject, visit.object_id).short_name: visit.object_id
            for visit in visits
            if visit.state != "submitted"
        }
    assert names
    chen.types("路线")
    for name in names:
        chen.sees(name)
    taps(chen, "button-route-start")
    chen.types("no such street")
    chen.shares_location(29.7294, 106.645864)
    shown = chen.newest()
    first = next(name for name in names if f"① {name}" in shown.text or len(names) == 1)
    assert first in shown.text
    address = chen.opens(chen.word("button-route-map", number="①"))
    assert address.startswith("https://")
    assert "106." in address
