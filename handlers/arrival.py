"""Arriving on site: place, colleagues, the declaration, the gate, the start of the section."""

from collections.abc import Callable
from datetime import UTC
from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from forms.typed_choices import is_verdict
from handlers.act import Act, Said
from handlers.buttons_before import ArriveButton
from handlers.filters import Bound, Expects, HasText, Pressed, typed
from handlers.jumps import read_jump
from handlers.places import where_you_are, where_you_are_below
from handlers.screens.arrival import ASK_LOCATION, REASON_KEYS, REASONS, place_receipt
from handlers.screens.reasons import cut_short, kept_reason, shown_reason
from handlers.words import LANGUAGES, words_of
from rules.errors.arrival import DEVICE_CANNOT, NO_MAP_ADDRESS, PLACE_NOT_EXPECTED
from rules.messages import Noted, Text, Toast, Withdraw
from rules.refusals import Refused
from services import arrival
from services.arrival import Claim
from services.arrival_view import view_arrival

router = Router(name="arrival")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


class SendsPlace(Filter):
    """A location or a venue; gives the handler its `claim`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        """Return what the phone claims, or that there is no place in the message."""
        point = message.venue.location if message.venue else message.location
        if point is None:
            return False
        # A phone measures only what it shares itself; a venue or a forwarded point was chosen by somebody.
        source = "live" if point.live_period else "shared"
        if message.venue or message.forward_origin:
            source = "hand_picked"
        sent_at = message.date.astimezone(UTC)
        accuracy = None if source == "hand_picked" else point.horizontal_accuracy
        return {"claim": Claim(source, point.latitude, point.longitude, accuracy, sent_at, message.message_id)}


class PressesKey(Filter):
    """The text of a key of the location prompt, in any language."""

    def __init__(self, key: str) -> None:
        self._texts = frozenset(words_of(language).plain(key) for language in LANGUAGES)

    async def __call__(self, message: Message) -> bool:
        """Return whether the message is the key's text."""
        return typed(message) in self._texts


def arrive(act: Act, visit_id: int) -> Said:
    """Note that the person is on site, and show the check-in."""
    arrival.note_arrival(act.uow, act.actor, visit_id)
    return _at_arrival(act, visit_id)


def _at_arrival(act: Act, visit_id: int, **more: object) -> Said:
    act.point(visit=visit_id, place="arrive", expects="location", **more)
    return where_you_are(act)


def _at_gate(act: Act, visit_id: int) -> Said:
    act.point(visit=visit_id, place="gate", expects="start_reason")
    return where_you_are(act)


@router.callback_query(Pressed(ArriveButton))
async def on_arrive_tapped(query: CallbackQuery, callback_data: ArriveButton, act: Act) -> Said:
    """Do what a button of the check-in or of the gate says."""
    visit_id, name = callback_data.visit_id, callback_data.act
    if name in ("here", "gone"):
        arrival.vouch(act.uow, act.actor, visit_id, callback_data.task_id, is_here=name == "here")
        return _at_arrival(act, visit_id)
    if name in REASONS:
        gate = REASONS[name]
        reason = kept_reason(f"gate-reason-{name}")
        arrival.give_reason(act.uow, act.actor, visit_id, reason, None if gate is None else [gate])
        return _at_gate(act, visit_id)
    does = ACTS.get(name, _at_arrival)
    return does(act, visit_id)


def answered_prompt(text: str) -> Said:
    """Take the prompt away, and its keyboard, which goes only with a later message."""
    return [Withdraw(ASK_LOCATION, "✓"), Noted(text)]


def _skip(act: Act, visit_id: int) -> Said:
    arrival.skip_place(act.uow, act.actor, visit_id)
    return [*answered_prompt(act.words("place-skipped")), *_at_arrival(act, visit_id)]


def _ask_again(act: Act, visit_id: int) -> Said:
    return _at_arrival(act, visit_id, ask=True)


