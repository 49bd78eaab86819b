"""The revision on a button's wire data: with it a tap says which edition of the card was pressed."""

from rules.messages import Button

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
CALLBACK_BYTES = 64


def stamped(button: Button, version: int) -> str:
    """Return the callback data on the wire: the button's own, and the card's revision unless it is steady.

    Raises `ValueError` over 64 bytes (Bot API, InlineKeyboardButton).
    """
    data = button.data or ""
    if not button.steady:
        data += f"~{_base36(version)}{'!' if button.dwell else ''}"
    if len(data.encode()) > CALLBACK_BYTES:
        raise ValueError(f"callback data over {CALLBACK_BYTES} bytes: {data!r}")
    return data


def revision_of(stamp: str) -> int:
    """Return the revision that a tap names, 0 for one that we never wrote: whoever presses may send anything."""
    try:
        return int(stamp.rstrip("!"), 36)
    except ValueError:
        return 0


def _base36(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = DIGITS[digit] + text
    return text or "0"
