"""forwardMessage and copyMessage."""

from sandbox.errors import bad_request
from sandbox.messages import Content, Json, Stored
from sandbox.methods.call import Call, deliver

# What is said about a chat rather than in it; nobody can pass it on.
_SERVICE_FIELDS = ("new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id", "web_app_data")


def forward_message(call: Call) -> Json:
    """forwardMessage: the message with its origin; buttons stay behind, except addresses."""
    message = _source(call, "forward")
    if not _is_content(message):
        raise bad_request("the message can't be forwarded")
    head = {"forward_origin": forward_origin(message)}
    return deliver(call, _renewed(call, message.content()), head=head)


def copy_message(call: Call) -> Json:
    """copyMessage: the content without its origin; a new caption may take the place of the old one."""
    message = _source(call, "copy")
    if not _is_content(message):
        raise bad_request("the message can't be copied")
    content = message.content()
    if "caption" in call.args.values and message.media:
        caption = call.caption()
        for name in ("caption", "caption_entities"):
            content.pop(name, None)
        content.update(caption.fields("caption", "caption_entities"))
    return {"message_id": deliver(call, _renewed(call, content))["message_id"]}


def forward_origin(message: Stored) -> Json:
    """MessageOrigin of a forward: who said it first, and when."""
    known: Json | None = message.data.get("forward_origin")
    return known or {"type": "user", "sender_user": message.data["from"], "date": message.data["date"]}


def _source(call: Call, deed: str) -> Stored:
    if not call.args.text("from_chat_id"):
        raise bad_request('parameter "from_chat_id" is required')
    with call.world.acting:
        chat = call.chat_named("from_chat_id")
        message = call.world.find(chat.id, call.args.integer("message_id"))
    if message is None:
        raise bad_request(f"message to {deed} not found")
    if "has_protected_content" in message.data:
        raise bad_request(f"message has protected content and can't be {'copied' if deed == 'copy' else 'forwarded'}")
    return message


def _is_content(message: Stored) -> bool:
    return not any(name in message.data for name in _SERVICE_FIELDS)


def _renewed(call: Call, content: Json) -> Content:
    return lambda message_id: call.world.files.renewed(content, message_id)
