"""Filters, asynchronous all: aiogram runs the others in a thread each."""

import re
from typing import Any

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message, TelegramObject

from handlers.act import Act
from handlers.button_data import ButtonData

# Signs that nobody types and no paper can show; line ends and tabs stay.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
# Every word that is a shortcut somewhere.
SHORTCUTS: set[str] = set()
COMMAND = re.compile(r"/[A-Za-z]\w*(@\w+)?(\s|$)")


def typed(message: Message) -> str:
    """Return what a person typed, trimmed; empty for a forwarded message, whose words are somebody else's."""
    return "" if message.forward_origin else CONTROLS.sub("", message.text or "").strip()


def shortcut(message: Message) -> str:
    """Return what was typed as a shortcut would be: in small letters, a command without its sign and the bot's name."""
    said = typed(message).lower()
    return said[1:].partition("@")[0] if said.startswith("/") else said


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
    """The conversation waits for this kind of input, as its pointer says; a shortcut leads away from it at any time."""

    def __init__(self, *kinds: str) -> None:
        self._kinds = kinds

    async def __call__(self, event: TelegramObject, act: Act | None = None) -> bool:
        """Return whether the pointer expects one of the kinds."""
        if act is None or act.pointer.get("expects") not in self._kinds:
            return False
        return not isinstance(event, Message) or shortcut(event) not in SHORTCUTS


class HasText(Filter):
    """A message with typed text; gives it to the handler as `text`, trimmed. What is forwarded is never typed.

    A command is nothing that anyone notes or answers with: it counts only where `commands` says so.
    """

    def __init__(self, *, commands: bool = False) -> None:
        self._commands = commands

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        """Return the text, or that there is none."""
        text = typed(message)
        if not text or (COMMAND.match(text) and not self._commands):
            return False
        return {"text": text}


class ForwardsText(Filter):
    """Words that somebody forwards, such as a card of the bot."""

    async def __call__(self, message: Message) -> bool:
        """Return whether the message is that."""
        return message.forward_origin is not None and bool(message.text)


class Says(Filter):
    """A typed shortcut such as 继续, in either language, or the same as a command, /continue.

    aiogram's own `Command` asks Telegram who the bot is as soon as a command names one: nothing here may wait for that.
    """

    def __init__(self, *words: str) -> None:
        self._words = frozenset(word.lower() for word in words)
        SHORTCUTS.update(self._words)

    async def __call__(self, message: Message) -> bool:
        """Return whether the whole message is one of the words."""
        return shortcut(message) in self._words
