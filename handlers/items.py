"""Answering one item: buttons, typed values, two people on one item."""

from datetime import timedelta

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from forms.answers import Answer, AnswerRefused, Doubt, read_answer
from forms.checklist import Question
from handlers.act import Act, Said
from handlers.buttons_checklist import AnswerButton, HeldButton
from handlers.filters import Bound, Expects, HasText
from handlers.jumps import Jump, read_jump
from handlers.places import where_you_are
from handlers.screens.checklist import first_open, page_number_of
from handlers.screens.finding import finding_card, next_step
from handlers.screens.format import local, time_of
from handlers.screens.item import conflict_card, item_card, shown_value
from handlers.typed import OnChecklist
from handlers.words import Html, Words
from rules.errors import describe
from rules.errors.answers_on_site import NO_SUCH_ITEM
from rules.messages import Toast
from rules.reasons import ensure_reason
from rules.refusals import Refused
from services import answering, findings
from services.answering import Conflict
from services.checklists import UNABLE, QuestionState, Sheet, open_sheet

router = Router(name="items")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


def open_item(act: Act, visit_id: int, number: int | None, held: str | None = None) -> Said:
    """Show an item, or its problem; `held` is typed text that waits for a place. Without a number: the first open."""
    sheet = open_sheet(act.uow, act.actor, visit_id)
    if number is None:
        number = (first_open(sheet) or sheet.asked[-1]).question.number or 1
    if not 1 <= number <= len(sheet.asked):
        raise Refused(NO_SUCH_ITEM, most=len(sheet.asked))
    state = sheet.numbered(number)
    if state.is_problem and held is None:
        return open_finding(act, sheet, state)
    act.point(visit=visit_id, place="item", number=number, held=held, seen=state.revision)
    return [item_card(act, sheet, state)]


def open_finding(act: Act, sheet: Sheet, state: QuestionState, step: str | None = None) -> Said:
    """Show a step of a problem, by default the next that lacks something."""
    step = step or next_step(state)
    act.point(visit=sheet.visit_id, place="finding", number=state.question.number, step=step, seen=state.revision)
    return [finding_card(act, sheet, state, step)]


def overtaken(act: Act, sheet: Sheet, state: QuestionState, held: str | None = None) -> Said:
    """Say that a colleague took a problem back meanwhile, on the item's card; what was typed waits there."""
    act.point(visit=sheet.visit_id, place="item", number=state.question.number, held=held, seen=state.revision)
    hint = act.words("item-overtaken", name=act.words.pick(state.by)) if state.answered_at else None
    return [item_card(act, sheet, state, hint)]


def go_on(act: Act, visit_id: int, question: Question) -> Said:
    """After an answer: the problem's note, else the next open item of the page, else the page."""
    sheet = open_sheet(act.uow, act.actor, visit_id)
    state = sheet.of(question.name)
    if state.is_problem:
        return open_finding(act, sheet, state)
    page = page_number_of(act, sheet, question.name)
    after = first_open(sheet, question.name)
    if after is None:
        act.point(visit=visit_id, place="result")
        return where_you_are(act)
    if page_number_of(act, sheet, after.question.name) == page and (after.question.number or 0) > (
        question.number or 0
    ):
        return open_item(act, visit_id, after.question.number)
    act.point(visit=visit_id, place="page", page=page)
    return where_you_are(act)


def back_to_page(act: Act, visit_id: int, name: str) -> Said:
    """Go back to a question's page, or on to the result when nothing is open any more."""
    sheet = open_sheet(act.uow, act.actor, visit_id)
    if first_open(sheet) is None:
        act.point(visit=visit_id, place="result")
    else:
        act.point(visit=visit_id, place="page", page=page_number_of(act, sheet, name))
    return where_you_are(act)


def _seen(act: Act, number: int | None) -> int:
    """Return the revision of an item that the writer had before them; none (0) when the item was not open."""
    return int(act.pointer.get("seen") or 0) if act.pointer.get("number") == number else 0


def _contested(act: Act, visit_id: int, conflict: Conflict, value: str, note: str) -> Said:
    """Say that a colleague answered otherwise meanwhile; what was typed waits for the writer's decision."""
    question = conflict.question
    if question.choices and question.kind != "choices":
        act.point(visit=visit_id, place="item", number=question.number, held=note or None, seen=conflict.revision)
        place = next(n for n, choice in enumerate(question.choices) if choice.name == value)
        return [conflict_card(act, visit_id, conflict, place)]
    act.point(visit=visit_id, place="item", number=question.number, soft=value, seen=conflict.revision)
    by, at = act.words.pick(conflict.by), time_of(act.words, conflict.at)
    shown = shown_value(act.words, question, conflict.value)
    sheet = open_sheet(act.uow, act.actor, visit_id)
    hint = act.words("item-conflict-typed", name=by, time=at, value=shown)
    return [item_card(act, sheet, sheet.of(question.name), hint)]


