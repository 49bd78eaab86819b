"""A supervisor's page of statistics, behind a one-time link from the chat (`/b/…`).

A look at the link uses nothing up: chats and their servers look ahead. The button on it does, and gives the browser a
ticket in a cookie that no script can read. Whose page it is and what they may see is asked anew for each answer.
"""

import hashlib
import time
from base64 import b64encode
from collections.abc import Callable
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import Scope

from rules.errors import statistics as problems
from rules.refusals import Refused
from rules.statistics.cuts import CUTS, PERIOD_NAMES
from rules.statistics.periods import year_before
from rules.statistics.plane import laid_flat, round_metres, thinned
from rules.statistics.rounding import percent
from services.dashboards import LIVES, PATH, ensure_fresh, enter, reader_of
from services.statistics import departments_read
from services.statistics_cuts import Statistics
from services.verification import office_of
from storage.unit_of_work import UnitOfWork, anew_when_collided
from web import pages as public
from web.guarding import Accepted, Limits, guarded
from web.pages import FOLDER, STYLE, Look, Pages
from web.strictness import strict
from web.turns import Turns
from web.words import language_of

COOKIE = "hecha_dashboard"
DASHBOARD_STYLE = (FOLDER / "dashboard.css").read_text(encoding="utf-8")
ROWS_MOST, POINTS_MOST = 12, 400
BAR, MAP = 200, 1000  # the breadths of both in their own units
AT_ONCE = 2  # whoever counts, reads much
TURN_SECONDS = 2.0
BURST_OF_ALL, PER_SECOND_OF_ALL = 60, 10.0
MOST_IN_HAND = 3


def dashboard_page(
    prefix: str, look: Look, act: Look, *, is_secure: bool, clock: Callable[[], float] = time.monotonic
) -> Mount:
    """Return the page, below its path of the public address.

    Args:
        prefix: The path of the public address, empty or like `/hecha`.
        look: Opens a unit of work that only reads; called on threads.
        act: Opens one that is kept.
        is_secure: Whether browsers come by https.
        clock: Seconds that only go forward.
    """
    accepted = Accepted(clock, _ticket_shown)
    pages = _Dashboard(look, act, f"{prefix}/{PATH}", accepted, is_secure=is_secure)
    app = Starlette(
        routes=[Route("/{code}", pages.show, methods=["GET"]), Route("/{code}", pages.enter, methods=["POST"])],
        exception_handlers={404: pages.know_nothing, 405: pages.know_nothing, Exception: pages.fail},
    )
    app.router.redirect_slashes = False
    limits = Limits(BURST_OF_ALL, PER_SECOND_OF_ALL, MOST_IN_HAND)
    answering = guarded(app, limits, clock, slow_down=pages.slow_down, come_again=pages.come_again, accepted=accepted)
    return Mount(f"{prefix}/{PATH}", strict(answering, headers()))


def headers() -> dict[str, str]:
    """Return the headers of every answer: as on all public pages, with this page's own styles by their hash."""
    styles = " ".join(f"'{_hash(style)}'" for style in (STYLE, DASHBOARD_STYLE))
    policy = f"default-src 'none'; style-src {styles}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    return {**public.headers(), "content-security-policy": policy}


