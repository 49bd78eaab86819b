"""Answers to multiple choice: selected, selected-at, count-selected; join and concat of many."""

import math

from forms.expressions.context import Context, Evaluator, StringEvaluator, Value
from forms.expressions.functions.registry import Compiler, built, function
from forms.expressions.syntax import Call, Expr
from forms.expressions.values import relevant_of, strings_of, words_of
from forms.nodes import Node


@function("selected", "ss", "boolean")
def selected(answer: str, choice: str) -> bool:
    """Says whether a choice is among those of an answer, which are parted by spaces."""
    return choice.strip() in words_of(answer)


@function("selected-at", "sn", "string")
def selected_at(answer: str, index: float) -> str:
    """Gives the choice at a place, counted from 0; empty where there is none."""
    choices = words_of(answer)
    if math.isnan(index) or not 0 <= index < len(choices):
        return ""
    return choices[int(index)]


@function("count-selected", "s", "number")
def count_selected(answer: str) -> float:
    """Gives how many choices an answer holds."""
    return float(len(words_of(answer)))


@function("join", "sv*", "string")
def join(glue: str, *values: Value) -> str:
    """Joins the texts of values, and of each of their relevant nodes, with a text between."""
    counting = (relevant_of(value) if isinstance(value, list) else value for value in values)
    return glue.join(text for value in counting for text in strings_of(value))


@built("concat", "string", 0, None)
def concat(compiler: Compiler, call: Call) -> Evaluator:
    """Compiles `concat`: the texts of values, and of each of their nodes, one after another."""
    parts = [_joined(compiler, argument) for argument in call.arguments]
    return lambda node, position, size, context: "".join([part(node, position, size, context) for part in parts])


def _joined(compiler: Compiler, argument: Expr) -> StringEvaluator:
    if compiler.kind(argument) not in ("nodes", "any"):
        return compiler.string(argument)
    value = compiler.value(argument)

    def joined(node: Node, position: int, size: int, context: Context) -> str:
        found = value(node, position, size, context)
        return found[0].text() if isinstance(found, list) and len(found) == 1 else "".join(strings_of(found))

    return joined
