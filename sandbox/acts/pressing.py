"""People tap buttons: inline ones, keys of the reply keyboard, and those that open a page."""

from typing import Any

from sandbox.acts.places import place_content
from sandbox.acts.talking import chat_of, say, text_content
from sandbox.errors import ActError
from sandbox.launch import launch_url
from sandbox.messages import Json, Stored
from sandbox.methods.call import show_keyboard
from sandbox.updates import TAP_SECONDS
from sandbox.world import World


def press(world: World, pid: int, message_id: int, which: Json) -> str:
    """Taps a callback button.

    Args:
        world: The world.
        pid: Who taps.
        message_id: The message with the button.
        which: `row` and `column` counted from 0, or `data`, or `text`.

    Returns:
        The callback_query_id.

    Raises:
        ActError: When there is no such button, or it calls nothing back.
    """
    with world.acting:
        chat_of(world, pid)
        return tap_button(world, pid, pid, message_id, which)


def tap_button(world: World, pid: int, chat_id: int, message_id: int, which: Json) -> str:
    """Taps a callback button in any chat; see `press`."""
    button = find_button(world, chat_id, message_id, which)
    if "callback_data" not in button:
        raise ActError(f"the button {button['text']} calls nothing back")
    return _tap(world, pid, chat_id, message_id, button["callback_data"])


def foreign_press(world: World, pid: int, message_id: int, owner: int, data: str) -> str:
    """Taps with any data on a message in someone else's chat, as a copied client could."""
    with world.acting:
        world.person(pid)
        if world.find(owner, message_id) is None:
            raise ActError(f"there is no message {message_id} in the chat of {owner}")
        return _tap(world, pid, owner, message_id, data)


def find_button(world: World, chat_id: int, message_id: int, which: Json) -> Json:
    """The inline button of a message.

    Raises:
        ActError: When the message or the button is not there.
    """
    message = world.find(chat_id, message_id)
    if message is None:
        raise ActError(f"there is no message {message_id}")
    rows = message.keyboard()
    if "row" in which or "column" in which:
        row, column = _place(which, "row"), _place(which, "column")
        if row < len(rows) and column < len(rows[row]):
            return rows[row][column]
    else:
        name, value = ("callback_data", which.get("data")) if "data" in which else ("text", which.get("text"))
        for button in (button for row in rows for button in row):
            if value is not None and button.get(name) == value:
                return button
    shown = " / ".join(button["text"] for row in rows for button in row)
    raise ActError(f"message {message_id} has no such button; it shows: {shown or 'none'}")


def _place(which: Json, name: str) -> int:
    value = which.get(name, 0)
    if not isinstance(value, int) or value < 0:
        raise ActError(f"{name} is a number from 0")
    return value


def _tap(world: World, pid: int, chat_id: int, message_id: int, data: str) -> str:
    message = world.find(chat_id, message_id)
    assert message is not None
    tap = world.taps.press(pid, pid)
    world.updates.add(
        "callback_query",
        {
            "id": tap.id,
            "from": world.people[pid].user(),
            "message": world.rendered(message),
            "chat_instance": str(world.chats[chat_id].instance),
            "data": data,
        },
        TAP_SECONDS,
        f"user {pid}",
    )
    return tap.id


def key(world: World, pid: int, text: str, place: Json) -> Stored:
    """Taps a key of the reply keyboard.

    Args:
        world: The world.
        pid: Who taps.
        text: What the key says.
        place: latitude, longitude and horizontal_accuracy, for a key that asks for the place.

    Raises:
        ActError: When no such key is shown.
    """
    with world.acting:
        person, chat = chat_of(world, pid)
        keyboard: dict[str, Any] = chat.reply_keyboard or {}
        keys = [button for row in keyboard.get("keyboard", []) for button in row]
        found = next((button for button in keys if button["text"] == text), None)
        if found is None:
            raise ActError(f"no key says {text}; shown: {' / '.join(button['text'] for button in keys) or 'none'}")
        if "web_app" in found:
            raise ActError("this key opens a page")
        if found.get("request_location"):
            content = place_content(place)
        elif found.get("request_contact"):
            contact = {"phone_number": f"86139{pid % 10**8:08}", "first_name": person.first_name}
            if person.last_name:
                contact["last_name"] = person.last_name
            shown: Json = {"contact": {**contact, "user_id": pid}}

            def content(_: int) -> Json:
                return shown

        else:
            content = text_content(text)
        message = say(world, pid, content)
        if keyboard.get("one_time_keyboard"):
            show_keyboard(world, chat, None)
        return message


def webapp(world: World, pid: int, message_id: int, which: Json) -> str:
    """Opens the page of a web_app button, or of the menu button; gives its address with signed launch data.

    Args:
        world: The world.
        pid: Who opens it.
        message_id: The message with the button.
        which: As for `press`, or `menu_button` true.

    Raises:
        ActError: When the button opens no page.
    """
    with world.acting:
        person, _ = chat_of(world, pid)
        if which.get("menu_button") is True:
            button = world.settings.menu_button(pid)
        else:
            button = find_button(world, pid, message_id, which)
        if "web_app" not in button:
            raise ActError(f"the button {button.get('text', 'of the menu')} opens no page")
        return launch_url(button["web_app"]["url"], world.token, person, world.clock.date())
