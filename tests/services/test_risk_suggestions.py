"""Suggested classes: found by rules from approved results, accepted or declined by people, and kept."""

from sqlalchemy import delete, select, update

from bot.registering import stage_undo, write_all
from handlers.act import Act
from handlers.screens.registries import entry_screen, history_screen
from handlers.words import words_of
from rules.messages import Card
from services.breaches import (
    breach_proposals,
    decline_breach,
)
from services.registry_history import history_of
from services.registry_intake import registry_work
from services.registry_undo import offers_undo, undo_import
from services.registry_view import taken_import_view
from services.risk_suggestions import accept_risk, decline_risk, risk_suggestion
from services.statistics_files import statistics_tables
from storage.tables import InspectionObject, RiskDecision, Role, Section, Visit
from tests.services.conftest import District
from tests.services.counted_visits import approve_visits
from tests.services.inspected_object import (
    CODE,
    finds,
    inspected,
    is_inspected,
    links,
    mark_of,
    risk_of,
    rows_of,
    suggested,
)
from tests.services.submitted import does, refusal


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
    # So is what stands for the file that there is none of.
    with district.act() as uow:
        for language, told in (("zh-CN", "风险等级建议"), ("en", "Suggested risk class")):
            act = Act(uow, district.actor(uow, "SJ-04"), 1, 1, 1, uow.now, words_of(language))
            for [card] in (history_screen(act), entry_screen(act, CODE)):
                assert isinstance(card, Card)
                assert told in card.text, language
                assert ("建议" in card.text) == (language == "zh-CN")
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


def test_what_was_read_must_still_be_so(district: District) -> None:
    of = inspected(district, "penalty")
    found = does(district, risk_suggestion, of, code="SJ-04")
    mark = found.suggested.mark
    with district.act() as uow:
        uow.session.get_one(Visit, found.suggested.visits[-1]).state = "returned"
    assert refusal(district, accept_risk, of, mark, code="SJ-04") == "STAT_005"
    assert risk_of(district, of)[0] == "B"
