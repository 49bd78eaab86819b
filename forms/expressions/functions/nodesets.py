"""Node-sets: last, position, count, count-non-empty, sum, id, current, instance, jr:itext."""

import math

from forms.expressions.context import Context, Evaluator, Value
from forms.expressions.errors import ExpressionError
from forms.expressions.functions.registry import Compiler, Place, built, function
from forms.expressions.syntax import Call
from forms.expressions.values import number_of_text, relevant_of, strings_of, words_of
from forms.nodes import Node
from rules.errors import expressions as problems

_XML = "http://www.w3.org/XML/1998/namespace"


@built("last", "number", 0, 0)
def last(_compiler: Compiler, _call: Call) -> Evaluator:
    """Compiles `last()`: the context size."""
    return lambda _node, _position, size, _context: float(size)


@built("position", "number", 0, 1)
def position(compiler: Compiler, call: Call) -> Evaluator:
    """Compiles `position()`, the context position, and `position(node)`, its place among its like."""
    if not call.arguments:
        return lambda _node, position, _size, _context: float(position)
    nodes = compiler.nodes(call.arguments[0], call)

    def among_its_like(node: Node, position: int, size: int, context: Context) -> float:
        found = nodes(node, position, size, context)
        return float(_place_among_its_like(found[0])) if found else math.nan

    return among_its_like


def _place_among_its_like(node: Node) -> int:
    if node.parent is None or node.kind != "element":
        return 1
    siblings = list(node.parent.elements())
    before = siblings.index(node)
    place = 1
    while before >= place and siblings[before - place].qualified_name == node.qualified_name:
        place += 1
    return place


@function("count", "N", "number")
def count(nodes: list[Node]) -> float:
    """Gives how many nodes there are that are relevant."""
    return float(len(relevant_of(nodes)))


@function("count-non-empty", "N", "number")
def count_non_empty(nodes: list[Node]) -> float:
    """Gives how many nodes hold a text."""
    return float(sum(node.text() != "" for node in nodes))


@function("sum", "@N", "number")
def total(place: Place, nodes: list[Node]) -> float:
    """Gives the sum of the numbers of the nodes that are relevant; NaN where one is no number."""
    return math.fsum(number_of_text(node.text(), place.context.zone) for node in relevant_of(nodes))


@function("id", "@v", "nodes")
def by_id(place: Place, value: Value) -> list[Node]:
    """Gives the elements with one of the ids that a text, or the texts of nodes, name."""
    wanted = {word for text in strings_of(value) for word in words_of(text)}
    top = place.node.top()
    return [
        node
        for node in (top, *top.descendants())
        if node.attributes and (node.attribute("id") in wanted or node.attribute("id", _XML) in wanted)
    ]


@built("current", "nodes", 0, 0)
def current(_compiler: Compiler, _call: Call) -> Evaluator:
    """Compiles `current()`: the node for which the whole expression is worked out."""
    return lambda _node, _position, _size, context: [context.current]


@function("instance", "@s", "nodes")
def instance(place: Place, name: str) -> list[Node]:
    """Gives the secondary instance of an id; nothing where there is none."""
    found = place.context.environment.instances.get(name)
    return [] if found is None else [found]


@function("jr:itext", "@s", "nodes")
def itext(place: Place, text_id: str) -> list[Node]:
    """Gives the values of a translated text in the session's language."""
    return list(place.context.environment.texts(text_id))


@function("pulldata", "@ssss", "string")
def pulldata(place: Place, name: str, wanted: str, column: str, value: str) -> str:
    """Gives a field of the first row of a list whose other field has a value; empty where there is none.

    A field is a child of the row, or with `@` an attribute of it.
    """
    data = place.context.environment.instances.get(name)
    if data is None:
        raise ExpressionError(problems.NO_SUCH_INSTANCE, place.call.column, name=name)
    for root in data.elements():
        for item in root.named("item"):
            if value in _fields(item, column):
                return next(iter(_fields(item, wanted)), "")
    return ""


def _fields(row: Node, name: str) -> list[str]:
    if name.startswith("@"):
        text = row.attribute(name[1:])
        return [] if text is None else [text]
    return [field.text() for field in row.named(name)]
