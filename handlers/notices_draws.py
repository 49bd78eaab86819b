"""Tells the supervisor and the leads how a draw goes on."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from handlers.buttons_draws import DrawButton
from handlers.screens.draws import draw_card
from handlers.screens.format import warning
from handlers.screens.plan import being_committed_card, refused_late_card
from handlers.screens.reasons import shown_reason
from handlers.telling import to_person
from handlers.words import Html, Words
from rules.errors import Told, describe
from rules.errors.campaigns import STARTER_GONE
from rules.events_access import LeadJoined
from rules.events_draws import (
    DicePhotoSecured,
    DiceTyped,
    DrawAbandoned,
    DrawBeingMade,
    DrawCommitted,
    DrawHeld,
    DrawnReplaced,
    DrawOpened,
    DrawRefusedLate,
    DrawUnsent,
    ReaderSetAside,
    ReadingWithdrawn,
    ReserveUsed,
    VisitVoided,
)
from rules.messages import Button, Message, Text
from services.access import actor_by_id
from services.draw_afterwards import short_name_of
from services.draw_files import COMMIT, PROOF, send_draw_files
from services.draw_sealing import may_see_result
from services.draw_view import DrawView, draw_seen_by, draws_watched, heirs_of, supervisors_of_district, witnesses_of
from services.draws import own_reading
from services.in_charge import in_charge
from storage.tables import Campaign, DicePhoto, Draw, InspectionObject, Visit
from storage.unit_of_work import UnitOfWork


def on_draw_committed(uow: UnitOfWork, event: DrawCommitted) -> None:
    """Show leads and supervisors what is frozen and its hash, and give each a copy of the commitment as a file."""
    draw = uow.session.get_one(Draw, event.draw_id)
    people = witnesses_of(uow, draw)
    others = [each for each in supervisors_of_district(uow) if each not in people]
    campaign = uow.session.get_one(Campaign, draw.campaign_id).number
    values = {"number": draw.number, "campaign": campaign, "hash": draw.commit_hash}
    reached = _show(uow, draw, people, anew=True)
    reached += [each for each in others if to_person(uow, each, partial(_told, "draw-announced", values))]
    send_draw_files(uow, draw, (COMMIT,), reached)


def on_lead_joined(uow: UnitOfWork, event: LeadJoined) -> None:
    """Show who became a witness since the commitment what waits for the dice, with a copy of it."""
    for draw_id in draws_watched(uow, actor_by_id(uow, event.person_id)):
        draw = uow.session.get_one(Draw, draw_id)
        if event.person_id in witnesses_of(uow, draw):
            send_draw_files(uow, draw, (COMMIT,), _show(uow, draw, [event.person_id], anew=True))


def on_dice_typed(uow: UnitOfWork, event: DiceTyped | ReadingWithdrawn) -> None:
    """Bring the cards of the others up to date."""
    draw = uow.session.get_one(Draw, event.draw_id)
    _show(uow, draw, witnesses_of(uow, draw), besides=event.person_id)


def on_dice_photo_secured(uow: UnitOfWork, event: DicePhotoSecured) -> None:
    """Let the others look at a photograph of the dice; ask the sender for one that was lost again."""
    row = uow.session.get_one(DicePhoto, event.dice_photo_id)
    draw = uow.session.get_one(Draw, row.draw_id)
    if row.state == "lost":
        to_person(uow, row.person_id, partial(_of_draw, draw.draw_id, "dice-photo-lost", {"number": draw.number}))
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


def on_reader_set_aside(uow: UnitOfWork, event: ReaderSetAside) -> None:
    """Tell whose reading counts no more, and why; bring all cards up to date."""
    draw = uow.session.get_one(Draw, event.draw_id)
    row = own_reading(uow, event.draw_id, event.person_id)
    values = {"number": draw.number, "reason": (row.set_aside if row else None) or ""}
    to_person(uow, event.person_id, partial(_told, "draw-set-aside", values))
    _show(uow, draw, witnesses_of(uow, draw), besides=_supervisor(uow, draw))


def on_draw_abandoned(uow: UnitOfWork, event: DrawAbandoned) -> None:
    """Tell the leads why there is no draw, the supervisor too where nobody gave it up; send what it would have been."""
    draw = uow.session.get_one(Draw, event.draw_id)
    people, campaign = witnesses_of(uow, draw), uow.session.get_one(Campaign, draw.campaign_id)
    _show(uow, draw, people, besides=0 if event.is_lapsed else campaign.supervisor_id, anew=True)
    if draw.revealed_at is not None:
        shown = [each for each in people if may_see_result(uow, draw, campaign, each)]
        send_draw_files(uow, draw, (PROOF,), shown)


def on_draw_unsent(uow: UnitOfWork, event: DrawUnsent) -> None:
    """Tell the supervisor, or who stands in, that a held draw lies unsent; once its days have passed, leads and other
    supervisors too.
    """
    draw = uow.session.get_one(Draw, event.draw_id)
    campaign, supervisors = uow.session.get_one(Campaign, draw.campaign_id), supervisors_of_district(uow)
    key, people = "draw-unsent-yet", {campaign.supervisor_id}
    if event.is_over:
        key, people = "draw-never-sent", {*witnesses_of(uow, draw), *supervisors}
    elif campaign.supervisor_id not in supervisors:
        # Nobody else may send it.
        key, people = "draw-unsent-left", {*in_charge(uow, campaign)}
    for person_id in sorted(people):
        to_person(uow, person_id, partial(_told, key, {"number": draw.number}))


def on_drawn_replaced(uow: UnitOfWork, event: DrawnReplaced) -> None:
    """Tell the supervisor that some who were drawn could not be sent, and lead to what is to be decided about."""
    draw = uow.session.get_one(Draw, event.draw_id)
    values = {"number": draw.number, "count": str(event.count), "unfilled": str(event.unfilled)}
    key = "drawn-replaced-unfilled" if event.unfilled else "drawn-replaced"
    to_person(uow, _supervisor(uow, draw), partial(_of_draw, draw.draw_id, key, values))


def on_draw_opened(uow: UnitOfWork, event: DrawOpened) -> None:
    """Show the leads what is open now."""
    draw = uow.session.get_one(Draw, event.draw_id)
    _show(uow, draw, witnesses_of(uow, draw), besides=_supervisor(uow, draw))


def on_reserve_used(uow: UnitOfWork, event: ReserveUsed) -> None:
    """Tell the supervisor and the leads who may see the result which object came in."""
    draw = uow.session.get_one(Draw, event.draw_id)
    campaign = uow.session.get_one(Campaign, draw.campaign_id)
    names = [short_name_of(uow, code) for code in (event.old, event.new)]
    for person_id in witnesses_of(uow, draw):
        if may_see_result(uow, draw, campaign, person_id):
            values = {"number": draw.number, "old": names[0], "new": names[1]}
            to_person(uow, person_id, partial(_of_draw, draw.draw_id, "reserve-used", values))


def on_visit_voided(uow: UnitOfWork, event: VisitVoided) -> None:
    """Tell the team that they need not go, and why."""
    visit = uow.session.get_one(Visit, event.visit_id)
    name = uow.session.get_one(InspectionObject, visit.object_id).short_name
    for person_id in event.people:
        values = {"number": visit.number, "name": name, "kind": visit.kind}
        to_person(uow, person_id, partial(_told_void, values, event.reason))


def _told_void(values: Mapping[str, str], reason: str, words: Words) -> list[Message]:
    return _told("visit-voided", {**values, "reason": shown_reason(words, reason, ("clue-gone",))}, words)


def _of_draw(draw_id: int, key: str, values: Mapping[str, str], words: Words) -> list[Message]:
    look = Button(words.plain("button-draw-look"), DrawButton(act="show", draw_id=draw_id).pack(), steady=True)
    return [Text(words(key, **values), ((look,),))]


def _told(key: str, values: Mapping[str, str], words: Words) -> list[Message]:
    return [Text(words(key, **values))]


def on_draw_being_made(uow: UnitOfWork, event: DrawBeingMade) -> None:
    """Tell whoever asked how many objects are being reckoned with."""
    to_person(
        uow, event.person_id, lambda words: [being_committed_card(words, event.campaign_id, objects=event.objects)]
    )


def on_draw_refused_late(uow: UnitOfWork, event: DrawRefusedLate) -> None:
    """Tell whoever asked why there is no draw now."""

    def told(words: Words) -> Html:
        return warning(describe(Told(event.code, event.placeholders), words.language))

    to_person(uow, event.person_id, lambda words: [refused_late_card(words, event.campaign_id, told(words))])
    if event.code == STARTER_GONE.code:
        # Whoever started it hears nothing any more.
        for person_id in heirs_of(uow, event.campaign_id):
            to_person(uow, person_id, lambda words: [Text(told(words))])


def _supervisor(uow: UnitOfWork, draw: Draw) -> int:
    return uow.session.get_one(Campaign, draw.campaign_id).supervisor_id


def _show(uow: UnitOfWork, draw: Draw, people: Collection[int], *, besides: int = 0, anew: bool = False) -> list[int]:
    """Show a draw to people, and return who of them can be reached."""
    return [
        person_id
        for person_id in people
        if person_id != besides and to_person(uow, person_id, partial(_card, draw_seen_by(uow, draw, person_id), anew))
    ]


def _card(view: DrawView, anew: bool, words: Words) -> list[Message]:
    return [replace(draw_card(words, view, anew=anew), follow=anew)]


TELLERS: dict[type[Any], Any] = {
    DrawCommitted: on_draw_committed,
    LeadJoined: on_lead_joined,
    DiceTyped: on_dice_typed,
    ReadingWithdrawn: on_dice_typed,
    ReaderSetAside: on_reader_set_aside,
    DicePhotoSecured: on_dice_photo_secured,
    DrawHeld: on_draw_held,
    DrawAbandoned: on_draw_abandoned,
    DrawUnsent: on_draw_unsent,
    DrawnReplaced: on_drawn_replaced,
    DrawOpened: on_draw_opened,
    ReserveUsed: on_reserve_used,
    VisitVoided: on_visit_voided,
    DrawBeingMade: on_draw_being_made,
    DrawRefusedLate: on_draw_refused_late,
}
