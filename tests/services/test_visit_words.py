"""What papers take from the registries is kept by the act that starts a visit, on site or at the desk."""

from typing import Any

import pytest
from sqlalchemy import select

from handlers.screens.exceptions import exceptions
from handlers.words import words_of as words_of_language
from services import arrival, desk_checks, tasks
from services.notice_paper import notice_of
from services.record_paper import wording_of
from services.seen import seen_visit
from services.standing_record import content_of
from services.supervision import supervised_of
from services.visit_words import person_words, replace_in_words, words_of
from storage.tables import Department, InspectionObject, Person, Visit
from tests.services.paper_words import read
from tests.services.submitted import does


def starts_on_site(district: Any, visit_id: int) -> None:
    does(district, arrival.note_arrival, visit_id)
    does(district, arrival.skip_place, visit_id)
    does(district, arrival.give_reason, visit_id, "现场另有原因")
    assert does(district, arrival.start_section, visit_id)


def starts_at_the_desk(district: Any, visit_id: int) -> None:
    with district.act() as uow:
        uow.session.get_one(Visit, visit_id).method = "written"
    assert does(district, desk_checks.start_desk, visit_id)


def test_a_skipped_place_stays_on_the_record_and_is_told_until_one_is_sent(district: Any) -> None:
    visit_id = district.visit()
    for code in ("SJ-01", "SJ-02"):
        does(district, tasks.accept_task, visit_id, code=code)
    starts_on_site(district, visit_id)

    def told() -> tuple[str, str, list[str]]:
        with district.act() as uow:
            seen = seen_visit(uow, visit_id)
            flags = [flag.kind for flag in supervised_of(uow, visit_id).flags if flag.kind == "place"]
            return content_of(uow, seen), wording_of(uow, seen)[2], flags

    content, remarks, flags = told()
    assert remarks.count("检查开始时未提供定位") == 1
    assert flags == ["place"]
    with district.act() as uow:
        lines = exceptions(words_of_language("zh-CN"), supervised_of(uow, visit_id))
    assert any("未提供定位（跳过了）" in line for line in lines)
    # What follows is nothing that voids signatures.
    does(district, arrival.claim_place, visit_id, arrival.Claim("shared", 29.72, 106.63, 10, district.now, 7))
    assert told() == (content, remarks, [])


def renames(district: Any, visit_id: int, name: str) -> None:
    with district.act() as uow:
        uow.session.get_one(InspectionObject, uow.session.get_one(Visit, visit_id).object_id).name = name
        uow.session.scalars(select(Person).where(Person.code == "SJ-01")).one().name = {"zh": name, "en": name}
        uow.session.scalars(select(Department).where(Department.code == "SJ")).one().name = {"zh": name, "en": name}


@pytest.mark.parametrize("starts", [starts_on_site, starts_at_the_desk])
def test_the_start_keeps_the_words_of_its_moment(district: Any, starts: Any) -> None:
    visit_id = district.visit()
    does(district, tasks.accept_task, visit_id)
    renames(district, visit_id, "先改的名")
    starts(district, visit_id)
    with district.act() as uow:
        before = content_of(uow, seen_visit(uow, visit_id))
    renames(district, visit_id, "后改的名")
    with district.act() as uow:
        seen, words = seen_visit(uow, visit_id), words_of(uow, uow.session.get_one(Visit, visit_id))
        # Who signed before the import has signed what the record says after it.
        assert content_of(uow, seen) == before
        assert words.inspected.name == seen.inspected.name == "先改的名"
        assert {each.name["zh"] for each in seen.members if each.seat == 1} >= {"先改的名"}
        assert "先改的名" in [section.department["zh"] for section in seen.sections]


def test_who_joins_a_team_later_is_named_as_registered_then(district: Any) -> None:
    visit_id = int(district.starts())
    with district.act() as uow:
        visit = uow.session.get_one(Visit, visit_id)
        joins = uow.session.scalars(select(Person).where(Person.code == "SJ-07")).one()
        of, certificate = joins.person_id, joins.certificate_number or ""
        gone = words_of(uow, visit).team[0]
        replace_in_words(uow, visit, gone.person_id, of)
    with district.act() as uow:
        uow.session.get_one(Person, of).certificate_number = "22000009999"
    with district.act() as uow:
        visit = uow.session.get_one(Visit, visit_id)
        assert person_words(uow, visit, of).certificate == certificate
        words = words_of(uow, visit)
        # In the same place; who has left is named by the same words where they have acted, and comes no more.
        assert words.team[0].person_id == of
        assert gone not in words.team
        assert words.person(gone.person_id) == gone
        shown = notice_of(uow, visit_id, "", read).officers
        assert [each.name for each in shown] == [each.name["zh"] for each in words.team]
        replace_in_words(uow, visit, of, None)
        assert of not in [each.person_id for each in words_of(uow, visit).team]
