"""What the API says when it cannot do what is asked: problem details (RFC 9457) in the words of the catalogue."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from starlette.responses import Response
from starlette.types import Scope

from rules.errors import Told, describe
from rules.errors import api as problems
from rules.errors import campaigns as campaign_problems
from rules.refusals import Refused
from web.api_models import Fault, ProblemDetails
from web.words import language_of

MEDIA_TYPE = "application/problem+json"
AGAIN_SECONDS = 5
# Whoever makes up thousands of names is told so, and not each of them.
MOST_FAULTS = 100
# By code; whatever else is refused stands against the act as things are now.
STATUS: Mapping[str, int] = {
    problems.NO_TOKEN.code: 401,
    problems.SCOPE_MISSING.code: 403,
    campaign_problems.NOT_A_PLANNER.code: 403,
    problems.NOT_FOUND.code: 404,
    problems.CURSOR_WRONG.code: 404,
    problems.METHOD_UNKNOWN.code: 405,
    problems.NOT_JSON.code: 400,
    problems.NOT_JSON_TYPE.code: 415,
    problems.TOO_LARGE.code: 413,
    problems.NOT_AS_DESCRIBED.code: 422,
    problems.KEY_OF_ANOTHER.code: 422,
    problems.OFTEN.code: 429,
    problems.FAILED.code: 503,
}
CONFLICT = 409


class NotAsDescribed(Exception):
    """A request is not as the document says: faults, each a place and the rule that it breaks."""

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        super().__init__(faults)
        self.faults = faults


def problem_answer(scope: Scope, refused: Refused, faults: Sequence[tuple[str, str]] = ()) -> Response:
    """Return a refusal in the reader's language."""
    accepted = {name: value for name, value in scope["headers"] if name == b"accept-language"}
    language = language_of(None, accepted.get(b"accept-language", b"").decode("latin-1"))
    status = STATUS.get(refused.code, CONFLICT)
    details = ProblemDetails(
        type=f"urn:hecha:problem:{refused.code}",
        title=HTTPStatus(status).phrase,
        status=status,
        code=refused.code,
        detail=refused.text(language),
        errors=[_fault(place, rule, language) for place, rule in faults],
    )
    headers = {"content-language": language, "vary": "accept-language"}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["www-authenticate"] = 'Bearer realm="hecha"'
    if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        headers["retry-after"] = str(AGAIN_SECONDS)
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        # What was not read must not be taken for the next request.
        headers["connection"] = "close"
    return Response(details.model_dump_json(), status, headers, MEDIA_TYPE)


def not_as_described(scope: Scope, error: NotAsDescribed) -> Response:
    """Return all that is wrong with a request at once."""
    refused = Refused(problems.NOT_AS_DESCRIBED, count=len(error.faults), most=MOST_FAULTS)
    return problem_answer(scope, refused, error.faults[:MOST_FAULTS])


def _fault(place: str, rule: str, language: str) -> Fault:
    which = {"missing": problems.VALUE_MISSING, "extra_forbidden": problems.VALUE_UNKNOWN}
    told = Told(which.get(rule, problems.VALUE_WRONG).code, {"place": place})
    return Fault(pointer=place, rule=rule, detail=describe(told, language))
