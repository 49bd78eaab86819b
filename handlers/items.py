"""Answering one item: buttons, typed values, jumps to another."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from forms.answers import Answer, AnswerRefused, Doubt
from forms.checklist import Question
from handlers import pins, rounds, tapped_choices, tapped_values
from handlers.act import Act, Said
from handlers.buttons_checklist import AnswerButton, HeldButton
from handlers.filters import Bound, Expects, HasText, Pressed
from handlers.going_on import back_to_page, before_them, go_on, open_finding, open_item, open_state, point_at
from handlers.jumps import Jump, read_jump
from handlers.places import where_you_are
from handlers.reading import fits, is_free, is_long_list, is_sought, read, readable
from handlers.screens.format import warning
from handlers.screens.item import item_card
from handlers.storing import contested, objection, store
from handlers.tapping import Tapped
from handlers.typed import OnChecklist
from handlers.words import Html
from rules.errors import describe
from rules.reasons import ensure_reason
from services import answering, findings
from services.checklists import open_sheet
from services.sheets import UNABLE, QuestionState, Sheet

router = Router(name="items")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())

TAPS = {**tapped_choices.TAPS, **tapped_values.TAPS, **pins.TAPS, **rounds.TAPS}
# What is typed is never their answer: it may be a shortcut, or words that belong elsewhere.
NOT_TYPED = ("compliance", "photo", "signature", "audio", "video", "file")


@router.callback_query(Pressed(AnswerButton))
async def on_answer_tapped(query: CallbackQuery, callback_data: AnswerButton, act: Act) -> Said:
    """Answer by a button, or move about on an item's card."""
    sheet = open_sheet(act.uow, act.actor, callback_data.visit_id)
    state = sheet.picked(callback_data.number, callback_data.mark)
    does = TAPS.get(callback_data.act)
    return does(Tapped(act, callback_data, sheet, state)) if does else where_you_are(act)


@router.message(Expects("unable_reason"), HasText())
async def on_unable_reason(message: Message, text: str, act: Act) -> Said:
    """Take the reason why an item could not be answered."""
    visit_id = act.pointer["visit"]
    state = before_them(act, open_sheet(act.uow, act.actor, visit_id))
    reason, question = ensure_reason(text), state.question
    conflict = answering.answer(
        act.uow,
        act.actor,
        visit_id,
        question.name,
        UNABLE,
        seen=_seen(act, question),
        reason=reason,
        message_id=message.message_id,
    )
    if conflict is not None:
        return contested(act, visit_id, conflict, UNABLE)
    return go_on(act, visit_id, question)


@router.message(OnChecklist("item"), HasText())
async def on_typed_answer(message: Message, text: str, act: Act, visit_id: int) -> Said:
    """Read a typed answer; what is no answer is kept and offered a place."""
    sheet = open_sheet(act.uow, act.actor, visit_id)
    state = before_them(act, sheet)
    question = readable(act, sheet, state)
    if is_free(question) and (said := _addressed(act, sheet, state, text, message.message_id)) is not None:
        return said
    if is_sought(question, text):
        return _looked_for(act, sheet, state, text)
    try:
        answer = read(act, question, text)
    except AnswerRefused as refusal:
        return _no_answer(act, sheet, state, text, refusal, message.message_id)
    if (said := more_than_a_value(act, sheet, state, answer, text, message.message_id)) is not None:
        return said
    seen = _seen(act, state.question)
    return store(act, visit_id, state.question, answer.value, seen=seen, typed=text, message_id=message.message_id)


def more_than_a_value(
    act: Act, sheet: Sheet, state: QuestionState, answer: Answer, text: str, message_id: int
) -> Said | None:
    """Ask back what is doubtful, and let a note be a problem's; none for a plain value."""
    if answer.doubt is not None:
        point_at(act, sheet, state, soft=answer.value)
        return [item_card(act, sheet, state, _warning(act, answer.doubt))]
    if answer.note and answer.value == state.question.problem:
        return note_problem_at(act, sheet, state, answer.note, message_id)
    if answer.note:
        # “Complies, but …” may be a problem: the person says which.
        return _held(act, sheet, state, text)
    return None


