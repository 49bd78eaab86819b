"""Texts that no message can hold, many notes, and marks: every card arrives, and nothing of it is lost."""

from sandbox.driver import Town
from sandbox.visit_script import current_answers
from tests.journeys.drawn_forms import walks

ENDLESS = "经营者应当如实记录。" * 600
ENDLESS_EN = "The operator keeps a record of every purchase. " * 130
END, END_EN = "最后一句。", "The last sentence."
LONG = f"""
survey | type | name | label::中文 (zh) | label::English (en) | hint::中文 (zh) | hint::English (en) | guidance_hint::中文 (zh) | relevant | constraint | constraint_message::中文 (zh) | constraint_message::English (en) | bind::hecha:complies | bind::hecha:problem
 | note          | told  | {ENDLESS}{END} | {ENDLESS_EN}{END_EN} | | | {ENDLESS} | | | | | |
 | select_one yn | long  | {ENDLESS}{END} | {ENDLESS_EN}{END_EN} | {ENDLESS} | {ENDLESS_EN} | | | | | | yes | no
 | integer       | wells | 几口井         | How many wells       | | | | ${{long}} != '' | . < 5 | {ENDLESS} | {ENDLESS_EN} | |
 | note          | bye   | {ENDLESS}      | {ENDLESS_EN}         | | | | | | | | |
choices | list_name | name | label::中文 (zh) | label::English (en)
 | yn | yes | 是 | Yes
 | yn | no  | 否 | No
"""  # noqa: E501
NOTES = (
    "survey | type | name | label::中文 (zh) | label::English (en)\n"
    + "\n".join(f" | note | n{n} | 说明{n} | Remark {n} " for n in range(1, 60))
    + "\n | integer | wells | 几口井 | How many wells"
)
MARKED = """
survey | type | name | label::中文 (zh) | label::English (en) | hint::中文 (zh) | hint::English (en)
 | note | told | ## 说明\\n看**现场** | ## Note: see *the site* | |
 | select_one yn | one | **现场**有_人_吗 | Is **anybody** _there_? | 见 [法](https://example.org/a_b) | See [the law](https://example.org/a_b)
choices | list_name | name | label::中文 (zh) | label::English (en)
 | yn | yes | <span style="color:green">有</span> | <span style="color:green">Yes</span>
 | yn | no  | 没有 | No
"""


def test_a_text_that_no_message_holds_is_shown_from_its_beginning_and_sent_whole(
    shared_town: Town, language: str
) -> None:
    town = shared_town
    chen, visit_id = walks(town, language, "endless", LONG)
    end = END if language == "zh-CN" else END_EN
    chen.types("1")
    assert chen.word("button-whole") in chen.card().labels[-2]
    chen.taps(chen.word("button-whole"))
    told = "".join(message.text for message in chen.messages() if not message.is_mine)
    # The note and the question.
    assert told.count(end) >= 2
    chen.taps("否" if language == "zh-CN" else "No")
    chen.types("墙角积灰")
    chen.types("总览")
    chen.taps(chen.word("button-only-bad"))
    chen.taps("1")
    chen.types("总览")
    chen.types("2")
    # What the form has against it is as long.
    chen.types("9")
    assert "⚠️ " in chen.card().text
    chen.types("3")
    assert current_answers(town, visit_id) == {"long": "no", "wells": "3"}


def test_many_notes_before_a_question_are_folded_together(shared_town: Town, language: str) -> None:
    chen, visit_id = walks(shared_town, language, "notes", NOTES)
    chen.types("1")
    assert ("说明59" if language == "zh-CN" else "Remark 59") in chen.card().text
    chen.types("2")
    assert current_answers(shared_town, visit_id) == {"wells": "2"}


def test_marks_in_texts_are_telegrams_on_cards_and_gone_on_buttons(shared_town: Town, language: str) -> None:
    chen, visit_id = walks(shared_town, language, "marked", MARKED)
    asked = "现场有人吗" if language == "zh-CN" else "Is anybody there?"
    chen.sees(asked)
    chen.types("1")
    card = chen.card().text
    assert asked in card
    assert not set("*_#<>[") & set(card.split("\n", 2)[2])
    chen.taps("有" if language == "zh-CN" else "Yes")
    assert current_answers(shared_town, visit_id) == {"one": "yes"}


CHOICES = (
    """
survey | type | name | label::中文 (zh) | label::English (en) | bind::hecha:complies | bind::hecha:problem | bind::hecha:phrases
 | select_one cc | item | 检查 | Check | c1 | c2 | pp
 | select_multiple cc | several | 多选 | Several | | |
 | rank cc | order | 排序 | Order | | |
 | select_one ll | one | 单选 | One | | |
choices | list_name | name | label::中文 (zh) | label::English (en)
 | pp | p1 | 墙角积灰 | Dust
"""  # noqa: E501
    + "".join(f" | cc | c{n} | {n}{ENDLESS} | {n}{ENDLESS_EN}\n" for n in range(1, 4))
    + "".join(f" | ll | l{n} | {n}{ENDLESS} | {n}{ENDLESS_EN}\n" for n in range(1, 13))
)


def test_choices_that_no_message_holds_are_chosen_all_the_same(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walks(town, language, "choices", CHOICES)
    chen.types("1")
    chen.taps("1 ☐")
    chen.types("总览")
    chen.types("2")
    chen.taps("1 ☐")
    chen.taps("2 ☐")
    chen.taps(chen.word("button-choices-done", count=2))
    chen.taps("2")
    chen.taps("3")
    chen.types("总览")
    chen.types("4")
    chen.taps("2 ☐")
    found = current_answers(town, visit_id)
    assert found == {"item": "c1", "several": "c1 c2", "order": "c2 c3 c1", "one": "l2"}
