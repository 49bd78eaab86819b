"""What is sent back of a submitted visit opens alone; signatures last as long as the record says the same."""

from typing import Any

import pytest
from sqlalchemy import select

from services import (
    answering,
    concluding_again,
    conclusions,
    evidence,
    findings,
    returned_changes,
    returned_view,
    returning,
    reviewing,
    seals,
    signed_sheets,
    submission,
    undoing,
)
from services.batches import Belonging
from services.checklists import sheet_of
from services.evidence import Arrived
from services.returned import rightful
from storage.tables import Answer, Evidence
from storage.unit_of_work import reading
from tests.services.conftest import VALUES, asked_in_turn
from tests.services.submitted import (
    NO_REASON,
    acts,
    does,
    refusal,
    sections,
    secures_all,
    signatures,
    state_of,
    submits,
)

HE = "SJ-04"
ITEM = 10


@pytest.fixture
def submitted(district: Any) -> int:
    return submits(district)


def sends_back(district: Any, visit_id: int, number: int = ITEM, kind: str = "item") -> int:
    section = None if kind == "signing" else sections(district, visit_id)[0]
    does(district, returning.choose_return, visit_id, kind, section, number if kind == "item" else 0, code=HE)
    does(district, returning.comment_return, visit_id, "照片看不清读数，请补拍", code=HE)
    does(district, returning.send_returns, visit_id, code=HE)
    with district.act() as uow:
        return int(returned_view.view_returned(uow, district.actor(uow, "SJ-01"), visit_id).items[-1].return_id)


def question(district: Any, visit_id: int, number: int = ITEM) -> Any:
    with district.act() as uow:
        return sheet_of(uow, sections(district, visit_id)[0]).numbered(number).question


def photographs(district: Any, visit_id: int, number: int = ITEM) -> None:
    name = question(district, visit_id, number).name
    district.photos += 1
    arrived = Arrived(
        chat_id=1,
        message_id=9000 + district.photos,
        kind="photo",
        file_id=f"late-{district.photos}",
        file_unique_id=f"late-{district.photos}",
        recompressed=True,
        sent_at=district.now,
    )
    belonging = Belonging("item", visit_id, sections(district, visit_id)[0], name)
    does(district, evidence.receive, arrived, belonging)
    secures_all(district)


def answers(district: Any, visit_id: int, value: str, number: int = ITEM) -> None:
    does(district, answering.answer, visit_id, question(district, visit_id, number).name, value)


def all_sign(district: Any, visit_id: int) -> None:
    does(district, signed_sheets.open_sheet, visit_id, "all")
    does(district, signed_sheets.add_page, visit_id, district.photographs("SJ-01", "signature"))
    does(district, signed_sheets.close_sheet, visit_id)


def answers_what_follows(district: Any, visit_id: int) -> None:
    """Answer what the form asks only since the changed answer."""
    with district.act() as uow:
        actor = district.actor(uow, "SJ-01")
        for follows in asked_in_turn(uow, actor, visit_id):
            value = VALUES.get(follows.kind, follows.complies)
            assert value is not None
            answering.answer(uow, actor, visit_id, follows.name, value)


def test_only_the_reviewer_sends_back_and_only_what_is_explained(district: Any, submitted: int) -> None:
    section = sections(district, submitted)[0]
    assert refusal(district, returning.choose_return, submitted, "item", section, ITEM, code="SJ-01") == "VISIT_004"
    assert refusal(district, returning.choose_return, submitted, "item", section, 99, code=HE) == "REVIEW_010"
    does(district, returning.choose_return, submitted, "item", section, ITEM, code=HE)
    assert refusal(district, returning.send_returns, submitted, code=HE) == "REVIEW_006"
    assert state_of(district, submitted) == "submitted"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("10", (0, 10)), ("１０", (0, 10)), ("消4", (1, 4)), ("消防救援 4", (1, 4)), ("Fire 4", (1, 4)), ("第十项", None)],
)
def test_an_item_is_named_by_its_number(
    district: Any, submitted: int, typed: str, meant: tuple[int, int] | None
) -> None:
    with district.act() as uow:
        found = returning.read_item(uow, submitted, typed)
    assert found == (None if meant is None else (sections(district, submitted)[meant[0]], meant[1], ""))


