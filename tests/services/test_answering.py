"""Answering: every answer its own row, nothing overwritten, colleagues never surprised."""

from typing import Any

import pytest
from sqlalchemy import select

from rules.refusals import Refused
from services import answering, findings
from services.checklists import open_sheet, sheet_of
from services.progress import progress
from storage.tables import Answer, LedgerLink, Section, Visit
from storage.unit_of_work import reading

COMPLIES, PROBLEM = "complies", "problem"


def names(district: Any, visit_id: int, code: str = "SJ-01") -> list[str]:
    with district.act() as uow:
        sheet = open_sheet(uow, district.actor(uow, code), visit_id)
        return [question.name for question in sheet.checklist.asked]


def choice(district: Any, visit_id: int, name: str, what: str) -> str:
    with district.act() as uow:
        question = open_sheet(uow, district.actor(uow, "SJ-01"), visit_id).checklist.question(name)
        return str(getattr(question, what))


def answers(district: Any, name: str) -> list[tuple[int, str, bool]]:
    with reading(district.database) as session:
        rows = session.scalars(select(Answer).where(Answer.question == name).order_by(Answer.revision))
        return [(row.revision, row.value, row.is_current) for row in rows]


def test_a_changed_answer_keeps_the_one_before(district: Any) -> None:
    visit_id = district.starts()
    name = names(district, visit_id)[0]
    yes, no = choice(district, visit_id, name, COMPLIES), choice(district, visit_id, name, PROBLEM)
    for value in (yes, no, no):
        with district.act() as uow:
            assert answering.answer(uow, district.actor(uow, "SJ-01"), visit_id, name, value) is None
    assert answers(district, name) == [(1, yes, False), (2, no, True)]


def test_all_the_rest_comply_leaves_what_was_answered_alone(district: Any) -> None:
    visit_id = district.starts()
    questions = names(district, visit_id)
    no = choice(district, visit_id, questions[1], PROBLEM)
    with district.act() as uow:
        answering.answer(uow, district.actor(uow, "SJ-01"), visit_id, questions[1], no)
    with district.act() as uow:
        assert answering.comply_rest(uow, district.actor(uow, "SJ-01"), visit_id, questions[:7]) == 6
    assert answers(district, questions[1]) == [(1, no, True)]


def test_each_answer_of_a_batch_is_its_own_row_of_one_act(district: Any) -> None:
    visit_id = district.starts()
    questions = names(district, visit_id)[:7]
    with district.act() as uow:
        answering.comply_rest(uow, district.actor(uow, "SJ-01"), visit_id, questions)
    with reading(district.database) as session:
        rows = session.scalars(select(Answer).where(Answer.question.in_(questions))).all()
    assert len(rows) == 7
    assert {row.mode for row in rows} == {"bulk"}
    assert len({row.bulk_act for row in rows}) == 1


def test_undo_takes_back_the_batch_but_not_a_later_answer(district: Any) -> None:
    visit_id = district.starts()
    questions = names(district, visit_id)[:3]
    no = choice(district, visit_id, questions[0], PROBLEM)
    with district.act() as uow:
        answering.comply_rest(uow, district.actor(uow, "SJ-01"), visit_id, questions)
    with district.act() as uow:
        answering.answer(uow, district.actor(uow, "SJ-01"), visit_id, questions[0], no)
    with district.act() as uow:
        assert answering.undo_rest(uow, district.actor(uow, "SJ-01"), visit_id) == 2
    assert answers(district, questions[0])[-1] == (2, no, True)
    assert answers(district, questions[1])[-1] == (2, "", True)
    with district.act() as uow, pytest.raises(Refused):
        answering.undo_rest(uow, district.actor(uow, "SJ-01"), visit_id)


def test_a_colleagues_answer_is_never_overwritten_in_silence(district: Any) -> None:
    visit_id = district.starts()
    name = names(district, visit_id)[0]
    yes, no = choice(district, visit_id, name, COMPLIES), choice(district, visit_id, name, PROBLEM)
    with district.act() as uow:
        answering.answer(uow, district.actor(uow, "SJ-02"), visit_id, name, no)
    with district.act() as uow:
        conflict = answering.answer(uow, district.actor(uow, "SJ-01"), visit_id, name, yes, seen=0)
    assert conflict is not None
    assert conflict.value == no
    assert conflict.by["zh"] == "周敏"
    assert answers(district, name) == [(1, no, True)]


