"""An expression: read and compiled once, worked out any number of times."""

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from forms.expressions.compiler import JAVAROSA, ExpressionCompiler
from forms.expressions.context import Context, Value
from forms.expressions.errors import ExpressionError
from forms.expressions.parser import parse
from forms.expressions.reads import Read, reads_of
from forms.expressions.values import boolean_of, number_of, string_of
from forms.nodes import Node

NAMESPACES: Final[Mapping[str, str]] = {
    "h": "http://www.w3.org/1999/xhtml",
    "jr": JAVAROSA,
    "odk": "http://www.opendatakit.org/xforms",
    "orx": "http://openrosa.org/xforms",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
"""Prefixes known without being declared, as pyxform writes them."""


class Expression:
    """A compiled expression; holds no state of a session, so that all may share it.

    Attributes:
        text: As written.
        parts: What it consists of.
        functions: Names of the functions that it calls, those of JavaRosa with the prefix `jr:`.
        faults: What fails whenever that part is worked out: unknown functions, wrong numbers of arguments, prefixes
            without a namespace, values where nodes are needed. XPath finds them only then; a form should be refused.
    """

    def __init__(self, text: str, namespaces: Mapping[str, str]) -> None:
        parts = parse(text)
        compiler = ExpressionCompiler(namespaces)
        self._evaluate = compiler.value(parts)
        self.parts = parts
        self.text = text
        self.functions = frozenset(compiler.functions)
        self.faults = tuple(compiler.faults)

    def __repr__(self) -> str:
        return f"<Expression {self.text}>"

    @cached_property
    def reads(self) -> tuple[Read, ...]:
        """The paths that it reads."""
        return reads_of(self.parts)

    @property
    def instances(self) -> frozenset[str]:
        """Ids of the secondary instances that it reads; an empty one stands for any."""
        return frozenset(read.instance for read in self.reads if read.origin == "instance")

    def evaluate(self, context: Context) -> Value:
        """Works it out. A list of nodes may be shared with the tree: do not change it.

        Raises:
            ExpressionError: A function cannot use what it is given.
        """
        return self._evaluate(context.node, context.position, context.size, context)

    def string(self, context: Context) -> str:
        """Works it out as a text.

        Raises:
            ExpressionError: A function cannot use what it is given.
        """
        return string_of(self.evaluate(context))

    def number(self, context: Context) -> float:
        """Works it out as a number, NaN for what is none.

        Raises:
            ExpressionError: A function cannot use what it is given.
        """
        return float(number_of(self.evaluate(context), context.zone))

    def boolean(self, context: Context) -> bool:
        """Works it out as a truth.

        Raises:
            ExpressionError: A function cannot use what it is given.
        """
        return boolean_of(self.evaluate(context))

    def nodes(self, context: Context) -> list[Node]:
        """Works it out as nodes, in document order unless mixed on purpose; none where it gives another value.

        Raises:
            ExpressionError: A function cannot use what it is given.
        """
        found = self.evaluate(context)
        return list(found) if isinstance(found, list) else []


def compile_expression(text: str, namespaces: Mapping[str, str] | None = None) -> Expression:
    """Reads and compiles an expression.

    Args:
        text: XPath 1.0 with the functions of OpenRosa.
        namespaces: What prefixes stand for, beside those of `NAMESPACES`.

    Raises:
        ExpressionError: It is empty, too long, nested too deep, or not an expression; says where and how to mend it.
    """
    return Expression(text, {**NAMESPACES, **namespaces} if namespaces else NAMESPACES)


__all__ = ["NAMESPACES", "Expression", "ExpressionError", "compile_expression"]
