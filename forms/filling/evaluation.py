"""Works expressions out so that one which cannot be worked out stops nobody: it counts as not answered, and is told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from forms.expressions.context import Environment
from forms.filling.formulas import Formula
from forms.filling.refusals import XFormRefused
from forms.nodes import Node
from rules.errors import form_definitions as problems

Outcome = TypeVar("Outcome")


@dataclass(slots=True)
class Evaluation:
    """The expressions of one session.

    Attributes:
        environment: What they are worked out against.
        is_opening: The form is being opened: what can never be worked out, whatever is answered, is refused now.
        failures: What could not be worked out so far, each expression once, by its question and what it decides.
    """

    environment: Environment
    is_opening: bool = False
    failures: dict[tuple[str, str], XFormRefused] = field(default_factory=dict)

    def string(self, formula: Formula, node: Node, environment: Environment | None = None) -> str:
        """Works it out as a text; empty where that fails."""
        return self._safely(formula, lambda: formula.string(node, environment or self.environment), "")

    def boolean(self, formula: Formula, node: Node, *, otherwise: bool) -> bool:
        """Works it out as a condition."""
        return self._safely(formula, lambda: formula.boolean(node, self.environment), otherwise)

    def number(self, formula: Formula, node: Node) -> float:
        """Works it out as a number; NaN where that fails."""
        return self._safely(formula, lambda: formula.number(node, self.environment), float("nan"))

    def nodes(self, formula: Formula, node: Node, environment: Environment | None = None) -> list[Node]:
        """Works it out as a node-set; without nodes where that fails."""
        return self._safely(formula, lambda: formula.nodes(node, environment or self.environment), [])

    def _safely(self, formula: Formula, work: Callable[[], Outcome], otherwise: Outcome) -> Outcome:
        try:
            return work()
        except XFormRefused as refused:
            is_hopeless = refused.code != problems.CANNOT_BE_WORKED_OUT.code or not formula.reads_answers
            if self.is_opening and is_hopeless:
                raise
            self.failures[formula.reference, formula.attribute] = refused
            return otherwise
