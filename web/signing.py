"""The page of a pad: a Mini App opened from the chat (`/a/…`), or a one-time link on any phone (`/s/…`).

The page itself says nothing until it is let in: by launch data that Telegram signed, by the link, or by the ticket that
either has given it. What is drawn comes mark by mark, numbered, so that each may be sent again.
"""

import hashlib
import json
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import jinja2
import structlog
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.types import Scope

from rules.errors import signpads as problems
from rules.ink import read_marks
from rules.launch_data import read_launch
from rules.refusals import Refused
from services import pads
from services.pad_signing import drawn_on, sign, view_pad, when_signed
from services.pads import APP, LINK
from storage.unit_of_work import UnitOfWork, anew_when_collided
from web import pages as public
from web.pad_facts import size_in, told_of
from web.strictness import Allowance, limited, strict
from web.turns import Busy, OwnThreads, Turns
from web.words import LANGUAGES, language_of, words_in

log = structlog.get_logger()

FOLDER = public.FOLDER
SCRIPTS = ("pad-bridge.js", "pad-ink.js", "pad-box.js", "pad-line.js", "pad-page.js")
STYLE = (FOLDER / "pad.css").read_text(encoding="utf-8")
SCRIPT = "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in SCRIPTS)
# Only these clients show a Mini App in a frame; the others have windows of their own.
FRAMING = {APP: "https://web.telegram.org", LINK: "'none'"}
MOST_BYTES = 1 << 19
MOST_AT_ONCE = 4
THREADS, MOST_WAITING = 8, 56
TURN_SECONDS = 2.0
AGAIN_SECONDS = 3
# After these the page can go on by itself once it is opened anew.
MENDED_BY_OPENING = {problems.RECORD_CHANGED.code, problems.NOT_PRINTED.code}
STATUS = {problems.LINK_UNKNOWN.code: 404, problems.LINK_EXPIRED.code: 410, problems.LINK_USED.code: 410}

Opening = Callable[[], AbstractContextManager[UnitOfWork]]


@dataclass(frozen=True, slots=True)
class Office:
    """What the pages of pads need of the running program.

    Attributes:
        token: The bot's, with which Telegram signs launch data.
        look: Opens a unit of work that only reads; called on threads.
        act: Opens one that commits at its end, and has those concerned told; called on threads.
        read: Gives the bytes of a file by its SHA-256.
        keep: Keeps bytes and gives their SHA-256.
    """

    token: str
    look: Opening
    act: Opening
    read: Callable[[str], bytes]
    keep: Callable[[bytes], str]


def signing_pages(prefix: str, office: Office, clock: Callable[[], float] = time.monotonic) -> list[Mount]:
    """Return the pages, below two paths of the public address; `clock` gives seconds that only go forward."""
    pages, allowance = _Pages(office), Allowance(clock)
    return [_mount(prefix, kind, pages, allowance) for kind in (APP, LINK)]


def _mount(prefix: str, kind: str, pages: "_Pages", allowance: Allowance) -> Mount:
    def posted(answer: Callable[[Request, Any], Response]) -> Callable[[Request], Any]:
        async def take(request: Request) -> Response:
            body = await _body(request)
            return await pages.made(lambda: pages.answered(request, lambda: answer(request, body)), _busy)

        return take

    def shown(answer: Callable[[Request], Response]) -> Callable[[Request], Any]:
        async def show(request: Request) -> Response:
            return await pages.made(lambda: answer(request), lambda: pages.come_again(request.scope))

        return show

    app = Starlette(
        routes=[
            Route("/{name}", shown(pages.show), methods=["GET"]),
            Route("/{name}/open", posted(pages.open), methods=["POST"]),
            Route("/{name}/marks", posted(pages.take), methods=["POST"]),
            Route("/{name}/done", posted(pages.finish), methods=["POST"]),
            Route("/{name}/{code}/record.pdf", shown(pages.give_record), methods=["GET"]),
        ],
        exception_handlers={404: pages.know_nothing, 405: pages.know_nothing, Exception: pages.fail},
    )
    app.state.kind = kind
    app.router.redirect_slashes = False
    return Mount(f"{prefix}/{kind}", strict(limited(app, allowance, pages.slow_down), headers(kind)))


