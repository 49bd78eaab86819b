"""Who was taken off the list of serious breaches, or kept from it, comes back while the facts are the same."""

import pytest
from sqlalchemy import select

from services.breach_decisions import put_back_breach, view_decision, view_decisions
from services.breaches import breach_proposals, decline_breach, release_breach, view_breaches, withdraw_breach
from services.publishing import CHAIN
from storage.tables import ObjectKeeper, Role, SeriousBreach, Visit
from storage.unit_of_work import reading
from tests.services.conftest import District
from tests.services.inspected_object import finds, inspected, links, rows_of
from tests.services.submitted import does, refusal

GROUND = "《市场监督管理严重违法失信名单管理办法》第二条"


def proposed_mark(district: District) -> int:
    [found] = does(district, breach_proposals, code="SJ-04")
    return int(found.suggested.mark)


def listed(district: District, of: int) -> int:
    return int(does(district, release_breach, of, proposed_mark(district), GROUND, code="SJ-04"))


def test_an_entry_that_was_taken_off_by_mistake_stands_again_as_it_stood(district: District) -> None:
    of = inspected(district, "penalty", "coercion")
    entry = listed(district, of)
    [before] = does(district, view_breaches, code="SJ-04").lines
    does(district, withdraw_breach, entry, "列错了", code="SJ-04")
    [decision] = does(district, view_decisions, code="SJ-04").lines
    assert (decision.state, decision.reason, decision.ground, decision.by["zh"]) == (
        "withdrawn",
        "列错了",
        GROUND,
        "何慧",
    )
    assert does(district, put_back_breach, entry, code="SJ-04") == "released"
    assert does(district, view_breaches, code="SJ-04").lines == (before,)
    assert does(district, view_decisions, code="SJ-04").total == 0
    assert refusal(district, put_back_breach, entry, code="SJ-04") == "STAT_006"
    types = [link["type"] for link in links(district, CHAIN, "breach_")]
    assert types == ["breach_released", "breach_withdrawn", "breach_withdrawn_put_back"]
    assert district.chains_are_whole()


def test_who_was_kept_off_by_mistake_is_proposed_again_and_can_be_listed(district: District) -> None:
    of = inspected(district, "penalty", "penalty")
    decided = does(district, decline_breach, of, proposed_mark(district), "情节轻微", code="SJ-04")
    assert does(district, breach_proposals, code="SJ-04") == ()
    assert does(district, view_decision, decided, code="SJ-04").state == "declined"
    assert does(district, put_back_breach, decided, code="SJ-04") == "proposed"
    assert does(district, view_decisions, code="SJ-04").total == 0
    assert refusal(district, put_back_breach, decided, code="SJ-04") == "STAT_006"
    listed(district, of)
    assert does(district, view_breaches, code="SJ-04").total == 1
    assert district.chains_are_whole()


def test_nothing_comes_back_whose_visits_say_something_else_now(district: District) -> None:
    of = inspected(district, "penalty", "penalty")
    entry = listed(district, of)
    does(district, withdraw_breach, entry, "列错了", code="SJ-04")
    first, second = rows_of(district, of)
    finds(district, second, "coercion")
    assert refusal(district, put_back_breach, entry, code="SJ-04") == "STAT_011"
    finds(district, second, "penalty")
    with district.act() as uow:
        uow.session.get_one(Visit, first).state = "returned"
    assert refusal(district, put_back_breach, entry, code="SJ-04") == "STAT_011"
    assert does(district, view_breaches, code="SJ-04").total == 0


def test_who_stands_on_the_list_anew_is_not_put_back_beside_it(district: District) -> None:
    of = inspected(district, "penalty", "penalty", "none")
    entry = listed(district, of)
    does(district, withdraw_breach, entry, "列错了", code="SJ-04")
    finds(district, rows_of(district, of)[2], "penalty")
    listed(district, of)
    assert refusal(district, put_back_breach, entry, code="SJ-04") == "STAT_006"
    with reading(district.database) as session:
        assert sorted(session.scalars(select(SeriousBreach.state))) == ["released", "withdrawn"]


def test_decisions_are_read_page_by_page_the_newest_first(district: District) -> None:
    of = inspected(district, "penalty", "penalty")
    entry = listed(district, of)
    does(district, withdraw_breach, entry, "列错了", code="SJ-04")
    with district.act() as uow:
        row = uow.session.get_one(SeriousBreach, entry)
        kept = {column.key: getattr(row, column.key) for column in SeriousBreach.__table__.columns}
        del kept["breach_id"]
        uow.session.add_all(SeriousBreach(**{**kept, "reason": f"理由{place}"}) for place in range(6))
    first, second = (does(district, view_decisions, page, code="SJ-04") for page in (1, 2))
    assert (first.total, first.pages, len(first.lines), len(second.lines)) == (7, 2, 5, 2)
    assert [first.lines[0].reason, second.lines[-1].reason] == ["理由5", "列错了"]
    assert does(district, view_decisions, 9, code="SJ-04").page == 2


@pytest.mark.parametrize("what", [view_decision, put_back_breach])
def test_another_departments_supervisor_neither_reads_nor_puts_back(district: District, what: object) -> None:
    of = inspected(district, "penalty", "penalty")
    entry = listed(district, of)
    does(district, withdraw_breach, entry, "列错了", code="SJ-04")
    with district.act() as uow:
        other = district.actor(uow, "XF-03")
        owner = select(ObjectKeeper.department_id).where(ObjectKeeper.object_id == of, ObjectKeeper.is_owner)
        assert uow.session.scalar(owner) != other.department_id
        uow.session.add(Role(person_id=other.person_id, role="supervisor", department_id=other.department_id))
    assert refusal(district, what, entry, code="XF-03") == "STAT_002"  # type: ignore[arg-type]
    assert does(district, view_decisions, code="XF-03").total == 0
