"""An interview 询问 about an item: who, what was said, read out, confirmed by a signature or a voice."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_checklist import InterviewButton
from handlers.filters import Bound, Expects, HasText, Pressed
from handlers.going_on import before_them, open_finding, point_at
from handlers.places import where_you_are
from handlers.screens.interview import step_of
from services import interviews
from services.checklists import open_sheet
from services.sheets import QuestionState, Sheet

router = Router(name="interviews")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())

# What each step waits for: typed words, or a file for a purpose.
WAITS = {
    "name": {"expects": "interview_name"},
    "statement": {"expects": "interview_statement", "purpose": "interview"},
    "confirm": {"purpose": "interview"},
}


@router.callback_query(Pressed(InterviewButton))
async def on_interview_tapped(query: CallbackQuery, callback_data: InterviewButton, act: Act) -> Said:
    """Do what a button of an interview's card says."""
    visit_id = callback_data.visit_id
    sheet = open_sheet(act.uow, act.actor, visit_id)
    state = sheet.picked(callback_data.number, callback_data.mark)
    name = state.question.name
    match callback_data.act:
        case "back":
            return open_finding(act, sheet, state, "photo")
        case "name" | "statement" as step:
            return _at(act, sheet, state, step)
        case "shorter":
            interviews.take_back_part(act.uow, act.actor, visit_id, name)
            return _at(act, sheet, state, "statement")
        case "read":
            interviews.note_read(act.uow, act.actor, visit_id, name)
        case "refused":
            interviews.note_unconfirmed(act.uow, act.actor, visit_id, name)
        case "withdraw":
            interviews.withdraw_interview(act.uow, act.actor, visit_id, name)
            return open_finding(act, sheet, state, "photo")
    return _at(act, sheet, state)


@router.message(Expects("interview_name"), HasText())
async def on_interview_name(message: Message, text: str, act: Act) -> Said:
    """Take who was asked."""
    visit_id = act.pointer["visit"]
    sheet = open_sheet(act.uow, act.actor, visit_id)
    state = before_them(act, sheet)
    interviews.tell_name(act.uow, act.actor, visit_id, state.question.name, text)
    return _at(act, sheet, state)


@router.message(Expects("interview_statement"), HasText())
async def on_interview_statement(message: Message, text: str, act: Act) -> Said:
    """Take what was said, or more of it."""
    visit_id = act.pointer["visit"]
    sheet = open_sheet(act.uow, act.actor, visit_id)
    state = before_them(act, sheet)
    interviews.add_statement(act.uow, act.actor, visit_id, state.question.name, text)
    return _at(act, sheet, state, "statement")


def interview_file_arrived(act: Act, visit_id: int, evidence_id: int) -> Said:
    """Take a voice for what is being said, else a photographed signature or a voice for its confirmation."""
    sheet = open_sheet(act.uow, act.actor, visit_id)
    state = before_them(act, sheet)
    if act.pointer.get("expects") == "interview_statement":
        # A photograph, as of a statement in writing, stays with the interview, and words are still asked for.
        interviews.add_recording(act.uow, act.actor, visit_id, state.question.name, evidence_id)
        return _at(act, sheet, state, "statement")
    interviews.confirm_by_file(act.uow, act.actor, visit_id, state.question.name, evidence_id)
    return _at(act, sheet, state)


def _at(act: Act, sheet: Sheet, state: QuestionState, step: str | None = None) -> Said:
    """Go to a step of the interview, by default the next that lacks something."""
    point_at(act, sheet, state, place="interview", step=step)
    view = interviews.view_interview(act.uow, act.actor, sheet.visit_id, state.question.name)
    waits = WAITS.get(step_of(act, view), {})
    point_at(act, sheet, state, place="interview", step=step, **waits)
    return where_you_are(act)
