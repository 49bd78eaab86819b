"""setMyCommands, getMyCommands, deleteMyCommands, setChatMenuButton, getChatMenuButton."""

import re
from typing import Any

from sandbox.errors import ApiError, bad_request
from sandbox.links import LinkError, check_link
from sandbox.messages import Json
from sandbox.methods.call import Call

MAX_COMMANDS = 100
MAX_NAME, MAX_DESCRIPTION = 32, 256
_NAME = re.compile(r"[a-z0-9_]+\Z")
_LANGUAGE = re.compile(r"([a-z]{2})?\Z")
_WIDE_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")


def set_my_commands(call: Call) -> bool:
    """setMyCommands: the list of one scope and language; an empty one takes it away."""
    if not call.args.text("commands"):
        sent: Any = []
    else:
        sent = call.args.load("commands", "can't parse commands JSON object")
    if not isinstance(sent, list):
        raise bad_request("expected an Array of BotCommand")
    if len(sent) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = [_read_command(command) for command in sent]
    scope, language = _scope(call), _language(call)
    with call.world.acting:
        call.world.settings.set_commands(scope, language, commands)
    return True


def get_my_commands(call: Call) -> list[Json]:
    """getMyCommands: of exactly this scope and language."""
    scope, language = _scope(call), _language(call)
    with call.world.acting:
        return call.world.settings.commands(scope, language)


def delete_my_commands(call: Call) -> bool:
    """deleteMyCommands: of exactly this scope and language."""
    scope, language = _scope(call), _language(call)
    with call.world.acting:
        call.world.settings.set_commands(scope, language, [])
    return True


def _read_command(sent: Any) -> Json:
    if not isinstance(sent, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for field in ("command", "description"):
        if not isinstance(sent.get(field), str):
            raise bad_request(f"can't parse BotCommand: Can't find field \"{field}\"")
    name = sent["command"].strip().removeprefix("/").strip()
    description = sent["description"].strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > MAX_NAME:
        raise bad_request(f"command length must not exceed {MAX_NAME}")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > MAX_DESCRIPTION:
        raise bad_request(f"command description length must not exceed {MAX_DESCRIPTION}")
    if not _NAME.match(name):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": name, "description": description}


def _scope(call: Call) -> str:
    """The scope as `kind`, `kind:chat` or `kind:chat:user`."""
    if not call.args.text("scope"):
        return "default"
    sent = call.args.load("scope", "can't parse BotCommandScope JSON object")
    if not isinstance(sent, dict):
        raise _bad_scope("BotCommandScope must be an Object")
    kind = sent.get("type")
    if not isinstance(kind, str):
        raise _bad_scope('Can\'t find field "type"')
    if kind in _WIDE_SCOPES:
        return kind
    if kind not in _CHAT_SCOPES:
        raise _bad_scope("Unsupported type specified")
    if "chat_id" not in sent:
        raise _bad_scope('Can\'t find field "chat_id"')
    parts = [kind, _known_chat(call, sent["chat_id"])]
    if kind == "chat_member":
        if "user_id" not in sent:
            raise _bad_scope('Can\'t find field "user_id"')
        parts.append(_number(sent["user_id"]))
    return ":".join(parts)


def _bad_scope(reason: str) -> ApiError:
    return bad_request(f"can't parse BotCommandScope: {reason}")


def _known_chat(call: Call, sent: Any) -> str:
    number = _number(sent)
    with call.world.acting:
        return str(call.world.chat(int(number)).id)


def _number(sent: Any) -> str:
    try:
        return str(int(sent))
    except (TypeError, ValueError):
        raise bad_request("chat not found") from None


def _language(call: Call) -> str:
    language = call.args.text("language_code")
    if not _LANGUAGE.match(language):
        raise bad_request("invalid language code specified")
    return language


def set_chat_menu_button(call: Call) -> bool:
    """setChatMenuButton: for one chat, or the default for all."""
    button = _read_button(call)
    with call.world.acting:
        chat_id = _menu_chat(call)
        call.world.settings.set_menu_button(chat_id, button)
    return True


def get_chat_menu_button(call: Call) -> Json:
    """getChatMenuButton: what a chat shows, or the default."""
    with call.world.acting:
        return call.world.settings.menu_button(_menu_chat(call))


def _menu_chat(call: Call) -> int:
    if not call.args.text("chat_id"):
        return 0
    chat_id = call.args.chat_id()
    if chat_id <= 0:
        raise bad_request("invalid chat_id specified")
    return call.world.chat(chat_id).id


def _read_button(call: Call) -> Json:
    if not call.args.text("menu_button"):
        return {"type": "default"}
    sent = call.args.load("menu_button", "can't parse menu button JSON object")
    if not isinstance(sent, dict):
        raise bad_request("can't parse menu button: MenuButton must be an Object")
    kind = sent.get("type")
    if kind in ("default", "commands"):
        return {"type": kind}
    if kind != "web_app":
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    text, page = sent.get("text"), sent.get("web_app")
    if not isinstance(text, str) or not text.strip():
        raise bad_request("menu button text must be non-empty")
    if not isinstance(page, dict) or not isinstance(page.get("url"), str):
        raise bad_request("can't parse menu button: Can't find field \"web_app\"")
    try:
        url = check_link(page["url"], "menu button Web App URL", local_web=call.world.local_web, https=True)
    except LinkError as error:
        raise bad_request(str(error)) from None
    return {"type": "web_app", "text": text.strip(), "web_app": {"url": url}}
