"""Compiles the parts of an expression to closures, once, so that working it out only calls functions."""

import difflib
from collections.abc import Mapping
from typing import Final, cast

from forms.expressions import comparisons, paths
from forms.expressions.arithmetic import chain, negated
from forms.expressions.axes import name_key, selector
from forms.expressions.context import (
    BooleanEvaluator,
    Context,
    Evaluator,
    NodesEvaluator,
    NumberEvaluator,
    StringEvaluator,
)
from forms.expressions.errors import ExpressionError
from forms.expressions.functions import FUNCTIONS
from forms.expressions.functions.registry import Function, Kind
from forms.expressions.syntax import (
    ANY_NODE,
    Call,
    Chain,
    Comparison,
    Expr,
    Filter,
    Negation,
    Number,
    Path,
    PathStep,
    Text,
    Union,
)
from forms.expressions.values import (
    NAN,
    boolean_of,
    number_of,
    number_of_text,
    plain_number,
    string_of,
    string_of_number,
)
from forms.nodes import NameKey, Node, in_document_order
from rules.errors import Problem
from rules.errors import expressions as problems

JAVAROSA: Final = "http://openrosa.org/javarosa"
_LOGIC: Final = frozenset({"and", "or"})
_SINGLE: Final = frozenset({"current", "instance"})


