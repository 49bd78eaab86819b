"""The courier: takes messages out of the outbox and delivers them, in order per chat, other chats never waiting.

Stored exactly once, sent at least once: a crash between Telegram's answer and our note of it repeats a message.
"""

import asyncio
import os
import time
from collections.abc import Callable
from datetime import timedelta

import structlog
from sqlalchemy.exc import DBAPIError
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.delivery import Delivery
from bot.heights import SCROLLED_AWAY, height_said
from bot.pacing import Bucket
from rules.messages import Card, Message, Toast, Withdraw, from_dict
from storage import outbox
from storage.database import Database
from storage.outbox import CardState, Outcome, Outgoing
from storage.unit_of_work import Clock, unit_of_work

log = structlog.get_logger()

# The library then gives `retry_after` as it will in its next edition, and does not warn of the change.
os.environ.setdefault("PTB_TIMEDELTA", "true")

IDLE_SECONDS = 0.5
# In a rush, what happens within this time is fetched and noted together; alone, nothing waits for it.
ROUND_SECONDS = 0.02
MOST_IN_HAND = 200
WARNED_AT = (3, 12)
DELETABLE = timedelta(hours=47)


class Courier:
    """Delivers for one token. `unreachable` is told the chats that refuse the bot."""

    def __init__(
        self,
        *,
        delivery: Delivery,
        database: Database,
        bot_id: int,
        clock: Clock,
        is_paced: bool,
        unreachable: Callable[[int], None],
    ) -> None:
        self._delivery = delivery
        self._database = database
        self._bot_id = bot_id
        self._clock = clock
        self._is_paced = is_paced
        self._unreachable = unreachable
        self._wake = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        # From the fetching until what became of them is noted: their chats (none for toasts) by their numbers.
        self._in_hand: dict[int, int | None] = {}
        self._resting: dict[int, float] = {}
        self._buckets: dict[int, Bucket] = {}
        self._outcomes: list[Outcome] = []
        self._tasks: set[asyncio.Task[None]] = set()
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
                await self._note_outcomes()
                if len(self._in_hand) < MOST_IN_HAND:
                    for outgoing in await asyncio.to_thread(self._fetch):
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
        await self._note_outcomes()

    def _fetch(self) -> list[Outgoing]:
        most = MOST_IN_HAND - len(self._in_hand)
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

    async def _note_outcomes(self) -> None:
        if not self._outcomes:
            return
        outcomes = self._outcomes.copy()
        await asyncio.to_thread(self._record, outcomes)
        # Only now, so that what could not be noted is noted the next time, and is not sent again meanwhile.
        del self._outcomes[: len(outcomes)]
        for outcome in outcomes:
            del self._in_hand[outcome.outgoing.outbox_id]

    def _record(self, outcomes: list[Outcome]) -> None:
        with unit_of_work(self._database, self._bot_id, self._clock) as uow:
            outbox.record(uow.connection, outcomes)
        for chat_id in {outcome.outgoing.chat_id for outcome in outcomes if outcome.is_blocked}:
            self._unreachable(chat_id)

    async def _deliver(self, outgoing: Outgoing) -> None:
        try:
            outcome = await (self._toast(outgoing) if outgoing.kind == "toast" else self._say(outgoing))
        except TelegramError as error:
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
        toast = from_dict(body)
        assert isinstance(toast, Toast)
        await self._delivery.answer(query_id, toast)
        return Outcome(outgoing, "sent", self._clock())

    async def _say(self, outgoing: Outgoing) -> Outcome:
        if outgoing.card is not None:
            return await self._show(outgoing, outgoing.card)
        await self._pace(outgoing.chat_id)
        message = from_dict(outgoing.body)
        message_id = await self._delivery.send(outgoing.chat_id, message)
        return Outcome(outgoing, "sent", self._clock(), message_id=message_id, posted_height=height_said(message))

    async def _show(self, outgoing: Outgoing, card: CardState) -> Outcome:
        wanted = from_dict(card.wanted)
        if isinstance(wanted, Withdraw):
            await self._take_away(outgoing.chat_id, card, wanted.text)
            return Outcome(outgoing, "sent", self._clock(), version=card.version)
        if card.message_id is None or self._is_to_be_posted(outgoing, card, wanted):
            return await self._post(outgoing, card, wanted)
        if card.shown_version == card.version:
            return Outcome(outgoing, "sent", self._clock(), message_id=card.message_id)
        if not isinstance(wanted, Card) or card.shown_kind != "card":
            return await self._post(outgoing, card, wanted)
        await self._pace(outgoing.chat_id)
        try:
            await self._delivery.edit(outgoing.chat_id, card.message_id, wanted, card.version)
        except BadRequest as refusal:
            if "not modified" not in refusal.message:
                return await self._post(outgoing, card, wanted)
        return Outcome(outgoing, "sent", self._clock(), message_id=card.message_id, version=card.version)

    def _is_to_be_posted(self, outgoing: Outgoing, card: CardState, wanted: Message) -> bool:
        if not isinstance(wanted, Card):
            return card.shown_version != card.version
        if wanted.anew and card.shown_version != card.version:
            return True
        return wanted.follow and outgoing.height_below > SCROLLED_AWAY

    async def _post(self, outgoing: Outgoing, card: CardState, wanted: Message) -> Outcome:
        await self._pace(outgoing.chat_id)
        message_id = await self._delivery.send(outgoing.chat_id, wanted, card.version)
        try:
            await self._take_away(outgoing.chat_id, card, "↓")
        except TelegramError as error:
            # The new card stands: sending it once more would be worse than an old one that stays.
            log.info("old_card_stays", chat_id=outgoing.chat_id, because=error.message)
        height = height_said(wanted)
        return Outcome(
            outgoing, "sent", self._clock(), message_id=message_id, version=card.version, posted_height=height
        )

    async def _take_away(self, chat_id: int, card: CardState, text: str) -> None:
        """Delete a card from the chat, or leave one line without buttons when Telegram no longer lets us delete."""
        if card.message_id is None:
            return
        try:
            if card.sent_at is not None and self._clock() - card.sent_at < DELETABLE:
                await self._delivery.delete(chat_id, card.message_id)
            else:
                await self._delivery.empty(chat_id, card.message_id, text)
        except BadRequest as refusal:
            log.info("old_card_stays", chat_id=chat_id, because=refusal.message)

    async def _pace(self, chat_id: int) -> None:
        if self._is_paced:
            bucket = self._buckets.setdefault(chat_id, Bucket(time.monotonic()))
            await asyncio.sleep(bucket.wait(time.monotonic()))

    def _forget_quiet_chats(self) -> None:
        now = time.monotonic()
        self._buckets = {chat_id: b for chat_id, b in self._buckets.items() if not b.is_full(now)}
        self._resting = {chat_id: until for chat_id, until in self._resting.items() if until > now}

    def _failed(self, outgoing: Outgoing, error: TelegramError) -> Outcome:
        now = self._clock()
        # The library counts a BadRequest among its network errors.
        is_final = isinstance(error, BadRequest) or not isinstance(error, RetryAfter | NetworkError | Forbidden)
        if outgoing.kind == "toast" and (is_final or now - outgoing.created_at > timedelta(seconds=20)):
            return Outcome(outgoing, "dropped", now, error=error.message)
        if isinstance(error, RetryAfter):
            seconds = _seconds(error.retry_after)
            self._resting[outgoing.chat_id] = time.monotonic() + seconds
            return Outcome(outgoing, "waiting", now, error="429", not_before=now + timedelta(seconds=seconds))
        if isinstance(error, Forbidden):
            return Outcome(outgoing, "dropped", now, error=error.message, is_blocked=True)
        if is_final:
            log.error("message_refused", outbox_id=outgoing.outbox_id, kind=outgoing.kind, because=error.message)
            return Outcome(outgoing, "failed", now, error=error.message)
        # The exponent is bounded first: after a night without a network the power itself would overflow.
        pause = min(2.0 ** min(outgoing.attempts, 8) / 4, 60)
        self._resting[outgoing.chat_id] = time.monotonic() + pause
        if outgoing.attempts in WARNED_AT:
            log.warning("telegram_unreachable", error=type(error).__name__, attempts=outgoing.attempts)
        return Outcome(outgoing, "waiting", now, error=error.message, not_before=now + timedelta(seconds=pause))


def _seconds(value: int | timedelta) -> float:
    return value.total_seconds() if isinstance(value, timedelta) else float(value)
