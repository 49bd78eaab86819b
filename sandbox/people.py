"""People and chats: who is on the other side of the bot, and what the bot may do there."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.errors import ApiError, bad_request, forbidden

Json = dict[str, Any]


@dataclass(slots=True)
class Person:
    """A person with a Telegram account; `title` is shown on the page only, Telegram knows none."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    title: str = ""

    def user(self) -> Json:
        """User of the Bot API."""
        found: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.last_name:
            found["last_name"] = self.last_name
        if self.username:
            found["username"] = self.username
        if self.language_code:
            found["language_code"] = self.language_code
        return found

    def chat(self) -> Json:
        """Chat of the Bot API for the private chat with this person."""
        found: Json = {"id": self.id, "first_name": self.first_name}
        if self.last_name:
            found["last_name"] = self.last_name
        if self.username:
            found["username"] = self.username
        found["type"] = "private"
        return found


@dataclass(slots=True)
class Chat:
    """A chat of the bot with one person, or a group.

    Attributes:
        kind: private, group or supergroup.
        started: A person wrote first; before that a bot may not.
        blocked: The person blocked the bot.
        standing: The bot's place in a group: member, left or kicked.
        members: The people of a group, empty for a private chat.
        migrated_to: The supergroup that this group became, 0 if it did not.
        reply_keyboard: ReplyKeyboardMarkup now shown, or None.
        instance: `chat_instance` of taps.
    """

    id: int
    kind: str
    shape: Json
    instance: int
    started: bool = False
    blocked: bool = False
    standing: str = "member"
    members: list[int] = field(default_factory=list)
    migrated_to: int = 0
    reply_keyboard: Json | None = None

    @property
    def is_private(self) -> bool:
        """Whether it is a chat with one person."""
        return self.kind == "private"

    def ensure_writable(self) -> None:
        """Raises what Telegram answers when the bot may not write here.

        Raises:
            ApiError: 403 when not started, blocked or not a member; 400 with `migrate_to` for an upgraded group.
        """
        if self.is_private:
            if not self.started:
                raise forbidden("bot can't initiate conversation with a user")
            if self.blocked:
                raise forbidden("bot was blocked by the user")
            return
        if self.migrated_to:
            text = "Bad Request: group chat was upgraded to a supergroup chat"
            raise ApiError(400, text, migrate_to=self.migrated_to)
        if self.standing == "kicked":
            raise forbidden(f"bot was kicked from the {self.kind} chat")
        if self.standing == "left":
            raise forbidden(f"bot is not a member of the {self.kind} chat")

    def ensure_buttons_fit(self, kinds: frozenset[str]) -> None:
        """Raises when a keyboard holds buttons that this kind of chat cannot have.

        Args:
            kinds: What the buttons of the keyboard do, as `Markup.kinds` tells.

        Raises:
            ApiError: 400 with the text for the first such button.
        """
        if self.is_private:
            return
        if "inline web_app" in kinds:
            raise bad_request("BUTTON_TYPE_INVALID")
        if "web_app" in kinds:
            raise bad_request("web App buttons can be used in private chats only")
        if "request_contact" in kinds:
            raise bad_request("phone number can be requested in private chats only")
        if "request_location" in kinds:
            raise bad_request("location can be requested in private chats only")
