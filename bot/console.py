"""What the commands share: the settings or why there are none, lines for people, refusals in both languages."""

import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from bot.settings import Settings
    from rules.refusals import Refused


def settings_or_refuse() -> "Settings":
    """Return the settings, the folder of data made; end the program in words when they are wrong or cannot serve."""
    from pydantic import ValidationError

    from bot.settings import Settings

    try:
        settings = Settings()  # type: ignore[call-arg]
    except ValidationError as error:
        from bot.refusals import faults_of

        refuse(*faults_of(error))
    from bot import logs
    from bot.trying import try_database
    from rules.refusals import Refused

    logs.configure(settings.log_level)
    try:
        try_database(settings)
    except Refused as refused:
        refuse(refused)
    return settings


def say(line: str) -> None:
    """Write a line to the standard output."""
    sys.stdout.write(line + "\n")


def refuse(*refusals: "Refused") -> NoReturn:
    """Say why it cannot go on, in both languages, and end the program with code 1."""
    from bot.refusals import told

    refuse_in_words(told(refusals) + "\n")


def refuse_in_words(words: str) -> NoReturn:
    """End the program with code 1, having said why."""
    sys.stderr.write(words)
    raise SystemExit(1)
