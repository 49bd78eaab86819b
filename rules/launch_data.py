"""Launch data of a Mini App: what Telegram says of who opens a page, and whether it is true and fresh.

Telegram signs it with a key made of the bot's token (core.telegram.org/bots/webapps, "Validating data").
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

from rules.errors import signpads as problems
from rules.refusals import Refused

OLDEST = timedelta(minutes=5)
# A phone's clock is not Telegram's, but Telegram's is hardly ahead of ours.
AHEAD = timedelta(seconds=30)
MOST_SIGNS = 4096
MOST_FIELDS = 32


@dataclass(frozen=True, slots=True)
class LaunchData:
    """A page opened by somebody: the number of their Telegram account, when, and the signature that tells it apart."""

    telegram_user_id: int
    at: datetime
    signature: str


def read_launch(token: str, raw: str, now: datetime) -> LaunchData:
    """Return what launch data says. Raises `Refused` for what Telegram did not sign for this bot, and for old data."""
    fields = _fields(raw)
    shown = fields.pop("hash", "")
    if not hmac.compare_digest(_signature(token, fields).encode(), shown.encode()):
        raise Refused(problems.NOT_LAUNCHED)
    try:
        at = datetime.fromtimestamp(int(fields["auth_date"]), UTC)
        user = json.loads(fields["user"])["id"]
    except (KeyError, ValueError, TypeError, OverflowError, OSError, RecursionError) as error:
        raise Refused(problems.NOT_LAUNCHED) from error
    if type(user) is not int:
        raise Refused(problems.NOT_LAUNCHED)
    if not now - OLDEST <= at <= now + AHEAD:
        raise Refused(problems.LAUNCH_OLD)
    return LaunchData(user, at, shown)


def _fields(raw: str) -> dict[str, str]:
    """Return the fields, each of which may stand there once: of two, a careless reader and a careful one differ."""
    if len(raw) > MOST_SIGNS or not raw.isascii():
        raise Refused(problems.NOT_LAUNCHED)
    try:
        pairs = parse_qsl(raw, keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise Refused(problems.NOT_LAUNCHED) from error
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise Refused(problems.NOT_LAUNCHED)
    return fields


def _signature(token: str, fields: dict[str, str]) -> str:
    check = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    secret = hmac.digest(b"WebAppData", token.encode(), hashlib.sha256)
    return hmac.digest(secret, check.encode(), hashlib.sha256).hex()
