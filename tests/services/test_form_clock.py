"""A visit past midnight: a form sees the time of each act; what its beginning fixed stays, as does what is over."""

from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest

from services.checklists import sheet_of
from services.submissions import filed_section
from storage.tables import Section, Visit
from tests.services.drawn_sections import asked, says, section_id_of, walks

FORM = """
survey | type | name | label | relevant | constraint | calculation | trigger
 | start     | begun  |          | | | |
 | text      | first  | 第一题   | | | |
 | date      | day    | 检查日期 | | . = today() | |
 | text      | night  | 夜间加查 | format-date-time(now(), '%H') = '00' | | |
 | calculate | opened |          | | | once(today()) |
 | calculate | stamp  |          | | | now() | ${first}
"""
# Ten to midnight at the office, in Shanghai.
EVENING = datetime(2026, 3, 12, 15, 50, tzinfo=UTC)


@pytest.fixture
def visit_id(district: Any) -> int:
    district.now = EVENING
    return walks(district, FORM)


def test_after_midnight_today_is_the_next_day(district: Any, visit_id: int) -> None:
    assert says(district, visit_id, "day", "2026-03-13") is not None
    assert asked(district, visit_id) == ["first", "day"]
    district.now += timedelta(minutes=30)
    assert says(district, visit_id, "day", "2026-03-12") is not None
    assert says(district, visit_id, "day", "2026-03-13") is None
    assert asked(district, visit_id) == ["first", "day", "night"]


def test_a_trigger_notes_when_it_was_pulled_and_the_beginning_stays(district: Any, visit_id: int) -> None:
    district.now += timedelta(minutes=30)
    says(district, visit_id, "first", "甲")
    root = submission(district, visit_id)
    assert (root.findtext("stamp") or "").startswith("2026-03-13T00:20")
    assert root.findtext("opened") == "2026-03-12"
    assert (root.findtext("begun") or "").startswith("2026-03-12T23:50")


def test_what_was_submitted_stands_still(district: Any, visit_id: int) -> None:
    district.now += timedelta(minutes=30)
    says(district, visit_id, "night", "加查完毕")
    before = submission(district, visit_id)
    section_id = section_id_of(district, visit_id)
    with district.act() as uow:
        section = uow.session.get_one(Section, section_id)
        section.state, section.concluded_at = "concluded", district.now
        visit = uow.session.get_one(Visit, visit_id)
        visit.state, visit.submitted_at = "submitted", district.now
    district.now += timedelta(hours=9)
    with district.act() as uow:
        assert "night" in [state.question.name for state in sheet_of(uow, section_id).asked]
        after = ElementTree.fromstring(filed_section(uow, section_id).submission.xml)
    assert after.findtext("night") == before.findtext("night") == "加查完毕"


def submission(district: Any, visit_id: int) -> ElementTree.Element:
    section_id = section_id_of(district, visit_id)
    with district.act() as uow:
        return ElementTree.fromstring(filed_section(uow, section_id).submission.xml)
