"""The command line of trials: `hecha doctor`, `hecha smoke`."""

import os
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from bot.console import say

if TYPE_CHECKING:
    from handlers.words import Words

Language = Literal["zh-CN", "en", ""]
LANGUAGE_HELP = "zh-CN or en; that of the terminal by default"


def doctor(language: Annotated[Language, Parameter(help=LANGUAGE_HELP)] = "") -> None:
    """Look at settings, database, store, fonts, token, clock, webhook and public address; say how to mend what is
    wrong. Changes nothing; the bot may run. Ends with code 1 where something is wrong.
    """
    from datetime import UTC, datetime

    from bot import logs
    from bot.doctor import diagnose
    from handlers.screens.diagnosis import diagnosis_end, diagnosis_line

    logs.configure("CRITICAL")
    words, diagnoses = _words(language), []
    for diagnosis in diagnose(lambda: datetime.now(UTC)):
        diagnoses.append(diagnosis)
        say(diagnosis_line(words, diagnosis))
    say(diagnosis_end(words, diagnoses))
    if any(diagnosis.outcome == "bad" for diagnosis in diagnoses):
        raise SystemExit(1)


def smoke(
    *,
    chat: Annotated[int, Parameter(help="the number of a chat with the bot; else somebody is asked to begin one")] = 0,
    seconds: Annotated[int, Parameter(help="how long to wait for a person")] = 60,
    language: Annotated[Language, Parameter(help=LANGUAGE_HELP)] = "",
) -> None:
    """Try the token with Telegram itself: send, edit, a photograph, a file there and back, a button, delete. Once, when
    an office begins. The database is not touched. Ends with code 1 where something fails.
    """
    from bot import logs
    from bot.console import settings_or_refuse
    from bot.smoke import SmokeTest
    from handlers.screens.diagnosis import diagnosis_line, smoke_end

    settings = settings_or_refuse()
    logs.configure("CRITICAL")
    words, diagnoses = _words(language), []
    for diagnosis in SmokeTest(settings, words, chat, seconds, say).run():
        diagnoses.append(diagnosis)
        say(diagnosis_line(words, diagnosis))
    say(smoke_end(words, diagnoses))
    if any(diagnosis.outcome == "bad" for diagnosis in diagnoses):
        raise SystemExit(1)


def _words(language: Language) -> "Words":
    from handlers.words import from_client, words_of

    terminal = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return words_of(language or from_client(terminal))
