"""A number before an answer says for which item it is, whatever item is open."""

import pytest

from sandbox.driver import Phone, Town
from sandbox.visit_script import current_answers, on_the_page, written_answers
from tests.journeys.after_the_checklist import says


def opened(phone: Phone, number: int) -> None:
    phone.types(says(phone, "总览", "overview"))
    phone.types(str(number))


def test_an_open_count_lets_answers_to_other_items_through(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    zhao = people.zhao
    opened(zhao, 6)
    zhao.types(says(zhao, "1 是", "1 yes"))
    opened(zhao, 6)
    zhao.types(says(zhao, "12 演示乙", "12 Demo B"))
    opened(zhao, 6)
    zhao.types("6 8")
    answers = current_answers(shared_town, visit_id)
    assert answers["extinguishers"] == "8"
    assert answers["staff_asked"] in ("演示乙", "Demo B")
    assert len(answers) == 3


def test_what_fits_neither_says_which_item_was_meant(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    zhao = people.zhao
    opened(zhao, 6)
    zhao.types(says(zhao, "1 也许", "1 maybe"))
    said = zhao.card().text
    assert says(zhao, "第1项没有记入：没看懂“也许”，请发：", "Nothing noted for item 1: “maybe”") in said
    zhao.types(says(zhao, "6 很多", "6 many"))
    assert says(zhao, "没看懂“很多”", "“many” was not understood") in zhao.card().text
    assert current_answers(shared_town, visit_id) == {}
    zhao.types("8")
    assert current_answers(shared_town, visit_id) == {"extinguishers": "8"}


def test_an_open_text_takes_its_own_number_off_and_lets_answers_through(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    zhao = people.zhao
    opened(zhao, 12)
    zhao.types(says(zhao, "12 演示乙", "12 Demo B"))
    assert current_answers(shared_town, visit_id) == {"staff_asked": says(zhao, "演示乙", "Demo B")}
    opened(zhao, 12)
    zhao.types(says(zhao, "1 是", "1 yes"))
    assert len(current_answers(shared_town, visit_id)) == 2
    for text in ("3 人在场", "3.5 米外", "6:30 到场"):
        opened(zhao, 12)
        zhao.types(text)
        answers = current_answers(shared_town, visit_id)
        assert (len(answers), answers["staff_asked"]) == (2, text)
    # With a note besides, it may be a sentence: it is asked back.
    opened(zhao, 12)
    zhao.types(says(zhao, "2 否 堆放纸箱", "2 no boxes stored here"))
    zhao.sees(zhao.word("button-held-note"))
    assert len(current_answers(shared_town, visit_id)) == 2


@pytest.mark.parametrize("edited", ["5 否 网店未公示", "5 不符合，网店未公示", "否 网店未公示"])
def test_an_edited_answer_may_keep_its_number(shared_town: Town, language: str, edited: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    sent = chen.types(says(chen, "5 是", "5 yes"))
    chen.edits(sent, edited)
    assert current_answers(shared_town, visit_id) == {"food_licence_matches": "problem"}
    chen.sees("网店未公示")
    assert "否" not in chen.card().text.replace("是否", "")
    chen.types(says(chen, "总览", "overview"))


def test_an_edited_text_and_count_may_keep_their_numbers(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    zhao = people.zhao
    name, count = zhao.types("12 演示甲"), zhao.types("6 8")
    zhao.edits(name, "12 演示乙")
    zhao.edits(count, "6 9")
    answers = current_answers(shared_town, visit_id)
    assert (answers["staff_asked"], answers["extinguishers"]) == ("演示乙", "9")
    zhao.edits(count, "6 是")
    zhao.sees("⚠️")
    assert written_answers(shared_town, visit_id) == 4


def test_the_choices_are_listed_as_the_language_lists_them(shared_town: Town, language: str) -> None:
    people, _ = on_the_page(shared_town, language)
    chen = people.chen
    sent = chen.types(says(chen, "3 是", "3 yes"))
    chen.edits(sent, "3 ???")
    said = chen.sees("???").text
    assert says(chen, "符合、不符合、不", "Complies, Does") in said


def test_a_caption_with_an_answer_word_becomes_a_note_without_it(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    chen.sends_photo(caption=says(chen, "13 否 厨师未持证", "13 no cook without a certificate"))
    chen.taps(chen.word("button-held-note"))
    card = chen.card().text
    assert says(chen, "厨师未持证", "cook without a certificate") in card
    assert says(chen, "否 厨师", "no cook") not in card
    assert list(current_answers(shared_town, visit_id).values()) == ["problem"]


def test_what_a_form_objects_is_told_without_the_spaces_of_the_form(shared_town: Town, language: str) -> None:
    people, _ = on_the_page(shared_town, language)
    zhao = people.zhao
    zhao.types(says(zhao, "5 否 压力不足", "5 no pressure is low"))
    for text in ("6", "8", "9"):
        zhao.types(text)
    said = zhao.card().text
    assert "⚠️ " in said
    assert "⚠️  " not in said
    assert not [line for line in said.split("\n") if line != line.rstrip()]
