"""The courier: takes messages out of the outbox and delivers them, in order per chat, other chats never waiting.

Stored exactly once, sent at least once: a crash between Telegram's answer and our note of it repeats a message.
"""

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Protocol

import structlog
from sqlalchemy.exc import DBAPIError

from bot import illustrating
from bot.heights import SCROLLED_AWAY, height_said
from bot.illustrating import Illustrator
from bot.pacing import Bucket
from bot.undelivered import Undelivered
from rules.messages import Card, Illustrations, Withdraw, from_dict
from storage import outbox
from storage.database import Database
from storage.files import FileStore
from storage.outbox import CardState, Outcome, Outgoing
from storage.unit_of_work import Clock, unit_of_work

log = structlog.get_logger()

IDLE_SECONDS = 0.5
# In a rush, what happens within this time is fetched and noted together; alone, nothing waits for it.
ROUND_SECONDS = 0.02
MOST_IN_HAND = 200
WARNED_AT = 3
DELETABLE = timedelta(hours=47)


class Calls(Protocol):
    """Makes the calls of `Delivery`, here or elsewhere."""

    async def make(self, act: str, *details: Any) -> Any:
        """Make a call by its name and return what it returns. Raises `Undelivered`."""


class Courier:
    """Delivers for one token. `unreachable` is told the chats that refuse the bot."""

    def __init__(
        self,
        *,
        calls: Calls,
        database: Database,
        files: FileStore,
        bot_id: int,
        clock: Clock,
        is_paced: bool,
        unreachable: Callable[[int], None],
    ) -> None:
        self._calls = calls
        self._database = database
        self._bot_id = bot_id
        self._clock = clock
        self._is_paced = is_paced
        self._unreachable = unreachable
        self._illustrator = Illustrator(database, files, bot_id)
        self._wake = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        # From the fetching until what became of them is noted: their chats (none for toasts) by their numbers.
        self._in_hand: dict[int, int | None] = {}
        self._resting: dict[int, float] = {}
        self._buckets: dict[int, Bucket] = {}
        self._outcomes: list[Outcome] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_away = False
        self.floods = 0
        self._stopping = False

    def wake(self) -> None:
        """Something new may wait in the outbox; may be called from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake.set)

    def stop(self) -> None:
        """Deliver what is in hand, note it, then stop."""
        self._stopping = True
        self.wake()

    async def run(self) -> None:
        """Deliver until stopped."""
        self._loop = asyncio.get_running_loop()
        while not self._stopping:
            self._wake.clear()
            began = self._loop.time()
            try:
                for outgoing in await asyncio.to_thread(self._turn):
                    self._begin(outgoing)
            except DBAPIError as error:
                log.warning("database_away", error=type(error.orig).__name__)
            try:
                await asyncio.wait_for(self._wake.wait(), IDLE_SECONDS)
            except TimeoutError:
                self._forget_quiet_chats()
            await asyncio.sleep(began + ROUND_SECONDS - self._loop.time())
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=10)
        await asyncio.to_thread(self._turn)

    def _turn(self) -> list[Outgoing]:
        """Note what became of deliveries and fetch the next; in another thread, while the loop only adds outcomes."""
        if outcomes := self._outcomes.copy():
            self._record(outcomes)
            # Only now, so that what could not be noted is noted the next time, and is not sent again meanwhile.
            del self._outcomes[: len(outcomes)]
            for outcome in outcomes:
                del self._in_hand[outcome.outgoing.outbox_id]
        most = 0 if self._stopping else MOST_IN_HAND - len(self._in_hand)
        if most <= 0:
            return []
        with self._database.reading() as connection:
            return outbox.next_of_each_chat(connection, self._bot_id, self._clock(), in_hand=self._in_hand, most=most)

    def _begin(self, outgoing: Outgoing) -> None:
        chat_id = None if outgoing.kind == "toast" else outgoing.chat_id
        if chat_id is not None:
            is_busy = chat_id in self._in_hand.values()
            if is_busy or self._resting.get(chat_id, 0) > time.monotonic():
                return
        self._in_hand[outgoing.outbox_id] = chat_id
        task = asyncio.create_task(self._deliver(outgoing))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _record(self, outcomes: list[Outcome]) -> None:
        with unit_of_work(self._database, self._bot_id, self._clock) as uow:
            outbox.record(uow.connection, outcomes)
        for chat_id in {outcome.outgoing.chat_id for outcome in outcomes if outcome.is_blocked}:
            self._unreachable(chat_id)

    async def _deliver(self, outgoing: Outgoing) -> None:
        try:
            outcome = await (self._toast(outgoing) if outgoing.kind == "toast" else self._say(outgoing))
            self._is_away = self._is_away and outcome.state != "sent"
        except Undelivered as error:
            outcome = self._failed(outgoing, error)
        except Exception as error:
            log.error("message_unsendable", outbox_id=outgoing.outbox_id, exc_info=error)
            outcome = Outcome(outgoing, "failed", self._clock(), error=type(error).__name__)
        self._outcomes.append(outcome)
        self._wake.set()

    async def _toast(self, outgoing: Outgoing) -> Outcome:
        if outgoing.expires_at is not None and outgoing.expires_at < self._clock():
            return Outcome(outgoing, "dropped", self._clock(), error="expired")
        body = dict(outgoing.body)
        query_id = body.pop("callback_query_id")
        await self._calls.make("answer", query_id, body)
        return Outcome(outgoing, "sent", self._clock())

    async def _say(self, outgoing: Outgoing) -> Outcome:
        if outgoing.card is not None:
            return await self._show(outgoing, outgoing.card)
        await self._pace(outgoing.chat_id)
        message_id = await self._calls.make("send", outgoing.chat_id, outgoing.body)
        height = height_said(from_dict(outgoing.body))
        return Outcome(outgoing, "sent", self._clock(), message_id=message_id, posted_height=height)

    async def _show(self, outgoing: Outgoing, card: CardState) -> Outcome:
        # As it is stored: understanding all buttons of a card costs more than the rest.
        wanted = card.wanted
        if wanted["kind"] == Withdraw.kind:
            await self._take_away(outgoing.chat_id, card, wanted["text"])
            return Outcome(outgoing, "sent", self._clock(), version=card.version)
        if card.message_id is None or self._is_to_be_posted(outgoing, card):
            return await self._post(outgoing, card)
        if card.shown_version == card.version:
            return Outcome(outgoing, "sent", self._clock(), message_id=card.message_id)
        if wanted["kind"] != Card.kind or card.shown_kind != Card.kind:
            return await self._post(outgoing, card)
        await self._pace(outgoing.chat_id)
        try:
            await self._calls.make("edit", outgoing.chat_id, card.message_id, card.wanted, card.version)
        except Undelivered as refusal:
            if refusal.why != "refused":
                raise
            if "not modified" not in refusal.words:
                return await self._post(outgoing, card)
        return Outcome(outgoing, "sent", self._clock(), message_id=card.message_id, version=card.version)

    def _is_to_be_posted(self, outgoing: Outgoing, card: CardState) -> bool:
        is_shown = card.shown_version == card.version
        if card.wanted["kind"] != Card.kind:
            return not is_shown
        if card.wanted.get("anew") and not is_shown:
            return True
        return bool(card.wanted.get("follow")) and outgoing.height_below > SCROLLED_AWAY

    async def _post(self, outgoing: Outgoing, card: CardState) -> Outcome:
        await self._pace(outgoing.chat_id)
        if card.wanted["kind"] == Illustrations.kind:
            return await self._illustrate(outgoing, card)
        message_id = await self._calls.make("send", outgoing.chat_id, card.wanted, card.version)
        try:
            await self._take_away(outgoing.chat_id, card, "↓")
        except Undelivered as trouble:
            # The new card stands: sending it once more would be worse than an old one that stays.
            log.info("old_card_stays", chat_id=outgoing.chat_id, because=trouble.words)
        height = height_said(from_dict(card.wanted))
        return Outcome(
            outgoing, "sent", self._clock(), message_id=message_id, version=card.version, posted_height=height
        )

    async def _illustrate(self, outgoing: Outgoing, card: CardState) -> Outcome:
        body = await asyncio.to_thread(self._illustrator.by_name, card.wanted)
        try:
            message_id, given = await self._calls.make("illustrate", outgoing.chat_id, body)
        except Undelivered as refusal:
            if refusal.why != "refused" or not illustrating.is_by_name(body):
                raise
            # Telegram may have forgotten a name that it gave.
            body = await asyncio.to_thread(self._illustrator.by_bytes, card.wanted)
            message_id, given = await self._calls.make("illustrate", outgoing.chat_id, body)
        return Outcome(
            outgoing,
            "sent",
            self._clock(),
            message_id=message_id,
            version=card.version,
            posted_height=height_said(from_dict(card.wanted)),
            file_ids=illustrating.file_ids(card.wanted, given),
        )

    async def _take_away(self, chat_id: int, card: CardState, text: str) -> None:
        """Delete a card from the chat, or leave one line without buttons when Telegram no longer lets us delete."""
        if card.message_id is None:
            return
        try:
            if card.sent_at is not None and self._clock() - card.sent_at < DELETABLE:
                await self._calls.make("delete", chat_id, card.message_id)
            else:
                await self._calls.make("empty", chat_id, card.message_id, text)
        except Undelivered as refusal:
            if refusal.why != "refused":
                raise
            log.info("old_card_stays", chat_id=chat_id, because=refusal.words)

    async def _pace(self, chat_id: int) -> None:
        if self._is_paced:
            bucket = self._buckets.setdefault(chat_id, Bucket(time.monotonic()))
            await asyncio.sleep(bucket.wait(time.monotonic()))

    def _forget_quiet_chats(self) -> None:
        now = time.monotonic()
        self._buckets = {chat_id: b for chat_id, b in self._buckets.items() if not b.is_full(now)}
        self._resting = {chat_id: until for chat_id, until in self._resting.items() if until > now}

    def _failed(self, outgoing: Outgoing, trouble: Undelivered) -> Outcome:
        now, words = self._clock(), trouble.words
        is_late = now - outgoing.created_at > timedelta(seconds=20)
        if outgoing.kind == "toast" and (trouble.why == "refused" or is_late):
            return Outcome(outgoing, "dropped", now, error=words)
        if trouble.why == "flooded":
            self.floods += 1
            self._resting[outgoing.chat_id] = time.monotonic() + trouble.seconds
            again = now + timedelta(seconds=trouble.seconds)
            return Outcome(outgoing, "waiting", now, error="429", not_before=again)
        if trouble.why == "blocked":
            return Outcome(outgoing, "dropped", now, error=words, is_blocked=True)
        if trouble.why == "refused":
            log.error("message_refused", outbox_id=outgoing.outbox_id, kind=outgoing.kind, because=words)
            return Outcome(outgoing, "failed", now, error=words)
        # The exponent is bounded first: after a night without a network the power itself would overflow.
        pause = min(2.0 ** min(outgoing.attempts, 8) / 4, 60)
        self._resting[outgoing.chat_id] = time.monotonic() + pause
        if outgoing.attempts >= WARNED_AT and not self._is_away:
            # Once, and not for each message that waits meanwhile.
            self._is_away = True
            log.warning("telegram_unreachable", because=words, attempts=outgoing.attempts)
        return Outcome(outgoing, "waiting", now, error=words, not_before=now + timedelta(seconds=pause))
