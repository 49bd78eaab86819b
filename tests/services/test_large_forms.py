"""Forms that grow while they are filled in: a number that asks for too much is refused in words, nothing changes."""

from typing import Any

import pytest

from rules.refusals import Refused
from services import rounds
from services.checklists import open_sheet
from tests.services.drawn_sections import CODE, asked, says, walks

GROWING = """
survey | type | name | label::中文 (zh) | label::English (en) | repeat_count
 | integer      | n     | 几台冷柜 | How many? |
 | begin_repeat | r     | 冷柜     | Fridge    | ${{n}}
{rows}
 | end_repeat   |       |          |           |
 | begin_repeat | extra | 其他设备 | Other     |
 | text         | what  | 名称     | Name      |
 | end_repeat   |       |          |           |
"""


def growing(questions: int) -> str:
    rows = (f" | text | q{number} | 题{number} | Q{number} | " for number in range(questions))
    return GROWING.format(rows="\n".join(rows))


@pytest.mark.parametrize(
    ("questions", "given", "code", "told"),
    [(1, "301", "ANSWER_018", "“冷柜”最多 300 份"), (9, "210", "ANSWER_019", "这么多“冷柜”")],
)
def test_too_many_rounds_are_refused_by_name_and_change_nothing(
    district: Any, questions: int, given: str, code: str, told: str
) -> None:
    visit_id = walks(district, growing(questions))
    assert says(district, visit_id, "n", "2") is None
    before = asked(district, visit_id)
    with pytest.raises(Refused, match=code) as refused:
        says(district, visit_id, "n", given)
    assert told in refused.value.text("zh-CN")
    assert asked(district, visit_id) == before


def test_one_round_more_than_the_form_can_hold_is_refused(district: Any) -> None:
    visit_id = walks(district, growing(9))
    says(district, visit_id, "n", "199")
    before = asked(district, visit_id)
    with district.act() as uow, pytest.raises(Refused, match="ANSWER_019") as refused:
        actor = district.actor(uow, CODE)
        end = open_sheet(uow, actor, visit_id).of("extra/more").question
        for _ in range(20):
            rounds.add_round(uow, actor, visit_id, end)
    assert "“其他设备”" in refused.value.text("zh-CN")
    assert len(before) > 1790
