"""What happens to a draw after it was held: reserves, objects without a team, seals, a supplementary draw."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select

from rules.draw.verification import verify
from services import (
    campaign_plans,
    declared_recusals,
    draw_abandoning,
    draw_afterwards,
    draw_dispatch,
    draw_lists,
    draw_sealing,
)
from services.draw_replacing import draw_of_visit
from services.draw_standing import teams_now, undecided
from services.draw_view import view_draw
from services.minute_paper import minute_of
from storage.ledger import links_of
from storage.tables import Campaign, DeclaredRecusal, Draw, InspectionObject, Person, Task, Visit
from tests.services.test_draws import committed, computes, planned, refused, types

# Public reasons that name an officer, who is in charge of the object, or a telephone number.
UNFIT = (("陈 立与其有亲属关系", "PUBLIC_009"), ("欧阳见山已去世", "PUBLIC_009"), ("致电13900000000", "PUBLIC_008"))


def held(district: Any, of: int, *, is_sealed: bool = False) -> int:
    """A draw that was held with two readings of the dice."""
    draw_id = committed(district, of, is_sealed=is_sealed)
    types(district, draw_id, "SJ-04")
    types(district, draw_id, "XF-03")
    with district.act() as uow:
        computes(uow, district.actor(uow, "SJ-04"), draw_id)
    return draw_id


def sent(district: Any, of: int) -> None:
    with district.act() as uow:
        draw_dispatch.dispatch_draw(uow, district.actor(uow, "SJ-04"), of)


def first_of(district: Any, draw_id: int) -> draw_afterwards.StandingObject:
    """The first drawn object of a class that has a reserve."""
    with district.act() as uow:
        found = draw_afterwards.standing_objects(uow, district.actor(uow, "SJ-04"), draw_id)
        draw = uow.session.get_one(Draw, draw_id)
        return next(each for each in found if draw.result["strata"][each.risk]["reserve"])


def falls_out(district: Any, draw_id: int, of: int) -> str:
    with district.act() as uow:
        actor = district.actor(uow, "SJ-04")
        return draw_afterwards.let_fall_out(uow, actor, draw_id, of, "已注销，查无此户")


def test_an_object_that_falls_out_is_followed_by_the_next_reserve_and_the_addendum_verifies(district: Any) -> None:
    of = planned(district)
    draw_id = held(district, of)
    leaving = first_of(district, draw_id)
    for code, problem in (("XF-03", "CAMP_013"), ("SJ-01", "CAMP_014")):
        assert refused(district, code, draw_afterwards.let_fall_out, draw_id, leaving.of, "已注销") == problem
    with district.act() as uow:
        inspected = select(InspectionObject).where(InspectionObject.registration_code == leaving.code)
        uow.session.scalars(inspected).one().person_in_charge = "欧阳见山"
    for reason, problem in UNFIT:
        assert refused(district, "SJ-04", draw_afterwards.let_fall_out, draw_id, leaving.of, reason) == problem
    new = falls_out(district, draw_id, leaving.of)
    with district.act() as uow:
        draw = uow.session.get_one(Draw, draw_id)
        verdict = verify(draw_lists.proof_of(draw).to_json(), draw.commit_hash, draw.addendum)
        assert new == draw.result["strata"][leaving.risk]["reserve"][0]
        assert new in teams_now(draw)
        assert leaving.code not in teams_now(draw)
    assert not verdict.reasons
    assert [(each.old, each.new, each.approver) for each in verdict.changes] == [(leaving.code, new, "SJ-04")]
    # It is not drawn any more, so it cannot fall out again.
    assert refused(district, "SJ-04", draw_afterwards.let_fall_out, draw_id, leaving.of, "已注销") == "CAMP_029"
    sent(district, of)
    with district.act() as uow:
        chosen = select(InspectionObject.registration_code).join(Visit, Visit.object_id == InspectionObject.object_id)
        visited = set(uow.session.scalars(chosen.where(Visit.campaign_id == of)))
    assert new in visited
    assert leaving.code not in visited


def test_after_dispatch_the_visit_is_void_and_the_reserves_is_sent_while_a_begun_one_stays(district: Any) -> None:
    of = planned(district)
    draw_id = held(district, of)
    sent(district, of)
    leaving = first_of(district, draw_id)
    new = falls_out(district, draw_id, leaving.of)
    with district.act() as uow:
        rows = uow.session.execute(
            select(InspectionObject.registration_code, Visit)
            .join(Visit, Visit.object_id == InspectionObject.object_id)
            .where(Visit.campaign_id == of)
        )
        visits = dict(rows.all())
        states = {
            code: set(uow.session.scalars(select(Task.state).where(Task.visit_id == visits[code].visit_id)))
            for code in (leaving.code, new)
        }
        assert (visits[leaving.code].state, visits[new].state) == ("void", "assigned")
        assert states == {leaving.code: {"replaced"}, new: {"sent"}}
        visits[new].state = "running"
    number = next(each.of for each in _standing(district, draw_id) if each.code == new)
    assert refused(district, "SJ-04", draw_afterwards.let_fall_out, draw_id, number, "已搬离") == "CAMP_030"


def _standing(district: Any, draw_id: int) -> Any:
    with district.act() as uow:
        return draw_afterwards.standing_objects(uow, district.actor(uow, "SJ-04"), draw_id)


def test_an_object_without_a_full_team_is_decided_on_once_and_in_public(district: Any) -> None:
    of = planned(district)
    with district.act() as uow:
        everybody_recused(uow, "XF-%")
    draw_id = held(district, of)
    assert refused(district, "SJ-04", draw_dispatch.dispatch_draw, of) == "CAMP_024"
    first, second = _standing(district, draw_id)[:2]
    assert first.unfilled == ("区消防救援支队",)
    with district.act() as uow:
        [why] = draw_afterwards.shortages(uow, district.actor(uow, "SJ-04"), draw_id, first.of)
    assert (why.recused, why.full, why.qualified) == (why.officers, 0, 0)
    with district.act() as uow:
        chosen = select(InspectionObject).where(InspectionObject.registration_code == first.code)
        uow.session.scalars(chosen).one().person_in_charge = "欧阳见山"
    for reason, problem in UNFIT:
        decide = ("SJ-04", draw_afterwards.decide_unfilled, draw_id, first.of, "drop", reason)
        assert refused(district, *decide) == problem
    with district.act() as uow:
        actor = district.actor(uow, "SJ-04")
        draw_afterwards.decide_unfilled(uow, actor, draw_id, first.of, "drop", "消防人员均须回避")
    again = ("SJ-04", draw_afterwards.decide_unfilled, draw_id, first.of, "later", "再议")
    assert refused(district, *again) == "CAMP_031"
    sent(district, of)
    with district.act() as uow:
        # What is decided after dispatch is sent at once.
        actor = district.actor(uow, "SJ-04")
        draw_afterwards.decide_unfilled(uow, actor, draw_id, second.of, "drop", "消防人员均须回避")
        visits = uow.session.scalars(select(Visit).where(Visit.campaign_id == of).order_by(Visit.number)).all()
        people = select(Person.code).join(Task, Task.person_id == Person.person_id)
        officers = uow.session.scalars(people.where(Task.visit_id.in_([each.visit_id for each in visits]))).all()
        draw = uow.session.get_one(Draw, draw_id)
        assert [each["object"] for each in draw.decisions] == [first.code, second.code]
        assert first.code not in undecided(draw)
    assert [each.number for each in visits] == ["018-01", "018-02"]
    assert {code[:2] for code in officers} == {"SJ"}


def everybody_recused(uow: Any, like: str) -> None:
    """Let some officers have declared that they step back from every object."""
    people = uow.session.scalars(select(Person.person_id).where(Person.code.like(like))).all()
    objects = uow.session.scalars(select(InspectionObject.object_id)).all()
    uow.session.add_all(
        DeclaredRecusal(person_id=person, object_id=of, declared_by=person, declared_at=uow.now)
        for person in people
        for of in objects
    )
    uow.session.flush()


def test_a_supplementary_draw_has_new_dice_and_leaves_what_was_drawn_alone(district: Any) -> None:
    of = planned(district)
    assert refused(district, "SJ-04", campaign_plans.reopen_plan, of) == "CAMP_021"
    first_id = held(district, of)
    assert refused(district, "XF-03", campaign_plans.reopen_plan, of) == "CAMP_002"
    with district.act() as uow:
        actor = district.actor(uow, "SJ-04")
        before = teams_now(uow.session.get_one(Draw, first_id))
        campaign_plans.reopen_plan(uow, actor, of)
        campaign_plans.set_typed(uow, actor, of, "ratios", "A 30 B 30 C 30 D 100")
    second_id = held(district, of)
    with district.act() as uow:
        first, second = (uow.session.get_one(Draw, each) for each in (first_id, second_id))
        assert (first.number, second.number) == ("018-1", "018-2")
        assert not set(before) & set(teams_now(second))
        assert teams_now(first) == before
        reasons = {each.reason for each in draw_lists.snapshot_kept(second).exclusions}
        verdict = verify(draw_lists.proof_of(second).to_json(), second.commit_hash)
    assert "本任务已抽中" in reasons
    assert not verdict.reasons
    # The first was not sent out yet: each is, in turn.
    sent(district, of)
    sent(district, of)
    assert refused(district, "SJ-04", draw_dispatch.dispatch_draw, of) == "CAMP_022"
    with district.act() as uow:
        numbers = uow.session.scalars(select(Visit.number).where(Visit.campaign_id == of).order_by(Visit.number)).all()
        assert len(numbers) == len(set(numbers)) == len(before) + len(teams_now(uow.session.get_one(Draw, second_id)))


def test_what_an_earlier_draw_gave_up_belongs_to_the_draw_that_drew_it_again(district: Any) -> None:
    of = planned(district)
    with district.act() as uow:
        everybody_recused(uow, "XF-%")
    first_id = held(district, of)
    again = first_of(district, first_id)
    with district.act() as uow:
        actor = district.actor(uow, "SJ-04")
        uow.session.execute(delete(DeclaredRecusal))
        for each in draw_afterwards.standing_objects(uow, actor, first_id):
            draw_afterwards.decide_unfilled(uow, actor, first_id, each.of, "extra", "人手已补足，另行抽取")
        campaign_plans.reopen_plan(uow, actor, of)
        campaign_plans.set_typed(uow, actor, of, "ratios", "A 100 B 100 C 100 D 100")
    second_id = held(district, of)
    # Of the first nothing is left to be sent out.
    sent(district, of)
    with district.act() as uow:
        chosen = select(Visit).join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        visit = uow.session.scalars(chosen.where(InspectionObject.registration_code == again.code)).one()
        drawn_by = draw_of_visit(uow, visit)
        assert drawn_by is not None
        assert drawn_by.draw_id == second_id


def test_a_sealed_result_is_its_supervisors_then_the_leads_and_open_to_all_on_its_day(district: Any) -> None:
    of = planned(district)
    draw_id = held(district, of, is_sealed=True)
    assert seen(district, draw_id) == {"SJ-04": True, "XF-03": False}
    with district.act() as uow:
        assert minute_of(uow, of).objects == []
    assert refused(district, "SJ-04", draw_sealing.open_draw, draw_id) == "CAMP_028"
    sent(district, of)
    assert seen(district, draw_id) == {"SJ-04": True, "XF-03": True}
    assert refused(district, "SJ-04", draw_sealing.open_draw, draw_id) == "CAMP_028"
    assert refused(district, "XF-03", draw_sealing.open_draw, draw_id) == "CAMP_013"
    with district.act() as uow:
        draw = uow.session.get_one(Draw, draw_id)
        campaign = uow.session.get_one(Campaign, of)
        assert not draw_sealing.is_open(uow, draw, campaign)
        for visit in uow.session.scalars(select(Visit).where(Visit.campaign_id == of)):
            visit.state = "submitted"
        draw_sealing.open_draw(uow, district.actor(uow, "SJ-04"), draw_id)
        assert draw_sealing.is_open(uow, draw, campaign)
        # Nobody can refuse: without that act it is open on the day after the window.
        draw.opened_at = None
        district.now += timedelta(days=30)
    with district.act() as uow:
        assert draw_sealing.is_open(uow, uow.session.get_one(Draw, draw_id), uow.session.get_one(Campaign, of))


def seen(district: Any, draw_id: int) -> dict[str, bool]:
    """Who sees what was drawn."""
    with district.act() as uow:
        return {code: bool(view_draw(uow, district.actor(uow, code), draw_id).teams) for code in ("SJ-04", "XF-03")}


def test_recusals_are_declared_by_officer_or_clerk_and_frozen_with_the_next_commitment(district: Any) -> None:
    of = planned(district)
    before = committed(district, of)
    with district.act() as uow:
        chosen = select(InspectionObject).where(InspectionObject.industry == "餐饮")
        inspected = uow.session.scalars(chosen.order_by(InspectionObject.object_id)).first()
        code = inspected.registration_code
        declared_recusals.declare(uow, district.actor(uow, "SJ-01"), f"{code.lower()} 近亲属在该单位任职")
        declared_recusals.declare(uow, district.actor(uow, "SJ-05"), f"SJ-02 {code} 曾在该单位任职")
        assert {each.person for each in declared_recusals.declared(uow, district.actor(uow, "SJ-05"))} >= {"SJ-01"}
        assert "近亲属" not in str(list(links_of(uow.session, "registry")))
    for who, text, problem in (
        ("SJ-01", code, "CAMP_035"),
        ("SJ-05", f"XF-01 {code} 近亲属任职", "CAMP_037"),
        ("SJ-01", "没有这一家 近亲属任职", "CAMP_038"),
        ("SJ-04", f"{code} 近亲属任职", "CAMP_035"),
    ):
        assert refused(district, who, declared_recusals.declare, text) == problem
    with district.act() as uow:
        draw_abandoning.abandon(uow, district.actor(uow, "SJ-04"), before, "补上事先回避")
    after = committed(district, of)
    with district.act() as uow:
        first, second = (draw_lists.snapshot_kept(uow.session.get_one(Draw, each)) for each in (before, after))
        mine = declared_recusals.declared(uow, district.actor(uow, "SJ-01"))
        declared_recusals.withdraw(uow, district.actor(uow, "SJ-01"), mine[0].of)
    assert first.recusals == []
    assert [(each.inspector, each.object) for each in second.recusals] == [("SJ-01", code), ("SJ-02", code)]
    assert refused(district, "SJ-01", declared_recusals.withdraw, mine[0].of) == "CAMP_036"
