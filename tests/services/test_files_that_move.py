"""A question follows its files: what leaves it leaves it unfinished, also when it was sent back to its team."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from services import evidence, findings
from services.batches import Belonging, batch_at
from services.checklists import open_sheet
from services.evidence import Arrived
from services.progress import progress
from services.submission import submit_visit
from storage.tables import Evidence, ReviewReturn
from storage.unit_of_work import reading
from tests.services.drawn_sections import walks
from tests.services.submitted import does, refusal, sections, secures_all, submits
from tests.services.test_returning import question, sends_back

CODE = "SJ-01"
TWO_PHOTOS = """
survey | type  | name  | label | required
       | image | front | 正面  | yes
       | image | back  | 背面  | yes
"""


def receives(district: Any, visit_id: int, name: str | None, chat: int = 1) -> str:
    """A photograph arrives at a question, or the scene, and answers it; return its batch."""
    district.photos += 1
    message = 9000 + district.photos
    section = sections(district, visit_id)[0]
    arrived = Arrived(chat, message, "photo", f"f{message}", f"u{message}", recompressed=True, sent_at=district.now)
    belonging = Belonging("item", visit_id, section, name) if name else Belonging("scene", visit_id)
    with district.act() as uow:
        actor = district.actor(uow, CODE)
        evidence.receive(uow, actor, arrived, belonging)
        if name is not None:
            asked = open_sheet(uow, actor, visit_id).of(name).question
            findings.prove(uow, actor, visit_id, asked, "")
        batch = batch_at(uow, chat, message)
        assert batch is not None
        return batch


def unfinished(district: Any, visit_id: int) -> list[str]:
    with district.act() as uow:
        return [each.question for each in progress(uow, sections(district, visit_id)[0]).missing]


def test_a_photograph_that_moves_takes_the_answer_with_it(district: Any) -> None:
    visit_id = walks(district, TWO_PHOTOS)
    batch = receives(district, visit_id, "front")
    assert unfinished(district, visit_id) == ["back"]
    section = sections(district, visit_id)[0]
    does(district, evidence.move, batch, Belonging("item", visit_id, section, "back"))
    assert unfinished(district, visit_id) == ["front"]
    does(district, evidence.move, batch, Belonging("scene", visit_id))
    assert unfinished(district, visit_id) == ["front", "back"]
    does(district, evidence.move, batch, Belonging("item", visit_id, section, "front"))
    does(district, evidence.withdraw, batch)
    assert unfinished(district, visit_id) == ["front", "back"]


def test_a_photograph_of_a_problem_leaves_it_without_proof(district: Any) -> None:
    visit_id = int(district.starts())
    district.fills(CODE, problems=(3,))
    name = question(district, visit_id, 3).name
    batch = receives(district, visit_id, name)
    assert unfinished(district, visit_id) == []
    does(district, evidence.move, batch, Belonging("scene", visit_id))
    assert unfinished(district, visit_id) == [name]


@pytest.fixture
def returned(district: Any) -> int:
    """A visit of which one item was sent back, a day after it was submitted."""
    visit_id = submits(district)
    district.now += timedelta(days=1)
    sends_back(district, visit_id)
    return visit_id


def is_done(district: Any, visit_id: int) -> bool:
    with reading(district.database) as session:
        row = session.scalars(select(ReviewReturn).where(ReviewReturn.visit_id == visit_id)).one()
        return row.touched_at is not None


@pytest.mark.parametrize("how", ["moved", "withdrawn", "kept apart", "lost"])
def test_a_photograph_that_left_a_returned_item_is_nothing_done_about_it(
    district: Any, returned: int, how: str
) -> None:
    batch = receives(district, returned, question(district, returned).name)
    assert is_done(district, returned)
    secures_all(district)
    with reading(district.database) as session:
        of = session.scalars(select(Evidence.evidence_id).where(Evidence.batch == batch)).one()
    match how:
        case "moved":
            does(district, evidence.move, batch, Belonging("unassigned"))
        case "withdrawn":
            does(district, evidence.withdraw, batch)
        case "lost":
            with district.act() as uow:
                evidence.lose(uow, of, "gone")
        case _:
            with district.act() as uow:
                row = uow.session.get_one(Evidence, of)
                row.state = "quarantined"
                uow.flush()
                evidence.settled(uow, row)
    assert not is_done(district, returned)
    assert refusal(district, submit_visit, returned) == ("SUBMIT_001" if how == "lost" else "REVIEW_007")


def test_a_photograph_that_comes_to_a_returned_item_is_something_done(district: Any, returned: int) -> None:
    name = question(district, returned).name
    with district.act() as uow:
        actor = district.actor(uow, CODE)
        arrived = Arrived(1, 8000, "photo", "f8000", "u8000", recompressed=True, sent_at=district.now)
        evidence.receive(uow, actor, arrived, Belonging("unassigned"))
        batch = batch_at(uow, 1, 8000)
    assert not is_done(district, returned)
    does(district, evidence.move, batch, Belonging("item", returned, sections(district, returned)[0], name))
    assert is_done(district, returned)
