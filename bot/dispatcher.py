"""The dispatcher: one update, one unit of work; oldest waiting update of a chat first, one at a time per chat.

Runs in a thread with an event loop of its own, so that aiogram's `async def` handlers call the synchronous middle
directly. SQLite gets one dispatcher, PostgreSQL as many as pay.
"""

import asyncio
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from aiogram import Bot, Dispatcher

from bot.heights import height_received
from bot.warming import NOBODY, rehearsed_updates, settle_memory
from handlers.apologies import apology, apology_over, new_code
from handlers.notices import tell
from handlers.rehearsal import rehearse
from rules.events import UpdateParked
from rules.messages import Message, Toast
from rules.refusals import Refused
from services import access
from services.filled import FormUnread
from storage import inbox
from storage.database import Database, is_collision, is_passing
from storage.inbox import Arrival
from storage.mailbox import Press
from storage.unit_of_work import Clock, UnitOfWork, rehearsing, shared_transaction, unit_of_work

log = structlog.get_logger()

IDLE_SECONDS = 1.0
# How long the updates of a moment go on sharing a transaction: whoever else wants SQLite's one writer waits meanwhile;
# in PostgreSQL only who wants the same visits.
SHARED_SECONDS = 0.010
SHARED_SECONDS_WITH_OTHER_WRITERS = 0.040
SHARED_MOST = 16
# What of the message under a tap tells where it was pressed (Bot API, InaccessibleMessage).
PRESSED = ("message_id", "chat", "date")


