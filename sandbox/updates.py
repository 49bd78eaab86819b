"""The queue of updates that wait for the bot (tdlib TQueue, with the lifetimes of telegram-bot-api)."""

import json
import random
from collections import deque
from dataclasses import dataclass
from typing import Any

from sandbox.clock import Clock
from sandbox.events import Wakers
from sandbox.journal import NoJournal

MAX_WAITING = 100_000
MAX_ANSWER_BYTES = 4 << 20
MESSAGE_SECONDS = 86_400
TAP_SECONDS = 150
QUIET_WEEK = 7 * 86_400
# Left out unless a bot asks for them by name.
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(slots=True)
class Waiting:
    """One update in the queue.

    Attributes:
        body: The Update object as JSON text.
        expires: When Telegram drops it, seconds since 1970.
        lane: Webhook delivery is in order inside a lane.
        injected: A test gave the number itself: confirming higher numbers spares it until it was handed out.
    """

    update_id: int
    body: str
    expires: float
    lane: str
    injected: bool = False


class UpdateQueue:
    """Updates in the order of their making.

    Attributes:
        allowed: Kinds that the bot asked for; None for the default set.
        last_batch: The updates handed out last, for the fault that repeats them.
        wakers: Rung after each new update.
    """

    def __init__(self, clock: Clock, journal: NoJournal) -> None:
        self.clock = clock
        self.journal = journal
        self.allowed: list[str] | None = None
        self.last_batch: list[Waiting] = []
        self.wakers = Wakers()
        self._waiting: deque[Waiting] = deque()
        self._next_id = random.randint(100_000_000, 900_000_000)  # noqa: S311  (Telegram starts anywhere)
        self._last_at = clock.now()
        self._next_expiry = float("inf")
        self._injected = False

    def load(self) -> None:
        """Takes up what the journal kept."""
        for _, kept in self.journal.load("queue"):
            self._next_id, self._last_at = kept["next_id"], kept["last_at"]
            self.allowed = kept["allowed"]
        for _, kept in self.journal.load("update"):
            self._append(Waiting(**kept))

    def wants(self, kind: str) -> bool:
        """Whether an update of this kind is made at all."""
        return kind in self.allowed if self.allowed is not None else kind not in NOT_BY_DEFAULT

    def set_allowed(self, raw: str) -> None:
        """Takes `allowed_updates` as sent: what is no array of strings leaves the setting as it was."""
        try:
            kinds = json.loads(raw)
        except ValueError:
            return
        if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
            return
        known = [kind for kind in kinds if kind in UPDATE_KINDS]
        self.allowed = known or None
        self._note()

    def add(self, kind: str, payload: dict[str, Any], seconds: float, lane: str) -> int:
        """Queues an update that lives for some seconds.

        Returns:
            Its number, or 0 when the bot did not ask for this kind or the queue is full.
        """
        if not self.wants(kind) or len(self._waiting) >= MAX_WAITING:
            return 0
        now = self.clock.now()
        if now - self._last_at > QUIET_WEEK and not self._waiting:
            self._next_id = random.randint(100_000_000, 900_000_000)  # noqa: S311  (as the Bot API page says)
        update_id = self._next_id
        self._next_id += 1
        self._last_at = now
        self._keep(Waiting(update_id, _dump({"update_id": update_id, kind: payload}), now + seconds, lane))
        return update_id

    def inject(self, update: dict[str, Any]) -> int:
        """Queues a raw update, whatever the bot asked for; its number is kept when it has one."""
        given = "update_id" in update
        update_id = int(update["update_id"]) if given else self._next_id
        body = _dump({**update, "update_id": update_id})
        self._next_id = max(self._next_id, update_id + 1)
        expires = self.clock.now() + MESSAGE_SECONDS
        self._keep(Waiting(update_id, body, expires, f"injected {update_id}", injected=given))
        return update_id

    def take(self, offset: int, limit: int) -> list[Waiting]:
        """Confirms what lies below `offset` and returns the next updates.

        Args:
            offset: As in getUpdates; negative counts from the end.
            limit: At most this many, and at most 4 MiB of JSON.
        """
        self._expire()
        if offset < 0:
            self._confirm(max(self._head(), self._next_id + offset))
            offset = 0
        elif offset > self._next_id + 10 or offset < self._head() - MAX_WAITING:
            # A number from before a quiet week: Telegram starts from the head and loses nothing.
            offset = 0
        if offset > 0:
            self._confirm(offset)
        found: list[Waiting] = []
        size = 0
        for waiting in self._waiting:
            size += len(waiting.body)
            if len(found) == limit or (found and size > MAX_ANSWER_BYTES):
                break
            found.append(waiting)
        for waiting in found:
            waiting.injected = False
        if found:
            self.last_batch = found
        return found

    def peek(self) -> list[Waiting]:
        """Everything that waits, for the webhook; expired updates are dropped first."""
        self._expire()
        return list(self._waiting)

    def remove(self, waiting: Waiting) -> None:
        """Drops one update, delivered by the webhook."""
        if waiting in self._waiting:
            self._waiting.remove(waiting)
            self.journal.drop("update", waiting.update_id)

    def count(self) -> int:
        """How many wait (pending_update_count)."""
        self._expire()
        return len(self._waiting)

    def clear(self) -> None:
        """Drops everything (drop_pending_updates)."""
        for waiting in self._waiting:
            self.journal.drop("update", waiting.update_id)
        self._waiting.clear()
        self.last_batch = []
        self._injected = False

    def _head(self) -> int:
        return self._waiting[0].update_id if self._waiting else self._next_id

    def _keep(self, waiting: Waiting) -> None:
        self._append(waiting)
        self.journal.put(
            "update",
            waiting.update_id,
            {
                "update_id": waiting.update_id,
                "body": waiting.body,
                "expires": waiting.expires,
                "lane": waiting.lane,
                "injected": waiting.injected,
            },
        )
        self._note()
        self.wakers.ring()

    def _append(self, waiting: Waiting) -> None:
        self._waiting.append(waiting)
        self._next_expiry = min(self._next_expiry, waiting.expires)
        self._injected = self._injected or waiting.injected

    def _note(self) -> None:
        self.journal.put("queue", "0", {"next_id": self._next_id, "last_at": self._last_at, "allowed": self.allowed})

    def _confirm(self, offset: int) -> None:
        if self._injected:
            self._filter(lambda waiting: waiting.update_id >= offset or waiting.injected)
            self._injected = any(waiting.injected for waiting in self._waiting)
            return
        while self._waiting and self._waiting[0].update_id < offset:
            self.journal.drop("update", self._waiting.popleft().update_id)

    def _expire(self) -> None:
        now = self.clock.now()
        if now >= self._next_expiry:
            self._filter(lambda waiting: waiting.expires > now)
            self._next_expiry = min((waiting.expires for waiting in self._waiting), default=float("inf"))

    def _filter(self, keep: Any) -> None:
        for waiting in self._waiting:
            if not keep(waiting):
                self.journal.drop("update", waiting.update_id)
        self._waiting = deque(waiting for waiting in self._waiting if keep(waiting))


UPDATE_KINDS = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
    }
)


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
