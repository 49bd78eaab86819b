"""A person's name and telephone typed in one line, such as “李某 13900000000”, and how a telephone is shown masked."""

import re
import unicodedata
from dataclasses import dataclass

from rules.errors import signing as problems
from rules.invisible_signs import without_invisible
from rules.refusals import Refused

NAME_MOST = 50
# Mobile numbers have 11 digits; a landline is known by its area code (national numbering plan of China).
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{9,11}")
_DIGITS = re.compile(r"\+?\d[\d\s\-－—]*\d|\d")
_BESIDES = " \t\n,，、:：;；()（）"


@dataclass(frozen=True, slots=True)
class Contact:
    """A name and a telephone number, the number in digits only."""

    name: str
    phone: str


def contact(typed: str) -> Contact:
    """Read a name and a telephone number in either order.

    Raises:
        Refused: The name or the number is missing, or the number is neither mobile nor with an area code.
    """
    text = unicodedata.normalize("NFKC", typed)
    found = max(_DIGITS.findall(text), key=len, default="")
    if not found:
        raise Refused(problems.PHONE_MISSING)
    phone = re.sub(r"\D", "", found)
    if phone.startswith("86") and len(phone) == 13:
        phone = phone[2:]
    if _PHONE.fullmatch(phone) is None:
        raise Refused(problems.PHONE_WRONG)
    return Contact(person_name(text.replace(found, " ")), phone)


def person_name(typed: str) -> str:
    """Return a typed name trimmed. Raises `Refused` when it is missing, too long, or holds digits."""
    name = " ".join(unicodedata.normalize("NFKC", without_invisible(typed)).strip(_BESIDES).split())
    if not name:
        raise Refused(problems.NAME_MISSING)
    if len(name) > NAME_MOST or any(sign.isdigit() for sign in name):
        raise Refused(problems.NAME_WRONG, most=NAME_MOST)
    return name


def masked(phone: str) -> str:
    """Return a telephone number as it is shown: its last four digits only."""
    return f"···· {phone[-4:]}"
