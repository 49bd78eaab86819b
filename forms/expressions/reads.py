"""What an expression reads, so that an answer makes only those be worked out again that depend on it."""

from dataclasses import dataclass
from typing import Final, Literal

from forms.expressions.errors import ExpressionError
from forms.expressions.parser import parse
from forms.expressions.syntax import (
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

ANYWHERE: Final = "//"
"""A step to any depth."""


@dataclass(frozen=True, slots=True)
class Read:
    """A path that an expression reads.

    Attributes:
        origin: `root` for a path from where absolute paths begin, `context` for one from the node for which the
            expression is worked out, `instance` for one into a secondary instance.
        steps: Names with their prefixes as written, `@name` for attributes, `..`, `*`, and `//` for any depth before
            the next name. A `..` stands only at the beginning of a path from the context node. Reading an element
            reads everything below it.
        instance: Id of the secondary instance, empty where only the evaluation tells it.
    """

    origin: Literal["root", "context", "instance"]
    steps: tuple[str, ...] = ()
    instance: str = ""

    def __str__(self) -> str:
        """Writes it like a path."""
        text = {"root": "/", "context": "", "instance": f"instance('{self.instance}')/"}[self.origin]
        for step in self.steps:
            if step == ANYWHERE:
                text = text.removesuffix("/") + ANYWHERE
            else:
                text += step if text == "" or text.endswith("/") else f"/{step}"
        return text or "."

    def then(self, step: str) -> "Read":
        """Goes one step on."""
        steps = self.steps
        if step == ".." and steps and steps[-1] not in ("..", ANYWHERE, "*"):
            return Read(self.origin, steps[:-1], self.instance)
        if step == ".." and steps and steps[-1] in (ANYWHERE, "*"):
            return self if steps[-1] == ANYWHERE else Read(self.origin, steps[:-1], self.instance)
        if step == ".." and self.origin != "context":
            return self
        return Read(self.origin, (*steps, step), self.instance)


CONTEXT: Final = Read("context")
ROOT: Final = Read("root")


def reads_of(expr: Expr) -> tuple[Read, ...]:
    """Gives the paths that an expression reads, each once, in the order of reading."""
    found: dict[Read, None] = {}
    _Reader(found).value(expr, (CONTEXT,))
    return tuple(found)


class _Reader:
    """Walks an expression; `bases` are the nodes for which a part of it is worked out."""

    def __init__(self, found: dict[Read, None]) -> None:
        self._found = found

    def value(self, expr: Expr, bases: tuple[Read, ...]) -> None:
        """Notes what is read to get the value of a part."""
        for read in self._nodes(expr, bases):
            self._found[read] = None

    def _nodes(self, expr: Expr, bases: tuple[Read, ...]) -> tuple[Read, ...]:
        """Gives the paths of the nodes that a part gives, and notes what is read on the way."""
        match expr:
            case Number() | Text():
                return ()
            case Negation(operand):
                self.value(operand, bases)
                return ()
            case Chain():
                for operand in expr.operands:
                    self.value(operand, bases)
                return ()
            case Comparison():
                self.value(expr.left, bases)
                self.value(expr.right, bases)
                return ()
            case Union():
                return tuple(read for operand in expr.operands for read in self._nodes(operand, bases))
            case Filter():
                nodes = self._nodes(expr.primary, bases)
                self._predicates(expr.predicates, nodes)
                return nodes
            case Path():
                return self._path(expr, bases)
            case Call():
                return self._call(expr, bases)

    def _predicates(self, predicates: tuple[Expr, ...], nodes: tuple[Read, ...]) -> None:
        for predicate in predicates:
            self.value(predicate, nodes)

    def _path(self, path: Path, bases: tuple[Read, ...]) -> tuple[Read, ...]:
        if path.start == "context":
            nodes = bases
        elif path.start == "root":
            nodes = (ROOT,)
        else:
            nodes = self._nodes(path.start, bases)
        for step in path.steps:
            nodes = tuple(dict.fromkeys(_reached(node, step) for node in nodes))
            if step.predicates:
                self._predicates(step.predicates, nodes)
        return nodes

    def _call(self, call: Call, bases: tuple[Read, ...]) -> tuple[Read, ...]:
        name = call.name.rpartition(":")[2]
        arguments = call.arguments
        if name == "current" and not arguments:
            return (CONTEXT,)
        if name == "instance" and len(arguments) == 1:
            self.value(arguments[0], bases)
            return (Read("instance", (), arguments[0].value if isinstance(arguments[0], Text) else ""),)
        if name == "pulldata" and arguments:
            source = arguments[0]
            self._found[Read("instance", (), source.value if isinstance(source, Text) else "")] = None
        if name == "choice-name" and len(arguments) == 2 and isinstance(arguments[1], Text):
            self._written_path(arguments[1].value, bases)
        if name in ("if", "randomize", "indexed-repeat") and arguments:
            nodes = [self._nodes(argument, bases) for argument in arguments]
            for read in (each for group in nodes for each in group):
                self._found[read] = None
            given = {"if": nodes[1:], "randomize": nodes[:1], "indexed-repeat": nodes[:1]}[name]
            return tuple(read for group in given for read in group)
        if name in ("position", "once", "string", "number", "string-length", "normalize-space") and (
            not arguments or name == "once"
        ):
            for base in bases:
                self._found[base] = None
        if name == "id":
            self._found[Read("root", (ANYWHERE, "*"))] = None
        for argument in arguments:
            self.value(argument, bases)
        return (Read("root", (ANYWHERE, "*")),) if name == "id" else ()

    def _written_path(self, text: str, bases: tuple[Read, ...]) -> None:
        try:
            self.value(parse(text), bases)
        except ExpressionError:
            return


def _reached(base: Read, step: PathStep) -> Read:
    name = _name(step)
    match step.axis:
        case "self":
            return base
        case "parent":
            return base.then("..")
        case "child":
            return base.then(name)
        case "attribute" | "namespace":
            return base.then(f"@{name}")
        case "descendant" | "descendant-or-self":
            below = base if base.steps[-1:] == (ANYWHERE,) else base.then(ANYWHERE)
            return below if step.test.kind == "node" else below.then(name)
        case "following-sibling" | "preceding-sibling":
            return base.then("..").then(name)
        case _:
            return Read(base.origin if base.origin != "context" else "root", (ANYWHERE, name), base.instance)


def _name(step: PathStep) -> str:
    if step.test.kind != "name":
        return "*"
    return f"{step.test.prefix}:{step.test.name}" if step.test.prefix else step.test.name
