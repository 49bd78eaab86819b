"""What the reviewer is shown of what was sent back: what stood when it was sent, and what was submitted again."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from handlers.screens.changes import WHOLE, apart, versions_texts
from handlers.screens.exceptions import problem_lines
from handlers.screens.wholeness import signs
from handlers.words import words_of
from services import concluding_again, conclusions, findings, returned_changes, returning, seals, submission
from services.returned_changes import Change, Version
from services.returning import ReturnView
from services.review_history import view_history
from services.supervision import supervised_of
from tests.services.submitted import NO_REASON, does, sections, submits
from tests.services.test_returning import HE, ITEM, all_sign, answers, photographs, question, sends_back

MINUTE = timedelta(minutes=1)
NOTE = "1号冰柜14℃"
MENDED = "1号冰柜14℃，内存鲜肉12公斤"


@pytest.fixture
def submitted(district: Any) -> int:
    return submits(district, problems=(ITEM,), pictured=(ITEM,))


def changes(district: Any, visit_id: int) -> tuple[Change, ...]:
    with district.act() as uow:
        return returned_changes.changes_of(uow, visit_id)


def confirms_and_submits(district: Any, visit_id: int) -> None:
    does(district, concluding_again.confirm_result, visit_id)
    signs_and_submits(district, visit_id)


def signs_and_submits(district: Any, visit_id: int) -> None:
    all_sign(district, visit_id)
    for side in ("party", "office"):
        does(district, seals.set_seal, visit_id, side, "stamped", NO_REASON)
    does(district, submission.submit_visit, visit_id)
    district.now += MINUTE


def returns(district: Any, visit_id: int, kind: str = "item") -> None:
    """Send something back, a minute after what was there before."""
    district.now += MINUTE
    sends_back(district, visit_id, kind=kind)


def test_a_result_that_became_another_is_told_with_its_remarks(district: Any, submitted: int) -> None:
    returns(district, submitted, kind="result")
    does(district, conclusions.reopen_section, submitted)
    does(district, conclusions.choose_result, submitted, "order")
    does(district, conclusions.choose_result, submitted, "guidance")
    does(district, conclusions.set_remarks, submitted, "当场指导，已改正")
    confirms_and_submits(district, submitted)
    (change,) = changes(district, submitted)
    assert (change.before.results, change.before.remarks) == (("order",), "")
    assert (change.now.results, change.now.remarks) == (("guidance",), "当场指导，已改正")


def test_a_sentence_that_was_rewritten_is_told_in_both_versions(district: Any, submitted: int) -> None:
    returns(district, submitted)
    asked = question(district, submitted)
    does(district, findings.note_problem, submitted, asked.name, MENDED)
    confirms_and_submits(district, submitted)
    (change,) = changes(district, submitted)
    assert change.before.value == change.now.value == asked.problem
    assert (change.before.note, change.now.note) == (NOTE, MENDED)


def test_a_later_round_leaves_what_the_first_one_changed(district: Any, submitted: int) -> None:
    asked = question(district, submitted)
    for note in (MENDED, "2号冰柜正常，1号14℃"):
        returns(district, submitted)
        does(district, findings.note_problem, submitted, asked.name, note)
        confirms_and_submits(district, submitted)
    newest, first = changes(district, submitted)
    assert [each.note for each in (first.before, first.now)] == [NOTE, MENDED]
    assert [each.note for each in (newest.before, newest.now)] == [MENDED, "2号冰柜正常，1号14℃"]


def test_a_result_that_followed_from_an_item_is_told_beside_it(district: Any, submitted: int) -> None:
    returns(district, submitted)
    answers(district, submitted, question(district, submitted).complies)
    does(district, conclusions.choose_result, submitted, "none")
    confirms_and_submits(district, submitted)
    item, result = changes(district, submitted)
    assert (item.before.note, item.now.note, item.follows) == (NOTE, "", False)
    assert (result.before.results, result.now.results, result.follows) == (("order",), ("none",), True)


def test_signatures_that_were_given_anew_are_counted(district: Any, submitted: int) -> None:
    returns(district, submitted, kind="signing")
    does(district, concluding_again.sign_anew, submitted)
    signs_and_submits(district, submitted)
    assert [each.signed for each in changes(district, submitted)] == [5]


def test_the_history_names_what_was_sent_back_and_why(district: Any, submitted: int) -> None:
    returns(district, submitted)
    photographs(district, submitted)
    does(district, submission.submit_visit, submitted)
    returns(district, submitted, kind="result")
    found = does(district, view_history, submitted, code=HE)
    returned = [step for step in found.steps if step.kind == "returned"]
    told = [(each.item.kind, each.item.comment, each.is_open) for step in returned for each in step.returns]
    assert told == [("item", "照片看不清读数，请补拍", False), ("result", "照片看不清读数，请补拍", True)]
    assert [each.photos for step in returned[:1] for each in step.returns] == [1]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("消 5 请补拍", (1, 5, "请补拍")),
        ("10：照片看不清", (0, 10, "照片看不清")),
        ("消防5项，3号灭火器", (1, 5, "3号灭火器")),
        ("第10项照片看不清", (0, 10, "照片看不清")),
        ("消5请补拍", (1, 5, "请补拍")),
        ("十项请补拍", None),
        ("3张照片不清楚", None),
        ("第3张照片不清楚", None),
        ("12.3日补交", None),
    ],
)
def test_an_item_may_be_named_together_with_why(
    district: Any, submitted: int, typed: str, meant: tuple[int, int, str] | None
) -> None:
    with district.act() as uow:
        found = returning.read_item(uow, submitted, typed)
    assert found == (None if meant is None else (sections(district, submitted)[meant[0]], *meant[1:]))


def told_problems(district: Any, visit_id: int) -> str:
    with district.act() as uow:
        return "\n".join(problem_lines(words_of("zh-CN"), supervised_of(uow, visit_id)))


def test_a_problem_stands_whole_beside_what_changed_of_it(district: Any, submitted: int) -> None:
    returns(district, submitted)
    photographs(district, submitted)
    does(district, submission.submit_visit, submitted)
    assert NOTE in told_problems(district, submitted)
    returns(district, submitted)
    does(district, findings.note_problem, submitted, question(district, submitted).name, MENDED)
    confirms_and_submits(district, submitted)
    assert MENDED in told_problems(district, submitted)


def both(before: Version, now: Version) -> tuple[str, str]:
    item = ReturnView(1, "item", 1, {}, ITEM, {}, "", "settled", True, None)
    return versions_texts(words_of("en"), (), Change(item, 1, None, before, now))


def test_both_versions_are_in_one_message_and_one_takes_the_room_of_the_other() -> None:
    long = Version(note="a" * 2000, photo_waiver="b" * 500)
    before, now = both(long, replace(long, note="😀" * 2000))
    assert all(WHOLE / 2 - 2 < signs(each) <= WHOLE / 2 for each in (before, now))
    assert both(Version(note=NOTE), long)[1].endswith("b" * 500)


def test_two_long_sentences_are_cut_so_that_their_difference_is_seen() -> None:
    same = "现场查看后厨操作间东侧靠墙第二个货架最下层"
    before, now = apart(same + "有3袋过期面粉", same + "有5袋过期面粉", 14)
    assert before.startswith("…")
    assert ("3袋" in before, "5袋" in now) == (True, True)
    assert apart("短", "长", 14) == ("短", "长")
