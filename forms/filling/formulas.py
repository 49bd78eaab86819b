"""An expression together with the place of the form where it stands, so that an error can name both."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from forms.expressions.context import Context, Environment
from forms.expressions.errors import ExpressionError
from forms.expressions.expression import Expression, compile_expression
from forms.expressions.syntax import Expr
from forms.filling.refusals import XFormRefused
from forms.nodes import Node
from rules.errors import Problem
from rules.errors import form_definitions as problems

_TOTALS: Final = frozenset({"count", "sum", "min", "max", "join"})
_OF_THE_MOMENT: Final = frozenset({"now", "today", "random", "randomize", "uuid", "property"})


# Forms say the same again and again, such as where the label of a choice stands.
@lru_cache(maxsize=8192)
def _compiled(text: str, namespaces: tuple[tuple[str, str], ...]) -> Expression:
    return compile_expression(text, dict(namespaces))


class Formula:
    """One expression of a form, read once.

    Attributes:
        text: As written.
        reference: The question or group that it belongs to.
        attribute: What it decides there, such as `calculate`.
    """

    def __init__(self, text: str, reference: str, attribute: str, namespaces: Mapping[str, str]) -> None:
        """Reads the expression.

        Raises:
            XFormRefused: It cannot be read.
        """
        self.text = text
        self.reference = reference
        self.attribute = attribute
        try:
            self._expression = _compiled(text, tuple(namespaces.items()))
        except ExpressionError as error:
            raise self._refused(problems.EXPRESSION_WRONG, error) from error
        for fault in self._expression.faults:
            raise self._refused(problems.EXPRESSION_WRONG, fault)

    def __repr__(self) -> str:
        return f"<{self.attribute} of {self.reference}: {self.text}>"

    @property
    def reads_answers(self) -> bool:
        """Whether it looks at any node of the form itself, so that other answers may give another outcome."""
        return any(read.origin != "instance" for read in self._expression.reads)

    @property
    def reads_clock(self) -> bool:
        """Whether its outcome may be another at another time."""
        return not self._expression.functions.isdisjoint(("now", "today"))

    @property
    def totals(self) -> bool:
        """Whether it makes something of those nodes of a set that are relevant, whatever they hold."""
        return not self._expression.functions.isdisjoint(_TOTALS)

    @property
    def is_lasting(self) -> bool:
        """Whether time, chance and who fills the form in have no part in its outcome."""
        return self._expression.functions.isdisjoint(_OF_THE_MOMENT)

    @property
    def syntax(self) -> Expr:
        """The parts of the expression."""
        return self._expression.parts

    def string(self, node: Node, environment: Environment) -> str:
        """Works it out at a node, as a text.

        Raises:
            XFormRefused: It cannot be worked out with what it was given.
        """
        try:
            return self._expression.string(Context(node, environment))
        except ExpressionError as error:
            raise self._refused(problems.CANNOT_BE_WORKED_OUT, error) from error

    def boolean(self, node: Node, environment: Environment) -> bool:
        """Works it out as a condition."""
        try:
            return self._expression.boolean(Context(node, environment))
        except ExpressionError as error:
            raise self._refused(problems.CANNOT_BE_WORKED_OUT, error) from error

    def number(self, node: Node, environment: Environment) -> float:
        """Works it out as a number, NaN for what is none."""
        try:
            return self._expression.number(Context(node, environment))
        except ExpressionError as error:
            raise self._refused(problems.CANNOT_BE_WORKED_OUT, error) from error

    def nodes(self, node: Node, environment: Environment) -> list[Node]:
        """Works it out as a node-set; any other value gives none."""
        try:
            return self._expression.nodes(Context(node, environment))
        except ExpressionError as error:
            raise self._refused(problems.CANNOT_BE_WORKED_OUT, error) from error

    def _refused(self, problem: Problem, error: ExpressionError) -> XFormRefused:
        return XFormRefused(
            problem, because=error, reference=self.reference, attribute=self.attribute, expression=self.text
        )
