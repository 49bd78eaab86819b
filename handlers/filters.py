"""Filters, asynchronous all: aiogram runs the others in a thread each."""

import re
from typing import Any

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message, TelegramObject

from handlers.act import Act
from handlers.button_data import ButtonData

COMMAND = re.compile(r"/[A-Za-z]\w*(@\w+)?(\s|$)")


class Bound(Filter):
    """A person who may act."""

    async def __call__(self, event: TelegramObject, act: Act | None = None) -> bool:
        """Return whether the sender is bound."""
        return act is not None


class Pressed(Filter):
    """A button of one kind; gives the handler what it carries as `callback_data`."""

    def __init__(self, kind: type[ButtonData]) -> None:
        self.kind = kind

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, Any]:
        """Return what the button carries, or that it is another."""
        try:
            return {"callback_data": self.kind.unpack(query.data or "")}
        except ValueError:
            return False


class Expects(Filter):
    """The conversation waits for this kind of input, as its pointer says."""

    def __init__(self, *kinds: str) -> None:
        self._kinds = kinds

    async def __call__(self, event: TelegramObject, act: Act | None = None) -> bool:
        """Return whether the pointer expects one of the kinds."""
        return act is not None and act.pointer.get("expects") in self._kinds


class HasText(Filter):
    """A message with text; gives it to the handler as `text`, trimmed.

    A command is nothing that anyone notes or answers with: it counts only where `commands` says so.
    """

    def __init__(self, *, commands: bool = False) -> None:
        self._commands = commands

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        """Return the text, or that there is none."""
        text = (message.text or "").strip()
        if not text or (COMMAND.match(text) and not self._commands):
            return False
        return {"text": text}


class Says(Filter):
    """A typed shortcut such as 继续, in either language, or the same as a command, /continue.

    aiogram's own `Command` asks Telegram who the bot is as soon as a command names one: nothing here may wait for that.
    """

    def __init__(self, *words: str) -> None:
        self._words = frozenset(word.lower() for word in words)

    async def __call__(self, message: Message) -> bool:
        """Return whether the whole message is one of the words."""
        said = (message.text or "").strip().lower()
        if said.startswith("/"):
            said = said[1:].partition("@")[0]
        return said in self._words
