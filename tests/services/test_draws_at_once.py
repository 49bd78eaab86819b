"""Several commit, send out and step back in the same moment, on a database that lets all of them write."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select

from rules.draw.verification import verify
from rules.errors import campaigns as problems
from rules.refusals import Refused
from sandbox.stock import Stock
from services import campaign_plans, draw_committing, draw_lists, plan_choices, recusals
from storage.database import Database
from storage.tables import Department, Draw, Item, Notice, Person, Task, Visit
from tests.services.conftest import District
from tests.services.test_after_the_draw import falls_out, first_of, held, sent
from tests.services.test_draws import committed, planned

SECONDS = 60


@pytest.fixture
def district(stock: Stock) -> Iterator[District]:
    """The demo district on PostgreSQL."""
    address = stock.postgresql(is_furnished=True)
    database = Database(address)
    yield District(database)
    database.close()
    stock.discard(address)


def together(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Let all begin in one moment; return what each gave, or the code with which it was refused."""
    begin = Barrier(len(acts), timeout=SECONDS)

    def one(act: Callable[[], Any]) -> Any:
        begin.wait()
        try:
            return act()
        except Refused as refused:
            return refused.code

    with ThreadPoolExecutor(len(acts)) as threads:
        return [each.result(SECONDS) for each in [threads.submit(one, act) for act in acts]]


def of_shops(district: District) -> int:
    """A campaign that shares no object with that of the caterers."""
    with district.act() as uow:
        actor = district.actor(uow, "SJ-04")
        of = campaign_plans.make_campaign(uow, actor, "超市抽查")
        fire = uow.session.scalars(select(Department.department_id).where(Department.code == "XF")).one()
        plan_choices.choose(uow, actor, of, "departments", fire)
        industries = plan_choices.choices_of(uow, actor, of, "industries")
        plan_choices.choose(uow, actor, of, "industries", [each.name["zh"] for each in industries].index("超市便利"))
        for code in ("SJ.001", "XF.001"):
            item = uow.session.scalars(select(Item.item_id).where(Item.code == code)).one()
            plan_choices.choose(uow, actor, of, "matters", item)
        return of


def test_one_of_several_commitments_in_one_moment_stands_and_the_others_are_told(district: District) -> None:
    first, second = planned(district), of_shops(district)
    with district.act() as uow:
        actor = district.actor(uow, "SJ-04")
        prepared = [draw_committing.prepare_commit(uow, actor, of) for of in (first, second, first, second)]

    def commits(each: draw_committing.Prepared) -> int | None:
        with district.act() as uow:
            return draw_committing.commit_draw(uow, district.actor(uow, "SJ-04"), each)

    came = together([lambda each=each: commits(each) for each in prepared])  # type: ignore[misc]
    # What another commitment changed is prepared anew; the same one is frozen already.
    assert sum(isinstance(each, int) for each in came) == 1
    assert {each for each in came if not isinstance(each, int)} <= {None, problems.PLAN_FROZEN.code}
    with district.act() as uow:
        stands = uow.session.scalars(select(Draw)).one()
        other = second if stands.campaign_id == first else first
    committed(district, other)
    with district.act() as uow:
        assert sorted(uow.session.scalars(select(Draw.number))) == ["018-1", "019-1"]
    assert district.chains_are_whole()


def test_notices_of_campaigns_that_are_sent_out_in_one_moment_are_numbered_without_a_gap(district: District) -> None:
    first, second = planned(district), of_shops(district)
    draw_id = held(district, first)
    held(district, second)
    sent(district, first)
    leaving = first_of(district, draw_id).of
    falls = together([lambda: sent(district, second), lambda: falls_out(district, draw_id, leaving)])[1]
    assert len(falls) == 18
    with district.act() as uow:
        serials = sorted(uow.session.scalars(select(Notice.serial)))
        numbers = list(uow.session.scalars(select(Visit.number)))
    assert serials == list(range(serials[0], serials[0] + len(serials)))
    assert len(numbers) == len(set(numbers))
    assert district.chains_are_whole()


def test_who_steps_back_in_one_moment_is_followed_by_another_each_and_no_change_is_lost(district: District) -> None:
    of = planned(district)
    draw_id = held(district, of)
    sent(district, of)
    with district.act() as uow:
        mine = select(Task.task_id, Task.visit_id, Person.code).order_by(Task.task_id)
        mine = mine.join(Visit, Visit.visit_id == Task.visit_id).join(Person, Person.person_id == Task.person_id)
        found = uow.session.execute(mine.where(Visit.campaign_id == of, Person.code.startswith("SJ-"))).all()
    # Both seats of one visit, and one of another.
    first = found[0].visit_id
    chosen = [each for each in found if each.visit_id == first]
    chosen.append(next(each for each in found if each.visit_id != first))

    def asks(visit_id: int, code: str) -> None:
        with district.act() as uow:
            officer = district.actor(uow, code)
            recusals.draft_reason(uow, officer, visit_id, "近亲属在该单位任职")
            recusals.ask_recusal(uow, officer, visit_id, is_handover=False)

    def grants(task_id: int) -> int | None:
        with district.act() as uow:
            return recusals.decide_recusal(uow, district.actor(uow, "SJ-04"), task_id, is_granted=True)

    together([lambda each=each: asks(each.visit_id, each.code) for each in chosen])  # type: ignore[misc]
    # Each is granted twice in the same moment: by one of the two.
    came = together([lambda each=each: grants(each.task_id) for each in (*chosen, *chosen)])  # type: ignore[misc]
    assert came.count("VISIT_012") == len(chosen)
    with district.act() as uow:
        draw = uow.session.get_one(Draw, draw_id)
        verdict = verify(draw_lists.proof_of(draw).to_json(), draw.commit_hash, draw.addendum)
        teams = (
            select(Person.code)
            .join(Task, Task.person_id == Person.person_id)
            .where(Task.visit_id == first, Task.state != "replaced")
        )
        standing = list(uow.session.scalars(teams))
    assert not verdict.reasons
    assert sorted(each.old for each in verdict.changes) == sorted(each.code for each in chosen)
    assert len(standing) == len(set(standing))
    assert district.chains_are_whole()
