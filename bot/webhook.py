"""The receiver by webhook: Telegram brings updates to a server of ours, and keeps what we did not say 200 to."""

import asyncio
import hmac
import time
from collections.abc import Callable, Sequence
from urllib.parse import unquote, urlsplit

import structlog
from starlette.routing import BaseRoute

from bot.caller import Caller, CallRefused, calling
from bot.intake import ALLOWED, Intake
from bot.site import Site
from web.webhook import MOST_AT_ONCE, webhook_route

log = structlog.get_logger()

SECRET_PURPOSE = b"hecha webhook"
# Another program with our token may set its own webhook; Telegram then tells us nothing, not even that.
WATCH_SECONDS = 20.0


class WebhookReceiver:
    """Takes the updates of one token at an address.

    Args:
        api_url: Telegram's address.
        token: The bot's token.
        url: The address that Telegram is told.
        place: Host and port to listen at (`bot.site`).
        intake: Stores the updates.
        pages: What the same server gives to browsers.
        taken: Called, on any thread, when another program has taken the webhook and we set ours again.
    """

    def __init__(
        self,
        *,
        api_url: str,
        token: str,
        url: str,
        place: tuple[str, int],
        intake: Intake,
        taken: Callable[[], None] = lambda: None,
        pages: Sequence[BaseRoute] = (),
    ) -> None:
        self._api_url = api_url
        self._token = token
        self._url = url
        self._taken = taken
        path = unquote(urlsplit(url).path) or "/"
        self._site = Site(place, [webhook_route(path, secret_of(token), intake.store), *pages])
        self._stopping = asyncio.Event()
        self.heard_at: float | None = None

    def stop(self) -> None:
        """Take nothing more, finish what is in hand, then stop. The webhook stays: updates wait at Telegram."""
        self._stopping.set()
        self._site.stop()

    async def run(self) -> None:
        """Serve until stopped.

        Raises `CannotListen`, `CallRefused` when Telegram does not take the address, `TokenRefused` and
        `WebhookElsewhere`.
        """
        # Before Telegram is told, for it looks whether somebody is there.
        self._site.listen()
        serving = asyncio.create_task(self._site.run())
        try:
            async with calling(self._api_url, self._token, self._stopping) as telegram:
                await self._tell(telegram)
                await self._watch(telegram)
            await serving
        finally:
            self.stop()
            await serving

    async def _tell(self, telegram: Caller) -> None:
        is_set = await telegram.call(
            "setWebhook",
            url=self._url,
            secret_token=secret_of(self._token),
            allowed_updates=ALLOWED,
            max_connections=MOST_AT_ONCE,
        )
        if is_set:
            self.heard_at = time.monotonic()
            log.info("webhook_set")

    async def _watch(self, telegram: Caller) -> None:
        """Look from time to time whether the webhook is still ours, until stopped; each loss is told once."""
        was_ours = True
        while not self._stopping.is_set():
            await telegram.pause(WATCH_SECONDS)
            info = await telegram.call("getWebhookInfo")
            is_ours = info is None or info.get("url") == self._url
            if is_ours:
                self.heard_at = time.monotonic()
            else:
                if was_ours:
                    log.warning("webhook_taken", because="another program with this token has set or deleted it")
                    await asyncio.to_thread(self._taken)
                await self._set_again(telegram)
            was_ours = is_ours

    async def _set_again(self, telegram: Caller) -> None:
        try:
            await self._tell(telegram)
        except CallRefused as refusal:
            # It was taken at the start, so this may pass, such as a name that is not found for a moment.
            log.warning("webhook_refused", because=str(refusal))


def secret_of(token: str) -> str:
    """Return what Telegram shows with each update: 64 hexadecimal signs, others for each token."""
    return hmac.digest(token.encode(), SECRET_PURPOSE, "sha256").hex()
