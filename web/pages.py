"""What pages for the public are made with: headers, words, a turn at the database, and what is said without one."""

import hashlib
import re
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import structlog
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Scope

from services.verification import PATH, Office, office_of
from storage.unit_of_work import UnitOfWork
from web.rendering import FOLDER, STYLE, rendered
from web.turns import Busy, Turns
from web.words import language_of

__all__ = ["FOLDER", "STYLE", "Look", "Pages", "Read", "headers"]

log = structlog.get_logger()

# Whoever withdraws something wants it gone soon; whoever reads wants it fast.
KEPT = "public, max-age=60"
# The dispatcher's connections are not the public's: who finds no turn in time is asked to come again.
MOST_AT_ONCE = 4
TURN_SECONDS = 1.0
AGAIN_SECONDS = 5
LEVELS_MOST = 8
# The first follow-up's campaign is F1.
NUMBER = re.compile(r"[0-9A-Z][0-9A-Z-]{1,23}", re.ASCII)
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", re.ASCII)

# What whoever has an answer already is told as well.
TOLD_AGAIN = ("content-language", "vary", "link")

Look = Callable[[], AbstractContextManager[UnitOfWork]]
Read = Callable[[str], bytes]


def headers() -> dict[str, str]:
    """Return the headers of every answer: no script, nothing from elsewhere, in no frame, kept by nobody."""
    style = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return {
        "content-security-policy": (
            f"default-src 'none'; style-src 'sha256-{style}'; "
            "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        ),
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "no-store",
        "x-robots-tag": "noindex, nofollow",
    }


class Pages:
    """Makes pages.

    Args:
        look: Opens a unit of work that only reads; called on threads.
        read: Gives the bytes of a file by its SHA-256.
        most: How many of them look into the database at once.
    """

    def __init__(self, look: Look, read: Read, most: int = MOST_AT_ONCE) -> None:
        self._look = look
        self.read = read
        self._turns = Turns(most, TURN_SECONDS)

    @contextmanager
    def looking(self) -> Iterator[UnitOfWork]:
        """Open a unit of work that only reads, in turn. Raises `Busy`."""
        with self._turns.taken(), self._look() as uow:
            yield uow

    def page(self, scope: Scope, status: int, template: str, **facts: Any) -> Response:
        """Return a page in the reader's language."""
        language = _language(scope)
        return _answer(status, language, rendered(template, language, **facts))

    def file(self, sha256: str, kind: str, name: str) -> Response:
        """Return a kept file under a name, to be kept by whoever asked."""
        return self.given(self.read(sha256), kind, name)

    def given(self, data: bytes, kind: str, name: str) -> Response:
        """Return bytes as a file under a name, to be kept by whoever asked."""
        plain = name if PLAIN.fullmatch(name) else f"paper.{name.rpartition('.')[2]}"
        shown = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
        return Response(data, media_type=kind, headers={"content-disposition": shown})

    def unknown(self, scope: Scope, office: Office) -> Response:
        """Say that no paper of ours has this address."""
        return self.page(scope, 404, "unknown.html", office=office)

    def missing(self, scope: Scope, office: Office) -> Response:
        """Say that nothing is published at this address, and lead back to the search."""
        # As the browser counts, which never reads what is written with %.
        above = str(scope.get("root_path", "")).count("/") + 1
        strokes = scope.get("raw_path", b"").count(b"/") - above
        top = "../" * max(0, min(strokes, LEVELS_MOST))
        return self.page(scope, 404, "missing.html", office=office, top=top)

    def know_nothing(self, request: Request, _error: Exception) -> Response:
        """Answer an address that is none of ours: below the papers' like a code that is none of ours."""
        try:
            with self.looking() as uow:
                office = office_of(uow)
        except Busy:
            # Handlers of faults have none of their own behind them.
            return self.come_again(request.scope)
        is_papers = below(request.scope).split("/")[1] == PATH
        return (self.unknown if is_papers else self.missing)(request.scope, office)

    def fail(self, request: Request, error: Exception) -> Response:
        """Say that it cannot be told now; nothing of why. The log gets a line: strangers could fill it with more."""
        ours = [each for each in traceback.extract_tb(error.__traceback__) if "site-packages" not in each.filename]
        place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
        log.warning("verification_fails", error=type(error).__name__, place=place)
        return self.come_again(request.scope)

    def wait(self, request: Request, _error: Exception) -> Response:
        """Ask whoever found no turn to come again."""
        return self.come_again(request.scope)

    def come_again(self, scope: Scope) -> Response:
        """Say that it cannot be told now."""
        return self._trouble(scope, 503, "failed")

    def slow_down(self, scope: Scope) -> Response:
        """Ask to come again later."""
        return self._trouble(scope, 429, "often")

    def _trouble(self, scope: Scope, status: int, kind: str) -> Response:
        language = _language(scope)
        answer = _answer(status, language, _trouble_in(language, kind))
        answer.headers["retry-after"] = str(AGAIN_SECONDS)
        return answer


def below(scope: Scope) -> str:
    """Return the path of a request below the public address, with the stroke that it begins with."""
    return "/" + str(scope["path"]).removeprefix(scope.get("root_path", "")).lstrip("/")


def keepable(request: Request, answer: Response) -> Response:
    """Return an answer that browsers and proxies may keep for a while, or that what they have is still true."""
    if answer.status_code != 200:
        return answer
    tag = f'"{hashlib.sha256(bytes(answer.body)).hexdigest()[:32]}"'
    known = request.headers.get("if-none-match", "")
    if tag in (each.strip().removeprefix("W/") for each in known.split(",")):
        told = {name: answer.headers[name] for name in TOLD_AGAIN if name in answer.headers}
        answer = Response(status_code=304, headers=told)
    answer.headers["etag"] = tag
    answer.headers["cache-control"] = KEPT
    return answer


def _language(scope: Scope) -> str:
    request = Request(scope)
    return language_of(request.query_params.get("lang"), request.headers.get("accept-language", ""))


def _answer(status: int, language: str, html: str) -> Response:
    return HTMLResponse(html, status, {"content-language": language, "vary": "accept-language"})


@cache
def _trouble_in(language: str, kind: str) -> str:
    """Return a page that is asked for when there is most to do; made once."""
    return rendered("trouble.html", language, kind=kind)
