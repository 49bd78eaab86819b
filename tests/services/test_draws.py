"""Who may do what with a campaign and its draw; what is frozen stays frozen."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete, select

from rules.draw.verification import verify
from rules.events_draws import DrawRefusedLate
from rules.refusals import Refused
from services import (
    campaign_plans,
    draw_abandoning,
    draw_committing,
    draw_dispatch,
    draw_files,
    draw_holding,
    draw_lists,
    draw_rehearsal,
    draws,
    plan_choices,
    recusals,
)
from services.draw_readiness import readiness
from services.draw_view import view_draw
from storage.ledger import links_of
from storage.tables import (
    Campaign,
    CampaignItem,
    Department,
    Draw,
    Item,
    Job,
    Notice,
    Person,
    Role,
    Section,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork

DICE = "00314159265358979323"


def planned(district: Any, *, by: str = "SJ-04") -> int:
    """A campaign of two departments for caterers, ready to be drawn."""
    with district.act() as uow:
        actor = district.actor(uow, by)
        of: int = campaign_plans.make_campaign(uow, actor, "餐饮抽查")
        fire = uow.session.scalars(select(Department.department_id).where(Department.code == "XF")).one()
        plan_choices.choose(uow, actor, of, "departments", fire)
        industries = plan_choices.choices_of(uow, actor, of, "industries")
        plan_choices.choose(uow, actor, of, "industries", [each.name["zh"] for each in industries].index("餐饮"))
        for code in ("SJ.007", "XF.001"):
            item = uow.session.scalars(select(Item.item_id).where(Item.code == code)).one()
            plan_choices.choose(uow, actor, of, "matters", item)
        return of


def committed(district: Any, of: int, *, is_sealed: bool = False) -> int:
    with district.act() as uow:
        return commits(uow, district.actor(uow, "SJ-04"), of, is_sealed=is_sealed)


def commits(uow: UnitOfWork, actor: Any, of: int, *, is_sealed: bool = False) -> int:
    """Prepare a commitment and write it."""
    prepared = draw_committing.prepare_commit(uow, actor, of)
    return draw_committing.commit_draw(uow, actor, prepared, is_sealed=is_sealed) or 0


def types(district: Any, draw_id: int, code: str, dice: str = DICE) -> None:
    with district.act() as uow:
        draws.type_dice(uow, district.actor(uow, code), draw_id, dice)


def holds(district: Any, draw_id: int, code: str = "SJ-04") -> None:
    with district.act() as uow:
        computes(uow, district.actor(uow, code), draw_id)


def computes(uow: UnitOfWork, actor: Any, draw_id: int) -> None:
    """Compute a draw and make it final."""
    draw_holding.hold(uow, actor, draw_holding.prepare_hold(uow, actor, draw_id))


def refused(district: Any, code: str, act: Callable[..., Any], *values: Any) -> str:
    with pytest.raises(Refused) as refusal, district.act() as uow:
        act(uow, district.actor(uow, code), *values)
    return refusal.value.code


PLAN_ACTS: dict[str, Callable[[UnitOfWork, Any, int], Any]] = {
    "view": campaign_plans.view_plan,
    "type": lambda uow, actor, of: campaign_plans.set_typed(uow, actor, of, "officers", "2 5"),
    "choose": lambda uow, actor, of: plan_choices.choose(uow, actor, of, "risks", 0),
    "check": readiness,
    "rehearse": draw_rehearsal.rehearse_campaign,
    "commit": commits,
    "ask to commit": draw_committing.ask_commit,
    "send": draw_dispatch.dispatch_draw,
    "drop": campaign_plans.drop_plan,
}


@pytest.mark.parametrize("name", list(PLAN_ACTS))
@pytest.mark.parametrize("code", ["SJ-01", "SJ-03", "XF-03", "RS-01"])
def test_a_plan_is_its_supervisors_and_its_clerks(district: Any, name: str, code: str) -> None:
    assert refused(district, code, PLAN_ACTS[name], planned(district)) == "CAMP_002"


def test_a_clerk_plans_for_the_own_department_and_leaves_the_draw_to_the_supervisor(district: Any) -> None:
    of = planned(district, by="SJ-05")
    assert refused(district, "SJ-05", commits, of) == "CAMP_013"
    with district.act() as uow:
        lead = uow.session.scalars(select(Department.department_id).where(Department.code == "SJ")).one()
    assert refused(district, "SJ-05", plan_choices.choose, of, "departments", lead) == "CAMP_001"
    committed(district, of)
    for code in ("SJ-01", "SJ-03", "XF-03", "RS-01"):
        assert refused(district, code, campaign_plans.make_campaign, "无权新建") == "CAMP_001"


def test_a_clerk_who_supervises_no_more_has_only_a_clerks_say_in_the_own_campaign(district: Any) -> None:
    of = planned(district)
    with district.act() as uow:
        head = district.actor(uow, "SJ-04").person_id
        own = uow.session.get_one(Campaign, of).lead_department_id
    draw_id = committed(district, planned(district))
    with district.act() as uow:
        uow.session.execute(delete(Role).where(Role.person_id == head, Role.role == "supervisor"))
        uow.session.add_all(Role(person_id=head, role=role, department_id=own) for role in ("clerk", "lead"))
    assert refused(district, "SJ-04", plan_choices.choose, of, "departments", own) == "CAMP_001"
    assert refused(district, "SJ-04", campaign_plans.reopen_plan, of) == "CAMP_013"
    with district.act() as uow:
        assert not campaign_plans.view_plan(uow, district.actor(uow, "SJ-04"), of).is_supervisor
        assert not view_draw(uow, district.actor(uow, "SJ-04"), draw_id).is_supervisor


def test_a_clerks_campaign_is_never_another_departments_supervisors(district: Any) -> None:
    with district.act() as uow:
        other = uow.session.scalars(select(Person).where(Person.code == "NY-01")).one()
        uow.session.add(Role(person_id=other.person_id, role="supervisor", department_id=other.department_id))
    of = planned(district, by="SJ-05")
    with district.act() as uow:
        supervisor = district.actor(uow, "SJ-04").person_id
        assert uow.session.get_one(Campaign, of).supervisor_id == supervisor


def test_dice_are_the_supervisors_and_the_leads(district: Any) -> None:
    of = planned(district)
    draw_id = committed(district, of)
    for code in ("SJ-01", "SJ-05", "XF-01", "RS-01"):
        for act, values in (
            (draws.type_dice, (DICE,)),
            (computes, ()),
            (draw_abandoning.abandon, ("理由充分",)),
            (view_draw, ()),
            (draw_files.ask_draw_files, ()),
        ):
            assert refused(district, code, act, draw_id, *values) == "CAMP_014"
    types(district, draw_id, "XF-03")
    for act, values in ((computes, ()), (draw_abandoning.abandon, ("理由充分",))):
        assert refused(district, "XF-03", act, draw_id, *values) == "CAMP_013"


def test_there_is_one_seed_and_it_needs_two_who_read_the_same(district: Any) -> None:
    of = planned(district)
    draw_id = committed(district, of)
    for dice, problem in (("1" * 19, "DRAW_019"), ("1" * 19 + "x", "DRAW_020"), ("1" * 201, "CAMP_016")):
        assert refused(district, "SJ-04", draws.type_dice, draw_id, dice) == problem
    types(district, draw_id, "SJ-04")
    assert refused(district, "SJ-04", computes, draw_id) == "CAMP_017"
    types(district, draw_id, "XF-03", DICE[:-1] + "4")
    with district.act() as uow:
        unread, read = (view_draw(uow, district.actor(uow, code), draw_id) for code in ("SJ-03", "SJ-04"))
    # Whoever has not read the dice is not told what others read, nor where they differ.
    assert (unread.mine, unread.places, len(unread.typed_by)) == (None, (), 2)
    assert (read.mine, read.places) == (DICE, (20,))
    types(district, draw_id, "XF-03")
    # From now on nobody who has read alike reads otherwise; another witness may, which keeps it from being held.
    assert refused(district, "XF-03", draws.type_dice, draw_id, DICE[::-1]) == "CAMP_039"
    types(district, draw_id, "SJ-03", DICE[:-1] + "4")
    assert refused(district, "SJ-04", computes, draw_id) == "CAMP_018"
    types(district, draw_id, "SJ-03")
    holds(district, draw_id)
    for act, values in (
        (draws.type_dice, (DICE[::-1],)),
        (computes, ()),
        (draw_abandoning.abandon, ("不喜欢这个结果",)),
    ):
        assert refused(district, "SJ-04", act, draw_id, *values) == "CAMP_015"
    assert refused(district, "SJ-04", commits, of) == "CAMP_003"


def test_a_changed_registry_has_no_influence_and_a_changed_snapshot_is_refused(district: Any) -> None:
    draw_id = committed(district, planned(district))
    types(district, draw_id, "SJ-04")
    types(district, draw_id, "XF-03")
    with district.act() as uow:
        draw = uow.session.get_one(Draw, draw_id)
        whole = draw.lists
        snapshot = draw_lists.snapshot_kept(draw)
        draw.lists = draw_lists.packed(replace(snapshot, objects=snapshot.objects[1:])).lists
    assert refused(district, "SJ-04", computes, draw_id).startswith("DRAW_")
    with district.act() as uow:
        uow.session.get_one(Draw, draw_id).lists = whole
        uow.session.scalars(select(Person).where(Person.code == "XF-05")).one().on_leave = True
    holds(district, draw_id)
    with district.act() as uow:
        draw = uow.session.get_one(Draw, draw_id)
        assert draw.has_changed
        verdict = verify(draw_lists.proof_of(draw).to_json(), draw.commit_hash)
    assert not verdict.reasons
    assert any(each.id == "XF-05" for each in draw_lists.parts_of(draw)[0].inspectors)


def test_what_changes_while_it_is_prepared_is_prepared_anew_and_told_in_the_end(district: Any) -> None:
    of = planned(district)
    with district.act() as uow:
        actor = district.actor(uow, "SJ-04")
        prepared = draw_committing.prepare_commit(uow, actor, of)
        uow.record("registry", "person_entered", "SJ-05", {"person": "SJ-99"})
        assert draw_committing.commit_draw(uow, actor, prepared) is None
    body = {"campaign": of, "person": actor.person_id, "is_sealed": False, "attempt": 1}
    with district.act() as uow:
        draw_committing.finish_commit(uow, body, prepared)
        draw_committing.finish_commit(uow, {**body, "attempt": 3}, prepared)
        again = uow.session.scalars(select(Job).where(Job.kind == draw_committing.COMMIT_DRAW)).one()
    assert again.body["attempt"] == 2
    assert [each.code for each in district.heard if isinstance(each, DrawRefusedLate)] == ["CAMP_025"]


def test_a_reading_that_differs_while_it_is_computed_makes_nothing_final(district: Any) -> None:
    draw_id = committed(district, planned(district))
    types(district, draw_id, "SJ-04")
    types(district, draw_id, "XF-03")
    with district.act() as uow:
        held = draw_holding.prepare_hold(uow, district.actor(uow, "SJ-04"), draw_id)
    types(district, draw_id, "SJ-03", DICE[::-1])
    assert refused(district, "SJ-04", draw_holding.hold, held) == "CAMP_018"
    types(district, draw_id, "SJ-03")
    holds(district, draw_id)
    # Pressed twice: the second one does nothing, whether it was asked for before or after.
    with district.act() as uow:
        draw_holding.finish_hold(uow, {"person": 0, "campaign": 0}, held, "")
        draw_holding.ask_hold(uow, district.actor(uow, "SJ-04"), draw_id)
        draw = uow.session.get_one(Draw, draw_id)
        assert (draw.dice, len(list(links_of(uow.session, f"draw:{draw.number}")))) == (DICE, 6)
        assert not uow.session.scalars(select(Job).where(Job.kind == draw_holding.HOLD_DRAW)).all()


def test_drawn_visits_get_numbers_notices_sections_and_are_sent_once(district: Any) -> None:
    of = planned(district)
    assert refused(district, "SJ-04", draw_dispatch.dispatch_draw, of) == "CAMP_021"
    draw_id = committed(district, of)
    types(district, draw_id, "SJ-04")
    types(district, draw_id, "SJ-03")
    holds(district, draw_id)
    with district.act() as uow:
        count = draw_dispatch.dispatch_draw(uow, district.actor(uow, "SJ-04"), of)
        serials = sorted(uow.session.scalars(select(Notice.serial).order_by(Notice.serial)))
        sections = uow.session.scalars(select(Section).order_by(Section.section_id.desc()).limit(2 * count)).all()
    assert serials == list(range(56, 64 + count))
    assert {each.state for each in sections} == {"waiting"}
    assert refused(district, "SJ-04", draw_dispatch.dispatch_draw, of) == "CAMP_022"


def test_matters_go_with_their_department_and_a_plan_can_be_dropped(district: Any) -> None:
    of = planned(district)
    with district.act() as uow:
        actor = district.actor(uow, "SJ-04")
        fire = uow.session.scalars(select(Department.department_id).where(Department.code == "XF")).one()
        plan_choices.choose(uow, actor, of, "departments", fire)
        items = select(Item.code).join(CampaignItem, CampaignItem.item_id == Item.item_id)
        assert list(uow.session.scalars(items.where(CampaignItem.campaign_id == of))) == ["SJ.007"]
    with district.act() as uow:
        campaign_plans.drop_plan(uow, district.actor(uow, "SJ-04"), of)
    assert refused(district, "SJ-04", campaign_plans.view_plan, of) == "CAMP_002"


def test_who_steps_back_is_followed_by_the_next_ticket_and_the_addendum_verifies(district: Any) -> None:
    of = planned(district)
    draw_id = committed(district, of)
    types(district, draw_id, "SJ-04")
    types(district, draw_id, "SJ-03")
    holds(district, draw_id)
    with district.act() as uow:
        draw_dispatch.dispatch_draw(uow, district.actor(uow, "SJ-04"), of)
        chosen = (
            select(Task).join(Visit, Visit.visit_id == Task.visit_id).where(Visit.campaign_id == of, Task.seat == 1)
        )
        task = uow.session.scalars(chosen.order_by(Task.task_id)).first()
        task_id, visit_id = task.task_id, task.visit_id
        old = uow.session.get_one(Person, task.person_id).code
    with district.act() as uow:
        recusals.draft_reason(uow, district.actor(uow, old), visit_id, "近亲属在该单位任职")
        recusals.ask_recusal(uow, district.actor(uow, old), visit_id, is_handover=False)
        supervisor = district.actor(uow, "SJ-04")
        assert recusals.view_recusal(uow, supervisor, task_id).next_ticket is not None
        successor_id = recusals.decide_recusal(uow, supervisor, task_id, is_granted=True)
        successor = uow.session.get_one(Task, successor_id)
        new = uow.session.get_one(Person, successor.person_id).code
        draw = uow.session.get_one(Draw, draw_id)
        verdict = verify(draw_lists.proof_of(draw).to_json(), draw.commit_hash, draw.addendum)
    assert not verdict.reasons
    assert [(each.old, each.new, each.approver) for each in verdict.changes] == [(old, new, "SJ-04")]
    assert "近亲属" not in str(draw.addendum)


def test_the_number_of_a_dropped_campaign_is_not_given_again(district: Any) -> None:
    of = planned(district)
    with district.act() as uow:
        dropped = uow.session.get_one(Campaign, of).number
        campaign_plans.drop_plan(uow, district.actor(uow, "SJ-04"), of)
    other = planned(district)
    with district.act() as uow:
        assert uow.session.get_one(Campaign, other).number > dropped


def test_what_follows_a_sealed_draw_is_sealed_as_long(district: Any) -> None:
    of = planned(district)
    draw_id = committed(district, of, is_sealed=True)
    types(district, draw_id, "SJ-04")
    types(district, draw_id, "XF-03")
    holds(district, draw_id)
    with district.act() as uow:
        campaign_plans.reopen_plan(uow, district.actor(uow, "SJ-04"), of)
    second = committed(district, of)
    with district.act() as uow:
        assert uow.session.get_one(Draw, second).is_sealed
