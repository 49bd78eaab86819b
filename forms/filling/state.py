"""Saves a filling as plain data and resumes it at once: nothing is worked out anew, everything is as it was."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from forms.filling.chance import SeededChance
from forms.filling.reading import FormDefinition
from forms.filling.refusals import FillingRefused
from forms.filling.session import Filling
from forms.filling.tree import TEMPLATE, FormNode, InstanceTree, Range
from rules.errors import form_filling as problems

_LAYOUT: Final = 1
MOST_ROUNDS: Final = 1_000
"""Rounds of one repeat in one place that are resumed: earlier editions let so many in."""


def state_of(filling: Filling) -> dict[str, Any]:
    """Gives everything that a filling knows beyond its form, as plain data for JSON.

    Returns:
        `layout`, `form` (fingerprint), `language`, `now` (ISO 8601), `zone` (its name, or None for a fixed offset),
        `seed`, `drawn`, `properties`, `location`; `rounds` (origins of the rounds by reference of the repeat, those
        that a lower count has taken away among them), `parked` (how many of them these are, the last ones),
        `values` (stored values that differ from the form's own, by reference), `withheld` (values that count where
        choices are no longer on offer), `irrelevant` (references whose own condition does not hold; `#range` marks
        that of a repeat as a whole).
    """
    places = list(_places(filling.tree.root))
    nodes = [each for each in places if isinstance(each, FormNode)]
    ranges = [each for each in places if isinstance(each, Range)]
    return {
        "layout": _LAYOUT,
        "form": filling.form.fingerprint,
        "language": filling.language,
        "now": filling.now.isoformat(),
        "zone": getattr(filling.now.tzinfo, "key", None),
        "seed": filling.chance.seed,
        "drawn": filling.chance.drawn,
        "properties": dict(filling.properties),
        "location": filling.location,
        "rounds": {each.reference: [node.origin for node in each.all_rounds] for each in ranges},
        "parked": {each.reference: len(each.parked) for each in ranges if each.parked},
        "values": {each.reference: each.stored for each in nodes if each.stored != each.initial},
        "withheld": {each.reference: each.value for each in nodes if each.is_relevant and each.value != each.stored},
        "irrelevant": [
            f"{each.reference}#range" if isinstance(each, Range) else each.reference
            for each in places
            if not each.is_self_relevant
        ],
    }


def restore(form: FormDefinition, state: Mapping[str, Any]) -> Filling:
    """Resumes a filling.

    Args:
        form: The form that it belongs to.
        state: From `state_of`, possibly through JSON.

    Raises:
        FillingRefused: The state belongs to another form, or is damaged.
    """
    if state.get("form") != form.fingerprint:
        raise FillingRefused(problems.OTHER_FORM)
    try:
        if state["layout"] != _LAYOUT:
            raise FillingRefused(problems.OTHER_FORM)
        tree = InstanceTree(form.root)
        filling = Filling(
            form,
            tree,
            language=_text(state["language"]),
            now=_instant(state["now"], state["zone"]),
            chance=SeededChance(_text(state["seed"]), _whole(state["drawn"])),
            properties=dict(state["properties"]),
            location=_text(state["location"]),
        )
        _resume(tree, state)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise FillingRefused(problems.DAMAGED_STATE, part=str(error)) from error
    return filling


def _instant(written: str, zone: str | None) -> datetime:
    instant = datetime.fromisoformat(written)
    if instant.tzinfo is None:
        raise ValueError(f"now {written}")
    return instant if zone is None else instant.astimezone(ZoneInfo(zone))


def _resume(tree: InstanceTree, state: Mapping[str, Any]) -> None:
    _resume_rounds(tree, tree.root, state["rounds"])
    for reference, stored in state["values"].items():
        _node(tree, reference).stored = _text(stored)
    for reference in state["irrelevant"]:
        place = tree.find(reference)
        if place is None:
            raise ValueError(f"irrelevant {reference}")
        place.is_self_relevant = False
    for node in tree.root.nodes_below():
        parent = node.parent
        node.is_relevant = node.node.is_relevant = node.is_self_relevant and (parent is None or parent.is_relevant)
        if node.definition.is_leaf:
            _show(node, node.stored if node.is_relevant else "")
    for reference, value in state["withheld"].items():
        _show(_node(tree, reference), _text(value))
    _resume_parked(tree, state.get("parked", {}))


def _resume_rounds(tree: InstanceTree, top: FormNode, rounds: Mapping[str, list[int]]) -> None:
    """Gives every repeat the rounds that it had, the outer ones first."""
    for child in top.children.values():
        if isinstance(child, FormNode):
            _resume_rounds(tree, child, rounds)
            continue
        origins = rounds[child.reference]
        if len(origins) > MOST_ROUNDS:
            raise ValueError(f"rounds {child.reference}")
        while child.instances:
            tree.forget(child.remove(len(child.instances) - 1))
        for index, origin in enumerate(origins):
            if not TEMPLATE <= origin < len(child.seeds):
                raise ValueError(f"rounds {child.reference}")
            made = tree.new_round(child, origin)
            child.insert(index, made)
            _resume_rounds(tree, made, rounds)


def _resume_parked(tree: InstanceTree, parked: Mapping[str, int]) -> None:
    """Takes away again what a lower count has taken away, once its answers are known."""
    found = [(tree.find(reference), _whole(count)) for reference, count in parked.items()]
    for rounds, count in found:
        if not isinstance(rounds, Range) or count > len(rounds.instances):
            raise ValueError(f"parked {rounds}")
        for _ in range(count):
            removed = rounds.remove(len(rounds.instances) - 1)
            tree.forget(removed)
            rounds.parked.append(removed)


def _places(top: FormNode) -> Iterator[FormNode | Range]:
    for place in top.below(with_parked=True):
        yield place
        if isinstance(place, FormNode):
            yield from place.attributes.values()


def _node(tree: InstanceTree, reference: str) -> FormNode:
    place = tree.find(reference)
    if not isinstance(place, FormNode):
        raise ValueError(reference)
    return place


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(repr(value))
    return value


def _whole(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError(repr(value))
    return value


def _show(node: FormNode, value: str) -> None:
    if node.value != value:
        node.value = value
        node.node.set_text(value)
