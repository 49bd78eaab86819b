"""Reads an expression into its parts (XPath 1.0, section 3), by precedence climbing."""

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
DEPTH_LIMIT: Final = 64
"""Parts inside each other, and brackets as well: Python's own stack ends later."""

_COMPARISONS: Final = frozenset({"=", "!=", "<", "<=", ">", ">="})
_RANKS: Final = {
    operator: rank
    for rank, operators in enumerate(
        (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
    )
    for operator in operators
}
_NODE_TYPES: Final = frozenset({"node", "text", "comment", "processing-instruction"})


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
        raise ExpressionError(problems.OPERATOR_WANTED, parser.token.column, found=parser.token.text)
    return found


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0
        self._height = 0
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

    def _operand_missing(self) -> ExpressionError:
        if self.token.kind == "end":
            return ExpressionError(problems.ENDS_EARLY, self.token.column)
        return ExpressionError(problems.OPERAND_WANTED, self.token.column, found=self.token.text)

    def _expect(self, sign: str) -> None:
        token = self.token
        if token.kind == "end":
            raise ExpressionError(problems.NOT_CLOSED, token.column, sign=sign)
        if not self._is_sign(sign):
            raise ExpressionError(problems.SIGN_WANTED, token.column, found=token.text, sign=sign)
        self._advance()

    def _built(self, expr: Expr, *heights: int) -> Expr:
        """Notes how many parts stand above each other in what was just read."""
        self._height = max(heights, default=0) + 1
        if self._height > DEPTH_LIMIT:
            raise ExpressionError(problems.TOO_DEEP, self.token.column, limit=DEPTH_LIMIT)
        return expr

    def expression(self) -> Expr:
        """Reads an expression up to what cannot belong to it."""
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise ExpressionError(problems.TOO_DEEP, self.token.column, limit=DEPTH_LIMIT)
        found = self._operation(0)
        self._depth -= 1
        return found

    def _operation(self, least: int) -> Expr:
        """Reads operands joined by operators of a rank, or of a higher one."""
        found = self._operand()
        while (rank := self._rank()) >= least:
            operators: list[str] = []
            operands, heights = [found], [self._height]
            while self._rank() == rank:
                operators.append(self._advance().text)
                operands.append(self._operation(rank + 1))
                heights.append(self._height)
            found = self._joined(operators, operands, heights)
        return found

    def _rank(self) -> int:
        return _RANKS.get(self.token.text, -1) if self.token.kind == "operator" else -1

    def _joined(self, operators: list[str], operands: list[Expr], heights: list[int]) -> Expr:
        if operators[0] not in _COMPARISONS:
            return self._built(Chain(tuple(operators), tuple(operands)), *heights)
        found, height = operands[0], heights[0]
        for operator, operand, its_height in zip(operators, operands[1:], heights[1:], strict=True):
            found = self._built(Comparison(operator, found, operand), height, its_height)
            height = self._height
        return found

    def _operand(self) -> Expr:
        signs = 0
        while self._is_operator("-"):
            self._advance()
            signs += 1
        found = self._union()
        if signs:
            found = self._built(Negation(found), self._height)
        return found if signs % 2 or not signs else self._built(Negation(found), self._height)

    def _union(self) -> Expr:
        column = self.token.column
        operands, heights = [self._path()], [self._height]
        while self._is_operator("|"):
            self._advance()
            operands.append(self._path())
            heights.append(self._height)
        return self._built(Union(tuple(operands), column), *heights) if len(operands) > 1 else operands[0]

    def _path(self) -> Expr:
        column = self.token.column
        self._height = 0
        if self._is_sign("/"):
            self._advance()
            steps = self._steps() if self._begins_step() else []
            return self._built(Path("root", tuple(steps), column), self._height)
        if self._is_sign("//"):
            return self._built(Path("root", tuple(self._more_steps([])), column), self._height)
        if self._begins_step() and not self._begins_call():
            return self._built(Path("context", tuple(self._steps()), column), self._height)
        found = self._primary()
        predicates = self._predicates()
        if predicates:
            found = self._built(Filter(found, predicates, column), self._height)
        if self._is_sign("/", "//"):
            found = self._built(Path(found, tuple(self._more_steps([])), column), self._height)
        return found

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
            raise self._operand_missing()
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
        height = self._height
        while self._is_sign("["):
            self._advance()
            found.append(self.expression())
            self._expect("]")
            height = max(height, self._height)
        self._height = height
        return tuple(found)

    def _primary(self) -> Expr:
        token = self.token
        if token.kind == "number":
            return self._built(Number(float(self._advance().text)))
        if token.kind == "text":
            return self._built(Text(self._advance().text[1:-1]))
        if self._is_sign("("):
            self._advance()
            found = self.expression()
            self._expect(")")
            return found
        if self._is_sign("$"):
            raise ExpressionError(problems.VARIABLE, token.column, name=self._peek().text)
        if token.kind == "name":
            return self._call()
        raise self._operand_missing()

    def _call(self) -> Expr:
        name = self._advance()
        self._advance()
        arguments: list[Expr] = []
        heights: list[int] = []
        while not self._is_sign(")") if not arguments else self._is_sign(","):
            if arguments:
                self._advance()
            arguments.append(self.expression())
            heights.append(self._height)
        self._expect(")")
        return self._built(Call(name.text, tuple(arguments), name.column), *heights)
