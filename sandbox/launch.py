"""Launch data of a Mini App, signed as Telegram signs it (core.telegram.org/bots/webapps, "Validating data")."""

import base64
import hashlib
import hmac
import json
import secrets
from urllib.parse import quote, urlencode, urlsplit

from sandbox.people import Person

VERSION = "9.1"
PLATFORM = "web"
THEME = {
    "bg_color": "#ffffff",
    "text_color": "#000000",
    "hint_color": "#707579",
    "link_color": "#3390ec",
    "button_color": "#3390ec",
    "button_text_color": "#ffffff",
    "secondary_bg_color": "#f4f4f5",
    "header_bg_color": "#ffffff",
    "accent_text_color": "#3390ec",
    "section_bg_color": "#ffffff",
    "section_header_text_color": "#707579",
    "subtitle_text_color": "#707579",
    "destructive_text_color": "#e53935",
}


def init_data(token: str, person: Person, date: int) -> str:
    """The query string that an inline web_app button gives to its page.

    Args:
        token: The bot's token, which signs.
        person: Who opens the page.
        date: `auth_date`, seconds since 1970.
    """
    user: dict[str, object] = {
        "id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
    }
    if person.username:
        user["username"] = person.username
    if person.language_code:
        user["language_code"] = person.language_code
    user["allows_write_to_pm"] = True
    fields = {
        "query_id": base64.urlsafe_b64encode(secrets.token_bytes(16)).decode().rstrip("="),
        # Telegram's clients escape slashes in this JSON.
        "user": json.dumps(user, ensure_ascii=False, separators=(",", ":")).replace("/", "\\/"),
        "auth_date": str(date),
        "signature": _third_party_signature(),
    }
    fields["hash"] = sign(token, fields)
    return urlencode(fields)


def sign(token: str, fields: dict[str, str]) -> str:
    """`hash` over all other fields: HMAC-SHA-256 with a key made of the token."""
    check = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    secret = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    return hmac.new(secret, check.encode(), hashlib.sha256).hexdigest()


def launch_url(url: str, token: str, person: Person, date: int) -> str:
    """The address of a page with launch data behind the `#`."""
    launch = {
        "tgWebAppData": init_data(token, person, date),
        "tgWebAppVersion": VERSION,
        "tgWebAppPlatform": PLATFORM,
        "tgWebAppThemeParams": json.dumps(THEME, separators=(",", ":")),
    }
    fragment = urlsplit(url).fragment
    if "#" not in url:
        joint = "#"
    elif fragment and "=" not in fragment and "?" not in fragment:
        joint = "?"
    else:
        joint = "&" if fragment else ""
    return url + joint + "&".join(f"{name}={quote(value, safe='')}" for name, value in launch.items())


def _third_party_signature() -> str:
    """A signature that nobody can check: Telegram's private key is not here, and no page of ours asks for it."""
    return base64.urlsafe_b64encode(secrets.token_bytes(64)).decode().rstrip("=")
