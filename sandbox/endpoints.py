"""Endpoints of the simulation API: JSON or files in, JSON out, and 400 with a reason for what cannot be done."""

import asyncio
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.errors import ActError, ApiError
from sandbox.messages import Json
from sandbox.parameters import Parameters, Upload, parse_json, read_parameters


def as_json(answer: Callable[[Request, Json], Any]) -> Callable[[Request], Any]:
    """An endpoint with JSON in and out."""

    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(answer(request, await _body(request)))
        except (ActError, ApiError) as error:
            return refused(error)

    return endpoint


def as_act(act: Callable[[int, Json], Any]) -> Callable[[Request], Any]:
    """An endpoint for something that a person does."""
    return as_json(lambda request, body: act(request.path_params["pid"], body))


def as_upload(act: Callable[[int, Parameters], Any]) -> Callable[[Request], Any]:
    """An endpoint for files that a person sends."""

    async def endpoint(request: Request) -> Response:
        try:
            args = read_parameters("", request.headers.get("content-type", ""), await request.body())
            return JSONResponse(await asyncio.to_thread(act, request.path_params["pid"], args))
        except (ActError, ApiError) as error:
            return refused(error)

    return endpoint


async def _body(request: Request) -> Json:
    raw = await request.body()
    if not raw:
        return {}
    try:
        body = parse_json(raw)
    except ValueError:
        raise ActError("the body is not JSON") from None
    if not isinstance(body, dict):
        raise ActError("the body is not an object")
    return body


def refused(error: Exception) -> Response:
    """400 with the reason."""
    return JSONResponse({"error": str(error)}, status_code=400)


def one_file(args: Parameters) -> Upload:
    """The one file of an upload.

    Raises:
        ActError: When there are none or several.
    """
    if len(args.uploads) != 1:
        raise ActError("send one part named file")
    return args.uploads[0]


def text_of(body: Json, name: str) -> str:
    """A text field, empty when missing.

    Raises:
        ActError: When it is something else.
    """
    value = body.get(name, "")
    if not isinstance(value, str):
        raise ActError(f"{name} is a text")
    return value


def number_of(body: Json, name: str) -> int:
    """A whole number, 0 when missing.

    Raises:
        ActError: When it is something else.
    """
    value = body.get(name, 0)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ActError(f"{name} is a number")
    return value
