"""Photographs of the dice: whoever watches may send one, to look at when readings differ, and kept with its hash.

No program reads them: they are for people, and stand in the chain and the minute.
"""

from collections.abc import Sequence

from sqlalchemy import select

from rules.events_draws import DicePhotoSecured
from services.access import Actor
from services.draws import ensure_open, witnessed
from services.visits import Names
from storage.tables import DicePhoto, Draw, Person
from storage.unit_of_work import UnitOfWork

FETCH_DICE = "fetch_dice"


def receive_dice_photo(uow: UnitOfWork, actor: Actor, draw_id: int, file_id: str) -> None:
    """Keep a photograph of the dice and have it fetched. Raises `Refused` for strangers, and once they are final."""
    draw = witnessed(uow, actor, draw_id)
    ensure_open(draw)
    row = DicePhoto(draw_id=draw_id, person_id=actor.person_id, file_id=file_id, state="received", sent_at=uow.now)
    uow.session.add(row)
    uow.session.flush()
    uow.record(f"draw:{draw.number}", "dice_photo_received", actor.code, {"photo": row.dice_photo_id})
    uow.enqueue(FETCH_DICE, str(row.dice_photo_id), {"file_id": file_id})


def settle_dice_photo(uow: UnitOfWork, dice_photo_id: int, sha256: str | None) -> None:
    """Note that a photograph is fetched, hashed and stored, or that it cannot be fetched."""
    row = uow.session.get_one(DicePhoto, dice_photo_id)
    if row.state != "received":
        return
    row.state, row.sha256 = ("secured", sha256) if sha256 else ("lost", None)
    draw, person = uow.session.get_one(Draw, row.draw_id), uow.session.get_one(Person, row.person_id)
    body = {"photo": dice_photo_id, "sha256": sha256}
    uow.session.flush()
    uow.record(f"draw:{draw.number}", f"dice_photo_{row.state}", person.code, body, [sha256] if sha256 else [])
    uow.emit(DicePhotoSecured(dice_photo_id))


def dice_photos(uow: UnitOfWork, actor: Actor, draw_id: int) -> Sequence[tuple[str, Names]]:
    """Return the secured photographs of a draw's dice by hash, with who sent them. Raises `Refused` for strangers."""
    witnessed(uow, actor, draw_id)
    chosen = (
        select(DicePhoto.sha256, Person.name)
        .join(Person, Person.person_id == DicePhoto.person_id)
        .where(DicePhoto.draw_id == draw_id, DicePhoto.state == "secured")
        .order_by(DicePhoto.dice_photo_id)
    )
    return [(sha256 or "", name) for sha256, name in uow.session.execute(chosen)]
