"""Whether a question must or may be answered, and whether its answer is allowed; worked out when it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from forms.filling.definition import Text
from forms.filling.evaluation import Evaluation
from forms.filling.formulas import Formula
from forms.filling.rendering import Rendering
from forms.filling.tree import FormNode, Range
from forms.nodes import Node
from rules.errors import Problem
from rules.errors import form_filling as problems

ViolationKind: TypeAlias = Literal["constraint", "required", "type"]


@dataclass(frozen=True, slots=True)
class Violation:
    """What is the matter with the answer to a question; `rules.errors.describe` gives the project's own words.

    Attributes:
        reference: Of the question.
        kind: `type` is only found beforehand: such an answer is never stored.
        message: The form's own words in the language of the session, None where it has none.
        code: Code of the catalogue, `FILL_<NNN>`.
        placeholders: What the text needs.
    """

    reference: str
    kind: ViolationKind
    message: str | None
    code: str
    placeholders: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions of one session."""

    evaluation: Evaluation
    rendering: Rendering

    def is_required(self, place: FormNode | Range) -> bool:
        """Whether the question must be answered as soon as it is relevant."""
        required = place.definition.required
        return required is not None and self.evaluation.boolean(required, _node(place), otherwise=False)

    def is_readonly(self, place: FormNode | Range) -> bool:
        """Whether it, or something that it stands in, can only be read."""
        readonly = place.definition.readonly
        if readonly is not None and self.evaluation.boolean(readonly, _node(place), otherwise=False):
            return True
        return place.parent is not None and self.is_readonly(place.parent)

    def violation(self, node: FormNode) -> Violation | None:
        """Gives what is the matter with the answer; an answer that is empty or not relevant breaks no constraint."""
        definition = node.definition
        if not node.is_relevant or not definition.is_leaf:
            return None
        constraint = definition.constraint
        if node.value and constraint is not None and not self._holds(constraint, node):
            return self._violation(node, "constraint", definition.constraint_message, problems.CONSTRAINT)
        if not node.value and self.is_required(node):
            return self._violation(node, "required", definition.required_message, problems.REQUIRED)
        return None

    def _holds(self, constraint: Formula, node: FormNode) -> bool:
        return self.evaluation.boolean(constraint, node.node, otherwise=True)

    def _violation(self, node: FormNode, kind: ViolationKind, message: Text | None, problem: Problem) -> Violation:
        words = self.rendering.text(message, node.node)
        return Violation(node.reference, kind, words or None, problem.code, {})


def _node(place: FormNode | Range) -> Node:
    return place.marker if isinstance(place, Range) else place.node
