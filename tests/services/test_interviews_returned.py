"""An interview of a returned visit: taken anew or withdrawn where its item was sent back, locked everywhere else."""

from typing import Any

import pytest
from sqlalchemy import select

from services import concluding_again, conclusions, interviews, seals, submission
from services.record_paper import record_of
from storage.tables import Interview
from storage.unit_of_work import reading
from tests.services.paper_words import read, said
from tests.services.submitted import NO_REASON, does, refusal, secures_all, signatures
from tests.services.test_returning import ITEM, all_sign, question, sends_back

SAID = ("电表是上周换的", "电表是昨天换的")


@pytest.fixture
def asked(district: Any) -> int:
    """A submitted visit whose record tells an interview."""
    visit_id = int(district.starts())
    district.fills("SJ-01", problems=(ITEM,))
    interviewed(district, visit_id, SAID[0])
    return submits_on(district, visit_id)


def interviewed(district: Any, visit_id: int, said: str) -> None:
    name = question(district, visit_id).name
    does(district, interviews.tell_name, visit_id, name, "李某")
    if interviews_told(district, visit_id, name) is not None:
        does(district, interviews.take_back_part, visit_id, name)
    does(district, interviews.add_statement, visit_id, name, said)
    does(district, interviews.note_read, visit_id, name)
    does(district, interviews.note_unconfirmed, visit_id, name)


def interviews_told(district: Any, visit_id: int, name: str) -> Any:
    with district.act() as uow:
        view = interviews.view_interview(uow, district.actor(uow, "SJ-01"), visit_id, name)
        return view if view and view.statement else None


def submits_on(district: Any, visit_id: int) -> int:
    district.fills("XF-01")
    does(district, conclusions.choose_result, visit_id, "order")
    for code in ("SJ-01", "XF-01"):
        does(district, conclusions.conclude_section, visit_id, code=code)
    all_sign(district, visit_id)
    does(district, seals.set_seal, visit_id, "party", "stamped", NO_REASON)
    does(district, seals.set_seal, visit_id, "office", "later", NO_REASON)
    secures_all(district)
    does(district, submission.give_submit_reason, visit_id, "照片稍后补")
    does(district, submission.submit_visit, visit_id)
    return visit_id


def record_tells(district: Any, visit_id: int) -> str:
    return said(district, lambda uow: record_of(uow, visit_id, "", read))


def test_an_interview_that_is_sent_back_is_taken_anew_and_both_stay(district: Any, asked: int) -> None:
    assert SAID[0] in record_tells(district, asked)
    signed = signatures(district, asked)
    sends_back(district, asked)
    interviewed(district, asked, SAID[1])
    # The department's part is open again, and confirming it finds that the record says something new.
    assert refusal(district, submission.submit_visit, asked) == "REVIEW_011"
    assert does(district, concluding_again.confirm_result, asked) >= signed
    assert signatures(district, asked) == 0
    told = record_tells(district, asked)
    assert SAID[1] in told
    assert SAID[0] not in told
    with reading(district.database) as session:
        rows = session.execute(select(Interview.state, Interview.way, Interview.statement)).all()
    assert [tuple(row) for row in rows] == [("withdrawn", "refused", SAID[0]), ("standing", "refused", SAID[1])]
    assert district.chains_are_whole()


def test_an_interview_that_is_withdrawn_from_a_returned_record_asks_for_all_signatures(
    district: Any, asked: int
) -> None:
    sends_back(district, asked)
    does(district, interviews.withdraw_interview, asked, question(district, asked).name)
    assert does(district, concluding_again.confirm_result, asked) > 0
    assert SAID[0] not in record_tells(district, asked)


def test_an_interview_about_anything_else_is_locked(district: Any, asked: int) -> None:
    sends_back(district, asked, 3)
    name = question(district, asked).name
    for what, more in (
        (interviews.tell_name, ("王某",)),
        (interviews.add_statement, ("另外的话",)),
        (interviews.take_back_part, ()),
        (interviews.note_read, ()),
        (interviews.note_unconfirmed, ()),
        (interviews.withdraw_interview, ()),
    ):
        assert refusal(district, what, asked, name, *more) == "REVIEW_004", what
    assert SAID[0] in record_tells(district, asked)
