"""What was drawn is sent as drawn: by who supervises still, to who may act still, each task in its own time."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from rules.draw.snapshot import UNFILLED
from rules.draw.verification import verify
from rules.events_deadlines import CampaignNotSent, CampaignSent
from rules.events_draws import DrawnReplaced, DrawRefusedLate
from services import (
    campaign_plans,
    draw_afterwards,
    draw_dispatch,
    draw_holding,
    draw_lists,
    recusals,
)
from services.draw_standing import teams_now, undecided
from services.minute_paper import minute_of
from storage.ledger import links_of
from storage.tables import Campaign, Draw, Person, Role, Task, Visit
from tests.services.draws_watched import person
from tests.services.test_after_the_draw import falls_out, first_of, held, sent
from tests.services.test_dispatch_view import clock_ticks
from tests.services.test_draws import committed, computes, holds, planned, refused, types
from tests.services.test_reminders import at, working_day


def test_silence_is_reckoned_from_when_each_task_was_sent(district: Any) -> None:
    of = planned(district)
    held(district, of)
    sent(district, of)
    first_day = district.now
    with district.act() as uow:
        mine = select(Task).join(Visit, Visit.visit_id == Task.visit_id).where(Visit.campaign_id == of)
        task = uow.session.scalars(mine.order_by(Task.task_id)).first()
        assert task.sent_at == first_day
        code, visit_id = uow.session.get_one(Person, task.person_id).code, task.visit_id
    district.now += timedelta(days=3)
    with district.act() as uow:
        recusals.draft_reason(uow, district.actor(uow, code), visit_id, "近亲属在该单位任职")
        recusals.ask_recusal(uow, district.actor(uow, code), visit_id, is_handover=False)
        successor = recusals.decide_recusal(uow, district.actor(uow, "SJ-04"), task.task_id, is_granted=True)
        assert uow.session.get_one(Task, successor).sent_at == district.now
        # A supplementary draw that is sent out begins nobody else's time anew.
        campaign_plans.reopen_plan(uow, district.actor(uow, "SJ-04"), of)
    held(district, of)
    sent(district, of)
    with district.act() as uow:
        when = select(Task.sent_at).join(Visit, Visit.visit_id == Task.visit_id).where(Visit.campaign_id == of)
        assert set(uow.session.scalars(when)) == {first_day, district.now}
        assert uow.session.scalars(select(Task.sent_at).where(Task.task_id == task.task_id)).one() == first_day


@pytest.mark.parametrize("loss", ["revoked", "role"])
def test_who_supervises_no_more_starts_nothing_by_job_or_clock_and_it_is_told(district: Any, loss: str) -> None:
    of = planned(district)
    draw_id = committed(district, of)
    for code in ("SJ-04", "XF-03"):
        types(district, draw_id, code)
    with district.act() as uow:
        ready = draw_holding.prepare_hold(uow, district.actor(uow, "SJ-04"), draw_id)
        he = person(uow, "SJ-04")
        if loss == "revoked":
            he.revoked_at = uow.now
        else:
            uow.session.execute(delete(Role).where(Role.person_id == he.person_id, Role.role == "supervisor"))
    body = {"draw": draw_id, "campaign": of, "person": he.person_id}
    with district.act() as uow:
        draw_holding.finish_hold(uow, body, ready, "f" * 64)
        assert uow.session.get_one(Draw, draw_id).state == "committed"
    assert [each.code for each in district.heard if isinstance(each, DrawRefusedLate)] == ["CAMP_046"]
    if loss == "role":
        assert refused(district, "SJ-04", computes, draw_id) == "CAMP_014"
    with district.act() as uow:
        uow.session.get_one(Campaign, of).dispatch_at = uow.now
    clock_ticks(district)
    assert [each for each in district.heard if isinstance(each, CampaignNotSent)] == [CampaignNotSent(of, "CAMP_046")]


def test_drawn_officers_who_may_not_act_any_more_are_followed_by_the_next_ticket_at_sending(district: Any) -> None:
    of = planned(district)
    draw_id = held(district, of)
    with district.act() as uow:
        before = teams_now(uow.session.get_one(Draw, draw_id))
        gone = sorted({code for team in before.values() for seats in team.values() for code in seats} - {UNFILLED})[:3]
        person(uow, gone[0]).on_leave = True
        person(uow, gone[1]).revoked_at = uow.now
        person(uow, gone[2]).certificate_until = district.now.date()
    with district.act() as uow:
        assert draw_dispatch.dispatch_draw(uow, district.actor(uow, "SJ-04"), of)
    [told] = [each for each in district.heard if isinstance(each, DrawnReplaced)]
    with district.act() as uow:
        draw = uow.session.get_one(Draw, draw_id)
        after = teams_now(draw)
        assert told.count == sum(code in gone for team in before.values() for seats in team.values() for code in seats)
        assert not {code for team in after.values() for seats in team.values() for code in seats} & set(gone)
        assert {each["reason"] for each in draw.addendum} == {"不再具备执法条件"}
        assert not verify(draw_lists.proof_of(draw).to_json(), draw.commit_hash, draw.addendum).reasons
        mine = select(Person.code).join(Task, Task.person_id == Person.person_id)
        mine = mine.join(Visit, Visit.visit_id == Task.visit_id).where(Visit.campaign_id == of)
        assert not set(uow.session.scalars(mine)) & set(gone)


def test_a_team_that_cannot_be_filled_at_sending_is_not_sent_and_waits_for_a_decision(district: Any) -> None:
    of = planned(district)
    draw_id = held(district, of)
    with district.act() as uow:
        uow.session.execute(update(Person).where(Person.code.like("XF-%")).values(on_leave=True))
        uow.session.get_one(Campaign, of).dispatch_at = uow.now
    for _ in range(2):
        clock_ticks(district)
    assert [each for each in district.heard if isinstance(each, CampaignNotSent)] == [CampaignNotSent(of, "CAMP_024")]
    [told] = [each for each in district.heard if isinstance(each, DrawnReplaced)]
    with district.act() as uow:
        # What was noted stays, so that there is something to decide about.
        draw = uow.session.get_one(Draw, draw_id)
        assert undecided(draw) == list(teams_now(draw))
        assert told.unfilled == len(teams_now(draw))
    assert refused(district, "SJ-04", draw_dispatch.dispatch_draw, of) == "CAMP_024"
    first = first_of(district, draw_id)
    with district.act() as uow:
        actor = district.actor(uow, "SJ-04")
        draw_afterwards.decide_unfilled(uow, actor, draw_id, first.of, "drop", "消防人员均在休假")
    sent(district, of)
    with district.act() as uow:
        draw = uow.session.get_one(Draw, draw_id)
        visits = uow.session.scalars(select(Visit.visit_id).where(Visit.campaign_id == of)).all()
        assert len(visits) + len(undecided(draw)) == len(teams_now(draw))
        assert len(visits) == 1
    # Nor is a reserve that comes in later sent out without a department that has nobody left.
    new = falls_out(district, draw_id, first_of(district, draw_id).of)
    with district.act() as uow:
        assert new in undecided(uow.session.get_one(Draw, draw_id))
        assert len(uow.session.scalars(select(Visit.visit_id).where(Visit.campaign_id == of)).all()) == len(visits)


def test_one_campaign_that_stumbles_holds_up_no_other(district: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = planned(district), planned(district)
    for of in (first, second):
        held(district, of)
        with district.act() as uow:
            uow.session.get_one(Campaign, of).dispatch_at = uow.now
    sending = draw_dispatch.dispatch_draw

    def stumbles(uow: Any, actor: Any, campaign_id: int) -> int:
        if campaign_id == first:
            uow.record("campaign:018", "half_done", actor.code, {})
            raise KeyError("unexpected")
        return sending(uow, actor, campaign_id)

    monkeypatch.setattr(draw_dispatch, "dispatch_draw", stumbles)
    clock_ticks(district)
    clock_ticks(district)
    assert district.heard.count(CampaignNotSent(first, "CAMP_047")) == 1
    assert district.heard.count(CampaignSent(second)) == 1
    with district.act() as uow:
        assert not uow.session.scalars(select(Visit).where(Visit.campaign_id == first)).all()
        assert not [each for each in links_of(uow.session, "campaign:018") if each["type"] == "half_done"]
    monkeypatch.undo()
    sent(district, first)
    assert district.chains_are_whole()


def test_the_minute_names_the_day_of_the_dice_and_holds_every_draw(district: Any) -> None:
    of = planned(district)
    day = working_day(district, 2)
    draw_id = committed(district, of)
    for code in ("SJ-04", "XF-03"):
        types(district, draw_id, code)
    district.now = at(day, 10) + timedelta(milliseconds=1)
    holds(district, draw_id)
    with district.act() as uow:
        assert f"{day.month}月{day.day}日" in minute_of(uow, of).held_at.replace(" ", "")
        campaign_plans.reopen_plan(uow, district.actor(uow, "SJ-04"), of)
    second = held(district, of)
    with district.act() as uow:
        minute = minute_of(uow, of)
        hashes = [uow.session.get_one(Draw, each).commit_hash for each in (draw_id, second)]
        drawn = [len(uow.session.get_one(Draw, each).result["teams"]) for each in (draw_id, second)]
    assert minute.draw_number == "018-1、018-2"
    assert all(each in minute.published for each in hashes)
    assert [each.name for each in minute.lists[::4]] == ["018-1 检查对象", "018-2 检查对象"]
    marked = [sum(row[0].startswith(f"{mark}-") and row[4] == "抽中" for row in minute.objects) for mark in (1, 2)]
    assert marked == drawn
