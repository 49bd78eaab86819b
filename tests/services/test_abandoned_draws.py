"""Nobody looks at what a draw gives and leaves in silence: what is given up or never sent is told."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from rules.draw.verification import verify
from rules.events_draws import DrawAbandoned, DrawUnsent
from rules.working_days import add_working_days
from services import (
    campaign_plans,
    draw_abandoning,
    draw_dispatch,
    draw_lists,
    draw_readers,
    draws,
)
from services.draw_view import draws_watched, view_draw
from services.minute_paper import minute_of
from services.paper_phrases import day_told
from services.public_draws import lists_published
from storage.tables import Campaign, Draw, Job, Role
from tests.services.draws_watched import OTHER, abandons, links, person, public
from tests.services.test_after_the_draw import held, sent
from tests.services.test_dispatch_view import clock_ticks
from tests.services.test_draws import DICE, committed, planned, refused, types
from tests.services.test_reminders import at


def test_a_draw_given_up_after_equal_dice_publishes_what_it_would_have_drawn(district: Any) -> None:
    draw_id = committed(district, planned(district))
    for code in ("SJ-04", "XF-03"):
        types(district, draw_id, code)
    assert public(district, draw_id).listed.state == "read"
    assert public(district, draw_id).seed == {}
    for reason, problem in (("陈立读错了", "PUBLIC_009"), ("致电13900000000", "PUBLIC_008")):
        assert refused(district, "SJ-04", draw_abandoning.abandon, draw_id, reason) == problem
    abandons(district, draw_id)
    with district.act() as uow:
        draw = uow.session.get_one(Draw, draw_id)
        # Whatever becomes of the worker: dice and salt are public with the act itself, and give the proof.
        verdict = verify(draw_lists.proof_of(draw).to_json(), draw.commit_hash)
        assert not verdict.reasons
        job = uow.session.scalars(select(Job).where(Job.kind == draw_abandoning.PROVE_DRAW)).one()
    for _ in range(2):
        with district.act() as uow:
            found = draw_abandoning.prepare_proof(uow, job.body["draw"])
            draw_abandoning.finish_proof(uow, found, "f" * 64)
    shown = public(district, draw_id)
    assert (shown.listed.state, shown.seed["dice"], shown.seed["salt"]) == ("abandoned", DICE, draw.salt)
    assert shown.seed_hash
    assert [each.code for each in shown.objects] == list(found.result["teams"])[: len(shown.objects)]
    assert [each["type"] for each in links(district, draw_id)] == [
        "committed",
        "dice_typed",
        "dice_typed",
        "abandoned",
        "abandoned_proved",
    ]
    assert links(district, draw_id)[2]["body"]["agreed"]
    assert district.chains_are_whole()


def test_a_draw_given_up_before_all_have_read_alike_publishes_salt_lists_and_readings(district: Any) -> None:
    draw_id = committed(district, planned(district))
    types(district, draw_id, "SJ-04")
    types(district, draw_id, "XF-03", OTHER)
    for group in (DICE[:5], DICE[5:10]):
        types(district, draw_id, "SJ-03", group)
    with district.act() as uow:
        draw_readers.withdraw_reading(uow, district.actor(uow, "SJ-03"), draw_id)
    abandons(district, draw_id)
    shown = public(district, draw_id)
    with district.act() as uow:
        draw = uow.session.get_one(Draw, draw_id)
        lists = lists_published(uow, draw)
    assert dict(shown.seed) == {"salt": draw.salt}
    # Also what was taken back, or typed otherwise since.
    assert {each.code: each.dice for each in shown.readings} == {"SJ-04": DICE, "XF-03": OTHER, "SJ-03": DICE[:10]}
    assert shown.witnesses == ["SJ-04", "XF-03"]
    assert lists["objects"]
    assert (lists["salt"], lists["commit_hash"]) == (draw.salt, draw.commit_hash)
    assert links(district, draw_id)[-1]["body"]["salt"] == draw.salt


def test_a_sealed_draw_given_up_tells_dice_and_salt_on_its_day(district: Any) -> None:
    draw_id = committed(district, planned(district), is_sealed=True)
    for code in ("SJ-04", "XF-03"):
        types(district, draw_id, code)
    abandons(district, draw_id)
    assert "salt" not in public(district, draw_id).seed
    district.now += timedelta(days=30)
    assert public(district, draw_id).seed["salt"]


def test_what_is_never_held_or_never_sent_is_told_like_what_is_given_up(district: Any) -> None:
    of, other = planned(district), planned(district)
    with district.act() as uow:
        uow.session.get_one(Campaign, other).task_kind = "immediate"
    unsent, unheld = held(district, of), committed(district, other)
    for code in ("SJ-04", "XF-03"):
        types(district, unheld, code)
    assert public(district, unsent).listed.state == "waiting"
    day = add_working_days(district.now.date() + timedelta(days=1), 1, {})
    district.now = at(day, 10)
    clock_ticks(district)
    clock_ticks(district)
    assert [each for each in district.heard if isinstance(each, DrawUnsent)] == [DrawUnsent(unsent, is_over=False)]
    with district.act() as uow:
        over = uow.session.get_one(Draw, unsent).opens_on
    district.now = at(add_working_days(over, 1, {}), 10) + timedelta(milliseconds=1)
    clock_ticks(district)
    assert district.heard.count(DrawUnsent(unsent, is_over=True)) == 1
    assert DrawAbandoned(unheld, is_lapsed=True) in district.heard
    assert [public(district, each).listed.state for each in (unsent, unheld)] == ["unsent", "abandoned"]
    assert [public(district, each).listed.is_lapsed for each in (unsent, unheld)] == [False, True]
    assert public(district, unheld).seed["dice"] == DICE
    assert [links(district, each)[-1]["type"] for each in (unsent, unheld)] == ["never_sent", "abandoned"]
    assert refused(district, "SJ-04", draw_dispatch.dispatch_draw, of) == "CAMP_043"
    with district.act() as uow:
        assert "018-1次抽取在检查期内没有派发" in minute_of(uow, of).remarks
    # What was never sent is drawn from again, in another draw that can be sent.
    with district.act() as uow:
        campaign_plans.reopen_plan(uow, district.actor(uow, "SJ-04"), of)
        days = f"{district.now.date() + timedelta(days=1)} {district.now.date() + timedelta(days=9)}"
        campaign_plans.set_typed(uow, district.actor(uow, "SJ-04"), of, "window", days)
    held(district, of)
    sent(district, of)
    assert district.chains_are_whole()


@pytest.mark.parametrize("loss", ["revoked", "role"])
def test_the_draw_of_a_supervisor_who_is_gone_is_abandoned_by_another_and_holds_nobody_up(
    district: Any, loss: str
) -> None:
    of = planned(district)
    draw_id = committed(district, of, is_sealed=True)
    for code in ("SJ-04", "XF-03"):
        types(district, draw_id, code)
    with district.act() as uow:
        he, other, elsewhere = person(uow, "SJ-04"), person(uow, "RS-01"), person(uow, "NY-01")
        uow.session.add(Role(person_id=other.person_id, role="supervisor", department_id=None))
        uow.session.add(Role(person_id=elsewhere.person_id, role="supervisor", department_id=elsewhere.department_id))
    reason = "监管负责人已离任"
    assert refused(district, "RS-01", draw_abandoning.abandon, draw_id, reason) == "CAMP_014"
    with district.act() as uow:
        assert draws_watched(uow, district.actor(uow, "RS-01")) == []
        if loss == "revoked":
            person(uow, "SJ-04").revoked_at = uow.now
        else:
            uow.session.execute(delete(Role).where(Role.person_id == he.person_id, Role.role == "supervisor"))
    # Neither who supervises another department nor a lead; and who stands in reads no dice.
    assert refused(district, "NY-01", draw_abandoning.abandon, draw_id, reason) == "CAMP_014"
    assert refused(district, "XF-03", draw_abandoning.abandon, draw_id, reason) == "CAMP_013"
    assert refused(district, "RS-01", draws.type_dice, draw_id, DICE) == "CAMP_014"
    with district.act() as uow:
        actor = district.actor(uow, "RS-01")
        assert draws_watched(uow, actor) == [draw_id]
        assert view_draw(uow, actor, draw_id).stands_in
        draw_abandoning.abandon(uow, actor, draw_id, reason)
        minute, day = minute_of(uow, of), uow.session.get_one(Draw, draw_id).opens_on
    assert public(district, draw_id).listed.state == "abandoned"
    # It was drawn nowhere else, and what is sealed is public from its day.
    assert not minute.is_from_elsewhere
    assert "没有完成的抽取" in minute.remarks
    assert f"自{day_told(day)}起公开" in minute.remarks
    district.now += timedelta(days=30)
    with district.act() as uow:
        assert "证明已公开" in minute_of(uow, of).remarks