def _seen(act: Act, question: Question) -> int:
    """Return the revision of an item that the writer had before them; none (0) when the item was not open."""
    name, number = act.pointer.get("name"), act.pointer.get("number")
    is_open = number == question.number if name is None else name == question.name
    return int(act.pointer.get("seen") or 0) if is_open else 0


def _no_answer(
    act: Act, sheet: Sheet, state: QuestionState, text: str, refusal: AnswerRefused, message_id: int
) -> Said:
    question = state.question
    if question.kind in NOT_TYPED and (jump := read_jump(text)) is not None:
        return jump_to(act, sheet.visit_id, jump, message_id)
    if not is_free(question) and (said := _addressed(act, sheet, state, text, message_id)) is not None:
        return said
    known = readable(act, sheet, state)
    if question.kind in ("choice", "choices", "rank") and not known.choices:
        return open_state(act, sheet, state)
    if is_long_list(known):
        return _looked_for(act, sheet, state, text)
    if question.problem is not None:
        return _held(act, sheet, state, text)
    hint = _misaddressed(act, sheet, state, text) or _warning(act, refusal)
    # It stays when the card is drawn anew, such as for a file that arrived meanwhile.
    point_at(act, sheet, state, remark=hint)
    return [item_card(act, sheet, state, hint)]


def _meant(sheet: Sheet, text: str) -> tuple[Jump, QuestionState] | None:
    """Return the item whose number a text begins with; none for a number alone and for any other text."""
    jump = read_jump(text)
    if jump is None or not jump.rest or not 1 <= jump.number <= len(sheet.asked):
        return None
    return jump, sheet.numbered(jump.number)


def _addressed(act: Act, sheet: Sheet, state: QuestionState, text: str, message_id: int) -> Said | None:
    """Answer the item whose number a text begins with, where the rest fits it; none for any other text.

    A question that takes any text gives way only to its own number, and to items that do not take any text themselves.
    """
    if (found := _meant(sheet, text)) is None:
        return None
    jump, meant = found
    if meant.question.name != state.question.name and is_free(state.question):
        if is_free(meant.question):
            return None
        if (said := jump_clearly(act, sheet, text, message_id)) is not None:
            return said
    is_fitting = fits(act, readable(act, sheet, meant), jump.rest)
    return jump_to(act, sheet.visit_id, jump, message_id) if is_fitting else None


def _misaddressed(act: Act, sheet: Sheet, state: QuestionState, text: str) -> Html | None:
    """Say that the item whose number a text begins with does not take the rest; none for any other text."""
    if (found := _meant(sheet, text)) is None:
        return None
    jump, meant = found
    try:
        read(act, readable(act, sheet, meant), jump.rest)
    except AnswerRefused as refusal:
        if meant.question.name == state.question.name:
            return _warning(act, refusal)
        why = describe(refusal, act.words.language, act.words.year)
        return warning(act.words.plain("item-not-for", number=jump.number, why=why))
    return None


def _looked_for(act: Act, sheet: Sheet, state: QuestionState, text: str) -> Said:
    """Show what of a long list holds the text."""
    point_at(act, sheet, state, look=" ".join(text.split()))
    return [item_card(act, sheet, state)]


def _warning(act: Act, problem: AnswerRefused | Doubt) -> Html:
    return warning(describe(problem, act.words.language, act.words.year))


def _held(act: Act, sheet: Sheet, state: QuestionState, text: str) -> Said:
    """Keep text that is no answer, and ask whether it tells of a problem."""
    point_at(act, sheet, state, held=text)
    return [item_card(act, sheet, state)]


@router.callback_query(Pressed(HeldButton))
async def on_held_tapped(query: CallbackQuery, callback_data: HeldButton, act: Act) -> Said:
    """Put held text into the item's note, or drop it."""
    sheet = open_sheet(act.uow, act.actor, callback_data.visit_id)
    state = sheet.picked(callback_data.number, callback_data.mark)
    held = act.pointer.get("held")
    if callback_data.act == "drop" or not held:
        return open_state(act, sheet, state)
    return note_problem_at(act, sheet, state, str(held), None)


