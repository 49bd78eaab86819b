"""The bundled checklists with skip logic do what they say when they are filled in."""

from datetime import UTC, datetime

import pytest

from forms.filling.opening import begin
from forms.filling.outline import Question
from forms.filling.reading import read_form
from forms.filling.session import Filling
from forms.workbook import LIBRARY, load_workbook
from tests.forms.test_library import PLAIN, WITH_LOGIC

NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)


def opened(name: str) -> Filling:
    return begin(read_form(load_workbook(LIBRARY / f"{name}.xlsx", name).xform), now=NOW, seed="library")


def is_asked(filling: Filling, reference: str) -> bool:
    return filling.question(reference).is_relevant


@pytest.mark.parametrize("name", [*PLAIN, *WITH_LOGIC])
def test_only_checklists_with_logic_need_the_engine_and_none_has_remarks(name: str) -> None:
    checklist = load_workbook(LIBRARY / f"{name}.xlsx", name)
    assert (checklist.has_logic, checklist.warnings) == (name in WITH_LOGIC, ())


def asked(filling: Filling) -> list[str]:
    return [each.reference for each in filling.outline() if isinstance(each, Question) and each.is_relevant]


def test_a_clean_visit_to_a_restaurant_is_asked_twenty_items_and_nothing_else() -> None:
    filling = opened("catering")
    assert len(asked(filling)) == 20
    for reference in asked(filling):
        filling.answer(reference, "complies")
    assert len(asked(filling)) == 20


def test_a_cold_store_that_is_too_warm_is_measured() -> None:
    filling = opened("catering")
    filling.answer("/data/premises/cold_store", "problem")
    assert is_asked(filling, "/data/premises/cold_measured")
    assert filling.check("/data/premises/cold_measured", "140") is not None
    filling.answer("/data/premises/cold_store", "complies")
    assert not is_asked(filling, "/data/premises/cold_measured")


def test_not_more_lack_papers_than_were_asked_for_them() -> None:
    filling = opened("catering")
    filling.answer("/data/premises/health_cards", "problem")
    filling.answer("/data/premises/staff_seen", "5")
    assert filling.check("/data/premises/staff_without", "0") is not None
    assert filling.check("/data/premises/staff_without", "5") is None
    refused = filling.check("/data/premises/staff_without", "6")
    assert refused is not None
    assert "5" in (refused.message or "")


def test_each_bad_good_is_noted_and_only_an_expired_one_has_a_date() -> None:
    filling = opened("catering")
    assert not is_asked(filling, "/data/records/bad_goods[1]/goods_name")
    filling.answer("/data/records/no_expired", "problem")
    assert is_asked(filling, "/data/records/bad_goods[1]/goods_name")
    assert not is_asked(filling, "/data/records/bad_goods[1]/best_before")
    filling.answer("/data/records/bad_goods[1]/goods_state", "expired")
    assert is_asked(filling, "/data/records/bad_goods[1]/best_before")
    assert filling.check("/data/records/bad_goods[1]/best_before", "2026-12-01") is not None
    assert "1" in (filling.question("/data/records/self_check").hint or "")


def test_not_more_extinguishers_fail_than_were_looked_at() -> None:
    filling = opened("fire-safety")
    assert not is_asked(filling, "/data/equipment/extinguishers_failed")
    filling.answer("/data/equipment/equipment_intact", "problem")
    filling.answer("/data/equipment/extinguishers", "8")
    assert filling.check("/data/equipment/extinguishers_failed", "8") is None
    assert filling.check("/data/equipment/extinguishers_failed", "9") is not None


def test_an_expired_sample_forbids_to_say_that_nothing_is_expired() -> None:
    filling = opened("food-sale")
    filling.answer("/data/goods/sample[1]/best_before", "2026-11-30")
    assert filling.check("/data/goods/no_expired", "complies") is None
    assert not is_asked(filling, "/data/goods/sample[1]/expired_photo")
    filling.answer("/data/goods/sample[1]/best_before", "2026-11-20")
    assert is_asked(filling, "/data/goods/sample[1]/expired_photo")
    assert filling.check("/data/goods/no_expired", "complies") is not None
    assert filling.check("/data/goods/no_expired", "problem") is None
    assert "1" in (filling.question("/data/goods/no_expired").hint or "")


def test_temperatures_are_asked_only_where_there_is_cold_food() -> None:
    filling = opened("food-sale")
    assert not is_asked(filling, "/data/storing/cold_temperature")
    filling.answer("/data/storing/has_cold", "yes")
    filling.answer("/data/storing/cold_temperature", "12.5")
    assert filling.check("/data/storing/cold_chain", "complies") is not None


def test_a_deep_pit_needs_a_plan_that_experts_have_reviewed() -> None:
    filling = opened("construction")
    filling.answer("/data/hazards/pit_depth", "3")
    assert is_asked(filling, "/data/hazards/pit_watched")
    assert not is_asked(filling, "/data/hazards/plan_reviewed")
    filling.answer("/data/hazards/pit_depth", "5.5")
    assert is_asked(filling, "/data/hazards/plan_reviewed")


def test_each_crane_is_gone_through() -> None:
    filling = opened("construction")
    filling.answer("/data/hazards/has_crane", "yes")
    filling.answer("/data/hazards/crane_count", "2")
    assert is_asked(filling, "/data/hazards/crane[2]/crane_tested_on")
    assert filling.check("/data/hazards/crane[1]/crane_tested_on", "2026-12-01") is not None


def test_gear_cannot_comply_when_someone_goes_without() -> None:
    filling = opened("construction")
    filling.answer("/data/site/helmets_seen", "10")
    assert filling.check("/data/site/helmets_worn", "11") is not None
    filling.answer("/data/site/helmets_worn", "9")
    assert filling.check("/data/site/gear_worn", "complies") is not None


def test_only_a_large_gap_between_staff_numbers_wants_a_reason() -> None:
    filling = opened("annual-report")
    filling.answer("/data/figures/staff_reported", "100")
    filling.answer("/data/figures/staff_insured", "90")
    assert not is_asked(filling, "/data/figures/staff_reason")
    filling.answer("/data/figures/staff_insured", "60")
    assert is_asked(filling, "/data/figures/staff_reason")
    assert "40" in (filling.question("/data/figures/staff_reason").hint or "")
