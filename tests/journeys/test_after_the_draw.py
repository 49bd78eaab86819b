"""What the supervisor does in the chat about objects for which no full team could be drawn."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from sandbox.driver import Town
from services.access import Actor, actor_by_id
from storage.tables import Draw, Person
from storage.unit_of_work import UnitOfWork
from tests.journeys.after_the_checklist import says
from tests.journeys.test_draws import finds, office, taps
from tests.services.test_after_the_draw import everybody_recused, held
from tests.services.test_draws import planned


@dataclass
class Desk:
    """The town's database for what was done before."""

    town: Town

    def act(self) -> Any:
        return self.town.changing()

    def actor(self, uow: UnitOfWork, code: str) -> Actor:
        return actor_by_id(uow, uow.session.scalars(select(Person.person_id).where(Person.code == code)).one())


def test_an_object_without_a_full_team_is_decided_on_with_a_public_reason(town: Town, language: str) -> None:
    desk = Desk(town)
    of = planned(desk)
    with desk.act() as uow:
        everybody_recused(uow, "XF-%")
    draw_id = held(desk, of)
    he, _, _ = office(town, language)
    he.types("抽查任务")
    finds(he, "018")
    # What was drawn is not counted as excluded from itself.
    he.does_not_see(says(he, "可抽：", "To draw from"))
    taps(he, "button-plan-draw")
    with town.reading() as session:
        count = len((session.get_one(Draw, draw_id).result or {})["teams"])
    taps(he, "button-draw-unfilled", count=count)
    he.sees(he.word("drawn-shortage", officers=8, recused=8, full=0, qualified=0))
    taps(he, "button-unfilled-drop")
    he.types("消防人员均须回避")
    # The next one is asked about; who goes back finds one less.
    taps(he, "button-unfilled-later")
    taps(he, "button-back")
    he.sees(he.word("button-draw-unfilled", count=count - 1))
    with town.reading() as session:
        decisions = session.get_one(Draw, draw_id).decisions
    assert [(each["choice"], each["reason"]) for each in decisions] == [("drop", "消防人员均须回避")]
