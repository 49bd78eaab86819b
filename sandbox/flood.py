"""Flood limits: how fast a bot may send and edit before Telegram answers 429.

A private chat takes one message a second with short bursts, a group twenty a minute, all chats together thirty a
second (Bot FAQ). The exact sums of the real server are not published; these are strict ones of the same shape, and
the wait doubles for a bot that does not keep it.
"""

import time
from collections import deque
from dataclasses import dataclass, field

from sandbox.clock import Clock
from sandbox.errors import too_many_requests

BURST = 5
PER_SECOND = 1.0
ALL_PER_SECOND = 30.0
GROUP_MESSAGES, GROUP_SECONDS = 20, 60.0
LONGEST_WAIT = 60.0
ALL = 0


@dataclass(slots=True)
class _Bucket:
    """What one chat may still send now.

    Attributes:
        tokens: Messages left at `at`.
        until: End of the wait that was last told, 0 if none.
        told: Length of that wait.
        sent: Times of the newest sends, groups only.
    """

    tokens: float
    at: float
    until: float = 0.0
    told: float = 0.0
    sent: deque[float] = field(default_factory=deque)


class Flood:
    """Counts sends and edits; runs on the pushed clock, so a test need not wait.

    Attributes:
        enabled: Whether anything is refused.
    """

    def __init__(self, clock: Clock, *, enabled: bool) -> None:
        self.clock = clock
        self.enabled = enabled
        self._buckets: dict[int, _Bucket] = {}

    def spend(self, chat_id: int, count: int = 1) -> None:
        """Counts messages to a chat.

        Raises:
            ApiError: 429 with the seconds to wait; nothing was counted then.
        """
        if not self.enabled:
            return
        now = time.monotonic() + self.clock.offset
        chat = self._bucket(chat_id, now, float(BURST), PER_SECOND)
        everyone = self._bucket(ALL, now, ALL_PER_SECOND, ALL_PER_SECOND)
        if now < chat.until:
            self._refuse(chat, now, chat.told * 2)
        if chat_id < 0:
            while chat.sent and chat.sent[0] <= now - GROUP_SECONDS:
                chat.sent.popleft()
            if len(chat.sent) + count > GROUP_MESSAGES:
                self._refuse(chat, now, chat.sent[0] + GROUP_SECONDS - now)
        elif chat.tokens < 1:
            self._refuse(chat, now, (1 - chat.tokens) / PER_SECOND)
        if everyone.tokens < 1:
            self._refuse(everyone, now, (1 - everyone.tokens) / ALL_PER_SECOND)
        if chat_id < 0:
            chat.sent.extend([now] * count)
        # An album may take a chat below zero: it goes out whole and the next message waits longer.
        chat.tokens -= count
        everyone.tokens -= count

    def clear(self) -> None:
        """Forgets what was sent."""
        self._buckets.clear()

    def _bucket(self, chat_id: int, now: float, size: float, rate: float) -> _Bucket:
        bucket = self._buckets.get(chat_id)
        if bucket is None:
            bucket = self._buckets[chat_id] = _Bucket(size, now)
        bucket.tokens = min(size, bucket.tokens + (now - bucket.at) * rate)
        bucket.at = now
        return bucket

    def _refuse(self, bucket: _Bucket, now: float, seconds: float) -> None:
        error = too_many_requests(min(seconds, LONGEST_WAIT))
        bucket.told = float(error.retry_after or 1)
        bucket.until = now + bucket.told
        raise error
