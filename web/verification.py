"""The page behind the code on a printed paper: whether the visit is real, who comes, what for, and what one may do."""

import hashlib
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any
from urllib.parse import quote

import jinja2
import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.types import Scope

from rules.verification import Claim, read_code
from services.verification import PATH, Office, copy_of_record, office_of, secret_of, verified_visit
from storage.unit_of_work import UnitOfWork
from web.strictness import Allowance, limited, strict
from web.words import LANGUAGES, language_of, words_in

log = structlog.get_logger()

FOLDER = Path(__file__).parent / "templates"
STYLE = (FOLDER / "page.css").read_text(encoding="utf-8")
RECORD = "record.pdf"
# The dispatcher's connections are not the public's: who finds no turn in time is asked to come again.
MOST_AT_ONCE = 4
TURN_SECONDS = 1.0
AGAIN_SECONDS = 5

Read = Callable[[str], bytes]


class Busy(Exception):
    """Too many read at once."""


def verification_pages(
    prefix: str,
    look: Callable[[], AbstractContextManager[UnitOfWork]],
    read: Read,
    clock: Callable[[], float] = time.monotonic,
) -> Mount:
    """Return the pages, all below one path.

    Args:
        prefix: The path of the public address, empty or like `/hecha`.
        look: Opens a unit of work that only reads; called on threads.
        read: Gives the bytes of a file by its SHA-256.
        clock: Seconds that only go forward.
    """
    pages = _Pages(look, read)
    app = Starlette(
        routes=[Route(f"/{PATH}/{{code}}", pages.show), Route(f"/{PATH}/{{code}}/{RECORD}", pages.give_record)],
        exception_handlers={404: pages.know_nothing, 405: pages.know_nothing, Exception: pages.fail},
    )
    app.router.redirect_slashes = False
    return Mount(prefix or "/", strict(limited(app, Allowance(clock), pages.slow_down), headers()))


def headers() -> dict[str, str]:
    """Return the headers of every answer: no script, nothing from elsewhere, in no frame, kept by nobody."""
    style = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return {
        "content-security-policy": (
            f"default-src 'none'; style-src 'sha256-{style}'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ),
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "no-store",
        "x-robots-tag": "noindex, nofollow",
    }


class _Pages:
    def __init__(self, look: Callable[[], AbstractContextManager[UnitOfWork]], read: Read) -> None:
        self._look, self._read = look, read
        self._turns = BoundedSemaphore(MOST_AT_ONCE)
        self._secret = b""
        loader = jinja2.FileSystemLoader(FOLDER)
        self._templates = jinja2.Environment(
            loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )

    def show(self, request: Request) -> Response:
        """Tell the visit of a true code."""
        claim = self._claim(request)
        with self._looking() as uow:
            verified = verified_visit(uow, claim) if claim else None
            office = office_of(uow)
        if verified is None:
            return self._unknown(request.scope, office)
        # The browser cannot resolve it against anything but this very page, whatever a proxy puts before it.
        copy = f"{request.path_params['code']}/{RECORD}"
        return self._page(request.scope, 200, "verified.html", visit=verified, office=office, copy=copy)

    def give_record(self, request: Request) -> Response:
        """Give the file of the record to the holder of a record's code."""
        claim = self._claim(request)
        with self._looking() as uow:
            copy = copy_of_record(uow, claim) if claim else None
            office = office_of(uow)
        if copy is None:
            return self._unknown(request.scope, office)
        number, sha256 = copy
        name = quote(f"记录表_{number}.pdf")
        shown = f"attachment; filename=\"record.pdf\"; filename*=UTF-8''{name}"
        return Response(self._read(sha256), media_type="application/pdf", headers={"content-disposition": shown})

    def know_nothing(self, request: Request, _error: Exception) -> Response:
        """Answer an address that is none of ours like a code that is none of ours."""
        with self._looking() as uow:
            office = office_of(uow)
        return self._unknown(request.scope, office)

    def fail(self, request: Request, error: Exception) -> Response:
        """Say that it cannot be told now; nothing of why."""
        log.warning("verification_fails", error=type(error).__name__)
        return self._trouble(request.scope, 503, "failed")

    def slow_down(self, scope: Scope) -> Response:
        """Ask to come again later."""
        return self._trouble(scope, 429, "often")

    def _claim(self, request: Request) -> Claim | None:
        if not self._secret:
            with self._looking() as uow:
                self._secret = secret_of(uow)
        return read_code(self._secret, request.path_params["code"])

    @contextmanager
    def _looking(self) -> Iterator[UnitOfWork]:
        if not self._turns.acquire(timeout=TURN_SECONDS):
            raise Busy
        try:
            with self._look() as uow:
                yield uow
        finally:
            self._turns.release()

    def _unknown(self, scope: Scope, office: Office) -> Response:
        return self._page(scope, 404, "unknown.html", office=office)

    def _trouble(self, scope: Scope, status: int, kind: str) -> Response:
        answer = self._page(scope, status, "trouble.html", kind=kind)
        answer.headers["retry-after"] = str(AGAIN_SECONDS)
        return answer

    def _page(self, scope: Scope, status: int, template: str, **facts: Any) -> Response:
        request = Request(scope)
        language = language_of(request.query_params.get("lang"), request.headers.get("accept-language", ""))
        words, short = words_in(language), language.partition("-")[0]
        html = self._templates.get_template(template).render(
            facts,
            t=words,
            language=language,
            languages=[(each, words_in(each)("language")) for each in LANGUAGES],
            named=lambda names: names[short],
            day=lambda day: _day(words, day),
            style=STYLE,
        )
        return HTMLResponse(html, status, {"content-language": language, "vary": "accept-language"})


def _day(words: Callable[..., str], day: date) -> str:
    return words("day", year=str(day.year), month=str(day.month), day=str(day.day))
