"""The entrance: who acts, whether the tap still counts, and what is said when it does not.

Every update passes here once, inside its unit of work.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Chat, Message, TelegramObject, Update, User

from handlers.act import Act, Said
from handlers.evidence import keep_file
from handlers.groups import in_group
from handlers.places import where_you_are
from handlers.questions import put_away_behind
from handlers.screens.arrival import ASK_LOCATION, left_prompt
from handlers.words import Words, from_client, words_at, words_of
from rules.errors import describe
from rules.messages import Text, Toast
from rules.refusals import Refused
from services import access
from services.duties import first_today
from storage.mailbox import Press
from storage.unit_of_work import UnitOfWork

GROUPS = ("group", "supergroup")
Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Entrance(BaseMiddleware):
    """Gives handlers an `act` (bound people) or a `visitor` (strangers), and turns refusals into words.

    A refusal leaves the unit of work as an exception, so that nothing of the refused act is kept; the update then comes
    once more in a new one, with the `refusal` that is to be said.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Judge the update and hand it on, or answer it here."""
        assert isinstance(event, Update)
        person, chat = _who(event)
        if person is None or chat is None:
            return []
        uow: UnitOfWork = data["uow"]
        if chat.type in GROUPS and event.callback_query is None:
            return in_group(uow, event, person, chat)
        if event.my_chat_member is not None:
            access.set_reach(uow, person.id, is_blocked=event.my_chat_member.new_chat_member.status == "kicked")
            return []
        if chat.type != "private" and event.callback_query is None:
            return []
        words = words_of(from_client(person.language_code))
        actor, pointer = access.acting(uow, person.id) or (None, {})
        if event.callback_query is not None and chat.id != person.id:
            return [Toast((words_of(actor.language) if actor else words).plain("press-foreign"), alert=True)]
        if actor is None and access.was_revoked(uow, person.id):
            return _revoked(uow, words_of(access.language_of_chat(uow, chat.id)), person.id)
        if actor is None:
            data["visitor"] = person
            data["words"] = words
            return await handler(event, data)
        act = _act(actor, pointer, event, data)
        if stale := _judged(act, data.get("press")):
            return stale
        data["act"] = act
        return await _answered(handler, event, data, act)


def _revoked(uow: UnitOfWork, words: Words, telegram_user_id: int) -> Said:
    """Say once a day that the access was taken back; every tap is told."""
    toast = Toast(words.plain("revoked"), alert=True)
    return [toast, Text(words("revoked"))] if first_today(uow, f"revoked:{telegram_user_id}") else [toast]


def _who(event: Update) -> tuple[User | None, Chat | None]:
    inner = event.event
    if isinstance(inner, CallbackQuery):
        return inner.from_user, inner.message.chat if inner.message else None
    if isinstance(inner, Message):
        return inner.from_user, inner.chat
    return getattr(inner, "from_user", None), getattr(inner, "chat", None)


def _act(actor: access.Actor, pointer: dict[str, Any], event: Update, data: dict[str, Any]) -> Act:
    inner = event.event
    message = inner.message if isinstance(inner, CallbackQuery) else inner
    received_at: datetime = data["received_at"]
    person, chat = _who(event)
    assert person is not None
    assert chat is not None
    return Act(
        uow=data["uow"],
        actor=actor,
        chat_id=chat.id,
        telegram_user_id=person.id,
        message_id=getattr(message, "message_id", 0),
        received_at=received_at,
        words=words_at(actor.language, data["uow"].now),
        pointer=pointer,
        public_url=data["public_url"],
    )


def _judged(act: Act, press: Press | None) -> Said | None:
    """Return what is said to a tap that no longer counts, or not yet; none for one that does."""
    if press is None or (press.is_fresh and press.is_settled):
        return None
    if not press.is_settled:
        return [Toast(act.words.plain("press-too-soon"))]
    return [Toast(act.words.plain("press-stale")), *where_you_are(act)]


async def _answered(handler: Handler, event: Update, data: dict[str, Any], act: Act) -> Any:
    vanishing = act.uow.mailbox.vanishing(act.chat_id, "✓") if event.edited_message is None else []
    refusal: Refused | None = data.get("refusal")
    before = act.pointer
    if refusal is None:
        said = await handler(event, data)
    else:
        kept = await keep_file(event.message, act) if event.message is not None else []
        said = [*kept, *_refused(act, refusal, is_tap=event.callback_query is not None)]
    if not isinstance(said, list):
        return said
    if act.pointer is before:
        put_away_behind(act, said)
    # What is said again stays where it stands: a page turned, a prompt still unanswered.
    again = {getattr(message, "key", None) for message in said}
    left = [] if ASK_LOCATION in again else left_prompt(act, before)
    return [*(gone for gone in vanishing if gone.key not in again), *left, *said]


def _refused(act: Act, refusal: Refused, *, is_tap: bool) -> Said:
    text = describe(refusal, act.words.language, act.words.year)
    if is_tap:
        return [Toast(text, alert=refusal.is_law or len(text) > 60), *where_you_are(act)]
    return [Text("⚠️ " + Words.escape(text)), *where_you_are(act)]
