"""All that the public sees without an account, below one address: papers, draws, roots, plans, results, open data."""

import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from services.verification import PATH
from web.draws import DrawPages
from web.open_data import PLACE, OpenData
from web.pages import Look, Pages, Read, below, headers
from web.plans import PlanPages
from web.results import ResultPages
from web.roots import RootPages
from web.strictness import Allowance, everybody, limited, strict
from web.turns import Busy, crowded
from web.verification import VerificationPages
from web.words import LANGUAGES


@dataclass(frozen=True, slots=True)
class Shelf:
    """What all readers together may ask of one kind of page, at once and from then on, and how many answers are made
    at once. Whoever empties one shelf shuts nobody out of the others.
    """

    burst: int
    per_second: float
    in_hand: int


# Some of the forty threads stay free for the API, the dashboard and whoever watches the machine.
PAPERS = Shelf(burst=240, per_second=20.0, in_hand=6)
# Of all readers together: a hundred thousand pages an hour, made in a fifth of a processor; updates need the rest.
PAGES = Shelf(burst=120, per_second=30.0, in_hand=16)
# A batch takes as long as ten pages.
DATA = Shelf(burst=30, per_second=3.0, in_hand=4)
PAPERS_AT_ONCE = 2


def public_pages(
    prefix: str,
    look: Look,
    read: Read,
    clock: Callable[[], float] = time.monotonic,
    certificate: bytes | None = None,
) -> list[BaseRoute]:
    """Return the pages, all below one path.

    Args:
        prefix: The path of the public address, empty or like `/hecha`.
        look: Opens a unit of work that only reads; called on threads.
        read: Gives the bytes of a file by its SHA-256.
        clock: Seconds that only go forward.
        certificate: Of the time stamping authority, as PEM; none where there is none.
    """
    pages, papers = Pages(look, read), Pages(look, read, PAPERS_AT_ONCE)
    routes = [*RootPages(pages, certificate).routes(), *PlanPages(pages).routes(), *DrawPages(pages).routes()]
    # Only what is there is led to.
    places = frozenset(route.path.split("/")[1] for route in routes)
    routes += ResultPages(pages, places).routes()

    def answering(pages: Pages, routes: Sequence[Route], shelf: Shelf) -> ASGIApp:
        app = Starlette(
            routes=routes,
            exception_handlers={
                404: pages.know_nothing,
                405: pages.know_nothing,
                Busy: pages.wait,
                Exception: pages.fail,
            },
        )
        app.router.redirect_slashes = False
        of_all = Allowance(clock, burst=shelf.burst, per_second=shelf.per_second)
        return limited(crowded(_said_once(app), shelf.in_hand, pages.come_again), of_all, pages.come_again, everybody)

    apart = {
        PATH: answering(papers, VerificationPages(papers).routes(), PAPERS),
        PLACE: answering(pages, OpenData(pages).routes(), DATA),
    }
    others = answering(pages, routes, PAGES)

    def answer(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        return apart.get(below(scope).split("/")[1], others)(scope, receive, send)

    def home(request: Request) -> Response:
        # What people type; nothing of what a stranger says of our address goes into where it leads.
        language = request.query_params.get("lang", "")
        asked = f"?lang={language}" if language in LANGUAGES else ""
        return RedirectResponse(f"{prefix.rpartition('/')[2]}/{asked}", 308, headers())

    below_prefix = Mount(prefix or "/", strict(limited(answer, Allowance(clock), pages.slow_down), headers()))
    return [below_prefix, Route(prefix, home, methods=["GET"])] if prefix else [below_prefix]


def _said_once(app: ASGIApp) -> ASGIApp:
    """Return an application whose faults end with what it said of them: the server would log each once more, whole."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        # Those that came before anything was said have their page and their line in the log.
        with suppress(Exception):
            await app(scope, receive, send)

    return answer