class UpdateDispatcher:
    """Handles waiting updates until stopped. `said` is called after each commit that queued something; `public_url` is
    where our pages are, empty for none.
    """

    def __init__(
        self,
        *,
        database: Database,
        bot_id: int,
        dispatcher: Dispatcher,
        bot: Bot,
        clock: Clock,
        dwell: timedelta,
        said: Callable[[], None],
        public_url: str = "",
    ) -> None:
        self._database = database
        self._bot_id = bot_id
        self._dispatcher = dispatcher
        self._bot = bot
        self._clock = clock
        self._dwell = dwell
        self._said = said
        self._public_url = public_url
        self._fitted = 1
        self.has_rehearsed = False
        self._rehearsed = 0
        self._wake = threading.Event()
        self._stopping = False
        self.handled = 0
        self._thread = threading.Thread(target=self._run, name="dispatcher", daemon=True)

    async def rehearse(self) -> None:
        """Rehearse one step more, a made-up update or what they all draw, and take it back, so that later ones find
        everything built.
        """
        try:
            with rehearsing(self._database, self._bot_id, self._clock) as uow:
                person = access.someone_bound(uow) or NOBODY
                updates = list(rehearsed_updates(person))
                if self._rehearsed < len(updates):
                    update = updates[self._rehearsed]
                    await self._act(uow, Arrival(0, 0, person, uow.now, 0, update), None)
                    uow.write_out()
                else:
                    rehearse(uow)
        except Exception as error:
            if is_passing(error):
                # Tried again in the next quiet moment.
                return
            # What fails here fails again on a real update, and is then put back and reported properly.
            log.warning("rehearsal_failed", exc_info=error)
            self.has_rehearsed = True
            return
        self._rehearsed += 1
        if self._rehearsed > len(updates):
            self.has_rehearsed = True
            settle_memory()
            log.info("rehearsed")

    def start(self, *, rehearses: bool = False) -> None:
        """Begin in a thread of our own; one of them rehearses for all, as soon as nobody waits for an answer."""
        self.has_rehearsed = not rehearses
        self._thread.start()

    def wake(self) -> None:
        """Something new waits in the inbox."""
        self._wake.set()

    def stop(self) -> None:
        """Finish the update in hand, then stop; returns when it is done."""
        self._stopping = True
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        asyncio.run(self._handle_until_stopped())

    async def _handle_until_stopped(self) -> None:
        settle_memory()
        while not self._stopping:
            self._wake.clear()
            try:
                handled = await self.handle_waiting()
            except Exception as error:
                # Without its dispatcher the bot would go on silently deaf.
                if is_passing(error):
                    log.warning("database_away", error=type(error).__name__)
                else:
                    log.error("dispatcher_stumbled", exc_info=error)
                handled = False
            # Step by step, each in a quiet moment: whoever comes meanwhile waits for one of them at most.
            is_quiet = not handled and not self._wake.wait(IDLE_SECONDS) and not self._stopping
            if is_quiet and not self.has_rehearsed:
                await self.rehearse()

    async def handle_waiting(self) -> bool:
        """Handle updates whose turn has come; return whether there were any.

        Each is a unit of work of its own; those of a moment share a transaction.
        """
        handled: list[Arrival] = []
        # On whose account an error comes: of one, or of any of them when all that they said is written.
        in_hand: list[Arrival] = []
        seconds = SHARED_SECONDS if self._database.is_sqlite else SHARED_SECONDS_WITH_OTHER_WRITERS
        until = time.monotonic() + seconds
        try:
            with shared_transaction(self._database, self._bot_id, self._clock) as shared:
                # One more than fitted in the last time: what is claimed in vain costs as well.
                most = min(SHARED_MOST, self._fitted + 1)
                arrivals = inbox.claim(shared.connection, self._bot_id, self._clock(), most=most)
                for arrival in arrivals:
                    if handled and time.monotonic() > until:
                        inbox.give_back(shared.connection, arrivals[len(handled) :])
                        break
                    in_hand = [arrival]
                    with shared.unit_of_work() as uow:
                        uow.is_waited_for = True
                        await self._act(uow, arrival, None)
                    in_hand = []
                    handled.append(arrival)
                in_hand = handled
            self._fitted = len(handled)
        except Exception as error:
            # All that shared the transaction is lost and waits again.
            if is_collision(error) or (len(in_hand) > 1 and not is_passing(error)):
                # Next time one goes alone: it holds nothing that another dispatcher waits for, and is the one to blame
                # if what it wants written cannot be.
                self._fitted = 0
                return True
            # No update is to blame for a database that is away or busy.
            if not in_hand or is_passing(error):
                raise
            await self._begin_anew(in_hand[0], error)
            handled = in_hand
        if handled:
            self.handled += len(handled)
            self._said()
        return bool(handled)

    async def _begin_anew(self, arrival: Arrival, error: Exception) -> None:
        """Handle an update once more whose transaction is lost: its form is read now, or it is only said why it was
        refused. Any other is put back.
        """
        if isinstance(error, FormUnread):
            error.read()
            try:
                await self._once_more(arrival, None)
                return
            except Exception as broken:
                if is_passing(broken):
                    raise
                error = broken
        if isinstance(error, Refused):
            try:
                await self._once_more(arrival, error)
                return
            except Exception as broken:
                if is_passing(broken):
                    raise
                log.warning("refusal_not_said", exc_info=broken)
                error = broken
        with unit_of_work(self._database, self._bot_id, self._clock) as uow:
            self._put_back(uow, arrival, error)

    async def _once_more(self, arrival: Arrival, refusal: Refused | None) -> None:
        with unit_of_work(self._database, self._bot_id, self._clock) as uow:
            if inbox.claim_again(uow.connection, arrival):
                await self._act(uow, arrival, refusal)

    async def _act(self, uow: UnitOfWork, arrival: Arrival, refusal: Refused | None) -> None:
        """Handle an update; with the refusal that its first handling ended in, only say so."""
        payload = dict(arrival.update)
        query_id: str | None = None
        press: Press | None = None
        if query := payload.get("callback_query"):
            # A copy: the update may come once more.
            query = payload["callback_query"] = dict(query)
            query_id = query["id"]
            press = self._judge(uow, query, arrival.received_at)
        elif message := payload.get("message"):
            uow.mailbox.see_message(arrival.chat_id, int(message["message_id"]), height_received(message))
        said = await self._dispatcher.feed_raw_update(
            self._bot,
            payload,
            uow=uow,
            press=press,
            received_at=arrival.received_at,
            refusal=refusal,
            public_url=self._public_url,
        )
        messages: list[Message] = said if isinstance(said, list) else []
        if arrival.attempts:
            messages = [*messages, apology_over()]
        if query_id is not None and not any(isinstance(message, Toast) for message in messages):
            # The phone shows a spinner until every tap is answered.
            messages = [Toast(""), *messages]
        uow.mailbox.say(arrival.chat_id, messages, callback_query_id=query_id)
        tell(uow)

    def _judge(self, uow: UnitOfWork, query: dict[str, Any], at: datetime) -> Press | None:
        """Judge the tap by the card it stands on; in the update stay the button's own data and where it stands."""
        message = query.get("message") or {}
        if "data" not in query or "message_id" not in message:
            return None
        press = uow.mailbox.press(message["chat"]["id"], message["message_id"], query["data"], at, self._dwell)
        query["data"] = press.data
        # A whole card comes back with each tap, and understanding its buttons and texts again costs more than the tap.
        query["message"] = {field: message[field] for field in PRESSED}
        return press

    def _put_back(self, uow: UnitOfWork, arrival: Arrival, error: Exception) -> None:
        code = new_code()
        log.error("update_failed", update_id=arrival.update_id, code=code, attempts=arrival.attempts, exc_info=error)
        became = inbox.put_back(uow.connection, arrival, code, uow.now)
        parked = became == "parked"
        if parked:
            uow.emit(UpdateParked(arrival.chat_id, code))
        if parked or (became == "waiting" and arrival.attempts == 1):
            said = apology(uow, arrival.chat_id, code, arrival.arrival, is_parked=parked)
            query_id = arrival.update.get("callback_query", {}).get("id")
            uow.mailbox.say(arrival.chat_id, [Toast(""), *said], callback_query_id=query_id if parked else None)
        tell(uow)
