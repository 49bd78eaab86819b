"""Following clues up: the list, one clue, what is done about it, files that prove how it ended."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_clues import ClueButton, CluesButton, EarlierButton
from handlers.filters import Bound, Expects, HasText, Pressed, Says
from handlers.places import where_you_are, where_you_are_below
from handlers.screens.clues import clues_screen
from handlers.screens.follow_ups import earlier_said
from rules.messages import Toast
from rules.typed_days import typed_day
from services import clue_acts, clue_offers, follow_up_ending, follow_up_sending
from services.access import Actor
from services.clue_readers import looks_after
from services.clues import view_clue
from services.office_day import today
from storage.unit_of_work import UnitOfWork

router = Router(name="clues")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())

STEPS = ("unit", "order", "reject", "close", "same", "reopen", "again", "off")

# What a typed line does.
DONE_WITH: dict[str, Callable[[UnitOfWork, Actor, int, str], object]] = {
    "unit": clue_acts.hand_to_unit,
    "off": follow_up_ending.call_off,
    "close": clue_acts.close,
    "same": clue_acts.close_with_known,
    "reopen": clue_acts.open_again,
}

# What a button does without asking for anything.
DONE_AT_ONCE: dict[str, Callable[[UnitOfWork, Actor, int], object]] = {
    "accept": clue_offers.accept,
    "takeback": clue_offers.take_back,
    "proven": clue_acts.close_as_followed_up,
    "send": follow_up_sending.send_out,
}


def _show(act: Act, clue_id: int, step: str | None = None, page: int = 0) -> Said:
    """Show a clue; what is sent there proves how it ended, what is typed answers the step. Whoever only reads it is
    asked for nothing.
    """
    visit_id = view_clue(act.uow, act.actor, clue_id).visit_id
    where: dict[str, str | int] = {"visit": visit_id, "place": "clue", "clue": clue_id}
    is_mine = looks_after(act.uow, act.actor, clue_id)
    if is_mine:
        where["purpose"] = "clue"
    if step is not None and (is_mine or step == "steps"):
        where |= {"step": step, "page": page}
    if step in STEPS and is_mine:
        where["expects"] = "clue_line"
    act.point(**where)
    return where_you_are(act)


@router.message(Says("线索", "后续", "clues", "follow-up"))
async def on_clues(message: Message, act: Act) -> Said:
    """Show the clues that the person looks after."""
    act.point()
    return clues_screen(act, anew=True)


@router.callback_query(Pressed(CluesButton))
async def on_clues_tapped(query: CallbackQuery, callback_data: CluesButton, act: Act) -> Said:
    """Show a page of the list."""
    act.point()
    return clues_screen(act, callback_data.page, ended=bool(callback_data.ended))


@router.callback_query(Pressed(ClueButton))
async def on_clue_tapped(query: CallbackQuery, callback_data: ClueButton, act: Act) -> Said:
    """Do what a button of a clue says."""
    of, what = callback_data.clue_id, callback_data.act
    if does := DONE_AT_ONCE.get(what):
        does(act.uow, act.actor, of)
        return [Toast(act.words.plain("clue-done")), *_show(act, of)]
    match what:
        case "look":
            _show(act, of)
            return where_you_are_below(act)
        case "hand":
            clue_offers.offer(act.uow, act.actor, of, callback_data.choice)
            return [Toast(act.words.plain("clue-done")), *_show(act, of)]
        case "again":
            follow_up_sending.propose(act.uow, act.actor, of)
        case "officer":
            follow_up_sending.choose_officer(act.uow, act.actor, of, callback_data.choice)
            return _show(act, of, "again", int(act.pointer.get("page") or 0))
    return _show(act, of, None if what == "open" else what, callback_data.choice)


@router.callback_query(Pressed(EarlierButton))
async def on_earlier_tapped(query: CallbackQuery, callback_data: EarlierButton, act: Act) -> Said:
    """Show what was seen before, and the item again below it."""
    return [*earlier_said(act, callback_data.visit_id), *where_you_are_below(act)]


@router.message(Expects("clue_line"), HasText())
async def on_clue_line(message: Message, text: str, act: Act) -> Said:
    """Take the line that a step asks for: the unit, a day, a reason, what came of it."""
    of, uow, actor = int(act.pointer["clue"]), act.uow, act.actor
    step = str(act.pointer.get("step"))
    match step:
        case "order":
            clue_acts.order_rectified(uow, actor, of, typed_day(text, today(uow)))
        case "again":
            follow_up_sending.choose_day(uow, actor, of, typed_day(text, today(uow)))
            return _show(act, of, "again", int(act.pointer.get("page") or 0))
        case "reject":
            clue_offers.reject(uow, actor, of, text)
            act.point()
            return [Toast(act.words.plain("clue-done")), *clues_screen(act)]
        case _ if does := DONE_WITH.get(step):
            does(uow, actor, of, text)
    return [Toast(act.words.plain("clue-done")), *_show(act, of)]


def clue_file_arrived(act: Act, visit_id: int, evidence_id: int) -> Said:
    """Let the file prove how the clue before the person ended."""
    clue_acts.add_file(act.uow, act.actor, int(act.pointer.get("clue") or 0), evidence_id)
    return where_you_are(act)
