"""Nobody looks at what a draw gives and leaves in silence, chooses its seed, or holds it up for ever."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from rules.draw.verification import verify
from rules.events_draws import DrawAbandoned, DrawRefusedLate, DrawUnsent
from rules.refusals import Refused
from rules.working_days import add_working_days
from services import (
    campaign_plans,
    draw_abandoning,
    draw_committing,
    draw_dispatch,
    draw_lists,
    draw_readers,
    draw_sealing,
    draws,
)
from services.draw_readiness import readiness
from services.draw_view import draws_watched, view_draw
from services.minute_paper import minute_of
from services.paper_phrases import day_told
from services.papers import PrintedPaper, Wish, keep_paper
from services.public_draws import lists_published, public_draw
from storage.ledger import links_of
from storage.tables import Campaign, Draw, DrawDice, Job, Person, RegistryImport, Role
from tests.services.test_after_the_draw import held, sent
from tests.services.test_dispatch_view import clock_ticks
from tests.services.test_draws import DICE, committed, computes, holds, planned, refused, types
from tests.services.test_reminders import at

OTHER = DICE[:-1] + "4"


def abandons(district: Any, draw_id: int, reason: str = "骰子掷得不规范，重来") -> None:
    with district.act() as uow:
        draw_abandoning.abandon(uow, district.actor(uow, "SJ-04"), draw_id, reason)


def links(district: Any, draw_id: int) -> list[Any]:
    with district.act() as uow:
        return list(links_of(uow.session, f"draw:{uow.session.get_one(Draw, draw_id).number}"))


def public(district: Any, draw_id: int) -> Any:
    with district.act() as uow:
        return public_draw(uow, uow.session.get_one(Draw, draw_id), 1)


def person(uow: Any, code: str) -> Person:
    found: Person = uow.session.scalars(select(Person).where(Person.code == code)).one()
    return found


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


def test_the_day_of_a_sealed_draw_is_fixed_by_its_commitment_and_past_days_are_refused(district: Any) -> None:
    of = planned(district)
    draw_id = held(district, of, is_sealed=True)
    with district.act() as uow:
        campaign, draw = uow.session.get_one(Campaign, of), uow.session.get_one(Draw, draw_id)
        fixed = campaign.ends_on + timedelta(days=1)
        campaign.ends_on += timedelta(days=300)
        assert draw_sealing.opens_on(draw, campaign) == draw.opens_on == fixed
    assert public(district, draw_id).opens_on == fixed
    assert links(district, draw_id)[0]["body"]["opens_on"] == fixed.isoformat()
    second = planned(district)
    with district.act() as uow:
        prepared = draw_committing.prepare_commit(uow, district.actor(uow, "SJ-04"), second)
        uow.session.get_one(Campaign, second).ends_on = date(2020, 1, 1)
    assert refused(district, "SJ-04", draw_committing.prepare_commit, second) == "CAMP_043"
    assert refused(district, "SJ-04", draw_committing.commit_draw, prepared) == "CAMP_043"


def test_two_open_commitments_do_not_draw_the_same_object_over_its_cap(district: Any) -> None:
    first, second = planned(district), planned(district)
    with district.act() as uow:
        actor = district.actor(uow, "SJ-04")
        prepared = draw_committing.prepare_commit(uow, actor, second)
    draw_id = committed(district, first)
    with district.act() as uow:
        # What was prepared before sees it as well.
        assert draw_committing.commit_draw(uow, actor, prepared) is None
        # The check, for which somebody waits, does not unpack the others' lists.
        assert not readiness(uow, actor, second).faults
        with pytest.raises(Refused, match="CAMP_044") as clash:
            draw_committing.prepare_commit(uow, actor, second)
    assert clash.value.placeholders["number"] == "018-1"
    with district.act() as uow:
        uow.session.get_one(Campaign, second).task_kind = "clue"  # neither counted nor capped
        draw_committing.prepare_commit(uow, actor, second)
        uow.session.get_one(Campaign, second).task_kind = "special"
    for code in ("SJ-04", "XF-03"):
        types(district, draw_id, code)
    holds(district, draw_id)
    assert committed(district, second)


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


def test_half_a_reading_or_a_lone_one_holds_no_draw_up_and_stays_public(district: Any) -> None:
    draw_id = committed(district, planned(district))
    aside = draw_readers.set_reader_aside
    with district.act() as uow:
        lead, mate = person(uow, "SJ-03").person_id, person(uow, "XF-03").person_id
        supervisor = person(uow, "SJ-04").person_id
    types(district, draw_id, "SJ-03", DICE[:5])
    types(district, draw_id, "SJ-04")
    # Alone against one, a supervisor sets nobody aside: that would choose between two seeds.
    assert refused(district, "SJ-04", aside, draw_id, lead, "离开了现场") == "CAMP_042"
    types(district, draw_id, "XF-03")
    assert refused(district, "SJ-04", computes, draw_id) == "CAMP_017"
    assert refused(district, "XF-03", aside, draw_id, lead, "离开了现场") == "CAMP_013"
    for of in (mate, supervisor):
        assert refused(district, "SJ-04", aside, draw_id, of, "离开了现场") == "CAMP_042"
    assert refused(district, "SJ-04", aside, draw_id, lead, "陈立离开了现场") == "PUBLIC_009"
    with district.act() as uow:
        assert view_draw(uow, district.actor(uow, "SJ-04"), draw_id).in_the_way == 1
        aside(uow, district.actor(uow, "SJ-04"), draw_id, lead, "输了一组就离开了现场")
    assert refused(district, "SJ-03", draws.type_dice, draw_id, DICE) == "CAMP_040"
    assert refused(district, "SJ-03", draw_readers.withdraw_reading, draw_id) == "CAMP_040"
    # What those who read alike have read stays as it is.
    assert refused(district, "SJ-04", draw_readers.withdraw_reading, draw_id) == "CAMP_039"
    holds(district, draw_id)
    [read] = [each for each in public(district, draw_id).readings if each.set_aside]
    assert (read.code, read.dice, read.set_aside) == ("SJ-03", DICE[:5], "输了一组就离开了现场")
    with district.act() as uow:
        remarks = minute_of(uow, uow.session.get_one(Draw, draw_id).campaign_id).remarks
    assert "不采用SJ-03的读数00314：输了一组就离开了现场" in remarks
    assert "reader_set_aside" in [each["type"] for each in links(district, draw_id)]


def test_a_reading_is_taken_back_by_its_reader_and_as_many_as_agree_outweigh_nobody(district: Any) -> None:
    draw_id = committed(district, planned(district))
    assert refused(district, "SJ-03", draw_readers.withdraw_reading, draw_id) == "CAMP_041"
    with district.act() as uow:
        fourth = person(uow, "SJ-02")
        uow.session.add(Role(person_id=fourth.person_id, role="lead", department_id=fourth.department_id))
        lead = person(uow, "SJ-03").person_id
    types(district, draw_id, "SJ-03", OTHER)
    types(district, draw_id, "SJ-02", OTHER)
    types(district, draw_id, "SJ-04")
    types(district, draw_id, "XF-03")
    # Two against two: nobody chooses between them.
    assert refused(district, "SJ-04", draw_readers.set_reader_aside, draw_id, lead, "读错了骰子") == "CAMP_042"
    with district.act() as uow:
        draw_readers.withdraw_reading(uow, district.actor(uow, "SJ-03"), draw_id)
        assert len(uow.session.scalars(select(DrawDice)).all()) == 3
    assert refused(district, "SJ-04", computes, draw_id) == "CAMP_018"
    types(district, draw_id, "SJ-02")
    holds(district, draw_id)
    withdrawn = next(each for each in links(district, draw_id) if each["type"] == "dice_withdrawn")
    assert withdrawn["body"] == {"dice": OTHER}


def test_a_registry_that_is_being_written_holds_no_draw_up_and_is_told(district: Any) -> None:
    draw_id = committed(district, planned(district))
    for code in ("SJ-04", "XF-03"):
        types(district, draw_id, code)
    with district.act() as uow:
        row = RegistryImport(
            person_id=person(uow, "SJ-05").person_id,
            which="objects",
            state="settling",
            file_name="名录.xlsx",
            facts={},
            is_certain=True,
            faults=[],
            sent_at=uow.now,
        )
        uow.session.add(row)
    assert refused(district, "SJ-04", readiness, planned(district)) == "REG_072"
    holds(district, draw_id)
    with district.act() as uow:
        draw = uow.session.get_one(Draw, draw_id)
        assert draw.has_changed
        assert "名录库有变动" in minute_of(uow, draw.campaign_id).remarks


def test_what_is_committed_to_is_the_plan_that_was_shown_and_a_second_press_is_kind(district: Any) -> None:
    of = planned(district)

    def asks(revision: int) -> int | None:
        with district.act() as uow:
            asked = draw_committing.ask_commit(uow, district.actor(uow, "SJ-04"), of, revision=revision)
            assert asked is None or isinstance(asked, int)
            return asked

    with district.act() as uow:
        shown = draw_committing.plan_revision(uow, of)
        campaign_plans.set_typed(uow, district.actor(uow, "SJ-04"), of, "ratios", "A 3 B 5 C 10 D 90")
    with pytest.raises(Refused, match="CAMP_045"):
        asks(shown)
    assert asks(shown + 1) is None
    # A paper that is printed meanwhile changes nothing of the plan.
    with district.act() as uow:
        before = draw_committing.prepare_commit(uow, district.actor(uow, "SJ-04"), of)
        keep_paper(uow, Wish("scheme", of, "pdf", "SJ-04", ()), PrintedPaper("a" * 64, None, "", (), ""))
        assert draw_committing.prepare_commit(uow, district.actor(uow, "SJ-04"), of).basis == before.basis
    district.now += timedelta(seconds=1)
    assert asks(shown + 1) is None
    with district.act() as uow:
        bodies = [job.body for job in uow.session.scalars(select(Job).where(Job.kind == draw_committing.COMMIT_DRAW))]
        prepared = draw_committing.prepare_commit(uow, district.actor(uow, "SJ-04"), of)
    assert len(bodies) == 2
    # It was changed once more while it was prepared: nothing is committed to, which is told.
    with district.act() as uow:
        draw_committing.finish_commit(uow, {**bodies[0], "revision": shown}, prepared)
    assert [each.code for each in district.heard if isinstance(each, DrawRefusedLate)] == ["CAMP_045"]
    for body in bodies:
        with district.act() as uow:
            draw_committing.finish_commit(uow, body, prepared)
    with district.act() as uow:
        [draw] = uow.session.scalars(select(Draw).where(Draw.campaign_id == of)).all()
    assert asks(shown) == draw.draw_id
    # Nor does a press that was prepared too late say that anything was wrong.
    with pytest.raises(Refused) as frozen, district.act() as uow:
        draw_committing.prepare_commit(uow, district.actor(uow, "SJ-04"), of)
    with district.act() as uow:
        draw_committing.refuse_late(uow, bodies[1], frozen.value)
    assert len([each for each in district.heard if isinstance(each, DrawRefusedLate)]) == 1
