"""aiogram's bot as it is used here: it understands and never speaks, since nothing may wait for a network in an act."""

from collections.abc import AsyncGenerator
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType


class Silence(BaseSession):
    """A line to nowhere. Every call raises `RuntimeError` at once, where a handler that waits would hold the writer."""

    async def make_request(self, bot: Bot, method: TelegramMethod[TelegramType], *_: Any, **__: Any) -> TelegramType:
        """Refuse. Raises `RuntimeError`."""
        raise RuntimeError(f"{type(method).__name__} from a handler: only the courier speaks to Telegram")

    def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        """Refuse. Raises `RuntimeError`."""
        raise RuntimeError("a download from a handler: only workers fetch files")

    async def close(self) -> None:
        """Nothing was opened."""


def hearing(token: str) -> Bot:
    """Return a bot for aiogram to understand with."""
    return Bot(token, session=Silence())
