"""The notice before the visit: paper with its receipt, telephone, refusal, another day."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from rules.events import NoticeChanged, NoticeRefused
from rules.refusals import Refused
from services import evidence, serving, tasks
from services.batches import Belonging
from services.evidence import Arrived
from services.notice_paper import notice_of
from services.notice_sheet import NoticeSheet, view_notice
from services.office_day import today
from storage.tables import LedgerLink, Opening, Section, Visit
from storage.unit_of_work import UnitOfWork, reading
from tests.services.paper_words import read

Serving = Callable[..., Any]


def does(district: Any, serve: Serving, *values: Any, code: str = "SJ-01", **known: Any) -> Any:
    with district.act() as uow:
        return serve(uow, district.actor(uow, code), district.visit(), *values, **known)


def accepts(district: Any, *codes: str) -> None:
    for code in codes or ("SJ-01",):
        does(district, tasks.accept_task, code=code)


def notice(district: Any) -> NoticeSheet:
    sheet: NoticeSheet = does(district, view_notice)
    return sheet


def photograph(district: Any, message_id: int = 900) -> None:
    with district.act() as uow:
        arrived = Arrived(7101, message_id, "photo", f"f{message_id}", f"u{message_id}", True, uow.now)
        evidence.receive(uow, district.actor(uow, "SJ-01"), arrived, Belonging("notice", district.visit()))


def links(district: Any, type_: str) -> list[dict[str, Any]]:
    with reading(district.database) as session:
        chosen = select(LedgerLink).where(LedgerLink.chain == "visit:017-03", LedgerLink.type == type_)
        return [link.body for link in session.scalars(chosen)]


def refused_with(code: str) -> Any:
    return pytest.raises(Refused, match=code)


def test_the_number_is_printed_as_the_district_writes_it(district: Any) -> None:
    with district.act() as uow:
        year = today(uow).year
    sheet = notice(district)
    assert sheet.number == f"部门联合双随机抽检字【{year}】第58号"
    assert sheet.matters == 6


def test_a_photograph_and_a_receiver_serve_the_notice_in_either_order(district: Any) -> None:
    accepts(district)
    assert does(district, serving.choose_receiver, "staff") is False
    photograph(district)
    assert does(district, serving.note_receipt_photo) is True
    sheet = notice(district)
    assert (sheet.state, sheet.received_by, sheet.photos) == ("served", "staff", 1)
    does(district, serving.correct_service)
    assert does(district, serving.choose_receiver, "person_in_charge") is True
    assert links(district, "notice_served")[-1] == {"way": "paper", "received_by": "person_in_charge", "photos": 1}
    assert district.chains_are_whole()


def test_a_photograph_alone_serves_nothing(district: Any) -> None:
    accepts(district)
    photograph(district)
    assert does(district, serving.note_receipt_photo) is False
    assert notice(district).state == "prepared"
    with refused_with("NOTICE_003"):
        does(district, serving.serve_on_paper)


def test_without_a_photograph_a_reason_is_needed(district: Any) -> None:
    accepts(district)
    does(district, serving.choose_receiver, "other")
    with refused_with("NOTICE_011"):
        does(district, serving.serve_on_paper)
    assert does(district, serving.name_receiver, "店长的妻子") is False
    with refused_with("NOTICE_002"):
        does(district, serving.serve_on_paper)
    assert does(district, serving.excuse_photo, "手机没电") is True
    assert notice(district).state == "served"
    told = json.dumps(links(district, "notice_served"), ensure_ascii=False)
    assert [said in told for said in ("手机没电", "店长的妻子")] == [False, False]


def test_somebody_else_received_it_only_with_who_that_is(district: Any) -> None:
    accepts(district)
    photograph(district)
    assert does(district, serving.choose_receiver, "other") is False
    assert does(district, serving.note_receipt_photo) is False
    with refused_with("VISIT_"):
        does(district, serving.name_receiver, "1")
    assert does(district, serving.name_receiver, "店长的妻子") is True
    assert (notice(district).received_by, notice(district).receiver) == ("other", "店长的妻子")
    with district.act() as uow:
        assert notice_of(uow, district.visit(), "", read).party.says == "店长的妻子签收，见回执照片"
    # Another receiver takes the name with it.
    does(district, serving.correct_service)
    assert does(district, serving.choose_receiver, "staff") is True
    assert notice(district).receiver == ""


def test_a_withdrawn_photograph_is_no_receipt(district: Any) -> None:
    accepts(district)
    does(district, serving.choose_receiver, "staff")
    photograph(district)
    with district.act() as uow:
        evidence.withdraw(uow, district.actor(uow, "SJ-01"), "m900")
    assert does(district, serving.note_receipt_photo) is False


def test_nobody_serves_before_accepting_the_task(district: Any) -> None:
    with refused_with("BEFORE_001"):
        does(district, serving.announce_by_telephone)
    assert notice(district).state == "prepared"


def test_nobody_else_serves_the_notice_of_a_team(district: Any) -> None:
    with refused_with("VISIT_001"):
        does(district, serving.announce_by_telephone, code="SJ-06")


def test_what_is_served_is_not_served_again(district: Any) -> None:
    accepts(district, "SJ-01", "XF-01")
    does(district, serving.choose_receiver, "staff")
    photograph(district)
    does(district, serving.note_receipt_photo)
    for again in (serving.announce_by_telephone, serving.serve_on_paper, serving.confirm_refusal):
        with refused_with("NOTICE_001"):
            does(district, again, code="XF-01")
    assert len(links(district, "notice_served")) == 1


def test_an_announcement_by_telephone_leaves_the_paper_to_be_handed_over(district: Any) -> None:
    accepts(district)
    does(district, serving.announce_by_telephone)
    sheet = notice(district)
    assert (sheet.state, sheet.announced_by) == ("announced", {"zh": "陈立", "en": "Chen Li"})
    photograph(district)
    does(district, serving.choose_receiver, "person_in_charge")
    assert notice(district).state == "served"


def test_a_refusal_lacks_who_what_and_the_witness_until_it_has_them(district: Any) -> None:
    accepts(district)
    assert notice(district).refusal.lacks == ("by", "said", "witness")
    with refused_with("NOTICE_004"):
        does(district, serving.confirm_refusal)
    does(district, serving.note_refusal, by="staff")
    does(district, serving.note_refusal, said="店长看后不签，称老板不在。")
    assert notice(district).refusal.lacks == ("witness",)
    does(district, serving.note_refusal, witness="李某 139 1234 5678")
    assert notice(district).refusal.lacks == ()


def test_a_refused_notice_is_left_there_and_the_supervisor_is_told(district: Any) -> None:
    accepts(district)
    does(district, serving.note_refusal, by="staff", said="不签", witness="李某 13912345678")
    district.heard.clear()
    assert does(district, serving.confirm_refusal) is True
    sheet = notice(district)
    assert (sheet.state, sheet.refusal.by, sheet.refusal.witness_phone) == ("refused", "staff", "13912345678")
    assert NoticeRefused(district.visit()) in district.heard
    [link] = links(district, "notice_refused")
    assert link["by"] == "staff"
    assert not {"李某", "13912345678", "不签"} & set(map(str, link.values()))
    with reading(district.database) as session:
        sealed = set(session.scalars(select(Opening.value).where(Opening.chain == "visit:017-03")))
    assert {"李某", "13912345678", "不签"} <= sealed


def test_nobody_there_needs_no_words_but_a_witness_or_a_reason_for_none(district: Any) -> None:
    accepts(district)
    does(district, serving.note_refusal, by="nobody")
    assert notice(district).refusal.lacks == ("witness",)
    does(district, serving.note_refusal, no_witness_kind="nobody")
    assert does(district, serving.confirm_refusal) is True


def test_a_place_that_was_not_found_leaves_the_notice_unserved_and_is_told(district: Any) -> None:
    accepts(district)
    does(district, serving.note_refusal, by="not_found")
    district.heard.clear()
    assert does(district, serving.confirm_refusal) is False
    sheet = notice(district)
    assert (sheet.state, sheet.refusal.by) == ("prepared", "not_found")
    assert sheet.refusal.confirmed_at == district.now
    assert NoticeRefused(district.visit()) in district.heard
    photograph(district)
    assert does(district, serving.choose_receiver, "staff") is True


def test_a_witness_and_the_reason_for_none_exclude_each_other(district: Any) -> None:
    accepts(district)
    does(district, serving.note_refusal, witness="李某 13912345678")
    does(district, serving.note_refusal, no_witness="店里没有别人")
    assert (notice(district).refusal.witness_name, notice(district).refusal.no_witness) == ("", "店里没有别人")
    does(district, serving.note_refusal, witness="李某 13912345678")
    assert (notice(district).refusal.witness_name, notice(district).refusal.no_witness) == ("李某", "")


@pytest.mark.parametrize("name", ["周敏", "Zhou Min", "赵岩"])
def test_an_officer_of_the_team_is_no_witness(district: Any, name: str) -> None:
    accepts(district)
    with refused_with("SIGN_005"):
        does(district, serving.note_refusal, witness=f"{name} 13912345678")


def test_a_photograph_while_a_refusal_is_written_down_does_not_serve(district: Any) -> None:
    accepts(district)
    does(district, serving.note_refusal, by="staff", said="不签")
    photograph(district)
    assert does(district, serving.note_receipt_photo) is False
    assert notice(district).state == "prepared"


def test_another_day_lies_within_the_window_and_not_in_the_past(district: Any) -> None:
    accepts(district)
    with district.act() as uow:
        day = today(uow)
    does(district, serving.change_date, day + timedelta(days=4))
    assert notice(district).planned_on == day + timedelta(days=4)
    for wrong in (day - timedelta(days=1), day + timedelta(days=11)):
        with refused_with("NOTICE_006"):
            does(district, serving.change_date, wrong)
    assert len(links(district, "notice_date_changed")) == 1


def test_another_day_makes_a_telephone_call_void(district: Any) -> None:
    accepts(district)
    does(district, serving.announce_by_telephone)
    with district.act() as uow:
        day = today(uow)
    does(district, serving.change_date, day + timedelta(days=2))
    assert notice(district).state == "prepared"


def test_after_the_window_no_day_is_left(district: Any) -> None:
    accepts(district)
    district.now += timedelta(days=30)
    with district.act() as uow:
        day = today(uow)
    with refused_with("NOTICE_007"):
        does(district, serving.change_date, day)


def test_a_correction_takes_the_service_back_and_the_trace_stays(district: Any) -> None:
    accepts(district)
    does(district, serving.note_refusal, by="nobody", no_witness_kind="nobody")
    does(district, serving.confirm_refusal)
    does(district, serving.correct_service)
    sheet = notice(district)
    assert (sheet.state, sheet.served_at, sheet.refusal.by) == ("prepared", None, None)
    assert links(district, "notice_corrected") == [{"state": "refused", "way": "left", "received_by": ""}]
    with refused_with("NOTICE_009"):
        does(district, serving.correct_service)


def test_once_a_section_runs_the_service_is_corrected_no_more_but_may_be_made_up(district: Any) -> None:
    accepts(district)
    does(district, serving.announce_by_telephone)
    with district.act() as uow:
        uow.session.scalars(select(Section).where(Section.visit_id == district.visit())).first().state = "running"
    with refused_with("NOTICE_008"):
        does(district, serving.correct_service)
    photograph(district)
    assert does(district, serving.choose_receiver, "staff") is True


def test_a_submitted_visit_is_locked(district: Any) -> None:
    accepts(district)
    with district.act() as uow:
        uow.session.get_one(Visit, district.visit()).state = "submitted"
    with refused_with("VISIT_002"):
        does(district, serving.announce_by_telephone)


def test_every_change_reaches_the_teams_cards(district: Any) -> None:
    accepts(district)
    district.heard.clear()
    does(district, serving.announce_by_telephone)
    with district.act() as uow:
        me = district.actor(uow, "SJ-01").person_id
    assert district.heard == [NoticeChanged(district.visit(), me)]


def test_looking_changes_nothing(district: Any) -> None:
    def look(uow: UnitOfWork) -> NoticeSheet:
        return view_notice(uow, district.actor(uow, "XF-02"), district.visit())

    with district.act() as uow:
        assert look(uow).state == "prepared"
        assert not uow.session.dirty
