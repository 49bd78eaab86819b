"""Addenda to a submitted record: writing, confirming, signing, withdrawing."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_addenda import AddendaButton, AddendumButton
from handlers.filters import Bound, Expects, HasText, Pressed
from handlers.places import where_you_are, where_you_are_below
from handlers.screens.addendum_signing import ticked_answered_on
from rules.errors import addenda as problems
from rules.errors.answers_on_site import NO_SUCH_ITEM
from rules.messages import Toast
from rules.refusals import Refused
from rules.signatures import Reason
from services import addenda, addendum_agents, addendum_signing, addendum_ticks, pads
from services.addenda import TEXTS, view_addendum
from services.addendum_agents import AGENT, agent_on
from services.addendum_drawn import withdraw_on_addendum

# What is asked there is answered by a button.
AGENT_STEPS = ("agent", "agent_none")
TAPPED = ("where", "whose", "ways", "drawn")

router = Router(name="addenda")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


def _show_list(act: Act, visit_id: int, page: int = 1) -> Said:
    act.point(visit=visit_id, place="addenda", page=page)
    return where_you_are(act)


def _show(act: Act, addendum_id: int, step: str | None = None, **more: str | int) -> Said:
    """Show an addendum: the step that is named, else what it still asks; photographs sent there are of signed pages."""
    view = view_addendum(act.uow, act.actor, addendum_id)
    where: dict[str, str | int] = {"visit": view.visit.visit_id, "place": "addendum", "addendum": addendum_id, **more}
    asked = step or (view.missing if view.state == "draft" else None)
    if step:
        where["step"] = step
    if asked is not None and asked not in TAPPED:
        where["expects"] = "addendum_text"
    if view.state == "confirmed":
        where["purpose"] = "authorisation" if step in AGENT_STEPS else "signature"
    act.point(**where)
    return where_you_are(act)


@router.callback_query(Pressed(AddendaButton))
async def on_addenda_tapped(query: CallbackQuery, callback_data: AddendaButton, act: Act) -> Said:
    """Show the list, or begin an addendum."""
    visit_id = callback_data.visit_id
    if callback_data.act == "new":
        return _show(act, addenda.begin_addendum(act.uow, act.actor, visit_id))
    return _show_list(act, visit_id, callback_data.page)


@router.callback_query(Pressed(AddendumButton))
async def on_addendum_tapped(query: CallbackQuery, callback_data: AddendumButton, act: Act) -> Said:
    """Do what a button of an addendum says."""
    of, choice, section = callback_data.addendum_id, callback_data.choice, callback_data.section
    match callback_data.act:
        case "where" | "void" | "drawn" | "agent" | "agent_none":
            return _show(act, of, callback_data.act)
        case "part" if section:
            return _show(act, of, "item", section=section)
        case "part":
            addenda.choose_concern(act.uow, act.actor, of)
        case "section":
            addenda.choose_concern(act.uow, act.actor, of, section)
        case "item":
            addenda.choose_concern(act.uow, act.actor, of, section, int(choice))
        case "edit":
            return _show(act, of, choice)
        case "look":
            _show(act, of)
            return where_you_are_below(act)
        case "confirm" | "drop":
            return _end(act, of, callback_data.act)
        case "tick" | "retake" | "done" | "refuse" | "why" | "mine" | "not_mine" | "draw" | "undraw":
            return _sign(act, of, callback_data.act, choice)
    return _show(act, of)


def _end(act: Act, of: int, how: str) -> Said:
    """Let a draft stand, or drop it."""
    if how == "confirm":
        number = addenda.confirm_addendum(act.uow, act.actor, of)
        return [Toast(act.words.plain("addendum-confirmed", number=number)), *_show(act, of)]
    visit_id = _visit_of(act, of)
    addenda.drop_draft(act.uow, act.actor, of)
    return [Toast(act.words.plain("addendum-withdrawn")), *_show_list(act, visit_id)]


def _answer(act: Act, of: int, *, is_mine: bool) -> Said:
    """Take an officer's own word for what a colleague ticked."""
    if is_mine:
        addendum_ticks.confirm_on_addendum(act.uow, act.actor, of)
    else:
        addendum_ticks.deny_on_addendum(act.uow, act.actor, of)
    return [ticked_answered_on(act.words, of, is_mine=is_mine), *where_you_are(act)]


