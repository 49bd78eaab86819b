"""Objects that were visited often enough are left out of a draw, whichever department went there."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from rules.campaigns import DRAWN_BEFORE
from rules.frequency import AT_CAP, TOO_SOON
from services import frequency
from services.campaign_plans import view_plan
from services.capped_objects import capped_page
from services.draw_dispatch import dispatch_draw
from services.draw_readiness import readiness
from services.draw_scope import snapshot_of
from storage.ledger import links_of
from storage.tables import Campaign, CampaignPlan, Draw, FrequencyCap, Visit
from tests.services.test_draws import committed, holds, planned, refused, types

VISITED = "92500112YB0001027X"  # 渝味小面, class B, planned in campaign 017
NEVER = "92500112YB0001115C"  # 三溪饭店, class B


def left_out(district: Any, of: int) -> dict[str, str]:
    with district.act() as uow:
        snapshot = snapshot_of(uow, uow.session.get_one(CampaignPlan, of))
        return {each.id: each.reason for each in snapshot.exclusions}


def sets(district: Any, text: str, risk: str = "B") -> None:
    with district.act() as uow:
        frequency.set_cap(uow, district.actor(uow, "SJ-04"), risk, text)


def changes_visits(district: Any, **values: Any) -> None:
    with district.act() as uow:
        uow.session.execute(update(Visit).values(**values))


def test_what_is_planned_elsewhere_counts_and_is_told_on_the_card(district: Any) -> None:
    of = planned(district)
    assert left_out(district, of)[VISITED] == TOO_SOON
    assert NEVER not in left_out(district, of)
    with district.act() as uow:
        actor = district.actor(uow, "SJ-04")
        view, page = view_plan(uow, actor, of), capped_page(uow, actor, of)
        ready = readiness(uow, actor, of)
    assert view.capped == page.total == sum(reason != "承诺免检" for reason in left_out(district, of).values())
    assert page.objects[0].spans
    assert ready.snapshot.params.exclusion_reasons == ("承诺免检", AT_CAP, TOO_SOON)
    assert refused(district, "XF-03", capped_page, of) == "CAMP_002"


def test_days_that_went_by_without_a_visit_count_for_nothing_and_a_visit_for_its_day(district: Any) -> None:
    of = planned(district)
    past = district.now.date() - timedelta(days=40)
    changes_visits(district, window_from=past, window_until=past + timedelta(days=3))
    assert VISITED not in left_out(district, of)
    changes_visits(district, started_at=district.now - timedelta(days=39))
    assert left_out(district, of)[VISITED] == TOO_SOON
    changes_visits(district, started_at=district.now - timedelta(days=400))
    assert VISITED not in left_out(district, of)


def test_clues_are_neither_counted_nor_capped_until_the_administrator_says_so(district: Any) -> None:
    of = planned(district)
    with district.act() as uow:
        uow.session.execute(update(Campaign).where(Campaign.campaign_id != of).values(task_kind="clue"))
    assert VISITED not in left_out(district, of)
    with district.act() as uow:
        frequency.exempt_kind(uow, district.actor(uow, "SJ-04"), "B", "clue")
    assert left_out(district, of)[VISITED] == TOO_SOON
    with district.act() as uow:
        frequency.exempt_kind(uow, district.actor(uow, "SJ-04"), "B", "special")
    assert VISITED not in left_out(district, of)


def test_a_cap_holds_from_its_first_day_and_each_that_was_set_stays(district: Any) -> None:
    of = planned(district)
    day = district.now.date()
    sets(district, f"9 年 0 {day + timedelta(days=300)} 明年的规定")
    assert left_out(district, of)[VISITED] == TOO_SOON
    sets(district, f"9 年 0 {day} 渝检〔2026〕3号")
    assert VISITED not in left_out(district, of)
    sets(district, f"1 年 0 {day} 渝检〔2026〕4号")
    assert left_out(district, of)[VISITED] == AT_CAP
    with district.act() as uow:
        assert [row.most for row in uow.session.scalars(select(FrequencyCap))] == [9, 9, 1]
        links = [each for each in links_of(uow.session, "registry") if each["type"] == "frequency_cap_set"]
    assert [each["body"]["source"] for each in links] == ["明年的规定", "渝检〔2026〕3号", "渝检〔2026〕4号"]


def test_only_the_district_administrator_sets_caps(district: Any) -> None:
    for code in ("SJ-01", "SJ-03", "SJ-05", "XF-03"):
        assert refused(district, code, frequency.set_cap, "B", "1 年 0 2027-01-01 依据") == "FREQ_001"
        assert refused(district, code, frequency.exempt_kind, "B", "daily") == "FREQ_001"
    assert refused(district, "SJ-04", frequency.set_cap, "B", "每年两次") == "FREQ_002"


def test_what_another_campaign_has_drawn_counts_before_it_is_sent_out(district: Any) -> None:
    first, second = planned(district), planned(district)
    before = left_out(district, second)
    draw_id = committed(district, first)
    types(district, draw_id, "SJ-04")
    types(district, draw_id, "XF-03")
    holds(district, draw_id)
    more = set(left_out(district, second)) - set(before)
    assert more
    # Its own objects are not held against the campaign that drew them: no cap keeps them out of a draw more, only this.
    own = left_out(district, first)
    assert {code for code, reason in own.items() if reason == DRAWN_BEFORE} == more
    assert {code: reason for code, reason in own.items() if code not in more} == before
    # Its own days have passed, so it is never sent: it counts no more, however long the campaign is made.
    with district.act() as uow:
        uow.session.get_one(Draw, draw_id).opens_on = district.now.date() - timedelta(days=1)
    assert left_out(district, second) == before


def test_what_a_sealed_draw_has_drawn_is_in_no_other_list_before_it_happened(district: Any) -> None:
    first, second = planned(district), planned(district)
    before = left_out(district, second)
    draw_id = committed(district, first, is_sealed=True)
    types(district, draw_id, "SJ-04")
    types(district, draw_id, "XF-03")
    holds(district, draw_id)
    assert left_out(district, second) == before
    with district.act() as uow:
        dispatch_draw(uow, district.actor(uow, "SJ-04"), first)
        visits = uow.session.scalars(select(Visit.visit_id).where(Visit.campaign_id == first)).all()
    assert left_out(district, second) == before
    with district.act() as uow:
        uow.session.execute(update(Visit).where(Visit.visit_id.in_(visits)).values(started_at=district.now))
    assert len(left_out(district, second)) > len(before)
