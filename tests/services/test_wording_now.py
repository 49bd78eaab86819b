"""What a form says is read once where it stays the same, and anew wherever an answer, a round or the list decides."""

from typing import Any

from services import answering, trials
from services.checklists import open_sheet
from storage.tables import Section
from tests.services.drawn_sections import CODE, says, sheet, walks

FORM = """
survey | type | name | label::中文 (zh) | label::English (en) | hint::中文 (zh) | hint::English (en) | choice_filter
 | text          | who   | 您贵姓         | Your name     | | | |
 | select_one l  | kind  | 种类           | Kind          | | | |
 | select_one l  | other | ${who}选的种类 | Kind of ${who} | | | |
 | select_one l  | part  | 其中           | Of these      | | | of = ${kind} |
 | select_one l  | told  | 说过的         | Told          | 是${who}说的 | ${who} says | |
 | begin_repeat  | r     | ${who}的冷柜   | Fridge of ${who} | | | |
 | decimal       | warm  | 温度           | Degrees       | | | |
 | end_repeat    |       |                |               | | | |
choices | list_name | name | label::中文 (zh) | label::English (en) | of
        | l         | a    | 甲               | A                  | b
        | l         | b    | 乙               | B                  | a
"""


def told(district: Any, visit_id: int) -> dict[str, Any]:
    """What every question says, in both languages."""
    now = sheet(district, visit_id)
    questions = {
        s.question.name: (s.question.label, s.question.hint, [(c.name, c.label) for c in s.question.choices])
        for s in now.states
    }
    return questions | {group.name: group.label for group in now.checklist.groups}


def test_words_that_follow_an_answer_change_and_the_others_stay(district: Any) -> None:
    visit_id = walks(district, FORM)
    before = told(district, visit_id)
    for called in ("王", "李"):
        says(district, visit_id, "who", called)
        now = told(district, visit_id)
        for label in (now["other"][0], now["told"][1], now["r#1"]):
            assert all(called in text for text in label.values())
        assert (now["kind"], now["r#1/warm"]) == (before["kind"], before["r#1/warm"])
    assert [name for name, _ in now["part"][2]] == []
    says(district, visit_id, "kind", "b")
    assert told(district, visit_id)["part"][2] == [("a", {"zh": "甲", "en": "A"})]
    says(district, visit_id, "kind", "a")
    assert told(district, visit_id)["part"][2] == [("b", {"zh": "乙", "en": "B"})]


def test_two_sections_of_one_form_do_not_hear_each_other(district: Any) -> None:
    first = walks(district, FORM)
    says(district, first, "who", "王")
    with district.act() as uow:
        clerk = district.actor(uow, "SJ-05")
        section_id = open_sheet(uow, district.actor(uow, CODE), first).section_id
        version = uow.session.get_one(Section, section_id).checklist_version_id
        second = trials.begin_trial(uow, clerk, version)
        answering.answer(uow, clerk, second, "who", "李")
        assert "李" in open_sheet(uow, clerk, second).of("other").question.label["zh"]
    assert "王" in told(district, first)["other"][0]["zh"]


def test_of_a_long_list_stands_what_is_chosen(district: Any) -> None:
    rows = "".join(f" | towns | t{number} | 镇{number} | Town {number}\n" for number in range(100))
    table = (
        "survey | type | name | label::中文 (zh) | label::English (en) | relevant\n"
        " | select_one towns | town | 哪个镇 | Which town | \n | text | why | 为何 | Why | ${town} = 't7'\n"
        "choices | list_name | name | label::中文 (zh) | label::English (en)\n" + rows
    )
    visit_id = walks(district, table)
    assert told(district, visit_id)["town"][2] == []
    assert sheet(district, visit_id).looked_up == {"town"}
    says(district, visit_id, "town", "t7")
    assert told(district, visit_id)["town"][2] == [("t7", {"zh": "镇7", "en": "Town 7"})]
    says(district, visit_id, "town", "t8")
    assert told(district, visit_id)["town"][2] == [("t8", {"zh": "镇8", "en": "Town 8"})]
