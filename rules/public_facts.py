"""What of a result may be public (rule text 四（九）), as data: these fields and no others.

Nobody is named: neither the officers nor the person in charge, no telephone, no certificate, nothing that was typed at
the inspection. The pages, the open data and their schema all follow from this list.
"""

from collections.abc import Iterable, Mapping
from typing import Any

Json = dict[str, Any]

NAMES: Json = {
    "type": "object",
    "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
    "required": ["zh"],
    "additionalProperties": False,
}
DAY: Json = {"type": "string", "format": "date"}
TEXT: Json = {"type": "string"}


def _rows(**properties: Json) -> Json:
    row = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    return {"type": "array", "items": row}


FIELDS: Mapping[str, Json] = {
    "number": {**TEXT, "description": "结果编号 number of the result: visit and department"},
    "object": {**TEXT, "description": "检查对象 name of the object as it was registered"},
    "registration_code": {**TEXT, "description": "社会统一信用代码/注册号 unified social credit code"},
    "department": {**NAMES, "description": "检查部门 department whose result it is"},
    "lead": {**NAMES, "description": "牵头部门 department that led the visit"},
    "departments": {"type": "array", "items": NAMES, "description": "参加部门 all departments of the visit"},
    "campaign": {**TEXT, "description": "抽查任务编号 number of the campaign"},
    "campaign_title": {**NAMES, "description": "抽查任务 title of the campaign"},
    "task_kind": {"enum": ["daily", "special", "clue", "immediate"], "description": "任务类别 kind of task"},
    "draw": {"type": ["string", "null"], "description": "抽取编号 number of the draw"},
    "items": {**_rows(code=TEXT, matter=TEXT, category=TEXT), "description": "抽查事项 items inspected"},
    "results": {
        **_rows(key=TEXT, zh=TEXT, en=TEXT, chosen={"type": "boolean"}),
        "description": "检查结果 the results of the official form, those that hold chosen",
    },
    "begun_on": {**DAY, "description": "检查开始 first day of the visit"},
    "ended_on": {**DAY, "description": "检查完成 day on which the visit ended"},
    "addenda": {**_rows(number=TEXT, on=DAY), "description": "更正说明 signed addenda to the record"},
}
"""Each public field with its JSON schema."""

BESIDE: Mapping[str, Json] = {
    "state": {
        "enum": ["published", "withheld", "withdrawn"],
        "description": "状态 state; a withheld or withdrawn result has no fields more",
    },
    "version": {"type": "integer", "minimum": 1, "description": "版本 edition"},
    "published_on": {**DAY, "description": "首次公示 first day of publication"},
    "changed_on": {**DAY, "description": "本版公示 day of this edition"},
    "page": {**TEXT, "description": "网页 its page, relative to the site"},
}
"""What the open data say of a result besides."""

# What is left of a result that was withdrawn.
LASTING = ("number",)


class NotPublic(ValueError):
    """A fact that the list does not have, or that is shaped otherwise."""


def ensure_listed(facts: Mapping[str, Any]) -> Json:
    """Return facts in the order of the list. Raises `NotPublic` for one that is missing or not on it."""
    if facts.keys() != FIELDS.keys():
        raise NotPublic(sorted(facts.keys() ^ FIELDS.keys()))
    for name, schema in FIELDS.items():
        rows: Iterable[Any] = facts[name] if schema.get("type") == "array" else [facts[name]]
        for row in rows:
            known = schema.get("items", schema).get("properties")
            if known is not None and not row.keys() <= known.keys():
                raise NotPublic(f"{name}: {sorted(row.keys() - known.keys())}")
    return {name: facts[name] for name in FIELDS}


def schema(title: str) -> Json:
    """Return the JSON schema (draft 2020-12) of one line of the open data."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "properties": {**BESIDE, **FIELDS},
        "required": [*BESIDE, *LASTING],
        "additionalProperties": False,
    }
