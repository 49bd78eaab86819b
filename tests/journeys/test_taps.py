"""Taps that come late, twice, too early, from the wrong hand, or from two people at once."""

import time
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from sandbox.driver import Town
from sandbox.forks import Zygote
from sandbox.stock import Stock
from sandbox.visit_script import current_answers, find_button, on_the_page, written_answers
from storage.tables import Answer, Section

DWELL = 1.5


@pytest.fixture(scope="module")
def slow_town(tmp_path_factory: pytest.TempPathFactory, stock: Stock, zygote: Zygote) -> Iterator[Town]:
    """A town whose bulk and final buttons count only after a moment."""
    with Town(tmp_path_factory.mktemp("slow"), stock=stock, zygote=zygote, dwell_seconds=DWELL) as town:
        yield town


@pytest.mark.parametrize("times", [2, 3])
def test_a_tap_repeated_in_haste_counts_once(shared_town: Town, times: int) -> None:
    people, visit_id = on_the_page(shared_town, "zh-CN")
    chen = people.chen
    message_id, row, column, _ = find_button(chen, "其余全部符合")
    for _ in range(times):
        chen.presses(message_id, row, column, is_awaited=False)
    chen.settles()
    assert len(current_answers(shared_town, visit_id)) == 7
    assert written_answers(shared_town, visit_id) == 7
    assert chen.toast() == chen.word("press-stale")
    assert "7/20" in chen.card().text


