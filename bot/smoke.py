"""The smoke test: everything that the bot asks of Telegram, once, with the office's own token and one chat.

It reads updates without acknowledging any, so that none is lost to the bot that runs later.
"""

import hashlib
import io
import secrets
import time
from collections.abc import Callable, Iterator
from typing import Any

from PIL import Image

from bot.asking import NoAnswer, Telegram
from bot.caller import CallRefused, PolledElsewhere, TokenRefused, WebhookElsewhere
from bot.doctor_machine import is_running
from bot.settings import Settings
from handlers.screens.diagnosis import Diagnosis, smoke_asks, smoke_button, smoke_text
from handlers.words import Words
from rules.errors import operation as problems
from rules.refusals import Refused

POLL_SECONDS = 2
# As many as Telegram shows of those that nobody has acknowledged: later ones cannot be seen.
MOST_SEEN = 100
DOCUMENT_BYTES = 64 << 10
TROUBLES = (NoAnswer, CallRefused, TokenRefused, PolledElsewhere, WebhookElsewhere)


class SmokeTest:
    """One run. `chat` is 0 when somebody is to press Start first; `ask` says to the operator what is to be done."""

    def __init__(self, settings: Settings, words: Words, chat: int, seconds: int, ask: Callable[[str], None]) -> None:
        self._settings = settings
        self._words = words
        self._chat = chat
        self._seconds = seconds
        self._ask = ask
        self._sent: list[int] = []
        self._nonce = secrets.token_hex(8)

    def run(self) -> Iterator[Diagnosis]:
        """Give one answer after the other; what was sent is deleted at the end, whatever happened."""
        with Telegram(self._settings.api_url, self._settings.token.get_secret_value()) as telegram:
            self._telegram = telegram
            try:
                me = telegram.call("getMe")
            except TokenRefused:
                yield Diagnosis("token", "bad", told=Refused(problems.TOKEN_UNKNOWN))
                return
            except TROUBLES as error:
                yield Diagnosis("token", "bad", getattr(error, "why", "away"), {"host": self._settings.api_url})
                return
            yield Diagnosis("token", "good", "good", {"name": f"@{me['username']}"})
            hears = self._can_hear()
            if not self._chat:
                if not hears:
                    yield Diagnosis("chat", "bad", "deaf")
                    return
                self._ask(
                    smoke_asks(self._words, f"https://t.me/{me['username']}?start=smoke-{self._nonce}", self._seconds)
                )
                self._chat = self._started()
                yield Diagnosis("chat", "good" if self._chat else "bad", "good" if self._chat else "none")
            if self._chat:
                yield from self._try_all(hears=hears)

    def _try_all(self, *, hears: bool) -> Iterator[Diagnosis]:
        steps: tuple[tuple[str, Callable[[], bool]], ...] = (
            ("message", self._send_and_edit),
            ("photo", self._send_photo),
            ("document", self._send_document),
        )
        try:
            for what, step in steps:
                yield self._tried(what, step)
            if hears:
                yield self._tried("button", self._press)
            else:
                yield Diagnosis("button", "careful", "deaf")
        finally:
            cleared = self._tried("deleting", self._delete)
        yield cleared

    def _tried(self, what: str, step: Callable[[], bool]) -> Diagnosis:
        try:
            is_good = step()
        except CallRefused as refusal:
            return Diagnosis(what, "bad", "refused", {"because": str(refusal)})
        except TROUBLES as error:
            return Diagnosis(what, "bad", "away", {"because": getattr(error, "why", type(error).__name__)})
        return Diagnosis(what, "good" if is_good else "bad", "good" if is_good else "bad")

    def _can_hear(self) -> bool:
        """Return whether updates are ours to read: no running bot takes them, and no webhook gets them."""
        if is_running(self._settings):
            return False
        try:
            return not self._telegram.call("getWebhookInfo").get("url")
        except TROUBLES:
            return False

    def _send_and_edit(self) -> bool:
        text = smoke_text(self._words, is_edited=False)
        sent = self._keep(self._telegram.call("sendMessage", chat_id=self._chat, text=text))
        after = smoke_text(self._words, is_edited=True)
        edited = self._telegram.call("editMessageText", chat_id=self._chat, message_id=sent, text=after)
        return bool(edited["text"] == after)

    def _send_photo(self) -> bool:
        picture = io.BytesIO()
        Image.new("RGB", (320, 240), (31, 122, 90)).save(picture, "JPEG")
        upload = ("hecha.jpg", picture.getvalue(), "image/jpeg")
        sent = self._telegram.upload("sendPhoto", {"photo": upload}, chat_id=self._chat)
        self._keep(sent)
        return bool(sent.get("photo"))

    def _send_document(self) -> bool:
        told = secrets.token_bytes(DOCUMENT_BYTES)
        upload = ("hecha.bin", told, "application/octet-stream")
        sent = self._telegram.upload("sendDocument", {"document": upload}, chat_id=self._chat)
        self._keep(sent)
        path = self._telegram.call("getFile", file_id=sent["document"]["file_id"])["file_path"]
        return hashlib.sha256(self._telegram.download(path)).digest() == hashlib.sha256(told).digest()

    def _press(self) -> bool:
        text, label = smoke_button(self._words)
        keyboard = {"inline_keyboard": [[{"text": label, "callback_data": self._nonce}]]}
        self._keep(self._telegram.call("sendMessage", chat_id=self._chat, text=text, reply_markup=keyboard))
        query = self._heard(self._tap_in)
        if query is None:
            return False
        return bool(self._telegram.call("answerCallbackQuery", callback_query_id=query, text="✓"))

    def _delete(self) -> bool:
        gone = [bool(self._telegram.call("deleteMessage", chat_id=self._chat, message_id=each)) for each in self._sent]
        return all(gone)

    def _keep(self, sent: dict[str, Any]) -> int:
        self._sent.append(int(sent["message_id"]))
        return self._sent[-1]

    def _started(self) -> int:
        try:
            return self._heard(self._start_in) or 0
        except TROUBLES:
            return 0

    def _start_in(self, update: dict[str, Any]) -> int | None:
        message = update.get("message") or {}
        if message.get("text") != f"/start smoke-{self._nonce}" or message["chat"]["type"] != "private":
            return None
        return int(message["chat"]["id"])

    def _tap_in(self, update: dict[str, Any]) -> str | None:
        query = update.get("callback_query") or {}
        return str(query["id"]) if query.get("data") == self._nonce else None

    def _heard(self, wanted: Callable[[dict[str, Any]], Any]) -> Any:
        """Return what is found in an update before the time is over, none otherwise."""
        until = time.monotonic() + self._seconds
        while time.monotonic() < until:
            began = time.monotonic()
            updates = self._telegram.call("getUpdates", wait=POLL_SECONDS, timeout=POLL_SECONDS, limit=MOST_SEEN)
            found = next((found for update in updates if (found := wanted(update)) is not None), None)
            if found is not None:
                return found
            # What waits is shown again at once, since nothing is acknowledged.
            time.sleep(max(0.0, min(began + 0.5 - time.monotonic(), until - time.monotonic())))
        return None
