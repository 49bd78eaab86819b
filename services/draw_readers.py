"""Readings of the dice that stand in the way: taken back by whoever typed them, or set aside in public.

Neither lets anybody choose the seed. What was read alike by all cannot be taken back; and only a reading that those who
have read alike outnumber is set aside, with a reason that is published beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from rules.campaigns import contradicts
from rules.draw.commitment import LEAST_DICE
from rules.errors import campaigns as problems
from rules.events_draws import ReaderSetAside, ReadingWithdrawn
from rules.publication import ensure_public
from rules.refusals import Refused
from services.access import Actor
from services.draws import (
    REASON_MOST,
    agreed,
    ensure_not_agreed,
    ensure_open,
    ensure_supervisor,
    own_reading,
    readings_of,
    witnessed,
)
from services.public_names import names_of_draw
from services.visits import Names
from storage.tables import Campaign, Draw, DrawDice, LedgerLink, Person
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class InTheWay:
    """A reader whose reading keeps a draw from being held: `count` dice, fewer than all or others than read alike."""

    person_id: int
    name: Names
    count: int
    is_half: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What a person, by code, has read; `set_aside` is why it counts no more, empty while it counts."""

    code: str
    dice: str
    set_aside: str


def withdraw_reading(uow: UnitOfWork, actor: Actor, draw_id: int) -> None:
    """Take back what one has typed of the dice; it stays in the chain.

    Raises `Refused` for strangers, when nothing was typed or it was set aside, and for what all have read alike.
    """
    draw = witnessed(uow, actor, draw_id)
    ensure_open(draw)
    row = own_reading(uow, draw_id, actor.person_id)
    if row is None:
        raise Refused(problems.NOTHING_TYPED)
    if row.set_aside is not None:
        raise Refused(problems.READER_SET_ASIDE, reason=row.set_aside)
    ensure_not_agreed(draw, row)
    dice = row.dice
    uow.session.delete(row)
    uow.session.flush()
    uow.record(f"draw:{draw.number}", "dice_withdrawn", actor.code, {"dice": dice, **agreed(uow, draw)})
    uow.emit(ReadingWithdrawn(draw_id, actor.person_id))


def readers_in_the_way(uow: UnitOfWork, actor: Actor, draw_id: int) -> Sequence[InTheWay]:
    """Return whose readings a supervisor may set aside now. Raises `Refused` for anyone else."""
    draw = witnessed(uow, actor, draw_id)
    ensure_supervisor(actor, uow.session.get_one(Campaign, draw.campaign_id))
    return in_the_way(uow, draw) if draw.state == "committed" else ()


def in_the_way(uow: UnitOfWork, draw: Draw) -> Sequence[InTheWay]:
    """Return the readers who keep a draw from being held and may be set aside: those of half a reading, and those who
    contradict more readers who have read alike, the supervisor among them.
    """
    campaign = uow.session.get_one(Campaign, draw.campaign_id)
    readings = readings_of(uow, draw.draw_id)
    whole = draw.dice or readings.get(campaign.supervisor_id, "")
    alike = [person_id for person_id, dice in readings.items() if dice == whole]
    if len(whole) < LEAST_DICE or len(alike) < 2:
        return ()
    gone = select(DrawDice.dice).where(DrawDice.draw_id == draw.draw_id, DrawDice.set_aside.is_not(None))
    against = sum(contradicts(dice, whole) for dice in [*readings.values(), *uow.session.scalars(gone)])
    return [
        InTheWay(person_id, uow.session.get_one(Person, person_id).name, len(dice), len(dice) < LEAST_DICE)
        for person_id, dice in readings.items()
        if dice != whole and (not contradicts(dice, whole) or len(alike) > against)
    ]


def set_reader_aside(uow: UnitOfWork, actor: Actor, draw_id: int, person_id: int, reason: str) -> None:
    """Let a reading that stands in the way count no more, for a reason that is published beside it.

    Raises `Refused` for others than the supervisor, and for a reading that those who read alike do not outnumber.
    """
    draw = witnessed(uow, actor, draw_id)
    ensure_supervisor(actor, uow.session.get_one(Campaign, draw.campaign_id))
    ensure_open(draw)
    row = own_reading(uow, draw_id, person_id)
    if row is None or person_id not in {each.person_id for each in in_the_way(uow, draw)}:
        raise Refused(problems.NOT_IN_THE_WAY)
    row.set_aside = ensure_public(reason, names_of_draw(uow, draw), most=REASON_MOST)
    uow.session.flush()
    code = uow.session.get_one(Person, person_id).code
    body = {"person": code, "dice": row.dice, "reason": row.set_aside}
    uow.record(f"draw:{draw.number}", "reader_set_aside", actor.code, {**body, **agreed(uow, draw)})
    uow.emit(ReaderSetAside(draw_id, person_id))


def every_reading(uow: UnitOfWork, draw: Draw) -> Sequence[Reading]:
    """Return all that was ever typed of a draw's dice, in that order: also what was typed anew since, or taken back.

    What was typed group by group is one reading.
    """
    reasons = {(each.code, each.dice): each.set_aside for each in standing_readings(uow, draw)}
    found: list[tuple[str, str]] = []
    typed = select(LedgerLink).where(LedgerLink.chain == f"draw:{draw.number}", LedgerLink.type == "dice_typed")
    for link in uow.session.scalars(typed.order_by(LedgerLink.seq)):
        code, dice = link.actor, link.body["dice"]
        found = [each for each in found if each[0] != code or not dice.startswith(each[1])]
        found.append((code, dice))
    return [Reading(code, dice, reasons.get((code, dice), "")) for code, dice in found]


def standing_readings(uow: UnitOfWork, draw: Draw) -> Sequence[Reading]:
    """Return the newest reading of each who has one, by the codes of their readers; those that were set aside too."""
    chosen = select(Person.code, DrawDice.dice, DrawDice.set_aside).join(DrawDice)
    rows = uow.session.execute(chosen.where(DrawDice.draw_id == draw.draw_id).order_by(Person.code))
    return [Reading(code, dice, reason or "") for code, dice, reason in rows]
