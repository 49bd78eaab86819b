"""Reads the XML of a form within limits, and finds elements in it whatever their prefixes are."""

from collections.abc import Iterator
from typing import Final

from forms.filling.refusals import XFormRefused
from forms.node_reader import XmlNotReadable, read_nodes
from forms.nodes import Node
from rules.errors import form_definitions as problems

MAX_BYTES: Final = 16 * 2**20
JAVAROSA: Final = "http://openrosa.org/javarosa"
OPENROSA: Final = "http://openrosa.org/xforms"


def read_markup(content: str | bytes, file: str) -> Node:
    """Reads a document.

    Args:
        content: Of the file.
        file: What it is called, for the refusal.

    Returns:
        The document node.

    Raises:
        XFormRefused: It is too large, no XML, nested too deep, or declares entities.
    """
    if len(content) > MAX_BYTES:
        raise XFormRefused(
            problems.TOO_LARGE, file=file, megabytes=f"{len(content) / 2**20:.1f}", limit=MAX_BYTES // 2**20
        )
    try:
        return read_nodes(content)
    except (XmlNotReadable, ValueError) as error:
        line = error.line if isinstance(error, XmlNotReadable) else 1
        reason = error.reason if isinstance(error, XmlNotReadable) else str(error)
        raise XFormRefused(problems.NOT_XML, file=file, line=line, reason=reason) from error


def children_called(node: Node, name: str) -> Iterator[Node]:
    """Yields the child elements with a local name, in order."""
    return (child for child in node.children if child.kind == "element" and child.name == name)


def child_called(node: Node, name: str) -> Node | None:
    """Gives the first child element with a local name."""
    return next(children_called(node, name), None)


def part_called(node: Node, name: str) -> Node:
    """Gives the first child element with a local name.

    Raises:
        XFormRefused: There is none.
    """
    found = child_called(node, name)
    if found is None:
        raise XFormRefused(problems.PART_MISSING, part=name)
    return found


def qualified_attributes(node: Node) -> Iterator[Node]:
    """Yields the attributes without namespace declarations."""
    return (each for each in node.attributes if each.kind == "attribute")


def namespaces_of(*nodes: Node) -> dict[str, str]:
    """Gives the namespaces that elements declare, by prefix."""
    return {each.name: each.value for node in nodes for each in node.attributes if each.kind == "namespace"}
