"""One call of the Bot API, and what nearly every method asks of it."""

from dataclasses import dataclass
from typing import Any

from sandbox.entities import Formatted, read_formatted
from sandbox.errors import bad_request
from sandbox.markup import Markup, read_inline_markup, read_markup
from sandbox.messages import Content, Json, Stored
from sandbox.parameters import Parameters
from sandbox.people import Chat
from sandbox.world import World

MAX_CAPTION = 1024


@dataclass(frozen=True, slots=True)
class Call:
    """A call: the world it acts on and its parameters."""

    world: World
    args: Parameters

    def chat(self) -> Chat:
        """The chat of `chat_id`.

        Raises:
            ApiError: 400 when it is missing or unknown.
        """
        return self.chat_named("chat_id")

    def chat_named(self, name: str) -> Chat:
        """The chat of another parameter.

        Raises:
            ApiError: 400 when it is missing or unknown.
        """
        if not self.args.text(name):
            raise bad_request(f"{name} is empty")
        # No public group or channel lives here, so no @name leads anywhere.
        return self.world.chat(self.args.chat_id(name))

    def formatted(self, text: str, entities: str) -> Formatted:
        """A text parameter with its formatting."""
        return read_formatted(
            self.args.text(text), self.args.text("parse_mode"), self.args.text(entities), self.world.known_user
        )

    def caption(self) -> Formatted:
        """The caption of a message to be sent.

        Raises:
            ApiError: 400 when it is too long.
        """
        caption = self.formatted("caption", "caption_entities")
        if caption.length > MAX_CAPTION:
            raise bad_request("message caption is too long")
        return caption

    def markup(self) -> Markup | None:
        """The keyboard of a message to be sent."""
        return read_markup(self.args.text("reply_markup"), local_web=self.world.local_web)

    def inline_markup(self) -> Markup | None:
        """The keyboard of an edit."""
        return read_inline_markup(self.args.text("reply_markup"), local_web=self.world.local_web)


@dataclass(frozen=True, slots=True)
class Reply:
    """Which message an answer refers to; number 0 for none."""

    message_id: int = 0
    may_be_missing: bool = False


def read_reply(call: Call) -> Reply:
    """Reads `reply_parameters`, or the older `reply_to_message_id`.

    Raises:
        ApiError: 400 when it is no JSON object.
    """
    args = call.args
    if not args.text("reply_parameters"):
        missing = args.flag("allow_sending_without_reply")
        return Reply(args.integer("reply_to_message_id", low=0), missing)
    sent = args.load("reply_parameters", "can't parse reply parameters JSON object")
    if not isinstance(sent, dict):
        raise bad_request("object expected as reply parameters")
    try:
        message_id = int(sent.get("message_id", 0))
    except (TypeError, ValueError, OverflowError):
        raise bad_request('can\'t parse reply parameters: Field "message_id" must be of type Number') from None
    return Reply(message_id, sent.get("allow_sending_without_reply") is True)


def reply_target(call: Call, chat: Chat, reply: Reply) -> int:
    """The number of the answered message, 0 for none.

    Raises:
        ApiError: 400 when it is gone and must not be.
    """
    if not reply.message_id or call.world.find(chat.id, reply.message_id):
        return reply.message_id
    if reply.may_be_missing:
        return 0
    raise bad_request("message to be replied not found")


def deliver(call: Call, content: Content, *, head: Json | None = None) -> Json:
    """Sends one message: the checks that all sending methods share, in Telegram's order.

    Args:
        call: The call, whose content was already checked.
        content: Gives the content fields of the message.
        head: Fields before the content.

    Returns:
        The Message.
    """
    reply, markup = read_reply(call), call.markup()
    with call.world.acting:
        chat = call.chat()
        chat.ensure_writable()
        target = reply_target(call, chat, reply)
        if markup:
            chat.ensure_buttons_fit(markup.kinds)
        call.world.flood.spend(chat.id)
        return call.world.rendered(send(call, chat, content, target, markup, head))


def send(
    call: Call, chat: Chat, content: Content, reply_to: int, markup: Markup | None, head: Json | None = None
) -> Stored:
    """Puts the bot's message into a chat and shows its keyboard."""
    world = call.world
    message = world.post(
        chat,
        world.bot,
        content,
        reply_to=reply_to,
        head=head,
        markup=markup.data if markup and markup.kind == "inline" else None,
        editable=markup is None or markup.kind == "inline",
        protected=call.args.flag("protect_content"),
    )
    if markup and markup.kind in ("keyboard", "remove"):
        show_keyboard(world, chat, markup.data or None)
    return message


def show_keyboard(world: World, chat: Chat, keyboard: dict[str, Any] | None) -> None:
    """Sets or removes the reply keyboard of a chat."""
    chat.reply_keyboard = keyboard
    world.keep_chat(chat)
    world.events.emit("keyboard", chat.id, reply_keyboard=keyboard)
