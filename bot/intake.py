"""The intake: updates go into the inbox, a whole batch in one commit, whichever way Telegram gives them."""

from collections.abc import Callable, Sequence
from typing import Any

import structlog
from sqlalchemy.exc import DBAPIError

from storage import inbox
from storage.database import Database
from storage.unit_of_work import Clock, unit_of_work

log = structlog.get_logger()

# Telegram keeps what it was asked for last, so both ways of receiving ask for the same.
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")


class Intake:
    """Stores the updates of one token. `stored` is called, on any thread, after a batch that brought something new."""

    def __init__(self, *, database: Database, bot_id: int, clock: Clock, stored: Callable[[], None]) -> None:
        self._database = database
        self._bot_id = bot_id
        self._clock = clock
        self._stored = stored
        self.received = 0

    def store(self, updates: Sequence[dict[str, Any]]) -> bool:
        """Store a batch; repeats change nothing.

        Returns False when the database is away: the batch must then not be acknowledged, so that it comes again.
        """
        if not updates:
            return True
        try:
            with unit_of_work(self._database, self._bot_id, self._clock) as uow:
                new = inbox.store(uow.connection, self._bot_id, updates, uow.now)
        except DBAPIError as error:
            log.warning("database_away", error=type(error.orig).__name__)
            return False
        self.received += new
        if new:
            self._stored()
        return True