def test_an_old_button_changes_nothing_and_opens_the_newest_card(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    message_id, _, _, old = find_button(chen, chen.word("button-comply-rest", count=7))
    chen.taps(chen.word("button-comply-rest", count=7))
    chen.presses_foreign(chen, old, message_id=message_id)
    assert chen.toast() == chen.word("press-stale")
    assert "7/20" in chen.card().text
    assert written_answers(shared_town, visit_id) == 7


def test_an_answer_tapped_twice_is_written_once(shared_town: Town) -> None:
    people, visit_id = on_the_page(shared_town, "zh-CN")
    chen = people.chen
    chen.types("5")
    message_id, row, column, _ = find_button(chen, "不符合")
    chen.presses(message_id, row, column, is_awaited=False)
    chen.presses(message_id, row, column, is_awaited=False)
    chen.settles()
    assert current_answers(shared_town, visit_id) == {"food_licence_matches": "problem"}
    assert written_answers(shared_town, visit_id) == 1


def test_somebody_elses_card_cannot_be_used(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen, zhou, zhao = people.chen, people.zhou, people.zhao
    message_id, _, _, data = find_button(chen, chen.word("button-comply-rest", count=7))
    stranger = shared_town.stranger("张三", "zh-hans" if language == "zh-CN" else "en")
    for phone in (zhou, zhao, stranger):
        phone.presses_foreign(chen, data, message_id=message_id)
        assert phone.toast() == chen.word("press-foreign")
    assert written_answers(shared_town, visit_id) == 0


def test_a_copied_button_in_ones_own_chat_fills_no_other_section(shared_town: Town) -> None:
    people, visit_id = on_the_page(shared_town, "zh-CN")
    chen, zhao = people.chen, people.zhao
    zhao.types("继续")
    _, _, _, data = find_button(chen, "其余全部符合")
    zhao.presses_foreign(zhao, data, message_id=zhao.card().message_id)
    with shared_town.reading() as session:
        chosen = select(Section.place).join(Answer, Answer.section_id == Section.section_id)
        places = set(session.scalars(chosen.where(Section.visit_id == visit_id)))
    # The page's number and the card's revision are alike, so it counts: for zhao's own section.
    assert places <= {2}


def test_a_button_of_another_visit_is_refused(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    card = chen.card().message_id
    for data in (f"page:show:{visit_id + 900}:0", "page:show:1:0", f"item:{visit_id}:999", "page:nonsense", "?", "~~"):
        chen.presses_foreign(chen, data, message_id=card)
        chen.sees(chen.word("button-overview"))
    assert written_answers(shared_town, visit_id) == 0


def test_a_forwarded_card_has_no_buttons_and_stores_nothing(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen, zhou = people.chen, people.zhou
    forwarded = chen.forwards(chen.card().message_id, zhou)
    assert next(m for m in zhou.messages() if m.message_id == forwarded).labels == ()
    zhou.sees(zhou.word("forwarded-not-typed"))
    zhou.does_not_see(zhou.word("button-held-drop"))
    assert written_answers(shared_town, visit_id) == 0


def test_a_bulk_button_counts_only_after_a_look(slow_town: Town, language: str) -> None:
    people, visit_id = on_the_page(slow_town, language)
    chen = people.chen
    label = chen.word("button-comply-rest", count=7)
    chen.taps(label)
    assert chen.toast() == chen.word("press-too-soon")
    assert current_answers(slow_town, visit_id) == {}
    time.sleep(DWELL)
    chen.taps(label)
    assert chen.toast() == chen.word("rest-done-toast", count=7)
    # The next page stands under the same thumb.
    chen.taps(label.partition("7")[0])
    assert chen.toast() == chen.word("press-too-soon")
    assert len(current_answers(slow_town, visit_id)) == 7


@pytest.mark.parametrize("way", ["keep", "change"])
def test_two_people_on_one_item_decide_between_them(shared_town: Town, language: str, way: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen, zhou = people.chen, people.zhou
    zhou.types("5")
    chen.types("5")
    chen.taps(_choice(language, "complies"))
    zhou.taps(_choice(language, "problem"))
    assert zhou.toast() == zhou.word("item-conflict-toast")
    zhou.sees(_choice(language, "name"))
    assert current_answers(shared_town, visit_id) == {"food_licence_matches": "complies"}
    if way == "keep":
        zhou.taps(zhou.word("button-keep-theirs"))
        assert current_answers(shared_town, visit_id) == {"food_licence_matches": "complies"}
        assert written_answers(shared_town, visit_id) == 1
    else:
        zhou.taps(zhou.word("button-change-mine", wanted=_choice(language, "problem")))
        zhou.sees("1/3")
        assert current_answers(shared_town, visit_id) == {"food_licence_matches": "problem"}
        with shared_town.reading() as session:
            reason = session.scalars(select(Answer.reason).where(Answer.is_current, Answer.reason.is_not(None))).all()
        assert zhou.word("item-overruled") in reason


def test_a_typed_problem_does_not_overrule_a_colleague_unseen(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen, zhou = people.chen, people.zhou
    zhou.types("5")
    chen.types("5")
    chen.taps(_choice(language, "complies"))
    zhou.types("5 no 网上没有公示")
    zhou.sees(_choice(language, "name"))
    assert current_answers(shared_town, visit_id) == {"food_licence_matches": "complies"}
    zhou.taps(zhou.word("button-change-mine", wanted=_choice(language, "problem")))
    zhou.sees("网上没有公示")
    assert current_answers(shared_town, visit_id) == {"food_licence_matches": "problem"}


def test_a_typed_figure_does_not_overrule_a_colleague_unseen(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    zhao, wu = people.zhao, people.wu
    wu.types("6")
    zhao.types("6")
    zhao.types("8")
    wu.types("9")
    assert current_answers(shared_town, visit_id) == {"extinguishers": "8"}
    wu.taps(wu.word("button-meant", value="9"))
    assert current_answers(shared_town, visit_id) == {"extinguishers": "9"}


def test_a_number_typed_from_a_page_that_a_colleague_has_changed_asks_first(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen, zhou = people.chen, people.zhou
    zhou.types("10 no 冰柜14度")
    answered = {"cold_store": "problem"}
    # On chen's page the bins had number 12; now it is what comes before them.
    chen.types("12 no 垃圾桶没有盖")
    chen.sees(chen.word("numbers-moved"))
    assert current_answers(shared_town, visit_id) == answered
    # A number that has not moved counts at once, and so does any after a look at the page.
    chen.types("5 no 许可证过期")
    answered |= {"food_licence_matches": "problem"}
    assert current_answers(shared_town, visit_id) == answered
    chen.types("总览")
    chen.types("13 no 垃圾桶没有盖")
    assert current_answers(shared_town, visit_id) == {**answered, "bins": "problem"}


def _choice(language: str, name: str) -> str:
    """The form's own words, and the colleague's name, in a language."""
    zh, en = {
        "complies": ("● 符合", "● Complies"),
        "problem": ("不符合", "Does not comply"),
        "name": ("陈立", "Chen Li"),
    }[name]
    return (en if language == "en" else zh).removeprefix("● ")


def test_numbers_pressed_quickly_end_at_the_last(shared_town: Town) -> None:
    people, visit_id = on_the_page(shared_town, "zh-CN")
    chen = people.chen
    places = [find_button(chen, number) for number in ("1", "4", "6")]
    for message_id, row, column, _ in places:
        chen.presses(message_id, row, column, is_awaited=False)
    chen.settles()
    assert "6 网店公示执照和许可" in chen.card().text
    assert written_answers(shared_town, visit_id) == 0


def test_a_batch_is_taken_back_once_and_typed_undo_says_when_there_is_none(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    chen.types("2 no 执照被涂改")
    chen.taps(chen.word("button-this-page"))
    chen.taps(chen.word("button-comply-rest", count=6))
    chen.taps(chen.word("button-undo-rest"))
    assert chen.toast() == chen.word("rest-undone-toast", count=6)
    assert current_answers(shared_town, visit_id) == {"licence_genuine": "problem"}
    assert written_answers(shared_town, visit_id) == 13
    chen.types("undo" if language == "en" else "撤销")
    chen.sees("Item 2: “Does not comply” undone" if language == "en" else "已撤销第2项的“不符合”")
    assert current_answers(shared_town, visit_id) == {}
    chen.types("undo" if language == "en" else "撤销")
    chen.sees("⚠️ There is no answer" if language == "en" else "⚠️ 没有可以撤销")
    assert written_answers(shared_town, visit_id) == 14
