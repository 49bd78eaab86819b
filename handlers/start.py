"""Entry: strangers, invitations, language, help."""

from aiogram import Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message, User

from handlers.act import Act, Said
from handlers.buttons import BindButton, HelpButton, LanguageButton
from handlers.deep_links import is_trial, opened_visit
from handlers.filters import Bound, HasText, Pressed, Says
from handlers.places import where_you_are
from handlers.screens import entry
from handlers.screens.home import home_screen
from handlers.words import Words, from_client, words_at, words_of
from rules.messages import Card, Text, Toast
from services import access
from services.form_keeping import keeps_forms
from services.tasks import running_visit
from storage.unit_of_work import UnitOfWork

strangers = Router(name="strangers")
router = Router(name="start")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())
for observer in (strangers.message, strangers.callback_query):
    observer.filter(~Bound())


@strangers.message(CommandStart(ignore_mention=True))
async def on_stranger_start(
    message: Message, command: CommandObject, uow: UnitOfWork, visitor: User, words: Words
) -> Said:
    """Open the invitation of a deep link, or say what this is."""
    if is_trial(command.args):
        return []
    if command.args and (invitation := access.open_invitation(uow, command.args, visitor.id)):
        return [entry.invitation_card(words, invitation)]
    if command.args:
        return [Text(words("invitation-void"))]
    return entry.welcome(uow, words, visitor.id)


@strangers.message(HasText())
async def on_stranger_text(message: Message, text: str, uow: UnitOfWork, visitor: User, words: Words) -> Said:
    """Take the digits of an invitation in hand, or a typed invitation code."""
    in_hand = access.invitation_opened_by(uow, visitor.id)
    if in_hand is not None and len(text) <= entry.DIGITS_MOST:
        return _bind(uow, visitor, message.chat.id, text, words)
    if entry.looks_like_code(text) and (invitation := access.open_invitation(uow, text, visitor.id)):
        return [entry.invitation_card(words, invitation)]
    if entry.looks_like_code(text):
        return [Text(words("invitation-void"))]
    return [entry.invitation_card(words, in_hand)] if in_hand is not None else entry.welcome(uow, words, visitor.id)


def _bind(uow: UnitOfWork, visitor: User, chat_id: int, digits: str, words: Words) -> Said:
    actor = access.bind(uow, visitor.id, chat_id, digits)
    if actor is None:
        left = access.invitation_opened_by(uow, visitor.id)
        return [entry.missed(words, left.misses_left if left else 0)]
    access.set_language(uow, actor.person_id, from_client(visitor.language_code))
    return [entry.bound_card(words, actor, uow)]


@strangers.message()
async def on_stranger_anything(message: Message, uow: UnitOfWork, visitor: User, words: Words) -> Said:
    """Answer once a day, whatever was sent."""
    return entry.welcome(uow, words, visitor.id)


@strangers.callback_query(Pressed(BindButton))
async def on_reject_tapped(query: CallbackQuery, uow: UnitOfWork, visitor: User, words: Words) -> Said:
    """The invitation names somebody else."""
    access.refuse_invitation(uow, visitor.id)
    return [entry.rejected_card(words), Toast("")]


@strangers.callback_query(Pressed(LanguageButton))
async def on_stranger_language_tapped(
    query: CallbackQuery, callback_data: LanguageButton, uow: UnitOfWork, visitor: User
) -> Said:
    """Show the invitation in the other language."""
    invitation = access.invitation_opened_by(uow, visitor.id)
    return [entry.invitation_card(words_of(callback_data.language), invitation)] if invitation else []


@router.message(CommandStart(ignore_mention=True))
async def on_start(message: Message, command: CommandObject, act: Act) -> Said:
    """Open what a link leads to, bind to another person by a new invitation, or go to the tasks."""
    if command.args and (opened := opened_visit(act, command.args)) is not None:
        return opened
    if command.args and not is_trial(command.args):
        invitation = access.open_invitation(act.uow, command.args, act.telegram_user_id)
        return [entry.invitation_card(act.words, invitation)] if invitation else [Text(act.words("invitation-void"))]
    act.point()
    return home_screen(act, anew=True)


def _help(act: Act) -> Card:
    has_running = running_visit(act.uow, act.actor) is not None
    return entry.help_card(
        act.words, has_running=has_running, has_forms=keeps_forms(act.actor), fills=act.actor.fills_checklists
    )


@router.message(Says("帮助", "help", "?", "？"))
async def on_help(message: Message, act: Act) -> Said:
    """Say how it is used."""
    return [_help(act)]


@router.callback_query(Pressed(HelpButton))
async def on_help_tapped(query: CallbackQuery, act: Act) -> Said:
    """Say how it is used."""
    return [_help(act)]


@router.message(Says("语言", "language"))
async def on_language(message: Message, act: Act) -> Said:
    """Offer the languages."""
    return [entry.language_card(act.words)]


@router.callback_query(Pressed(LanguageButton))
async def on_language_tapped(query: CallbackQuery, callback_data: LanguageButton, act: Act) -> Said:
    """Choose a language and show the running card in it."""
    if not callback_data.language:
        return [entry.language_card(act.words)]
    access.set_language(act.uow, act.actor.person_id, callback_data.language)
    act.words = words_at(callback_data.language, act.uow.now)
    return [entry.language_card(act.words), Toast(act.words.plain("language-set")), *where_you_are(act)]
