"""Campaigns that are planned here, and their draws in front of witnesses."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_draws import DrawButton, PlanButton
from handlers.files import Sent
from handlers.filters import Bound, Expects, HasText, Pressed, Says
from handlers.screens.draws import (
    abandon_screen,
    being_held_screen,
    dice_screen,
    draw_screen,
    photo_screen,
    photos_screen,
)
from handlers.screens.format import warning
from handlers.screens.plan import (
    ask_screen,
    being_committed_card,
    check_screen,
    choices_screen,
    plan_screen,
    plans_screen,
)
from rules.errors import Told, describe
from rules.errors import campaigns as problems
from rules.messages import Text, Toast
from rules.refusals import Refused
from services import (
    campaign_plans,
    dice_photos,
    draw_abandoning,
    draw_committing,
    draw_dispatch,
    draw_files,
    draw_holding,
    draws,
    plan_choices,
)
from services.draw_rehearsal import rehearse_campaign
from services.draw_view import view_draw

router = Router(name="draws")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.message(Says("抽查任务", "抽取", "campaigns", "campaign", "draws"))
async def on_campaigns(message: Message, act: Act) -> Said:
    """Show the campaigns that are planned, and the draws to watch."""
    act.point()
    return plans_screen(act, anew=True)


@router.callback_query(Pressed(PlanButton))
async def on_plan_tapped(query: CallbackQuery, callback_data: PlanButton, act: Act) -> Said:
    """Do what a button of a planned campaign says."""
    of, part = callback_data.campaign_id, callback_data.part
    match callback_data.act:
        case "list":
            act.point()
            return plans_screen(act)
        case "new":
            act.point(expects="plan", part="new")
            return ask_screen(act, "new")
        case "ask":
            act.point(place="plan", plan=of, expects="plan", part=part)
            return ask_screen(act, part, of)
        case "drop":
            campaign_plans.drop_plan(act.uow, act.actor, of)
            act.point()
            return plans_screen(act)
    act.point(place="plan", plan=of)
    return _done(act, callback_data)


def _done(act: Act, data: PlanButton) -> Said:
    of = data.campaign_id
    match data.act:
        case "pick":
            return choices_screen(act, of, data.part, data.page)
        case "choose":
            plan_choices.choose(act.uow, act.actor, of, data.part, data.of)
            return choices_screen(act, of, data.part, data.page)
        case "check":
            return check_screen(act, of)
        case "commit" | "sealed":
            is_sealed = data.act == "sealed"
            done = draw_committing.ask_commit(act.uow, act.actor, of, revision=data.of, is_sealed=is_sealed)
            return draw_screen(act, done) if done is not None else [being_committed_card(act.words, of)]
        case "rehearse":
            found = rehearse_campaign(act.uow, act.actor, of)
            told = act.words("plan-rehearsed", objects=found.objects, unfilled=found.unfilled)
            return [Text(told), *check_screen(act, of)]
        case "send":
            waiting = draws.held_draw(act.uow, act.actor, of).draw_id
            count = draw_dispatch.dispatch_draw(act.uow, act.actor, of)
            if not count:
                # What was noted stays, and the card offers the decision.
                none = warning(describe(Told(problems.NO_TEAM.code, {}), act.words.language))
                return [Text(none), *draw_screen(act, waiting)]
            draw_id = draws.held_draw(act.uow, act.actor, of).draw_id
            return [Toast(act.words.plain("plan-sent", count=count)), *draw_screen(act, draw_id)]
    return plan_screen(act, of)


@router.message(Expects("plan"), HasText())
async def on_plan_typed(message: Message, text: str, act: Act) -> Said:
    """Make a campaign of this name, or set what was asked for."""
    if act.pointer["part"] == "new":
        of = campaign_plans.make_campaign(act.uow, act.actor, text)
    else:
        of = act.pointer["plan"]
        campaign_plans.set_typed(act.uow, act.actor, of, act.pointer["part"], text)
    act.point(place="plan", plan=of)
    return plan_screen(act, of, anew=True)


@router.callback_query(Pressed(DrawButton))
async def on_draw_tapped(query: CallbackQuery, callback_data: DrawButton, act: Act) -> Said:
    """Do what a button of a draw says."""
    draw_id = callback_data.draw_id
    act.point(place="draw", draw=draw_id)
    match callback_data.act:
        case "dice":
            act.point(place="draw", draw=draw_id, expects="dice")
            return dice_screen(act, draw_id)
        case "photo":
            act.point(place="draw", draw=draw_id, expects="dice_photo")
            return photo_screen(act, draw_id)
        case "photos":
            return photos_screen(act, draw_id)
        case "abandon":
            act.point(place="draw", draw=draw_id, expects="draw_reason")
            return abandon_screen(act, draw_id)
        case "hold":
            draw_holding.ask_hold(act.uow, act.actor, draw_id)
            return being_held_screen(act, draw_id)
        case "files":
            draw_files.ask_draw_files(act.uow, act.actor, draw_id)
            return [Toast(act.words.plain("file-being-made")), *draw_screen(act, draw_id)]
    return draw_screen(act, draw_id, callback_data.page)


@router.message(Expects("dice", "dice_photo"), Sent())
async def on_dice_photo(message: Message, sent: dict[str, object], act: Act) -> Said:
    """Keep a photograph of the dice."""
    if sent["kind"] != "photo":
        raise Refused(problems.NOT_A_PHOTO)
    dice_photos.receive_dice_photo(act.uow, act.actor, act.pointer["draw"], str(sent["file_id"]))
    return [Text(act.words("dice-photo-received")), *draw_screen(act, act.pointer["draw"])]


@router.message(Expects("dice"), HasText())
async def on_dice_typed(message: Message, text: str, act: Act) -> Said:
    """Take the dice as they are read."""
    draw_id = act.pointer["draw"]
    draws.type_dice(act.uow, act.actor, draw_id, text)
    view = view_draw(act.uow, act.actor, draw_id)
    # Group by group, the next one may be typed without another tap.
    goes_on = {"expects": "dice"} if view.next_group else {}
    act.point(place="draw", draw=draw_id, **goes_on)
    return draw_screen(act, draw_id)


@router.message(Expects("draw_reason"), HasText())
async def on_abandon_reason(message: Message, text: str, act: Act) -> Said:
    """Give a draw up for the typed reason."""
    draw_id = act.pointer["draw"]
    draw_abandoning.abandon(act.uow, act.actor, draw_id, text)
    act.point(place="draw", draw=draw_id)
    return draw_screen(act, draw_id)