def store(
    act: Act, visit_id: int, question: Question, value: str, *, seen: int | None = None, message_id: int | None = None
) -> Said:
    """Store an answer that came without a card's revision, as typed ones do, and go on; `seen`: what the writer had
    before them, none when they have decided against a colleague's.
    """
    conflict = answering.answer(act.uow, act.actor, visit_id, question.name, value, seen=seen, message_id=message_id)
    if conflict is not None:
        return _contested(act, visit_id, conflict, value, "")
    shown = shown_value(act.words, question, value)
    toast = Toast(act.words.plain("item-toast", number=question.number or 0, value=shown))
    return [toast, *go_on(act, visit_id, question)]


@router.callback_query(AnswerButton.filter())
async def on_answer_tapped(query: CallbackQuery, callback_data: AnswerButton, act: Act) -> Said:
    """Answer by a button."""
    visit_id = callback_data.visit_id
    question = open_sheet(act.uow, act.actor, visit_id).numbered(callback_data.number).question
    match callback_data.act:
        case "set" | "mine":
            return _set(act, callback_data, question)
        case "on" | "off":
            return _toggle(act, callback_data, question)
        case "done":
            return go_on(act, visit_id, question)
        case "soft":
            return store(act, visit_id, question, str(act.pointer.get("soft", "")))
        case "today" | "yesterday":
            back = timedelta(days=callback_data.act == "yesterday")
            return store(act, visit_id, question, (local(act.uow.now).date() - back).isoformat())
    act.point(visit=visit_id, place="item", number=question.number, expects="unable_reason")
    return where_you_are_with(act, visit_id, question.number or 1, "item-unable-ask")


def where_you_are_with(act: Act, visit_id: int, number: int, key: str) -> Said:
    """Show an item with one more line."""
    sheet = open_sheet(act.uow, act.actor, visit_id)
    return [item_card(act, sheet, sheet.numbered(number), act.words(key))]


def _set(act: Act, button: AnswerButton, question: Question) -> Said:
    value = question.choices[button.place].name
    reason = act.words.plain("item-overruled") if button.act == "mine" else None
    conflict = answering.answer(
        act.uow, act.actor, button.visit_id, question.name, value, seen=button.revision, reason=reason
    )
    if conflict is not None:
        act.point(visit=button.visit_id, place="item", number=question.number)
        return [
            Toast(act.words.plain("item-conflict-toast")),
            conflict_card(act, button.visit_id, conflict, button.place),
        ]
    if button.act == "mine" and value == question.problem and (note := act.pointer.get("held")):
        findings.note_problem(act.uow, act.actor, button.visit_id, question.name, str(note))
    shown = shown_value(act.words, question, value)
    toast = Toast(act.words.plain("item-toast", number=question.number or 0, value=shown))
    return [toast, *go_on(act, button.visit_id, question)]


def _toggle(act: Act, button: AnswerButton, question: Question) -> Said:
    sheet = open_sheet(act.uow, act.actor, button.visit_id)
    name = question.choices[button.place].name
    chosen = set(sheet.of(question.name).value.split())
    chosen = chosen | {name} if button.act == "on" else chosen - {name}
    value = " ".join(choice.name for choice in question.choices if choice.name in chosen)
    answering.answer(act.uow, act.actor, button.visit_id, question.name, value)
    return open_item(act, button.visit_id, question.number)


@router.message(Expects("unable_reason"), HasText())
async def on_unable_reason(message: Message, text: str, act: Act) -> Said:
    """Take the reason why an item could not be answered."""
    visit_id, number = act.pointer["visit"], act.pointer["number"]
    reason = ensure_reason(text)
    question = open_sheet(act.uow, act.actor, visit_id).numbered(number).question
    answering.answer(act.uow, act.actor, visit_id, question.name, UNABLE, reason=reason, message_id=message.message_id)
    return go_on(act, visit_id, question)


