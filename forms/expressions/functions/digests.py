"""Codes: digest, base64-decode, extract-signed."""

import base64
import binascii
import hashlib
from typing import Final

from forms.expressions.ed25519 import is_signed
from forms.expressions.errors import ExpressionError
from forms.expressions.functions.registry import Place, function
from rules.errors import expressions as problems

_ALGORITHMS: Final = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}


@function("digest", "@sss?", "string")
def digest(place: Place, text: str, algorithm: str, encoding: str = "base64") -> str:
    """Gives the hash of a text's UTF-8 bytes, in base64 or hex."""
    if algorithm not in _ALGORITHMS:
        raise _refused(place, algorithm, ", ".join(_ALGORITHMS))
    if encoding not in ("base64", "hex"):
        raise _refused(place, encoding, "base64, hex")
    found = hashlib.new(_ALGORITHMS[algorithm], text.encode(), usedforsecurity=False)
    return found.hexdigest() if encoding == "hex" else base64.b64encode(found.digest()).decode()


def _refused(place: Place, value: str, wanted: str) -> ExpressionError:
    return ExpressionError(problems.BAD_ARGUMENT, place.call.column, name=place.call.name, value=value, wanted=wanted)


@function("base64-decode", "s", "string")
def base64_decode(text: str) -> str:
    """Gives the text of base64 in UTF-8, with a mark for what is no character; empty for what is no base64."""
    try:
        return base64.b64decode(text, validate=True).decode(errors="replace")
    except (binascii.Error, ValueError):
        return ""


@function("extract-signed", "ss", "string")
def extract_signed(contents: str, public_key: str) -> str:
    """Gives the message of signed contents, such as those of a QR code; empty unless the key's owner signed it.

    Both are base64; the contents hold an Ed25519 signature of 64 bytes and then the message in UTF-8.
    """
    try:
        signed, key = (base64.b64decode(text, validate=True) for text in (contents, public_key))
        return signed[64:].decode() if is_signed(signed[64:], signed[:64], key) else ""
    except (binascii.Error, ValueError):
        return ""
