"""The OpenAPI 3.1 document of the API, written from its operations and the types that check them."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from rules.api_scopes import EVIDENCE_READ, SCOPES
from web.api_desk import OPERATIONS
from web.api_models import ProblemDetails, Taken
from web.api_operations import JSON_TYPE, KEY_HEADER, KEY_PATTERN, Operation
from web.api_problems import MEDIA_TYPE

Json = dict[str, Any]
VERSION = "1.0"
REFERENCE = "#/components/schemas/{model}"
# What may be said to anybody at any address; the others stand beside them by what an operation does.
ALWAYS = {401: "No token", 403: "The token lacks the scope", 422: "Not as described", 429: "Too often", 503: "Not now"}
OF_PLACE = {404: "Not there, or not of the token's departments"}
OF_FILE = {409: "Not as things are now"}
OF_BODY = {
    400: "No JSON",
    404: "What the body names is not there",
    409: "Not as things are now",
    413: "Too large",
    415: "Not application/json",
}


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
                "token": {"type": "http", "scheme": "bearer", "description": f"Scopes: {', '.join(SCOPES)}"}
            },
            "responses": {"Problem": _problem("What is the matter")},
        },
    }


def _models() -> list[type[BaseModel]]:
    named = [model for each in OPERATIONS for model in (each.body, each.answer) if model is not None]
    return list(dict.fromkeys([*named, ProblemDetails]))


def _operation(each: Operation) -> Json:
    told: Json = {
        "operationId": each.name,
        "summary": each.summary,
        "description": each.run.__doc__,
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
    return found


def _responses(each: Operation) -> Json:
    schema: Json = _reference(each.answer) if each.answer else {"type": "string"}
    content = {} if each.media_type == "application/octet-stream" else {"schema": schema}
    done: Json = {"description": "Done", "content": {each.media_type: content}}
    if each.body is not None:
        done["headers"] = {"Location": {"required": True, "schema": {"type": "string"}}}
    found: Json = {"201" if each.body is not None else "200": done}
    if each.media_type == "application/octet-stream":
        found["200"]["headers"] = {"ETag": {"required": True, "schema": {"type": "string"}}}
        found["304"] = {"description": "Not changed"}
    told = {**ALWAYS, **(OF_PLACE if each.paths or each.query else {})}
    if each.body is not None:
        told |= OF_BODY
    elif each.media_type != JSON_TYPE or each.scope == EVIDENCE_READ:
        told |= OF_FILE
    return found | {str(status): _problem(words) for status, words in sorted(told.items())}


def _problem(words: str) -> Json:
    return {"description": words, "content": {MEDIA_TYPE: {"schema": _reference(ProblemDetails)}}}


def _reference(model: type[BaseModel]) -> Json:
    return {"$ref": REFERENCE.format(model=model.__name__)}
