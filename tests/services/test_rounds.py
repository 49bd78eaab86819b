"""Rounds of repeats, nested ones too: added, removed, what becomes of their answers, and the counts of lists."""

from typing import Any

import pytest
from sqlalchemy import select

from forms.workbook import load_workbook
from rules.refusals import Refused
from services import answering, evidence, tasks
from services.batches import Belonging
from services.checklists import begin_form, open_sheet
from services.evidence import Arrived
from services.filling_in import listed
from services.form_library import take_in
from services.kept_counts import counts_of_visits
from services.progress import progress
from services.rounds import add_round, remove_round, restore_round, rounds_of
from services.undoing import UndoneAnswer, UndoneRemoval, undo_last
from storage.tables import Answer, Finding, Section, Task
from tests.forms.conftest import make_book

CODE = "SJ-01"
BOOK = """
survey | type | name | label::中文 (zh) | relevant | bind::hecha:complies | bind::hecha:problem
 | select_one yn | open   | 营业吗 |                 |     |
 | begin_repeat  | floor  | 楼层   | ${open} = 'yes' |     |
 | text          | name   | 名称   |                 |     |
 | begin_repeat  | room   | 房间   |                 |     |
 | select_one yn | clean  | 整洁   |                 | yes | no
 | image         | shot   | 照片   |                 |     |
 | end_repeat    |        |        |                 |     |
 | end_repeat    |        |        |                 |     |
choices | list_name | name | label::中文 (zh)
        | yn        | yes  | 是
        | yn        | no   | 否
settings | form_id | version | default_language | namespaces
         | nested  | 1       | 中文 (zh)        | hecha="urn:hecha:form:1"
"""


@pytest.fixture
def visit_id(district: Any) -> int:
    """A running visit in which the first department's form is the one above, open for business."""
    visit_id: int = district.starts()
    with district.act() as uow:
        actor = district.actor(uow, CODE)
        section = uow.session.get_one(Section, section_of(uow, actor, visit_id))
        section.filled = None
        section.checklist_version_id = take_in(
            uow, CODE, section.department_id, load_workbook(make_book(BOOK), "nested"), {}
        ).version_id
        uow.flush()
        begin_form(uow, section.section_id)
        answering.answer(uow, actor, visit_id, "open", "yes")
    return visit_id


def section_of(uow: Any, actor: Any, visit_id: int) -> int:
    chosen = select(Task.section_id).where(Task.visit_id == visit_id, Task.person_id == actor.person_id)
    return int(uow.session.scalars(chosen).one())


def asked(district: Any, visit_id: int) -> list[str]:
    with district.act() as uow:
        sheet = open_sheet(uow, district.actor(uow, CODE), visit_id)
        return [state.question.name for state in sheet.asked]


def does(district: Any, visit_id: int, act: Any, name: str, *more: Any) -> Any:
    with district.act() as uow:
        actor = district.actor(uow, CODE)
        question = open_sheet(uow, actor, visit_id).of(name).question
        return act(uow, actor, visit_id, question, *more)


def says(district: Any, visit_id: int, name: str, value: str) -> None:
    with district.act() as uow:
        answering.answer(uow, district.actor(uow, CODE), visit_id, name, value)


def test_rounds_within_rounds_have_names_that_last(district: Any, visit_id: int) -> None:
    assert does(district, visit_id, add_round, "floor#1/room/more") == "floor#1/room#3/clean"
    assert does(district, visit_id, add_round, "floor/more") == "floor#4/name"
    says(district, visit_id, "floor#1/room#3/clean", "yes")
    assert does(district, visit_id, remove_round, "floor#1/room/more", 2) == 0
    assert "floor#1/room#2/clean" not in asked(district, visit_id)
    with district.act() as uow:
        sheet = open_sheet(uow, district.actor(uow, CODE), visit_id)
        assert sheet.of("floor#1/room#3/clean").value == "yes"
        found = rounds_of(uow, sheet, sheet.of("floor/more").question)
    assert [(each.number, each.position, each.first) for each in found] == [
        (1, 1, "floor#1/name"),
        (4, 2, "floor#4/name"),
    ]


def test_a_removed_round_takes_its_answers_and_problems_along_and_keeps_them(district: Any, visit_id: int) -> None:
    says(district, visit_id, "floor#1/name", "一楼")
    says(district, visit_id, "floor#1/room#2/clean", "no")
    assert does(district, visit_id, remove_round, "floor/more", 1) == 2
    assert asked(district, visit_id) == ["open", "floor/more"]
    with district.act() as uow:
        section = section_of(uow, district.actor(uow, CODE), visit_id)
        assert progress(uow, section).problems == ()
        assert not uow.session.scalars(select(Finding.is_open).where(Finding.section_id == section)).one()
        rows = uow.session.scalars(select(Answer).where(Answer.section_id == section, Answer.question != "open")).all()
        assert {(row.value, row.is_current) for row in rows} == {("一楼", False), ("no", False)}
    with pytest.raises(Refused):
        does(district, visit_id, remove_round, "floor/more", 1)
    assert does(district, visit_id, add_round, "floor/more") == "floor#3/name"
    assert district.chains_are_whole()


