"""From wherever one stands, the next step is one tap away."""

from collections.abc import Collection

from sandbox.driver import Phone, Town
from tests.journeys.after_the_checklist import begins, fits, goes_on, phones, says, taps


def stands(town: Town, language: str, code: str, place: str, filled: Collection[str] = ()) -> Phone:
    """Put a visit on site, some sections filled in, and one of its officers at a place of it, whose card is shown."""
    visit_id = begins(town, filled=filled)
    [phone] = phones(town, language, code)
    with town.changing() as uow:
        uow.point(phone.number, visit=visit_id, place=place)
    goes_on(phone)
    return phone


def test_signing_is_reached_from_a_checklist_with_gaps(town: Town, language: str) -> None:
    chen = stands(town, language, "SJ-01", "result")
    fits(chen)
    taps(chen, "button-to-signatures")
    chen.sees("✍️")


def test_back_from_a_result_goes_to_the_submission_that_led_there(town: Town, language: str) -> None:
    chen = stands(town, language, "SJ-01", "summary", filled=("SJ-01", "XF-01"))
    taps(chen, "button-gap-own-result")
    taps(chen, "button-remarks")
    taps(chen, "button-back")
    taps(chen, "button-back")
    chen.sees(chen.word("button-give-reason"))


def test_continue_leads_past_the_card_of_a_running_task(town: Town, language: str) -> None:
    zhou = stands(town, language, "SJ-02", "task")
    zhou.sees(zhou.word("button-overview"))


def test_a_reason_typed_on_the_card_of_an_absence_is_taken_once(town: Town, language: str) -> None:
    chen = stands(town, language, "SJ-01", "sign")
    taps(chen, "button-party")
    taps(chen, "button-absent")
    chen.types("老板去外省进货")
    assert "老板去外省进货" in chen.card().text
    chen.types("明天才回来")
    chen.sees(says(chen, "没有记入", "was not recorded"))
    assert "老板去外省进货" in chen.card().text
    fits(chen)
