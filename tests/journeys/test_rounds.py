"""Repeats in a chat: rounds added, counted, removed; notes between; answers that another answer hides; old buttons."""

from sqlalchemy import select

from sandbox.driver import Phone, Town
from sandbox.visit_script import current_answers, find_button, written_answers
from services.sheets import UNABLE
from storage.tables import Answer, Section
from tests.journeys.after_the_checklist import says
from tests.journeys.chains import ensure_whole
from tests.journeys.drawn_forms import walks

ROUNDS = """
survey | type | name | label::中文 (zh) | label::English (en) | relevant | constraint | calculation | repeat_count | required
 | select_one yn | sells   | 卖冷食吗 | Cold dishes?        |                  |                   |  | | yes
 | integer       | fridges | 几台冷柜 | How many fridges?   | ${sells} = 'yes' | . >= 0 and . <= 9 |  | |
 | begin_repeat  | fridge  | 冷柜     | Fridge              | ${sells} = 'yes' |                   |  | ${fridges} |
 | decimal       | degrees | 温度     | Temperature         |                  | . < 60            |  | |
 | end_repeat    |         |          |                     |                  |                   |  | |
 | calculate     | warmest |          |                     |                  |                   | max(${degrees}) | |
 | note          | told    | 最高 ${warmest} 度 | Warmest: ${warmest} | ${warmest} > 0   |         |  | |
 | begin_repeat  | worker  | 从业人员 | Worker              |                  |                   |  | |
 | text          | called  | 姓名     | Name                |                  |                   |  | |
 | select_one yn | card    | 有健康证 | Health card?        |                  |                   |  | |
 | end_repeat    |         |          |                     |                  |                   |  | |
 | note          | bye     | 谢谢配合 | Thank you           |                  |                   |  | |
choices | list_name | name | label::中文 (zh) | label::English (en)
        | yn        | yes  | 是               | Yes
        | yn        | no   | 否               | No
"""  # noqa: E501


def yes(chen: Phone) -> str:
    return says(chen, "是", "Yes")


def no(chen: Phone) -> str:
    return says(chen, "否", "No")