def headers(kind: str) -> dict[str, str]:
    """Return the headers of every answer: our own script and styles by their hashes, nothing from elsewhere."""
    styles = " ".join(f"'{_hash(style)}'" for style in (STYLE, public.STYLE))
    policy = (
        f"default-src 'none'; script-src '{_hash(SCRIPT)}'; style-src {styles}; connect-src 'self'; "
        f"base-uri 'none'; form-action 'none'; frame-ancestors {FRAMING[kind]}"
    )
    told = {**public.headers(), "content-security-policy": policy}
    if kind == APP:
        # It knows no list of those who may.
        del told["x-frame-options"]
    return told


def _hash(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


async def _body(request: Request) -> Any:
    """Return what a page sent, none when it is too much or no object."""
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > MOST_BYTES:
                return None
        found = json.loads(body)
    except (ClientDisconnect, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


class _Pages:
    def __init__(self, office: Office) -> None:
        self._office = office
        self._turns = Turns(MOST_AT_ONCE, TURN_SECONDS)
        # However many look at other pages, who signs does not wait for them.
        self._threads = OwnThreads("signing", THREADS, MOST_WAITING)
        # What is asked for when there is most to do is made once.
        self._trouble_in = cache(self._made_trouble)
        loader = jinja2.FileSystemLoader(FOLDER)
        self._templates = jinja2.Environment(
            loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )

    async def made(self, make: Callable[[], Response], busy: Callable[[], Response]) -> Response:
        """Return an answer made on threads of these pages alone, or what is said when too many ask."""
        try:
            return await self._threads.run(make)
        except Busy:
            return busy()

    # What a browser shows

    def show(self, request: Request) -> Response:
        """Give the empty page of a pad; a link that cannot be opened any more is told at once, without scripts."""
        name = request.path_params["name"]
        if request.app.state.kind == LINK:
            try:
                with self._turn(self._office.look) as uow:
                    pads.ensure_in_time(uow, pads.pad_of_link(uow, name))
            except Refused as refusal:
                return self._refused(request, refusal)
        return self._page(request.scope, 200, "pad.html", kind=request.app.state.kind, script=SCRIPT, style=STYLE)

    def give_record(self, request: Request) -> Response:
        """Give the very PDF that is signed to the holder of its reading code."""
        name, code = request.path_params["name"], request.path_params["code"]
        try:
            with self._turn(self._office.look) as uow:
                found = pads.record_to_read(uow, self._pad_id(uow, request, name), code)
        except Refused:
            found = None
        if found is None:
            return self._refused(request, Refused(problems.TICKET_OVER))
        name, sha256 = found
        shown = f"attachment; filename=\"record.pdf\"; filename*=UTF-8''{quote(name)}"
        return Response(self._office.read(sha256), media_type="application/pdf", headers={"content-disposition": shown})

    def know_nothing(self, request: Request, _error: Exception) -> Response:
        """Answer an address that is none of ours like a link that is none of ours."""
        return self._refused(request, Refused(problems.LINK_UNKNOWN))

    def fail(self, request: Request, error: Exception) -> Response:
        """Say that it cannot be done now; nothing of why."""
        log.warning("signing_page_fails", error=type(error).__name__)
        return self.come_again(request.scope)

    def come_again(self, scope: Scope) -> Response:
        """Say that it cannot be done now."""
        return self._trouble(scope, 503, "failed")

    def slow_down(self, scope: Scope) -> Response:
        """Ask to come again later."""
        return self._trouble(scope, 429, "often")

    # What the page asks

    def answered(self, request: Request, answer: Callable[[], Response]) -> Response:
        """Return what a page is answered; a refusal in the reader's words, with whether opening anew mends it."""
        try:
            return answer()
        except Refused as refusal:
            told = {
                "code": refusal.code,
                "text": refusal.text(_language(request)),
                "again": refusal.code in MENDED_BY_OPENING,
            }
            return JSONResponse(told, HTTPStatus.CONFLICT)

    @anew_when_collided
    def open(self, request: Request, body: Any) -> Response:
        """Let a page in and tell it what is signed, by whom, and what is drawn already."""
        name, language = request.path_params["name"], _language(request)
        sent = body or {}
        ticket, launch = sent.get("ticket"), None
        # Strangers hold nobody up: only what lets one in is worth a transaction.
        with self._turn(self._office.look) as uow:
            pad_id = self._pad_id(uow, request, name)
            if isinstance(ticket, str):
                pads.held_pad(uow, pad_id, ticket, is_read=True)
            elif request.app.state.kind == LINK:
                pads.ensure_unopened(uow, pads.pad_of_link(uow, name))
            else:
                launch = read_launch(self._office.token, str(sent.get("launch", "")), uow.now)
        with self._turn(self._office.act) as uow:
            if isinstance(ticket, str):
                pad = pads.held_pad(uow, pad_id, ticket)
            elif launch is None:
                pad, ticket = pads.enter_by_link(uow, name)
            else:
                pad, ticket = pads.enter_by_launch(uow, pad_id, launch)
            if pad.state != "signed":
                pads.signer_of(uow, pad)
                pads.bind_record(uow, pad)
            uow.flush()
            view = view_pad(uow, pad)
        return JSONResponse(told_of(view, ticket, name, language))

    @anew_when_collided
    def take(self, request: Request, body: Any) -> Response:
        """Keep marks, and tell the number of the last one that is kept."""
        sent = body or {}
        marks, first = read_marks(sent.get("marks")), sent.get("first")
        if type(first) is not int or first < 1:
            raise Refused(problems.UNREADABLE)
        ticket = str(sent.get("ticket", ""))
        with self._turn(self._office.look) as uow:
            pad_id = self._pad_id(uow, request, request.path_params["name"])
            pads.held_pad(uow, pad_id, ticket, is_read=True)
        with self._turn(self._office.act) as uow:
            pad = pads.held_pad(uow, pad_id, ticket)
            last = pads.take_marks(uow, pad, first, marks, size_in(sent.get("size")))
        return JSONResponse({"last": last})

    @anew_when_collided
    def finish(self, request: Request, body: Any) -> Response:
        """Let the signature stand; its files are made before anybody is held up."""
        sent = body or {}
        with self._turn(self._office.look) as uow:
            pad_id, ticket = self._pad_id(uow, request, request.path_params["name"]), str(sent.get("ticket", ""))
            signed = when_signed(uow, pads.held_pad(uow, pad_id, ticket, is_read=True))
            drawn = None if signed else drawn_on(uow, pad_id, ticket, self._office.keep)
        if drawn is not None:
            with self._turn(self._office.act) as uow:
                signed = when_signed(uow, sign(uow, pad_id, ticket, drawn))
        assert signed is not None
        return JSONResponse({"signed": signed.isoformat()})

    def _pad_id(self, uow: UnitOfWork, request: Request, name: str) -> int:
        if request.app.state.kind == LINK:
            return pads.pad_of_link(uow, name).pad_id
        if not (name.isascii() and name.isdecimal() and len(name) < 16):
            raise Refused(problems.NOT_LAUNCHED)
        return int(name)

    @contextmanager
    def _turn(self, opening: Opening) -> Iterator[UnitOfWork]:
        with self._turns.taken(), opening() as uow:
            yield uow

    def _refused(self, request: Request, refusal: Refused) -> Response:
        status = STATUS.get(refusal.code, 410)
        told = refusal.text(_language(request))
        return self._page(request.scope, status, "pad_refused.html", told=told, style=public.STYLE)

    def _trouble(self, scope: Scope, status: int, kind: str) -> Response:
        language = _language(Request(scope))
        answer = _answer(status, language, self._trouble_in(language, kind))
        answer.headers["retry-after"] = str(AGAIN_SECONDS)
        return answer

    def _made_trouble(self, language: str, kind: str) -> str:
        return self._html(language, "pad_trouble.html", kind=kind, style=public.STYLE)

    def _page(self, scope: Scope, status: int, template: str, **facts: Any) -> Response:
        language = _language(Request(scope))
        return _answer(status, language, self._html(language, template, **facts))

    def _html(self, language: str, template: str, **facts: Any) -> str:
        return self._templates.get_template(template).render(
            facts,
            t=words_in(language),
            language=language,
            languages=[(each, words_in(each)("language"), f"?lang={each}") for each in LANGUAGES],
        )


def _answer(status: int, language: str, html: str) -> Response:
    return HTMLResponse(html, status, {"content-language": language, "vary": "accept-language"})


def _busy() -> Response:
    return Response(status_code=503, headers={"retry-after": str(AGAIN_SECONDS)})


def _language(request: Request) -> str:
    return language_of(request.query_params.get("lang"), request.headers.get("accept-language", ""))
