"""A problem: note, how it was found, photograph."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from forms.checklist import in_language
from handlers.act import Act, Said
from handlers.buttons_checklist import FindingButton
from handlers.filters import Bound, Expects, HasText
from handlers.going_on import back_to_page, before_them, open_finding, point_at
from handlers.items import jump_to
from handlers.jumps import read_jump
from handlers.screens.finding import finding_card
from handlers.typed import OnChecklist
from rules.reasons import ensure_reason
from services import findings
from services.checklists import open_sheet

router = Router(name="findings")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.callback_query(FindingButton.filter())
async def on_finding_tapped(query: CallbackQuery, callback_data: FindingButton, act: Act) -> Said:
    """Do what a button of a problem's card says."""
    visit_id, what = callback_data.visit_id, callback_data.act
    sheet = open_sheet(act.uow, act.actor, visit_id)
    question = sheet.picked(callback_data.number, callback_data.mark).question
    match what:
        case "phrase":
            note = in_language(question.phrases[callback_data.place].label, act.words.language)
            findings.note_problem(act.uow, act.actor, visit_id, question.name, note)
            return _step(act, visit_id, question.name, None)
        case "ask":
            return _step(act, visit_id, question.name, "whom")
        case "site" | "papers" | "test":
            findings.tell_how(act.uow, act.actor, visit_id, question.name, what)
            return _step(act, visit_id, question.name, None)
        case "party" | "witness":
            findings.tell_how(act.uow, act.actor, visit_id, question.name, "ask", what)
            return _step(act, visit_id, question.name, None)
        case "none":
            return _ask_waiver(act, visit_id, question.name)
        case "done":
            return back_to_page(act, visit_id, question.name)
    return _step(act, visit_id, question.name, what)


def _step(act: Act, visit_id: int, name: str, step: str | None) -> Said:
    sheet = open_sheet(act.uow, act.actor, visit_id)
    return open_finding(act, sheet, sheet.of(name), step)


def _ask_waiver(act: Act, visit_id: int, name: str) -> Said:
    sheet = open_sheet(act.uow, act.actor, visit_id)
    point_at(act, sheet, sheet.of(name), place="finding", step="photo", expects="waiver")
    return [finding_card(act, sheet, sheet.of(name), "photo", act.words("finding-waiver-ask"))]


@router.message(Expects("waiver"), HasText())
async def on_waiver(message: Message, text: str, act: Act) -> Said:
    """Take the reason why there can be no photograph."""
    visit_id = act.pointer["visit"]
    name = before_them(act, open_sheet(act.uow, act.actor, visit_id)).question.name
    findings.waive_photo(act.uow, act.actor, visit_id, name, ensure_reason(text))
    return go_on_after_finding(act, visit_id, name)


def go_on_after_finding(act: Act, visit_id: int, name: str) -> Said:
    """Show the next step that lacks something, else go back to the page."""
    sheet = open_sheet(act.uow, act.actor, visit_id)
    state = sheet.of(name)
    return open_finding(act, sheet, state) if state.gaps else back_to_page(act, visit_id, state.question.name)


@router.message(OnChecklist("finding"), HasText())
async def on_note(message: Message, text: str, act: Act, visit_id: int) -> Said:
    """Take typed text as the note; once there is one, a number jumps and a sentence is added to it."""
    sheet = open_sheet(act.uow, act.actor, visit_id)
    state = before_them(act, sheet)
    note = state.finding.note if state.finding else ""
    is_noting = act.pointer.get("step") == "note" or not note
    if not is_noting and (jump := read_jump(text)) is not None:
        return jump_to(act, visit_id, jump, message.message_id)
    text = text if is_noting else act.words.plain("finding-note-more", note=note, more=text)
    findings.note_problem(act.uow, act.actor, visit_id, state.question.name, text)
    return _step(act, visit_id, state.question.name, None)
