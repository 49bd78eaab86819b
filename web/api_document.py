"""The OpenAPI 3.1 document of the API, written from its operations and the types that check them."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from rules.api_scopes import (
    CAMPAIGNS_READ,
    CAMPAIGNS_WRITE,
    EVIDENCE_READ,
    RESULTS_READ,
    SCOPES,
    TASKS_READ,
    TASKS_WRITE,
)
from rules.errors import Problem
from rules.errors import api as problems
from rules.errors import campaigns as campaign_problems
from web.api_desk import OPERATIONS
from web.api_models import ProblemDetails, Taken
from web.api_operations import BYTES, JSON_TYPE, KEY_HEADER, KEY_PATTERN, Operation
from web.api_problems import MEDIA_TYPE

Json = dict[str, Any]
VERSION = "1.0"
REFERENCE = "#/components/schemas/{model}"
# What a token is for, within its departments.
FOR = {
    CAMPAIGNS_READ: "read campaigns",
    CAMPAIGNS_WRITE: "enter campaigns for a lead department of its own",
    TASKS_READ: "read visits with the tasks of their officers",
    TASKS_WRITE: "enter visits that the platform has drawn",
    RESULTS_READ: "read results of approved visits, and their answers as OpenRosa XML",
    EVIDENCE_READ: "read lists of files, and their bytes",
}


def _coded(words: str, *told: Problem) -> str:
    return f"{words} ({', '.join(each.code for each in told)})"


# What may be said to anybody at any address; the others stand beside them by what an operation does.
ALWAYS = {
    401: _coded("No token that is known and in force", problems.NO_TOKEN),
    403: _coded("The token lacks the scope", problems.SCOPE_MISSING),
    422: _coded("Not as described; each fault stands in `errors`", problems.NOT_AS_DESCRIBED),
    429: _coded("Too often", problems.OFTEN),
    503: _coded("Not now; the same request may be sent again", problems.FAILED),
}
OF_PLACE = {404: _coded("Not there, or not of the token's departments", problems.NOT_FOUND)}
OF_LIST = {404: _coded("The cursor was not given here", problems.CURSOR_WRONG)}
OF_FILE = {
    409: "Not as things are now; `code` and `detail` say why, such as that the result is kept back, or that the "
    "store no longer holds what was secured"
}
OF_BODY = {
    400: _coded("No JSON", problems.NOT_JSON),
    403: _coded(
        "The token lacks the scope, or the department", problems.SCOPE_MISSING, campaign_problems.NOT_A_PLANNER
    ),
    404: _coded("What the body names is not there", problems.NOT_FOUND),
    409: "Not as things are now; `code` and `detail` say why",
    413: _coded("Too large", problems.TOO_LARGE),
    415: _coded("Not application/json", problems.NOT_JSON_TYPE),
    422: _coded(
        "Not as described; each fault stands in `errors`. Or the key was used for another request",
        problems.NOT_AS_DESCRIBED,
        problems.KEY_OF_ANOTHER,
    ),
}
AGAIN = {"Retry-After": ("integer", "After how many seconds to come again")}
HEADERS = {401: {"WWW-Authenticate": ("string", "The scheme of the token: Bearer")}, 429: AGAIN, 503: AGAIN}
LANGUAGE = ("string", "That of `detail`: zh or en, as `Accept-Language` asks")


def document(title: str, server: str) -> Json:
    """Return the document.

    Args:
        title: The office's name.
        server: Where the API is, an address or a path.
    """
    schemas, definitions = models_json_schema(
        [(model, "validation" if issubclass(model, Taken) else "serialization") for model in _models()],
        ref_template=REFERENCE,
    )
    assert schemas
    paths: Json = {}
    for each in OPERATIONS:
        paths.setdefault(each.path, {})[each.method.lower()] = _operation(each)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{title} hecha",
            "version": VERSION,
            "description": "双随机、一公开：任务录入与结果导出。Campaigns and tasks in, results and evidence out.",
        },
        "servers": [{"url": server}],
        "paths": paths,
        "components": {
            "schemas": definitions["$defs"],
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": f"Scopes, each within the token's own "
                    f"departments: {'; '.join(f'`{each}` to {FOR[each]}' for each in SCOPES)}",
                }
            },
        },
    }


def _models() -> list[type[BaseModel]]:
    named = [model for each in OPERATIONS for model in (each.body, each.answer) if model is not None]
    return list(dict.fromkeys([*named, ProblemDetails]))


def _operation(each: Operation) -> Json:
    told: Json = {
        "operationId": each.name,
        "summary": each.summary,
        "description": f"{each.run.__doc__} The token needs `{each.scope}`.",
        "security": [{"token": [each.scope]}],
        "parameters": _parameters(each),
        "responses": _responses(each),
    }
    if each.body is not None:
        told["requestBody"] = {"required": True, "content": {JSON_TYPE: {"schema": _reference(each.body)}}}
    return told


def _parameters(each: Operation) -> list[Json]:
    found: list[Json] = [
        {"name": name, "in": "path", "required": True, "schema": dict(schema)}
        for name, schema in (each.paths or {}).items()
    ]
    found += [{"name": p.name, "in": "query", "required": False, "schema": dict(p.schema)} for p in each.query]
    if each.body is not None:
        key = {"type": "string", "pattern": KEY_PATTERN}
        about = "Made by whoever asks: the same request again under it is told what it was told"
        found.append({"name": KEY_HEADER, "in": "header", "required": True, "schema": key, "description": about})
    if each.media_type == BYTES:
        about = "The `ETag` that was given before: what has not changed is not sent again"
        found.append({"name": "If-None-Match", "in": "header", "schema": {"type": "string"}, "description": about})
    return found


def _responses(each: Operation) -> Json:
    schema: Json = _reference(each.answer) if each.answer else {"type": "string"}
    content = {} if each.media_type == BYTES else {"schema": schema}
    done: Json = {"description": "Done", "content": {each.media_type: content}}
    if each.body is not None:
        done["headers"] = _headers({"Location": ("string", "Where it is now")})
    found: Json = {"201" if each.body is not None else "200": done}
    if each.media_type == BYTES:
        hashes = {"ETag": ("string", "The SHA-256 in quotation marks"), "X-Content-SHA256": ("string", "The SHA-256")}
        found["200"]["headers"] = _headers(hashes)
        found["304"] = {"description": "Not changed", "headers": _headers(hashes)}
    told = {**ALWAYS, **(OF_PLACE if each.paths else OF_LIST if each.query else {})}
    if each.body is not None:
        told |= OF_BODY
    elif each.media_type != JSON_TYPE or each.scope == EVIDENCE_READ:
        told |= OF_FILE
    return found | {str(status): _problem(status, words) for status, words in sorted(told.items())}


def _problem(status: int, words: str) -> Json:
    headers = _headers({"Content-Language": LANGUAGE, **HEADERS.get(status, {})})
    return {"description": words, "headers": headers, "content": {MEDIA_TYPE: {"schema": _reference(ProblemDetails)}}}


def _headers(told: Mapping[str, tuple[str, str]]) -> Json:
    return {
        name: {"required": True, "schema": {"type": kind}, "description": about} for name, (kind, about) in told.items()
    }


def _reference(model: type[BaseModel]) -> Json:
    return {"$ref": REFERENCE.format(model=model.__name__)}
