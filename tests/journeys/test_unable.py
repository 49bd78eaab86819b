"""What could not be answered is no answer, and no answer is taken for it, whatever it is called."""

from sandbox.driver import Town
from sandbox.visit_script import current_answers
from services.sheets import UNABLE
from tests.journeys.drawn_forms import walks

FORM = """
survey | type | name | label::中文 (zh) | label::English (en) | relevant | required
 | select_one u      | can  | 能否检查 | Can it be inspected? |                   |
 | select_multiple u | ways | 怎么检查 | How?                 |                   |
 | text              | why  | 为何不能 | Why not?             | ${can} = 'unable' |
 | integer           | more | 几台     | How many             |                   | yes
choices | list_name | name   | label::中文 (zh) | label::English (en)
        | u         | able   | 能               | Yes
        | u         | unable | 不能             | No
"""


def test_a_choice_and_a_text_may_be_called_unable(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walks(town, language, "unable", FORM)
    no = "不能" if language == "zh-CN" else "No"
    chen.types("1")
    chen.taps(no)
    chen.taps("2 ☐")
    chen.taps(chen.word("button-choices-done", count=1))
    assert ("为何不能" if language == "zh-CN" else "Why not?") in chen.card().text
    chen.types("unable")
    chen.taps(chen.word("button-unable"))
    chen.types("没有仪器")
    assert current_answers(town, visit_id) == {"can": "unable", "ways": "unable", "why": "unable", "more": UNABLE}
    chen.types("总览")
    chen.types("1")
    assert no in chen.card().text
    assert chen.word("item-unable") not in chen.card().text
    chen.types("总览")
    chen.types("4")
    assert chen.word("item-unable") in chen.card().text
