"""People write, edit, delete, forward and block."""

import re

from sandbox.entities import Formatted, plain_text
from sandbox.errors import ActError
from sandbox.messages import Content, Json, Stored
from sandbox.methods.sending import MAX_TEXT
from sandbox.people import Chat, Person
from sandbox.updates import MESSAGE_SECONDS
from sandbox.world import World

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}\Z")
EDITABLE_SECONDS = 48 * 3600


def chat_of(world: World, pid: int) -> tuple[Person, Chat]:
    """A person and their chat with the bot.

    Raises:
        ActError: When there is no such person, or they have blocked the bot and must unblock it first.
    """
    person = world.person(pid)
    chat = world.chats[pid]
    if chat.blocked:
        raise ActError(f"{pid} has blocked the bot")
    return person, chat


def say(world: World, pid: int, content: Content, *, reply_to: int = 0, head: Json | None = None) -> Stored:
    """Puts a person's message into their chat and queues it for the bot.

    Raises:
        ActError: When they blocked the bot, or answer a message that is not there.
    """
    person, chat = chat_of(world, pid)
    if reply_to and world.find(pid, reply_to) is None:
        raise ActError(f"there is no message {reply_to} to answer")
    if not chat.started:
        chat.started = True
        world.keep_chat(chat)
    message = world.post(chat, person.user(), content, reply_to=reply_to, head=head)
    world.announce("message", message)
    return message


def start(world: World, pid: int, payload: str = "") -> Stored:
    """Opens the bot, with the payload of a deep link if any; someone who blocked it unblocks it by that."""
    if not _PAYLOAD.match(payload):
        raise ActError("a start payload has at most 64 of A-Z a-z 0-9 _ -")
    with world.acting:
        world.person(pid)
        if world.chats[pid].blocked:
            unblock(world, pid)
        return say(world, pid, text_content(f"/start {payload}".strip()))


def text(world: World, pid: int, words: str, reply_to: int = 0) -> Stored:
    """Sends a text."""
    with world.acting:
        return say(world, pid, text_content(words), reply_to=reply_to)


def text_content(words: str) -> Content:
    """The content of a typed text.

    Raises:
        ActError: When a client would not send it: empty, or so long that it would be split.
    """
    formatted = _typed(words)
    return lambda _: formatted.fields("text", "entities")


def _typed(words: str) -> Formatted:
    formatted = plain_text(words)
    if formatted.is_blank:
        raise ActError("an empty text cannot be sent")
    if formatted.length > MAX_TEXT:
        raise ActError(f"a text has at most {MAX_TEXT} characters")
    return formatted


def edit(world: World, pid: int, message_id: int, words: str) -> Stored:
    """Changes one's own text or caption, within 48 hours."""
    with world.acting:
        chat_of(world, pid)
        message = own_message(world, pid, message_id)
        if world.clock.now() - message.sent_at > EDITABLE_SECONDS:
            raise ActError("messages can be edited for 48 hours")
        if "forward_origin" in message.data:
            raise ActError("a forwarded message cannot be edited")
        content = message.content()
        names = ("text", "entities") if message.is_text else ("caption", "caption_entities")
        if not message.is_text and not message.media:
            raise ActError("this message has no text to edit")
        formatted = _typed(words) if message.is_text else plain_text(words)
        for name in names:
            content.pop(name, None)
        content.update(formatted.fields(*names))
        if content == message.content():
            raise ActError("nothing was changed")
        world.change(message, content, None)
        # An edit counts from its own time: the bot hears of it even if the message is a day old.
        world.announce("edited_message", message)
        return message


def delete(world: World, pid: int, message_id: int) -> None:
    """Deletes a message for both sides; the bot gets no notice."""
    with world.acting:
        world.person(pid)
        message = world.find(pid, message_id)
        if message is None:
            raise ActError(f"there is no message {message_id}")
        world.remove(message)


def own_message(world: World, pid: int, message_id: int) -> Stored:
    """A message that this person sent.

    Raises:
        ActError: When there is none, or the bot sent it.
    """
    message = world.find(pid, message_id)
    if message is None or message.by_bot:
        raise ActError(f"{pid} has no message {message_id} of their own")
    return message


def forward(world: World, pid: int, message_id: int, source: int) -> Stored:
    """Forwards a message out of another person's chat with the bot; buttons with callbacks stay behind."""
    with world.acting:
        world.person(source)
        message = world.find(source, message_id)
        if message is None:
            raise ActError(f"there is no message {message_id} in the chat of {source}")
        if "has_protected_content" in message.data:
            raise ActError("this message is protected")
        origin = message.data.get("forward_origin") or {
            "type": "user",
            "sender_user": message.data["from"],
            "date": message.data["date"],
        }
        rows = [[button for button in row if "url" in button] for row in message.keyboard()]
        rows = [row for row in rows if row]
        content = message.content()
        if rows:
            content["reply_markup"] = {"inline_keyboard": rows}
        return say(world, pid, lambda number: world.files.renewed(content, number), head={"forward_origin": origin})


def block(world: World, pid: int) -> None:
    """Blocks the bot."""
    with world.acting:
        _, chat = chat_of(world, pid)
        if not chat.started:
            raise ActError(f"{pid} has never opened the bot")
        _turn(world, pid, blocked=True)


def unblock(world: World, pid: int) -> None:
    """Unblocks the bot."""
    with world.acting:
        world.person(pid)
        if not world.chats[pid].blocked:
            raise ActError(f"{pid} has not blocked the bot")
        _turn(world, pid, blocked=False)


def _turn(world: World, pid: int, *, blocked: bool) -> None:
    chat, person = world.chats[pid], world.people[pid]
    chat.blocked = blocked
    world.keep_chat(chat)
    free: Json = {"user": world.bot, "status": "member"}
    shut: Json = {"user": world.bot, "status": "kicked", "until_date": 0}
    world.updates.add(
        "my_chat_member",
        {
            "chat": chat.shape,
            "from": person.user(),
            "date": world.clock.date(),
            "old_chat_member": free if blocked else shut,
            "new_chat_member": shut if blocked else free,
        },
        MESSAGE_SECONDS,
        f"chat {pid}",
    )
    world.events.emit("blocked" if blocked else "unblocked", pid)
