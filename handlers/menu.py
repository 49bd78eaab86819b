"""The menu of commands beside the input, in the words of a client's language."""

from handlers.words import words_of

COMMANDS = ("continue", "tasks", "overview", "undo", "help", "language", "notices")
# By the language of the reader's client (two letters); whoever has neither reads the second, as in the chat.
LANGUAGES = {"zh": "zh-CN", "": "en"}


def menu_of(code: str) -> list[dict[str, str]]:
    """Return the commands for a client's language (Bot API, BotCommand)."""
    words = words_of(LANGUAGES[code])
    return [{"command": name, "description": words.plain(f"command-{name}")} for name in COMMANDS]
