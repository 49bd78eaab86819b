"""The world of the sandbox: one bot, its people, their chats, and all that was said there.

Everything here runs under one lock, so that a test, the pages and the bot may act from any thread. The acts are
short; pictures are scaled outside the lock.
"""

import random
import threading
from types import TracebackType
from typing import Any

from sandbox.calls import CallLog
from sandbox.clock import Clock
from sandbox.errors import ActError, bad_request
from sandbox.events import EventLog
from sandbox.faults import FaultList
from sandbox.files import FileStore
from sandbox.flood import Flood
from sandbox.journal import NoJournal
from sandbox.messages import Content, Json, Stored, replaced
from sandbox.people import Chat, Person
from sandbox.settings import BotSettings
from sandbox.taps import Taps
from sandbox.updates import MESSAGE_SECONDS, UpdateQueue

DEFAULT_TOKEN = "7000000001:AAGsandbox-not-a-secret-hecha-demo0"  # noqa: S105  (opens nothing but this sandbox)
FIRST_PERSON = 5_810_000_001


class _Acting:
    """Holds the world still for one act; the outermost exit writes the journal before anyone gets an answer."""

    def __init__(self, journal: NoJournal) -> None:
        self._journal = journal
        self._lock = threading.RLock()
        self._depth = 0

    def __enter__(self) -> None:
        self._lock.acquire()
        self._depth += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._depth -= 1
            if self._depth == 0:
                self._journal.commit()
        finally:
            self._lock.release()


