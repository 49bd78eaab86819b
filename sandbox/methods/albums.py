"""sendMediaGroup and editMessageMedia: files described by InputMedia."""

import json
import random
from dataclasses import dataclass
from typing import Any

from sandbox.entities import Formatted, read_formatted
from sandbox.errors import ApiError, bad_request
from sandbox.messages import Json
from sandbox.methods.call import MAX_CAPTION, Call, read_reply, reply_target, send
from sandbox.methods.edits import apply_edit, target
from sandbox.methods.media import KINDS, Prepared, file_content, prepare_file

MAX_ALBUM = 10
# Photos and videos mix; documents and audio stay among themselves.
_ALONE = ("document", "audio")


@dataclass(frozen=True, slots=True)
class InputMedia:
    """One file on its way, with its caption."""

    type: str
    file: Prepared
    caption: Formatted
    spoiler: bool

    def content(self, call: Call, message_id: int) -> Json:
        """The content fields of the message that carries it; call under the lock."""
        content = {
            **file_content(self.type, self.file.keep(call), message_id),
            **self.caption.fields("caption", "caption_entities"),
        }
        if self.spoiler and self.type == "photo":
            content["has_media_spoiler"] = True
        return content


def send_media_group(call: Call) -> list[Json]:
    """sendMediaGroup: up to ten files as separate messages with one `media_group_id`."""
    if not call.args.text("media"):
        raise bad_request('parameter "media" is required')
    sent = call.args.load("media", "can't parse media JSON object")
    if not isinstance(sent, list):
        raise bad_request("expected an Array of InputMedia")
    if len(sent) > MAX_ALBUM:
        raise bad_request("too many messages to send as an album")
    if not sent:
        raise bad_request("there are no messages to send")
    items = [_read_item(call, item, in_album=True) for item in sent]
    kinds = {item.type for item in items}
    for kind in _ALONE:
        if kind in kinds and len(kinds) > 1:
            raise bad_request(f"{kind} can't be mixed with other media types")
    for item in items:
        if item.caption.length > MAX_CAPTION:
            raise bad_request("message caption is too long")
    reply = read_reply(call)
    world = call.world
    with world.acting:
        chat = call.chat()
        chat.ensure_writable()
        answered = reply_target(call, chat, reply)
        world.flood.spend(chat.id, len(items))
        # A single item goes out as a plain message.
        head = {"media_group_id": str(random.getrandbits(53) | 1 << 53)} if len(items) > 1 else None
        return [
            world.rendered(
                send(call, chat, lambda number, item=item: item.content(call, number), answered, None, head)  # type: ignore[misc]
            )
            for item in items
        ]


def edit_message_media(call: Call) -> Json:
    """editMessageMedia: another file and caption in the place of the old ones."""
    if not call.args.text("media"):
        raise bad_request('parameter "media" is required')
    item = _read_item(call, call.args.load("media", "can't parse input media JSON object"), in_album=False)
    markup = call.inline_markup()
    with call.world.acting:
        chat, message = target(call)
        if not message.media and not message.is_text:
            raise bad_request("message media can't be edited")
        strict = message.media in _ALONE or item.type in _ALONE
        if "media_group_id" in message.data and strict and message.media != item.type:
            raise bad_request("can't change media type in the album")
        if item.caption.length > MAX_CAPTION:
            raise bad_request("MEDIA_CAPTION_TOO_LONG")
        return apply_edit(call, chat, message, item.content(call, message.message_id), markup)


def _read_item(call: Call, sent: Any, *, in_album: bool) -> InputMedia:
    """Reads one InputMedia.

    Raises:
        ApiError: 400 with Telegram's reason.
    """
    if not isinstance(sent, dict):
        raise _unreadable("expected an Object")
    kind = sent.get("type")
    if not isinstance(kind, str):
        raise _unreadable('Can\'t find field "type"')
    if in_album and kind == "animation":
        raise _unreadable(f'type "{kind}" can\'t be used in sendMediaGroup')
    if kind not in KINDS:
        raise _unreadable(f'type "{kind}" is unsupported')
    value = sent.get("media")
    if not isinstance(value, str) or not value:
        raise _unreadable("media not found")
    file = prepare_file(call, kind, value)
    if file is None:
        raise _unreadable("media not found")
    caption = read_formatted(
        str(sent.get("caption") or ""),
        str(sent.get("parse_mode") or ""),
        json.dumps(sent["caption_entities"]) if sent.get("caption_entities") else "",
        call.world.known_user,
    )
    return InputMedia(kind, file, caption, sent.get("has_spoiler") is True)


def _unreadable(reason: str) -> ApiError:
    return bad_request(f"can't parse InputMedia: {reason}")
