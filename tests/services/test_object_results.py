"""Suggested classes, the list of serious breaches, credit records: found by rules, decided by people, kept."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from bot.registering import stage_undo, write_all
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
from services.registry_history import history_of
from services.registry_intake import registry_work
from services.registry_undo import offers_undo, undo_import
from services.registry_view import taken_import_view
from services.risk_suggestions import accept_risk, decline_risk, risk_suggestion, risk_suggestions
from services.statistics_files import statistics_tables
from storage.files import FileStore
from storage.ledger import links_of
from storage.tables import Clue, InspectionObject, ObjectKeeper, Person, Review, RiskDecision, Role, Section, Visit
from storage.unit_of_work import reading
from tests.services.conftest import District
from tests.services.counted_visits import approve_visits, enter_visits
from tests.services.publications_made import Publisher
from tests.services.submitted import does, refusal

CODE, NAME = "92500112YB00010193", "晨露"


def inspected(district: District, *results: str, days_ago: int = 30) -> int:
    """Give an object visits with these results, a day apart, and nothing else; return its number."""
    with district.act() as uow:
        visits = uow.session.scalars(
            select(Visit).where(Visit.visit_id.in_(enter_visits(uow, 40))).order_by(Visit.visit_id)
        ).all()
        of = uow.session.scalars(select(InspectionObject).where(InspectionObject.registration_code == CODE)).one()
        of.risk, of.flags = "B", []
        for place, visit in enumerate(visits):
            visit.state, visit.is_trial = "void", False
            if place < len(results):
                visit.state, visit.object_id = "submitted", of.object_id
                visit.started_at = visit.submitted_at = uow.now - timedelta(days=days_ago - place)
                for section in uow.session.scalars(select(Section).where(Section.visit_id == visit.visit_id)):
                    section.results = [results[place]]
        approve_visits(uow, [visit.visit_id for visit in visits[: len(results)]])
        return of.object_id


def finds(district: District, visit_id: int, *results: str) -> None:
    """Give a visit other results."""
    with district.act() as uow:
        for section in uow.session.scalars(select(Section).where(Section.visit_id == visit_id)):
            section.results = list(results)


def rows_of(district: District, object_id: int) -> list[int]:
    """The visits of an object, in the order in which they were assigned."""
    with reading(district.database) as session:
        chosen = select(Visit.visit_id).where(Visit.object_id == object_id, Visit.state == "submitted")
        return list(session.scalars(chosen.order_by(Visit.visit_id)))


def is_inspected(district: District, visit_id: int, days_ago: int) -> None:
    with district.act() as uow:
        visit = uow.session.get_one(Visit, visit_id)
        visit.started_at = visit.submitted_at = uow.now - timedelta(days=days_ago)


def risk_of(district: District, object_id: int) -> tuple[str, str | None]:
    with reading(district.database) as session:
        row = session.get_one(InspectionObject, object_id)
        return row.risk, row.risk_source


def links(district: District, chain: str, beginning: str) -> list[dict[str, Any]]:
    with reading(district.database) as session:
        return [link for link in links_of(session, chain) if link["type"].startswith(beginning)]


def mark_of(district: District, object_id: int) -> int:
    """What names the suggestion about an object, as it stands."""
    found = does(district, risk_suggestion, object_id, code="SJ-04")
    return int(found.suggested.mark)


def suggested(district: District, code: str = "SJ-04") -> list[tuple[str, str, str]]:
    found = does(district, risk_suggestions, code=code)
    return [(each.registration_code, each.suggested.rule.key, f"{each.risk}{each.suggested.risk}") for each in found]


def test_a_suggested_class_is_accepted_and_stands_in_the_registry_with_its_history(district: District) -> None:
    of = inspected(district, "penalty")
    assert suggested(district) == [(CODE, "severe", "BC")]
    found = does(district, risk_suggestion, of, code="SJ-04")
    does(district, accept_risk, of, found.suggested.mark, code="SJ-04")
    assert risk_of(district, of) == ("C", "抽查结果")
    with district.act() as uow:
        newest = history_of(uow, CODE)[0]
        body = {"person": district.actor(uow, "SJ-04").person_id, "of": of, "language": "en"}
        _, (about, _) = statistics_tables(uow, "statistics_credit", body)
    # The registry keeps it in Chinese, and it is read in English.
    assert "results of inspections" in [row[1] for row in about.rows]
    assert (newest.before["risk"], newest.after["risk"], newest.taken.name) == ("B", "C", "风险等级建议 晨露餐饮 B→C")
    [link] = links(district, "registry", "risk_suggestion_")
    assert (link["type"], link["actor"]) == ("risk_suggestion_accepted", "SJ-04")
    assert (link["body"]["from"], link["body"]["to"], link["body"]["rule"]) == ("B", "C", "severe")
    # The same visits raise nobody twice.
    assert suggested(district) == []
    assert refusal(district, accept_risk, of, found.suggested.mark, code="SJ-04") == "STAT_005"
    assert district.chains_are_whole()


def accepted_class(district: District, of: int, code: str = "SJ-04") -> int:
    """Accept the suggested class of an object; return the import that it is."""
    mark = does(district, risk_suggestion, of, code=code).suggested.mark
    does(district, accept_risk, of, mark, code=code)
    with district.act() as uow:
        return history_of(uow, CODE)[0].taken.import_id


def takes_back(district: District, taken: int, code: str = "SJ-04") -> None:
    """Take an accepted class back, as the worker does it."""
    undoing = does(district, undo_import, taken, code=code)
    with district.act() as uow:
        work = registry_work(uow, undoing, 1)
    assert work is not None
    note = stage_undo(district.act, undoing, 1, work)
    with district.act() as uow:
        note(uow)
    write_all(district.act, undoing, lambda _done, _total: None)


def test_an_accepted_class_is_taken_back_like_any_import(district: District) -> None:
    of = inspected(district, "penalty")
    taken = accepted_class(district, of)
    assert does(district, taken_import_view, taken, code="SJ-04").written == 1
    takes_back(district, taken)
    assert not does(district, offers_undo, taken, code="SJ-04")
    assert refusal(district, undo_import, taken, code="SJ-04") == "REG_071"
    assert risk_of(district, of) == ("B", None)
    assert suggested(district) == []
    assert district.chains_are_whole()


def test_a_class_is_taken_back_by_whoever_accepted_it_or_administers(district: District) -> None:
    of = inspected(district, "penalty")
    with district.act() as uow:
        uow.session.add(
            Role(
                person_id=district.actor(uow, "SJ-06").person_id,
                role="supervisor",
                department_id=district.actor(uow, "SJ-06").department_id,
            )
        )
    taken = accepted_class(district, of, "SJ-06")
    assert [does(district, offers_undo, taken, code=code) for code in ("SJ-06", "SJ-04", "SJ-03", "JT-01")] == [
        *(True, True, False, False)
    ]
    assert refusal(district, undo_import, taken, code="SJ-03").startswith("REG_")
    with district.act() as uow:
        mine = delete(Role).where(Role.person_id == district.actor(uow, "SJ-06").person_id, Role.role == "supervisor")
        uow.session.execute(mine)
    assert refusal(district, undo_import, taken, code="SJ-06") == "STAT_002"
    takes_back(district, taken)
    assert risk_of(district, of)[0] == "B"


def test_one_set_of_facts_raises_a_class_once(district: District) -> None:
    of = inspected(district, "order", "penalty", "penalty", "none")
    *_, last = rows_of(district, of)
    taken = accepted_class(district, of)
    assert risk_of(district, of)[0] == "C"
    # The order and the penalties are two inspections with problems; the penalties have made their step.
    assert suggested(district) == []
    finds(district, last, "guidance")
    assert suggested(district) == [(CODE, "repeated", "CD")]
    assert does(district, risk_suggestion, of, code="SJ-04").suggested.visits == (rows_of(district, of)[0], last)
    # A step that was taken back has used nothing.
    takes_back(district, taken)
    assert len(does(district, risk_suggestion, of, code="SJ-04").suggested.visits) == 4


def test_a_declined_class_needs_a_reason_and_comes_back_with_a_newer_visit(district: District) -> None:
    of = inspected(district, "order", "guidance")
    mark = mark_of(district, of)
    assert refusal(district, decline_risk, of, mark, " ", code="SJ-04").startswith("VISIT_")
    does(district, decline_risk, of, mark, "已当场改正，影响轻微", code="SJ-04")
    assert risk_of(district, of)[0] == "B"
    assert suggested(district) == []
    with district.act() as uow:
        later = uow.session.scalars(select(Visit).where(Visit.state == "void").order_by(Visit.visit_id.desc())).first()
        assert later is not None
        later.state, later.object_id, later.started_at = "submitted", of, uow.now
        for section in uow.session.scalars(select(Section).where(Section.visit_id == later.visit_id)):
            section.results = ["order"]
        approve_visits(uow, [later.visit_id])
    assert suggested(district) == [(CODE, "repeated", "BC")]


def test_what_was_inspected_later_is_newer_whenever_it_was_assigned(district: District) -> None:
    of = inspected(district, "none", "penalty", "penalty")
    first, *_ = rows_of(district, of)
    does(
        district,
        decline_risk,
        of,
        mark_of(district, of),
        "情节轻微",
        code="SJ-04",
    )
    [proposed] = does(district, breach_proposals, code="SJ-04")
    does(district, decline_breach, of, proposed.suggested.mark, "两次处罚均为小额", code="SJ-04")
    assert (suggested(district), does(district, breach_proposals, code="SJ-04")) == ([], ())
    # It was assigned before the two that were decided, and inspected after them.
    is_inspected(district, first, 1)
    finds(district, first, "penalty")
    found = does(district, risk_suggestion, of, code="SJ-04")
    assert (found.suggested.rule.key, found.suggested.visits[-1], len(found.suggested.visits)) == ("severe", first, 3)
    [proposed] = does(district, breach_proposals, code="SJ-04")
    assert (proposed.suggested.rule.key, proposed.suggested.visits[-1], len(proposed.suggested.visits)) == (
        "penalties",
        first,
        3,
    )


def test_a_decided_visit_with_another_result_suggests_anew(district: District) -> None:
    of = inspected(district, "order", "guidance")
    _, second = rows_of(district, of)
    mark = mark_of(district, of)
    does(district, decline_risk, of, mark, "已当场改正，影响轻微", code="SJ-04")
    finds(district, second, "guidance")
    assert suggested(district) == []
    finds(district, second, "penalty")
    assert suggested(district) == [(CODE, "severe", "BC")]
    # The first reading of it decides nothing any more.
    assert refusal(district, accept_risk, of, mark, code="SJ-04") == "STAT_005"


def test_a_decision_whose_results_are_not_known_stands_for_any(district: District) -> None:
    of = inspected(district, "penalty")
    does(
        district,
        decline_risk,
        of,
        mark_of(district, of),
        "情节轻微",
        code="SJ-04",
    )
    with district.act() as uow:
        uow.session.execute(update(RiskDecision).values(basis={}))
    finds(district, rows_of(district, of)[0], "coercion")
    assert suggested(district) == []


def test_a_decided_rule_does_not_hide_the_next_one(district: District) -> None:
    of = inspected(district, "penalty", "none", "none")
    _, second, third = rows_of(district, of)
    does(district, accept_risk, of, mark_of(district, of), code="SJ-04")
    assert suggested(district) == []
    finds(district, second, "order")
    finds(district, third, "guidance")
    assert suggested(district) == [(CODE, "repeated", "CD")]


def test_a_suggestion_is_read_anew_when_its_class_or_its_visits_change(district: District) -> None:
    of = inspected(district, "none", "penalty")
    first, _ = rows_of(district, of)
    read = does(district, risk_suggestion, of, code="SJ-04")
    finds(district, first, "penalty")
    now = does(district, risk_suggestion, of, code="SJ-04")
    assert now.suggested.visits[-1] == read.suggested.visits[-1]
    assert refusal(district, accept_risk, of, read.suggested.mark, code="SJ-04") == "STAT_005"
    with district.act() as uow:
        uow.session.get_one(InspectionObject, of).risk = "C"
    assert refusal(district, accept_risk, of, now.suggested.mark, code="SJ-04") == "STAT_005"


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


def test_what_was_read_must_still_be_so(district: District) -> None:
    of = inspected(district, "penalty")
    found = does(district, risk_suggestion, of, code="SJ-04")
    mark = found.suggested.mark
    with district.act() as uow:
        uow.session.get_one(Visit, found.suggested.visits[-1]).state = "returned"
    assert refusal(district, accept_risk, of, mark, code="SJ-04") == "STAT_005"
    assert risk_of(district, of)[0] == "B"


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