@router.message(OnChecklist("item"), HasText())
async def on_typed_answer(message: Message, text: str, act: Act, visit_id: int) -> Said:
    """Read a typed answer; what is no answer is kept and offered a place."""
    sheet = open_sheet(act.uow, act.actor, visit_id)
    state = sheet.numbered(act.pointer.get("number") or (first_open(sheet) or sheet.asked[0]).question.number or 1)
    question = state.question
    try:
        read = read_answer(question, text, act.words.language, today=local(act.uow.now).date())
    except AnswerRefused as refusal:
        if question.kind in ("compliance", "photo") and (jump := read_jump(text)) is not None:
            return jump_to(act, visit_id, jump, message.message_id)
        if question.kind in ("compliance", "choice", "choices", "photo"):
            return _held(act, sheet, state, text)
        act.point(visit=visit_id, place="item", number=question.number)
        return [item_card(act, sheet, state, _warning(act, refusal))]
    if read.doubt is not None:
        act.point(visit=visit_id, place="item", number=question.number, soft=read.value, seen=state.revision)
        return [item_card(act, sheet, state, _warning(act, read.doubt))]
    if read.note and read.value == question.problem:
        return note_problem_at(act, visit_id, question.number or 1, read.note, message.message_id)
    if read.note:
        # “Complies, but …” may be a problem: the person says which.
        return _held(act, sheet, state, text)
    seen = _seen(act, question.number)
    return store(act, visit_id, question, read.value, seen=seen, message_id=message.message_id)


def _warning(act: Act, problem: AnswerRefused | Doubt) -> Html:
    return Words.escape("⚠️ " + describe(problem, act.words.language))


def _held(act: Act, sheet: Sheet, state: QuestionState, text: str) -> Said:
    """Keep text that is no answer, and ask whether it tells of a problem."""
    act.point(visit=sheet.visit_id, place="item", number=state.question.number, held=text)
    return [item_card(act, sheet, state)]


@router.callback_query(HeldButton.filter())
async def on_held_tapped(query: CallbackQuery, callback_data: HeldButton, act: Act) -> Said:
    """Put held text into the item's note, or drop it."""
    visit_id, number = callback_data.visit_id, callback_data.number
    held = act.pointer.get("held")
    if callback_data.act == "drop" or not held:
        return open_item(act, visit_id, number)
    return note_problem_at(act, visit_id, number, str(held), None)


def note_problem_at(act: Act, visit_id: int, number: int, note: str, message_id: int | None) -> Said:
    """Mark an item as a problem and note what was seen, in one step."""
    sheet = open_sheet(act.uow, act.actor, visit_id)
    if not 1 <= number <= len(sheet.asked):
        raise Refused(NO_SUCH_ITEM, most=len(sheet.asked))
    question = sheet.numbered(number).question
    if question.problem is None:
        return open_item(act, visit_id, number, held=note or None)
    seen = _seen(act, number)
    conflict = answering.answer(
        act.uow, act.actor, visit_id, question.name, question.problem, seen=seen, message_id=message_id
    )
    if conflict is not None:
        return _contested(act, visit_id, conflict, question.problem, note)
    if note:
        findings.note_problem(act.uow, act.actor, visit_id, question.name, note)
    sheet = open_sheet(act.uow, act.actor, visit_id)
    return open_finding(act, sheet, sheet.of(question.name))


def jump_to(act: Act, visit_id: int, jump: Jump, message_id: int) -> Said:
    """Go where the shortcut says. Raises `Refused` for a number that no item has."""
    if jump.is_problem:
        return note_problem_at(act, visit_id, jump.number, jump.note, message_id)
    sheet = open_sheet(act.uow, act.actor, visit_id)
    if not jump.note or not 1 <= jump.number <= len(sheet.asked):
        return open_item(act, visit_id, jump.number)
    question = sheet.numbered(jump.number).question
    verdict = _verdict(act, question, jump.note)
    if verdict is None:
        return open_item(act, visit_id, jump.number, held=jump.note)
    if verdict.value == question.problem:
        return note_problem_at(act, visit_id, jump.number, verdict.note, message_id)
    is_walking = act.pointer.get("place") in ("item", "finding")
    seen = _seen(act, jump.number)
    conflict = answering.answer(
        act.uow, act.actor, visit_id, question.name, verdict.value, seen=seen, message_id=message_id
    )
    if conflict is not None:
        return _contested(act, visit_id, conflict, verdict.value, "")
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
        return open_item(act, sheet.visit_id, jump.number, held=jump.note)
    is_verdict = jump.is_problem or (is_item and _verdict(act, sheet.numbered(jump.number).question, jump.note))
    return jump_to(act, sheet.visit_id, jump, message_id) if is_verdict or not jump.note else None


def _verdict(act: Act, question: Question, text: str) -> Answer | None:
    """Read a verdict on a compliance item; none when it is something else, or says more than that it complies."""
    if question.kind != "compliance":
        return None
    try:
        read = read_answer(question, text, act.words.language, today=local(act.uow.now).date())
    except AnswerRefused:
        return None
    return None if read.note and read.value != question.problem else read
