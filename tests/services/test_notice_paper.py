"""附件2 in every state of the service: what stands beside 当事人签字, on which day, with which photographs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from services import evidence, examination, serving, tasks
from services.examination import Found
from services.notice_paper import notice_of
from services.office_day import today
from tests.services.paper_words import read, said

PROOF = "签字人员证件与时间"
PHONE = "联系电话：023-00002001"
Step = Callable[[Any], None]


def does(district: Any, act: Any, *values: Any, **known: Any) -> None:
    with district.act() as uow:
        act(uow, district.actor(uow, "SJ-01"), district.visit(), *values, **known)


def secures(district: Any) -> None:
    """A photograph of the receipt arrives and is fetched."""
    evidence_id = district.photographs("SJ-01", "notice")
    with district.act() as uow:
        evidence.secure(uow, evidence_id, f"{evidence_id:064x}", 1)
        examination.settle(uow, evidence_id, Found("jpeg"))


def nothing(district: Any) -> None:
    """Nothing was done yet."""


def announced(district: Any) -> None:
    does(district, serving.announce_by_telephone)


def served(district: Any) -> None:
    secures(district)
    does(district, serving.choose_receiver, "staff")


def served_without_photo(district: Any) -> None:
    does(district, serving.choose_receiver, "person_in_charge")
    does(district, serving.excuse_photo, "手机没电")


def announced_then_served(district: Any) -> None:
    announced(district)
    served(district)


def refuses(**facts: str) -> Step:
    def refused(district: Any) -> None:
        does(district, serving.note_refusal, **facts)
        does(district, serving.confirm_refusal)

    return refused


def refused_with_photo(district: Any) -> None:
    secures(district)
    refuses(by="staff", said="等老板回来", no_witness="围观者均已离开")(district)


def refusal_begun(district: Any) -> None:
    does(district, serving.note_refusal, by="staff", said="等老板回来")


def not_found(district: Any) -> None:
    refuses(by="not_found")(district)


def found_after_all(district: Any) -> None:
    not_found(district)
    served(district)


# What was done, what then stands beside 当事人签字 (a line to sign on is nothing), whether the day stands there.
STATES = {
    "prepared": (nothing, "", False),
    "announced": (announced, "{day}已电话通知，通知书待送达。", False),
    "served": (served, "工作人员签收，见回执照片", True),
    "announced, then served": (announced_then_served, "工作人员签收，见回执照片", True),
    "served without a photograph": (served_without_photo, "负责人签收，无回执照片：手机没电", True),
    "refused before a witness": (
        refuses(by="person_in_charge", said="不认可", witness="王五 13800000000"),
        "负责人拒绝签收：不认可。已留置送达。见证人：王五。",
        True,
    ),
    "refused with photograph, without witness": (
        refused_with_photo,
        "工作人员拒绝签收：等老板回来。已留置送达。无见证人：围观者均已离开。见留置照片。",
        True,
    ),
    "nobody there": (
        refuses(by="nobody", no_witness_kind="nobody"),
        "现场无人签收。已留置送达。无见证人：现场无其他人。",
        True,
    ),
    "a refusal that is not confirmed": (refusal_begun, "", False),
    "not found": (not_found, "{day}按登记地址未找到当事人，未送达。", False),
    "not found, then served": (found_after_all, "工作人员签收，见回执照片", True),
}


@pytest.mark.parametrize("state", STATES)
def test_the_partys_line_says_how_the_notice_was_served(district: Any, state: str) -> None:
    happens, expected, is_dated = STATES[state]
    does(district, tasks.accept_task)
    happens(district)
    text = said(district, lambda uow: notice_of(uow, district.visit(), "", read))
    with district.act() as uow:
        on = today(uow)
    day = f"{on.year}年{on.month}月{on.day}日"
    beside = text.partition("当事人签字：")[2].partition(PHONE)
    assert beside[0] == expected.format(day=day)
    dated = beside[2].partition("附页：照片")[0].partition(PROOF)[0]
    assert dated == (day if is_dated else "年月日")


def test_the_photographs_of_the_service_follow_the_form(district: Any) -> None:
    does(district, tasks.accept_task)
    assert "附页：照片" not in said(district, lambda uow: notice_of(uow, district.visit(), "", read))
    served(district)
    assert "附页：照片照片1送达照片" in said(district, lambda uow: notice_of(uow, district.visit(), "", read))


def test_the_day_of_service_stays_when_the_paper_is_printed_later(district: Any) -> None:
    does(district, tasks.accept_task)
    served(district)
    with district.act() as uow:
        served_on = today(uow)
    district.now += timedelta(days=3)
    text = said(district, lambda uow: notice_of(uow, district.visit(), "", read))
    assert f"{served_on.year}年{served_on.month}月{served_on.day}日{PROOF}" in text


def test_officers_stand_with_their_certificates_and_telephones(district: Any) -> None:
    text = said(district, lambda uow: notice_of(uow, district.visit(), "", read))
    assert "执法检查人员签字：陈立联系电话：023-00001001周敏023-00001002" in text
    below = text.partition(PROOF)[2]
    assert below.startswith("执法检查人员签字：陈立执法证号22000004706；周敏执法证号22000003321")


def test_a_matter_that_ends_in_the_words_of_the_form_is_not_told_twice(district: Any) -> None:
    text = said(district, lambda uow: notice_of(uow, district.visit(), "", read))
    assert "1、对" in text
    for twice in ("检查的督查", "检查的监管", "抽查的监管"):
        assert twice not in text
