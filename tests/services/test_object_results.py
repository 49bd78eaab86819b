"""The list of serious breaches and credit records: what they rest on, who decides about them, who reads them."""

from pathlib import Path

import pytest
from sqlalchemy import select, update

from rules.refusals import Refused
from services.breaches import (
    breach_proposals,
    decline_breach,
    release_breach,
    view_breaches,
    withdraw_breach,
)
from services.credit_records import credit_record, find_objects
from services.publishing import CHAIN
from services.risk_suggestions import risk_suggestion, risk_suggestions
from services.statistics_files import statistics_tables
from storage.files import FileStore
from storage.tables import Clue, ObjectKeeper, Person, Review, Role, Section, Visit
from storage.unit_of_work import reading
from tests.services.conftest import District
from tests.services.inspected_object import CODE, NAME, inspected, links, rows_of, suggested
from tests.services.publications_made import Publisher
from tests.services.submitted import does, refusal


@pytest.mark.parametrize("state", ["waiting", "seconding", "returned"])
def test_nothing_rests_on_what_nobody_has_approved(district: District, state: str) -> None:
    of = inspected(district, "penalty", "penalty")
    first, second = rows_of(district, of)
    assert len(does(district, breach_proposals, code="SJ-04")) == 1
    with district.act() as uow:
        uow.session.execute(update(Review).where(Review.visit_id == second).values(state=state))
    assert does(district, breach_proposals, code="SJ-04") == ()
    assert does(district, risk_suggestion, of, code="SJ-04").suggested.visits[-1] == first
    with district.act() as uow:
        uow.session.execute(update(Review).values(is_current=False))
    assert suggested(district) == []


def test_a_departments_supervisor_decides_about_its_own_objects_alone(district: District) -> None:
    of = inspected(district, "penalty", "penalty")
    with district.act() as uow:
        own, other = district.actor(uow, "SJ-06"), district.actor(uow, "XF-03")
        owner = uow.session.scalars(
            select(ObjectKeeper.department_id).where(ObjectKeeper.object_id == of, ObjectKeeper.is_owner)
        ).one()
        assert owner == own.department_id
        for each in (own, other):
            uow.session.add(Role(person_id=each.person_id, role="supervisor", department_id=each.department_id))
    assert suggested(district, "SJ-06") == [(CODE, "severe", "BC")]
    assert suggested(district, "XF-03") == []
    assert refusal(district, risk_suggestion, of, code="XF-03") == "STAT_002"
    assert refusal(district, risk_suggestions, code="SJ-03") == "STAT_002"
    mark = does(district, breach_proposals, code="SJ-06")[0].suggested.mark
    assert refusal(district, release_breach, of, mark, "第二条", code="XF-03") == "STAT_002"


def test_a_serious_breach_is_released_on_a_ground_shared_and_withdrawn(district: District) -> None:
    of = inspected(district, "penalty", "coercion")
    [found] = does(district, breach_proposals, code="SJ-04")
    assert (found.registration_code, found.suggested.rule.key) == (CODE, "penalties")
    assert refusal(district, release_breach, of, found.suggested.mark, "", code="SJ-04").startswith("VISIT_")
    ground = "《市场监督管理严重违法失信名单管理办法》第二条"
    breach_id = does(district, release_breach, of, found.suggested.mark, ground, code="SJ-04")
    assert does(district, breach_proposals, code="SJ-04") == ()
    assert does(district, credit_record, of, code="SJ-04").is_listed
    assert refusal(district, release_breach, of, found.suggested.mark, ground, code="SJ-04") == "STAT_006"
    with district.act() as uow:
        body = {"person": district.actor(uow, "SJ-04").person_id, "of": "", "language": "zh-CN"}
        _, (table,) = statistics_tables(uow, "statistics_breaches", body)
    assert [row[:2] for row in table.rows] == [("（演示）渝北晨露餐饮", CODE)]
    assert ground in table.rows[0]
    assert refusal(district, withdraw_breach, breach_id, "x", code="SJ-04").startswith("VISIT_")
    does(district, withdraw_breach, breach_id, "处罚决定已被撤销", code="SJ-04")
    assert does(district, view_breaches, code="SJ-04").total == 0
    assert refusal(district, withdraw_breach, breach_id, "处罚决定已被撤销", code="SJ-04") == "STAT_006"
    # Off the list, it is not proposed again for the same visits.
    assert does(district, breach_proposals, code="SJ-04") == ()
    assert [link["type"] for link in links(district, CHAIN, "breach_")] == ["breach_released", "breach_withdrawn"]
    assert links(district, CHAIN, "breach_")[0]["body"]["ground"] == ground
    assert district.chains_are_whole()


