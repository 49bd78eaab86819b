"""Warming up: what libraries build at first use is built before the first update, which holds the writer meanwhile."""

import gc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import configure_mappers

from handlers.words import LANGUAGES, words_of
from rules.working_days import is_working_day

NOBODY = 1


def warm_up() -> None:
    """Read the words of every language and map the tables."""
    for language in LANGUAGES:
        words_of(language)
    configure_mappers()


def settle_memory() -> None:
    """Spare the collector what was built at start-up and lives as long as we do, and let it look, but less often."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()


def open_calendar() -> None:
    """Build the calendars of working days around now, which takes the better part of a second; the clock asks them all
    the time.
    """
    year = datetime.now(UTC).year
    for each in (year - 1, year, year + 1):
        is_working_day(date(each, 1, 1), {})


def rehearsed_updates(person: int) -> Iterator[dict[str, Any]]:
    """Yield updates of the kinds that arrive while an inspector works, from a person by Telegram number."""
    chat = {"id": person, "type": "private"}
    user = {"id": person, "is_bot": False, "first_name": "-"}
    for text in ("/start", "继续", "-"):
        yield {"update_id": 0, "message": {"message_id": 1, "date": 1, "chat": chat, "from": user, "text": text}}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": user, "text": "-"}
    tap = {"id": "0", "from": user, "chat_instance": "0", "message": message, "data": "-~1"}
    yield {"update_id": 0, "callback_query": tap}
