"""Giving a draw up, and what its ledger and the public are told of it."""

from typing import Any

from sqlalchemy import select

from services import (
    draw_abandoning,
)
from services.public_draws import public_draw
from storage.ledger import links_of
from storage.tables import Draw, Person
from tests.services.test_draws import DICE

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
