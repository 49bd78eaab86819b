"""Walking the checklist: pages, overview, all the rest comply, undo, typed jumps."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_checklist import ItemButton, PageButton
from handlers.filters import Bound, HasText, Pressed, Says
from handlers.going_on import open_item, open_state
from handlers.items import jump_to
from handlers.jumps import Jump, read_jump
from handlers.places import place_of, where_you_are, where_you_are_below
from handlers.screens.checklist import first_open, next_open_page, page_card, page_mark, page_number_of, page_screen
from handlers.screens.conflict import undone_words
from handlers.screens.home import home_screen
from handlers.screens.paging import pages_of
from handlers.typed import NotesProblem, OnChecklist
from rules.errors.answers_on_site import UNDO_ELSEWHERE
from rules.messages import Text, Toast
from rules.refusals import Refused
from services import answering
from services.checklists import open_sheet
from services.tasks import running_visit
from services.undoing import UndoneAnswer, undo_last

router = Router(name="checklist")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())

# Where what was done last is an answer; the last one leads to the result.
UNDOABLE = ("page", "overview", "item", "finding", "result", "trial")


@router.callback_query(Pressed(PageButton))
async def on_page_tapped(query: CallbackQuery, callback_data: PageButton, act: Act) -> Said:
    """Do what a button of a page or of the overview says."""
    visit_id, page = callback_data.visit_id, callback_data.page
    match callback_data.act:
        case "show":
            return _to(act, visit_id, place="page", page=page)
        case "comply":
            return _comply_rest(act, visit_id, page, callback_data.mark)
        case "undo":
            return _undo_rest(act, visit_id)
        case "open":
            return _next_open(act, visit_id, page)
        case "overview":
            return _to(act, visit_id, place="overview", **{"from": page})
        case "only_open" | "only_bad":
            return _to(act, visit_id, place="overview", only=callback_data.act.removeprefix("only_"))
        case "result":
            return _to(act, visit_id, place="result")
        case "card":
            return _to(act, visit_id, place="task")
    act.point()
    return home_screen(act)


def _to(act: Act, visit_id: int, **where: object) -> Said:
    act.point(visit=visit_id, **where)
    return where_you_are(act)


def _comply_rest(act: Act, visit_id: int, page: int, mark: str) -> Said:
    sheet = open_sheet(act.uow, act.actor, visit_id)
    pages = pages_of(sheet.checklist, act.words.language)
    if page >= len(pages) or page_mark(sheet, pages[page]) != mark:
        # A colleague's answer has changed what is asked: nobody has seen this page yet.
        return [Toast(act.words.plain("rest-page-changed")), *_to(act, visit_id, place="page", page=page)]
    names = [question.name for question in pages[page].questions]
    count = answering.comply_rest(act.uow, act.actor, visit_id, names)
    toast = Toast(act.words.plain("rest-done-toast", count=count))
    return [toast, *_after(act, visit_id, page)]


def _after(act: Act, visit_id: int, page: int) -> Said:
    """Go on to the next page with something open; to the result when nothing is."""
    sheet = open_sheet(act.uow, act.actor, visit_id)
    if first_open(sheet) is None:
        return _to(act, visit_id, place="result")
    pages = pages_of(sheet.checklist, act.words.language)
    number = next_open_page(sheet, pages, page)
    act.point(visit=visit_id, place="page", page=number)
    return page_card(act, sheet, pages, pages[number])


def _undo_rest(act: Act, visit_id: int) -> Said:
    count = answering.undo_rest(act.uow, act.actor, visit_id)
    act.point(visit=visit_id, place="page")
    return [Toast(act.words.plain("rest-undone-toast", count=count)), *page_screen(act, visit_id)]


def _next_open(act: Act, visit_id: int, page: int) -> Said:
    """Open the next open page; from an item (a negative number), the next open item after it."""
    sheet = open_sheet(act.uow, act.actor, visit_id)
    if page < 0:
        before = sheet.asked[min(-page, len(sheet.asked)) - 1] if sheet.asked else None
        after = first_open(sheet, before.question.name if before else None)
        if after is not None and after is not before:
            return open_state(act, sheet, after)
        return _to(act, visit_id, place="page")
    return _after(act, visit_id, page)


@router.callback_query(Pressed(ItemButton))
async def on_item_tapped(query: CallbackQuery, callback_data: ItemButton, act: Act) -> Said:
    """Open one item; whoever came there from the check before the submission goes back to it."""
    if act.pointer.get("visit") == callback_data.visit_id and act.pointer.get("place") in ("summary", "gaps"):
        act.point(**{**act.pointer, "came_from": "summary"})
    sheet = open_sheet(act.uow, act.actor, callback_data.visit_id)
    return open_state(act, sheet, sheet.picked(callback_data.number, callback_data.mark))


@router.message(Says("总览", "overview"))
async def on_overview(message: Message, act: Act) -> Said:
    """Show the overview of the running visit."""
    visit_id = act.pointer.get("visit") or running_visit(act.uow, act.actor)
    return _to(act, visit_id, place="overview") if visit_id else where_you_are(act)


@router.message(Says("撤销", "undo"))
async def on_undo(message: Message, act: Act) -> Said:
    """Take back what was answered last, and say what that was."""
    visit_id = act.pointer.get("visit") or running_visit(act.uow, act.actor)
    if not visit_id or place_of(act, visit_id) not in UNDOABLE:
        raise Refused(UNDO_ELSEWHERE)
    undone = undo_last(act.uow, act.actor, visit_id)
    sheet = open_sheet(act.uow, act.actor, visit_id)
    if isinstance(undone, UndoneAnswer):
        act.point(visit=visit_id, place="page", page=page_number_of(act, sheet, undone.question.name))
    else:
        act.point(visit=visit_id, place="page")
    return [Text(undone_words(act.words, undone)), *where_you_are_below(act)]


@router.message(OnChecklist("page", "overview"), HasText())
async def on_jump(message: Message, text: str, act: Act, visit_id: int) -> Said:
    """Open item 5 for “5”; mark and note it for “5 no text”."""
    jump = read_jump(text)
    return jump_to(act, visit_id, jump, message.message_id) if jump else open_item(act, visit_id, None, held=text)


@router.message(OnChecklist("result"), NotesProblem())
async def on_problem_at_the_result(message: Message, jump: Jump, act: Act, visit_id: int) -> Said:
    """Note a problem that comes to mind when all is answered; a bare number may be a result's and jumps nowhere."""
    return jump_to(act, visit_id, jump, message.message_id)
