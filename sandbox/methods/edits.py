"""editMessageText, editMessageCaption, editMessageReplyMarkup, deleteMessage, deleteMessages."""

from sandbox.errors import bad_request
from sandbox.markup import Markup
from sandbox.messages import Json, Stored
from sandbox.methods.call import MAX_CAPTION, Call
from sandbox.methods.sending import MAX_TEXT, preview_options
from sandbox.people import Chat

DELETABLE_SECONDS = 48 * 3600
MAX_DELETED = 100
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current"
    " content and reply markup of the message"
)


def edit_message_text(call: Call) -> Json:
    """editMessageText: new text; without `reply_markup` the keyboard goes."""
    if not call.args.text("text"):
        raise bad_request("message text is empty")
    text = call.formatted("text", "entities")
    if text.is_blank:
        raise bad_request("text must be non-empty")
    preview = preview_options(call)
    markup = call.inline_markup()
    with call.world.acting:
        chat, message = target(call)
        if not message.is_text:
            raise bad_request("there is no text in the message to edit")
        if text.length > MAX_TEXT:
            raise bad_request("MESSAGE_TOO_LONG")
        content = text.fields("text", "entities")
        if preview:
            content["link_preview_options"] = preview
        return apply_edit(call, chat, message, content, markup)


def edit_message_caption(call: Call) -> Json:
    """editMessageCaption: new caption under a photo or document; an empty one takes it away."""
    caption = call.formatted("caption", "caption_entities")
    markup = call.inline_markup()
    with call.world.acting:
        chat, message = target(call)
        if not message.media:
            raise bad_request("there is no caption in the message to edit")
        if caption.length > MAX_CAPTION:
            raise bad_request("MEDIA_CAPTION_TOO_LONG")
        content = message.content()
        for name in ("caption", "caption_entities"):
            content.pop(name, None)
        content.update(caption.fields("caption", "caption_entities"))
        return apply_edit(call, chat, message, content, markup)


def edit_message_reply_markup(call: Call) -> Json:
    """editMessageReplyMarkup: another inline keyboard, or none."""
    markup = call.inline_markup()
    with call.world.acting:
        chat, message = target(call)
        return apply_edit(call, chat, message, message.content(), markup)


def target(call: Call) -> tuple[Chat, Stored]:
    """The chat and the bot's own message that an edit names.

    Raises:
        ApiError: 400 with Telegram's reason, 403 where the bot may not write.
    """
    args = call.args
    if not args.text("chat_id") and not args.text("message_id"):
        # No inline mode here, so no inline_message_id was ever given out.
        raise bad_request(
            "MESSAGE_ID_INVALID" if args.text("inline_message_id") else "message identifier is not specified"
        )
    chat = call.chat()
    chat.ensure_writable()
    message = call.world.find(chat.id, args.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.by_bot or not message.editable:
        raise bad_request("message can't be edited")
    return chat, message


def apply_edit(call: Call, chat: Chat, message: Stored, content: Json, markup: Markup | None) -> Json:
    """Changes a message.

    Returns:
        The new Message, without the message it replies to.

    Raises:
        ApiError: 400 when nothing would change; 429 when edits come too fast.
    """
    if markup:
        chat.ensure_buttons_fit(markup.kinds)
    keyboard = markup.data if markup else None
    if _seen(content) == _seen(message.content()) and keyboard == message.data.get("reply_markup"):
        raise bad_request(SAME)
    call.world.flood.spend(chat.id)
    call.world.change(message, content, keyboard)
    return message.data


def _seen(content: Json) -> Json:
    """What a person would see change: a file is the same whatever identifier it has in this message."""
    seen = dict(content)
    for name in ("photo", "document", "animation", "audio", "video"):
        if name in seen:
            sizes = seen[name] if isinstance(seen[name], list) else [seen[name]]
            seen[name] = [size["file_unique_id"] for size in sizes]
    return seen


def delete_message(call: Call) -> bool:
    """deleteMessage: own and the person's messages of the last 48 hours."""
    if not call.args.text("chat_id"):
        raise bad_request("chat identifier is not specified")
    if not call.args.text("message_id"):
        raise bad_request("message identifier is not specified")
    with call.world.acting:
        chat = call.chat()
        message = call.world.find(chat.id, call.args.integer("message_id"))
        if message is None:
            raise bad_request("message to delete not found")
        _delete(call, chat, message)
    return True


def delete_messages(call: Call) -> bool:
    """deleteMessages: up to a hundred; those already gone are passed over."""
    if not call.args.text("chat_id"):
        raise bad_request("chat identifier is not specified")
    numbers = read_message_ids(call)
    with call.world.acting:
        chat = call.chat()
        found = [message for number in dict.fromkeys(numbers) if (message := call.world.find(chat.id, number))]
        for message in found:
            _ensure_deletable(call, chat, message)
        for message in found:
            call.world.remove(message)
    return True


def read_message_ids(call: Call) -> list[int]:
    """The parameter `message_ids`.

    Raises:
        ApiError: 400 unless it is an array of 1 to 100 numbers.
    """
    if not call.args.text("message_ids"):
        raise bad_request("message identifiers are not specified")
    numbers = call.args.load("message_ids", "can't parse message_ids JSON object")
    if not isinstance(numbers, list):
        raise bad_request("expected an Array of message identifiers")
    if len(numbers) > MAX_DELETED:
        raise bad_request("too many message identifiers specified")
    found = []
    for number in numbers:
        try:
            found.append(int(number))
        except (TypeError, ValueError, OverflowError):
            raise bad_request("invalid message identifier specified") from None
        if found[-1] <= 0:
            raise bad_request("invalid message identifier specified")
    if not found:
        raise bad_request("message identifiers are not specified")
    return found


def _delete(call: Call, chat: Chat, message: Stored) -> None:
    _ensure_deletable(call, chat, message)
    call.world.remove(message)


def _ensure_deletable(call: Call, chat: Chat, message: Stored) -> None:
    if not chat.is_private and not message.by_bot:
        # The bot is an ordinary member of its groups, not an administrator.
        raise bad_request("message can't be deleted")
    if call.world.clock.now() - message.sent_at > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
