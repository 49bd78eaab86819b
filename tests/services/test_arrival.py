"""Arriving on site: who is there, who says so, and where."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from rules.gates import Gate
from services import arrival
from storage.tables import CheckIn, InspectionObject, Visit
from storage.unit_of_work import reading
from tests.services.on_site import FAR, HERE, claim, does, gates, is_ready, links, refused_with, task_of, view


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
