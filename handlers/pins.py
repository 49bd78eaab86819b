"""Places that answer a question: a point, and lines and shapes of points."""

from collections.abc import Mapping
from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from forms.typed import refused
from handlers.act import Act, Said
from handlers.arrival import PressesKey, SendsPlace, answered_prompt
from handlers.filters import Bound
from handlers.going_on import open_state, point_at
from handlers.places import where_you_are
from handlers.screens.arrival import ASK_LOCATION
from handlers.screens.asking_places import LEAST_PINS
from handlers.screens.item import item_card, pointed
from handlers.storing import store
from handlers.tapping import Tap, Tapped
from handlers.typed import OnChecklist
from handlers.words import Html, Words
from rules.errors import describe
from rules.errors.answers_by_kind import FEW_PINS, LINE_CLOSED, MANY_PINS
from rules.errors.arrival import DEVICE_CANNOT
from rules.messages import AskLocation
from rules.refusals import Refused
from services.arrival import Claim
from services.checklists import open_sheet
from services.sheets import QuestionState, Sheet

router = Router(name="pins")
router.message.filter(Bound())

PLACES = ("geopoint", "geotrace", "geoshape")
PINS_MOST = 100  # an answer holds 8000 characters


class WantsPlace(Filter):
    """The question before the person is answered with a place; gives the handler its `sheet` and `state`."""

    async def __call__(self, message: Message, act: Act, visit_id: int) -> bool | dict[str, Any]:
        """Return the question, or that another one is open."""
        sheet = open_sheet(act.uow, act.actor, visit_id)
        state = pointed(act, sheet)
        return {"sheet": sheet, "state": state} if state is not None and state.question.kind in PLACES else False


def pin_of(claim: Claim) -> str:
    """Return a place as it is stored: latitude, longitude (degrees, WGS-84), altitude 0, accuracy in metres or 0."""
    return f"{claim.latitude:.6f} {claim.longitude:.6f} 0 {claim.accuracy or 0:g}"


@router.message(SendsPlace(), OnChecklist("item"), WantsPlace())
async def on_pin(message: Message, claim: Claim, act: Act, sheet: Sheet, state: QuestionState) -> Said:
    """Take a place as the answer, or as the next point of one."""
    if state.question.kind != "geopoint":
        return _next_pin(act, sheet, state, pin_of(claim))
    is_chosen = claim.source == "hand_picked" and "placement-map" not in state.question.appearance.lower().split()
    remark = act.words("pin-hand-picked") if is_chosen else act.words("pin-taken")
    reason = act.words.plain("pin-reason") if is_chosen else None
    said = store(
        act,
        sheet.visit_id,
        state.question,
        pin_of(claim),
        seen=state.revision if act.pointer.get("seen") is None else int(act.pointer["seen"]),
        message_id=message.message_id,
        reason=reason,
    )
    return [*answered_prompt(remark), *said]


def _next_pin(act: Act, sheet: Sheet, state: QuestionState, pin: str) -> Said:
    pins = _pins(act, sheet, state)
    if len(pins) >= PINS_MOST:
        return _with_hint(act, sheet, state, refused(MANY_PINS, count=PINS_MOST))
    if not pins or pins[-1] != pin:
        act.keep_draft(sheet.visit_id, state.question.name, ";".join([*pins, pin]))
    return open_state(act, sheet, state)


def _pins(act: Act, sheet: Sheet, state: QuestionState) -> list[str]:
    return [pin for pin in (act.draft(sheet.visit_id, state.question.name) or "").split(";") if pin]


def _with_hint(act: Act, sheet: Sheet, state: QuestionState, problem: Any) -> Said:
    hint: Html = Words.escape("⚠️ " + describe(problem, act.words.language, act.words.year))
    point_at(act, sheet, state, remark=hint)
    return [item_card(act, sheet, state, hint)]


@router.message(PressesKey("ask-location-skip"), OnChecklist("item"), WantsPlace())
async def on_no_place(message: Message, act: Act, sheet: Sheet, state: QuestionState) -> Said:
    """Take the key away; the question stays."""
    return [*answered_prompt(act.words("place-not-needed")), *where_you_are(act)]


@router.message(PressesKey("ask-location-share"), OnChecklist("item"), WantsPlace())
async def on_share_typed(message: Message, act: Act, sheet: Sheet, state: QuestionState) -> Said:
    """Explain that this device sent the key's text instead of a place."""
    raise Refused(DEVICE_CANNOT)


def locate(tapped: Tapped) -> Said:
    """Offer the key that shares where the phone is."""
    words = tapped.act.words
    share, skip = words.plain("ask-location-share"), words.plain("ask-location-skip")
    asked = AskLocation(ASK_LOCATION, words("ask-pin"), share, skip)
    said = open_state(tapped.act, tapped.sheet, tapped.state)
    tapped.act.point(**{**tapped.act.pointer, "prompt": True})
    return [*said, asked]


def unpin(tapped: Tapped) -> Said:
    """Take the last point back."""
    act, sheet, state = tapped.act, tapped.sheet, tapped.state
    pins = _pins(act, sheet, state)
    if len(pins) == tapped.button.place:
        act.keep_draft(sheet.visit_id, state.question.name, ";".join(pins[:-1]) or None)
    return open_state(act, sheet, state)


def pinned(tapped: Tapped) -> Said:
    """Store the points as a line, or as a shape that closes itself."""
    act, sheet, state = tapped.act, tapped.sheet, tapped.state
    pins, least = _pins(act, sheet, state), LEAST_PINS[state.question.kind]
    if len(pins) < least:
        return _with_hint(act, sheet, state, refused(FEW_PINS, count=least, have=len(pins)))
    is_shape, is_closed = state.question.kind == "geoshape", pins[0].split()[:2] == pins[-1].split()[:2]
    if is_closed and not is_shape:
        # ODK XForms specification, data types: the last point of a geotrace is another than the first.
        return _with_hint(act, sheet, state, refused(LINE_CLOSED))
    if is_shape and not is_closed:
        pins.append(pins[0])
    return store(act, sheet.visit_id, state.question, ";".join(pins), seen=tapped.button.revision)


TAPS: Mapping[str, Tap] = {"locate": locate, "unpin": unpin, "pinned": pinned}
