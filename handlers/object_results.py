"""Credit records, suggested risk classes, the list of serious breaches: read, decided, withdrawn."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_statistics import ObjectButton
from handlers.filters import Bound, Expects, HasText, Pressed
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
    act.point()
    match what:
        case "record_xlsx":
            ask_credit_record(act.uow, act.actor, of)
        case "xlsx" | "csv":
            ask_breaches(act.uow, act.actor, as_text=what == "csv")
        case "risks" | "proposals":
            ask_suggestions(act.uow, act.actor, SUGGESTIONS if what == "risks" else PROPOSALS)
            return [Toast(act.words.plain("stat-being-counted"))]
        case "accept":
            accept_risk(act.uow, act.actor, of, callback_data.mark)
            return [Toast(act.words.plain("object-done")), *record_screen(act, of)]
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
    return breaches_screen(act, page)


def _ask(act: Act, what: str, of: int, mark: int) -> Said:
    if what == "search":
        departments_read(act.actor)
    elif what == "withdraw":
        view_breaches(act.uow, act.actor)
    else:
        decided_object(act.uow, act.actor, of)
    act.point(place="object", expects="object_line", step=what, of=of, mark=mark)
    return asking_card(act, what)


@router.message(Expects("object_line"), HasText())
async def on_object_line(message: Message, text: str, act: Act) -> Said:
    """Take what a step asked for: a name, a reason, a legal ground."""
    of, mark = int(act.pointer["of"]), int(act.pointer["mark"])
    uow, actor = act.uow, act.actor
    match act.pointer["step"]:
        case "search":
            return found_screen(act, find_objects(uow, actor, text))
        case "decline":
            decline_risk(uow, actor, of, mark, text)
        case "release":
            release_breach(uow, actor, of, mark, text)
        case "keep":
            decline_breach(uow, actor, of, mark, text)
        case "withdraw":
            withdraw_breach(uow, actor, of, text)
    step = act.pointer["step"]
    act.point()
    if step == "decline":
        return record_screen(act, of, anew=True)
    return breaches_screen(act, anew=True)