def _away(act: Act, visit_id: int) -> Said:
    arrival.take_arrival_back(act.uow, act.actor, visit_id)
    act.point(visit=visit_id, place="task")
    return [
        Toast(act.words.plain("arrive-taken-back")),
        *answered_prompt(act.words("place-not-needed")),
        *where_you_are(act),
    ]


def _start(act: Act, visit_id: int) -> Said:
    """Start at once when nothing is missing, else show what is."""
    if view_arrival(act.uow, act.actor, visit_id).gates:
        return _at_gate(act, visit_id)
    return _go(act, visit_id)


def _go(act: Act, visit_id: int) -> Said:
    is_place_open = view_arrival(act.uow, act.actor, visit_id).place is None
    is_new = arrival.start_section(act.uow, act.actor, visit_id)
    if is_place_open:
        # Named at the submission; it can still follow.
        arrival.skip_place(act.uow, act.actor, visit_id)
    act.point(visit=visit_id)
    toast = Toast(act.words.plain("arrive-started" if is_new else "arrive-started-before"))
    noted = answered_prompt(act.words("place-skipped")) if is_place_open else []
    return [toast, *noted, *where_you_are(act)]


ACTS: dict[str, Callable[[Act, int], Said]] = {
    "skip": _skip,
    "ask": _ask_again,
    "away": _away,
    "start": _start,
    "go": _go,
}


def _visit_of_place(act: Act) -> int | None:
    """The visit that a place belongs to: the pointer's, else the one where it is still awaited today."""
    if act.pointer.get("place") in ("arrive", "gate"):
        return int(act.pointer["visit"])
    return arrival.awaiting_place(act.uow, act.actor)


@router.message(SendsPlace())
async def on_place(message: Message, claim: Claim, act: Act) -> Said:
    """Take the place of a check-in."""
    visit_id = _visit_of_place(act)
    if visit_id is None:
        raise Refused(PLACE_NOT_EXPECTED)
    arrival.claim_place(act.uow, act.actor, visit_id, claim)
    place = view_arrival(act.uow, act.actor, visit_id).place
    noted = answered_prompt(place_receipt(act.words, place)) if place else []
    if act.pointer.get("place") != "gate":
        act.point(visit=visit_id, place="arrive")
    return [*noted, *where_you_are(act)]


@router.message(PressesKey("ask-location-skip"))
async def on_skip_pressed(message: Message, act: Act) -> Said:
    """Go on without a place."""
    visit_id = _visit_of_place(act)
    if visit_id is None:
        return [*answered_prompt(act.words("place-not-needed")), *where_you_are(act)]
    return _skip(act, visit_id)


@router.message(PressesKey("ask-location-share"))
async def on_share_typed(message: Message, act: Act) -> Said:
    """Explain that this device sent the key's text instead of a place."""
    raise Refused(DEVICE_CANNOT)


@router.message(Expects("location"), HasText())
async def on_address_typed(message: Message, text: str, act: Act) -> Said:
    """Explain that a typed address gives no distance, while a place is still wanted."""
    place = view_arrival(act.uow, act.actor, act.pointer["visit"]).place
    if place is not None and place.source != "skipped":
        return [Text(act.words("not-noted", text=cut_short(text, 40))), *where_you_are_below(act)]
    raise Refused(NO_MAP_ADDRESS)


@router.message(Expects("start_reason"), HasText())
async def on_start_reason(message: Message, text: str, act: Act) -> Said:
    """Take a typed reason for starting although something is missing."""
    jump = read_jump(text)
    if jump is not None and (not jump.note or is_verdict(jump.note)):
        # An answer to an item, before there are items to answer.
        return [Text(act.words("not-noted", text=cut_short(text, 40))), *where_you_are_below(act)]
    before = arrival.give_reason(act.uow, act.actor, act.pointer["visit"], text)
    replaced = (
        [Text(act.words("gate-reason-replaced", reason=cut_short(shown_reason(act.words, before, REASON_KEYS), 40)))]
        if before
        else []
    )
    return [*replaced, *where_you_are(act)]
