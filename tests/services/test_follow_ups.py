"""A clue is followed up on site: a visit of its own asks the question again, and says whether the problem is gone."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from rules.events import TaskSent
from rules.events_clues import FollowUpEnded
from rules.events_draws import VisitVoided
from rules.frequency import Span
from services import (
    answering,
    clue_acts,
    clue_offers,
    clues,
    follow_up_ending,
    follow_up_sending,
    follow_ups,
    frequency,
    publishing,
    reviewing,
)
from services.checklists import sheet_of
from services.public_facts import facts_of
from services.record_paper import record_of
from storage.ledger import links_of
from storage.tables import Campaign, Clue, ClueFile, Department, Evidence, Examination, Visit
from storage.unit_of_work import reading
from tests.services.followed_up import HE, LEAD, OTHER_LEAD, ordered, people, says_otherwise, sent_out, submitted_again
from tests.services.submitted import acts, does, refusal, sections, state_of


@pytest.fixture
def clue_id(district: Any) -> int:
    return ordered(district)


def clue_of(district: Any, clue_id: int) -> Clue:
    with reading(district.database) as session:
        return session.get_one(Clue, clue_id)


def test_a_rectified_problem_is_closed_with_what_its_follow_up_saw(district: Any, clue_id: int) -> None:
    visit_id = sent_out(district, clue_id)
    assert people(district, visit_id) == ["SJ-01", "SJ-02"]
    assert sum(isinstance(each, TaskSent) for each in district.heard) == 2
    with reading(district.database) as session:
        visit = session.get_one(Visit, visit_id)
        campaign = session.get_one(Campaign, visit.campaign_id)
        assert (visit.kind, campaign.task_kind, campaign.draw_id) == ("follow_up", "clue", None)
        assert [link["type"] for link in links_of(session, f"visit:{visit.number}")] == ["assigned", "dispatched"]
    assert len(sections(district, visit_id)) == 1
    (earlier,) = does(district, follow_ups.earlier_photos, visit_id)
    assert (earlier.number, len(earlier.files), len(earlier.hashes[0])) == ("017-03", 1, 8)
    submitted_again(district, visit_id)
    does(district, reviewing.approve, visit_id, code=HE)
    assert ended(district) == [True]
    assert clue_of(district, clue_id).state == "ordered"
    assert does(district, clues.view_clue, clue_id, code=LEAD).is_to_close
    does(district, clue_acts.close_as_followed_up, clue_id, code=LEAD)
    assert clue_of(district, clue_id).state == "closed"
    with reading(district.database) as session:
        (proof,) = session.scalars(select(ClueFile.evidence_id))
        assert session.get_one(Evidence, proof).visit_id == visit_id
    told = [act for act in acts(district) if act.startswith("clue_")]
    assert told[-4:] == ["clue_follow_up_sent", "clue_followed_up", "clue_proven", "clue_closed"]
    assert district.chains_are_whole()


def test_a_problem_that_stands_goes_on_as_the_same_clue(district: Any, clue_id: int) -> None:
    visit_id = sent_out(district, clue_id)
    submitted_again(district, visit_id, problems=(10,))
    does(district, reviewing.approve, visit_id, code=HE)
    row = clue_of(district, clue_id)
    assert (row.state, clues_in_all(district)) == ("open", 1)
    assert refusal(district, clue_acts.close_as_followed_up, clue_id, code=LEAD) == "CLUE_011"
    day = district.now.date() + timedelta(days=10)
    does(district, clue_acts.order_rectified, clue_id, day, code=LEAD)
    assert not does(district, clues.view_clue, clue_id, code=LEAD).is_to_close
    again = sent_out(district, clue_id)
    assert [each.number for each in does(district, follow_ups.earlier_photos, again)] == ["017-03", "F1-01"]
    submitted_again(district, again)
    does(district, reviewing.approve, again, code=HE)
    does(district, clue_acts.close_as_followed_up, clue_id, code=LEAD)
    assert clue_of(district, clue_id).state == "closed"
    # What the first one finds by now counts for nothing any more: the second has looked since.
    says_otherwise(district, visit_id, "none")
    does(district, reviewing.approve, visit_id, code=HE)
    says_otherwise(district, visit_id, "order", note="当时仍为12℃")
    does(district, reviewing.approve, visit_id, code=HE)
    assert clue_of(district, clue_id).state == "closed"
    assert district.chains_are_whole()


def clues_in_all(district: Any) -> int:
    with reading(district.database) as session:
        return len(session.scalars(select(Clue.clue_id)).all())


def test_another_problem_of_a_follow_up_is_a_clue_of_its_own(district: Any, clue_id: int) -> None:
    visit_id = sent_out(district, clue_id)
    submitted_again(district, visit_id, problems=(11,))
    does(district, reviewing.approve, visit_id, code=HE)
    assert clues_in_all(district) == 2
    with district.act() as uow:
        codes = [clues.clue_view(uow, each).code for each in uow.session.scalars(select(Clue.clue_id))]
    assert codes == ["017-03-X1", "F1-01-X1"]


def test_one_follow_up_at_a_time_and_nothing_else_meanwhile(district: Any, clue_id: int) -> None:
    sent_out(district, clue_id)
    day = district.now.date() + timedelta(days=30)
    assert refusal(district, follow_up_sending.propose, clue_id, code=LEAD) == "CLUE_006"
    assert refusal(district, follow_up_sending.send_out, clue_id, code=LEAD) == "CLUE_006"
    assert refusal(district, clue_acts.hand_to_unit, clue_id, "餐饮科", code=LEAD) == "CLUE_006"
    assert refusal(district, clue_acts.order_rectified, clue_id, day, code=LEAD) == "CLUE_006"
    assert refusal(district, clue_acts.close, clue_id, "已改正", code=LEAD) == "CLUE_006"
    assert does(district, follow_ups.view_follow_up, clue_id, code=LEAD).state == "running"


def test_it_is_called_off_with_a_reason_until_it_begins(district: Any, clue_id: int) -> None:
    visit_id = sent_out(district, clue_id)
    assert refusal(district, follow_up_ending.call_off, clue_id, "", code=LEAD) == "VISIT_008"
    does(district, follow_up_ending.call_off, clue_id, "当事人歇业", code=LEAD)
    assert state_of(district, visit_id) == "void"
    (told,) = [each for each in district.heard if isinstance(each, VisitVoided)]
    assert (len(told.people), told.reason) == (2, "当事人歇业")
    assert refusal(district, follow_up_ending.call_off, clue_id, "又一次", code=LEAD) == "CLUE_011"
    again = sent_out(district, clue_id)
    with reading(district.database) as session:
        number = session.get_one(Visit, again).number
    with district.act() as uow:
        visit = uow.session.get_one(Visit, again)
        # Its team begins in the moment in which the problem turns out to be none.
        uow.connection.execute(update(Visit).where(Visit.visit_id == again).values(state="running"))
        actor = district.actor(uow, LEAD)
        follow_up_ending.drop_follow_up(uow, actor, uow.session.get_one(Clue, clue_id))
        assert visit.state == "running"
        visit.state = "assigned"
    district.starts(number)
    assert refusal(district, follow_up_ending.call_off, clue_id, "太晚", code=LEAD) == "CLUE_010"
    assert district.chains_are_whole()


def test_all_the_rest_comply_leaves_the_followed_question_to_be_answered_alone(district: Any, clue_id: int) -> None:
    visit_id = sent_out(district, clue_id)
    district.starts("F1-01")
    with district.act() as uow:
        sheet = sheet_of(uow, sections(district, visit_id)[0])
        asked = [state.question.name for state in sheet.asked if state.question.complies is not None]
        answering.comply_rest(uow, district.actor(uow, "SJ-01"), visit_id, asked)
    with district.act() as uow:
        left = [s.question.number for s in sheet_of(uow, sections(district, visit_id)[0]).asked if s.is_open]
    assert 10 in left


def test_caps_do_not_hold_it_up_and_it_counts(district: Any, clue_id: int) -> None:
    with district.act() as uow:
        day = district.now.date() + timedelta(days=3)
        span = Span(day, day)
        before = sum(map(len, frequency.visits_counted(uow, span).values()))
    sent_out(district, clue_id)
    with district.act() as uow:
        counted = frequency.visits_counted(uow, span)
        assert sum(map(len, counted.values())) == before + 1
        assert "clue" in [kind for found in counted.values() for _, kind in found]


def test_what_another_department_photographed_is_not_shown_as_seen_before(district: Any, clue_id: int) -> None:
    row, fire = clue_of(district, clue_id), sections(district, district.visit())[1]
    with district.act() as uow:
        page = uow.session.scalars(select(Evidence).where(Evidence.purpose == "signature")).first()
        page.section_id, page.question, page.purpose = fire, row.question, "item"
    (earlier,) = does(district, follow_ups.earlier_photos, sent_out(district, clue_id))
    assert len(earlier.files) == 1


def test_a_review_that_is_opened_again_may_find_otherwise(district: Any, clue_id: int) -> None:
    visit_id = sent_out(district, clue_id)
    submitted_again(district, visit_id)
    does(district, reviewing.approve, visit_id, code=HE)
    does(district, reviewing.reopen, visit_id, "再看", code=HE)
    # What is looked at again proves nothing meanwhile.
    assert refusal(district, clue_acts.close_as_followed_up, clue_id, code=LEAD) == "CLUE_006"
    found = does(district, follow_ups.view_follow_up, clue_id, code=LEAD)
    assert (found.state, found.visit_state, found.is_proof) == ("running", "submitted", False)
    does(district, reviewing.approve, visit_id, code=HE)
    # Nothing new was found, so nobody hears of it twice.
    assert ended(district) == [True]
    does(district, clue_acts.close_as_followed_up, clue_id, code=LEAD)
    district.now += timedelta(minutes=1)
    says_otherwise(district, visit_id, "order", note="又升到12℃")
    assert clue_of(district, clue_id).state == "closed"
    does(district, reviewing.approve, visit_id, code=HE)
    row = clue_of(district, clue_id)
    assert (ended(district), row.state, row.reason, row.closed_at) == ([True, False], "open", "", None)
    assert does(district, clues.live_count, code=LEAD) == 1
    assert acts(district)[-1] == "clue_still_stands"
    # Neither the files nor the inspection that closed it once close it again.
    does(district, clue_acts.hand_to_unit, clue_id, "餐饮科 张三", code=LEAD)
    assert refusal(district, clue_acts.close, clue_id, "已改正", code=LEAD) == "CLUE_002"
    assert refusal(district, clue_acts.close_as_followed_up, clue_id, code=LEAD) == "CLUE_011"
    district.now += timedelta(minutes=1)
    says_otherwise(district, visit_id, "none")
    does(district, reviewing.approve, visit_id, code=HE)
    does(district, clue_acts.close_as_followed_up, clue_id, code=LEAD)
    district.now += timedelta(minutes=1)
    does(district, clue_acts.open_again, clue_id, "复发", code=LEAD)
    does(district, clue_acts.hand_to_unit, clue_id, "餐饮科 张三", code=LEAD)
    assert refusal(district, clue_acts.close_as_followed_up, clue_id, code=LEAD) == "CLUE_011"
    assert district.chains_are_whole()


def ended(district: Any) -> list[bool]:
    return [each.is_complied for each in district.heard if isinstance(each, FollowUpEnded)]


def test_a_department_that_received_a_clue_sends_its_own_officers(district: Any, clue_id: int) -> None:
    with reading(district.database) as session:
        fire = session.scalars(select(Department.department_id).where(Department.code == "XF")).one()
    does(district, clue_offers.offer, clue_id, fire, code=LEAD)
    does(district, clue_offers.accept, clue_id, code=OTHER_LEAD)
    assert refusal(district, follow_up_sending.propose, clue_id, code="SJ-01") == "VISIT_004"
    visit_id = sent_out(district, clue_id, code=OTHER_LEAD)
    assert people(district, visit_id) == ["XF-01", "XF-02"]
    district.starts("F1-01")
    # The same question is asked, whosever checklist it stands in.
    with district.act() as uow:
        followed = follow_ups.followed_by(uow, visit_id)
        assert followed is not None
        assert sheet_of(uow, sections(district, visit_id)[0]).of(followed.question).question.number == 10


def test_the_record_says_that_nobody_drew_and_shows_what_was_before(district: Any, clue_id: int) -> None:
    visit_id = sent_out(district, clue_id)
    submitted_again(district, visit_id)
    with district.act() as uow:
        for found in uow.session.scalars(select(Examination)):
            found.state = "fine"
        record = record_of(uow, visit_id, "", lambda _: b"")
    assert "复查线索017-03-X1（第10项：1号冰柜14℃），不经抽取" in record.remarks
    captions = [each.caption for each in record.extras.photos]
    before = next(place for place, caption in enumerate(captions) if "复查前（017-03，" in caption)
    assert "第10项" in captions[before + 1]


def test_its_result_is_published_without_a_draw(district: Any, clue_id: int) -> None:
    visit_id = sent_out(district, clue_id)
    submitted_again(district, visit_id)
    does(district, reviewing.approve, visit_id, code=HE)
    does(district, publishing.prepare, sections(district, visit_id)[0], code=LEAD)
    with district.act() as uow:
        facts = facts_of(uow, sections(district, visit_id)[0])
    assert (facts["task_kind"], facts["draw"]) == ("clue", None)


def test_a_problem_that_turns_out_to_be_none_calls_the_follow_up_off(district: Any, clue_id: int) -> None:
    visit_id = sent_out(district, clue_id)
    says_otherwise(district, district.visit(), "none")
    does(district, reviewing.approve, district.visit(), code=HE)
    assert (state_of(district, visit_id), clue_of(district, clue_id).state) == ("void", "void")


def test_one_that_had_begun_goes_to_its_end_and_a_problem_that_it_finds_is_followed_up(
    district: Any, clue_id: int
) -> None:
    visit_id = sent_out(district, clue_id, code=HE)
    submitted_again(district, visit_id, problems=(10,))
    says_otherwise(district, district.visit(), "none")
    does(district, reviewing.approve, district.visit(), code=HE)
    assert (state_of(district, visit_id), clue_of(district, clue_id).state) == ("submitted", "void")
    does(district, reviewing.approve, visit_id, code=HE)
    assert (ended(district), clue_of(district, clue_id).state) == ([False], "open")
    # Whoever had sent it out had done with it.
    with district.act() as uow:
        assert clue_of(district, clue_id).owner_id == district.actor(uow, LEAD).person_id


def test_only_who_may_read_it_sees_the_earlier_photographs_through_it(district: Any, clue_id: int) -> None:
    visit_id = sent_out(district, clue_id)
    assert refusal(district, follow_ups.earlier_photos, visit_id, code="XF-01") == "VISIT_004"
    assert does(district, follow_ups.earlier_photos, visit_id, code=HE)
