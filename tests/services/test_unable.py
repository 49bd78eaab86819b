"""What could not be answered stands apart from every answer: in the form, in the ledger, in the submission."""

from typing import Any
from xml.etree import ElementTree

from services import answering, undoing
from services.sheets import UNABLE
from services.submissions import filed_section
from storage.ledger import links_of
from storage.unit_of_work import reading
from tests.services.conftest import NUMBER
from tests.services.drawn_sections import CODE, asked, says, section_id_of, sheet, walks

FORM = """
survey | type | name | label | relevant
 | select_one_from_file u.csv | can | 能否 |
 | text | why  | 为何 | ${can} = 'unable'
 | text | more | 说明 |
"""
LIST = b"name,label\nunable,no\n\x1a,sign\nable,yes\n"


def cannot(district: Any, visit_id: int, name: str) -> None:
    with district.act() as uow:
        answering.answer(uow, district.actor(uow, CODE), visit_id, name, UNABLE, reason="没有仪器")


def test_the_form_hears_a_choice_called_unable_and_nothing_of_what_could_not_be_answered(district: Any) -> None:
    visit_id = walks(district, FORM, {"u.csv": LIST})
    assert says(district, visit_id, "can", "unable") is None
    assert says(district, visit_id, "why", "unable") is None
    cannot(district, visit_id, "more")
    assert asked(district, visit_id) == ["can", "why", "more"]
    assert sheet(district, visit_id).of("can").value == "unable"
    section_id = section_id_of(district, visit_id)
    with district.act() as uow:
        root = ElementTree.fromstring(filed_section(uow, section_id).submission.xml)
    assert [root.findtext(name) or "" for name in ("can", "why", "more")] == ["unable", "unable", ""]
    with reading(district.database) as session:
        bodies = [link["body"] for link in links_of(session, f"visit:{NUMBER}") if link["type"] == "answered"]
    assert [body["answers"][0].get("is_unable", False) for body in bodies] == [False, False, True]


def test_no_list_can_hold_the_sign(district: Any) -> None:
    visit_id = walks(district, FORM, {"u.csv": LIST})
    assert UNABLE not in [choice.name for choice in sheet(district, visit_id).of("can").question.choices]


def test_what_could_not_be_answered_comes_back_with_its_reason(district: Any) -> None:
    visit_id = walks(district, FORM, {"u.csv": LIST})
    cannot(district, visit_id, "more")
    says(district, visit_id, "more", "unable")
    with district.act() as uow:
        undoing.undo_last(uow, district.actor(uow, CODE), visit_id)
    state = sheet(district, visit_id).of("more")
    assert (state.value, state.reason) == (UNABLE, "没有仪器")
