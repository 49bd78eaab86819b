"""The clock: what is due without anybody pressing anything. Each duty is done once, across restarts."""

import asyncio
from collections.abc import Callable

import structlog
from sqlalchemy.exc import DBAPIError

from bot.warming import open_calendar
from handlers import notices
from services import reminders
from storage import inbox, outbox
from storage.database import Database
from storage.unit_of_work import Clock, UnitOfWork, unit_of_work

log = structlog.get_logger()

TICK_SECONDS = 20
DUTIES: tuple[Callable[[UnitOfWork], None], ...] = (
    reminders.remind,
    reminders.send_digests,
    lambda uow: inbox.forget_old(uow.connection, uow.now),
    lambda uow: outbox.forget_old(uow.connection, uow.now),
)


class Clockwork:
    """Ticks until stopped; each duty of a tick is a unit of work of its own, so that none holds the writer for long."""

    def __init__(self, *, database: Database, bot_id: int, clock: Clock, said: Callable[[], None]) -> None:
        self._database = database
        self._bot_id = bot_id
        self._clock = clock
        self._said = said
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Finish the tick in hand, then stop."""
        self._stopping.set()

    def tell(self, uow: UnitOfWork) -> None:
        """Tell those concerned what happened outside of an update."""
        notices.tell(uow)

    async def run(self) -> None:
        """Tick until stopped."""
        await asyncio.to_thread(open_calendar)
        while not self._stopping.is_set():
            try:
                await asyncio.to_thread(self.tick)
            except DBAPIError as error:
                log.warning("database_away", error=type(error.orig).__name__)
            except Exception as error:
                # One duty that fails must not silence the others for good.
                log.error("clock_stumbled", exc_info=error)
            try:
                await asyncio.wait_for(self._stopping.wait(), TICK_SECONDS)
            except TimeoutError:
                continue

    def tick(self) -> None:
        """Do what is due now."""
        for duty in DUTIES:
            with unit_of_work(self._database, self._bot_id, self._clock) as uow:
                duty(uow)
                self.tell(uow)
        self._said()
