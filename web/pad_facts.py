"""What the page of a pad is told, and what it says of itself."""

from typing import Any

from rules.ink import written
from services.pad_signing import PadView


def told_of(view: PadView, ticket: str, name: str, language: str) -> dict[str, Any]:
    """Return a pad as its page draws it; `name` is the last part of its address."""
    short = language.partition("-")[0]
    return {
        "ticket": ticket,
        "title": view.title,
        "number": view.number,
        "inspected": view.inspected,
        "role": view.role,
        "capacity": view.capacity.get(short, ""),
        "name": view.name.get(short, ""),
        "record": view.record,
        "pdf": f"{name}/{view.reading}/record.pdf",
        "marks": [{"kind": mark.kind, "at": mark.at, "points": written(mark.points)} for mark in view.ink.marks],
        "size": list(view.ink.size or ()),
        "signed": view.signed_at.isoformat() if view.signed_at else None,
    }


def size_in(sent: object) -> tuple[int, int] | None:
    """Return the size of the paper that a page has sent, none for what is no size."""
    if isinstance(sent, list) and len(sent) == 2 and all(type(side) is int for side in sent):
        return sent[0], sent[1]
    return None
