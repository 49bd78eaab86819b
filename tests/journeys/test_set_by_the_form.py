"""Values that the form sets by itself: shown as such, counted like any other, and anybody's to change."""

from sandbox.driver import Town
from sandbox.visit_script import current_answers
from tests.journeys.drawn_forms import walks

SETS = """
survey | type | name | label::中文 (zh) | label::English (en) | default | trigger | calculation | bind::hecha:complies | bind::hecha:problem
 | integer       | lamps | 应急灯 | Lamps | 3 | | | |
 | text          | owner | 负责人 | Owner | | | | |
 | text          | named | 标签   | Tag   | | ${owner} | concat('#', ${owner}) | |
 | integer       | twice | 两倍   | Twice | | | ${lamps} * 2 | |
 | select_one yn | clean | 清洁   | Clean | no | | | yes | no
choices | list_name | name | label::中文 (zh) | label::English (en)
 | yn | yes | 是 | Yes
 | yn | no  | 否 | No
"""  # noqa: E501


def test_what_the_form_has_filled_in_is_shown_and_counts_everywhere(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walks(town, language, "sets", SETS)
    by_form = "表单填的" if language == "zh-CN" else "set by the form"
    # The default and the verdict.
    chen.types("总览")
    chen.sees("2/4")
    chen.types("1")
    assert by_form in chen.card().text
    chen.types("5")
    chen.types("总览")
    chen.types("2")
    chen.types("李四")
    chen.types("总览")
    chen.types("3")
    assert "#李四" in chen.card().text
    assert by_form in chen.card().text
    chen.types("#王五")
    chen.types("总览")
    chen.types("3")
    assert by_form not in chen.card().text
    chen.types("总览")
    # Now the form sets it once more, over what was answered.
    chen.types("2")
    chen.types("赵六")
    chen.types("总览")
    chen.types("3")
    assert "#赵六" in chen.card().text
    assert by_form in chen.card().text
    assert current_answers(town, visit_id)["lamps"] == "5"


def test_a_problem_that_the_form_has_set_is_noted_like_any_other(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walks(town, language, "sets", SETS)
    chen.types("4")
    chen.types("墙角积灰")
    assert current_answers(town, visit_id) == {"clean": "no"}
    assert "怎样发现的" in chen.card().text if language == "zh-CN" else "how it was found" in chen.card().text
