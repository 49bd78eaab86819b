"""Turns messages into python-telegram-bot's typed calls. Knows Telegram; decides nothing."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import structlog
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaAudio,
    InputMediaPhoto,
    InputMediaVideo,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    WebAppInfo,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.undelivered import Undelivered
from forms.papers.furnishing import qr_code
from rules.messages import (
    DEEP_LINK,
    Album,
    AskLocation,
    Button,
    Card,
    Document,
    Illustration,
    Illustrations,
    Noted,
    Picture,
    Row,
    Text,
    Toast,
    Venue,
    Withdraw,
    from_dict,
)
from rules.messages import Message as AnyMessage
from rules.stamps import stamped
from storage.files import FileStore

log = structlog.get_logger()

# The library then gives `retry_after` as it will in its next edition, and does not warn of the change.
os.environ.setdefault("PTB_TIMEDELTA", "true")

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Delivery:
    """Sends, edits and deletes through one bot. Messages come as the outbox keeps them (`rules.messages.to_dict`)."""

    def __init__(self, bot: ExtBot[Any], files: FileStore) -> None:
        self._bot = bot
        self._files = files
        self._name = ""
        self._acts: dict[str, Callable[..., Awaitable[Any]]] = {
            "send": self.send,
            "illustrate": self.illustrate,
            "edit": self.edit,
            "empty": self.empty,
            "delete": self.delete,
            "answer": self.answer,
        }

    async def make(self, act: str, *details: Any) -> Any:
        """Make one of the calls below by its name and return what it returns. Raises `Undelivered`."""
        try:
            return await self._moved(act, *details)
        except TelegramError as error:
            raise _undelivered(error) from error
        except Exception as error:
            # What cannot be said today cannot be said tomorrow.
            log.error("message_unsendable", act=act, exc_info=error)
            raise Undelivered("refused", type(error).__name__) from error

    async def _moved(self, act: str, *details: Any) -> Any:
        """Make a call; in a group that has grown into a supergroup, once more there."""
        try:
            return await self._acts[act](*details)
        except ChatMigrated as moved:
            return await self._acts[act](moved.new_chat_id, *details[1:])

    async def send(self, chat_id: int, body: dict[str, Any], version: int = 0) -> int:
        """Send a message and return its number; `version` stamps the buttons of a card."""
        message = await self._led(from_dict(body))
        match message:
            case Text() | Card():
                stamp = version if isinstance(message, Card) else None
                sent = await self._bot.send_message(
                    chat_id,
                    message.text,
                    parse_mode="HTML",
                    link_preview_options=NO_PREVIEW,
                    reply_markup=_inline(message.buttons, stamp),
                )
            case Noted():
                sent = await self._bot.send_message(
                    chat_id, message.text, parse_mode="HTML", reply_markup=ReplyKeyboardRemove()
                )
            case AskLocation():
                keys = [[KeyboardButton(message.share, request_location=True)], [KeyboardButton(message.skip)]]
                sent = await self._bot.send_message(
                    chat_id,
                    message.text,
                    parse_mode="HTML",
                    reply_markup=ReplyKeyboardMarkup(keys, resize_keyboard=True, one_time_keyboard=True),
                )
            case Venue():
                sent = await self._bot.send_venue(
                    chat_id, message.latitude, message.longitude, message.title, message.address
                )
            case Picture():
                sent = await self._bot.send_photo(
                    chat_id,
                    await self._content(message.source),
                    caption=message.caption,
                    parse_mode="HTML",
                    reply_markup=_inline(message.buttons, None),
                )
            case Document():
                sent = await self._bot.send_document(
                    chat_id,
                    await self._content(message.source),
                    filename=message.name,
                    caption=message.caption,
                    parse_mode="HTML",
                    reply_markup=_inline(message.buttons, None),
                )
            case Album():
                media = [InputMediaPhoto(await self._content(source)) for source in message.sources]
                group = await self._bot.send_media_group(chat_id, media, caption=message.caption, parse_mode="HTML")
                sent = group[-1]
            case Toast() | Withdraw() | Illustrations():
                raise TypeError(f"a {message.kind} is not sent")
        return sent.message_id

    async def illustrate(self, chat_id: int, body: dict[str, Any]) -> tuple[int, list[str | None]]:
        """Send the files of a question; return the number of the last message, and Telegram's name of each file."""
        message = from_dict(body)
        assert isinstance(message, Illustrations)
        contents = [await self._content(item.source) for item in message.items]
        if len(contents) > 1:
            media = [_input(item, content) for item, content in zip(message.items, contents, strict=True)]
            sent = list(await self._bot.send_media_group(chat_id, media))
        else:
            sent = [await self._send_one(chat_id, message.items[0], contents[0])]
        return sent[-1].message_id, [_file_id(each, item) for each, item in zip(sent, message.items, strict=True)]

    async def _send_one(self, chat_id: int, item: Illustration, content: str | bytes) -> Message:
        caption: dict[str, Any] = {"caption": item.caption, "parse_mode": "HTML", "filename": item.name}
        match item.what:
            case "photo":
                return await self._bot.send_photo(chat_id, content, **caption)
            case "video":
                return await self._bot.send_video(chat_id, content, **caption)
            case "audio":
                return await self._bot.send_audio(chat_id, content, **caption)

    async def edit(self, chat_id: int, message_id: int, body: dict[str, Any], version: int) -> None:
        """Bring a card that stands in the chat up to date."""
        card = await self._led(from_dict(body))
        assert isinstance(card, Card)
        await self._bot.edit_message_text(
            card.text,
            chat_id=chat_id,
            message_id=message_id,
            parse_mode="HTML",
            link_preview_options=NO_PREVIEW,
            reply_markup=_inline(card.buttons, version),
        )

    async def empty(self, chat_id: int, message_id: int, text: str) -> None:
        """Leave one line without buttons where a card stood that can no longer be deleted."""
        await self._bot.edit_message_text(text, chat_id=chat_id, message_id=message_id, parse_mode="HTML")

    async def delete(self, chat_id: int, message_id: int) -> None:
        """Delete a message; Telegram allows it for 48 hours."""
        await self._bot.delete_message(chat_id, message_id)

    async def answer(self, callback_query_id: str, body: dict[str, Any]) -> None:
        """Answer a tap."""
        toast = from_dict(body)
        assert isinstance(toast, Toast)
        await self._bot.answer_callback_query(callback_query_id, toast.text[:200], show_alert=toast.alert)

    async def _led(self, message: AnyMessage) -> AnyMessage:
        """Return a message whose deep links lead to this bot, whose name Telegram is asked for once."""
        rows = getattr(message, "buttons", ())
        if not any(button.url and button.url.startswith(DEEP_LINK) for row in rows for button in row):
            return message
        assert isinstance(message, Text | Card)
        if not self._name:
            self._name = str((await self._bot.get_me()).username)
        led = tuple(tuple(_led_to(button, self._name) for button in row) for row in rows)
        return replace(message, buttons=led)

    async def _content(self, source: str) -> str | bytes:
        scheme, _, name = source.partition(":")
        if scheme == "qr":
            return qr_code(name)
        return name if scheme == "telegram" else await asyncio.to_thread(self._files.read, name)


