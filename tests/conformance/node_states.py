"""The state of every node of a filling, in the words of the corpus, and how two states are compared."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from forms.filling.definition import CHOOSING
from forms.filling.outline import Question
from forms.filling.session import Filling
from forms.filling.tree import FormNode, Range

_NUMERIC = frozenset({"decimal", "geopoint", "geotrace", "geoshape"})
_UUID = re.compile(r"(uuid:)?[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*")
_LABELLED = ("group", "repeat-instance")

State = Mapping[str, Any]


def states_of(filling: Filling) -> dict[str, State]:
    """Gives the state of every node by its reference."""
    return dict(_states(filling))


def _states(filling: Filling) -> Iterator[tuple[str, State]]:
    for place in filling.tree.root.below():
        if isinstance(place, Range):
            yield f"{place.reference}#range", _range_state(filling, place)
        else:
            yield place.reference, _node_state(filling, place)


def _range_state(filling: Filling, rounds: Range) -> State:
    repeat = rounds.definition.repeat
    assert repeat is not None
    return {
        "t": "repeat-range:controlled" if repeat.is_counted else "repeat-range:uncontrolled",
        "rel": rounds.is_relevant,
        "req": filling.conditions.is_required(rounds),
        "ro": filling.conditions.is_readonly(rounds),
        "count": len(rounds.instances),
        "label": filling.rendering.text(repeat.label, rounds.marker),
    }


def _node_state(filling: Filling, node: FormNode) -> State:
    definition = node.definition
    state: dict[str, Any] = {
        "rel": node.is_relevant,
        "req": filling.conditions.is_required(node),
        "ro": filling.conditions.is_readonly(node),
    }
    if node.parent is None:
        return {"t": "root", **state}
    if node.range is not None:
        assert definition.repeat is not None
        label = filling.rendering.text(definition.repeat.label, node.node)
        return {"t": "repeat-instance", **state, "label": label}
    if not definition.is_leaf:
        label = filling.rendering.text(definition.group.label, node.node) if definition.group is not None else None
        return {"t": "group", **state, "label": label}
    state |= {"v": node.value, "vt": definition.value_type}
    violation = filling.conditions.violation(node)
    if violation is not None:
        state["violation"] = {"condition": violation.kind, "message": violation.message}
    if definition.control is None:
        return {"t": "model-value", **state}
    question = filling.question(node.reference)
    kind = definition.control.kind
    state |= {"t": _kind(question), "label": question.label, "hint": question.hint}
    if kind in CHOOSING:
        state["opts"] = [[choice.value, choice.label] for choice in question.choices]
    return state


def _kind(question: Question) -> str:
    return {"select1": "select"}.get(question.kind, question.kind)


def differences(wanted: State, found: State | None, *, volatile: bool) -> Iterator[str]:
    """Yields what is different, in short.

    Args:
        wanted: From the corpus.
        found: Of the filling; None where it has no such node.
        volatile: Values made by chance or the clock are only compared in kind.
    """
    if found is None:
        yield "missing"
        return
    for key in ("t", "rel", "req", "ro", "count"):
        if key in wanted and wanted[key] != found.get(key):
            yield f"{key}: {found.get(key)!r} instead of {wanted[key]!r}"
    if "v" in wanted and not _same_value(wanted, found, volatile=volatile):
        yield f"v: {found.get('v')!r} instead of {wanted['v']!r}"
    for key in ("label", "hint"):
        if key in wanted and wanted[key] != (found.get(key) or ""):
            yield f"{key}: {found.get(key)!r} instead of {wanted[key]!r}"
    if "opts" in wanted and wanted["opts"] != (found.get("opts") or [])[: len(wanted["opts"])]:
        yield f"opts: {str(found.get('opts'))[:200]} instead of {str(wanted['opts'])[:200]}"
    if wanted.get("opts_count", len(wanted.get("opts", ()))) != len(found.get("opts", ())):
        yield f"{len(found.get('opts', ()))} opts"
    yield from _violation_differences(wanted.get("violation"), found.get("violation"))


def _violation_differences(wanted: State | None, found: State | None) -> Iterator[str]:
    conditions = [each["condition"] if each is not None else None for each in (wanted, found)]
    if conditions[0] != conditions[1]:
        yield f"violation: {conditions[1]} instead of {conditions[0]}"
    elif wanted is not None and found is not None and wanted.get("message") not in (None, found["message"]):
        yield f"message: {found['message']!r} instead of {wanted['message']!r}"


def _same_value(wanted: State, found: State, *, volatile: bool) -> bool:
    one, other = wanted["v"], found.get("v", "")
    if one == other:
        return True
    if wanted.get("vt") in _NUMERIC and one and other:
        return _numbers(one) == _numbers(other)
    if _UUID.fullmatch(one) and _UUID.fullmatch(other):
        return True
    return volatile and bool(one) == bool(other)


def _numbers(text: str) -> list[float] | None:
    try:
        return [float(each) for each in re.split(r"[\s;]+", text.strip()) if each]
    except ValueError:
        return None
