"""A section whose form has logic: what is asked follows the answers, and nothing that was answered is lost."""

from typing import Any

import pytest

from rules.refusals import Refused
from tests.services.drawn_sections import asked, says, sheet, walks

BOOK = """
survey | type | name | label::中文 (zh) | label::English (en) | relevant | constraint | calculation | repeat_count
 | select_one yn | sells   | 卖冷食吗 | Cold dishes?        |                  |                   |  |
 | integer       | fridges | 几台冷柜 | How many fridges?   | ${sells} = 'yes' | . >= 0 and . <= 9 |  |
 | begin_repeat  | fridge  | 冷柜     | Fridge              | ${sells} = 'yes' |                   |  | ${fridges}
 | decimal       | degrees | 温度     | Temperature         |                  | . < 60            |  |
 | end_repeat    |         |          |                     |                  |                   |  |
 | calculate     | warmest |          |                     |                  |                   | max(${degrees}) |
 | note          | told    | 最高 ${warmest} 度 | Warmest: ${warmest} | ${warmest} > 0   |                   |  |
 | begin_repeat  | worker  | 从业人员 | Worker              |                  |                   |  |
 | text          | called  | 姓名     | Name                |                  |                   |  |
 | end_repeat    |         |          |                     |                  |                   |  |
choices | list_name | name | label::中文 (zh) | label::English (en)
        | yn        | yes  | 是               | Yes
        | yn        | no   | 否               | No
"""


@pytest.fixture
def visit_id(district: Any) -> int:
    """A running visit in which the first department's form is the one above."""
    visit_id = walks(district, BOOK)
    assert sheet(district, visit_id).checklist.has_logic
    return visit_id


def test_what_is_asked_follows_the_answers(district: Any, visit_id: int) -> None:
    assert asked(district, visit_id) == ["sells", "worker#1/called", "worker/more"]
    says(district, visit_id, "sells", "yes")
    assert asked(district, visit_id) == ["sells", "fridges", "worker#1/called", "worker/more"]
    says(district, visit_id, "fridges", "2")
    now = sheet(district, visit_id)
    assert [s.question.name for s in now.asked][:4] == ["sells", "fridges", "fridge#2/degrees", "fridge#3/degrees"]
    assert [s.question.number for s in now.asked] == [1, 2, 3, 4, 5, 6]
    assert now.checklist.group("fridge#3").label == {"zh": "冷柜 2", "en": "Fridge 2"}


def test_an_answer_that_is_not_allowed_is_refused_and_not_stored(district: Any, visit_id: int) -> None:
    says(district, visit_id, "sells", "yes")
    assert says(district, visit_id, "fridges", "12") == "这个回答不符合要求，请核对后重填。"
    assert sheet(district, visit_id).of("fridges").value == ""


def test_a_label_tells_what_was_worked_out(district: Any, visit_id: int) -> None:
    says(district, visit_id, "sells", "yes")
    says(district, visit_id, "fridges", "2")
    says(district, visit_id, "fridge#2/degrees", "4.5")
    says(district, visit_id, "fridge#3/degrees", "8")
    told = sheet(district, visit_id).of("told").question
    assert told.label == {"zh": "最高 8 度", "en": "Warmest: 8"}


def test_an_answer_hidden_by_another_comes_back_with_it(district: Any, visit_id: int) -> None:
    says(district, visit_id, "sells", "yes")
    says(district, visit_id, "fridges", "3")
    says(district, visit_id, "sells", "no")
    assert "fridges" not in asked(district, visit_id)
    says(district, visit_id, "sells", "yes")
    assert sheet(district, visit_id).of("fridges").value == "3"


def test_a_question_that_is_not_asked_takes_no_answer(district: Any, visit_id: int) -> None:
    with pytest.raises((Refused, KeyError)):
        says(district, visit_id, "fridges", "3")
