"""A visit that is closed with much left open: every screen counts and names what is missing alike."""

from sqlalchemy import select

from rules.signatures import Reason
from sandbox.driver import Town
from services import refusing, signers
from services.conclusions import conclude_section
from storage.tables import CheckIn, Person, Section
from tests.journeys.after_the_checklist import actor, begins, fits, goes_on, phones, says, taps


def test_what_is_missing_is_the_same_everywhere_and_the_review_names_it(town: Town, language: str) -> None:
    visit_id = begins(town, filled=("SJ-01",))
    with town.changing() as uow:
        chen_li = actor(uow, "SJ-01")
        conclude_section(uow, chen_li, visit_id)
        refusing.begin_refusal(uow, chen_li, visit_id, "absent")
        refusing.tell_why(uow, chen_li, visit_id, Reason("ill", None))
        signers.waive_witness(uow, chen_li, visit_id, Reason("nobody", None))
        refusing.confirm_refusal(uow, chen_li, visit_id)
        uow.take_events()
        uow.point(town.phone("SJ-01").number, visit=visit_id, place="sign")
    chen, he = phones(town, language, "SJ-01", "SJ-04")
    goes_on(chen)
    # Fire has twelve items to answer and its result to confirm, four officers have not signed, two seals are open.
    taps(chen, "button-to-summary", left=19)
    assert chen.word("summary-gaps", count=19) in chen.card().text
    taps(chen, "button-give-reason")
    assert "19" in chen.card().text
    chen.types("对方突然关门")
    absent = says(chen, "无法到场", "could not come")
    assert absent in chen.card().text
    fits(chen)
    taps(chen, "button-submit-with-reason")
    assert "0/12" in chen.sees("R-").text
    told = he.sees(he.word("button-look")).text
    taps(he, "button-look")
    for text in (told, he.card().text):
        fire = says(he, "消防救援", "Fire and Rescue")
        assert he.word("review-open", department=fire, answered=0, asked=12) in text
        assert he.word("review-unsigned", count=4) in text


def test_each_department_is_as_far_away_as_it_said_last(town: Town, language: str) -> None:
    visit_id = begins(town, filled=())
    with town.changing() as uow:
        for code, metres in (("SJ-01", 9000), ("SJ-01", 1200), ("XF-01", 40), ("XF-02", 700)):
            who = uow.session.scalars(select(Person.person_id).where(Person.code == code)).one()
            uow.session.add(
                CheckIn(visit_id=visit_id, person_id=who, source="shared", distance_metres=metres, claimed_at=uow.now)
            )
            uow.flush()
        for section in uow.session.scalars(select(Section).where(Section.visit_id == visit_id)):
            section.start_reasons = {"far": "已搬迁"}
        uow.point(town.phone("SJ-04").number, visit=visit_id, place="review")
    [he] = phones(town, language, "SJ-04")
    goes_on(he)
    text = he.card().text
    assert "1.2" in text
    assert "700" in text
    assert "9.0" not in text
