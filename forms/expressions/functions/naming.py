"""Names and languages of nodes: name, local-name, namespace-uri, lang."""

from collections.abc import Callable
from typing import Final

from forms.expressions.context import Context, Evaluator
from forms.expressions.functions.registry import Compiler, Kind, Place, built, function
from forms.expressions.syntax import Call
from forms.nodes import Node

_XML: Final = "http://www.w3.org/XML/1998/namespace"


def _of_first(name: str, told: Callable[[Node], str]) -> None:
    """Declares a function that tells something of the first node, or of the context node."""
    gives: Kind = "string"

    @built(name, gives, 0, 1)
    def build(compiler: Compiler, call: Call) -> Evaluator:
        if not call.arguments:
            return lambda node, _position, _size, _context: told(node)
        nodes = compiler.nodes(call.arguments[0], call)

        def first(node: Node, position: int, size: int, context: Context) -> str:
            found = nodes(node, position, size, context)
            return told(found[0]) if found else ""

        return first


def _without_namespaces(told: Callable[[Node], str]) -> Callable[[Node], str]:
    """A declaration of a namespace has no name of its own, as in getodk/web-forms."""
    return lambda node: "" if node.kind == "namespace" else told(node)


_of_first("name", _without_namespaces(lambda node: node.qualified_name))
_of_first("local-name", _without_namespaces(lambda node: node.name))
_of_first("namespace-uri", lambda node: node.namespace)


@function("lang", "@s", "boolean")
def lang(place: Place, language: str) -> bool:
    """Says whether the context node is in a language or a variety of it, by the nearest `xml:lang`."""
    for node in (place.node, *place.node.ancestors()):
        declared = node.attribute("lang", _XML)
        if declared is not None:
            return f"{declared.lower()}-".startswith(f"{language.lower()}-")
    return False
