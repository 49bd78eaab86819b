"""The receiver: takes updates from Telegram by long polling and acknowledges them only when they are stored.

aiogram's own polling acknowledges first and loses what a crash interrupts.
"""

import asyncio

from bot.caller import LONG_POLL_SECONDS, calling
from bot.intake import ALLOWED, Intake


class Receiver:
    """Polls one token."""

    def __init__(self, *, api_url: str, token: str, intake: Intake) -> None:
        self._api_url = api_url
        self._token = token
        self._intake = intake
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Finish the batch in hand, then stop."""
        self._stopping.set()

    async def run(self) -> None:
        """Poll until stopped.

        Raises `AlreadyRunning` when another process polls with the same token, `WebhookElsewhere` when one sets a
        webhook meanwhile, `TokenRefused` and `CallRefused`.
        """
        offset = 0
        async with calling(self._api_url, self._token, self._stopping) as telegram:
            # One that an earlier configuration left would keep all updates from us. They wait, and come by polling.
            await telegram.call("deleteWebhook")
            wanted = {"limit": 100, "timeout": LONG_POLL_SECONDS, "allowed_updates": ALLOWED}
            while (updates := await telegram.call("getUpdates", offset=offset, **wanted)) is not None:
                if not await asyncio.to_thread(self._intake.store, updates):
                    # Not acknowledged, so Telegram brings them again.
                    await telegram.pause(1)
                    continue
                # Not the highest ever seen: numbers begin anew after a quiet week.
                offset = max((int(update["update_id"]) + 1 for update in updates), default=offset)
