"""What a draw kept counts: a registry that changes later moves no past figure."""

import zlib

import orjson
import pytest
from sqlalchemy import select, update

from rules.draw.verification import verify
from rules.statistics.tallies import Figures
from services import draw_dispatch, draw_lists
from services.office_day import today
from services.statistics_cuts import Statistics
from storage.tables import Campaign, Draw, InspectionObject, Section, Visit
from tests.services.conftest import District
from tests.services.counted_again import Again, first_and_last
from tests.services.test_draws import committed, holds, planned, types

CUTS = ("risk", "draw")


@pytest.fixture
def drawn(district: District) -> District:
    """A campaign that was drawn here, some objects flagged; every visit is done, each second with a problem."""
    with district.act() as uow:
        objects = uow.session.scalars(select(InspectionObject).where(InspectionObject.industry == "餐饮")).all()
        for place, each in enumerate(objects):
            each.risk, each.flags = "BC"[place % 2], ["complaints"] if place % 3 == 0 else []
    of = planned(district)
    with district.act() as uow:
        uow.session.get_one(Campaign, of).task_kind = "daily"
    draw_id = committed(district, of)
    for code in ("SJ-04", "XF-03"):
        types(district, draw_id, code)
    holds(district, draw_id)
    with district.act() as uow:
        draw_dispatch.dispatch_draw(uow, district.actor(uow, "SJ-04"), of)
        for place, visit in enumerate(uow.session.scalars(select(Visit).where(Visit.campaign_id == of))):
            visit.state, visit.started_at, visit.submitted_at = "submitted", uow.now, uow.now
            sections = update(Section).where(Section.visit_id == visit.visit_id)
            uow.session.execute(sections.values(results=["order"] if place % 2 else ["none"]))
    return district


def lines(district: District) -> tuple[dict[str, dict[str, tuple[int, int]]], dict[str, Figures]]:
    """Every line of the cuts that draws decide, once counted twice alike; and the cuts."""
    with district.act() as uow:
        counted, again = Statistics(uow, None, "year"), Again(uow.connection)
        figures = {cut: counted.figures(cut) for cut in CUTS}
        found = {cut: {each.key: (each.rate.hits, each.rate.of) for each in figures[cut].lines} for cut in CUTS}
        assert found == {cut: again.cut(cut, first_and_last("year", today(uow))) for cut in CUTS}
    return found, figures


def raise_everybody(district: District) -> None:
    with district.act() as uow:
        uow.session.execute(update(InspectionObject).values(risk="D", flags=["violations"]))


def test_a_registry_that_changes_later_moves_no_figure_of_a_draw(drawn: District) -> None:
    before, figures = lines(drawn)
    assert set(before["draw"]) == {"random", "flagged"}
    assert len(before["risk"]) > 1
    assert [each.by_registry for each in figures.values()] == [0, 0]
    raise_everybody(drawn)
    assert lines(drawn)[0] == before


def test_a_flagged_object_counts_for_the_class_by_which_it_was_drawn(drawn: District) -> None:
    with drawn.act() as uow:
        draw = uow.session.scalars(select(Draw)).one()
        assert draw.result is not None
        risks = {code: risk for code, risk, _ in draw.result["entries"] if code in draw.result["teams"]}
    counted = lines(drawn)[0]["risk"]
    assert {risk: of for risk, (_, of) in counted.items()} == {
        risk: list(risks.values()).count(risk) for risk in risks.values()
    }


def test_a_draw_from_elsewhere_goes_by_the_registry_and_is_counted_as_such(drawn: District) -> None:
    with drawn.act() as uow:
        draw = uow.session.scalars(select(Draw)).one()
        draw.state = "abandoned"
    raise_everybody(drawn)
    found, figures = lines(drawn)
    whole = figures["risk"].whole
    assert found == {"risk": {"D": (whole.hits, whole.of)}, "draw": {"flagged": (whole.hits, whole.of)}}
    assert [each.by_registry for each in figures.values()] == [whole.of, whole.of]


def test_a_draw_that_kept_classes_alone_has_its_flags_by_the_registry(drawn: District) -> None:
    """As those that were held before flags were kept."""
    before = lines(drawn)[0]
    with drawn.act() as uow:
        draw = uow.session.scalars(select(Draw)).one()
        draw.result = {name: each for name, each in (draw.result or {}).items() if name != "flagged"}
    raise_everybody(drawn)
    with drawn.act() as uow:
        counted = Statistics(uow, None, "year")
        risk, draw_cut = (counted.figures(cut) for cut in CUTS)
    assert {each.key: (each.rate.hits, each.rate.of) for each in risk.lines} == before["risk"]
    assert [each.key for each in draw_cut.lines] == ["flagged"]
    assert (risk.by_registry, draw_cut.by_registry) == (0, draw_cut.whole.of)


def test_flags_are_kept_beside_the_lists_and_no_proof_names_them(drawn: District) -> None:
    with drawn.act() as uow:
        draw = uow.session.scalars(select(Draw)).one()
        lists = orjson.loads(zlib.decompress(draw.lists))
        assert 0 < len(lists["flagged"]) < len(lists["objects"])
        # Nobody is told that a registry had changed because of them.
        assert not draw.has_changed
        proof = draw_lists.proof_of(draw).to_json()
        assert "flagged" not in str(proof)
        assert not verify(proof, draw.commit_hash).reasons
