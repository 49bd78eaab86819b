"""The annual plan: lines that are chosen and typed step by step, joint visits, approval, publication."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_plans import YearButton
from handlers.filters import Bound, Expects, HasText, Pressed, Says
from handlers.screens.annual_plan import (
    joint_screen,
    lines_screen,
    matters_screen,
    missing_screen,
    year_ask_screen,
    year_screen,
)
from handlers.screens.plan import plan_screen
from handlers.screens.plan_line import STEPS, line_screen, line_step_screen
from rules.annual_plan import Proposal
from rules.messages import Toast
from services import annual_plan, annual_plan_campaigns, annual_plan_joint, annual_plan_view, registry_export

router = Router(name="annual_plan")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.message(Says("年度计划", "计划", "annual plan", "plan"))
async def on_annual_plan(message: Message, act: Act) -> Said:
    """Show the plan for which lines are collected."""
    year = annual_plan.year_now(act.uow)
    act.point(place="year", year=year)
    return year_screen(act, year, anew=True)


@router.callback_query(Pressed(YearButton))
async def on_year_tapped(query: CallbackQuery, callback_data: YearButton, act: Act) -> Said:
    """Do what a button of the annual plan says."""
    year = callback_data.year or annual_plan.year_now(act.uow)
    goes_on = bool(act.pointer.get("goes_on"))
    act.point(place="year", year=year)
    match callback_data.act:
        case "lines":
            return lines_screen(act, year, callback_data.part, callback_data.page)
        case "missing":
            return missing_screen(act, year)
        case "file":
            registry_export.ask_registry(act.uow, act.actor, "plan", "xlsx", None)
            return [Toast(act.words.plain("file-being-made")), *year_screen(act, year)]
        case "add":
            act.point(place="year", expects="plan_line", year=year, part="new")
            return matters_screen(act, year, callback_data.page)
        case "matter":
            return _matter(act, year, callback_data.of)
        case "joint" | "accept" | "decline" | "approve" | "publish":
            return _deciding(act, year, callback_data)
        case "show":
            return year_screen(act, year)
    return _line(act, year, callback_data, goes_on=goes_on)


def _matter(act: Act, year: int, place: int) -> Said:
    found = annual_plan_view.matters_for(act.uow, act.actor, year)
    if place >= len(found):
        return matters_screen(act, year)
    return _begun(act, year, found[place])


def _begun(act: Act, year: int, matter: str) -> Said:
    number = annual_plan.add_line(act.uow, act.actor, year, matter)
    return _next(act, year, number, STEPS[0])


def _next(act: Act, year: int, number: int, part: str | None) -> Said:
    """Ask for the next part of a new line, or show it."""
    if part is None:
        act.point(place="year", year=year)
        return line_screen(act, year, number, anew=True)
    act.point(place="year", expects="plan_line", year=year, line=number, part=part, goes_on=True)
    return line_step_screen(act, year, number, part)


def _deciding(act: Act, year: int, data: YearButton) -> Said:
    proposals = annual_plan_joint.open_proposals(act.uow, year)
    match data.act:
        case "approve":
            annual_plan.approve(act.uow, act.actor, year, len(proposals))
            return year_screen(act, year)
        case "publish":
            annual_plan.publish(act.uow, act.actor, year)
            return year_screen(act, year)
        case "accept":
            annual_plan_joint.decide(act.uow, act.actor, year, _meant(proposals, data.of, data.page), None)
        case "decline":
            _meant(proposals, data.of, data.page)
            act.point(place="year", expects="plan_decline", year=year, line=data.of, month=data.page)
            return year_ask_screen(act, year, "joint-ask-reason")
    return joint_screen(act, year)


def _meant(proposals: list[Proposal], line: int, month: int) -> Proposal:
    """Return the proposal that a button was made for; one that changed since is none any more."""
    found = (each for each in proposals if (each.lines[0], each.month) == (line, month))
    return next(found, Proposal("", month, (line,)))


def _line(act: Act, year: int, data: YearButton, *, goes_on: bool) -> Said:
    number, part = data.of, data.part
    match data.act:
        case "ask":
            act.point(place="year", expects="plan_line", year=year, line=number, part=part)
            return line_step_screen(act, year, number, part)
        case "kind":
            department = annual_plan.line_of(act.uow, year, number).department_id
            kinds = annual_plan.kinds_of(act.uow, department)
            return _set(
                act, year, number, "object_kind", kinds[data.page] if data.page < len(kinds) else "", goes_on=goes_on
            )
        case "part":
            return _set(act, year, number, "part", "lead" if part == "lead" else "part", goes_on=goes_on)
        case "drop":
            return _drop(act, year, number)
        case "begin":
            of = annual_plan_campaigns.begin_campaign(act.uow, act.actor, year, number)
            act.point(place="plan", plan=of)
            return plan_screen(act, of, anew=True)
    return line_screen(act, year, number)


def _drop(act: Act, year: int, number: int) -> Said:
    if annual_plan_view.view_line(act.uow, act.actor, year, number).needs_reason:
        act.point(place="year", expects="plan_reason", year=year, line=number, part="drop", text="")
        return year_ask_screen(act, year, "line-ask-reason", number)
    annual_plan.drop_line(act.uow, act.actor, year, number)
    return year_screen(act, year)


def _set(act: Act, year: int, number: int, part: str, text: str, *, goes_on: bool) -> Said:
    """Set a part of a line; of an approved plan once the reason is known, of a new line with the next question."""
    view = annual_plan_view.view_line(act.uow, act.actor, year, number)
    if view.needs_reason and view.may_change:
        act.point(place="year", expects="plan_reason", year=year, line=number, part=part, text=text)
        return year_ask_screen(act, year, "line-ask-reason", number)
    annual_plan.change_line(act.uow, act.actor, year, number, part, text)
    following = STEPS[STEPS.index(part) + 1 :] if goes_on and part in STEPS else ()
    return _next(act, year, number, following[0] if following else None)


@router.message(Expects("plan_line"), HasText())
async def on_line_typed(message: Message, text: str, act: Act) -> Said:
    """Begin a line about a typed matter, or set what was asked for."""
    pointer = act.pointer
    if pointer["part"] == "new":
        return _begun(act, pointer["year"], text)
    return _set(act, pointer["year"], pointer["line"], pointer["part"], text, goes_on=bool(pointer.get("goes_on")))


@router.message(Expects("plan_reason"), HasText())
async def on_line_reason(message: Message, text: str, act: Act) -> Said:
    """Change a line of an approved plan for the typed reason."""
    pointer = act.pointer
    year, number, part = pointer["year"], pointer["line"], pointer["part"]
    if part == "drop":
        annual_plan.drop_line(act.uow, act.actor, year, number, text)
        act.point(place="year", year=year)
        return year_screen(act, year, anew=True)
    annual_plan.change_line(act.uow, act.actor, year, number, part, pointer["text"], text)
    act.point(place="year", year=year)
    return line_screen(act, year, number, anew=True)


@router.message(Expects("plan_decline"), HasText())
async def on_decline_reason(message: Message, text: str, act: Act) -> Said:
    """Decline a joint visit for the typed reason."""
    pointer = act.pointer
    proposals = annual_plan_joint.open_proposals(act.uow, pointer["year"])
    proposal = _meant(proposals, pointer["line"], pointer["month"])
    annual_plan_joint.decide(act.uow, act.actor, pointer["year"], proposal, text)
    act.point(place="year", year=pointer["year"])
    return joint_screen(act, pointer["year"])
