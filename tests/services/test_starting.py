"""The start on site: the first and the second section, what is missing, and the reasons given for it."""

import json
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from rules.events import VisitStarted
from rules.gates import Gate
from services import arrival, serving, tasks
from services.office_day import today
from storage.tables import DistrictProfile, Person, Visit
from storage.unit_of_work import reading
from tests.services.on_site import FAR, claim, does, gates, is_ready, links, refused_with, section, task_of, view


def test_a_clean_arrival_starts_without_a_word(district: Any) -> None:
    is_ready(district, "SJ-01", "SJ-02")
    does(district, arrival.note_arrival)
    does(district, arrival.claim_place, claim(district))
    assert gates(district) == []
    district.heard.clear()
    assert does(district, arrival.start_section) is True
    assert (section(district).state, section(district).start_reasons) == ("running", {})
    [started] = [event for event in district.heard if isinstance(event, VisitStarted)]
    assert started.reasons == {}
    [link] = links(district, "section_started")
    assert link["present"] == {"SJ-01": "own_phone", "SJ-02": "vouched"}
    assert (link["certificates_shown"], link["place"], link["distance_metres"]) == (True, "shared", 0)
    assert district.chains_are_whole()


def test_the_first_section_starts_the_visit_and_the_second_starts_alone(district: Any) -> None:
    is_ready(district, "SJ-01", "SJ-02", "XF-01", "XF-02")
    does(district, arrival.note_arrival)
    does(district, arrival.start_section)
    assert section(district, "XF-01").state == "waiting"
    district.now += timedelta(minutes=20)
    does(district, arrival.note_arrival, code="XF-01")
    does(district, arrival.start_section, code="XF-01")
    with reading(district.database) as session:
        visit = session.get_one(Visit, district.visit())
        assert (visit.state, visit.started_at) == ("running", district.now - timedelta(minutes=20))
    assert section(district, "XF-01").started_at == district.now


def test_a_second_start_by_a_colleague_changes_nothing(district: Any) -> None:
    is_ready(district, "SJ-01", "SJ-02")
    for code in ("SJ-01", "SJ-02"):
        does(district, arrival.note_arrival, code=code)
    assert does(district, arrival.start_section) is True
    began = section(district).started_at
    district.now += timedelta(minutes=1)
    assert does(district, arrival.start_section, code="SJ-02") is False
    assert section(district).started_at == began
    assert len(links(district, "section_started")) == 1


def test_everything_missing_is_named(district: Any) -> None:
    does(district, tasks.accept_task)
    with district.act() as uow:
        yesterday = today(uow) - timedelta(days=1)
        uow.session.scalars(select(Person).where(Person.code == "SJ-01")).one().certificate_until = yesterday
    does(district, arrival.note_arrival)
    does(district, arrival.claim_place, claim(district, FAR))
    assert gates(district) == [Gate.FAR, Gate.CERTIFICATE, Gate.OFFICERS, Gate.NOTICE]


def test_a_certificate_holds_through_its_last_day(district: Any) -> None:
    is_ready(district, "SJ-01", "SJ-02")
    with district.act() as uow:
        uow.session.scalars(select(Person).where(Person.code == "SJ-01")).one().certificate_until = today(uow)
    does(district, arrival.note_arrival)
    assert gates(district) == []
    with district.act() as uow:
        uow.session.scalars(select(Person).where(Person.code == "SJ-01")).one().certificate_until = None
    assert gates(district) == [Gate.CERTIFICATE, Gate.OFFICERS]


def test_a_start_with_something_missing_needs_a_reason_for_each(district: Any) -> None:
    is_ready(district, "SJ-01")
    does(district, arrival.note_arrival)
    does(district, arrival.claim_place, claim(district, FAR))
    with refused_with("ARRIVE_002"):
        does(district, arrival.start_section)
    does(district, arrival.give_reason, "已搬迁", [Gate.FAR])
    assert view(district).open_reasons == (Gate.OFFICERS,)
    with refused_with("ARRIVE_002"):
        does(district, arrival.start_section)
    does(district, arrival.give_reason, "同事在途")
    district.heard.clear()
    assert does(district, arrival.start_section) is True
    reasons = {"far": "已搬迁", "officers": "同事在途"}
    assert section(district).start_reasons == reasons
    [started] = [event for event in district.heard if isinstance(event, VisitStarted)]
    assert started.reasons == reasons
    assert "同事在途" not in json.dumps(links(district, "section_started"), ensure_ascii=False)


def test_an_empty_reason_is_none(district: Any) -> None:
    is_ready(district, "SJ-01")
    does(district, arrival.note_arrival)
    with refused_with("VISIT_008"):
        does(district, arrival.give_reason, "   ")
    assert view(district).open_reasons == (Gate.OFFICERS,)


def test_a_reason_for_what_is_no_longer_missing_is_not_kept(district: Any) -> None:
    is_ready(district, "SJ-01")
    does(district, arrival.note_arrival)
    does(district, arrival.give_reason, "同事在途")
    does(district, arrival.vouch, task_of(district, "SJ-02"), is_here=True)
    does(district, arrival.start_section)
    assert section(district).start_reasons == {}


def test_a_typed_reason_replaces_all_when_each_had_one(district: Any) -> None:
    is_ready(district, "SJ-01")
    does(district, arrival.note_arrival)
    does(district, arrival.give_reason, "同事在途")
    does(district, arrival.give_reason, "同事十分钟后到")
    assert [each.reason for each in view(district).gates] == ["同事十分钟后到"]


def test_a_place_of_long_ago_asks_for_a_reason_or_a_newer_one(district: Any) -> None:
    is_ready(district, "SJ-01", "SJ-02")
    with district.act() as uow:
        # The office's clock is ahead: so that it stays the same day.
        district.now = datetime.combine(today(uow), time(1), UTC)
    does(district, arrival.note_arrival)
    does(district, arrival.claim_place, claim(district))
    assert gates(district) == []
    district.now += timedelta(hours=3)
    assert gates(district) == [Gate.LONG_AGO]
    with refused_with("ARRIVE_002"):
        does(district, arrival.start_section)
    does(district, arrival.claim_place, claim(district))
    assert gates(district) == []
    district.now += timedelta(hours=3)
    does(district, arrival.give_reason, "一直在现场等负责人")
    does(district, arrival.start_section)
    assert section(district).start_reasons == {"long_ago": "一直在现场等负责人"}


def test_the_districts_own_figures_decide(district: Any) -> None:
    is_ready(district, "SJ-01", "SJ-02")
    with district.act() as uow:
        profile = uow.session.scalars(select(DistrictProfile)).one()
        profile.body = profile.body | {"presence_minimum": 3, "far_away_metres": 5000}
    does(district, arrival.note_arrival)
    does(district, arrival.claim_place, claim(district, FAR))
    assert gates(district) == [Gate.OFFICERS]


def test_a_notice_announced_by_telephone_is_still_missing_on_site(district: Any) -> None:
    for code in ("SJ-01", "SJ-02"):
        does(district, tasks.accept_task, code=code)
    does(district, serving.announce_by_telephone)
    does(district, arrival.note_arrival)
    assert gates(district) == [Gate.NOTICE]
