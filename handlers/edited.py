"""A person edits a message: the answer that it gave is answered anew, and both stand in the tables."""

from aiogram import Router
from aiogram.types import Message

from forms.answers import AnswerRefused
from handlers.act import Act, Said
from handlers.filters import Bound, HasText
from handlers.items import more_than_a_value
from handlers.places import where_you_are
from handlers.reading import own_words, read, readable
from handlers.screens.format import warning
from handlers.screens.values import shown
from rules.errors import describe
from rules.errors.answers_on_site import NOT_ASKED_NOW
from rules.messages import Text
from rules.reasons import ensure_reason
from rules.refusals import Refused
from services import answering
from services.checklists import open_sheet
from services.sheets import UNABLE, QuestionState

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
    if state.question.number is None:
        raise Refused(NOT_ASKED_NOW)
    value, reason = UNABLE, None
    if state.value == UNABLE:
        reason = ensure_reason(text)
    else:
        question = readable(act, sheet, state)
        text = own_words(act, question, text)
        try:
            answer = read(act, question, text)
        except AnswerRefused as refusal:
            return [Text(warning(describe(refusal, act.words.language, act.words.year))), *where_you_are(act)]
        if (said := more_than_a_value(act, sheet, state, answer, text, message.message_id)) is not None:
            return said
        value = answer.value
    return _answer_again(act, given.visit_id, state, value, reason, message.message_id)


def _answer_again(
    act: Act, visit_id: int, state: QuestionState, value: str, reason: str | None, message_id: int
) -> Said:
    name, number = state.question.name, state.question.number or 0
    if objection := answering.objection(act.uow, act.actor, visit_id, name, value):
        return [Text(warning(objection)), *where_you_are(act)]
    seen = state.revision
    answering.answer(act.uow, act.actor, visit_id, name, value, seen=seen, reason=reason, message_id=message_id)
    now = open_sheet(act.uow, act.actor, visit_id).of(name)
    return [Text(act.words("edit-noted", number=number, value=shown(act.words, now))), *where_you_are(act)]
