"""One request to the API, from its token to its answer; what each operation is stands beside it as data.

An operation that writes is one unit of work with its answer kept under the idempotency key: the same request again,
after an answer that never arrived, is told what it was told and does nothing more.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import structlog
from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Scope

from rules.errors import api as problems
from rules.refusals import Refused
from services.api_replies import Reply, earlier_reply, keep_reply, request_hash
from services.api_tokens import Caller, caller_with, note_use
from services.verification import office_of
from storage.files import FileAltered
from storage.unit_of_work import UnitOfWork, anew_when_collided
from web.api_problems import NotAsDescribed, not_as_described, problem_answer
from web.guarding import Accepted
from web.pages import Look, Pages
from web.turns import Busy, Turns

log = structlog.get_logger()

MOST_BYTES = 1 << 18
KEY_HEADER = "Idempotency-Key"
KEY_PATTERN = r"^[A-Za-z0-9_-]{8,64}$"
JSON_TYPE = "application/json"
BYTES = "application/octet-stream"
# Readers have turns of their own (`web.pages`).
WRITING_AT_ONCE = 2
TURN_SECONDS = 1.0
Stream = Callable[[str], tuple[int, Iterator[bytes]]]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an address's query: optional, its values by pattern; `schema` is what the document says of it."""

    name: str
    pattern: str
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """What an operation is given: everything is checked but what only the services know."""

    uow: UnitOfWork
    caller: Caller
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any


@dataclass(frozen=True, slots=True)
class File:
    """A kept file as an answer, by its hash."""

    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class Made:
    """What was made, and where it is, relative to the API."""

    content: BaseModel
    location: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked. `run` returns a model, a text of `media_type`, a `File`, or what was `Made`."""

    name: str
    method: str
    path: str
    scope: str
    summary: str
    run: Callable[[Call], Any]
    answer: type[BaseModel] | None
    body: type[BaseModel] | None = None
    query: tuple[Parameter, ...] = ()
    media_type: str = JSON_TYPE
    paths: Mapping[str, Mapping[str, Any]] | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What the API needs of the running program.

    Attributes:
        look: Opens a unit of work that only reads; called on threads.
        act: Opens one that commits at its end, and has those concerned told; called on threads.
        stream: Gives size and bytes of a file, part by part, by its SHA-256. Raises `FileNotFoundError`, and
            `FileAltered` where they are not those.
    """

    look: Look
    act: Callable[[], AbstractContextManager[UnitOfWork]]
    stream: Stream