_INPUTS: dict[str, type[InputMediaPhoto | InputMediaVideo | InputMediaAudio]] = {
    "photo": InputMediaPhoto,
    "video": InputMediaVideo,
    "audio": InputMediaAudio,
}


def _input(item: Illustration, content: str | bytes) -> InputMediaPhoto | InputMediaVideo | InputMediaAudio:
    return _INPUTS[item.what](content, caption=item.caption, parse_mode="HTML", filename=item.name)


def _led_to(button: Button, name: str) -> Button:
    if not (button.url and button.url.startswith(DEEP_LINK)):
        return button
    return replace(button, url=f"https://t.me/{name}?start={button.url.removeprefix(DEEP_LINK)}")


def _file_id(sent: Message, item: Illustration) -> str | None:
    """Return Telegram's name of a file, none where it has made something else of it."""
    made = sent.photo[-1] if item.what == "photo" and sent.photo else getattr(sent, item.what)
    return made.file_id if made else None


def _undelivered(error: TelegramError) -> Undelivered:
    match error:
        case RetryAfter():
            wait = error.retry_after
            seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
            return Undelivered("flooded", error.message, seconds)
        case Forbidden():
            return Undelivered("blocked", error.message)
        # The library counts a BadRequest among its network errors.
        case NetworkError() if not isinstance(error, BadRequest):
            return Undelivered("away", error.message)
    return Undelivered("refused", error.message)


def _inline(rows: Sequence[Row], version: int | None) -> InlineKeyboardMarkup | None:
    """Return the keyboard, each button stamped with the card's revision (none for messages that are no card)."""
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(button, version) for button in row] for row in rows])


def _button(button: Button, version: int | None) -> InlineKeyboardButton:
    data = None
    if button.data is not None:
        data = button.data if version is None else stamped(button, version)
    return InlineKeyboardButton(
        button.text,
        callback_data=data,
        url=button.url,
        web_app=WebAppInfo(button.web_app) if button.web_app else None,
        style=button.style,
    )
