"""Addresses in buttons: which ones Telegram takes, and how it writes them (tdlib LinkManager, HttpUrl)."""

import re
from urllib.parse import urlsplit

_LOCAL = re.compile(r"https?://(127\.0\.0\.1|localhost)(:\d+)?(/|\?|#|\Z)", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_OWN_SCHEMES = ("tg", "ton", "tonsite")


class LinkError(ValueError):
    """A refused button; the text is Telegram's whole answer."""


def check_link(url: str, what: str, *, local_web: bool, https: bool = False) -> str:
    """Checks the address of a button.

    Args:
        url: As the bot sent it.
        what: How Telegram names the place in its refusal.
        local_web: Lets pages on this machine pass, in plain http as well.
        https: Refuse everything but https.

    Returns:
        The address as Telegram gives it back, with scheme and path.

    Raises:
        LinkError: With Telegram's text.
    """
    if local_web and _LOCAL.match(url):
        return url
    refused = f"{what} '{url}' is invalid: "
    found = _SCHEME.match(url)
    scheme = found[1].lower() if found and "." not in found[1] and not url[found.end() :][:1].isdigit() else ""
    if scheme in _OWN_SCHEMES and not https:
        return url
    if scheme not in ("", "http", "https"):
        raise LinkError(f"{refused}Unsupported URL protocol")
    if https and scheme != "https":
        raise LinkError(f"{refused}Only HTTPS links are allowed")
    whole = url if scheme else f"http://{url}"
    try:
        split = urlsplit(whole)
        host, port = split.hostname or "", split.port
    except ValueError:
        raise LinkError(f"{refused}Wrong HTTP URL") from None
    if "." not in host.strip(".") or any(character.isspace() for character in whole):
        raise LinkError(f"{refused}Wrong HTTP URL")
    place = f":{port}" if port else ""
    user = f"{split.netloc.rpartition('@')[0]}@" if "@" in split.netloc else ""
    tail = whole[whole.index("//") + 2 + len(split.netloc) :]
    return f"{split.scheme.lower()}://{user}{host}{place}{tail if tail.startswith('/') else '/' + tail}"
