"""Links inside text: an address becomes a text link, a person's address a mention, a bad one nothing."""

import re

from sandbox.entities.spans import Span
from sandbox.links import LinkError, check_link

_PERSON = re.compile(r"tg:(?://)?user\?id=(\d+)\Z", re.IGNORECASE)


def link_span(span: Span, url: str) -> Span | None:
    """The span as a link to `url`; None when Telegram drops the address without a word."""
    person = _PERSON.match(url)
    if person:
        return Span(span.start, span.end, "text_mention", {"user": int(person[1])})
    try:
        checked = check_link(url, "", local_web=False)
    except LinkError:
        return None
    return Span(span.start, span.end, "text_link", {"url": checked})