def test_another_department_cannot_answer_here(district: Any) -> None:
    visit_id = district.starts()
    fire = names(district, visit_id, "XF-01")
    with district.act() as uow, pytest.raises(Refused):
        answering.answer(uow, district.actor(uow, "SJ-01"), visit_id, fire[0], "yes")
    with district.act() as uow, pytest.raises(Refused) as refusal:
        answering.answer(uow, district.actor(uow, "SJ-04"), visit_id, fire[0], "yes")
    assert refusal.value.is_law


@pytest.mark.parametrize("value", ["", "nonsense", "yes no"])
def test_a_value_that_the_question_does_not_have_is_refused_or_empty(district: Any, value: str) -> None:
    visit_id = district.starts()
    name = names(district, visit_id)[0]
    with district.act() as uow:
        if value:
            with pytest.raises(Refused):
                answering.answer(uow, district.actor(uow, "SJ-01"), visit_id, name, value)
    assert answers(district, name) == []


@pytest.mark.parametrize("state", ["waiting", "concluded"])
def test_a_section_that_does_not_run_takes_no_answers(district: Any, state: str) -> None:
    visit_id = district.starts()
    name = names(district, visit_id)[0]
    with district.act() as uow:
        for section in uow.session.scalars(select(Section).where(Section.visit_id == visit_id)):
            section.state = state
    with district.act() as uow, pytest.raises(Refused):
        answering.answer(uow, district.actor(uow, "SJ-01"), visit_id, name, "")


def test_a_submitted_visit_takes_no_answers(district: Any) -> None:
    visit_id = district.starts()
    name = names(district, visit_id)[0]
    with district.act() as uow:
        uow.session.get_one(Visit, visit_id).state = "submitted"
    with district.act() as uow, pytest.raises(Refused):
        answering.answer(uow, district.actor(uow, "SJ-01"), visit_id, name, "")


def test_a_problem_lacks_note_way_and_photograph_until_they_are_there(district: Any) -> None:
    visit_id = district.starts()
    name = names(district, visit_id)[0]
    no = choice(district, visit_id, name, PROBLEM)
    with district.act() as uow:
        chen = district.actor(uow, "SJ-01")
        answering.answer(uow, chen, visit_id, name, no)
        section_id = open_sheet(uow, chen, visit_id).section_id
        assert sheet_of(uow, section_id).of(name).gaps == ("note", "how", "photo")
        findings.note_problem(uow, chen, visit_id, name, "门口没有挂")
        findings.tell_how(uow, chen, visit_id, name, "site")
        findings.waive_photo(uow, chen, visit_id, name, "对方不许拍")
        assert sheet_of(uow, section_id).of(name).gaps == ()
        assert progress(uow, section_id).problems[0].note == "门口没有挂"


def test_a_problem_taken_back_no_longer_counts_but_its_note_comes_back_with_it(district: Any) -> None:
    visit_id = district.starts()
    name = names(district, visit_id)[0]
    yes, no = choice(district, visit_id, name, COMPLIES), choice(district, visit_id, name, PROBLEM)
    with district.act() as uow:
        chen = district.actor(uow, "SJ-01")
        answering.answer(uow, chen, visit_id, name, no)
        findings.note_problem(uow, chen, visit_id, name, "有虫")
        answering.answer(uow, chen, visit_id, name, yes)
        section_id = open_sheet(uow, chen, visit_id).section_id
        assert progress(uow, section_id).problems == ()
        with pytest.raises(Refused):
            findings.note_problem(uow, chen, visit_id, name, "x")
        answering.answer(uow, chen, visit_id, name, no)
        assert progress(uow, section_id).problems[0].note == "有虫"


def test_every_answer_is_a_link_of_the_visits_chain(district: Any) -> None:
    visit_id = district.starts()
    questions = names(district, visit_id)
    with district.act() as uow:
        answering.comply_rest(uow, district.actor(uow, "SJ-01"), visit_id, questions[:7])
    with reading(district.database) as session:
        link = session.scalars(select(LedgerLink).where(LedgerLink.type == "answered_rest")).one()
    assert [answer["question"] for answer in link.body["answers"]] == questions[:7]
    assert link.actor == "SJ-01"
    assert district.chains_are_whole()
