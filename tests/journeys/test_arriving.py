"""Arriving on site, as the people live it: place, colleagues, what is missing, the start."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from sandbox.driver import Town
from services.office_day import today
from storage.tables import CheckIn, DistrictProfile, Notice, Person, PointerRow, Section, Task, Visit
from tests.journeys.after_the_checklist import phones, says
from tests.journeys.before_the_checklist import accepts, opens

HERE = (29.675143, 106.604255)
FAR = (29.690, 106.600)


def section_of(town: Town, code: str) -> Section:
    with town.reading() as session:
        chosen = (
            select(Section)
            .join(Visit, Visit.visit_id == Section.visit_id)
            .join(Task, Task.section_id == Section.section_id)
            .join(Person, Person.person_id == Task.person_id)
        )
        return session.scalars(chosen.where(Visit.number == "017-03", Person.code == code)).one()


def test_a_clean_arrival_takes_three_acts(town_anywhere: Town) -> None:
    town = town_anywhere
    chen, zhou = phones(town, "zh-CN", "SJ-01", "SJ-02")
    accepts(chen, zhou)
    serves(town)
    opens(chen)
    before = chen.acts
    chen.taps(chen.word("button-arrive"))
    assert chen.keyboard() == (chen.word("ask-location-share"), chen.word("ask-location-skip"))
    chen.shares_location(*HERE)
    assert chen.keyboard() == ()
    chen.does_not_see(chen.word("ask-location"))
    chen.taps(chen.word("button-start"))
    assert chen.acts - before == 3
    assert chen.toast() == chen.word("arrive-started")
    assert (section_of(town, "SJ-01").state, section_of(town, "XF-01").state) == ("running", "waiting")
    chen.sees("0/20")


def serves(town: Town) -> None:
    """The notice was served yesterday."""
    with town.changing() as uow:
        row = uow.session.scalars(select(Notice).join(Visit).where(Visit.number == "017-03")).one()
        row.state, row.way, row.received_by, row.served_at = "served", "paper", "staff", uow.now


def test_a_start_with_something_missing_asks_why_and_tells_the_supervisor(town: Town, language: str) -> None:
    chen, zhou, he = phones(town, language, "SJ-01", "SJ-02", "SJ-04")
    accepts(chen, zhou)
    chen.taps(chen.word("button-arrive"))
    chen.taps(chen.word("button-colleague", mark="☑", name=says(chen, "周敏", "Zhou Min")))
    assert chen.keyboard()
    chen.shares_location(*FAR)
    chen.taps(chen.word("button-start"))
    chen.taps(chen.word("gate-reason-moved"))
    chen.taps(chen.word("button-wait"))
    assert section_of(town, "SJ-01").state == "waiting"
    chen.taps(chen.word("button-start"))
    chen.types("🚗")
    chen.sees("⚠️ That is no reason in words" if language == "en" else "⚠️ 这不像一句原因")
    assert section_of(town, "SJ-01").state == "waiting"
    chen.types("对方要求马上检查")
    zhou.taps(zhou.word("button-arrive"))
    chen.settles()
    chen.does_not_see(chen.word("gate-reason-coming"))
    chen.taps(chen.word("button-start-anyway"))
    assert section_of(town, "SJ-01").start_reasons == {"far": "已搬迁，在实际经营地", "notice": "对方要求马上检查"}
    he.sees(he.word("gate-reason-moved"))
    zhou.taps(zhou.word("button-go-on"))
    zhou.sees("0/20")


def test_a_place_of_long_ago_can_be_sent_anew(town: Town, language: str) -> None:
    chen, zhou = phones(town, language, "SJ-01", "SJ-02")
    accepts(chen, zhou)
    serves(town)
    opens(chen)
    chen.taps(chen.word("button-arrive"))
    chen.shares_location(*HERE)
    with town.changing() as uow:
        # A place holds for less than no time here.
        for profile in uow.session.scalars(select(DistrictProfile)):
            profile.body = profile.body | {"place_holds_minutes": -1}
        # And its days begin tomorrow.
        visit = uow.session.scalars(select(Visit).where(Visit.number == "017-03")).one()
        visit.window_from = visit.window_until = today(uow) + timedelta(days=1)
    chen.taps(chen.word("button-start"))
    chen.sees(says(chen, "隔得太久", "long ago"))
    chen.sees(says(chen, "今天不在检查期限内", "today is outside the days of this visit"))
    chen.taps(chen.word("button-place-now"))
    assert chen.keyboard()
    chen.shares_location(*HERE)
    assert chen.keyboard() == ()
    chen.taps(chen.word("button-start"))
    chen.taps(chen.word("gate-reason-urgent"))
    chen.taps(chen.word("button-start-anyway"))
    reasons = section_of(town, "SJ-01").start_reasons
    assert sorted(reasons) == ["long_ago", "window"]


def test_serving_on_site_leads_back_to_the_check_in(town: Town) -> None:
    chen, zhou = phones(town, "zh-CN", "SJ-01", "SJ-02")
    accepts(chen, zhou)
    chen.taps(chen.word("button-arrive"))
    chen.shares_location(*HERE)
    chen.taps(chen.word("button-start"))
    chen.taps(chen.word("button-serve-first"))
    chen.taps(chen.word("button-notice-paper"))
    chen.sends_photo()
    chen.taps(chen.word("button-receiver-staff"))
    chen.taps(chen.word("button-start"))
    assert section_of(town, "SJ-01").state == "running"


@pytest.mark.parametrize("way", ["key", "button", "text"])
def test_the_place_can_be_skipped_and_sent_later(town: Town, language: str, way: str) -> None:
    chen, zhou = phones(town, language, "SJ-01", "SJ-02")
    accepts(chen, zhou)
    chen.taps(chen.word("button-arrive"))
    if way == "key":
        chen.keys(chen.word("ask-location-skip"))
    elif way == "button":
        chen.taps(chen.word("button-no-place"))
    else:
        chen.types("演示路8号")
        assert chen.keyboard()
        chen.types("Skip")
    assert chen.keyboard() == ()
    chen.taps(chen.word("button-place-now"))
    chen.shares_location(*HERE)
    with town.reading() as session:
        assert list(session.scalars(select(CheckIn.source).order_by(CheckIn.check_in_id))) == ["skipped", "shared"]
    chen.does_not_see(chen.word("button-place-now"))


def test_a_venue_is_kept_as_picked_by_hand(town: Town) -> None:
    chen, zhou = phones(town, "zh-CN", "SJ-01", "SJ-02")
    accepts(chen, zhou)
    chen.taps(chen.word("button-arrive"))
    chen.sends("venue")
    chen.sees("手选")
    with town.reading() as session:
        row = session.scalars(select(CheckIn)).one()
    assert (row.source, row.accuracy_metres) == ("hand_picked", None)


def test_a_place_nobody_asked_for_is_explained(town: Town, language: str) -> None:
    [chen] = phones(town, language, "SJ-01")
    accepts(chen)
    chen.shares_location(*HERE)
    chen.sees("⚠️")
    with town.reading() as session:
        assert session.scalars(select(CheckIn)).all() == []
    chen.sees(chen.word("button-arrive"))


def test_a_lost_pointer_loses_nothing_on_the_way(town: Town) -> None:
    chen, zhou = phones(town, "zh-CN", "SJ-01", "SJ-02")
    accepts(chen, zhou)

    def wipes() -> None:
        with town.changing() as uow:
            for row in uow.session.scalars(select(PointerRow)):
                uow.session.delete(row)

    chen.taps(chen.word("button-serve"))
    chen.taps(chen.word("button-notice-refusal"))
    chen.types("老板不在，不签。")
    wipes()
    chen.taps(chen.word("button-refused-staff"))
    chen.sees("老板不在，不签。")
    chen.taps(chen.word("button-back"))
    chen.taps(chen.word("button-notice-telephone"))
    wipes()
    opens(chen)
    chen.taps(chen.word("button-arrive"))
    wipes()
    chen.shares_location(*HERE)
    chen.taps(chen.word("button-start"))
    wipes()
    chen.taps(chen.word("gate-reason-urgent"))
    wipes()
    chen.taps(chen.word("button-start-anyway"))
    wipes()
    chen.types("继续")
    chen.sees("0/20")


def test_a_mistaken_arrival_is_taken_back(town: Town, language: str) -> None:
    chen, zhou = phones(town, language, "SJ-01", "SJ-02")
    accepts(chen, zhou)
    chen.taps(chen.word("button-arrive"))
    chen.taps(chen.word("button-not-there"))
    assert chen.keyboard() == ()
    with town.reading() as session:
        assert set(session.scalars(select(Task.presence))) == {"unknown"}
    chen.sees(chen.word("button-arrive"))
