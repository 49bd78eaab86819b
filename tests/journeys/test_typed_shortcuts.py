"""Typed shortcuts on the checklist: verdicts by number, and taking back what was answered last."""

import pytest

from sandbox.driver import Phone, Town
from sandbox.visit_script import current_answers, on_the_page, written_answers


def undoes(phone: Phone) -> None:
    phone.types("undo" if phone.word("button-back") == "‹ Back" else "撤销")


@pytest.mark.parametrize("typed", ["5 yes", "5 符合", "5 是", "５　OK", "5 √", "5，合格。"])
def test_a_number_and_a_yes_lets_the_item_comply_and_stays_on_the_page(shared_town: Town, typed: str) -> None:
    people, visit_id = on_the_page(shared_town, "zh-CN")
    chen = people.chen
    chen.types(typed.removesuffix("。"))
    assert current_answers(shared_town, visit_id) == {"food_licence_matches": "complies"}
    card = chen.card()
    assert "1/20" in card.text
    assert chen.word("button-overview") in str(card.labels)


@pytest.mark.parametrize("typed", ["3 不适用", "3 n/a"])
def test_not_applicable_is_typed_where_the_item_offers_it(shared_town: Town, language: str, typed: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    people.chen.types(typed)
    [value] = current_answers(shared_town, visit_id).values()
    assert value == "na"


def test_a_typed_yes_does_not_overrule_a_colleague_unseen(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen, zhou = people.chen, people.zhou
    zhou.types("继续")
    chen.types("5 no 网上没有公示")
    zhou.types("5 yes")
    zhou.sees("Chen Li" if language == "en" else "陈立")
    assert current_answers(shared_town, visit_id) == {"food_licence_matches": "problem"}
    zhou.taps(zhou.word("button-change-mine", wanted="Complies" if language == "en" else "符合"))
    assert current_answers(shared_town, visit_id) == {"food_licence_matches": "complies"}


def test_a_yes_with_a_but_is_asked_back(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    chen.types("5 是 但网上没有公示")
    chen.taps(chen.word("button-held-drop"))
    chen.types("ok 但网上没有公示")
    assert current_answers(shared_town, visit_id) == {}
    chen.taps(chen.word("button-held-note"))
    assert current_answers(shared_town, visit_id) == {"food_licence_matches": "problem"}


@pytest.mark.parametrize("typed", ["5 no problem", "12 no violation", "5 no issues found", "10 x 20 cm gap"])
def test_a_denied_fault_and_a_measure_are_asked_back(shared_town: Town, language: str, typed: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    chen.types(typed)
    chen.sees(chen.word("button-held-drop"))
    assert current_answers(shared_town, visit_id) == {}
    chen.taps(chen.word("button-held-drop"))
    chen.types("no problem")
    chen.sees(chen.word("button-held-drop"))
    assert current_answers(shared_town, visit_id) == {}


def test_undo_takes_back_the_last_thing_and_then_the_one_before(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    chen.taps(chen.word("button-comply-rest", count=7))
    chen.types("5 no 网上没有公示")
    undoes(chen)
    said = chen.sees("Item 5: “Does not comply”" if language == "en" else "第5项的“不符合”")
    assert ("Complies" if language == "en" else "现在：符合") in said.text
    assert set(current_answers(shared_town, visit_id).values()) == {"complies"}
    assert chen.messages()[-1].labels
    undoes(chen)
    chen.sees("7 items" if language == "en" else "成批记的7项")
    assert current_answers(shared_town, visit_id) == {}


def test_undo_goes_back_act_by_act_and_never_past_another_person(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen, zhou = people.chen, people.zhou
    for typed in ("1 yes", "2 yes", "2 no forged"):
        chen.types(typed)
    zhou.types("继续")
    zhou.types("3 yes")
    counts = []
    for _ in range(3):
        undoes(chen)
        counts.append(sorted(current_answers(shared_town, visit_id).values()))
    assert counts == [["complies"] * 3, ["complies"] * 2, ["complies"]]
    undoes(chen)
    chen.sees("no answer of yours" if language == "en" else "没有可以撤销")
    assert current_answers(shared_town, visit_id) == {"name_as_registered": "complies"}


def test_undo_outside_the_checklist_takes_nothing_back(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    chen.types("1 yes")
    with shared_town.changing() as uow:
        uow.point(chen.number, visit=visit_id, place="sign")
    undoes(chen)
    chen.sees("of the checklist only" if language == "en" else "只收回检查表")
    assert len(current_answers(shared_town, visit_id)) == 1


def test_whoever_stands_at_a_problem_that_a_colleague_took_back_is_told_and_goes_on(
    shared_town: Town, language: str
) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen, zhou = people.chen, people.zhou
    zhou.types("继续")
    chen.types("5 no 网上没有公示")
    zhou.types("5")
    zhou.taps(zhou.word("button-change-to", value="Complies" if language == "en" else "符合"))
    chen.types("还有一张照片")
    chen.sees(chen.word("item-overtaken", name="Zhou Min" if language == "en" else "周敏"))
    chen.taps(chen.word("button-held-drop"))
    chen.types("6 yes")
    assert set(current_answers(shared_town, visit_id).values()) == {"complies"}
    assert len(current_answers(shared_town, visit_id)) == 2


def test_a_shortcut_typed_as_a_note_is_a_shortcut_or_asked_back(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    chen.types("5 no")
    chen.types("10 yes")
    assert sorted(current_answers(shared_town, visit_id).values()) == ["complies", "problem"]
    chen.types("5")
    chen.types("2 no smoking signs are missing")
    chen.sees(chen.word("button-held-note"))
    assert len(current_answers(shared_town, visit_id)) == 2
    chen.taps(chen.word("button-held-drop"))
    chen.types("5")
    chen.types("3 bottles are past their date")
    chen.sees("3 bottles are past")


def test_undo_leaves_photographs_to_their_receipt(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    zhao = people.zhao
    zhao.sends_photo(caption="9")
    before = written_answers(shared_town, visit_id)
    undoes(zhao)
    zhao.sees(f"“{zhao.word('button-pictures-withdraw')}”")
    assert written_answers(shared_town, visit_id) == before
