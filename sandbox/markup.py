"""Keyboards: reads `reply_markup` and refuses what Telegram refuses (telegram-bot-api `get_reply_markup`)."""

from dataclasses import dataclass
from typing import Any

from sandbox.errors import ApiError, bad_request
from sandbox.links import LinkError, check_link
from sandbox.parameters import parse_json

MAX_DATA_BYTES = 64
MAX_BUTTONS = 100
MAX_ROW = 12
STYLES = ("danger", "success", "primary")
# The first of these that a button has decides what it does.
_PLAIN_ACTIONS = ("switch_inline_query", "switch_inline_query_current_chat")
_KEYBOARD_FLAGS = ("is_persistent", "resize_keyboard", "one_time_keyboard", "selective")


@dataclass(frozen=True, slots=True)
class Markup:
    """One keyboard.

    Attributes:
        kind: inline, keyboard, remove or force.
        data: InlineKeyboardMarkup or ReplyKeyboardMarkup in Bot API form.
        kinds: What its buttons ask for, where that depends on the chat.
    """

    kind: str
    data: dict[str, Any]
    kinds: frozenset[str] = frozenset()


def read_markup(raw: str, *, local_web: bool) -> Markup | None:
    """Reads the parameter `reply_markup`.

    Args:
        raw: The parameter as sent.
        local_web: Whether pages on this machine may be linked without https.

    Returns:
        None when nothing is to be shown: no parameter, or no button left.

    Raises:
        ApiError: 400 with Telegram's text.
    """
    if not raw:
        return None
    try:
        sent = parse_json(raw)
    except ValueError:
        raise bad_request("can't parse reply keyboard markup JSON object") from None
    if not isinstance(sent, dict):
        raise bad_request("object expected as reply markup")
    if "keyboard" in sent:
        markup = _reply_keyboard(sent, local_web)
        if markup is not None:
            return markup
    if "inline_keyboard" in sent:
        markup = _inline_keyboard(sent, local_web)
        if markup is not None:
            return markup
    if sent.get("remove_keyboard") is True:
        return Markup("remove", {})
    if sent.get("force_reply") is True:
        return Markup("force", {})
    return None


def read_inline_markup(raw: str, *, local_web: bool) -> Markup | None:
    """Reads `reply_markup` of an edit, where only an inline keyboard is right."""
    markup = read_markup(raw, local_web=local_web)
    if markup is not None and markup.kind != "inline":
        raise bad_request("inline keyboard expected")
    return markup


def _inline_keyboard(sent: dict[str, Any], local_web: bool) -> Markup | None:
    kinds: set[str] = set()
    rows = []
    for row in _rows(sent, "inline_keyboard", "InlineKeyboardMarkup"):
        shown = []
        for button in row[:MAX_ROW]:
            try:
                read = _inline_button(button, local_web)
            except LinkError as error:
                raise bad_request(str(error)) from None
            except ValueError as error:
                raise bad_request(f"can't parse inline keyboard button: {error}") from None
            if read["text"]:
                shown.append(read)
                if "web_app" in read:
                    kinds.add("inline web_app")
        if shown:
            rows.append(shown)
    _ensure_size(rows)
    return Markup("inline", {"inline_keyboard": rows}, frozenset(kinds)) if rows else None


def _inline_button(button: Any, local_web: bool) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise ValueError("InlineKeyboardButton must be an Object")
    read: dict[str, Any] = {"text": _string(button, "text", required=True).strip()}
    if style := _string(button, "style"):
        if style not in STYLES:
            raise ValueError("invalid button style specified")
        read["style"] = style
    if icon := _string(button, "icon_custom_emoji_id"):
        read["icon_custom_emoji_id"] = icon
    if url := _string(button, "url"):
        read["url"] = check_link(url, "inline keyboard button URL", local_web=local_web)
    elif data := _string(button, "callback_data"):
        if len(data.encode()) > MAX_DATA_BYTES:
            raise LinkError("BUTTON_DATA_INVALID")
        read["callback_data"] = data
    elif plain := next((name for name in _PLAIN_ACTIONS if name in button), ""):
        read[plain] = _string(button, plain)
    elif "web_app" in button:
        url = check_link(
            _string(_object(button, "web_app"), "url", required=True),
            "inline keyboard button Web App URL",
            local_web=local_web,
            https=True,
        )
        read["web_app"] = {"url": url}
    elif "copy_text" in button:
        read["copy_text"] = {"text": _string(_object(button, "copy_text"), "text", required=True)}
    else:
        raise ValueError("Text buttons are unallowed in the inline keyboard")
    return read


def _reply_keyboard(sent: dict[str, Any], local_web: bool) -> Markup | None:
    kinds: set[str] = set()
    rows = []
    for row in _rows(sent, "keyboard", "ReplyKeyboardMarkup"):
        shown = []
        for button in row[:MAX_ROW]:
            try:
                read = _reply_button(button, local_web)
            except LinkError as error:
                raise bad_request(str(error)) from None
            except ValueError as error:
                raise bad_request(f"can't parse keyboard button: {error}") from None
            if read["text"]:
                shown.append(read)
                kinds.update(read.keys() - {"text"})
        if shown:
            rows.append(shown)
    if not rows:
        return None
    _ensure_size(rows)
    data: dict[str, Any] = {"keyboard": rows}
    data.update({name: True for name in _KEYBOARD_FLAGS if sent.get(name) is True})
    if placeholder := _string(sent, "input_field_placeholder"):
        data["input_field_placeholder"] = placeholder
    return Markup("keyboard", data, frozenset(kinds))


def _reply_button(button: Any, local_web: bool) -> dict[str, Any]:
    if isinstance(button, str):
        return {"text": button.strip()}
    if not isinstance(button, dict):
        raise ValueError("KeyboardButton must be a String or an Object")
    read: dict[str, Any] = {"text": _string(button, "text", required=True).strip()}
    for name in ("request_contact", "request_location"):
        if button.get(name) is True:
            read[name] = True
            return read
    if "web_app" in button:
        url = check_link(
            _string(_object(button, "web_app"), "url", required=True),
            "keyboard button Web App URL",
            local_web=local_web,
            https=True,
        )
        read["web_app"] = {"url": url}
    return read


def _rows(sent: dict[str, Any], name: str, owner: str) -> list[list[Any]]:
    rows = sent[name]
    if not isinstance(rows, list):
        raise bad_request(f'field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" of the {owner} must be an Array of Arrays')
    return rows


def _ensure_size(rows: list[list[dict[str, Any]]]) -> None:
    if sum(len(row) for row in rows) > MAX_BUTTONS:
        raise _too_long()


def _too_long() -> ApiError:
    return bad_request("reply markup is too long")


def _string(owner: dict[str, Any], name: str, *, required: bool = False) -> str:
    value = owner.get(name)
    if value is None:
        if required:
            raise ValueError(f'Can\'t find field "{name}"')
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError(f'Field "{name}" must be of type String')
    return str(value)


def _object(owner: dict[str, Any], name: str) -> dict[str, Any]:
    value = owner[name]
    if not isinstance(value, dict):
        raise ValueError(f'Field "{name}" must be of type Object')
    return value
