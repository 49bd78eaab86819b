"""The clock: what is due without anybody pressing anything. Each duty is done once, across restarts."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

import structlog

from bot.warming import open_calendar
from handlers import notices
from rules.errors.campaigns import NOT_SENT_OUT
from rules.refusals import Refused
from services import (
    anchoring,
    announcing,
    api_replies,
    clue_clock,
    draw_dispatch,
    draw_lapsing,
    duties,
    form_aging,
    plan_reminders,
    registry_aging,
    reminders,
    trials,
)
from services.publication_reminders import remind_publications
from storage import inbox, jobs, outbox
from storage.database import Database, is_passing
from storage.unit_of_work import Clock, UnitOfWork, anew_when_collided, unit_of_work

log = structlog.get_logger()

Done = TypeVar("Done")
TICK_SECONDS = 20
# By the names under which the log tells of them.
DUTIES: dict[str, Callable[[UnitOfWork], object]] = {
    "draws": draw_lapsing.look_after_draws,
    "reminders": reminders.remind,
    "plan_reminders": plan_reminders.remind_of_plan,
    "digests": reminders.send_digests,
    "publications": remind_publications,
    "clues": clue_clock.look_after,
    "anchors": anchoring.have_anchored,
    "old_updates": lambda uow: inbox.forget_old(uow.connection, uow.now),
    "old_trials": trials.end_forgotten,
    "old_workbooks": form_aging.forget_old,
    "old_registry_files": registry_aging.forget_staged,
    "old_announcements": announcing.forget_old_announcements,
    "old_replies": api_replies.forget_old_replies,
    "old_jobs": lambda uow: jobs.forget_old(uow.connection, uow.now),
    "old_duties": duties.forget_old_duties,
    "old_messages": lambda uow: outbox.forget_old(uow.connection, uow.now),
}


class Clockwork:
    """Ticks until stopped; each duty of a tick is a unit of work of its own, so that none holds the writer for long."""

    def __init__(self, *, database: Database, bot_id: int, clock: Clock, said: Callable[[], None]) -> None:
        self._database = database
        self._bot_id = bot_id
        self._clock = clock
        self._said = said
        self._failing: set[str] = set()
        self.ticked_at: datetime | None = None
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
            is_first = self.ticked_at is None
            await asyncio.to_thread(self.tick)
            if is_first:
                log.info("clock_runs")
            try:
                await asyncio.wait_for(self._stopping.wait(), TICK_SECONDS)
            except TimeoutError:
                continue

    def tick(self) -> None:
        """Do what is due now. A duty that fails is left for the next tick and told once; the others are done."""
        for campaign_id in self._due():
            self._dispatch(campaign_id)
        for name, duty in DUTIES.items():
            try:
                self._act(duty)
            except Exception as error:  # noqa: BLE001 - whatever it is, the other duties are due as well
                self._note(name, error)
            else:
                self._failing.discard(name)
        self.ticked_at = self._clock()
        self._said()

    @anew_when_collided
    def _act(self, duty: Callable[[UnitOfWork], Done]) -> Done:
        with unit_of_work(self._database, self._bot_id, self._clock) as uow:
            done = duty(uow)
            self.tell(uow)
        return done

    def _due(self) -> Sequence[int]:
        found: Sequence[int] = []
        try:
            found = self._act(draw_dispatch.due_dispatches)
        except Exception as error:  # noqa: BLE001 - the duties are due all the same
            self._note("dispatches", error)
        else:
            self._failing.discard("dispatches")
        return found

    def _dispatch(self, campaign_id: int) -> None:
        """Send out a campaign whose time has come. One that cannot be is told and holds up no other."""
        try:
            self._act(lambda uow: draw_dispatch.dispatch_due(uow, campaign_id))
        except Refused as refused:
            self._give_up(campaign_id, refused.code)
        except Exception as error:  # noqa: BLE001 - whatever it is, the others are due as well
            self._note(f"dispatch:{campaign_id}", error)
            if not is_passing(error):
                self._give_up(campaign_id, NOT_SENT_OUT.code)

    def _give_up(self, campaign_id: int, code: str) -> None:
        try:
            self._act(lambda uow: draw_dispatch.not_dispatched(uow, campaign_id, code))
        except Exception as error:  # noqa: BLE001 - the next tick tries again
            self._note(f"dispatch:{campaign_id}", error)

    def _note(self, duty: str, error: Exception) -> None:
        if is_passing(error):
            log.warning("database_away", duty=duty, error=type(error).__name__)
        elif duty not in self._failing:
            self._failing.add(duty)
            log.error("duty_failed", duty=duty, exc_info=error)
