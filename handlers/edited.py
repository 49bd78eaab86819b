"""A person edits a message: the answer that it gave is answered anew, and both stand in the tables."""

from aiogram import Router
from aiogram.types import Message

from forms.answers import AnswerRefused
from handlers.act import Act, Said
from handlers.filters import Bound, HasText
from handlers.places import where_you_are
from handlers.reading import read, readable
from handlers.screens.format import warning
from handlers.screens.values import shown_value
from rules.errors import describe
from rules.messages import Text
from services import answering
from services.checklists import open_sheet

router = Router(name="edited")
router.edited_message.filter(Bound())


@router.edited_message(HasText())
async def on_edited(message: Message, text: str, act: Act) -> Said:
    """Answer again with the edited text; say so when it was no answer, or is one no longer."""
    given = answering.given_by(act.uow, act.actor, message.message_id)
    if given is None:
        return [Text(act.words("edit-not-noted"))]
    sheet = open_sheet(act.uow, act.actor, given.visit_id)
    state = sheet.of(given.question)
    question = state.question
    try:
        value = read(act, readable(act, sheet, state), text).value
    except AnswerRefused as refusal:
        return [Text(warning(describe(refusal, act.words.language))), *where_you_are(act)]
    if reason := answering.objection(act.uow, act.actor, given.visit_id, question.name, value):
        return [Text(warning(reason)), *where_you_are(act)]
    answering.answer(act.uow, act.actor, given.visit_id, question.name, value, message_id=message.message_id)
    shown = shown_value(act.words, question, value)
    return [Text(act.words("edit-noted", number=question.number or 0, value=shown)), *where_you_are(act)]
