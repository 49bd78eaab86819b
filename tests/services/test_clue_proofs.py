"""What proves that a problem is gone: something new that shows it, not what showed the problem."""

from typing import Any

import pytest
from sqlalchemy import select

from services import clue_acts, clues, evidence, follow_ups, reviewing
from services.batches import Belonging, evidence_at
from services.evidence import Arrived
from storage.tables import Evidence
from storage.unit_of_work import reading
from tests.services.followed_up import HE, LEAD, ordered, sent_out, submitted_again
from tests.services.submitted import acts, does, refusal


@pytest.fixture
def clue_id(district: Any) -> int:
    return ordered(district)


def hash_of_the_problem(district: Any) -> str:
    """Of the photograph that proved the problem."""
    with reading(district.database) as session:
        chosen = select(Evidence.sha256).where(Evidence.visit_id == district.visit(), Evidence.purpose == "item")
        return str(session.scalars(chosen).one())


def sends(
    district: Any, clue_id: int, sha256: str, kind: str = "photo", mime_type: str | None = None, code: str = LEAD
) -> None:
    """Let a file arrive at the clue's card, and be fetched where its hash is known."""
    district.photos += 1
    number = 9_000 + district.photos
    arrived = Arrived(
        chat_id=1,
        message_id=number,
        kind=kind,
        file_id=str(number),
        file_unique_id=str(number),
        recompressed=False,
        sent_at=district.now,
        mime_type=mime_type,
    )
    with district.act() as uow:
        who = district.actor(uow, code)
        evidence.receive(uow, who, arrived, Belonging("clue", district.visit()))
        evidence_id = evidence_at(uow, 1, number)
        clue_acts.add_file(uow, who, clue_id, evidence_id)
        if sha256:
            evidence.secure(uow, evidence_id, sha256, 1_000)


def counted(district: Any, clue_id: int) -> tuple[int, int, int]:
    """How many files prove the end, were there before, show nothing."""
    clue = does(district, clues.view_clue, clue_id, code=LEAD)
    return clue.files, clue.known, clue.unfit


def test_a_file_that_proved_the_problem_proves_no_end_unless_somebody_says_why(district: Any, clue_id: int) -> None:
    assert refusal(district, clue_acts.close_with_known, clue_id, "只有这一张", code=LEAD) == "CLUE_002"
    sends(district, clue_id, hash_of_the_problem(district))
    assert counted(district, clue_id) == (0, 1, 0)
    assert refusal(district, clue_acts.close, clue_id, "已改正", code=LEAD) == "CLUE_013"
    assert refusal(district, clue_acts.close_with_known, clue_id, "👍", code=LEAD) == "VISIT_013"
    does(district, clue_acts.close_with_known, clue_id, "已拆除，不能再拍", code=LEAD)
    clue = does(district, clues.view_clue, clue_id, code=LEAD)
    assert (clue.state, clue.reason) == ("closed", "仍用旧照片办结：已拆除，不能再拍")
    assert [act for act in acts(district) if act.startswith("clue_")][-2:] == ["clue_proven", "clue_closed"]
    assert district.chains_are_whole()


def test_another_file_beside_it_closes_as_ever(district: Any, clue_id: int) -> None:
    sends(district, clue_id, hash_of_the_problem(district))
    sends(district, clue_id, "f" * 64)
    assert counted(district, clue_id) == (1, 1, 0)
    assert refusal(district, clue_acts.close_with_known, clue_id, "只有这一张", code=LEAD) == "CLUE_001"
    assert refusal(district, clue_acts.close, clue_id, "1", code=LEAD) == "CLUE_016"
    does(district, clue_acts.close, clue_id, "已改正", code=LEAD)


def test_what_closed_a_clue_before_does_not_close_it_again(district: Any, clue_id: int) -> None:
    sends(district, clue_id, "f" * 64)
    does(district, clue_acts.close, clue_id, "已改正", code=LEAD)
    district.now = district.now.replace(year=district.now.year + 1)
    does(district, clue_acts.open_again, clue_id, "复发", code=LEAD)
    does(district, clue_acts.hand_to_unit, clue_id, "执法科", code=LEAD)
    sends(district, clue_id, "f" * 64)
    assert counted(district, clue_id) == (0, 1, 0)


def test_words_in_a_file_prove_nothing_and_neither_does_what_is_not_fetched_yet(district: Any, clue_id: int) -> None:
    sends(district, clue_id, "e" * 64, "document", "text/plain")
    assert counted(district, clue_id) == (0, 0, 1)
    assert refusal(district, clue_acts.close, clue_id, "已改正", code=LEAD) == "CLUE_017"
    sends(district, clue_id, "")
    assert refusal(district, clue_acts.close, clue_id, "已改正", code=LEAD) == "CLUE_014"
    sends(district, clue_id, "d" * 64, "document", "application/pdf")
    does(district, clue_acts.close, clue_id, "已改正", code=LEAD)


def test_a_follow_up_that_shows_the_old_photograph_closes_nothing_by_itself(district: Any, clue_id: int) -> None:
    visit_id = sent_out(district, clue_id)
    submitted_again(district, visit_id)
    does(district, reviewing.approve, visit_id, code=HE)
    # The very picture from before.
    with district.act() as uow:
        photo = uow.session.scalars(
            select(Evidence).where(Evidence.visit_id == visit_id, Evidence.purpose == "item")
        ).one()
        photo.sha256 = hash_of_the_problem(district)
    found = does(district, follow_ups.view_follow_up, clue_id, code=LEAD)
    assert (found.is_proof, found.photos, found.known) == (True, 0, 1)
    assert refusal(district, clue_acts.close_as_followed_up, clue_id, code=LEAD) == "CLUE_013"
    does(district, clue_acts.close_with_known, clue_id, "复查时未另拍，现场已核对", code=LEAD)
    assert does(district, clues.view_clue, clue_id, code=LEAD).state == "closed"