def test_the_rest_is_locked_for_every_way_of_changing_it(district: Any, submitted: int) -> None:
    sends_back(district, submitted)
    other = question(district, submitted, 3)
    for what, more in (
        (answering.answer, (other.name, other.problem)),
        (answering.comply_rest, ([other.name],)),
        (findings.note_problem, (other.name, "一句说明")),
        (conclusions.reopen_section, ()),
        (undoing.undo_last, ()),
        (seals.set_seal, ("office", "stamped", NO_REASON)),
    ):
        assert refusal(district, what, submitted, *more) == "REVIEW_004", what
    assert refusal(district, answering.comply_rest, submitted, [other.name], code="XF-01") == "REVIEW_004"


def test_a_photograph_that_names_no_place_is_the_returned_items(district: Any, submitted: int) -> None:
    sends_back(district, submitted)
    first, second = sections(district, submitted)
    returned, other = question(district, submitted).name, question(district, submitted, 3).name
    with district.act() as uow:
        assert rightful(uow, first, Belonging("scene", submitted)).question == returned
        assert rightful(uow, first, Belonging("item", submitted, first, other)).purpose == "unassigned"
        assert rightful(uow, second, Belonging("scene", submitted)).purpose == "unassigned"


def test_a_file_that_answers_an_old_one_reaches_nothing_that_is_locked(district: Any, submitted: int) -> None:
    photographs(district, submitted)
    sends_back(district, submitted)
    photographs(district, submitted, 3)
    with reading(district.database) as session:
        chosen = select(Evidence.purpose, Evidence.visit_id).where(Evidence.file_id.startswith("late-"))
        assert {tuple(row) for row in session.execute(chosen)} == {("unassigned", None)}


def test_a_photograph_leaves_all_signatures_and_is_submitted_at_once(district: Any, submitted: int) -> None:
    before = signatures(district, submitted)
    sends_back(district, submitted)
    assert refusal(district, submission.submit_visit, submitted) == "REVIEW_007"
    photographs(district, submitted)
    does(district, submission.submit_visit, submitted)
    assert (state_of(district, submitted), signatures(district, submitted)) == ("submitted", before)
    with district.act() as uow:
        (change,) = returned_changes.changes_of(uow, submitted)
    assert (change.photos, change.before) == (1, change.now)


def test_a_changed_answer_asks_for_all_signatures_again_and_both_versions_stay(district: Any, submitted: int) -> None:
    sends_back(district, submitted)
    asked = question(district, submitted)
    answers(district, submitted, asked.problem)
    does(district, findings.note_problem, submitted, asked.name, "1号冰柜14℃")
    does(district, findings.tell_how, submitted, asked.name, "site")
    answers_what_follows(district, submitted)
    photographs(district, submitted)
    does(district, conclusions.choose_result, submitted, "order")
    assert does(district, concluding_again.confirm_result, submitted) > 0
    assert signatures(district, submitted) == 0
    all_sign(district, submitted)
    does(district, seals.set_seal, submitted, "party", "stamped", NO_REASON)
    does(district, submission.submit_visit, submitted)
    with district.act() as uow:
        (item, result) = returned_changes.changes_of(uow, submitted)
        assert (item.before.value, item.now.value) == (asked.complies, asked.problem)
        assert (result.before.results, result.now.results) == (("none",), ("order",))
    with reading(district.database) as session:
        versions = select(Answer.value).where(Answer.question == asked.name).order_by(Answer.answer_id)
        assert list(session.scalars(versions)) == [asked.complies, asked.problem]
    assert district.chains_are_whole()


