"""Each chooses how they want to be told."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_notices import NoticesButton
from handlers.filters import Bound, Expects, HasText, Pressed, Says
from handlers.questions import put_away
from handlers.screens.digest import kept_said
from handlers.screens.notice_settings import NO_SPAN, SPANS, hours_card, kind_card, settings_card, told_of_way
from rules.messages import Toast
from rules.notices import KINDS
from services import notice_settings, quiet_hours

router = Router(name="notice_settings")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.message(Says("提醒", "提醒设置", "设置", "免打扰", "alerts", "notices", "settings"))
async def on_notices(message: Message, act: Act) -> Said:
    """Show the settings at the bottom of the chat."""
    _leave_hours(act)
    return [settings_card(act, anew=True)]


@router.callback_query(Pressed(NoticesButton))
async def on_notices_tapped(query: CallbackQuery, callback_data: NoticesButton, act: Act) -> Said:
    """Do what a button of the settings says."""
    of, to = callback_data.of, callback_data.to
    _leave_hours(act)
    match callback_data.act:
        case "way":
            notice_settings.set_way(act.uow, act.actor, of, to)
            told = told_of_way(act.words, of, to, may_be_off=KINDS[of].may_be_off)
            return [Toast(told), settings_card(act)]
        case "kind":
            return [kind_card(act, of)]
        case "hours":
            act.point(**{**act.pointer, "expects": "quiet_hours"})
            return [hours_card(act.words)]
        case "quiet":
            typed = of if of == NO_SPAN else SPANS[int(of) % len(SPANS)]
            notice_settings.set_quiet_hours(act.uow, act.actor, typed)
        case "rest":
            notice_settings.set_rest(act.uow, act.actor, rests=to == "yes")
        case "deliver" | "kept":
            return _told_now(act, callback_data.act)
    return [settings_card(act)]


def _told_now(act: Act, what: str) -> Said:
    if what == "deliver":
        count = quiet_hours.deliver_now(act.uow, act.actor)
        return [Toast(act.words.plain("notices-delivered", count=count)), settings_card(act)]
    return kept_said(act.uow, act.words, act.actor.person_id) or [Toast(act.words.plain("digest-told-all"))]


@router.message(Expects("quiet_hours"), HasText())
async def on_quiet_hours_typed(message: Message, text: str, act: Act) -> Said:
    """Take the typed hours."""
    notice_settings.set_quiet_hours(act.uow, act.actor, text)
    _leave_hours(act)
    return [settings_card(act, anew=True)]


def _leave_hours(act: Act) -> None:
    """Whoever sees the settings is not asked for hours; whatever else is asked for still is."""
    if act.pointer.get("expects") == "quiet_hours":
        put_away(act)
