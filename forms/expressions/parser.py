"""Reads an expression into its parts (XPath 1.0, section 3), by precedence climbing."""

from collections.abc import Callable
from typing import Final, get_args

from forms.expressions.errors import ExpressionError
from forms.expressions.syntax import (
    ANY_NODE,
    Axis,
    Call,
    Chain,
    Comparison,
    Expr,
    Filter,
    Negation,
    Number,
    Path,
    PathStep,
    Test,
    Text,
    Union,
)
from forms.expressions.tokens import Token, tokens_of
from rules.errors import expressions as problems

LENGTH_LIMIT: Final = 32_767
"""Characters of an expression: as many as a cell of a workbook holds."""
DEPTH_LIMIT: Final = 60
"""Brackets, calls and predicates inside each other: Python's own stack ends later."""

_NODE_TYPES: Final = frozenset({"node", "text", "comment", "processing-instruction"})
_OPERAND: Final = "a value, a path or a function"


def parse(text: str) -> Expr:
    """Reads an expression.

    Raises:
        ExpressionError: It is empty, too long, nested too deep, or not an expression.
    """
    if len(text) > LENGTH_LIMIT:
        raise ExpressionError(problems.TOO_LONG, 1, length=len(text), limit=LENGTH_LIMIT)
    tokens = tokens_of(text)
    if len(tokens) == 1:
        raise ExpressionError(problems.EMPTY, 1)
    parser = _Parser(tokens)
    found = parser.expression()
    if parser.token.kind != "end":
        raise parser.unexpected("an operator or the end")
    return found


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0
        self.token = tokens[0]

    def _advance(self) -> Token:
        token = self.token
        self._next += 1
        self.token = self._tokens[self._next]
        return token

    def _peek(self) -> Token:
        return self._tokens[min(self._next + 1, len(self._tokens) - 1)]

    def _is_sign(self, *texts: str) -> bool:
        return self.token.kind == "sign" and self.token.text in texts

    def _is_operator(self, *texts: str) -> bool:
        return self.token.kind == "operator" and self.token.text in texts

    def unexpected(self, wanted: str) -> ExpressionError:
        token = self.token
        if token.kind == "end":
            return ExpressionError(problems.ENDS_EARLY, token.column, wanted=wanted)
        return ExpressionError(problems.UNEXPECTED, token.column, found=token.text, wanted=wanted)

    def _expect(self, sign: str) -> None:
        if not self._is_sign(sign):
            raise self.unexpected(f"“{sign}”")
        self._advance()

    def expression(self) -> Expr:
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise ExpressionError(problems.TOO_DEEP, self.token.column, limit=DEPTH_LIMIT)
        found = self._chain(self._and, "or")
        self._depth -= 1
        return found

    def _chain(self, operand: Callable[[], Expr], *operators: str) -> Expr:
        operands = [operand()]
        found: list[str] = []
        while self._is_operator(*operators):
            found.append(self._advance().text)
            operands.append(operand())
        return Chain(tuple(found), tuple(operands)) if found else operands[0]

    def _and(self) -> Expr:
        return self._chain(self._equality, "and")

    def _equality(self) -> Expr:
        return self._comparison(self._relation, "=", "!=")

    def _relation(self) -> Expr:
        return self._comparison(self._sum, "<", "<=", ">", ">=")

    def _comparison(self, operand: Callable[[], Expr], *operators: str) -> Expr:
        left = operand()
        height = self._depth
        while self._is_operator(*operators):
            # Each comparison holds the one to its left, so a long row of them is deep as well.
            height += 1
            if height > DEPTH_LIMIT:
                raise ExpressionError(problems.TOO_DEEP, self.token.column, limit=DEPTH_LIMIT)
            left = Comparison(self._advance().text, left, operand())
        return left

    def _sum(self) -> Expr:
        return self._chain(self._product, "+", "-")

    def _product(self) -> Expr:
        return self._chain(self._signed, "*", "div", "mod")

    def _signed(self) -> Expr:
        signs = 0
        while self._is_operator("-"):
            self._advance()
            signs += 1
        operand = self._union()
        if not signs:
            return operand
        return Negation(operand) if signs % 2 else Negation(Negation(operand))

    def _union(self) -> Expr:
        column = self.token.column
        operands = [self._path()]
        while self._is_operator("|"):
            self._advance()
            operands.append(self._path())
        return Union(tuple(operands), column) if len(operands) > 1 else operands[0]

    def _path(self) -> Expr:
        column = self.token.column
        if self._is_sign("/"):
            self._advance()
            steps = self._steps() if self._begins_step() else []
            return Path("root", tuple(steps), column)
        if self._is_sign("//"):
            return Path("root", tuple(self._more_steps([])), column)
        if self._begins_step() and not self._begins_call():
            return Path("context", tuple(self._steps()), column)
        primary = self._primary()
        predicates = self._predicates()
        if predicates:
            primary = Filter(primary, predicates, column)
        if self._is_sign("/", "//"):
            return Path(primary, tuple(self._more_steps([])), column)
        return primary

    def _begins_step(self) -> bool:
        return self.token.kind in ("name", "wildcard") or self._is_sign(".", "..", "@")

    def _begins_call(self) -> bool:
        following = self._peek()
        return (
            self.token.kind == "name"
            and following.kind == "sign"
            and following.text == "("
            and self.token.text not in _NODE_TYPES
        )

    def _steps(self) -> list[PathStep]:
        return self._more_steps([self._step()])

    def _more_steps(self, steps: list[PathStep]) -> list[PathStep]:
        while self._is_sign("/", "//"):
            sign = self._advance()
            if sign.text == "//":
                steps.append(PathStep("descendant-or-self", ANY_NODE, (), sign.column))
            steps.append(self._step())
        return steps

    def _step(self) -> PathStep:
        column = self.token.column
        if self._is_sign(".", ".."):
            axis: Axis = "self" if self._advance().text == "." else "parent"
            # Not in the grammar of XPath 1.0, yet every engine for forms takes `.[…]`.
            return PathStep(axis, ANY_NODE, self._predicates(), column)
        axis = "child"
        if self._is_sign("@"):
            self._advance()
            axis = "attribute"
        elif self.token.kind == "name" and self._peek().text == "::":
            axis = self._axis()
        return PathStep(axis, self._test(), self._predicates(), column)

    def _axis(self) -> Axis:
        token = self._advance()
        self._expect("::")
        for axis in get_args(Axis):
            if axis == token.text:
                return axis  # type: ignore[no-any-return]  # get_args gives Any
        raise ExpressionError(problems.UNKNOWN_AXIS, token.column, axis=token.text)

    def _test(self) -> Test:
        if self.token.kind == "wildcard":
            prefix = self._advance().text.rpartition(":")[0]
            return Test("name", prefix=prefix)
        if self.token.kind != "name":
            raise self.unexpected("a name")
        token = self._advance()
        if token.text in _NODE_TYPES and self._is_sign("("):
            return self._node_type(token.text)
        prefix, _, name = token.text.rpartition(":")
        return Test("name", name, prefix)

    def _node_type(self, kind: str) -> Test:
        self._advance()
        target = ""
        if kind == "processing-instruction" and self.token.kind == "text":
            target = self._advance().text[1:-1]
        self._expect(")")
        return Test(kind, target)  # type: ignore[arg-type]  # one of the four node types

    def _predicates(self) -> tuple[Expr, ...]:
        found = []
        while self._is_sign("["):
            self._advance()
            found.append(self.expression())
            self._expect("]")
        return tuple(found)

    def _primary(self) -> Expr:
        token = self.token
        if token.kind == "number":
            return Number(float(self._advance().text))
        if token.kind == "text":
            return Text(self._advance().text[1:-1])
        if self._is_sign("("):
            self._advance()
            found = self.expression()
            self._expect(")")
            return found
        if self._is_sign("$"):
            raise ExpressionError(problems.VARIABLE, token.column, name=self._peek().text)
        if token.kind == "name":
            return self._call()
        raise self.unexpected(_OPERAND)

    def _call(self) -> Call:
        name = self._advance()
        self._advance()
        arguments: list[Expr] = []
        while not self._is_sign(")"):
            if arguments:
                self._expect(",")
            arguments.append(self.expression())
        self._advance()
        return Call(name.text, tuple(arguments), name.column)
