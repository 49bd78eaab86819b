"""Reads `setvalue` and `setgeopoint`, and says for which of the values that they set and events they stand."""

from collections.abc import Iterable, Mapping
from typing import Final

from forms.filling.definition import Action, NodeDefinition
from forms.filling.model import attribute_definition
from forms.filling.references import resolve
from forms.filling.refusals import XFormRefused
from forms.filling.wording import Wording
from forms.nodes import Node
from rules.errors import form_definitions as problems

FIRST_LOAD: Final = "odk-instance-first-load"
LOAD: Final = "odk-instance-load"
READY: Final = "xforms-ready"
NEW_REPEAT: Final = "odk-new-repeat"
VALUE_CHANGED: Final = "xforms-value-changed"
_KNOWN: Final = (FIRST_LOAD, LOAD, READY, NEW_REPEAT, VALUE_CHANGED)
LOADING: Final = frozenset({FIRST_LOAD, LOAD, READY})


def read_action(
    element: Node,
    source: NodeDefinition | None,
    base: str,
    *,
    in_repeat: bool,
    definitions: dict[str, NodeDefinition],
    bind_ids: Mapping[str, str],
    wording: Wording,
) -> Action | None:
    """Reads one action.

    Args:
        element: Of the action.
        source: The question in which it stands.
        base: What its relative paths start from.
        in_repeat: It stands in a repeat of the body.
        definitions: Of the model; an attribute that it sets is added.
        bind_ids: References by the id of their bind.
        wording: Of the form.

    Returns:
        None where the model has no value at that place.

    Raises:
        XFormRefused: Its events are unknown or stand in the wrong place, or an expression cannot be read.
    """
    written = element.attribute("ref") or bind_ids.get(element.attribute("bind") or "") or ""
    reference = resolve(written, base)
    events = frozenset((element.attribute("event") or "").split())
    unknown = sorted(events - set(_KNOWN))
    if unknown:
        raise XFormRefused(
            problems.UNKNOWN_EVENT, reference=reference, events=", ".join(unknown), known=", ".join(_KNOWN)
        )
    if NEW_REPEAT in events and not in_repeat:
        raise XFormRefused(problems.NEW_REPEAT_OUTSIDE, reference=reference)
    found = definitions.get(reference)
    owner, at, name = reference.rpartition("/@")
    if found is None and at:
        found = attribute_definition(definitions, owner, name)
    if found is None or not found.is_leaf:
        return None
    expression = element.attribute("value")
    return Action(
        kind="geopoint" if element.name == "setgeopoint" else "value",
        events=events,
        written=wording.formula(written, reference, "ref"),
        sets=found,
        value=wording.formula(expression, reference, "value") if expression else element.text(),
        source=source,
    )


def by_what_is_set(actions: Iterable[Action], events: frozenset[str]) -> dict[NodeDefinition, list[Action]]:
    """Gives the actions that wait for one of some events, by what they set."""
    found: dict[NodeDefinition, list[Action]] = {}
    for action in actions:
        if action.events & events:
            found.setdefault(action.sets, []).append(action)
    return found


def by_source(actions: Iterable[Action]) -> dict[NodeDefinition, list[Action]]:
    """Gives the actions that wait for a change of the question in which they stand, by that question."""
    found: dict[NodeDefinition, list[Action]] = {}
    for action in actions:
        if VALUE_CHANGED in action.events and action.source is not None:
            found.setdefault(action.source, []).append(action)
    return found
