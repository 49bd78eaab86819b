"""Groups: people put the bot into one, talk there, throw it out, or let the group grow into a supergroup.

The bot is an ordinary member in privacy mode: it hears commands, answers to its own messages and its own name.
"""

import random
import re

from sandbox.acts.pressing import tap_button
from sandbox.acts.talking import text_content
from sandbox.errors import ActError
from sandbox.messages import Json, Stored
from sandbox.people import Chat
from sandbox.updates import MESSAGE_SECONDS
from sandbox.world import World

ANONYMOUS_ADMINISTRATOR = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}


def open_group(world: World, title: str, members: list[int], kind: str = "group") -> Chat:
    """Makes a group of people and puts the bot into it; the first of them is the one who does it.

    Raises:
        ActError: Without a title or members, or for a kind other than group and supergroup.
    """
    if not title or not members or kind not in ("group", "supergroup"):
        raise ActError("a group needs a title, members and a kind: group or supergroup")
    with world.acting:
        adder = world.person(members[0])
        for pid in members:
            world.person(pid)
        number = random.getrandbits(31) | 1 << 31
        chat_id = -number if kind == "group" else -(10**12) - number
        shape: Json = {"id": chat_id, "title": title, "type": kind}
        chat = Chat(chat_id, kind, shape, random.getrandbits(62), started=True, standing="left", members=members)
        world.chats[chat_id] = chat
        stand(world, chat, members[0], "member")
        message = world.post(chat, adder.user(), lambda _: {"new_chat_members": [world.bot]})
        world.announce("message", message)
        return chat


def group(world: World, chat_id: int) -> Chat:
    """The group with this number.

    Raises:
        ActError: When there is none.
    """
    chat = world.chats.get(chat_id)
    if chat is None or chat.is_private:
        raise ActError(f"there is no group {chat_id}")
    return chat


def say_in_group(world: World, chat_id: int, pid: int, words: str, reply_to: int = 0) -> Stored:
    """A member writes; the bot hears it only where privacy mode lets it."""
    with world.acting:
        chat = _joined(world, chat_id, pid)
        answered = world.find(chat_id, reply_to) if reply_to else None
        if reply_to and answered is None:
            raise ActError(f"there is no message {reply_to} to answer")
        message = world.post(chat, world.people[pid].user(), text_content(words), reply_to=reply_to)
        name = world.bot["username"]
        called = re.search(rf"(?<!\w)@{re.escape(name)}(?!\w)", words, re.IGNORECASE)
        commands = re.findall(r"(?<![\w/])/\w+(@\w+)?", words)
        for_me = any(not at or at[1:].lower() == name.lower() for at in commands)
        if chat.standing == "member" and (called or for_me or (answered is not None and answered.by_bot)):
            world.announce("message", message)
        return message


def press_in_group(world: World, chat_id: int, pid: int, message_id: int, which: Json) -> str:
    """A member taps an inline button; gives the callback_query_id."""
    with world.acting:
        _joined(world, chat_id, pid)
        return tap_button(world, pid, chat_id, message_id, which)


def throw_out(world: World, chat_id: int, pid: int) -> None:
    """A member throws the bot out."""
    with world.acting:
        chat = _joined(world, chat_id, pid)
        if chat.standing != "member":
            raise ActError("the bot is not in this group")
        stand(world, chat, pid, "kicked")


def migrate(world: World, chat_id: int) -> Chat:
    """The group becomes a supergroup with a new number, to which the bot must change."""
    with world.acting:
        old = group(world, chat_id)
        if old.kind != "group" or old.migrated_to:
            raise ActError("only a basic group can become a supergroup")
        number = -(10**12) - (random.getrandbits(31) | 1 << 31)
        shape: Json = {**old.shape, "id": number, "type": "supergroup"}
        new = Chat(number, "supergroup", shape, random.getrandbits(62), started=True, members=old.members)
        world.chats[number] = new
        world.keep_chat(new)
        person = world.people[old.members[0]]
        world.announce("message", world.post(old, person.user(), lambda _: {"migrate_to_chat_id": number}))
        old.migrated_to = number
        world.keep_chat(old)
        arrived = world.post(
            new, ANONYMOUS_ADMINISTRATOR, lambda _: {"migrate_from_chat_id": chat_id}, head={"sender_chat": shape}
        )
        world.announce("message", arrived)
        return new


def stand(world: World, chat: Chat, pid: int, standing: str) -> None:
    """Changes the bot's place in a group and tells it with `my_chat_member`."""
    old, chat.standing = chat.standing, standing
    world.keep_chat(chat)
    world.updates.add(
        "my_chat_member",
        {
            "chat": chat.shape,
            "from": world.people[pid].user(),
            "date": world.clock.date(),
            "old_chat_member": _member(world, old),
            "new_chat_member": _member(world, standing),
        },
        MESSAGE_SECONDS,
        f"chat {chat.id}",
    )


def _member(world: World, standing: str) -> Json:
    member: Json = {"user": world.bot, "status": standing}
    if standing == "kicked":
        member["until_date"] = 0
    return member


def _joined(world: World, chat_id: int, pid: int) -> Chat:
    chat = group(world, chat_id)
    if pid not in chat.members:
        raise ActError(f"{pid} is not in this group")
    return chat