def _hash(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


class _Dashboard(Pages):
    def __init__(self, look: Look, act: Look, path: str, accepted: Accepted, *, is_secure: bool) -> None:
        super().__init__(look, lambda _: b"")
        self._accepted = accepted
        self._act, self._path, self._is_secure = act, path, is_secure
        self._counts = Turns(AT_ONCE, TURN_SECONDS)

    def show(self, request: Request) -> Response:
        """Show the page to the holder of its ticket; to everybody else the door, or that the link is over."""
        code, ticket = request.path_params["code"], _ticket_shown(request.scope)
        try:
            if not ticket:
                with self.looking() as uow:
                    ensure_fresh(uow, code)
                return self._door(request, 200, "")
            with self._counts.taken(), self.looking() as uow:
                return self._figures(request, uow, code, ticket)
        except Refused as refusal:
            self._accepted.forget(ticket)
            return self._refused(request, refusal)

    @anew_when_collided
    def enter(self, request: Request) -> Response:
        """Let the first who presses the button in."""
        code = request.path_params["code"]
        try:
            # Strangers hold nobody up: only a link that stands is worth a transaction.
            with self.looking() as uow:
                ensure_fresh(uow, code)
            with self._counts.taken(), self._act() as uow:
                ticket = enter(uow, code)
        except Refused as refusal:
            return self._refused(request, refusal)
        self._accepted.note(ticket)
        asked = urlencode({"period": _period(request), "lang": _language(request)})
        answer = RedirectResponse(f"{self._path}/{code}?{asked}", 303)
        path, lives = f"{self._path}/{code}", int(LIVES.total_seconds())
        answer.set_cookie(
            COOKIE, ticket, max_age=lives, path=path, secure=self._is_secure, httponly=True, samesite="lax"
        )
        return answer

    def _figures(self, request: Request, uow: UnitOfWork, code: str, ticket: str) -> Response:
        departments = departments_read(reader_of(uow, code, ticket))
        period = _period(request)
        counted = Statistics(uow, departments, period)
        cuts = [counted.figures(key) for key in CUTS if key != "map"]
        points = counted.figures("map")
        plane = thinned(laid_flat(points.points), POINTS_MOST) if points.points else None
        metres = round_metres(plane.metres / 4) if plane else 0
        found = sum(point.has_problem for point in points.points)
        language = _language(request)
        short = language.partition("-")[0]
        loads = [line.rate.of + line.waiting for each in cuts if each.cut.is_of_counts for line in each.lines]
        return self.page(
            request.scope,
            200,
            "dashboard.html",
            kept={"period": period},
            more_style=DASHBOARD_STYLE,
            office=office_of(uow),
            span=counted.span,
            period=period,
            periods=[(key, names[short], f"?period={key}&lang={language}") for key, names in PERIOD_NAMES.items()],
            whole=points.whole,
            before=points.whole_before,
            year_before=str(year_before(counted.span).first.year),
            cuts=cuts,
            map=points,
            plane=plane,
            metres=metres,
            metres_said=f"{metres / 1000:g} km" if metres >= 1000 else f"{metres} m",
            found=found,
            clean=len(points.points) - found,
            rows_most=ROWS_MOST,
            most_load=max(loads, default=0) or 1,
            percent=lambda share: f"{percent(share, 1)}%",
            own=[names.get(short) or names["zh"] for names in counted.scope],
            follow_ups=counted.follow_ups,
            long=lambda share: round(share * BAR),
            at=lambda share: round(share * MAP),
        )

    def know_nothing(self, request: Request, _error: Exception) -> Response:
        """Answer an address that is none of ours like a link that is none of ours."""
        return self._refused(request, Refused(problems.LINK_UNKNOWN))

    def _refused(self, request: Request, refusal: Refused) -> Response:
        status = 404 if refusal.code == problems.LINK_UNKNOWN.code else 410
        answer = self._door(request, status, refusal.text(_language(request)))
        answer.delete_cookie(COOKIE, path=request.url.path)
        return answer

    def _door(self, request: Request, status: int, told: str) -> Response:
        kept = {"period": _period(request)}
        return self.page(request.scope, status, "dashboard_door.html", kept=kept, more_style=DASHBOARD_STYLE, told=told)


def _ticket_shown(scope: Scope) -> str:
    return HTTPConnection(scope).cookies.get(COOKIE, "")


def _period(request: Request) -> str:
    asked = request.query_params.get("period", "")
    return asked if asked in PERIOD_NAMES else next(iter(PERIOD_NAMES))


def _language(request: Request) -> str:
    return language_of(request.query_params.get("lang"), request.headers.get("accept-language", ""))