def test_who_is_kept_off_the_list_is_so_for_a_reason(district: District) -> None:
    of = inspected(district, "penalty", "penalty")
    [found] = does(district, breach_proposals, code="SJ-04")
    does(district, decline_breach, of, found.suggested.mark, "两次处罚均为小额，情节轻微", code="SJ-04")
    assert does(district, breach_proposals, code="SJ-04") == ()
    assert does(district, view_breaches, code="SJ-04").total == 0
    assert [link["type"] for link in links(district, CHAIN, "breach_")] == ["breach_declined"]


def test_a_record_has_every_inspection_and_no_trial(district: District) -> None:
    of = inspected(district, "none", "order", "penalty")
    view = does(district, credit_record, of, code="SJ-04")
    with reading(district.database) as session:
        chosen = select(Section.section_id).join(Visit, Visit.visit_id == Section.visit_id)
        mine = chosen.where(Visit.object_id == of, Visit.started_at.is_not(None), Visit.state != "void")
        assert view.total == len(session.scalars(mine).all()) == 4
    assert [[result.key for result in line.results] for line in view.lines] == [["penalty"], ["order"], ["order"]]
    assert {line.state for line in view.lines} == {"approved"}
    assert does(district, credit_record, of, 2, code="SJ-04").lines[0].results[0].key == "none"
    # A lead of one department reads its parts.
    assert does(district, credit_record, of, code="SJ-03").total == 3
    with district.act() as uow:
        body = {"person": district.actor(uow, "SJ-04").person_id, "of": of, "language": "en"}
        name, (about, lines) = statistics_tables(uow, "statistics_credit", body)
    assert name == f"credit-record-{CODE}"
    assert about.rows[0] == ("Name", "（演示）渝北晨露餐饮")
    assert len(lines.rows) == 4


def test_a_record_tells_what_is_followed_up_and_what_is_public(district: District, tmp_path: Path) -> None:
    publisher = Publisher(district.database, FileStore(f"file://{tmp_path / 'files'}"))
    visit_id = publisher.submits("017-03", ["order"])
    publisher.publishes("017-03")
    with district.act() as uow:
        section = uow.session.scalars(select(Section).where(Section.visit_id == visit_id, Section.place == 1)).one()
        for serial, state in enumerate(("open", "closed", "void"), 1):
            uow.session.add(
                Clue(
                    visit_id=visit_id,
                    serial=serial,
                    section_id=section.section_id,
                    question=f"q{serial}",
                    number=serial,
                    state=state,
                    department_id=section.department_id,
                    owner_id=district.actor(uow, "SJ-03").person_id,
                    due_on=uow.now.date(),
                    opened_at=uow.now,
                )
            )
        of = uow.session.get_one(Visit, visit_id).object_id
    market, fire = does(district, credit_record, of, code="SJ-04").lines
    assert (market.state, market.publication, market.clues, market.live_clues) == ("approved", "published", 2, 1)
    assert (fire.state, fire.publication, fire.clues, fire.live_clues) == ("approved", "open", 0, 0)


@pytest.mark.parametrize("text", [NAME, "演示）渝北晨露", "92500112yb00010193", " 晨露 "])
def test_an_object_is_found_by_name_and_code(district: District, text: str) -> None:
    assert [each.registration_code for each in does(district, find_objects, text, code="SJ-04")] == [CODE]


@pytest.mark.parametrize("text", ["没有这家", "%", "_", "", "YB00010193"])
def test_what_is_not_there_is_said_so(district: District, text: str) -> None:
    assert refusal(district, find_objects, text, code="SJ-04") == "STAT_004"


def test_a_revoked_person_gets_no_file(district: District) -> None:
    with district.act() as uow:
        actor = district.actor(uow, "SJ-04")
        uow.session.get_one(Person, actor.person_id).revoked_at = uow.now
        uow.session.flush()
        body = {"person": actor.person_id, "of": "year", "language": "zh-CN"}
        with pytest.raises(Refused):
            statistics_tables(uow, "statistics_xlsx", body)
