"""Review 复核: the queue, approving, sending back, taking back, opening again; and lines about what was sent back."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_review import ReturnButton, ReviewButton
from handlers.filters import Bound, Expects, HasText, Pressed, Says
from handlers.going_on import open_state
from handlers.places import where_you_are
from handlers.screens.conclusion import conclusion_screen
from handlers.screens.review import queue_screen
from rules.errors import reviews as problems
from rules.messages import Toast
from rules.refusals import Refused
from rules.reviews import ITEM, RESULT, SIGNING
from services import concluding_again, conclusions, returning, reviewing
from services.checklists import open_sheet
from services.review_queue import ALL, neighbours
from services.reviewers import lacks_second, may_review

router = Router(name="review")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


def at_review(act: Act, visit_id: int, queue: str | None = None) -> Said:
    """Show a visit for its review, with the filter of the queue that it was opened from."""
    chosen = queue or (act.pointer.get("queue") if act.pointer.get("visit") == visit_id else None)
    act.point(visit=visit_id, place="review", **({"queue": chosen} if chosen else {}))
    return where_you_are(act)


@router.message(Says("复核", "待复核", "review", "reviews"))
async def on_queue(message: Message, act: Act) -> Said:
    """Show what waits for the person's review."""
    act.point()
    return queue_screen(act, anew=True)


@router.callback_query(Pressed(ReviewButton))
async def on_review_tapped(query: CallbackQuery, callback_data: ReviewButton, act: Act) -> Said:
    """Do what a button of the review says."""
    visit_id, choice = callback_data.visit_id, callback_data.choice
    match callback_data.act:
        case "queue":
            act.point()
            return queue_screen(act, choice or ALL, callback_data.page)
        case "open":
            return at_review(act, visit_id, choice or ALL)
        case "approve":
            return _approved(act, visit_id, choice or ALL, callback_data.round)
        case "takeback":
            returning.take_back(act.uow, act.actor, visit_id)
            return [Toast(act.words.plain("return-taken-back")), *at_review(act, visit_id)]
        case "reopen":
            act.point(visit=visit_id, place="review_reopen", expects="review_reopen")
            return where_you_are(act)
        case "history" | "changes" as place:
            act.point(visit=visit_id, place=place, page=callback_data.page)
            return where_you_are(act)
    return _return(act, visit_id, callback_data.act, choice)


def _approved(act: Act, visit_id: int, queue: str, seen: int) -> Said:
    behind = neighbours(act.uow, act.actor, visit_id, queue).behind
    is_final = reviewing.approve(act.uow, act.actor, visit_id, seen)
    first = "approved-alone-toast" if lacks_second(act.uow, visit_id) else "approved-first-toast"
    toast = Toast(act.words.plain("approved-toast" if is_final else first))
    return [toast, *at_review(act, visit_id, queue if behind else None)]


def _at_return(act: Act, visit_id: int, step: str | None = None) -> Said:
    act.point(visit=visit_id, place="return", expects="return_text", **({"step": step} if step else {}))
    return where_you_are(act)


def _return(act: Act, visit_id: int, what: str, choice: str) -> Said:
    """Choose what is sent back, let go of a choice, or send it."""
    uow, actor = act.uow, act.actor
    match what:
        case "item":
            section, _, number = choice.partition(".")
            returning.choose_return(uow, actor, visit_id, ITEM, int(section), int(number))
        case "result":
            returning.choose_return(uow, actor, visit_id, RESULT, int(choice))
        case "signing":
            returning.choose_return(uow, actor, visit_id, SIGNING)
        case "more":
            return _at_return(act, visit_id, "more")
        case "last":
            returning.drop_returns(uow, actor, visit_id, only_last=True)
        case "drop":
            returning.drop_returns(uow, actor, visit_id)
            return at_review(act, visit_id)
        case "send":
            count = returning.send_returns(uow, actor, visit_id)
            return [Toast(act.words.plain("return-sent", count=count)), *at_review(act, visit_id)]
    return _at_return(act, visit_id)


@router.message(Expects("return_text"), HasText())
async def on_return_text(message: Message, text: str, act: Act) -> Said:
    """Take the number of an item, or why something is sent back."""
    visit_id = act.pointer["visit"]
    draft = returning.view_draft(act.uow, act.actor, visit_id)
    if draft.items and (draft.lacking is not None or act.pointer.get("step") != "more"):
        returning.comment_return(act.uow, act.actor, visit_id, text)
        return _at_return(act, visit_id)
    found = returning.read_item(act.uow, visit_id, text)
    if found is None:
        raise Refused(problems.NO_SUCH_ITEM)
    returning.choose_return(act.uow, act.actor, visit_id, ITEM, *found)
    return _at_return(act, visit_id)


@router.message(Expects("review_reopen"), HasText())
async def on_reopen_reason(message: Message, text: str, act: Act) -> Said:
    """Take the reason why an approved visit is opened again."""
    visit_id = act.pointer["visit"]
    reviewing.reopen(act.uow, act.actor, visit_id, text)
    return [*at_review(act, visit_id)]


@router.callback_query(Pressed(ReturnButton))
async def on_returned_tapped(query: CallbackQuery, callback_data: ReturnButton, act: Act) -> Said:
    """Open what was sent back, write a line about it, or let it go."""
    row = returning.held_return(act.uow, act.actor, callback_data.return_id)
    visit_id = row.visit_id
    match callback_data.act:
        case "say":
            act.point(visit=visit_id, place="say", expects="return_line", **{"return": row.return_id})
            return where_you_are(act)
        case "waive":
            returning.take_back(act.uow, act.actor, visit_id, row.return_id)
            return [Toast(act.words.plain("return-taken-back")), *at_review(act, visit_id)]
    return _opened(act, visit_id, row.kind, row.question)


def _opened(act: Act, visit_id: int, kind: str, question: str | None) -> Said:
    """Show what was sent back where it is changed: photographs that are sent there belong to it."""
    if kind == SIGNING:
        lapsed = concluding_again.sign_anew(act.uow, act.actor, visit_id)
        act.point(visit=visit_id, place="sign")
        return [Toast(act.words.plain("reopened-lapsed" if lapsed else "reopened", count=lapsed)), *where_you_are(act)]
    if kind == RESULT:
        if conclusions.view_conclusion(act.uow, act.actor, visit_id).section.state == "concluded":
            conclusions.reopen_section(act.uow, act.actor, visit_id)
        act.point(visit=visit_id, place="result")
        return conclusion_screen(act, visit_id)
    sheet = open_sheet(act.uow, act.actor, visit_id)
    return open_state(act, sheet, sheet.of(question or ""))


@router.message(Expects("return_line"), HasText())
async def on_return_line(message: Message, text: str, act: Act) -> Said:
    """Take a line about what was sent back."""
    row = returning.discuss(act.uow, act.actor, int(act.pointer["return"]), text)
    toast = Toast(act.words.plain("line-sent"))
    if may_review(act.uow, act.actor, row.visit_id):
        return [toast, *at_review(act, row.visit_id)]
    act.point(visit=row.visit_id)
    return [toast, *where_you_are(act)]
