"""setWebhook and the delivery to it (telegram-bot-api `WebhookActor`): in order per chat, again until it works."""

import asyncio
import ipaddress
import random
import re
from contextlib import suppress
from urllib.parse import urlsplit

import httpx

from sandbox.errors import ApiError, bad_request, conflict, too_many_requests
from sandbox.methods import METHODS, Call
from sandbox.parameters import read_parameters
from sandbox.polling import SET_WEBHOOK, Polling
from sandbox.settings import Json
from sandbox.updates import Waiting
from sandbox.world import World

PORTS = (80, 88, 443, 8443)
MAX_SECRET_BYTES = 256
MAX_CERTIFICATE_BYTES = 3 << 20
SLOWEST = (60.0, 120.0)
ANSWER_SECONDS = 60.0
_SECRET = re.compile(r"[A-Za-z0-9_-]*\Z")
_LOCAL_HOSTS = ("127.0.0.1", "localhost")


class Webhook:
    """Keeps the address of the bot and brings its updates there."""

    def __init__(self, world: World, polling: Polling) -> None:
        self.world = world
        self.polling = polling
        self._runner: asyncio.Task[None] | None = None
        self._rung = asyncio.Event()
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._set_at = float("-inf")

    async def set_webhook(self, call: Call) -> bytes:
        """setWebhook; without an address it takes the webhook away."""
        args = call.args
        url = args.text("url").strip()
        now = self.world.clock.now()
        if url and now < self._set_at + 1:
            raise too_many_requests(1)
        secret = args.text("secret_token")
        if len(secret.encode()) > MAX_SECRET_BYTES:
            raise bad_request("secret token is too long")
        if not _SECRET.match(secret):
            raise bad_request("secret token contains unallowed characters")
        certificate = args.files.get("certificate")
        if certificate and len(certificate.data) > MAX_CERTIFICATE_BYTES:
            raise bad_request(f"certificate size is too big ({len(certificate.data)} bytes)")
        if url:
            await self._verify(url)
            self._set_at = now
        wanted: Json = {
            "url": url,
            "secret_token": secret,
            "max_connections": args.integer("max_connections", 40, 1, 100),
            "has_custom_certificate": certificate is not None,
        }
        with self.world.acting:
            settings, old = self.world.settings, self.world.settings.webhook
            if args.flag("drop_pending_updates"):
                self.world.updates.clear()
            if raw := args.text("allowed_updates"):
                self.world.updates.set_allowed(raw)
            if not url:
                settings.set_webhook(None)
            elif old is None or any(old[name] != wanted[name] for name in wanted):
                settings.set_webhook(wanted)
            else:
                return _described("Webhook is already set")
        await self.stop()
        if not url:
            return _described("Webhook is already deleted" if old is None else "Webhook was deleted")
        self.polling.interrupt(conflict(SET_WEBHOOK))
        self.start()
        return _described("Webhook was set")

    async def delete_webhook(self, call: Call) -> bytes:
        """deleteWebhook: setWebhook with an empty address."""
        call.args.values["url"] = ""
        return await self.set_webhook(call)

    async def get_webhook_info(self, call: Call) -> Json:
        """getWebhookInfo: the address, what waits, and the last failure."""
        with call.world.acting:
            kept = call.world.settings.webhook or {"url": "", "has_custom_certificate": False}
            info: Json = {
                "url": kept["url"],
                "has_custom_certificate": kept["has_custom_certificate"],
                "pending_update_count": call.world.updates.count(),
            }
            for name in ("last_error_date", "last_error_message", "max_connections"):
                if name in kept:
                    info[name] = kept[name]
            if kept["url"]:
                info["ip_address"] = "127.0.0.1"
            if call.world.updates.allowed is not None:
                info["allowed_updates"] = call.world.updates.allowed
            return info

    def start(self) -> None:
        """Begins to deliver, if there is a webhook."""
        if self.world.settings.webhook is not None:
            self._runner = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """Ends the delivery; what was not confirmed stays in the queue."""
        tasks = [*self._lanes.values(), *([self._runner] if self._runner else [])]
        self._lanes, self._runner = {}, None
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _verify(self, url: str) -> None:
        """Telegram only looks whether a connection can be opened; it sends nothing."""
        try:
            split = urlsplit(url)
            host, port = split.hostname or "", split.port
        except ValueError:
            raise bad_request("invalid webhook URL specified") from None
        if not host or split.scheme not in ("http", "https"):
            raise bad_request("invalid webhook URL specified")
        port = port or (443 if split.scheme == "https" else 80)
        if not (self.world.local_web and host in _LOCAL_HOSTS):
            _ensure_public(split.scheme, host, port)
        try:
            _, writer = await asyncio.open_connection(host, port)
        except OSError:
            raise bad_request("bad webhook: Connection refused") from None
        writer.close()
        await writer.wait_closed()

    async def _run(self) -> None:
        """Keeps one delivery under way per lane."""
        loop = asyncio.get_running_loop()

        def ring() -> None:
            loop.call_soon_threadsafe(self._rung.set)

        self.world.updates.wakers.add(ring)
        try:
            async with httpx.AsyncClient(timeout=ANSWER_SECONDS, trust_env=False) as client:
                while True:
                    self._rung.clear()
                    self._fill_lanes(client)
                    await self._rung.wait()
        finally:
            self.world.updates.wakers.discard(ring)

    def _fill_lanes(self, client: httpx.AsyncClient) -> None:
        with self.world.acting:
            kept, waiting = self.world.settings.webhook, self.world.updates.peek()
        if kept is None:
            return
        for update in waiting:
            if len(self._lanes) >= kept["max_connections"]:
                return
            if update.lane not in self._lanes:
                self._lanes[update.lane] = asyncio.create_task(self._bring(client, kept, update))

    async def _bring(self, client: httpx.AsyncClient, kept: Json, update: Waiting) -> None:
        """Posts one update until it is taken or too old."""
        failures = 0
        while True:
            wait = await self._post(client, kept, update)
            if wait is None:
                break
            failures += 1
            # The first failure is followed by a second try at once, then by longer and longer waits.
            wait = max(wait, 0.0 if failures == 1 else min(2.0 ** (failures - 1), random.uniform(*SLOWEST)))  # noqa: S311
            due = self.world.clock.now() + wait
            if due > update.expires:
                break
            await self._sleep_until(due)
        with self.world.acting:
            self.world.updates.remove(update)
        self._lanes.pop(update.lane, None)
        self._rung.set()

    async def _sleep_until(self, due: float) -> None:
        """Waits on Telegram's clock, which a test may push."""
        moved = asyncio.Event()
        loop = asyncio.get_running_loop()

        def ring() -> None:
            loop.call_soon_threadsafe(moved.set)

        self.world.updates.wakers.add(ring)
        try:
            while (left := due - self.world.clock.now()) > 0:
                moved.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(moved.wait(), left)
        finally:
            self.world.updates.wakers.discard(ring)

    async def _post(self, client: httpx.AsyncClient, kept: Json, update: Waiting) -> float | None:
        """Tries once: None when taken, else the seconds that the bot asked to wait."""
        headers = {"Content-Type": "application/json"}
        if kept["secret_token"]:
            headers["X-Telegram-Bot-Api-Secret-Token"] = kept["secret_token"]
        try:
            response = await client.post(kept["url"], content=update.body.encode(), headers=headers)
        except httpx.ConnectError:
            self._note_error("Connection refused")
            return 0.0
        except httpx.TimeoutException:
            self._note_error("Read timeout expired")
            return 0.0
        except httpx.HTTPError:
            # Telegram keeps quiet about a connection that the bot closed.
            return 0.0
        if response.is_success:
            self._run_answer(response)
            return None
        self._note_error(f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}")
        asked = response.headers.get("retry-after", "")
        return min(float(asked), 3600.0) if asked.isdecimal() else 0.0

    def _run_answer(self, response: httpx.Response) -> None:
        """Runs the method that a bot put into its answer; nobody is told how it went."""
        try:
            args = read_parameters("", response.headers.get("content-type", ""), response.content)
            name = args.text("method").lower()
            if name in METHODS and not name.startswith("get"):
                METHODS[name](Call(self.world, args))
        except ApiError:
            return

    def _note_error(self, text: str) -> None:
        with self.world.acting:
            kept = self.world.settings.webhook
            if kept is not None:
                error = {"last_error_date": self.world.clock.date(), "last_error_message": text}
                self.world.settings.set_webhook({**kept, **error})


def _described(text: str) -> bytes:
    """The result `true` with the description that the real server puts beside it."""
    return f'true,"description":"{text}"'.encode()


def _ensure_public(scheme: str, host: str, port: int) -> None:
    """Raises what Telegram says of an address that it could not reach from outside."""
    if scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if port not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError:
        # The sandbox asks no name server.
        raise bad_request("bad webhook: Failed to resolve host: Temporary failure in name resolution") from None
    if not address.is_global:
        raise bad_request(f"bad webhook: IP address {address} is reserved")
    raise bad_request("bad webhook: Connection timed out")
