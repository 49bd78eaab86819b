"""Small things that people meet on site: what they were asked is not forgotten, and nothing stays that is over."""

from sqlalchemy import select

from sandbox.driver import Town
from sandbox.visit_script import current_answers, on_the_page
from storage.tables import Answer, CheckIn, Evidence, Finding
from tests.journeys.after_the_checklist import actor, concluded, goes_on, phones, says, signs_all, taps
from tests.journeys.before_the_checklist import accepts, opens
from tests.journeys.test_pictures import belongings, files


def test_the_key_for_the_location_goes_when_one_goes_on_another_way(town: Town, language: str) -> None:
    (chen,) = phones(town, language, "SJ-01")
    accepts(chen)
    opens(chen)
    taps(chen, "button-arrive")
    assert chen.keyboard()
    taps(chen, "button-back")
    chen.sees(chen.word("place-later"))
    assert chen.keyboard() == ()
    chen.does_not_see(chen.word("ask-location"))
    # Said once; whoever comes back is asked again.
    taps(chen, "button-arrive")
    assert chen.keyboard()
    chen.starts()
    assert chen.keyboard() == ()


def test_a_location_that_was_skipped_is_named_before_the_submission(town: Town, language: str) -> None:
    visit_id = concluded(town)
    with town.changing() as uow:
        for code, source in (("SJ-01", "skipped"), ("XF-01", "skipped"), ("XF-01", "shared")):
            person_id = actor(uow, code).person_id
            uow.session.add(CheckIn(visit_id=visit_id, person_id=person_id, source=source, claimed_at=uow.now))
    (chen,) = phones(town, language, "SJ-01")
    goes_on(chen)
    signs_all(chen)
    chen.taps(says(chen, "去提交", "To submission"))
    chen.sees(chen.word("summary-no-place", departments=says(chen, "市场监管", "Market Supervision")))
    # It can still be sent, and holds nothing up.
    assert chen.word("button-submit") in [label for row in chen.card().labels for label in row]
    taps(chen, "button-summary-place")
    chen.shares_location(29.675143, 106.604255)
    with town.reading() as session:
        assert len(session.scalars(select(CheckIn.source).where(CheckIn.source == "shared")).all()) == 2


def test_what_was_being_asked_is_asked_still_after_a_photograph(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    zhao = people.zhao
    zhao.types("5 no")
    zhao.types("压力不足")
    taps(zhao, "button-how-ask")
    zhao.sends_photo()
    # Whom one asked, not which photograph.
    taps(zhao, "button-whom-witness")
    with shared_town.reading() as session:
        finding = session.scalars(select(Finding).order_by(Finding.finding_id.desc())).first()
    assert finding is not None
    assert (finding.note, finding.how, finding.statement_of) == ("压力不足", "ask", "witness")
    # Why an item cannot be answered is asked still.
    zhao.types("6")
    taps(zhao, "button-unable")
    zhao.sends_photo()
    zhao.sees(zhao.word("item-unable-ask"))
    zhao.types("门锁着，进不去")
    with shared_town.reading() as session:
        reasons = select(Answer.reason).where(Answer.is_current, Answer.reason.is_not(None))
        assert "门锁着，进不去" in session.scalars(reasons).all()
    assert len(current_answers(shared_town, visit_id)) == 2


def test_captions_of_an_album_belong_each_to_its_own_photograph(shared_town: Town) -> None:
    people, _ = on_the_page(shared_town, "zh-CN")
    chen = people.chen
    sent = chen.sends_album(4, caption=["5 门口", "", "12 垃圾桶没有盖", "12 又一处"])
    chen.settles()
    assert belongings(shared_town, chen) == ["food_licence_matches", "food_licence_matches", "bins", "bins"]
    rows = files(shared_town, chen)
    assert [row.caption for row in rows] == ["5 门口", "", "12 垃圾桶没有盖", "12 又一处"]
    first, second, third, fourth = (row.batch for row in rows)
    assert (first == second, third == fourth, first == third) == (True, True, False)
    assert [row.telegram_message_id for row in rows] == sent
    with shared_town.reading() as session:
        assert session.scalars(select(Evidence.batch).where(Evidence.batch == third)).all() == [third, third]
