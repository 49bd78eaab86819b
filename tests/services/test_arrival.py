"""Arriving on site: who is there, where, what is missing, and the start with its reasons."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from rules.events import VisitStarted
from rules.gates import Gate
from rules.refusals import Refused
from services import arrival, serving, tasks
from services.arrival import Claim
from services.arrival_view import ArrivalView, view_arrival
from services.office_day import today
from storage.tables import CheckIn, DistrictProfile, InspectionObject, LedgerLink, Notice, Person, Section, Task, Visit
from storage.unit_of_work import reading

HERE = (29.675143, 106.604255)  # the registered place of 017-03
FAR = (29.690, 106.600)


def does(district: Any, act: Callable[..., Any], *values: Any, code: str = "SJ-01", **known: Any) -> Any:
    with district.act() as uow:
        return act(uow, district.actor(uow, code), district.visit(), *values, **known)


def is_ready(district: Any, *codes: str) -> None:
    """The notice is served, and these officers have accepted."""
    for code in codes:
        does(district, tasks.accept_task, code=code)
    with district.act() as uow:
        row = uow.session.scalars(select(Notice).where(Notice.visit_id == district.visit())).one()
        row.state, row.served_at = "served", district.now


def claim(district: Any, at: tuple[float, float] = HERE, source: str = "shared", accuracy: float | None = 12) -> Claim:
    return Claim(source, at[0], at[1], accuracy, district.now, 41)


def view(district: Any, code: str = "SJ-01") -> ArrivalView:
    seen: ArrivalView = does(district, view_arrival, code=code)
    return seen


def gates(district: Any, code: str = "SJ-01") -> list[Gate]:
    return [each.gate for each in view(district, code).gates]


def task_of(district: Any, code: str) -> int:
    with reading(district.database) as session:
        chosen = select(Task.task_id).join(Person, Person.person_id == Task.person_id)
        return session.scalars(chosen.where(Person.code == code, Task.visit_id == district.visit())).one()


def section(district: Any, code: str = "SJ-01") -> Section:
    with reading(district.database) as session:
        chosen = select(Section).join(Task, Task.section_id == Section.section_id)
        return session.scalars(chosen.where(Task.task_id == task_of(district, code))).one()


def links(district: Any, type_: str) -> list[dict[str, Any]]:
    with reading(district.database) as session:
        chosen = select(LedgerLink).where(LedgerLink.chain == "visit:017-03", LedgerLink.type == type_)
        return [link.body for link in session.scalars(chosen)]


def refused_with(code: str) -> Any:
    return pytest.raises(Refused, match=code)


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


def test_a_colleague_who_did_not_accept_is_not_taken_to_be_here(district: Any) -> None:
    is_ready(district, "SJ-01")
    does(district, arrival.note_arrival)
    assert [officer.is_here for officer in view(district).officers] == [True, False]
    assert gates(district) == [Gate.OFFICERS]
    does(district, arrival.vouch, task_of(district, "SJ-02"), is_here=True)
    assert gates(district) == []


def test_a_colleague_who_is_not_there_is_ticked_off(district: Any) -> None:
    is_ready(district, "SJ-01", "SJ-02")
    does(district, arrival.note_arrival)
    does(district, arrival.vouch, task_of(district, "SJ-02"), is_here=False)
    assert gates(district) == [Gate.OFFICERS]
    assert [link["person"] for link in links(district, "marked_absent")] == ["SJ-02"]


def test_whoever_confirmed_it_themselves_is_not_ticked_off_by_others(district: Any) -> None:
    is_ready(district, "SJ-01", "SJ-02")
    for code in ("SJ-01", "SJ-02"):
        does(district, arrival.note_arrival, code=code)
    with refused_with("ARRIVE_003"):
        does(district, arrival.vouch, task_of(district, "SJ-02"), is_here=False)
    assert view(district).officers[1].how == "own_phone"


def test_nobody_vouches_for_another_department_or_for_themselves(district: Any) -> None:
    is_ready(district, "SJ-01", "XF-01")
    does(district, arrival.note_arrival)
    for other in ("XF-01", "SJ-01"):
        with refused_with("ARRIVE_004"):
            does(district, arrival.vouch, task_of(district, other), is_here=True)


def test_nobody_vouches_or_starts_from_afar(district: Any) -> None:
    is_ready(district, "SJ-01", "SJ-02")
    with refused_with("ARRIVE_001"):
        does(district, arrival.vouch, task_of(district, "SJ-02"), is_here=True)
    with refused_with("ARRIVE_001"):
        does(district, arrival.start_section)


def test_an_arrival_can_be_taken_back_until_the_start(district: Any) -> None:
    is_ready(district, "SJ-01", "SJ-02")
    does(district, arrival.note_arrival)
    does(district, arrival.take_arrival_back)
    assert not view(district).has_arrived
    does(district, arrival.note_arrival)
    does(district, arrival.start_section)
    with refused_with("ARRIVE_005"):
        does(district, arrival.take_arrival_back)


def test_a_place_is_kept_with_its_distance_and_as_text_in_the_ledger(district: Any) -> None:
    is_ready(district, "SJ-01")
    does(district, arrival.note_arrival)
    does(district, arrival.claim_place, claim(district, FAR))
    place = view(district).place
    assert place is not None
    assert (place.source, place.distance, place.accuracy) == ("shared", 1702, 12)
    [link] = links(district, "place_claimed")
    assert (link["latitude"], link["longitude"]) == ("29.690000", "106.600000")


def test_a_hand_picked_point_is_kept_as_such_and_can_be_far_too(district: Any) -> None:
    is_ready(district, "SJ-01", "SJ-02")
    does(district, arrival.note_arrival)
    does(district, arrival.claim_place, claim(district, FAR, "hand_picked", None))
    place = view(district).place
    assert place is not None
    assert (place.source, place.accuracy) == ("hand_picked", None)
    assert gates(district) == [Gate.FAR]


def test_an_object_without_coordinates_is_never_far(district: Any) -> None:
    is_ready(district, "SJ-01", "SJ-02")
    with district.act() as uow:
        visit = uow.session.get_one(Visit, district.visit())
        uow.session.get_one(InspectionObject, visit.object_id).latitude = None
    does(district, arrival.note_arrival)
    does(district, arrival.claim_place, claim(district, FAR))
    place = view(district).place
    assert place is not None
    assert place.distance is None
    assert gates(district) == []


def test_a_skipped_place_can_follow(district: Any) -> None:
    is_ready(district, "SJ-01", "SJ-02")
    does(district, arrival.note_arrival)
    does(district, arrival.skip_place)
    does(district, arrival.skip_place)
    assert len(links(district, "place_skipped")) == 1
    does(district, arrival.claim_place, claim(district))
    place = view(district).place
    assert place is not None
    assert place.source == "shared"


def test_the_newest_place_counts(district: Any) -> None:
    is_ready(district, "SJ-01", "SJ-02")
    does(district, arrival.note_arrival)
    does(district, arrival.claim_place, claim(district, FAR))
    does(district, arrival.claim_place, claim(district, HERE), code="SJ-02")
    assert gates(district) == []


def test_a_place_that_comes_without_a_pointer_finds_its_visit(district: Any) -> None:
    is_ready(district, "SJ-01")

    def awaiting() -> int | None:
        with district.act() as uow:
            return arrival.awaiting_place(uow, district.actor(uow, "SJ-01"))

    assert awaiting() is None
    does(district, arrival.note_arrival)
    assert awaiting() == district.visit()
    does(district, arrival.claim_place, claim(district))
    assert awaiting() is None


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


def test_presence_and_place_are_those_of_one_day(district: Any) -> None:
    is_ready(district, "SJ-01", "SJ-02")
    does(district, arrival.note_arrival)
    does(district, arrival.claim_place, claim(district))
    does(district, arrival.vouch, task_of(district, "SJ-02"), is_here=False)
    district.now += timedelta(days=1)
    seen = view(district)
    assert not seen.has_arrived
    assert seen.place is None
    assert [officer.how for officer in seen.officers] == ["accepted", "accepted"]


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


def test_a_second_arrival_on_another_day_is_another_check_in(district: Any) -> None:
    is_ready(district, "SJ-01", "SJ-02")
    does(district, arrival.note_arrival)
    does(district, arrival.claim_place, claim(district))
    does(district, arrival.start_section)
    district.now += timedelta(days=1)
    does(district, arrival.note_arrival)
    does(district, arrival.note_arrival)
    does(district, arrival.claim_place, claim(district))
    assert [link["section_runs"] for link in links(district, "arrived")] == [False, True]
    with reading(district.database) as session:
        rows = session.scalars(select(CheckIn).where(CheckIn.visit_id == district.visit())).all()
    assert len({row.claimed_at.date() for row in rows}) == 2


def test_nobody_arrives_before_accepting_or_for_another_team(district: Any) -> None:
    with refused_with("BEFORE_001"):
        does(district, arrival.note_arrival)
    with refused_with("VISIT_001"):
        does(district, arrival.note_arrival, code="SJ-06")


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