def _visit_of(act: Act, of: int) -> int:
    return view_addendum(act.uow, act.actor, of).visit.visit_id


def _sign(act: Act, of: int, what: str, choice: str) -> Said:
    match what:
        case "tick":
            addendum_signing.toggle_tick(act.uow, act.actor, of, choice.replace("-", ":", 1))
            if choice == AGENT and AGENT in addendum_signing.addendum_signing(act.uow, of).ticks:
                # Whoever signs for somebody else is written down first.
                return _show(act, of, None if agent_on(act.uow, of).is_complete else "agent")
        case "retake":
            addendum_signing.drop_pages(act.uow, act.actor, of)
        case "done":
            count = addendum_signing.take_signatures(act.uow, act.actor, of)
            return [Toast(act.words.plain("sheet-closed", count=count)), *_show(act, of)]
        case "refuse":
            return _show(act, of, "why", kind=choice)
        case "draw" | "undraw":
            return _draw(act, of, what, choice)
        case "mine" | "not_mine":
            return _answer(act, of, is_mine=what == "mine")
        case _:
            kind, _, name = choice.partition("-")
            return _refused(act, of, kind, Reason(name, None))
    return _show(act, of)


def _draw(act: Act, of: int, what: str, choice: str) -> Said:
    """Open a pad for whoever signs on a screen, or withdraw what was drawn."""
    if what == "undraw":
        withdraw_on_addendum(act.uow, act.actor, of, int(choice))
        return [Toast(act.words.plain("pad-withdrawn")), *_show(act, of)]
    match choice:
        case "party":
            return _show(act, of, "whose")
        case "agent":
            return _show(act, of, "agent")
        case "named":
            return _on_pad(act, of, pads.open_addendum_pad(act.uow, act.actor, of, "party", AGENT))
        case "me":
            return _on_pad(act, of, pads.open_addendum_pad(act.uow, act.actor, of, "me"))
    return _on_pad(act, of, pads.open_addendum_pad(act.uow, act.actor, of, "party"))


def _on_pad(act: Act, of: int, pad_id: int) -> Said:
    return _show(act, of, "ways", pad=pad_id)


def _refused(act: Act, of: int, kind: str, reason: Reason) -> Said:
    addendum_signing.note_refusal(act.uow, act.actor, of, kind, reason)
    return [Toast(act.words.plain("refused-confirmed")), *_show(act, of)]


@router.message(Expects("addendum_text"), HasText())
async def on_addendum_text(message: Message, text: str, act: Act) -> Said:
    """Take the number of an item, a text of the draft, or why the party does not sign or it is made void."""
    of = int(act.pointer["addendum"])
    view = view_addendum(act.uow, act.actor, of)
    step = str(act.pointer.get("step") or view.missing)
    if step == "why":
        return _refused(act, of, str(act.pointer.get("kind")), Reason(None, text))
    if step in AGENT_STEPS:
        return _agent_told(act, of, step, text)
    if step == "void":
        addenda.void_addendum(act.uow, act.actor, of, text)
        return _show(act, of)
    if step == "item":
        section_id = int(act.pointer.get("section") or 0)
        number = text.strip()
        if not number.isdecimal():
            raise Refused(NO_SUCH_ITEM, most=view.visit.section(section_id).asked)
        addenda.choose_concern(act.uow, act.actor, of, section_id, int(number))
    elif step in TEXTS:
        addenda.write_text(act.uow, act.actor, of, step, text)
    else:
        raise Refused(problems.INCOMPLETE)
    return _show(act, of)


def _agent_told(act: Act, of: int, step: str, text: str) -> Said:
    """Take the agent's name, or why there is no authorisation."""
    if step == "agent":
        addendum_agents.name_addendum_agent(act.uow, act.actor, of, text)
    else:
        addendum_agents.waive_on_addendum(act.uow, act.actor, of, text)
    return _show(act, of, "agent")


def addendum_authorised(act: Act, evidence_id: int) -> Said:
    """Take the photograph of the agent's authorisation."""
    of = int(act.pointer["addendum"])
    addendum_agents.authorise(act.uow, act.actor, of, evidence_id)
    return _show(act, of, "agent")


def addendum_page_arrived(act: Act, evidence_id: int) -> Said:
    """Put the photograph to the page in hand."""
    of = int(act.pointer["addendum"])
    addendum_signing.add_page(act.uow, act.actor, of, evidence_id)
    return where_you_are(act)
