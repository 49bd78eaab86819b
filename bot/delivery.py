"""Turns messages into python-telegram-bot's typed calls. Knows Telegram; decides nothing."""

import asyncio
from collections.abc import Sequence
from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    WebAppInfo,
)
from telegram.ext import ExtBot

from rules.messages import (
    Album,
    AskLocation,
    Button,
    Card,
    Document,
    Message,
    Noted,
    Picture,
    Row,
    Text,
    Toast,
    Venue,
    Withdraw,
)
from storage.files import FileStore
from storage.mailbox import stamped

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Delivery:
    """Sends, edits and deletes through one bot."""

    def __init__(self, bot: ExtBot[Any], files: FileStore) -> None:
        self._bot = bot
        self._files = files

    async def send(self, chat_id: int, message: Message, version: int = 0) -> int:
        """Send a message and return its number; `version` stamps the buttons of a card."""
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
            case Toast() | Withdraw():
                raise TypeError(f"a {message.kind} is not sent")
        return sent.message_id

    async def edit(self, chat_id: int, message_id: int, card: Card, version: int) -> None:
        """Bring a card that stands in the chat up to date."""
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

    async def answer(self, callback_query_id: str, toast: Toast) -> None:
        """Answer a tap."""
        await self._bot.answer_callback_query(callback_query_id, toast.text[:200], show_alert=toast.alert)

    async def _content(self, source: str) -> str | bytes:
        scheme, _, name = source.partition(":")
        return name if scheme == "telegram" else await asyncio.to_thread(self._files.read, name)


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