def test_counted_rounds_are_asked_one_after_the_other_under_their_headings(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walks(town, language, "rounds", ROUNDS)
    chen.types("1")
    chen.taps(yes(chen))
    chen.types("2")
    assert ("冷柜 1" if language == "zh-CN" else "Fridge 1") in chen.card().text
    chen.types("4.5")
    assert ("冷柜 2" if language == "zh-CN" else "Fridge 2") in chen.card().text
    chen.types("8")
    # The note stands with the question that follows it.
    assert ("最高 8 度" if language == "zh-CN" else "Warmest: 8") in chen.card().text
    assert current_answers(town, visit_id) == {
        "sells": "yes",
        "fridges": "2",
        "fridge#2/degrees": "4.5",
        "fridge#3/degrees": "8",
    }
    chen.types("总览")
    chen.sees("冷柜 2" if language == "zh-CN" else "Fridge 2")


def test_a_round_is_added_after_the_last_and_removed_again(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walks(town, language, "rounds", ROUNDS)
    chen.types("1")
    chen.taps(no(chen))
    chen.types("陈立")
    chen.taps(yes(chen))
    label = "从业人员" if language == "zh-CN" else "Worker"
    assert chen.word("more-label", label=label) in chen.card().text
    chen.types("又一个")
    chen.sees("再加一个" if language == "zh-CN" else "add one")
    chen.taps(chen.word("button-round-add"))
    assert f"{label} 2" in chen.card().text
    chen.types("周敏")
    chen.taps(no(chen))
    chen.taps(chen.word("button-round-add"))
    chen.types("总览")
    chen.sees(f"{label} 3")
    chen.types("8")
    chen.taps(chen.word("button-round-remove"))
    chen.taps(f"{label} 2")
    chen.taps(chen.word("button-round-keep"))
    everything = current_answers(town, visit_id)
    for _ in range(2):
        chen.taps(chen.word("button-round-remove"))
        chen.taps(f"{label} 2")
        chen.taps(chen.word("button-round-gone", label=f"{label} 2"))
        assert len(current_answers(town, visit_id)) == len(everything) - 2
        chen.taps(chen.word("button-round-restore"))
        chen.sees("其中2个回答照旧计入" if language == "zh-CN" else "with its 2 answers")
        assert current_answers(town, visit_id) == everything
    chen.taps(chen.word("button-round-remove"))
    chen.taps(f"{label} 2")
    chen.taps(chen.word("button-round-gone", label=f"{label} 2"))
    chen.sees("其中2个回答不再计入" if language == "zh-CN" else "its 2 answers no longer count")
    left = {"sells": "no", "worker#1/called": "陈立", "worker#1/card": "yes"}
    assert current_answers(town, visit_id) == left
    chen.types("总览")
    chen.does_not_see(f"{label} 3")
    chen.types("6")
    chen.taps(chen.word("button-round-none"))
    assert current_answers(town, visit_id) == {**left, "worker/more": "none"}
    with town.reading() as session:
        kept = select(Answer.value).join(Section, Section.section_id == Answer.section_id)
        assert "周敏" in session.scalars(kept.where(Section.visit_id == visit_id)).all()
    ensure_whole(town, visit_id)


def test_the_last_note_stands_at_the_end_of_the_last_page(shared_town: Town, language: str) -> None:
    chen, _ = walks(shared_town, language, "rounds", ROUNDS)
    chen.taps(chen.word("button-page-on"))
    chen.sees("谢谢配合" if language == "zh-CN" else "Thank you")


def test_a_kill_in_the_middle_of_a_round_loses_nothing(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walks(town, language, "rounds", ROUNDS)
    chen.types("1")
    chen.taps(yes(chen))
    chen.types("2")
    town.kill()
    chen.types("4.5", is_awaited=False)
    town.start()
    chen.settles()
    assert ("冷柜 2" if language == "zh-CN" else "Fridge 2") in chen.card().text
    message_id, row, column, _ = find_button(chen, chen.word("button-unable"))
    town.kill()
    chen.presses(message_id, row, column, is_awaited=False)
    town.start()
    chen.settles()
    chen.types("没有温度计")
    chen.types("陈立")
    before = written_answers(town, visit_id)
    message_id, row, column, _ = find_button(chen, yes(chen))
    town.kill()
    chen.presses(message_id, row, column, is_awaited=False)
    chen.presses(message_id, row, column, is_awaited=False)
    town.start()
    chen.settles()
    message_id, row, column, _ = find_button(chen, chen.word("button-round-add"))
    town.kill()
    chen.presses(message_id, row, column, is_awaited=False)
    chen.presses(message_id, row, column, is_awaited=False)
    town.start()
    chen.settles()
    assert written_answers(town, visit_id) == before + 1
    assert current_answers(town, visit_id)["fridge#3/degrees"] == UNABLE
    chen.types("总览")
    label = "从业人员" if language == "zh-CN" else "Worker"
    chen.sees(f"{label} 2")
    chen.does_not_see(f"{label} 3")
    ensure_whole(town, visit_id)


def test_what_another_answer_hides_is_listed_before_the_result_and_comes_back(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, _ = walks(town, language, "rounds", ROUNDS)
    chen.types("1")
    chen.taps(yes(chen))
    chen.types("1")
    chen.types("4.5")
    chen.types("总览")
    chen.sees("3/6")
    chen.types("1")
    chen.taps(no(chen))
    chen.types("总览")
    chen.sees("1/4")
    chen.taps(chen.word("button-result"))
    chen.sees("2个回答因后来的改动不再计入" if language == "zh-CN" else "2 answers no longer count")
    chen.sees("几台冷柜" if language == "zh-CN" else "How many")
    chen.types("任务")
    chen.sees("1/4")
    chen.types("继续")
    chen.types("总览")
    chen.types("1")
    chen.taps(yes(chen))
    chen.types("总览")
    chen.sees("3/6")


def test_an_old_button_never_answers_another_question(shared_town: Town) -> None:
    town = shared_town
    chen, visit_id = walks(town, "zh-CN", "rounds", ROUNDS)
    zhou = town.phone("SJ-02")
    chen.types("1")
    chen.taps("是")
    zhou.types("继续")
    zhou.types("4")
    zhou.sees("有健康证")
    chen.types("总览")
    chen.types("1")
    chen.taps("否")
    # For the colleague the fourth question is the third now; for everybody it is the same one.
    zhou.taps("是")
    assert current_answers(town, visit_id) == {"sells": "no", "worker#1/card": "yes"}


def test_what_is_typed_to_a_question_that_is_gone_is_not_stored_elsewhere(shared_town: Town) -> None:
    town = shared_town
    chen, visit_id = walks(town, "zh-CN", "rounds", ROUNDS)
    zhou = town.phone("SJ-02")
    chen.types("1")
    chen.taps("是")
    zhou.types("继续")
    zhou.types("2")
    zhou.sees("几台冷柜")
    chen.types("总览")
    chen.types("1")
    chen.taps("否")
    zhou.types("3")
    zhou.sees("现在不用答了")
    assert current_answers(town, visit_id) == {"sells": "no"}


def test_a_lower_count_keeps_what_it_hides_until_it_rises_again(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walks(town, language, "rounds", ROUNDS)
    label = "冷柜" if language == "zh-CN" else "Fridge"
    chen.types("1")
    chen.taps(yes(chen))
    chen.types("2")
    chen.types("4.5")
    chen.types("8")
    chen.types("总览")
    chen.types("2")
    chen.types("1")
    chen.sees("1个回答现在不问了" if language == "zh-CN" else "1 answer is not asked now")
    chen.types("总览")
    chen.does_not_see(f"{label} 2")
    chen.taps(chen.word("button-result"))
    chen.sees("1个回答因后来的改动不再计入" if language == "zh-CN" else "1 answer no longer counts")
    assert f"{label} 2" in chen.card().text
    chen.types("总览")
    chen.types("2")
    chen.types("2")
    chen.types("总览")
    chen.sees("4/7")
    chen.types("4")
    chen.sees("8")
    assert current_answers(town, visit_id)["fridge#3/degrees"] == "8"
    ensure_whole(town, visit_id)


def test_editing_an_answer_that_is_not_asked_any_more_is_told_in_words(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walks(town, language, "rounds", ROUNDS)
    chen.types("1")
    chen.taps(yes(chen))
    chen.types("2")
    chen.types("4.5")
    warm = chen.types("8")
    chen.types("总览")
    chen.types("2")
    chen.types("1")
    before = written_answers(town, visit_id)
    chen.edits(warm, "9")
    chen.sees("现在不用答了" if language == "zh-CN" else "no longer asked")
    assert written_answers(town, visit_id) == before


LONG_ROUNDS = """
survey | type | name | label::中文 (zh) | label::English (en)
 | acknowledge  | read   | 已阅读须知 | Notice read
 | begin_repeat | fridge | 食品冷藏冷冻贮存设施设备运行情况 | Cold storage and freezing equipment in use
 | decimal      | degrees | 温度 | Temperature
 | end_repeat   | | |
"""


def test_rounds_with_a_long_heading_are_told_apart_everywhere(shared_town: Town, language: str) -> None:
    chen, _ = walks(shared_town, language, "long-rounds", LONG_ROUNDS)
    chen.types("2")
    for degrees in ("1", "2"):
        chen.taps(chen.word("button-round-add")) if degrees == "2" else None
        assert f"… {degrees}" in chen.card().text or f" {degrees}" in chen.card().text.split("\n")[2]
        chen.types(degrees)
    lines = [line for line in chen.card().text.split("\n") if "1/1" in line]
    assert len(set(lines)) == 2, lines
    chen.taps(chen.word("button-round-remove"))
    labels = [label for row in chen.card().labels for label in row]
    assert len(labels) == len(set(labels))
    assert any(label.endswith("… 2") for label in labels), labels
    chen.taps(chen.word("button-round-keep"))
    chen.types("总览")
    labels = [label for row in chen.card().labels for label in row]
    assert len(labels) == len(set(labels))


def test_what_is_typed_on_a_page_is_offered_only_what_works(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walks(town, language, "long-rounds", LONG_ROUNDS)
    chen.types("墙角积灰")
    assert ("没有记入" if language == "zh-CN" else "was not noted") in chen.card().text
    assert not any(chen.word("button-held-note") in row for row in chen.card().labels)
    chen.types("总览")
    chen.types("1 墙角积灰")
    assert ("没有记入" if language == "zh-CN" else "was not noted") in chen.card().text
    assert not any(chen.word("button-held-note") in row for row in chen.card().labels)
    chen.taps(chen.word("button-agree"))
    assert current_answers(town, visit_id) == {"read": "OK"}
