"""The queue of what waits for a review, and the office that has two supervisors approve."""

from typing import Any

import pytest
from sqlalchemy import select

from services import returning, review_queue, reviewing, submission
from services.clues import live_count
from services.review_queue import QueuePage, waiting_since
from services.reviewers import awaited
from services.supervision import view_supervised
from storage.tables import DistrictProfile, Person, ReviewReturn, Role, Task, Visit
from tests.services.submitted import NUMBER, does, refusal, sections, submits

HE, SU, ZHAO = "SJ-04", "SJ-05", "XF-01"


@pytest.fixture
def submitted(district: Any) -> int:
    return submits(district, problems=(10,))


def queue(district: Any, filter_: str = "all", code: str = HE) -> QueuePage:
    return does(district, review_queue.view_queue, filter_, code=code)  # type: ignore[no-any-return]


def has_two_approve(district: Any) -> None:
    with district.act() as uow:
        profile = uow.session.scalars(select(DistrictProfile)).one()
        profile.body = {**profile.body, "review_by_two": True}


def is_supervisor(district: Any, code: str) -> None:
    with district.act() as uow:
        person = uow.session.scalars(select(Person).where(Person.code == code)).one()
        uow.session.add(Role(person_id=person.person_id, role="supervisor"))


def test_the_queue_holds_what_waits_until_it_is_decided(district: Any, submitted: int) -> None:
    (line,) = queue(district).lines
    assert (line.visit_id, line.problems, line.is_refused, line.state) == (submitted, 1, False, "waiting")
    does(district, reviewing.approve, submitted, code=HE)
    assert queue(district).total == 0
    does(district, reviewing.reopen, submitted, "公示前再看", code=HE)
    assert [each.round for each in queue(district).lines] == [2]


@pytest.mark.parametrize(("filter_", "count"), [("all", 1), ("problems", 1), ("own", 1), ("returned", 0)])
def test_the_queue_is_filtered(district: Any, submitted: int, filter_: str, count: int) -> None:
    assert queue(district, filter_).total == count == queue(district).counts[filter_]


def test_each_department_filters_the_queue_in_turn(district: Any, submitted: int) -> None:
    page = queue(district)
    for department_id, _ in page.departments:
        assert page.next_department == f"d{department_id}"
        page = queue(district, page.next_department)
        assert page.total == 1
    assert page.next_department == "all"


def test_what_was_sent_back_stands_among_the_returned(district: Any, submitted: int) -> None:
    does(district, returning.choose_return, submitted, "item", sections(district, submitted)[0], 3, code=HE)
    does(district, returning.comment_return, submitted, "请写明依据", code=HE)
    does(district, returning.send_returns, submitted, code=HE)
    assert (queue(district).total, queue(district, "returned").total) == (0, 1)


def test_other_supervisors_see_nothing_unless_two_must_approve(district: Any, submitted: int) -> None:
    is_supervisor(district, SU)
    assert queue(district, code=SU).total == 0
    assert refusal(district, view_supervised, submitted, code=SU) == "VISIT_004"
    has_two_approve(district)
    assert queue(district, code=SU).total == 1
    assert queue(district, "own", code=SU).total == 0


def test_two_supervisors_approve_and_never_one_who_inspected(district: Any, submitted: int) -> None:
    has_two_approve(district)
    for code in (SU, ZHAO):
        is_supervisor(district, code)
    assert refusal(district, reviewing.approve, submitted, code=ZHAO) == "REVIEW_002"
    assert not does(district, reviewing.approve, submitted, code=HE)
    with district.act() as uow:
        assert awaited(uow, submitted) == [district.actor(uow, SU).person_id]
    assert refusal(district, reviewing.approve, submitted, code=HE) == "REVIEW_003"
    assert [line.state for line in queue(district, code=SU).lines] == ["seconding"]
    assert does(district, reviewing.approve, submitted, code=SU)
    assert district.chains_are_whole()


def test_a_supervisor_who_inspected_is_stood_in_for(district: Any, submitted: int) -> None:
    with district.act() as uow:
        he = district.actor(uow, HE).person_id
        task = uow.session.scalars(select(Task).where(Task.visit_id == submitted)).first()
        uow.session.add(Task(visit_id=submitted, section_id=task.section_id, person_id=he, seat=9, state="accepted"))
    is_supervisor(district, SU)
    assert refusal(district, reviewing.approve, submitted, code=HE) == "REVIEW_002"
    assert does(district, reviewing.approve, submitted, code=SU)


def test_what_was_not_seen_is_not_approved(district: Any, submitted: int) -> None:
    has_two_approve(district)
    is_supervisor(district, SU)
    does(district, returning.choose_return, submitted, "signing", code=SU)
    does(district, returning.comment_return, submitted, "签字处缺日期", code=SU)
    does(district, returning.send_returns, submitted, code=SU)
    with district.act() as uow:
        for row in uow.session.scalars(select(ReviewReturn)):
            row.touched_at = uow.now
    does(district, submission.give_submit_reason, submitted, "签字随后补")
    does(district, submission.submit_visit, submitted)
    assert refusal(district, reviewing.approve, submitted, 1, code=HE) == "REVIEW_012"
    assert [(line.round, line.state) for line in queue(district).lines] == [(2, "waiting")]
    assert not does(district, reviewing.approve, submitted, 2, code=HE)


def test_what_waits_is_counted_from_the_oldest_on(district: Any, submitted: int) -> None:
    with district.act() as uow:
        since = uow.session.get_one(Visit, submitted).submitted_at
        assert waiting_since(uow, district.actor(uow, HE)) == (1, since)
        assert waiting_since(uow, district.actor(uow, ZHAO)) == (0, None)


def test_who_stands_in_has_the_queue_of_whoever_is_gone_until_they_are_back(district: Any, submitted: int) -> None:
    is_supervisor(district, SU)
    with district.act() as uow:
        he = uow.session.get_one(Person, district.actor(uow, HE).person_id)
        he.revoked_at = uow.now
    assert queue(district, "own", code=SU).total == queue(district, code=SU).total == 1
    assert does(district, live_count, code=SU) == 0
    assert does(district, reviewing.approve, submitted, code=SU)
    # Its problem is a clue of a campaign that is looked after.
    assert does(district, live_count, code=SU) == 1
    with district.act() as uow:
        uow.session.get_one(Person, district.actor(uow, HE).person_id).revoked_at = None
    assert does(district, live_count, code=SU) == 0


def test_a_second_supervisor_sees_a_visit_once_it_was_submitted(district: Any) -> None:
    has_two_approve(district)
    is_supervisor(district, SU)
    visit_id = district.visit(NUMBER)
    assert refusal(district, view_supervised, visit_id, code=SU) == "VISIT_004"
    assert submits(district) == visit_id
    assert does(district, view_supervised, visit_id, code=SU).review == "waiting"
