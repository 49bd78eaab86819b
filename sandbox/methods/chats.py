"""getChat, getChatMember, setMessageReaction."""

from typing import Any

from sandbox.errors import bad_request
from sandbox.messages import Json
from sandbox.methods.call import Call

_EMOJI = """
    ❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 🌚 💯 🤣 ⚡ 🏆 💔 🤨 😐 🍾 💋 😈 😴 😭 🤓 👻
    👀 🎃 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 💅 🤪 🗿 🆒 💘 🙈 😎 👾 😡
"""
# What anyone may set without a subscription; Telegram keeps a longer list.
REACTIONS = frozenset(_EMOJI.split())

_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
_ADMINISTRATION = frozenset({"can_change_info", "can_pin_messages", "can_manage_topics"})
_PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


def get_chat(call: Call) -> Json:
    """getChat: ChatFullInfo."""
    with call.world.acting:
        chat = call.chat()
        if chat.is_private and not chat.started:
            raise bad_request("chat not found")
        found: Json = dict(chat.shape)
        if username := chat.shape.get("username"):
            found["active_usernames"] = [username]
        if not chat.is_private:
            found["permissions"] = {name: name not in _ADMINISTRATION for name in _PERMISSIONS}
        found["accepted_gift_types"] = dict.fromkeys(_GIFTS, chat.is_private)
        found["max_reaction_count"] = 11
        found["accent_color_id"] = chat.id % 7
        return found


def get_chat_member(call: Call) -> Json:
    """getChatMember: member, left, or what the bot itself is."""
    world = call.world
    with world.acting:
        chat = call.chat()
        user_id = call.args.integer("user_id", low=-(1 << 62), high=1 << 62)
        if user_id <= 0:
            raise bad_request("invalid user_id specified")
        if user_id == world.bot["id"]:
            return _standing(world.bot, chat.standing)
        person = world.people.get(user_id)
        if person is None:
            raise bad_request("PARTICIPANT_ID_INVALID")
        inside = user_id in chat.members if not chat.is_private else user_id == chat.id
        if chat.is_private and not inside:
            raise bad_request("member not found")
        return _standing(person.user(), "member" if inside else "left")


def _standing(user: Json, status: str) -> Json:
    member: Json = {"user": user, "status": status}
    if status == "kicked":
        member["until_date"] = 0
    return member


def set_message_reaction(call: Call) -> bool:
    """setMessageReaction: one emoji on a message, or none."""
    emoji = _emoji(call)
    with call.world.acting:
        chat = call.chat()
        chat.ensure_writable()
        message = call.world.find(chat.id, call.args.integer("message_id"))
        if message is None:
            raise bad_request("message to react not found")
        call.world.react(message, emoji)
    return True


def _emoji(call: Call) -> str:
    if not call.args.text("reaction"):
        return ""
    sent: Any = call.args.load("reaction", "can't parse reaction types JSON object")
    if not isinstance(sent, list):
        raise bad_request("expected an Array of ReactionType")
    if len(sent) > 1:
        # A bot without a subscription may set one.
        raise bad_request("REACTIONS_TOO_MANY")
    if not sent:
        return ""
    if not isinstance(sent[0], dict) or sent[0].get("type") != "emoji":
        raise bad_request("can't parse ReactionType: invalid type specified")
    emoji = str(sent[0].get("emoji", "")).rstrip("\ufe0f")
    if emoji not in REACTIONS:
        raise bad_request("REACTION_INVALID")
    return emoji