def test_an_answer_that_was_changed_and_changed_back_keeps_the_signatures(district: Any, submitted: int) -> None:
    before = signatures(district, submitted)
    sends_back(district, submitted)
    asked = question(district, submitted)
    answers(district, submitted, asked.problem)
    answers(district, submitted, asked.complies)
    does(district, conclusions.choose_result, submitted, "none")
    assert does(district, concluding_again.confirm_result, submitted) == 0
    does(district, submission.submit_visit, submitted)
    assert (signatures(district, submitted), state_of(district, submitted)) == (before, "submitted")


def test_signatures_that_are_sent_back_are_given_anew(district: Any, submitted: int) -> None:
    sends_back(district, submitted, kind="signing")
    assert does(district, concluding_again.sign_anew, submitted) > 0
    assert signatures(district, submitted) == 0
    does(district, seals.set_seal, submitted, "office", "stamped", NO_REASON)
    all_sign(district, submitted)
    signed = signatures(district, submitted)
    # Whoever presses it once more takes nothing from those who have signed since.
    assert does(district, concluding_again.sign_anew, submitted) == 0
    assert signatures(district, submitted) == signed > 0


def test_a_changed_answer_is_confirmed_before_it_is_submitted_again(district: Any, submitted: int) -> None:
    sends_back(district, submitted)
    answers(district, submitted, question(district, submitted).problem)
    assert refusal(district, submission.submit_visit, submitted) == "REVIEW_011"


def test_signatures_on_a_changed_record_lapse_when_the_change_is_taken_back(district: Any, submitted: int) -> None:
    sends_back(district, submitted)
    asked = question(district, submitted)
    answers(district, submitted, asked.problem)
    does(district, findings.note_problem, submitted, asked.name, "1号冰柜14℃")
    does(district, findings.tell_how, submitted, asked.name, "site")
    answers_what_follows(district, submitted)
    does(district, conclusions.choose_result, submitted, "order")
    does(district, concluding_again.confirm_result, submitted)
    all_sign(district, submitted)
    answers(district, submitted, asked.complies)
    does(district, conclusions.choose_result, submitted, "none")
    assert does(district, concluding_again.confirm_result, submitted) > 0
    assert signatures(district, submitted) == 0


def test_what_nobody_has_worked_on_is_taken_back(district: Any, submitted: int) -> None:
    sends_back(district, submitted)
    does(district, returning.take_back, submitted, code=HE)
    assert state_of(district, submitted) == "submitted"
    sends_back(district, submitted)
    photographs(district, submitted)
    assert refusal(district, returning.take_back, submitted, code=HE) == "REVIEW_008"
    assert acts(district).count("returned") == 2


def test_the_team_asks_and_the_reviewer_answers_or_lets_it_go(district: Any, submitted: int) -> None:
    return_id = sends_back(district, submitted)
    does(district, returning.discuss, return_id, "原图放大能看清，还要补拍吗？", code="SJ-02")
    assert refusal(district, returning.discuss, return_id, "旁人的话", code="SJ-06") == "VISIT_001"
    does(district, returning.discuss, return_id, "不用了", code=HE)
    does(district, returning.take_back, submitted, return_id, code=HE)
    assert refusal(district, returning.discuss, return_id, "再问一句") == "REVIEW_009"
    assert state_of(district, submitted) == "submitted"


def test_an_approved_visit_is_opened_again_with_a_reason_only(district: Any, submitted: int) -> None:
    assert refusal(district, reviewing.reopen, submitted, "公示前再看", code=HE) == "REVIEW_005"
    assert does(district, reviewing.approve, submitted, code=HE)
    assert refusal(district, reviewing.approve, submitted, code=HE) == "REVIEW_001"
    assert refusal(district, returning.choose_return, submitted, "signing", code=HE) == "REVIEW_001"
    assert refusal(district, reviewing.reopen, submitted, " ", code=HE) == "VISIT_008"
    does(district, reviewing.reopen, submitted, "公示前再看", code=HE)
    does(district, returning.choose_return, submitted, "signing", code=HE)
    assert acts(district)[-2:] == ["approved", "review_reopened"]
