"""Telegram is told the commands of the menu, in both languages, when it shows others."""

import asyncio

import structlog

from bot.caller import CallRefused, PolledElsewhere, TokenRefused, WebhookElsewhere, calling
from handlers.menu import LANGUAGES, menu_of

log = structlog.get_logger()

SCOPE = {"type": "all_private_chats"}


class CommandMenu:
    """Sets the commands of one token once. It may fail: the commands work without the menu."""

    def __init__(self, *, api_url: str, token: str) -> None:
        self._api_url = api_url
        self._token = token
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Give up what is not done yet."""
        self._stopping.set()

    async def run(self) -> None:
        """Tell Telegram what it does not show yet, however long it is away."""
        try:
            async with calling(self._api_url, self._token, self._stopping) as telegram:
                for code in LANGUAGES:
                    place = {"scope": SCOPE, "language_code": code}
                    shown = await telegram.call("getMyCommands", **place)
                    if shown is not None and shown != menu_of(code):
                        await telegram.call("setMyCommands", commands=menu_of(code), **place)
        except (CallRefused, TokenRefused, WebhookElsewhere, PolledElsewhere) as error:
            log.warning("commands_not_set", because=str(error) or type(error).__name__)
