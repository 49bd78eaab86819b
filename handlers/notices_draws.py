"""Tells the supervisor and the leads how a draw goes on."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from handlers.screens.draws import draw_card
from handlers.screens.format import warning
from handlers.screens.plan import being_committed_card, refused_late_card
from handlers.telling import to_person
from handlers.words import Words
from rules.errors import Told, describe
from rules.events_draws import (
    DicePhotoSecured,
    DiceTyped,
    DrawAbandoned,
    DrawBeingMade,
    DrawCommitted,
    DrawHeld,
    DrawOpened,
    DrawRefusedLate,
    ReserveUsed,
    VisitVoided,
)
from rules.messages import Message, Text
from services.draw_afterwards import short_name_of
from services.draw_files import COMMIT, PROOF, send_draw_files
from services.draw_sealing import may_see_result
from services.draw_view import DrawView, draw_seen_by, supervisors_of_district, witnesses_of
from storage.tables import Campaign, DicePhoto, Draw, InspectionObject, Visit
from storage.unit_of_work import UnitOfWork


def on_draw_committed(uow: UnitOfWork, event: DrawCommitted) -> None:
    """Show leads and supervisors what is frozen and its hash, and give each a copy of the commitment as a file."""
    draw = uow.session.get_one(Draw, event.draw_id)
    people = witnesses_of(uow, draw)
    _show(uow, draw, people, anew=True)
    others = [each for each in supervisors_of_district(uow) if each not in people]
    campaign = uow.session.get_one(Campaign, draw.campaign_id).number
    values = {"number": draw.number, "campaign": campaign, "hash": draw.commit_hash}
    for person_id in others:
        to_person(uow, person_id, lambda words: [Text(words("draw-announced", **values))])
    send_draw_files(uow, draw, (COMMIT,), [*people, *others])


def on_dice_typed(uow: UnitOfWork, event: DiceTyped) -> None:
    """Bring the cards of the others up to date."""
    draw = uow.session.get_one(Draw, event.draw_id)
    _show(uow, draw, witnesses_of(uow, draw), besides=event.person_id)


def on_dice_photo_secured(uow: UnitOfWork, event: DicePhotoSecured) -> None:
    """Let the others look at a photograph of the dice; ask the sender for one that was lost again."""
    row = uow.session.get_one(DicePhoto, event.dice_photo_id)
    draw = uow.session.get_one(Draw, row.draw_id)
    if row.state == "lost":
        to_person(uow, row.person_id, partial(_told, "dice-photo-lost", {"number": draw.number}))
    elif draw.state == "committed":
        _show(uow, draw, witnesses_of(uow, draw))


def on_draw_held(uow: UnitOfWork, event: DrawHeld) -> None:
    """Show everybody what was drawn, and send the proof."""
    draw = uow.session.get_one(Draw, event.draw_id)
    people = witnesses_of(uow, draw)
    _show(uow, draw, people, anew=True)
    campaign = uow.session.get_one(Campaign, draw.campaign_id)
    shown = [each for each in people if may_see_result(uow, draw, campaign, each)]
    send_draw_files(uow, draw, (PROOF,), shown)
    # What is published of a sealed draw: the hash of its seed has joined the commitment.
    send_draw_files(uow, draw, (COMMIT,), [each for each in people if each not in shown])


def on_draw_abandoned(uow: UnitOfWork, event: DrawAbandoned) -> None:
    """Tell the leads why there is no draw."""
    draw = uow.session.get_one(Draw, event.draw_id)
    _show(uow, draw, witnesses_of(uow, draw), besides=_supervisor(uow, draw), anew=True)


def on_draw_opened(uow: UnitOfWork, event: DrawOpened) -> None:
    """Show the leads what is open now."""
    draw = uow.session.get_one(Draw, event.draw_id)
    _show(uow, draw, witnesses_of(uow, draw), besides=_supervisor(uow, draw))


def on_reserve_used(uow: UnitOfWork, event: ReserveUsed) -> None:
    """Tell the leads who may see the result which object came in."""
    draw = uow.session.get_one(Draw, event.draw_id)
    campaign = uow.session.get_one(Campaign, draw.campaign_id)
    names = [short_name_of(uow, code) for code in (event.old, event.new)]
    for person_id in witnesses_of(uow, draw):
        if person_id != campaign.supervisor_id and may_see_result(uow, draw, campaign, person_id):
            values = {"number": draw.number, "old": names[0], "new": names[1]}
            to_person(uow, person_id, partial(_told, "reserve-used", values))


def on_visit_voided(uow: UnitOfWork, event: VisitVoided) -> None:
    """Tell the team that they need not go, and why."""
    visit = uow.session.get_one(Visit, event.visit_id)
    name = uow.session.get_one(InspectionObject, visit.object_id).short_name
    for person_id in event.people:
        values = {"number": visit.number, "name": name, "reason": event.reason, "kind": visit.kind}
        to_person(uow, person_id, partial(_told, "visit-voided", values))


def _told(key: str, values: Mapping[str, str], words: Words) -> list[Message]:
    return [Text(words(key, **values))]


def on_draw_being_made(uow: UnitOfWork, event: DrawBeingMade) -> None:
    """Tell whoever asked how many objects are being reckoned with."""
    to_person(
        uow, event.person_id, lambda words: [being_committed_card(words, event.campaign_id, objects=event.objects)]
    )


def on_draw_refused_late(uow: UnitOfWork, event: DrawRefusedLate) -> None:
    """Tell whoever asked why there is no draw now."""

    def say(words: Words) -> list[Message]:
        told = warning(describe(Told(event.code, event.placeholders), words.language))
        return [refused_late_card(words, event.campaign_id, told)]

    to_person(uow, event.person_id, say)


def _supervisor(uow: UnitOfWork, draw: Draw) -> int:
    return uow.session.get_one(Campaign, draw.campaign_id).supervisor_id


def _show(uow: UnitOfWork, draw: Draw, people: Collection[int], *, besides: int = 0, anew: bool = False) -> None:
    for person_id in people:
        if person_id != besides:
            to_person(uow, person_id, partial(_card, draw_seen_by(uow, draw, person_id), anew))


def _card(view: DrawView, anew: bool, words: Words) -> list[Message]:
    return [replace(draw_card(words, view, anew=anew), follow=anew)]


TELLERS: dict[type[Any], Any] = {
    DrawCommitted: on_draw_committed,
    DiceTyped: on_dice_typed,
    DicePhotoSecured: on_dice_photo_secured,
    DrawHeld: on_draw_held,
    DrawAbandoned: on_draw_abandoned,
    DrawOpened: on_draw_opened,
    ReserveUsed: on_reserve_used,
    VisitVoided: on_visit_voided,
    DrawBeingMade: on_draw_being_made,
    DrawRefusedLate: on_draw_refused_late,
}