class World:
    """All state of one sandbox.

    Attributes:
        acting: `with world.acting:` around everything that reads or changes state.
        token: The bot's token.
        bot: User of the bot.
        local_web: Whether pages and webhooks on this machine may do without https.
        people: By number, in the order they came.
        chats: By number.
        opened_at: When this server was started, on Telegram's clock.
        logged_out_until: Until when logOut keeps the bot out; 0 if it does not.
    """

    def __init__(
        self,
        token: str = DEFAULT_TOKEN,
        *,
        journal: NoJournal | None = None,
        bot_name: str = "核查",
        bot_username: str = "hecha_bot",
        local_web: bool = False,
        flood: bool = True,
    ) -> None:
        self.journal = journal or NoJournal()
        self.acting = _Acting(self.journal)
        self.token = token
        self.bot: Json = {
            "id": int(token.split(":")[0]),
            "is_bot": True,
            "first_name": bot_name,
            "username": bot_username,
        }
        self.local_web = local_web
        self.clock = Clock()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self._messages: dict[int, dict[int, Stored]] = {}
        self._last_message_id = 0
        self._load_clock()
        self.files = FileStore(self.clock, self.journal)
        self.updates = UpdateQueue(self.clock, self.journal)
        self.taps = Taps(self.clock, self.journal)
        self.settings = BotSettings(self.journal)
        self.flood = Flood(self.clock, enabled=flood)
        self.faults = FaultList()
        self.calls = CallLog()
        self.opened_at = self.clock.now()
        self.logged_out_until = 0.0
        self._load()

    # People and chats

    def add_person(
        self,
        id: int | None = None,  # noqa: A002  (Telegram's own name)
        first_name: str = "",
        last_name: str = "",
        username: str = "",
        language_code: str = "",
        title: str = "",
    ) -> Person:
        """Adds a person, or changes the one with this number.

        Raises:
            ActError: Without a first name, or with a number that no person can have.
        """
        if not first_name:
            raise ActError("a person needs a first_name")
        if id is not None and not 0 < id < 1 << 52:
            raise ActError("a person's number lies between 1 and 2^52")
        with self.acting:
            number = id or max([FIRST_PERSON - 1, *self.people]) + 1
            person = Person(number, first_name, last_name, username, language_code, title)
            self.people[number] = person
            chat = self.chats.get(number) or Chat(number, "private", {}, random.getrandbits(62))
            chat.shape = person.chat()
            self.chats[number] = chat
            order = list(self.people).index(number)
            self.journal.put(
                "person", number, {"order": order, **{name: getattr(person, name) for name in Person.__slots__}}
            )
            self.keep_chat(chat)
            return person

    def person(self, pid: int) -> Person:
        """The person with this number.

        Raises:
            ActError: When there is none.
        """
        try:
            return self.people[pid]
        except KeyError:
            raise ActError(f"there is no person {pid}") from None

    def chat(self, chat_id: int) -> Chat:
        """The chat with this number.

        Raises:
            ApiError: 400 `chat not found`.
        """
        try:
            return self.chats[chat_id]
        except KeyError:
            raise bad_request("chat not found") from None

    def keep_chat(self, chat: Chat) -> None:
        """Notes a changed chat for the journal."""
        self.journal.put("chat", chat.id, {name: getattr(chat, name) for name in Chat.__slots__})

    def known_user(self, user_id: int) -> Json | None:
        """User of a person whom the bot has met, for mentions."""
        chat = self.chats.get(user_id)
        return self.people[user_id].user() if chat is not None and chat.started and chat.is_private else None

    # Messages

    def find(self, chat_id: int, message_id: int) -> Stored | None:
        """A message that is still there."""
        return self._messages.get(chat_id, {}).get(message_id)

    def messages(self, chat_id: int) -> list[Stored]:
        """All messages of a chat, oldest first."""
        return list(self._messages.get(chat_id, {}).values())

    def rendered(self, message: Stored) -> Json:
        """Message of the Bot API, with the one it replies to if that is still there."""
        answered = self.find(message.chat_id, message.reply_to) if message.reply_to else None
        if answered is None:
            return message.data
        data: Json = {}
        for name, value in message.data.items():
            data[name] = value
            if name in ("date", "edit_date", "forward_origin") and "reply_to_message" not in data:
                data["reply_to_message"] = answered.data
        return data

    def post(
        self,
        chat: Chat,
        sender: Json,
        content: Content,
        *,
        reply_to: int = 0,
        head: Json | None = None,
        markup: Json | None = None,
        editable: bool = True,
        protected: bool = False,
    ) -> Stored:
        """Puts a message into a chat and shows it to the pages.

        Args:
            chat: Where.
            sender: User who sends it.
            content: Gives the content fields once the number is known.
            reply_to: Number of the answered message, or 0.
            head: Fields before the content, such as `media_group_id`.
            markup: InlineKeyboardMarkup, or None.
            editable: False when it carries a reply keyboard.
            protected: Whether it may not be forwarded.
        """
        self._last_message_id += 1
        message_id, now = self._last_message_id, self.clock.now()
        data: Json = {"message_id": message_id, "from": sender, "chat": chat.shape, "date": int(now)}
        if head:
            data.update(head)
        data.update(content(message_id))
        if markup is not None:
            data["reply_markup"] = markup
        if protected:
            data["has_protected_content"] = True
        message = Stored(chat.id, message_id, data, sender is self.bot, editable, reply_to, now)
        self._messages.setdefault(chat.id, {})[message_id] = message
        self._keep_message(message)
        self.events.emit("message", chat.id, message=self.rendered(message))
        return message

    def change(self, message: Stored, content: Json, markup: Json | None) -> None:
        """Replaces the content and the inline keyboard of a message."""
        message.data = replaced(message, content, markup, self.clock.date())
        self._keep_message(message)
        self.events.emit("edit", message.chat_id, message=self.rendered(message))

    def remove(self, message: Stored) -> None:
        """Deletes a message for everyone."""
        del self._messages[message.chat_id][message.message_id]
        self.journal.drop("message", message.message_id)
        self.events.emit("delete", message.chat_id, message_id=message.message_id)

    def react(self, message: Stored, emoji: str) -> None:
        """Puts the bot's reaction on a message; an empty one takes it away."""
        message.reaction = emoji
        self._keep_message(message)
        self.events.emit("reaction", message.chat_id, message_id=message.message_id, reaction=emoji)

    def announce(self, kind: str, message: Stored) -> None:
        """Queues `message` or `edited_message` for the bot."""
        self.updates.add(kind, self.rendered(message), MESSAGE_SECONDS, f"chat {message.chat_id}")

    # The whole

    def reset(self) -> None:
        """Forgets messages, files, groups, faults and updates; people, settings, clock and event numbers stay."""
        with self.acting:
            self._messages.clear()
            self.journal.clear("message", "chat", "tap")
            self.updates.clear()
            self.files.clear()
            self.taps.clear()
            self.faults.clear()
            self.flood.clear()
            self.chats = {number: chat for number, chat in self.chats.items() if chat.is_private}
            for chat in self.chats.values():
                chat.started = chat.blocked = False
                chat.reply_keyboard = None
                self.keep_chat(chat)
                self.events.emit("reset", chat.id)

    def advance(self, seconds: float) -> float:
        """Pushes Telegram's clock forward; gives the new time."""
        with self.acting:
            now = self.clock.advance(seconds)
            self._keep_clock()
            self.updates.wakers.ring()
            return now

    def close(self) -> None:
        """Writes the rest of the journal and lets go of it."""
        with self.acting:
            self._keep_clock()
            self.journal.close()

    def _keep_message(self, message: Stored) -> None:
        self.journal.put("message", message.message_id, {name: getattr(message, name) for name in Stored.__slots__})
        self._keep_clock()

    def _keep_clock(self) -> None:
        self.journal.put(
            "clock",
            "0",
            {"offset": self.clock.offset, "last_event": self.events.last, "last_message_id": self._last_message_id},
        )

    def _load_clock(self) -> None:
        # A few numbers are left out after a kill, so that no page takes a new event for one it has seen.
        last_event = 0
        for _, kept in self.journal.load("clock"):
            self.clock.offset = kept["offset"]
            self._last_message_id = kept["last_message_id"]
            last_event = kept["last_event"] + 1_000
        self.events = EventLog(last_event)

    def _load(self) -> None:
        for pid, kept in sorted(self.journal.load("person"), key=_order):
            kept.pop("order")
            self.people[int(pid)] = Person(**kept)
        for chat_id, kept in self.journal.load("chat"):
            self.chats[int(chat_id)] = Chat(**kept)
        for _, kept in self.journal.load("message"):
            message = Stored(**kept)
            self._messages.setdefault(message.chat_id, {})[message.message_id] = message
        self.files.load()
        self.updates.load()
        self.taps.load()
        self.settings.load()


def _order(row: tuple[str, Any]) -> int:
    return int(row[1]["order"])