class ExpressionCompiler:
    """Compiles one expression.

    Attributes:
        faults: What makes a part fail whenever it is worked out: unknown functions, wrong numbers of arguments,
            prefixes without a namespace. They are no errors yet, since that part may never be needed.
        functions: Names of the functions called, those of JavaRosa with the prefix `jr:`.
    """

    def __init__(self, namespaces: Mapping[str, str]) -> None:
        self._namespaces = namespaces
        self.faults: list[ExpressionError] = []
        self.functions: set[str] = set()

    def kind(self, expr: Expr) -> Kind:
        """Tells what an expression gives."""
        match expr:
            case Number() | Negation():
                return "number"
            case Text():
                return "string"
            case Chain():
                return "boolean" if expr.operators[0] in _LOGIC else "number"
            case Comparison():
                return "boolean"
            case Union() | Path() | Filter():
                return "nodes"
            case Call():
                function = self._function(expr)
                return function.gives if function else "any"

    def value(self, expr: Expr) -> Evaluator:
        """Compiles an expression for its own type of value."""
        match expr:
            case Number(value) | Text(value):
                return lambda _node, _position, _size, _context: value
            case Negation(operand):
                return negated(self.number(operand))
            case Chain():
                return self._chain(expr)
            case Comparison():
                return self._comparison(expr)
            case Union():
                return self._union(expr)
            case Filter():
                predicates = [self._predicate(each) for each in expr.predicates]
                return paths.filtered(self._node_set(expr.primary, expr.column), predicates)
            case Path():
                return self._path(expr)
            case Call():
                return self._call(expr)

    def number(self, expr: Expr) -> NumberEvaluator:
        """Compiles an expression for a number."""
        value = self.value(expr)
        kind = self.kind(expr)
        if kind == "number":
            return cast("NumberEvaluator", value)
        if kind == "nodes":
            nodes = cast("NodesEvaluator", value)

            def first(node: Node, position: int, size: int, context: Context) -> float:
                found = nodes(node, position, size, context)
                if not found:
                    return NAN
                number = plain_number(found[0].text())
                return number if number == number else number_of_text(found[0].text(), context.zone)

            return first
        return lambda node, position, size, context: number_of(value(node, position, size, context), context.zone)

    def string(self, expr: Expr) -> StringEvaluator:
        """Compiles an expression for a text."""
        value = self.value(expr)
        kind = self.kind(expr)
        if kind == "string":
            return cast("StringEvaluator", value)
        if kind == "number":
            number = cast("NumberEvaluator", value)
            return lambda node, position, size, context: string_of_number(number(node, position, size, context))
        if kind == "nodes":
            nodes = cast("NodesEvaluator", value)

            def first(node: Node, position: int, size: int, context: Context) -> str:
                found = nodes(node, position, size, context)
                return found[0].text() if found else ""

            return first
        return lambda node, position, size, context: string_of(value(node, position, size, context))

    def boolean(self, expr: Expr) -> BooleanEvaluator:
        """Compiles an expression for a truth."""
        value = self.value(expr)
        if self.kind(expr) == "boolean":
            return cast("BooleanEvaluator", value)
        return lambda node, position, size, context: boolean_of(value(node, position, size, context))

    def nodes(self, expr: Expr, wanted_by: Call) -> NodesEvaluator:
        """Compiles an argument that must be nodes."""
        return self._node_set(expr, wanted_by.column, wanted_by.name)

    def _node_set(self, expr: Expr, column: int, name: str = "[ ]") -> NodesEvaluator:
        value = self.value(expr)
        kind = self.kind(expr)
        if kind == "nodes":
            return cast("NodesEvaluator", value)

        def checked(node: Node, position: int, size: int, context: Context) -> list[Node]:
            found = value(node, position, size, context)
            if isinstance(found, list):
                return found
            raise ExpressionError(problems.NOT_NODES, column, name=name)

        if kind != "any":
            self.faults.append(ExpressionError(problems.NOT_NODES, column, name=name))
        return checked

    def _chain(self, expr: Chain) -> Evaluator:
        operators = expr.operators
        if operators[0] in _LOGIC:
            tests = [self.boolean(operand) for operand in expr.operands]
            if len(tests) == 2:
                one, other = tests
                if operators[0] == "and":
                    return lambda node, position, size, context: (
                        one(node, position, size, context) and other(node, position, size, context)
                    )
                return lambda node, position, size, context: (
                    one(node, position, size, context) or other(node, position, size, context)
                )
            if operators[0] == "and":
                return lambda node, position, size, context: all(test(node, position, size, context) for test in tests)
            return lambda node, position, size, context: any(test(node, position, size, context) for test in tests)
        return chain(operators, [self.number(operand) for operand in expr.operands])

    def _comparison(self, expr: Comparison) -> BooleanEvaluator:
        operator, one, other = expr.operator, expr.left, expr.right
        if self.kind(other) == "nodes" and self.kind(one) in ("string", "number"):
            operator, one, other = comparisons.MIRRORED[operator], other, one
        kinds = self.kind(one), self.kind(other)
        left, right = self.value(one), self.value(other)
        if kinds == ("nodes", "string") and operator not in comparisons.ORDERS:
            text = other.value if isinstance(other, Text) else cast("StringEvaluator", right)
            return comparisons.nodes_to_text(operator, cast("NodesEvaluator", left), text)
        if kinds == ("nodes", "number"):
            number = other.value if isinstance(other, Number) else cast("NumberEvaluator", right)
            return comparisons.nodes_to_number(operator, cast("NodesEvaluator", left), number)
        if kinds == ("number", "number"):
            return comparisons.numbers(operator, cast("NumberEvaluator", left), cast("NumberEvaluator", right))
        return comparisons.compared(operator, left, right)

    def _union(self, expr: Union) -> Evaluator:
        parts = [self._node_set(operand, expr.column, "|") for operand in expr.operands]

        def united(node: Node, position: int, size: int, context: Context) -> list[Node]:
            return in_document_order([found for part in parts for found in part(node, position, size, context)])

        return united

    def _path(self, path: Path) -> NodesEvaluator:
        unknown = next((step for step in path.steps if not self._is_known(step.test.prefix)), None)
        if unknown is not None:
            failing = self._failing(problems.UNKNOWN_PREFIX, unknown.column, prefix=unknown.test.prefix)
            return cast("NodesEvaluator", failing)
        simple = self._simple(path)
        if simple is not None:
            return simple
        reach = paths.Reach(is_single=True)
        start: NodesEvaluator
        if path.start == "context":
            start = paths.from_context
        elif path.start == "root":
            start = paths.from_root
        else:
            start = self._node_set(path.start, path.column, "/")
            reach = paths.Reach(is_single=isinstance(path.start, Call) and path.start.name in _SINGLE)
        steps = []
        for each in _shortened(path.steps):
            needs_order = reach.needs_order(each.axis)
            select = selector(each.axis, each.test, self._namespace(each))
            predicates = [self._predicate(predicate) for predicate in each.predicates]
            steps.append(paths.step(each.axis, select, predicates, needs_order=needs_order))
        return paths.stepwise(start, steps)

    def _simple(self, path: Path) -> NodesEvaluator | None:
        """Compiles a path of `..`, `.` and names; None for any other."""
        levels = 0
        keys: list[NameKey] = []
        for step in path.steps:
            if step.predicates:
                return None
            if step.axis == "child" and step.test.kind == "name" and step.test.name != "*":
                keys.append(name_key(step.test, self._namespace(step)))
            elif step.test.kind == "node" and step.axis == "parent" and not keys and path.start == "context":
                levels += 1
            elif step.test.kind != "node" or step.axis != "self":
                return None
        if path.start == "root":
            return paths.by_names(keys) if keys else paths.from_root
        return paths.up_and_down(levels, keys) if path.start == "context" else None

    def _is_known(self, prefix: str) -> bool:
        return not prefix or prefix in self._namespaces

    def _namespace(self, step: PathStep) -> str | None:
        prefix = step.test.prefix
        if not prefix:
            return None
        return self._namespaces[prefix]

    def _predicate(self, expr: Expr) -> paths.Predicate:
        if isinstance(expr, Number):
            return paths.at_position(int(expr.value) if expr.value.is_integer() else 0)
        if isinstance(expr, Comparison) and expr.operator == "=":
            for inner, wanted in ((expr.left, expr.right), (expr.right, expr.left)):
                if isinstance(inner, Path) and inner.start == "context" and _is_steady(wanted):
                    # The usual filter of a list of choices: what is wanted is asked for once, not for every row.
                    return paths.where_any_is_among(self._path(inner), self.value(wanted))
        kind = self.kind(expr)
        if kind in ("number", "any"):
            return paths.where_value(self.value(expr))
        return paths.where(self.boolean(expr))

    def _function(self, call: Call) -> Function | None:
        prefix, _, local = call.name.rpartition(":")
        is_javarosa = prefix != "" and self._namespaces.get(prefix) == JAVAROSA
        name = f"jr:{local}" if is_javarosa else call.name
        function = FUNCTIONS.get(name)
        return function if function is not None and (is_javarosa or not prefix) else None

    def _call(self, call: Call) -> Evaluator:
        function = self._function(call)
        if function is None:
            near = difflib.get_close_matches(call.name, FUNCTIONS, 1)
            hint = f" ({near[0]}?)" if near else ""
            return self._failing(problems.UNKNOWN_FUNCTION, call.column, name=call.name, hint=hint)
        given = len(call.arguments)
        if given < function.least or (function.most is not None and given > function.most):
            most = "…" if function.most is None else function.most
            wanted = str(most) if function.least == most else f"{function.least}–{most}"
            return self._failing(
                problems.WRONG_NUMBER_OF_ARGUMENTS, call.column, name=call.name, given=given, wanted=wanted
            )
        self.functions.add(function.name)
        return function.build(self, call)

    def _failing(self, problem: Problem, column: int, **params: object) -> Evaluator:
        error = ExpressionError(problem, column, **params)
        self.faults.append(error)

        def fail(_node: Node, _position: int, _size: int, _context: Context) -> bool:
            raise ExpressionError(problem, column, **params)

        return fail


def _shortened(steps: tuple[PathStep, ...]) -> list[PathStep]:
    """Makes `//name` one step along the descendants where no predicate counts positions among siblings."""
    found: list[PathStep] = []
    for step in steps:
        before = found[-1] if found else None
        is_deep = before is not None and before.axis == "descendant-or-self" and before == _deep(before)
        if is_deep and step.axis == "child" and not step.predicates:
            found[-1] = PathStep("descendant", step.test, (), step.column)
        else:
            found.append(step)
    return found


def _is_steady(expr: Expr) -> bool:
    """Says whether a text or a path gives the same for every node that a predicate looks at."""
    if isinstance(expr, Path):
        return expr.start == "root" or (isinstance(expr.start, Call) and expr.start.name == "current")
    return isinstance(expr, Text)


def _deep(step: PathStep) -> PathStep:
    return PathStep("descendant-or-self", ANY_NODE, (), step.column)
