"""Entries of the registries as facts, texts by the names of fields, and facts as what their rows hold."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from rules.registries.fields import FLAGS, SEVERAL, YES
from rules.registries.rows import Facts, parts_of

OBJECT_TEXTS = (
    "name", "short_name", "district", "person_in_charge", "address", "street", "industry", "risk",
)  # fmt: skip
OBJECT_OPTIONAL = ("licence_number", "phone", "latitude", "longitude", "risk_source")
ITEM_TEXTS = (
    "category", "matter", "content", "object_kind", "grade", "method", "body", "level", "legal_basis", "frequency",
)  # fmt: skip
SHORT_NAME_MOST = 40


def object_facts(row: Any) -> Facts:
    """Return an object's facts."""
    facts = {name: getattr(row, name) or "" for name in (*OBJECT_TEXTS, *OBJECT_OPTIONAL)}
    facts["registration_code"] = row.registration_code
    facts["risk_on"] = row.risk_on.isoformat() if row.risk_on else ""
    return facts | {flag: YES if flag in row.flags else "" for flag in FLAGS}


def object_values(facts: Mapping[str, str], flags: list[str]) -> dict[str, Any]:
    """Return what an object's row holds for some facts; `flags` are those that it has."""
    values: dict[str, Any] = {name: facts[name] for name in OBJECT_TEXTS if name in facts}
    values |= {name: facts[name] or None for name in OBJECT_OPTIONAL if name in facts}
    if "risk_on" in facts:
        values["risk_on"] = _day(facts["risk_on"])
    changed = {flag: facts[flag] for flag in FLAGS if flag in facts}
    if changed:
        kept = [flag for flag in flags if flag not in changed]
        values["flags"] = [*kept, *(flag for flag, value in changed.items() if value)]
    return values


def new_object(facts: Mapping[str, str], district: str) -> dict[str, Any]:
    """Return the whole row of an object that is new."""
    values: dict[str, Any] = {**dict.fromkeys(OBJECT_TEXTS, ""), **dict.fromkeys(OBJECT_OPTIONAL)}
    values |= {"registration_code": facts["registration_code"], "flags": [], "risk_on": None}
    values |= object_values(facts, [])
    values["district"] = values["district"] or district
    values["short_name"] = values["short_name"] or values["name"][:SHORT_NAME_MOST]
    return values


def person_facts(row: Any, department: str) -> Facts:
    """Return an inspector's facts."""
    return {
        "code": row.code,
        "name": row.name.get("zh") or next(iter(row.name.values()), ""),
        "department": department,
        "certificate_number": row.certificate_number or "",
        "certificate_from": row.certificate_from.isoformat() if row.certificate_from else "",
        "certificate_until": row.certificate_until.isoformat() if row.certificate_until else "",
        "categories": SEVERAL.join(sorted(row.categories)),
        "kind": row.kind,
        "on_leave": YES if row.on_leave else "",
        "phone": row.phone or "",
    }


def person_values(facts: Mapping[str, str]) -> dict[str, Any]:
    """Return what a person's row holds for some facts, but for code and department."""
    values: dict[str, Any] = {}
    if "name" in facts:
        values["name"] = {"zh": facts["name"], "en": facts["name"]}
    for name in ("certificate_number", "phone"):
        if name in facts:
            values[name] = facts[name] or None
    for name in ("certificate_from", "certificate_until"):
        if name in facts:
            values[name] = _day(facts[name])
    if "categories" in facts:
        values["categories"] = parts_of(facts["categories"])
    if "kind" in facts:
        values["kind"] = facts["kind"]
    if "on_leave" in facts:
        values["on_leave"] = bool(facts["on_leave"])
    return values


def item_facts(row: Any, department: str) -> Facts:
    """Return an item's facts."""
    facts = {name: getattr(row, name) for name in ITEM_TEXTS}
    return facts | {
        "code": row.code,
        "department": department,
        "is_on_enterprises": YES if row.is_on_enterprises else "",
        "form_id": row.form_id or "",
        "permille": "" if row.permille is None else str(row.permille),
    }


def new_item(facts: Mapping[str, str]) -> dict[str, Any]:
    """Return the row of an item, but for its code, department and validity."""
    values: dict[str, Any] = {name: facts.get(name, "") for name in ITEM_TEXTS}
    values["grade"] = values["grade"] or "general"
    return values | {
        "is_on_enterprises": bool(facts.get("is_on_enterprises")),
        "form_id": facts.get("form_id") or None,
        "permille": int(facts["permille"]) if facts.get("permille") else None,
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