class Door:
    """Answers requests for operations."""

    def __init__(self, desk: Desk, accepted: Accepted) -> None:
        self._desk, self._accepted = desk, accepted
        self._pages = Pages(desk.look, lambda _sha256: b"")
        self._writing = Turns(WRITING_AT_ONCE, TURN_SECONDS)

    def title(self) -> str:
        """Return whose API it is."""
        with self._pages.looking() as uow:
            return office_of(uow).issuing_office["zh"]

    def endpoint(self, operation: Operation) -> Callable[[Request], Any]:
        """Return what answers an operation."""

        async def answer(request: Request) -> Response:
            try:
                return await self._answer(request, operation)
            except NotAsDescribed as error:
                return not_as_described(request.scope, error)
            except Refused as refused:
                return problem_answer(request.scope, refused)
            except Busy:
                return problem_answer(request.scope, Refused(problems.FAILED))
            except Exception as error:
                log.error("api_fails", operation=operation.name, exc_info=error)
                return problem_answer(request.scope, Refused(problems.FAILED))

        return answer

    async def _answer(self, request: Request, operation: Operation) -> Response:
        token = token_shown(request.scope)
        if not token:
            raise Refused(problems.NO_TOKEN)
        await run_in_threadpool(self._let_in, token, operation.scope)
        query = _query(request, operation)
        if operation.body is None:
            return await run_in_threadpool(self._read, request, operation, token, query)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON_TYPE:
            raise Refused(problems.NOT_JSON_TYPE)
        raw = await _body(request)
        return await run_in_threadpool(self._write, request, operation, token, raw)

    @anew_when_collided
    def _let_in(self, token: str, scope: str) -> None:
        """Let a token in before its body is read."""
        try:
            with self._pages.looking() as uow:
                caller = caller_with(uow, token)
        except Refused:
            self._accepted.forget(token)
            raise
        self._accepted.note(token)
        if scope not in caller.scopes:
            raise Refused(problems.SCOPE_MISSING, scope=scope)
        if not caller.is_use_noted:
            with self._writing.taken(), self._desk.act() as uow:
                note_use(uow, caller.api_token_id)

    def _read(self, request: Request, operation: Operation, token: str, query: Mapping[str, str]) -> Response:
        with self._pages.looking() as uow:
            call = Call(uow, caller_with(uow, token), request.path_params, query, None)
            found = operation.run(call)
        if isinstance(found, File):
            return self._file(request, found)
        text = found.model_dump_json() if isinstance(found, BaseModel) else str(found)
        return Response(text, media_type=operation.media_type)

    @anew_when_collided
    def _write(self, request: Request, operation: Operation, token: str, raw: bytes) -> Response:
        assert operation.body is not None
        keys = request.headers.getlist(KEY_HEADER)
        body, faults = _checked(operation.body, raw)
        if len(keys) != 1 or not re.fullmatch(KEY_PATTERN, keys[0], re.ASCII):
            rule = "missing" if not keys else "string_pattern_mismatch"
            faults = [(KEY_HEADER, rule), *faults]
        if faults:
            raise NotAsDescribed(faults)
        known = request_hash(request.method, operation.path, raw)
        with self._writing.taken(), self._desk.act() as uow:
            caller = caller_with(uow, token)
            reply = earlier_reply(uow, caller.api_token_id, keys[0], known)
            if reply is None:
                made = operation.run(Call(uow, caller, request.path_params, {}, body))
                reply = Reply(201, made.location, made.content.model_dump_json())
                keep_reply(uow, caller.api_token_id, keys[0], known, reply)
        headers = {"location": f"{request.scope.get('root_path', '')}{reply.location}"}
        return Response(reply.body, reply.status, headers, JSON_TYPE)

    def _file(self, request: Request, file: File) -> Response:
        headers = {
            "etag": f'"{file.sha256}"',
            "cache-control": "private, max-age=31536000, immutable",
            "content-disposition": f'attachment; filename="{file.name}"',
            "x-content-sha256": file.sha256,
        }
        known = request.headers.get("if-none-match", "")
        if headers["etag"] in known or known.strip() == "*":
            return Response(status_code=304, headers=headers)
        try:
            size, parts = self._desk.stream(file.sha256)
        except (FileNotFoundError, FileAltered) as error:
            log.error("evidence_not_as_kept", file=file.name, because=type(error).__name__)
            raise Refused(problems.FILE_NOT_AS_KEPT) from error
        # Never by the type that its sender gave it: no browser shall show it.
        return StreamingResponse(parts, 200, headers | {"content-length": str(size)}, BYTES)


def token_shown(scope: Scope) -> str:
    """Return the token that a request shows, empty for none."""
    shown = Headers(scope=scope).getlist("authorization")
    scheme, _, token = (shown[0] if len(shown) == 1 else "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _query(request: Request, operation: Operation) -> dict[str, str]:
    known = {each.name: each for each in operation.query}
    found: dict[str, str] = {}
    faults = []
    for name, value in request.query_params.multi_items():
        if name not in known:
            faults.append((name[:80], "extra_forbidden"))
        elif name in found or not re.fullmatch(known[name].pattern, value):
            faults.append((name, "string_pattern_mismatch"))
        found[name] = value
    if faults:
        raise NotAsDescribed(faults)
    return found


def _checked(model: type[BaseModel], raw: bytes) -> tuple[BaseModel | None, list[tuple[str, str]]]:
    """Return a body as its model, or all that is wrong with it. Raises `Refused` for what is no JSON."""
    try:
        return model.model_validate_json(raw), []
    except ValidationError as error:
        faults = [(_pointer(each["loc"]), each["type"]) for each in error.errors(include_input=False)]
    if any(rule == "json_invalid" for _, rule in faults) or not _is_json(raw):
        raise Refused(problems.NOT_JSON)
    return None, faults


def _is_json(raw: bytes) -> bool:
    try:
        json.loads(raw)
    except (ValueError, RecursionError):
        return False
    return True


def _pointer(place: tuple[int | str, ...]) -> str:
    """Return a place in a body as a JSON pointer (RFC 6901), cut where somebody made up a name of a thousand signs."""
    return "".join(f"/{str(each)[:80].replace('~', '~0').replace('/', '~1')}" for each in place) or "/"


async def _body(request: Request) -> bytes:
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > MOST_BYTES:
                raise Refused(problems.TOO_LARGE, most=MOST_BYTES)
    except ClientDisconnect:
        raise Refused(problems.NOT_JSON) from None
    return bytes(body)
