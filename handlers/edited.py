"""A person edits a message: the answer that it gave is answered anew, and both stand in the tables."""

from aiogram import Router
from aiogram.types import Message

from forms.answers import AnswerRefused, read_answer
from handlers.act import Act, Said
from handlers.filters import Bound, HasText
from handlers.places import where_you_are
from handlers.screens.format import local
from handlers.words import Words
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
    question = sheet.of(given.question).question
    try:
        read = read_answer(question, text, act.words.language, today=local(act.uow.now).date())
    except AnswerRefused as refusal:
        return [Text(Words.escape("⚠️ " + describe(refusal, act.words.language))), *where_you_are(act)]
    answering.answer(act.uow, act.actor, given.visit_id, given.question, read.value, message_id=message.message_id)
    return [Text(act.words("edit-noted", number=question.number or 0, value=read.value[:80])), *where_you_are(act)]