def note_problem_at(act: Act, sheet: Sheet, state: QuestionState, note: str, message_id: int | None) -> Said:
    """Mark an item as a problem and note what was seen, in one step."""
    question, visit_id = state.question, sheet.visit_id
    if question.problem is None:
        return open_state(act, sheet, state, held=note or None)
    if refusal := objection(act, visit_id, question, question.problem, note):
        return refusal
    conflict = answering.answer(
        act.uow,
        act.actor,
        visit_id,
        question.name,
        question.problem,
        seen=_seen(act, question),
        message_id=message_id,
    )
    if conflict is not None:
        return contested(act, visit_id, conflict, question.problem, note)
    if note:
        findings.note_problem(act.uow, act.actor, visit_id, question.name, note)
    sheet = open_sheet(act.uow, act.actor, visit_id)
    return open_finding(act, sheet, sheet.of(question.name))


def jump_to(act: Act, visit_id: int, jump: Jump, message_id: int) -> Said:
    """Go where the shortcut says. Raises `Refused` for a number that no item has."""
    sheet = open_sheet(act.uow, act.actor, visit_id)
    if not jump.is_problem and not jump.note:
        return open_item(act, visit_id, jump.number)
    state = sheet.numbered(jump.number)
    if not sheet.means_the_same(jump.number, act.numbers_seen(visit_id)):
        # Another answer has moved the numbers since: the person looks which item it is.
        point_at(act, sheet, state, held=jump.note or None)
        return [item_card(act, sheet, state, act.words("numbers-moved"))]
    question = state.question
    if jump.is_problem and question.problem is not None:
        return note_problem_at(act, sheet, state, jump.note, message_id)
    known = readable(act, sheet, state)
    if not fits(act, known, jump.rest):
        return open_state(act, sheet, state, held=jump.rest)
    answer = read(act, known, jump.rest)
    if answer.value == question.problem:
        return note_problem_at(act, sheet, state, answer.note, message_id)
    if (said := more_than_a_value(act, sheet, state, answer, jump.rest, message_id)) is not None:
        return said
    if refusal := objection(act, visit_id, question, answer.value, jump.rest):
        return refusal
    is_walking = act.pointer.get("place") in ("item", "finding")
    seen = _seen(act, question)
    conflict = answering.answer(
        act.uow, act.actor, visit_id, question.name, answer.value, seen=seen, message_id=message_id
    )
    if conflict is not None:
        return contested(act, visit_id, conflict, answer.value)
    act.keep_draft(visit_id, question.name, None)
    return go_on(act, visit_id, question) if is_walking else back_to_page(act, visit_id, question.name)


def jump_clearly(act: Act, sheet: Sheet, text: str, message_id: int) -> Said | None:
    """Go where a text cannot but mean to go: a number alone, or one with a verdict. With a note besides, it may also be
    a sentence that begins with a number: another item asks what is meant. None for any other text.
    """
    jump = read_jump(text)
    if jump is None:
        return None
    is_item = 1 <= jump.number <= len(sheet.asked)
    if jump.is_problem and jump.note and is_item and jump.number != act.pointer.get("number"):
        return open_state(act, sheet, sheet.numbered(jump.number), held=jump.note)
    is_verdict = jump.is_problem or (is_item and _verdict(act, sheet.numbered(jump.number).question, jump.note))
    return jump_to(act, sheet.visit_id, jump, message_id) if is_verdict or not jump.note else None


def _verdict(act: Act, question: Question, text: str) -> Answer | None:
    """Read a verdict on a compliance item; none when it is something else, or says more than that it complies."""
    if question.kind != "compliance":
        return None
    try:
        verdict = read(act, question, text)
    except AnswerRefused:
        return None
    return None if verdict.note and verdict.value != question.problem else verdict
