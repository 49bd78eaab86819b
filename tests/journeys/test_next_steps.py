"""From wherever one stands, the next step is one tap away."""

from sandbox.driver import Town
from tests.journeys.after_the_checklist import begins, fits, goes_on, phones, says, taps


def test_signing_is_reached_from_a_checklist_with_gaps(town: Town, language: str) -> None:
    visit_id = begins(town, filled=())
    with town.changing() as uow:
        uow.point(town.phone("SJ-01").number, visit=visit_id, place="result")
    [chen] = phones(town, language, "SJ-01")
    goes_on(chen)
    fits(chen)
    taps(chen, "button-to-signatures")
    chen.sees("✍️")


def test_back_from_a_result_goes_to_the_submission_that_led_there(town: Town, language: str) -> None:
    visit_id = begins(town, filled=("SJ-01", "XF-01"))
    with town.changing() as uow:
        uow.point(town.phone("SJ-01").number, visit=visit_id, place="summary")
    [chen] = phones(town, language, "SJ-01")
    goes_on(chen)
    taps(chen, "button-gap-own-result")
    taps(chen, "button-remarks")
    taps(chen, "button-back")
    taps(chen, "button-back")
    chen.sees(chen.word("button-give-reason"))


def test_continue_leads_past_the_card_of_a_running_task(town: Town, language: str) -> None:
    visit_id = begins(town, filled=())
    with town.changing() as uow:
        uow.point(town.phone("SJ-02").number, visit=visit_id, place="task")
    [zhou] = phones(town, language, "SJ-02")
    goes_on(zhou)
    zhou.sees(zhou.word("button-overview"))


def test_a_reason_typed_on_the_card_of_an_absence_is_taken_once(town: Town, language: str) -> None:
    visit_id = begins(town, filled=())
    with town.changing() as uow:
        uow.point(town.phone("SJ-01").number, visit=visit_id, place="sign")
    [chen] = phones(town, language, "SJ-01")
    goes_on(chen)
    taps(chen, "button-party")
    taps(chen, "button-absent")
    chen.types("老板去外省进货")
    assert "老板去外省进货" in chen.card().text
    chen.types("明天才回来")
    chen.sees(says(chen, "没有记入", "was not recorded"))
    assert "老板去外省进货" in chen.card().text
    fits(chen)
