"""A person's phone: does what people do to a bot and sees what they see. Every act waits for what comes of it."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select, update

from handlers.words import words_of
from sandbox.acts import places, pressing, showing, surprises, talking
from sandbox.camera import picture
from sandbox.messages import Json, Stored
from sandbox.parameters import Upload
from sandbox.screen import Place, Shown, holds, shown, spots
from storage.tables import InboxUpdate, OutboxMessage, Person

if TYPE_CHECKING:
    from sandbox.driver import Town

LIMIT_SECONDS = 15.0
STEP_SECONDS = 0.002
LONGEST_STEP_SECONDS = 0.02
# What is to be said later than this is not on its way: reminders, quiet hours.
ON_ITS_WAY = timedelta(seconds=60)
SHOWN_MESSAGES = 5

T = TypeVar("T")


class Phone:
    """The phone of one person of a town.

    Attributes:
        number: The person's Telegram number, which is also that of their chat.
        acts: Presses and typed texts so far; photos and files are counted apart.
        photos: Photos and files sent so far.
    """

    def __init__(self, town: "Town", number: int, name: str) -> None:
        self.town = town
        self.number = number
        self.acts = 0
        self.photos = 0
        self._name = name
        self._world = town.sandbox.world
        self._seen = self._world.events.last
        self._toasts: dict[str, str] = {}

    # What is on the screen

    def messages(self) -> list[Shown]:
        """Return everything in the chat, oldest first."""
        with self._world.acting:
            return [shown(message) for message in self._world.messages(self.number)]

    def bot_messages(self) -> int:
        """Return how many messages of the bot stand in the chat."""
        return sum(not message.is_mine for message in self.messages())

    def card(self) -> Shown:
        """Return the newest text with inline buttons, once all is quiet; a paper with a button of its own is none."""
        self.settles()
        found = [message for message in self.messages() if message.labels and message.kind == "text"]
        assert found, self._complaint("sees no card")
        return found[-1]

    def newest(self) -> Shown:
        """Return the newest message of the bot, once all is quiet."""
        self.settles()
        found = [message for message in self.messages() if not message.is_mine]
        assert found, self._complaint("sees no message of the bot")
        return found[-1]

    def toast(self) -> str:
        """Return the text of the last answered tap, empty when there was none."""
        self._hear()
        return next(reversed(self._toasts.values()), "")

    def keyboard(self) -> tuple[str, ...]:
        """Return the keys of the reply keyboard, none when none is shown."""
        keyboard: Json = self._world.chats[self.number].reply_keyboard or {}
        return tuple(key["text"] for row in keyboard.get("keyboard", []) for key in row)

    def screen(self, count: int = SHOWN_MESSAGES) -> str:
        """Return the end of the chat as text, for people who read a failing test."""
        messages = self.messages()
        lines = [f"phone of {self._name} ({self.number}), last {count} of {len(messages)} messages:"]
        lines += [str(message) for message in messages[-count:]] or ["  (nothing)"]
        if keys := self.keyboard():
            lines.append(f"  keys: [{'] ['.join(keys)}]")
        lines.append(f"  last toast: {self.toast() or '(none)'}")
        return "\n".join(lines)

    def sees(self, words: str, *, seconds: float = LIMIT_SECONDS) -> Shown:
        """Wait for a message of the bot that holds the words, on its buttons too, and return the newest such."""

        def look() -> Shown | None:
            return next((m for m in reversed(self.messages()) if not m.is_mine and holds(m, words)), None)

        return self._wait(look, seconds, f"does not see {words!r}")

    def does_not_see(self, words: str) -> None:
        """Wait until all is quiet; then no message of the bot may hold the words."""
        self.settles()
        found = next((m for m in self.messages() if not m.is_mine and holds(m, words)), None)
        if found is not None:
            raise AssertionError(self._complaint(f"sees {words!r} in message {found.message_id}"))

    def word(self, key: str, **values: Any) -> str:
        """Return a button label or toast of the catalogue in this person's language."""
        with self.town.reading() as session:
            language = session.scalar(select(Person.language).where(Person.telegram_user_id == self.number))
        return words_of(language or "zh-CN").plain(key, **values)

    def speaks(self, language: str) -> None:
        """Set the person's language in the tables, before the conversation begins."""
        with self.town.changing() as uow:
            uow.session.execute(update(Person).where(Person.telegram_user_id == self.number).values(language=language))

    # What the person does

    def taps(self, label: str, *, seconds: float = LIMIT_SECONDS, is_awaited: bool = True) -> None:
        """Tap the inline button with this label, or the one whose label holds it, on the newest message that has it.

        Waits for the button, then until the tap is answered and the chat is quiet. Taps again when the card was brought
        up to date in that very moment, as people do.
        """
        self._wait(lambda: self._button(label), seconds, f"finds no button {label!r}")
        if is_awaited:
            # Nobody taps in the instant in which a card appears, and to the bot it is unread until it knows it shown.
            self.settles(seconds)
        self._presses_it(label, seconds, is_awaited)
        if is_awaited and self.toast() == self.word("press-stale"):
            self._presses_it(label, seconds, is_awaited)

    def _presses_it(self, label: str, seconds: float, is_awaited: bool) -> None:
        message, row, column = self._wait(lambda: self._button(label), seconds, f"finds no button {label!r}")
        self.presses(message.message_id, row, column, is_awaited=is_awaited, seconds=seconds)

    def buttons(self) -> list[Place]:
        """Return every callback button in the chat, oldest message first."""
        with self._world.acting:
            return [
                Place(message.message_id, row, column, button["text"], button["callback_data"])
                for message in self._world.messages(self.number)
                for row, buttons in enumerate(message.keyboard())
                for column, button in enumerate(buttons)
                if "callback_data" in button
            ]

    def taps_if_there(self, label: str, times: int = 1) -> bool:
        """Tap a button, several times if wanted, without waiting for anything; return whether there was one."""
        found = self._button(label)
        if found is None:
            return False
        message, row, column = found
        for _ in range(times):
            self.presses(message.message_id, row, column, is_awaited=False)
        return True

    def presses(
        self, message_id: int, row: int, column: int, *, is_awaited: bool = True, seconds: float = LIMIT_SECONDS
    ) -> None:
        """Tap a button by its place on a message, however old."""
        self.acts += 1
        self._hear()
        query_id = pressing.press(self._world, self.number, message_id, {"row": row, "column": column})
        if is_awaited:
            self._answered(query_id, seconds)

    def presses_foreign(self, owner: "Phone", data: str, *, message_id: int) -> None:
        """Press with any data on a message in someone else's chat, as a copied client could."""
        self.acts += 1
        self._hear()
        self._answered(pressing.foreign_press(self._world, self.number, message_id, owner.number, data), LIMIT_SECONDS)

    def opens(self, label: str) -> str:
        """Return the address that a button with a page leads to, signed for this person where Telegram signs it."""
        message, row, column = self._wait(lambda: self._button(label), LIMIT_SECONDS, f"finds no button {label!r}")
        self.acts += 1
        button = message.keyboard()[row][column]
        if "url" in button:
            return str(button["url"])
        return pressing.webapp(self._world, self.number, message.message_id, {"row": row, "column": column})

    def types(self, text: str, *, reply_to: int = 0, is_awaited: bool = True) -> int:
        """Type and send a text; return its message number."""
        self.acts += 1
        return self._sent(talking.text(self._world, self.number, text, reply_to), is_awaited)

    def starts(self, payload: str = "", *, is_awaited: bool = True) -> int:
        """Press Start, with the payload of a deep link."""
        self.acts += 1
        return self._sent(talking.start(self._world, self.number, payload), is_awaited)

    def keys(self, label: str) -> int:
        """Press a key of the reply keyboard; for the key that shares the location see `shares_location`."""
        self.acts += 1
        self._wait(lambda: label if label in self.keyboard() else None, LIMIT_SECONDS, f"finds no key {label!r}")
        return self._sent(pressing.key(self._world, self.number, label, {}), True)

    def shares_location(self, latitude: float, longitude: float, accuracy: float = 12.0) -> int:
        """Share a place (degrees, WGS-84; metres): by the key that asks for it, else as a message of its own."""
        self.acts += 1
        self.settles()
        place = {"latitude": latitude, "longitude": longitude, "horizontal_accuracy": accuracy}
        keyboard: Json = self._world.chats[self.number].reply_keyboard or {}
        asking = [key["text"] for row in keyboard.get("keyboard", []) for key in row if key.get("request_location")]
        if asking:
            return self._sent(pressing.key(self._world, self.number, asking[0], place), True)
        return self._sent(places.location(self._world, self.number, place), True)

    def sends_photo(
        self, data: bytes | None = None, *, caption: str = "", reply_to: int = 0, is_awaited: bool = True
    ) -> int:
        """Send a photo, one that nobody sent before when none is given; Telegram recompresses it."""
        self.photos += 1
        upload = Upload("photo.jpg", "image/jpeg", data or picture())
        return self._sent(showing.photo(self._world, self.number, upload, caption, reply_to), is_awaited)

    def sends_album(
        self, photos: int | list[bytes], *, caption: str | list[str] = "", kind: str = "photo", is_awaited: bool = True
    ) -> list[int]:
        """Send 2 to 10 photos (or `kind="document"`: files), the caption under the first, or several from there on."""
        contents = [picture() for _ in range(photos)] if isinstance(photos, int) else photos
        self.photos += len(contents)
        uploads = [Upload(f"{number}.jpg", "image/jpeg", content) for number, content in enumerate(contents, 1)]
        sent = showing.album(self._world, self.number, uploads, caption, kind)
        return [self._sent(message, is_awaited) for message in sent]

    def sends_file(
        self,
        data: bytes,
        name: str,
        *,
        content_type: str = "application/octet-stream",
        caption: str = "",
        reply_to: int = 0,
        is_awaited: bool = True,
    ) -> int:
        """Send a file as it is."""
        self.photos += 1
        upload = Upload(name, content_type, data)
        return self._sent(showing.document(self._world, self.number, upload, caption, reply_to), is_awaited)

    def sends(self, kind: str) -> int:
        """Send something odd: venue, contact, sticker, voice, video, video_note, audio, animation, poll, dice."""
        return self._sent(surprises.surprise(self._world, self.number, kind), True)

    def edits(self, message_id: int, text: str) -> None:
        """Change the text or caption of one's own message."""
        self.acts += 1
        self._sent(talking.edit(self._world, self.number, message_id, text), True)

    def forwards(self, message_id: int, to: "Phone") -> int:
        """Forward a message of this chat into another person's chat with the bot."""
        return to.receives_forward(message_id, self)

    def receives_forward(self, message_id: int, source: "Phone") -> int:
        """Forward a message out of another person's chat into this one."""
        return self._sent(talking.forward(self._world, self.number, message_id, source.number), True)

    def deletes(self, message_id: int) -> None:
        """Delete a message; the bot gets no notice."""
        talking.delete(self._world, self.number, message_id)

    def blocks(self) -> None:
        """Block the bot."""
        talking.block(self._world, self.number)
        self.settles()

    def unblocks(self) -> None:
        """Unblock the bot."""
        talking.unblock(self._world, self.number)
        self.settles()

    # Waiting

    def settles(self, seconds: float = LIMIT_SECONDS) -> None:
        """Wait until all that this person did is handled and all that is said to them is delivered."""
        if not self.town.is_alive():
            return
        self._wait(lambda: self._is_quiet() or None, seconds, "waits in vain for quiet")
        self._hear()

    def _sent(self, message: Stored, is_awaited: bool) -> int:
        if is_awaited:
            self.settles()
        return message.message_id

    def _answered(self, query_id: str, seconds: float) -> None:
        if not self.town.is_alive():
            return

        def look() -> bool | None:
            self._hear()
            return query_id in self._toasts or None

        self._wait(look, seconds, "tapped, and the tap is not answered")
        self.settles(seconds)

    def _is_quiet(self) -> bool:
        lanes = (f"chat {self.number}", f"user {self.number}")
        with self._world.acting:
            waiting = self._world.updates.peek()
        # An update leaves Telegram only after it was stored, so it is always in one of the two places.
        if any(update.lane in lanes or update.injected for update in waiting):
            return False
        unhandled = select(InboxUpdate.arrival).where(
            InboxUpdate.chat_id == self.number, InboxUpdate.state == "waiting"
        )
        undelivered = select(OutboxMessage.outbox_id).where(
            OutboxMessage.chat_id == self.number,
            OutboxMessage.state == "waiting",
            OutboxMessage.not_before < datetime.now(UTC) + ON_ITS_WAY,
        )
        with self.town.reading() as session:
            return session.scalar(select(unhandled.exists() | undelivered.exists())) is False

    def _wait(self, look: Callable[[], T | None], seconds: float, complaint: str) -> T:
        deadline = time.monotonic() + seconds
        step = STEP_SECONDS
        while (found := look()) is None:
            if time.monotonic() > deadline or not self.town.is_alive():
                raise AssertionError(self._complaint(f"{complaint} ({seconds} s)"))
            time.sleep(step)
            step = min(step * 1.3, LONGEST_STEP_SECONDS)
        return found

    def _hear(self) -> None:
        """Take note of the toasts since the last time."""
        with self._world.acting:
            events, self._seen = self._world.events.after(self._seen) or [], self._world.events.last
        for event in events:
            if event["type"] == "toast" and event["chat"] == self.number:
                self._toasts[event["callback_query_id"]] = event.get("text") or ""

    def _button(self, label: str) -> tuple[Stored, int, int] | None:
        with self._world.acting:
            for message in reversed(self._world.messages(self.number)):
                found = spots(shown(message), label)
                if found:
                    assert len(found) == 1, self._complaint(f"finds {label!r} on {len(found)} buttons")
                    return message, *found[0]
        return None

    def _complaint(self, what: str) -> str:
        return f"{self._name} {what}\n{self.screen()}\nthe bot's log ends:\n{self.town.log_tail()}"
