"""The nodes on an axis, nearest first, and which of them a step takes (XPath 1.0, sections 2.2 and 2.3)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

from forms.expressions.syntax import Axis, Test
from forms.nodes import NameKey, Node

Selector: TypeAlias = Callable[[Node], list[Node]]
"""Gives what a step takes from one node, in the order of its axis."""

REVERSE: Final = frozenset({"ancestor", "ancestor-or-self", "preceding", "preceding-sibling"})


def _siblings(node: Node) -> tuple[list[Node], int]:
    if node.parent is None or node.kind in ("attribute", "namespace"):
        return [], 0
    siblings = node.parent.children
    return siblings, siblings.index(node)


def _following_siblings(node: Node) -> list[Node]:
    siblings, index = _siblings(node)
    return siblings[index + 1 :]


def _preceding_siblings(node: Node) -> list[Node]:
    siblings, index = _siblings(node)
    return siblings[:index][::-1]


def _with_descendants(nodes: Iterable[Node]) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        found.append(node)
        found += node.descendants()
    return found


def _following(node: Node) -> list[Node]:
    found: list[Node] = []
    if node.kind in ("attribute", "namespace") and node.parent is not None:
        node = node.parent
        found += node.descendants()
    for each in (node, *node.ancestors()):
        found += _with_descendants(_following_siblings(each))
    return found


def _preceding(node: Node) -> list[Node]:
    if node.kind in ("attribute", "namespace") and node.parent is not None:
        node = node.parent
    found: list[Node] = []
    for each in (node, *node.ancestors()):
        for sibling in _preceding_siblings(each):
            found += _with_descendants([sibling])[::-1]
    return found


_AXES: Final[Mapping[Axis, Selector]] = {
    "ancestor": lambda node: list(node.ancestors()),
    "ancestor-or-self": lambda node: [node, *node.ancestors()],
    "attribute": lambda node: [each for each in node.attributes if each.kind == "attribute"],
    "child": lambda node: node.children,
    "descendant": lambda node: list(node.descendants()),
    "descendant-or-self": lambda node: [node, *node.descendants()],
    "following": _following,
    "following-sibling": _following_siblings,
    "namespace": lambda node: [each for each in node.attributes if each.kind == "namespace"],
    "parent": lambda node: [node.parent] if node.parent is not None else [],
    "preceding": _preceding,
    "preceding-sibling": _preceding_siblings,
    "self": lambda node: [node],
}


def selector(axis: Axis, test: Test, namespace: str | None) -> Selector:
    """Gives what takes the nodes of a step, before its predicates.

    Args:
        axis: Of the step.
        test: Of the step.
        namespace: What the test's prefix stands for; None without prefix.
    """
    along = _AXES[axis]
    if test.kind == "node":
        return along
    if test.kind != "name":
        kind, target = test.kind, test.name
        return lambda node: [n for n in along(node) if n.kind == kind and (target in ("", "*") or n.name == target)]
    principal = axis if axis in ("attribute", "namespace") else "element"
    if test.name == "*":
        if namespace is None:
            return lambda node: [n for n in along(node) if n.kind == principal]
        return lambda node: [n for n in along(node) if n.kind == principal and n.namespace == namespace]
    key = name_key(test, namespace)
    if axis == "child":
        return lambda node: node.named(key)
    return lambda node: [n for n in along(node) if n.kind == principal and n.is_named(key)]


def name_key(test: Test, namespace: str | None) -> NameKey:
    """Gives the key by which a name test finds its nodes."""
    return test.name if namespace is None else (namespace, test.name)
