"""Recusal and hand-over: the supervisor decides, the drawn order fills the seat, nobody picks a name."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from rules.events import RecusalAsked, RecusalDecided, TaskSent
from rules.refusals import Refused
from services import recusals, tasks
from services.briefing import view_draw, view_order
from services.notice_paper import notice_of
from services.recusals import RecusalView
from services.visit_words import keep_words, words_of
from storage.tables import LedgerLink, Person, Reserve, Section, Task, Visit
from storage.unit_of_work import reading
from tests.services.paper_words import read


def does(district: Any, act: Callable[..., Any], *values: Any, code: str = "SJ-01", **known: Any) -> Any:
    with district.act() as uow:
        return act(uow, district.actor(uow, code), district.visit(), *values, **known)


def asks(district: Any, code: str = "SJ-01", reason: str = "近亲属", *, is_handover: bool = False) -> int:
    """Ask to be recused and return the task."""
    does(district, recusals.draft_reason, reason, code=code)
    does(district, recusals.ask_recusal, code=code, is_handover=is_handover)
    return task_of(district, code)


def decides(district: Any, task_id: int, *, is_granted: bool, reason: str = "", code: str = "SJ-04") -> int | None:
    with district.act() as uow:
        actor = district.actor(uow, code)
        decided: int | None = recusals.decide_recusal(uow, actor, task_id, is_granted=is_granted, reason=reason)
        return decided


def request(district: Any, task_id: int) -> RecusalView:
    with district.act() as uow:
        return recusals.view_recusal(uow, district.actor(uow, "SJ-04"), task_id)


def task_of(district: Any, code: str) -> int:
    with reading(district.database) as session:
        chosen = select(Task.task_id).join(Person, Person.person_id == Task.person_id)
        return session.scalars(chosen.where(Person.code == code, Task.visit_id == district.visit())).one()


def task(district: Any, task_id: int) -> tuple[str, str, int]:
    with reading(district.database) as session:
        row = session.get_one(Task, task_id)
        return session.get_one(Person, row.person_id).code, row.state, row.seat


def links(district: Any, type_: str) -> list[dict[str, Any]]:
    with reading(district.database) as session:
        chosen = select(LedgerLink).where(LedgerLink.chain == "visit:017-03", LedgerLink.type == type_)
        return [link.body for link in session.scalars(chosen)]


def refused_with(code: str) -> Any:
    return pytest.raises(Refused, match=code)


def test_a_request_leaves_the_task_with_the_officer_until_it_is_decided(district: Any) -> None:
    task_id = asks(district)
    assert task(district, task_id) == ("SJ-01", "recusal_asked", 1)
    assert RecusalAsked(task_id, is_handover=False) in district.heard
    seen = request(district, task_id)
    assert (seen.reason, seen.next_ticket, seen.is_open, seen.successor) == ("近亲属", 3, True, None)


def test_a_notice_printed_after_another_department_began_names_nobody_who_was_recused(district: Any) -> None:
    with district.act() as uow:
        keep_words(uow, uow.session.get_one(Visit, district.visit()))
        before = [each.name for each in notice_of(uow, district.visit(), "", read).officers]
    decides(district, asks(district), is_granted=True)
    with district.act() as uow:
        after = [each.name for each in notice_of(uow, district.visit(), "", read).officers]
        left = words_of(uow, uow.session.get_one(Visit, district.visit())).left
    assert before[0] in [each.name["zh"] for each in left]
    assert before[0] not in after
    assert after[1:] == before[1:]


def test_a_grant_lets_the_next_ticket_step_in(district: Any) -> None:
    task_id = asks(district)
    successor_id = decides(district, task_id, is_granted=True)
    assert successor_id is not None
    assert task(district, task_id)[1] == "replaced"
    assert task(district, successor_id) == ("SJ-07", "sent", 1)
    assert TaskSent(successor_id) in district.heard
    seen = request(district, task_id)
    assert seen.successor is not None
    assert (seen.successor.name["zh"], seen.successor.ticket, seen.successor.reach) == ("冯雪", 3, "unbound")
    [link] = links(district, "replaced")
    assert (link["old"], link["new"], link["ticket"]) == ("SJ-01", "SJ-07", 3)
    assert district.chains_are_whole()


def test_a_refusal_needs_its_reason_and_gives_the_task_back_as_it_was(district: Any) -> None:
    does(district, tasks.accept_task, code="SJ-02")
    for code, before in (("SJ-01", "sent"), ("SJ-02", "accepted")):
        task_id = asks(district, code)
        with refused_with("VISIT_008"):
            decides(district, task_id, is_granted=False)
        decides(district, task_id, is_granted=False, reason="人手不足")
        assert task(district, task_id)[1] == before
        [*_, decided] = [each for each in district.heard if isinstance(each, RecusalDecided)]
        assert (decided.task_id, decided.is_granted, decided.reason) == (task_id, False, "人手不足")
    assert "人手不足" not in json.dumps(links(district, "recusal_refused"), ensure_ascii=False)


def test_only_the_campaigns_supervisor_decides_or_looks(district: Any) -> None:
    task_id = asks(district)
    for code in ("SJ-01", "SJ-03", "XF-01"):
        with refused_with("VISIT_004"):
            decides(district, task_id, is_granted=True, code=code)
    with district.act() as uow, refused_with("VISIT_004"):
        view_order(uow, district.actor(uow, "SJ-03"), task_id)
    assert task(district, task_id)[1] == "recusal_asked"


def test_a_request_is_decided_once(district: Any) -> None:
    task_id = asks(district)
    decides(district, task_id, is_granted=True)
    for is_granted in (True, False):
        with refused_with("VISIT_012"):
            decides(district, task_id, is_granted=is_granted, reason="晚了")


def test_two_grants_on_one_visit_take_two_tickets(district: Any) -> None:
    taken = []
    for code in ("SJ-01", "SJ-02"):
        successor_id = decides(district, asks(district, code), is_granted=True)
        assert successor_id is not None
        taken.append(task(district, successor_id)[0])
    assert taken == ["SJ-07", "SJ-06"]


def test_a_ticket_with_an_expired_certificate_is_passed_over_and_shown(district: Any) -> None:
    with district.act() as uow:
        person = uow.session.scalars(select(Person).where(Person.code == "SJ-07")).one()
        person.certificate_until = district.now.date() - timedelta(days=2)
    task_id = asks(district)
    assert request(district, task_id).next_ticket == 4
    with district.act() as uow:
        order = view_order(uow, district.actor(uow, "SJ-04"), task_id).order
    states = [(line.ticket, line.state, line.name.get("zh", "")) for line in order]
    assert states == [
        (1, "asked", "陈立"),
        (2, "seated", "周敏"),
        (3, "expired", ""),
        (4, "next", ""),
        (5, "waiting", ""),
    ]


def test_an_exhausted_order_leaves_the_seat_empty(district: Any) -> None:
    with district.act() as uow:
        for reserve in uow.session.scalars(select(Reserve).where(Reserve.visit_id == district.visit())):
            reserve.used_at = district.now
    task_id = asks(district)
    assert request(district, task_id).next_ticket is None
    assert decides(district, task_id, is_granted=True) is None
    seen = request(district, task_id)
    assert (seen.state, seen.successor) == ("replaced", None)
    assert links(district, "replaced")[0]["new"] == "UNFILLED"


def test_somebody_who_stepped_back_does_not_step_in_again(district: Any) -> None:
    first = decides(district, asks(district), is_granted=True)
    assert first is not None
    with district.act() as uow:
        actor = district.actor(uow, "SJ-07")
        recusals.draft_reason(uow, actor, district.visit(), "也是亲属")
        recusals.ask_recusal(uow, actor, district.visit(), is_handover=False)
    second = decides(district, first, is_granted=True)
    assert second is not None
    assert task(district, second) == ("SJ-06", "sent", 1)


def test_a_request_needs_a_reason_and_comes_before_the_start(district: Any) -> None:
    with refused_with("VISIT_008"):
        does(district, recusals.ask_recusal, is_handover=False)
    with district.act() as uow:
        section_id = uow.session.get_one(Task, task_of(district, "SJ-01")).section_id
        uow.session.get_one(Section, section_id).state = "running"
    with refused_with("VISIT_007"):
        does(district, recusals.draft_reason, "近亲属")


def test_a_waiting_request_is_not_asked_twice(district: Any) -> None:
    asks(district)
    with refused_with("VISIT_006"):
        does(district, recusals.draft_reason, "再说一次")
    with refused_with("VISIT_006"):
        does(district, recusals.ask_recusal, is_handover=True)
    assert request(district, task_of(district, "SJ-01")).reason == "近亲属"


def test_a_hand_over_is_told_apart(district: Any) -> None:
    task_id = asks(district, reason="休假", is_handover=True)
    assert request(district, task_id).is_handover
    assert RecusalAsked(task_id, is_handover=True) in district.heard
    assert links(district, "handover_asked")[0]["person"] == "SJ-01"


def test_after_submission_nobody_is_replaced(district: Any) -> None:
    task_id = asks(district)
    with district.act() as uow:
        uow.session.get_one(Visit, district.visit()).state = "submitted"
    with refused_with("VISIT_002"):
        decides(district, task_id, is_granted=True)


def test_the_team_sees_how_it_was_drawn_without_the_reserves_names(district: Any) -> None:
    draw = does(district, view_draw, code="XF-02")
    assert (draw.draw_id, draw.is_imported, draw.department["zh"]) == ("demo", True, "消防救援")
    assert [line.name.get("zh", "") for line in draw.order] == ["赵岩", "吴静", "", "", ""]
    assert draw.known_at is not None
    with refused_with("VISIT_001"):
        does(district, view_draw, code="SJ-06")
