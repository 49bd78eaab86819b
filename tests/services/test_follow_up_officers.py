"""Who goes to a follow-up inspection, who steps in, and who does neither."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from services import follow_up_ending, follow_up_sending, follow_ups
from services.declared_recusals import declare
from services.recusals import ask_recusal, decide_recusal, draft_reason
from storage.tables import Person, Task
from storage.unit_of_work import reading
from tests.services.followed_up import HE, LEAD, ordered, people, sent_out
from tests.services.submitted import does, refusal

OBJECT = "92500112YB00010193"


@pytest.fixture
def clue_id(district: Any) -> int:
    return ordered(district)


def test_who_goes_is_an_officer_of_the_department_with_a_certificate(district: Any, clue_id: int) -> None:
    does(district, follow_up_sending.propose, clue_id, code=LEAD)
    choosing = does(district, follow_up_sending.view_choosing, clue_id, code=LEAD)
    assert [each.was_there for each in choosing.officers][:3] == [True, True, False]
    assert choosing.chosen == 2
    third, first = choosing.officers[2].person_id, choosing.officers[0].person_id
    with reading(district.database) as session:
        foreign = session.scalars(select(Person.person_id).where(Person.code == "XF-01")).one()
    assert refusal(district, follow_up_sending.choose_officer, clue_id, foreign, code=LEAD) == "CLUE_008"
    does(district, follow_up_sending.choose_officer, clue_id, first, code=LEAD)
    yesterday = district.now.date() - timedelta(days=2)
    assert refusal(district, follow_up_sending.choose_day, clue_id, yesterday, code=LEAD) == "CLUE_015"
    assert refusal(district, follow_up_sending.send_out, clue_id, code=LEAD) == "CLUE_009"
    far = district.now.date() + timedelta(days=400)
    assert refusal(district, follow_up_sending.choose_day, clue_id, far, code=LEAD) == "CLUE_012"
    day = district.now.date() + timedelta(days=3)
    does(district, follow_up_sending.choose_day, clue_id, day, code=LEAD)
    assert refusal(district, follow_up_sending.send_out, clue_id, code=LEAD) == "CLUE_007"
    does(district, follow_up_sending.choose_officer, clue_id, third, code=LEAD)
    # One whose certificate ends before the day does not go.
    with district.act() as uow:
        person = uow.session.get_one(Person, third)
        kept, person.certificate_until = person.certificate_until, day - timedelta(days=1)
    assert refusal(district, follow_up_sending.send_out, clue_id, code=LEAD) == "CLUE_008"
    with district.act() as uow:
        uow.session.get_one(Person, third).certificate_until = kept
    visit_id = does(district, follow_up_sending.send_out, clue_id, code=LEAD)
    assert people(district, visit_id)[0] == "SJ-02"


def test_the_next_officer_steps_in_for_one_who_cannot_go(district: Any, clue_id: int) -> None:
    visit_id = sent_out(district, clue_id)
    leaves(district, visit_id, "SJ-01", is_handover=True)
    assert len(people(district, visit_id)) == 3
    shown = does(district, follow_ups.view_follow_up, clue_id, code=LEAD).people
    assert [name["zh"] for name in shown] == ["林涛", "周敏"]


def test_who_steps_back_from_the_object_neither_goes_nor_steps_in(district: Any) -> None:
    leaves(district, district.visit(), "SJ-02", is_handover=False)
    clue_id = ordered(district)
    does(district, declare, f"{OBJECT} 曾在该单位任职", code="SJ-07")
    does(district, follow_up_sending.propose, clue_id, code=LEAD)
    listed = officers(district, clue_id)
    assert listed[0] == "SJ-01"
    assert {"SJ-02", "SJ-07"}.isdisjoint(listed)
    with reading(district.database) as session:
        recused = session.scalars(select(Person.person_id).where(Person.code == "SJ-07")).one()
    assert refusal(district, follow_up_sending.choose_officer, clue_id, recused, code=LEAD) == "CLUE_008"
    # Who was chosen and steps back since is not among the chosen any more.
    does(district, declare, f"{OBJECT} 近亲属", code=listed[1])
    assert officers(district, clue_id) == [listed[0], *listed[2:]]
    does(district, follow_up_sending.propose, clue_id, code=LEAD)
    assert does(district, follow_up_sending.view_choosing, clue_id, code=LEAD).chosen == 1
    with reading(district.database) as session:
        third = session.scalars(select(Person.person_id).where(Person.code == listed[2])).one()
    does(district, follow_up_sending.choose_officer, clue_id, third, code=LEAD)
    visit_id = sent_out(district, clue_id)
    assert people(district, visit_id) == [listed[0], listed[2]]
    does(district, declare, f"{OBJECT} 近亲属", code=listed[3])
    leaves(district, visit_id, listed[2], is_handover=True)
    assert people(district, visit_id)[-1] == listed[4]
    # To hand a task over is no recusal, nor is what was asked for and never granted.
    does(district, draft_reason, visit_id, "理由", code=listed[0])
    does(district, ask_recusal, visit_id, is_handover=False, code=listed[0])
    does(district, follow_up_ending.call_off, clue_id, "当事人歇业", code=LEAD)
    does(district, follow_up_sending.propose, clue_id, code=LEAD)
    assert officers(district, clue_id) == [listed[0], listed[2], *listed[4:]]


def leaves(district: Any, visit_id: int, code: str, *, is_handover: bool) -> None:
    """Let the next officer step in for one."""
    does(district, draft_reason, visit_id, "理由", code=code)
    does(district, ask_recusal, visit_id, is_handover=is_handover, code=code)
    with reading(district.database) as session:
        mine = select(Task.task_id).join(Person, Person.person_id == Task.person_id)
        task_id = session.scalars(mine.where(Person.code == code, Task.visit_id == visit_id)).one()
    assert does(district, decide_recusal, task_id, is_granted=True, code=HE) is not None


def officers(district: Any, clue_id: int) -> list[str]:
    with reading(district.database) as session:
        codes = {row.person_id: row.code for row in session.scalars(select(Person))}
    found = does(district, follow_up_sending.view_choosing, clue_id, code=LEAD).officers
    return [codes[each.person_id] for each in found]
