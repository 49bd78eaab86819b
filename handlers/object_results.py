"""Credit records, suggested risk classes, the list of serious breaches: read, decided, withdrawn."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_statistics import ObjectButton
from handlers.filters import Bound, Expects, HasText, Pressed
from handlers.places import where_you_are
from handlers.screens.breach_steps import decision_screen, decisions_screen, last_look_screen
from handlers.screens.object_results import (
    ASKED,
    asking_card,
    breaches_screen,
    entry_screen,
    found_screen,
    propose_screen,
    record_screen,
    risk_screen,
)
from rules.messages import Toast
from rules.publication import ensure_clause
from rules.reasons import ensure_reason
from services.breach_decisions import put_back_breach, view_decision
from services.breaches import decline_breach, release_breach, view_breaches, withdraw_breach
from services.credit_records import find_objects, object_of_visit
from services.object_results import decided_object
from services.risk_suggestions import accept_risk, decline_risk
from services.statistics import departments_read
from services.statistics_files import PROPOSALS, SUGGESTIONS, ask_breaches, ask_credit_record, ask_suggestions

router = Router(name="object_results")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.callback_query(Pressed(ObjectButton))
async def on_object_tapped(query: CallbackQuery, callback_data: ObjectButton, act: Act) -> Said:
    """Do what a button about an object says."""
    of, what = callback_data.of, callback_data.act
    if what in ASKED:
        return _ask(act, what, of, callback_data.mark)
    if what == "sure":
        return _sure(act, of, callback_data.mark)
    act.point()
    match what:
        case "record_xlsx":
            ask_credit_record(act.uow, act.actor, of)
        case "xlsx" | "csv":
            ask_breaches(act.uow, act.actor, as_text=what == "csv")
        case "risks" | "proposals":
            ask_suggestions(act.uow, act.actor, SUGGESTIONS if what == "risks" else PROPOSALS, callback_data.page)
            return [Toast(act.words.plain("stat-being-counted"))]
        case "accept":
            accept_risk(act.uow, act.actor, of, callback_data.mark)
            return [Toast(act.words.plain("object-done")), *record_screen(act, of)]
        case "put_back":
            return _put_back(act, of)
        case _:
            return _shown(act, what, of, callback_data.page, callback_data.mark)
    return [Toast(act.words.plain("file-being-made"))]


def _shown(act: Act, what: str, of: int, page: int, mark: int) -> Said:
    match what:
        case "record":
            return record_screen(act, of, page, visit_id=mark)
        case "visit":
            return record_screen(act, object_of_visit(act.uow, of), visit_id=of, anew=True)
        case "risk":
            return risk_screen(act, of)
        case "propose":
            return propose_screen(act, of)
        case "entry":
            return entry_screen(act, of)
        case "decisions":
            return decisions_screen(act, page)
        case "decision":
            return decision_screen(act, of)
    return breaches_screen(act, page)


def _put_back(act: Act, breach_id: int) -> Said:
    """Put a decision back; who is proposed again can be decided about at once."""
    object_id = view_decision(act.uow, act.actor, breach_id).object_id
    state = put_back_breach(act.uow, act.actor, breach_id)
    shown = entry_screen(act, breach_id) if state == "released" else propose_screen(act, object_id)
    return [Toast(act.words.plain("breach-put-back", state=state)), *shown]


def _ask(act: Act, what: str, of: int, mark: int) -> Said:
    if what == "search":
        departments_read(act.actor)
    elif what == "withdraw":
        view_breaches(act.uow, act.actor)
    else:
        decided_object(act.uow, act.actor, of)
    # No place yet: the last look is one once its line is there.
    act.point(expects="object_line", step=what, of=of, mark=mark)
    return asking_card(act, what)


@router.message(Expects("object_line"), HasText())
async def on_object_line(message: Message, text: str, act: Act) -> Said:
    """Take what a step asked for: name, reason, legal ground; the list itself is changed after one more look."""
    of, mark = int(act.pointer["of"]), int(act.pointer["mark"])
    match act.pointer["step"]:
        case "search":
            return found_screen(act, find_objects(act.uow, act.actor, text))
        case "decline":
            decline_risk(act.uow, act.actor, of, mark, text)
            act.point()
            return record_screen(act, of, anew=True)
        case "keep":
            decided = decline_breach(act.uow, act.actor, of, mark, text)
            act.point()
            return decision_screen(act, decided, anew=True)
        case step:
            line = ensure_clause(text) if step == "release" else ensure_reason(text)
            act.point(place="last_look", step=step, of=of, mark=mark, line=line)
    return last_look_screen(act)


def _sure(act: Act, of: int, mark: int) -> Said:
    """Write what the last look showed; what it showed may be gone by now."""
    at = dict(act.pointer)
    if (at.get("place"), at.get("of"), at.get("mark")) != ("last_look", of, mark) or "line" not in at:
        return [Toast(act.words.plain("press-stale")), *where_you_are(act)]
    act.point()
    if at["step"] == "release":
        release_breach(act.uow, act.actor, of, mark, at["line"])
        return breaches_screen(act)
    withdraw_breach(act.uow, act.actor, of, at["line"])
    return decision_screen(act, of)