def test_a_removed_round_comes_back_to_its_place_until_something_else_is_answered(district: Any, visit_id: int) -> None:
    says(district, visit_id, "floor#1/name", "一楼")
    second = does(district, visit_id, add_round, "floor/more")
    says(district, visit_id, second, "二楼")
    before = shown(district, visit_id)
    assert does(district, visit_id, remove_round, "floor/more", 1) == 1
    with district.act() as uow:
        assert restore_round(uow, district.actor(uow, CODE), visit_id) == 1
    assert shown(district, visit_id) == before
    assert does(district, visit_id, remove_round, "floor/more", 1) == 1
    with district.act() as uow:
        undone = undo_last(uow, district.actor(uow, CODE), visit_id)
    assert undone == UndoneRemoval(1)
    assert shown(district, visit_id) == before
    does(district, visit_id, remove_round, "floor/more", 1)
    says(district, visit_id, second, "还是二楼")
    with pytest.raises(Refused, match="ITEM_012"), district.act() as uow:
        restore_round(uow, district.actor(uow, CODE), visit_id)
    assert district.chains_are_whole()


def shown(district: Any, visit_id: int) -> list[tuple[str, str]]:
    with district.act() as uow:
        sheet = open_sheet(uow, district.actor(uow, CODE), visit_id)
        return [(state.question.name, state.value) for state in sheet.asked]


def test_another_round_opens_the_question_whether_there_are_more(district: Any, visit_id: int) -> None:
    says(district, visit_id, "floor/more", "none")
    does(district, visit_id, add_round, "floor/more")
    with district.act() as uow:
        assert open_sheet(uow, district.actor(uow, CODE), visit_id).of("floor/more").is_open


def test_lists_count_what_is_asked_and_what_counts(district: Any, visit_id: int) -> None:
    says(district, visit_id, "floor#1/name", "一楼")
    for value, counts in (("yes", (6, 2)), ("no", (1, 1)), ("yes", (6, 2))):
        says(district, visit_id, "open", value)
        with district.act() as uow:
            actor = district.actor(uow, CODE)
            line = next(line for line in tasks.my_tasks(uow, actor).lines if line.visit_id == visit_id)
            assert (line.asked, line.answered) == counts
            others = sum(len(open_sheet(uow, district.actor(uow, code), visit_id).asked) for code in ("XF-01",))
            assert counts_of_visits(uow, [visit_id])[visit_id] == (counts[0] + others, counts[1])


def test_what_does_not_count_is_told_and_is_not_undone(district: Any, visit_id: int) -> None:
    says(district, visit_id, "floor#1/name", "一楼")
    says(district, visit_id, "open", "no")
    with district.act() as uow:
        actor = district.actor(uow, CODE)
        hidden = progress(uow, section_of(uow, actor, visit_id)).hidden
        assert [(question.name, question.label) for question in hidden] == [("floor#1/name", {"zh": "楼层 1 · 名称"})]
        undone = undo_last(uow, actor, visit_id)
    assert isinstance(undone, UndoneAnswer)
    assert (undone.question.name, undone.value, undone.now) == ("open", "no", "yes")


def test_a_file_of_another_kind_is_no_answer(district: Any, visit_id: int) -> None:
    with district.act() as uow:
        actor = district.actor(uow, CODE)
        place = Belonging("item", visit_id, section_of(uow, actor, visit_id), "floor#1/room#2/shot")
        for n, (kind, mime_type) in enumerate([("voice", "audio/ogg"), ("document", "image/png"), ("photo", None)], 1):
            arrived = Arrived(actor.person_id, n, kind, f"f{n}", f"u{n}", False, district.now, mime_type=mime_type)
            evidence.receive(uow, actor, arrived, place)
        assert open_sheet(uow, actor, visit_id).of("floor#1/room#2/shot").photos == 2


def test_all_that_can_be_chosen_is_listed(district: Any, visit_id: int) -> None:
    with district.act() as uow:
        sheet = open_sheet(uow, district.actor(uow, CODE), visit_id)
        assert [choice.name for choice in listed(uow, sheet, sheet.of("open").question, "zh-CN")] == ["yes", "no"]
