"""Problems of an approved visit are followed up until each has ended with a proof."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from rules.events_clues import ClueAnswered, CluesDue, CluesGiven, CluesOpened
from services import clue_acts, clue_clock, clue_offers, clues, evidence, reviewing
from services.batches import Belonging, evidence_at
from services.clues import ClueView
from services.evidence import Arrived
from services.evidence_count import count
from services.transfer_paper import transfer_of
from storage.tables import Clue, Department, Evidence, Job, OfficeDay, Person, Role, Visit
from storage.unit_of_work import reading
from tests.services.followed_up import says_otherwise
from tests.services.submitted import acts, does, refusal, secures_all, submits

HE, LEAD, OTHER_LEAD, INSPECTOR = "SJ-04", "SJ-03", "XF-03", "SJ-01"


@pytest.fixture
def approved(district: Any) -> int:
    visit_id = submits(district, problems=(10,))
    does(district, reviewing.approve, visit_id, code=HE)
    return visit_id


def the_clue(district: Any) -> ClueView:
    with district.act() as uow:
        return clues.clue_view(uow, uow.session.scalars(select(Clue.clue_id)).one())


def department(district: Any, code: str) -> int:
    with reading(district.database) as session:
        return session.scalars(select(Department.department_id).where(Department.code == code)).one()


def proves(district: Any, visit_id: int, clue_id: int) -> None:
    district.photos += 1
    arrived = Arrived(
        chat_id=1,
        message_id=9000 + district.photos,
        kind="photo",
        file_id=f"proof-{district.photos}",
        file_unique_id=f"proof-{district.photos}",
        recompressed=True,
        sent_at=district.now,
    )
    with district.act() as uow:
        evidence.receive(uow, district.actor(uow, LEAD), arrived, Belonging("clue", visit_id))
        evidence_id = evidence_at(uow, 1, arrived.message_id)
        clue_acts.add_file(uow, district.actor(uow, LEAD), clue_id, evidence_id)
    secures_all(district)


def test_every_problem_of_an_approved_visit_has_an_owner_and_a_day(district: Any, approved: int) -> None:
    clue = the_clue(district)
    with district.act() as uow:
        assert clue.owner_id == district.actor(uow, LEAD).person_id
    assert (clue.code, clue.state, clue.number, clue.days_left) == ("017-03-X1", "open", 10, 5)
    assert does(district, clues.view_clues, code=LEAD).total == 1
    assert does(district, clues.view_clues, code=OTHER_LEAD).total == 0
    assert refusal(district, clues.view_clue, clue.clue_id, code=INSPECTOR) == "VISIT_004"
    assert "clue_opened" in acts(district)


def test_a_clue_is_closed_with_a_proof_only_and_opened_again_with_a_reason(district: Any, approved: int) -> None:
    clue = the_clue(district)
    assert refusal(district, clue_acts.close, clue.clue_id, "已改正", code=LEAD) == "CLUE_001"
    does(district, clue_acts.hand_to_unit, clue.clue_id, "餐饮科 张三", code=LEAD)
    assert refusal(district, clue_acts.close, clue.clue_id, "已改正", code=LEAD) == "CLUE_002"
    with district.act() as uow:
        before = count(uow, approved)
    proves(district, approved, clue.clue_id)
    with district.act() as uow:
        assert count(uow, approved) == before
    does(district, clue_acts.close, clue.clue_id, "已改正，冷藏4℃", code=LEAD)
    assert does(district, clues.view_clues, code=LEAD).total == 0
    assert does(district, clues.view_clues, code=LEAD, ended=True).total == 1
    assert refusal(district, clue_acts.open_again, clue.clue_id, "", code=LEAD) == "VISIT_008"
    district.now += timedelta(minutes=1)
    does(district, clue_acts.open_again, clue.clue_id, "复发", code=LEAD)
    assert (the_clue(district).state, the_clue(district).files) == ("open", 0)
    # What proved its end then does not prove it again.
    does(district, clue_acts.hand_to_unit, clue.clue_id, "餐饮科 张三", code=LEAD)
    assert refusal(district, clue_acts.close, clue.clue_id, "已改正", code=LEAD) == "CLUE_002"
    proves(district, approved, clue.clue_id)
    does(district, clue_acts.close, clue.clue_id, "又已改正", code=LEAD)
    assert district.chains_are_whole()


def test_what_is_handed_over_waits_for_its_receiver(district: Any, approved: int) -> None:
    clue = the_clue(district)
    does(district, clue_offers.offer, clue.clue_id, department(district, "XF"), code=LEAD)
    for act in (clue_acts.hand_to_unit, clue_acts.open_again):
        assert refusal(district, act, clue.clue_id, "餐饮科", code=LEAD) == "CLUE_001"
    assert the_clue(district).state == "offered"


def test_a_file_of_another_visit_proves_nothing(district: Any, approved: int) -> None:
    clue = the_clue(district)
    with district.act() as uow:
        elsewhere = uow.session.scalars(select(Visit.visit_id).where(Visit.visit_id != approved)).first()
        foreign = Evidence(
            visit_id=elsewhere,
            person_id=district.actor(uow, LEAD).person_id,
            purpose="scene",
            kind="photo",
            state="received",
            batch="x",
            chat_id=1,
            telegram_message_id=8_999,
            file_id="x",
            file_unique_id="x",
            recompressed=True,
            sent_at=uow.now,
            received_at=uow.now,
        )
        uow.session.add(foreign)
        uow.session.flush()
        of = foreign.evidence_id
    assert refusal(district, clue_acts.add_file, clue.clue_id, of, code=LEAD) == "VISIT_001"


def test_another_department_accepts_a_clue_and_answers_for_it(district: Any, approved: int) -> None:
    clue = the_clue(district)
    fire = department(district, "XF")
    assert refusal(district, clue_offers.offer, clue.clue_id, clue.department_id, code=LEAD) == "CLUE_004"
    does(district, clue_offers.offer, clue.clue_id, fire, code=LEAD)
    # Whoever handed it over does not receive it.
    assert refusal(district, clue_offers.accept, clue.clue_id, code=LEAD) == "CLUE_001"
    with district.act() as uow:
        slip = transfer_of(uow, clue.clue_id, "")
        assert (slip.number, slip.visit, slip.receipt.decision) == ("017-03-X1", "017-03", "")
    does(district, clue_offers.accept, clue.clue_id, code=OTHER_LEAD)
    now = the_clue(district)
    with district.act() as uow:
        assert now.owner_id == district.actor(uow, OTHER_LEAD).person_id
        assert transfer_of(uow, clue.clue_id, "").receipt.on
    assert (now.state, now.department_id) == ("unit", fire)
    # It is the other department's now.
    assert does(district, clues.view_clues, code=LEAD).total == 0
    with reading(district.database) as session:
        printed = select(Job).where(Job.kind == "print", Job.subject.startswith("transfer:"))
        assert len(session.scalars(printed).all()) == 2


def test_a_rejected_clue_comes_back_with_its_reason(district: Any, approved: int) -> None:
    clue = the_clue(district)
    does(district, clue_offers.offer, clue.clue_id, department(district, "XF"), code=LEAD)
    assert refusal(district, clue_offers.reject, clue.clue_id, "", code=OTHER_LEAD) == "VISIT_008"
    does(district, clue_offers.reject, clue.clue_id, "不属本部门职责", code=OTHER_LEAD)
    now = the_clue(district)
    assert (now.state, now.department_id, now.reason) == ("open", clue.department_id, "不属本部门职责")


def test_a_clue_that_nobody_received_is_taken_back(district: Any, approved: int) -> None:
    clue = the_clue(district)
    does(district, clue_offers.offer, clue.clue_id, department(district, "XF"), code=LEAD)
    assert refusal(district, clue_offers.take_back, clue.clue_id, code=OTHER_LEAD) == "CLUE_001"
    does(district, clue_offers.take_back, clue.clue_id, code=LEAD)
    assert (the_clue(district).state, the_clue(district).department_id) == ("open", clue.department_id)


def test_rectification_is_ordered_by_a_day_to_come(district: Any, approved: int) -> None:
    clue = the_clue(district)
    day = district.now.date() + timedelta(days=30)
    for wrong in (None, date(2020, 1, 1)):
        assert refusal(district, clue_acts.order_rectified, clue.clue_id, wrong, code=LEAD) == "CLUE_005"
    far = date(district.now.year + 5, 1, 1)
    assert refusal(district, clue_acts.order_rectified, clue.clue_id, far, code=LEAD) == "CLUE_012"
    does(district, clue_acts.order_rectified, clue.clue_id, day, code=LEAD)
    assert (the_clue(district).state, the_clue(district).due_on) == ("ordered", day)


def test_a_problem_that_does_not_stand_any_more_is_void_and_lives_again_with_it(district: Any, approved: int) -> None:
    clue = the_clue(district)
    says_otherwise(district, approved, note="2号冰柜14℃")
    does(district, reviewing.approve, approved, code=HE)
    # It says what its visit says, before and after.
    assert (the_clue(district).note, the_clue(district).state) == ("2号冰柜14℃", "open")
    steps = does(district, clues.steps_of, clue.clue_id, code=LEAD)
    assert [(each.kind, each.text) for each in steps] == [("opened", "1号冰柜14℃"), ("corrected", "2号冰柜14℃")]
    does(district, clue_acts.hand_to_unit, clue.clue_id, "登记注册科", code=LEAD)
    for result, note, state in (("none", "", "void"), ("order", "3号冰柜14℃", "open"), ("none", "", "void")):
        says_otherwise(district, approved, result, note=note)
        district.heard.clear()
        does(district, reviewing.approve, approved, code=HE)
        assert the_clue(district).state == state
        assert (CluesOpened(approved) in district.heard) == (state == "open")
        # Nobody said why, and the unit from before is no reason.
        assert state == "void" or (the_clue(district).reason, the_clue(district).is_reopened) == ("", False)
    # Whoever answers for it hears that it lives again, whoever opened it.
    does(district, clue_acts.open_again, clue.clue_id, "另有线索", code=HE)
    assert (the_clue(district).state, the_clue(district).is_reopened) == ("open", True)
    assert district.heard[-1] == CluesGiven(clue.owner_id, (clue.clue_id,))


def test_what_somebody_answered_for_who_was_revoked_is_given_to_another(district: Any, approved: int) -> None:
    clue = the_clue(district)
    fire = department(district, "XF")
    does(district, clue_offers.offer, clue.clue_id, fire, code=LEAD)
    with district.act() as uow:
        people = {code: uow.session.get_one(Person, district.actor(uow, code).person_id) for code in (LEAD, OTHER_LEAD)}
        leads = {person.person_id for person in people.values()}
        people[OTHER_LEAD].revoked_at = uow.now
        head = district.actor(uow, HE).person_id
    # A working day, in the morning: the department has nobody else, so it is for who looks after the campaign.
    district.now = datetime(2027, 9, 21, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
    with district.act() as uow:
        clue_clock.look_after(uow)
    assert the_clue(district).owner_id == head
    assert [each for each in district.heard if isinstance(each, CluesGiven)] == [CluesGiven(head, (clue.clue_id,))]
    assert "clue_given" in acts(district)
    # What comes back to somebody who is gone goes to the department's next.
    with district.act() as uow:
        uow.session.get_one(Person, district.actor(uow, LEAD).person_id).revoked_at = uow.now
    does(district, clue_offers.reject, clue.clue_id, "不属本部门职责", code=HE)
    now = the_clue(district)
    assert (now.state, now.department_id) == ("open", clue.department_id)
    assert now.owner_id not in leads
    assert isinstance(district.heard[-1], ClueAnswered)
    assert district.heard[-1].told_id == now.owner_id
    does(district, clue_acts.hand_to_unit, clue.clue_id, "餐饮科", code=HE)
    assert district.chains_are_whole()


def test_each_morning_owners_are_reminded_and_what_is_overdue_goes_to_the_supervisor(
    district: Any, approved: int
) -> None:
    zone = ZoneInfo("Asia/Shanghai")
    clue, other = the_clue(district), "SJ-06"
    with district.act() as uow:
        person = district.actor(uow, other).person_id
        uow.session.add(Role(person_id=person, role="supervisor", department_id=clue.department_id))

    def told_at(day: date, hour: int) -> list[tuple[str, int, int, bool]]:
        district.now = datetime(day.year, day.month, day.day, hour, 5, tzinfo=zone)
        district.heard.clear()
        with district.act() as uow:
            clue_clock.look_after(uow)
        with district.act() as uow:
            people = {district.actor(uow, code).person_id: code for code in (HE, LEAD, other)}
        due = [each for each in district.heard if isinstance(each, CluesDue)]
        return [(people[each.person_id], each.overdue, each.soon, each.is_escalation) for each in due]

    # 21 and 22 September 2027 are a Tuesday and a Wednesday; the office is closed on the 20th.
    with district.act() as uow:
        uow.session.get_one(Clue, clue.clue_id).due_on = date(2027, 9, 22)
        uow.session.add(OfficeDay(day=date(2027, 9, 20), is_working=False))
    district.now = datetime(2027, 9, 17, 12, tzinfo=zone)
    assert the_clue(district).days_left == 2
    with district.act() as uow:
        uow.session.add(OfficeDay(day=date(2027, 9, 21), is_working=False))
    assert told_at(date(2027, 9, 17), 9) == [(LEAD, 0, 1, False)]
    with district.act() as uow:
        uow.session.delete(uow.session.get_one(OfficeDay, date(2027, 9, 21)))
    assert told_at(date(2027, 9, 21), 8) == []
    assert told_at(date(2027, 9, 21), 9) == [(LEAD, 0, 1, False)]
    assert told_at(date(2027, 9, 21), 11) == []
    assert told_at(date(2027, 9, 23), 22) == []
    assert told_at(date(2027, 9, 23), 10) == [(LEAD, 1, 0, False), (HE, 1, 0, True)]
    # What the campaign's supervisor leaves lying is told to those who supervise as well, and theirs to see.
    with district.act() as uow:
        row = uow.session.get_one(Clue, clue.clue_id)
        row.owner_id, row.department_id = district.actor(uow, HE).person_id, department(district, "XF")
    assert told_at(date(2027, 9, 24), 10) == [(HE, 1, 0, False), (other, 1, 0, True)]
    assert does(district, clues.view_clues, code=other).overdue == 1
    with district.act() as uow:
        uow.session.get_one(Clue, clue.clue_id).due_on = date(2027, 9, 30)
    assert does(district, clues.view_clues, code=other).total == 0
