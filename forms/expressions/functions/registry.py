"""How functions are declared: the kinds of their arguments, how many, and what they give."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol, TypeAlias, TypeVar

from forms.expressions.context import (
    BooleanEvaluator,
    Context,
    Evaluator,
    NodesEvaluator,
    NumberEvaluator,
    StringEvaluator,
    Value,
)
from forms.expressions.syntax import Call, Expr
from forms.nodes import Node

Kind: TypeAlias = Literal["string", "number", "boolean", "nodes", "any"]
"""What an expression gives; `any` where only the evaluation tells."""
Plain = TypeVar("Plain", bound=Callable[..., Value])


class Compiler(Protocol):
    """What a function needs to compile its arguments."""

    def value(self, expr: Expr) -> Evaluator:
        """Compiles an argument for its own type of value."""

    def string(self, expr: Expr) -> StringEvaluator:
        """Compiles an argument for a text."""

    def number(self, expr: Expr) -> NumberEvaluator:
        """Compiles an argument for a number."""

    def boolean(self, expr: Expr) -> BooleanEvaluator:
        """Compiles an argument for a truth."""

    def nodes(self, expr: Expr, wanted_by: Call) -> NodesEvaluator:
        """Compiles an argument that must be nodes."""

    def kind(self, expr: Expr) -> Kind:
        """Tells what an argument gives."""


@dataclass(frozen=True)
class Place:
    """Where a function is called.

    Attributes:
        node: The context node.
        context: The context in which the whole expression was begun.
        call: The call, for its column.
    """

    node: Node
    context: Context
    call: Call


@dataclass(frozen=True)
class Function:
    """A function that expressions can call.

    Attributes:
        name: As written; those of JavaRosa with the prefix `jr:`.
        gives: What it gives.
        least: Fewest arguments.
        most: Most arguments, None for any number.
        build: Compiles a call.
    """

    name: str
    gives: Kind
    least: int
    most: int | None
    build: Callable[[Compiler, Call], Evaluator]


FUNCTIONS: Final[dict[str, Function]] = {}
"""Every function by its name."""

_BUILD: Final[dict[str, Callable[[Compiler, Expr, Call], Callable[..., Any]]]] = {
    "s": lambda compiler, expr, _call: compiler.string(expr),
    "n": lambda compiler, expr, _call: compiler.number(expr),
    "b": lambda compiler, expr, _call: compiler.boolean(expr),
    "v": lambda compiler, expr, _call: compiler.value(expr),
    "N": lambda compiler, expr, call: compiler.nodes(expr, call),
}


def built(
    name: str, gives: Kind, least: int, most: int | None
) -> Callable[[Callable[[Compiler, Call], Evaluator]], None]:
    """Declares a function that compiles its calls itself, because it does not need every argument each time."""

    def declared(build: Callable[[Compiler, Call], Evaluator]) -> None:
        FUNCTIONS[name] = Function(name, gives, least, most, build)

    return declared


def function(name: str, takes: str, gives: Kind) -> Callable[[Plain], Plain]:
    """Declares a function of converted arguments.

    Args:
        name: As written.
        takes: A letter for each argument: s string, n number, b boolean, v any value, N nodes; `?` after it where it
            may be left out, `*` where it may repeat. A leading `@` asks for the `Place` as first argument.
        gives: What it gives.
    """
    needs_place = takes.startswith("@")
    kinds = takes.removeprefix("@").replace("?", "").replace("*", "")
    repeats = takes.endswith("*")
    least = len(kinds) - takes.count("?") - takes.count("*")

    def declared(plain: Plain) -> Plain:
        def build(compiler: Compiler, call: Call) -> Evaluator:
            letters = kinds + kinds[-1:] * (len(call.arguments) - len(kinds))
            pairs = zip(letters, call.arguments, strict=False)
            arguments = [_BUILD[letter](compiler, expr, call) for letter, expr in pairs]
            return _placed(plain, arguments, call) if needs_place else _called(plain, arguments)

        most = None if repeats else len(kinds)
        FUNCTIONS[name] = Function(name, gives, least, most, build)
        return plain

    return declared


def _called(plain: Callable[..., Value], arguments: Sequence[Callable[..., Any]]) -> Evaluator:
    if not arguments:
        return lambda _node, _position, _size, _context: plain()
    if len(arguments) == 1:
        only = arguments[0]
        return lambda node, position, size, context: plain(only(node, position, size, context))
    if len(arguments) == 2:
        first, second = arguments
        return lambda node, position, size, context: plain(
            first(node, position, size, context), second(node, position, size, context)
        )
    return lambda node, position, size, context: plain(
        *[argument(node, position, size, context) for argument in arguments]
    )


def _placed(plain: Callable[..., Value], arguments: Sequence[Callable[..., Any]], call: Call) -> Evaluator:
    return lambda node, position, size, context: plain(
        Place(node, context, call), *[argument(node, position, size, context) for argument in arguments]
    )
