"""A department's result: chosen under the rules, confirmed when complete, changed at the price of the signatures."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from rules.events import RecordChanged, SectionConcluded, SectionNudged, SectionReopened
from rules.refusals import Refused
from services import conclusions, signed_sheets
from services.conclusions import ConclusionView
from storage.ledger import links_of
from storage.tables import Section
from storage.unit_of_work import reading


def view(district: Any, visit_id: int, code: str = "SJ-01") -> ConclusionView:
    with district.act() as uow:
        return conclusions.view_conclusion(uow, district.actor(uow, code), visit_id)


def does(district: Any, what: Any, visit_id: int, *more: Any, code: str = "SJ-01") -> Any:
    with district.act() as uow:
        return what(uow, district.actor(uow, code), visit_id, *more)


def refusal(district: Any, what: Any, visit_id: int, *more: Any, code: str = "SJ-01") -> str:
    with pytest.raises(Refused) as refused:
        does(district, what, visit_id, *more, code=code)
    return str(refused.value.code)


def types_in(district: Any, number: str = "017-03") -> list[str]:
    with reading(district.database) as session:
        return [link["type"] for link in links_of(session, f"visit:{number}")]


def test_without_problems_the_first_result_is_chosen_beforehand(district: Any) -> None:
    visit_id = district.starts()
    district.fills("SJ-01")
    seen = view(district, visit_id)
    assert (seen.chosen, seen.numbers, seen.lacking) == (("none",), (), ())
    does(district, conclusions.conclude_section, visit_id)
    with reading(district.database) as session:
        section = session.scalars(select(Section).where(Section.visit_id == visit_id, Section.place == 1)).one()
        assert (section.state, section.results) == ("concluded", ["none"])
        assert section.concluded_at is not None


def test_a_problem_refuses_the_first_result_and_asks_for_another(district: Any) -> None:
    visit_id = district.starts()
    district.fills("SJ-01", problems=(10,))
    assert view(district, visit_id).chosen == ()
    assert refusal(district, conclusions.choose_result, visit_id, "none") == "RESULT_001"
    assert refusal(district, conclusions.conclude_section, visit_id) == "RESULT_003"
    does(district, conclusions.choose_result, visit_id, "order")
    does(district, conclusions.choose_result, visit_id, "guidance")
    does(district, conclusions.conclude_section, visit_id)
    assert view(district, visit_id).section.results == ("order", "guidance")


def test_without_a_problem_only_the_first_result_can_be_chosen(district: Any) -> None:
    visit_id = district.starts()
    district.fills("SJ-01")
    assert refusal(district, conclusions.choose_result, visit_id, "order") == "RESULT_002"


def test_what_is_unanswered_forbids_to_confirm_and_a_photograph_may_follow(district: Any) -> None:
    visit_id = district.starts()
    assert refusal(district, conclusions.conclude_section, visit_id) == "RESULT_004"
    district.fills("SJ-01", problems=(10,))
    seen = view(district, visit_id)
    assert [missing.kind for missing in seen.progress.missing] == ["photo"]
    assert seen.lacking == ()
    # Texts and numbers are counted as well, so that the figures add up.
    how_far = seen.progress
    told = (how_far.complies, how_far.not_applicable, len(how_far.problems), how_far.other)
    assert how_far.other > 0
    assert sum(told) == how_far.answered


def test_a_confirmed_result_takes_no_changes(district: Any) -> None:
    visit_id = district.starts()
    district.fills("SJ-01")
    does(district, conclusions.conclude_section, visit_id)
    for what, more in (
        (conclusions.choose_result, ("none",)),
        (conclusions.set_remarks, ("后补",)),
        (conclusions.conclude_section, ()),
    ):
        assert refusal(district, what, visit_id, *more) == "RESULT_005"


def test_a_stranger_to_the_visit_changes_nothing(district: Any) -> None:
    visit_id = district.starts()
    assert refusal(district, conclusions.choose_result, visit_id, "none", code="SJ-03") == "VISIT_001"


def test_before_the_start_there_is_no_result(district: Any) -> None:
    visit_id = district.visit()
    assert refusal(district, conclusions.choose_result, visit_id, "none") == "VISIT_003"


def test_remarks_are_kept_and_stand_in_the_ledger_only_sealed(district: Any) -> None:
    visit_id = district.starts()
    does(district, conclusions.set_remarks, visit_id, "  店长李某在场  ")
    assert view(district, visit_id).remarks == "店长李某在场"
    with reading(district.database) as session:
        [body] = [each["body"] for each in links_of(session, "visit:017-03") if each["type"] == "remarks_set"]
    assert list(body["remarks"]) == ["sealed"]
    assert refusal(district, conclusions.set_remarks, visit_id, "长" * 1001) == "RESULT_009"


def test_both_departments_conclude_on_their_own(district: Any) -> None:
    visit_id = district.starts()
    district.fills("SJ-01")
    district.fills("XF-01")
    does(district, conclusions.conclude_section, visit_id)
    with district.act() as uow:
        assert not conclusions.is_all_concluded(uow, visit_id)
        team = conclusions.view_team_progress(uow, district.actor(uow, "SJ-02"), visit_id)
    assert (team.mine.is_concluded, [other.is_concluded for other in team.others]) == (True, [False])
    assert team.others[0].last_by["zh"] == "赵岩"
    does(district, conclusions.conclude_section, visit_id, code="XF-02")
    with district.act() as uow:
        assert conclusions.is_all_concluded(uow, visit_id)
    assert sum(isinstance(event, SectionConcluded) for event in district.heard) == 2
    assert district.chains_are_whole()


def test_reopening_makes_every_signature_void_and_keeps_it_for_the_record(district: Any) -> None:
    visit_id = district.starts()
    district.fills("SJ-01")
    does(district, conclusions.conclude_section, visit_id)
    page = district.photographs("SJ-01", "signature")
    does(district, signed_sheets.add_page, visit_id, page)
    assert does(district, signed_sheets.close_sheet, visit_id) == 5
    assert view(district, visit_id).signatures == 5
    assert does(district, conclusions.reopen_section, visit_id) == 5
    seen = view(district, visit_id)
    assert (seen.signatures, seen.section.state, seen.chosen) == (0, "running", ("none",))
    assert [each for each in types_in(district) if each in ("reopened", "signatures_voided")] == [
        "reopened",
        "signatures_voided",
    ]
    assert isinstance(district.heard[-2], RecordChanged)
    assert isinstance(district.heard[-1], SectionReopened)
    assert refusal(district, conclusions.reopen_section, visit_id) == "RESULT_006"


def test_a_department_that_confirms_later_makes_earlier_signatures_void(district: Any) -> None:
    visit_id = district.starts()
    district.fills("SJ-01")
    district.fills("XF-01")
    does(district, conclusions.conclude_section, visit_id)
    does(district, signed_sheets.add_page, visit_id, district.photographs("SJ-01", "signature"))
    does(district, signed_sheets.close_sheet, visit_id)
    does(district, conclusions.conclude_section, visit_id, code="XF-01")
    assert view(district, visit_id).signatures == 0


def test_a_reminder_goes_out_once_in_fifteen_minutes(district: Any) -> None:
    visit_id = district.starts()
    district.fills("SJ-01")
    does(district, conclusions.conclude_section, visit_id)
    does(district, conclusions.nudge, visit_id)
    district.now += timedelta(minutes=14)
    assert refusal(district, conclusions.nudge, visit_id, code="SJ-02") == "RESULT_007"
    district.now += timedelta(minutes=1)
    does(district, conclusions.nudge, visit_id)
    assert sum(isinstance(event, SectionNudged) for event in district.heard) == 2


def test_nobody_is_reminded_who_has_finished(district: Any) -> None:
    visit_id = district.starts()
    for code in ("SJ-01", "XF-01"):
        district.fills(code)
        does(district, conclusions.conclude_section, visit_id, code=code)
    district.photographs("XF-01", "scene")
    assert refusal(district, conclusions.nudge, visit_id) == "RESULT_008"
