"""Nobody chooses a draw's seed, changes what was committed to, or holds a draw up for ever."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from rules.events_draws import DrawRefusedLate
from rules.refusals import Refused
from services import (
    campaign_plans,
    draw_committing,
    draw_readers,
    draw_sealing,
    draws,
)
from services.draw_readiness import readiness
from services.draw_view import view_draw
from services.minute_paper import minute_of
from services.papers import PrintedPaper, Wish, keep_paper
from storage.tables import Campaign, Draw, DrawDice, Job, RegistryImport, Role
from tests.services.draws_watched import OTHER, links, person, public
from tests.services.test_after_the_draw import held
from tests.services.test_draws import DICE, committed, computes, holds, planned, refused, types


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
