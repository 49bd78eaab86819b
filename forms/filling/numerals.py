"""Canonical numbers: whole ones of 32 bits, and decimals without exponent."""

import re
from decimal import Decimal, InvalidOperation
from typing import Final

_NUMBER: Final = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?\s*", re.ASCII)
_LARGEST: Final = 2**31 - 1
_SMALLEST: Final = -(2**31)


def number(text: str) -> Decimal | None:
    """Reads a number; None for anything else."""
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(text.strip())
    except InvalidOperation:
        return None


def whole(text: str) -> str:
    """Gives a whole number, what comes after the point cut off; empty for what is none or needs more than 32 bits."""
    found = number(text)
    if found is None:
        return ""
    cut = int(found)
    return str(cut) if _SMALLEST <= cut <= _LARGEST else ""


def decimal(text: str) -> str:
    """Gives a decimal without exponent, needless zeros or a negative zero; empty for what is none."""
    found = number(text)
    return "" if found is None else plain(found)


def plain(found: Decimal) -> str:
    """Writes a decimal without exponent, needless zeros or a negative zero."""
    text = f"{found:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
