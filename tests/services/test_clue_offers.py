"""A clue that goes to another department: looked at before it goes, read by its giver to the end, taken back whole."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from rules.events_clues import ClueAnswered, ClueEnded
from services import clue_acts, clue_offers, clues, follow_up_sending, reviewing
from services.papers import ask_paper
from services.transfer_paper import transfer_of
from storage.tables import Department, Person, Role
from storage.unit_of_work import reading
from tests.services.followed_up import HE, LEAD, OTHER_LEAD, ordered, sent_out, submitted_again
from tests.services.submitted import does, refusal
from tests.services.test_clue_proofs import sends


@pytest.fixture
def clue_id(district: Any) -> int:
    return ordered(district)


def department(district: Any, code: str) -> int:
    with reading(district.database) as session:
        return session.scalars(select(Department.department_id).where(Department.code == code)).one()


def clue_of(district: Any, clue_id: int) -> clues.ClueView:
    with district.act() as uow:
        return clues.clue_view(uow, clue_id)


def test_before_it_goes_one_sees_who_answers_by_when_and_whether_they_can_be_told(district: Any, clue_id: int) -> None:
    fire = department(district, "XF")
    with district.act() as uow:
        uow.session.execute(update(Person).values(reach="unbound", chat_id=None))
    looked = does(district, clue_offers.view_offer, clue_id, fire, code=LEAD)
    assert not looked.is_reached
    with district.act() as uow:
        uow.session.execute(update(Person).where(Person.code == OTHER_LEAD).values(reach="open", chat_id=77))
    assert does(district, clue_offers.view_offer, clue_id, fire, code=LEAD).is_reached
    assert clue_of(district, clue_id).state == "ordered"
    does(district, clue_offers.offer, clue_id, fire, code=LEAD)
    now = clue_of(district, clue_id)
    assert (now.owner, now.due_on) == (looked.owner, looked.due_on)
    with district.act() as uow:
        slip = transfer_of(uow, clue_id, "")
        day = looked.due_on
        assert slip.answer_by == f"{day.year}年{day.month}月{day.day}日前答复是否接收"


def test_taken_back_it_is_what_it_was(district: Any, clue_id: int) -> None:
    does(district, clue_acts.hand_to_unit, clue_id, "登记注册科 王五", code=LEAD)
    day = district.now.date() + timedelta(days=20)
    for state in ("unit", "ordered"):
        if state == "ordered":
            does(district, clue_acts.order_rectified, clue_id, day, code=LEAD)
        before = clue_of(district, clue_id)
        does(district, clue_offers.offer, clue_id, department(district, "XF"), code=LEAD)
        does(district, clue_offers.take_back, clue_id, code=LEAD)
        assert clue_of(district, clue_id) == before
        # The unit goes on to be named once rectification is ordered.
        assert (before.state, before.unit) == (state, "登记注册科 王五")
    assert district.chains_are_whole()


def test_taken_back_it_is_still_to_be_closed_as_rectified(district: Any, clue_id: int) -> None:
    visit_id = sent_out(district, clue_id)
    submitted_again(district, visit_id)
    does(district, reviewing.approve, visit_id, code=HE)
    before = clue_of(district, clue_id)
    does(district, clue_offers.offer, clue_id, department(district, "XF"), code=LEAD)
    does(district, clue_offers.take_back, clue_id, code=LEAD)
    assert clue_of(district, clue_id) == before
    assert before.is_to_close
    does(district, clue_acts.close_as_followed_up, clue_id, code=LEAD)


def test_a_rejection_names_the_department_that_rejects_whoever_answers_for_it(district: Any, clue_id: int) -> None:
    # Nobody leads it here: the campaign's supervisor, of another department, stands in.
    there = department(district, "SW")
    does(district, clue_offers.offer, clue_id, there, code=LEAD)
    does(district, clue_offers.reject, clue_id, "不属本局职责", code=HE)
    heard = district.heard[-1]
    assert isinstance(heard, ClueAnswered)
    assert heard.department_id == there
    now = clue_of(district, clue_id)
    with reading(district.database) as session:
        assert now.refused_by == session.get_one(Department, there).short_name
    does(district, clue_acts.hand_to_unit, clue_id, "执法科", code=LEAD)
    assert clue_of(district, clue_id).refused_by is None


def test_whoever_handed_it_over_reads_on_and_hears_how_it_ends(district: Any, clue_id: int) -> None:
    fire = department(district, "XF")
    does(district, clue_offers.offer, clue_id, fire, code=LEAD)
    does(district, clue_offers.accept, clue_id, code=OTHER_LEAD)
    assert does(district, clues.view_clue, clue_id, code=LEAD).department_id == fire
    steps = does(district, clues.steps_of, clue_id, code=LEAD)
    assert [each.kind for each in steps] == ["opened", "ordered", "offered", "accepted"]
    assert steps[2].department == clue_of(district, clue_id).department
    does(district, ask_paper, "transfer", clue_id, "pdf", code=LEAD)
    # Reading is all.
    assert refusal(district, clue_acts.hand_to_unit, clue_id, "执法科", code=LEAD) == "VISIT_004"
    assert refusal(district, follow_up_sending.propose, clue_id, code=LEAD) == "VISIT_004"
    assert does(district, clues.view_clues, code=LEAD).total == 0
    with district.act() as uow:
        lead = district.actor(uow, LEAD).person_id
    sends(district, clue_id, "c" * 64, code=OTHER_LEAD)
    does(district, clue_acts.close, clue_id, "已改正", code=OTHER_LEAD)
    assert district.heard[-1] == ClueEnded(clue_id, lead)
    # Nobody else has come to read it.
    assert refusal(district, clues.view_clue, clue_id, code="SJ-01") == "VISIT_004"


THIRD_LEAD = "RS-01"


def chained(district: Any, clue_id: int) -> tuple[int, int]:
    """Hand a clue on by the department that received it to a third; return the first giver and the second."""
    with district.act() as uow:
        third = district.actor(uow, THIRD_LEAD)
        uow.session.add(Role(person_id=third.person_id, role="lead", department_id=third.department_id))
    does(district, clue_offers.offer, clue_id, department(district, "XF"), code=LEAD)
    does(district, clue_offers.accept, clue_id, code=OTHER_LEAD)
    does(district, clue_offers.offer, clue_id, department(district, "RS"), code=OTHER_LEAD)
    with district.act() as uow:
        return district.actor(uow, LEAD).person_id, district.actor(uow, OTHER_LEAD).person_id


def closes(district: Any, clue_id: int, code: str) -> list[ClueEnded]:
    sends(district, clue_id, "c" * 64, code=code)
    does(district, clue_acts.close, clue_id, "已改正", code=code)
    return [each for each in district.heard if isinstance(each, ClueEnded)]


def test_handed_on_and_received_everybody_who_gave_it_hears_how_it_ends(district: Any, clue_id: int) -> None:
    first, second = chained(district, clue_id)
    does(district, clue_offers.accept, clue_id, code=THIRD_LEAD)
    assert closes(district, clue_id, THIRD_LEAD) == [ClueEnded(clue_id, first), ClueEnded(clue_id, second)]


@pytest.mark.parametrize("how", ["rejected", "taken back"])
def test_handed_on_in_vain_it_is_still_the_first_givers_to_read(district: Any, clue_id: int, how: str) -> None:
    first, _ = chained(district, clue_id)
    if how == "rejected":
        does(district, clue_offers.reject, clue_id, "不属本局职责", code=THIRD_LEAD)
        does(district, clue_acts.hand_to_unit, clue_id, "执法科", code=OTHER_LEAD)
    else:
        does(district, clue_offers.take_back, clue_id, code=OTHER_LEAD)
    now = clue_of(district, clue_id)
    with reading(district.database) as session:
        giver = session.scalars(select(Department).where(Department.code == "SJ")).one()
        assert now.from_department == giver.short_name
    with district.act() as uow:
        assert transfer_of(uow, clue_id, "").giver == giver.name["zh"]
        colleague = district.actor(uow, "SJ-02")
        uow.session.add(Role(person_id=colleague.person_id, role="lead", department_id=giver.department_id))
    assert does(district, clues.view_clue, clue_id, code="SJ-02").clue_id == clue_id
    assert closes(district, clue_id, OTHER_LEAD) == [ClueEnded(clue_id, first)]


@pytest.mark.parametrize("loss", ["role", "department"])
def test_whoever_leads_the_giving_department_no_more_reads_it_no_more(district: Any, clue_id: int, loss: str) -> None:
    does(district, clue_offers.offer, clue_id, department(district, "XF"), code=LEAD)
    does(district, clue_offers.accept, clue_id, code=OTHER_LEAD)
    with district.act() as uow:
        roles = uow.session.scalars(select(Role).where(Role.person_id == district.actor(uow, LEAD).person_id)).all()
        for role in roles:
            if loss == "role":
                uow.session.delete(role)
            else:
                role.department_id = department(district, "SW")
    assert refusal(district, clues.view_clue, clue_id, code=LEAD) == "VISIT_004"
    assert refusal(district, clues.steps_of, clue_id, code=LEAD) == "VISIT_004"
    # Nor is anybody told of what they cannot open.
    assert closes(district, clue_id, OTHER_LEAD) == []
