"""The receiver: takes updates from Telegram by long polling and acknowledges them only when they are stored.

aiogram's own polling acknowledges first and loses what a crash interrupts.
"""

import asyncio
import time
from collections.abc import Callable

import structlog

from bot.caller import LONG_POLL_SECONDS, Caller, PolledElsewhere, calling
from bot.intake import ALLOWED, Intake

log = structlog.get_logger()

# Of two that poll, Telegram always refuses the one that waits. So whoever has just begun gives way, and the other asks
# again after a pause that is shorter than this time.
YOUNG_SECONDS = 15.0
PAUSES = (1, 2, 5, 10, 30)
PEACE_SECONDS = 600.0


class Receiver:
    """Polls one token. `disputed` is called, on any thread, when another program has begun to poll it as well."""

    def __init__(
        self, *, api_url: str, token: str, intake: Intake, disputed: Callable[[], None] = lambda: None
    ) -> None:
        self._api_url = api_url
        self._token = token
        self._intake = intake
        self._disputed = disputed
        self._conflicts = 0
        self._last_conflict = float("-inf")
        self.heard_at: float | None = None
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Finish the batch in hand, then stop."""
        self._stopping.set()

    async def run(self) -> None:
        """Poll until stopped.

        Raises `PolledElsewhere` when another program already polls with the same token, `WebhookElsewhere` when one
        sets a webhook meanwhile, `TokenRefused` and `CallRefused`.
        """
        offset = 0
        async with calling(self._api_url, self._token, self._stopping) as telegram:
            # One that an earlier configuration left would keep all updates from us. They wait, and come by polling.
            await telegram.call("deleteWebhook")
            wanted = {"limit": 100, "timeout": LONG_POLL_SECONDS, "allowed_updates": ALLOWED}
            began = time.monotonic()
            while not self._stopping.is_set():
                try:
                    updates = await telegram.call("getUpdates", offset=offset, **wanted)
                except PolledElsewhere:
                    if time.monotonic() < began + YOUNG_SECONDS:
                        raise
                    await self._wait_out(telegram)
                    continue
                if updates is None:
                    return
                self.heard_at = time.monotonic()
                if not await asyncio.to_thread(self._intake.store, updates):
                    # Not acknowledged, so Telegram brings them again.
                    await telegram.pause(1)
                    continue
                # Not the highest ever seen: numbers begin anew after a quiet week.
                offset = max((int(update["update_id"]) + 1 for update in updates), default=offset)

    async def _wait_out(self, telegram: Caller) -> None:
        """Let the other one find out that it is one too many."""
        now = time.monotonic()
        if now > self._last_conflict + PEACE_SECONDS:
            self._conflicts = 0
            log.warning("polled_elsewhere", because="another program asks for the updates of this token")
            await asyncio.to_thread(self._disputed)
        self._last_conflict = now
        await telegram.pause(PAUSES[min(self._conflicts, len(PAUSES) - 1)])
        self._conflicts += 1
