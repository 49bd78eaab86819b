"""The parts of an expression, as they are written."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Axis: TypeAlias = Literal[
    "ancestor",
    "ancestor-or-self",
    "attribute",
    "child",
    "descendant",
    "descendant-or-self",
    "following",
    "following-sibling",
    "namespace",
    "parent",
    "preceding",
    "preceding-sibling",
    "self",
]
Expr: TypeAlias = "Number | Text | Negation | Chain | Comparison | Union | Call | Filter | Path"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    value: float


@dataclass(frozen=True, slots=True)
class Text:
    """A quoted text."""

    value: str


@dataclass(frozen=True, slots=True)
class Negation:
    """A minus sign before an operand."""

    operand: Expr


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands joined by operators of one rank, worked out from left to right; flat, so that long ones stay cheap."""

    operators: tuple[str, ...]
    operands: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two operands and `=`, `!=`, `<`, `<=`, `>` or `>=`."""

    operator: str
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Union:
    """Node-sets joined by `|`."""

    operands: tuple[Expr, ...]
    column: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function call; `name` as written, with its prefix."""

    name: str
    arguments: tuple[Expr, ...]
    column: int


@dataclass(frozen=True, slots=True)
class Test:
    """Which nodes of an axis a step takes.

    Attributes:
        kind: `name` (a name or one of the wildcards), or `node`, `text`, `comment`, `processing-instruction`.
        name: Local name, `*` for any; of a processing instruction its target, empty for any.
        prefix: As written, empty for none.
    """

    kind: Literal["name", "node", "text", "comment", "processing-instruction"]
    name: str = "*"
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a path."""

    axis: Axis
    test: Test
    predicates: tuple[Expr, ...]
    column: int


@dataclass(frozen=True, slots=True)
class Filter:
    """An expression with predicates behind it."""

    primary: Expr
    predicates: tuple[Expr, ...]
    column: int


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from the root, from the context node, or from the nodes of an expression.

    Attributes:
        start: `root`, `context`, or the expression that gives the first nodes.
        steps: May be empty for the root alone.
        column: Where the path begins.
    """

    start: "Literal['root', 'context'] | Expr"
    steps: tuple[PathStep, ...] = field(default=())
    column: int = 1


ANY_NODE = Test("node")
"""`node()`."""
