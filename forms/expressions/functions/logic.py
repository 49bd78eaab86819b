"""Truth: true, false, not, boolean, boolean-from-string, if, coalesce, checklist, weighted-checklist."""

import math
from collections.abc import Iterator

from forms.expressions.context import Context, Evaluator, Value
from forms.expressions.errors import ExpressionError
from forms.expressions.functions.registry import Compiler, Place, built, function
from forms.expressions.syntax import Call
from forms.expressions.values import boolean_of, items_of, number_of, string_of
from forms.nodes import Node
from rules.errors import expressions as problems


@function("true", "", "boolean")
def true() -> bool:
    """Gives true."""
    return True


@function("false", "", "boolean")
def false() -> bool:
    """Gives false."""
    return False


@function("not", "b", "boolean")
def negation(truth: bool) -> bool:
    """Gives the opposite."""
    return not truth


@function("boolean", "b", "boolean")
def boolean(truth: bool) -> bool:
    """Gives the truth of a value."""
    return truth


@function("boolean-from-string", "s", "boolean")
def boolean_from_string(text: str) -> bool:
    """Says whether a text is `1` or `true`."""
    return text in ("1", "true")


@built("if", "any", 3, 3)
def choose(compiler: Compiler, call: Call) -> Evaluator:
    """Compiles `if`: only the branch that is taken is worked out."""
    condition = compiler.boolean(call.arguments[0])
    then, otherwise = (compiler.value(branch) for branch in call.arguments[1:])

    def chosen(node: Node, position: int, size: int, context: Context) -> Value:
        branch = then if condition(node, position, size, context) else otherwise
        return branch(node, position, size, context)

    return chosen


@built("coalesce", "string", 2, 2)
def coalesce(compiler: Compiler, call: Call) -> Evaluator:
    """Compiles `coalesce`: the first text that is not empty."""
    one, other = (compiler.string(argument) for argument in call.arguments)
    return lambda node, position, size, context: (
        one(node, position, size, context) or other(node, position, size, context)
    )


@function("checklist", "nnv*", "boolean")
def checklist(least: float, most: float, *answers: Value) -> bool:
    """Says whether the number of true answers lies between two bounds; -1 is no upper bound."""
    true_answers = sum(_is_yes(item) for answer in answers for item in items_of(answer))
    return least <= true_answers <= (math.inf if most == -1 else most)


@function("weighted-checklist", "@nnv*", "boolean")
def weighted_checklist(place: Place, least: float, most: float, *answers: Value) -> bool:
    """Says whether the weights of the true answers, each followed by its weight, lie between two bounds."""
    total = sum(weight for is_yes, weight in _weighed(place, answers) if is_yes)
    return least <= total <= (math.inf if most == -1 else most)


def _weighed(place: Place, answers: tuple[Value, ...]) -> Iterator[tuple[bool, float]]:
    if len(answers) % 2:
        raise ExpressionError(
            problems.WRONG_NUMBER_OF_ARGUMENTS,
            place.call.column,
            name=place.call.name,
            given=len(answers) + 2,
            wanted=f"{len(answers) + 1} / {len(answers) + 3}",
        )
    for answer, weight in zip(answers[::2], answers[1::2], strict=False):
        for one, its_weight in zip(items_of(answer), items_of(weight), strict=False):
            yield _is_yes(one), number_of(its_weight, place.context.zone)


def _is_yes(item: Value) -> bool:
    return string_of(item) != "" if isinstance(item, list) else boolean_of(item)
