"""The API for other programs, below one path of the public address: its routes, its limits, its document."""

import re
import time
from collections.abc import Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Scope

from rules.errors import api as problems
from rules.refusals import Refused
from web.api_desk import OPERATIONS
from web.api_document import document
from web.api_operations import Desk, Door, token_shown
from web.api_problems import problem_answer
from web.guarding import Accepted, Limits, guarded
from web.pages import headers
from web.strictness import strict
from web.turns import Busy

PLACE = "/api/v1"
DOCUMENT = "/openapi.json"
# A program asks faster than a reader, and one address may have several.
BURST, PER_SECOND = 200, 10.0
# Of all together who have no token, which costs a look at the database, too; and of each token by itself.
BURST_OF_ALL, PER_SECOND_OF_ALL = 400, 40.0
MOST_IN_HAND = 6


def api(prefix: str, desk: Desk, clock: Callable[[], float] = time.monotonic) -> Mount:
    """Return the API.

    Args:
        prefix: The path of the public address, empty or like `/hecha`.
        desk: What it needs of the running program.
        clock: Seconds that only go forward.
    """
    accepted = Accepted(clock, token_shown)
    door, place = Door(desk, accepted), f"{prefix}{PLACE}"

    def describe(request: Request) -> Response:
        return JSONResponse(document(door.title(), place))

    routes = [Route(DOCUMENT, describe, methods=["GET"])]
    by_path: dict[str, dict[str, Callable[[Request], object]]] = {}
    for each in OPERATIONS:
        by_path.setdefault(each.path, {})[each.method] = door.endpoint(each)
    routes += [Route(path, _by_method(answers), methods=list(answers)) for path, answers in by_path.items()]
    app = Starlette(
        routes=routes,
        exception_handlers={404: _not_found, 405: _wrong_method, Busy: _busy},
    )
    app.router.redirect_slashes = False
    limits = Limits(BURST_OF_ALL, PER_SECOND_OF_ALL, MOST_IN_HAND, BURST, PER_SECOND)
    answering = guarded(app, limits, clock, slow_down=_slow_down, come_again=_come_again, accepted=accepted)
    mount = Mount(place, strict(answering, headers()))
    # An address may hold a line break, encoded, or be the place alone: it is ours to refuse, in our form.
    mount.path_regex = re.compile(rf"^{re.escape(place)}(?:/|$)(?P<path>.*)$", re.DOTALL)
    return mount


def _by_method(answers: dict[str, Callable[[Request], object]]) -> Callable[[Request], object]:
    async def answer(request: Request) -> Response:
        wanted = "GET" if request.method == "HEAD" else request.method
        found = await answers[wanted](request)  # type: ignore[misc]
        assert isinstance(found, Response)
        return found

    return answer


def _not_found(request: Request, _error: Exception) -> Response:
    return problem_answer(request.scope, Refused(problems.NOT_FOUND))


def _wrong_method(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    allowed = (error.headers or {}).get("Allow", "")
    answer = problem_answer(request.scope, Refused(problems.METHOD_UNKNOWN, allowed=allowed))
    answer.headers["allow"] = allowed
    return answer


def _busy(request: Request, _error: Exception) -> Response:
    return _come_again(request.scope)


def _come_again(scope: Scope) -> Response:
    return problem_answer(scope, Refused(problems.FAILED))


def _slow_down(scope: Scope) -> ASGIApp:
    return problem_answer(scope, Refused(problems.OFTEN))
