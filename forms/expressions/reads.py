"""What an expression reads, so that an answer makes only those be worked out again that depend on it."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Generic, Literal, TypeVar

from forms.expressions.errors import ExpressionError
from forms.expressions.parser import parse
from forms.expressions.syntax import (
    Call,
    Chain,
    Comparison,
    Expr,
    Filter,
    Negation,
    Path,
    PathStep,
    Text,
    Union,
)

Place = TypeVar("Place")

# They look at which nodes there are, never at their texts.
_COUNTING: Final = frozenset({"count", "position"})
_OF_CONTEXT: Final = frozenset({"string", "number", "string-length", "normalize-space"})

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
    reader = _PathReader(CONTEXT)
    reader.look(reader.walk(expr, (CONTEXT,)))
    return tuple(reader.found)


class Reader(ABC, Generic[Place]):
    """Walks through the parts of an expression. What a place is, where a step leads from it and what becomes of those
    that are looked at is each reader's own.

    Attributes:
        owner: The place for which the expression is worked out.
    """

    def __init__(self, owner: Place) -> None:
        self.owner = owner

    @abstractmethod
    def root(self) -> Place:
        """Gives the place where absolute paths begin."""

    @abstractmethod
    def step(self, place: Place, step: PathStep) -> Iterable[Place]:
        """Gives the places to which a step leads, its predicates left out."""

    @abstractmethod
    def look(self, places: Iterable[Place]) -> None:
        """Notes that the texts of places are read."""

    def count(self, places: Iterable[Place]) -> None:
        """Notes that it is only read which places there are."""
        self.look(places)

    @abstractmethod
    def besides(self, call: Call, context: tuple[Place, ...]) -> tuple[Place, ...]:
        """Notes what a function reads besides its arguments, and gives the places that it gives itself."""

    def walk(self, part: Expr, context: tuple[Place, ...]) -> tuple[Place, ...]:
        """Walks through a part and gives the places that it selects.

        Args:
            part: Of the expression.
            context: The places for which it is worked out.
        """
        match part:
            case Path():
                return self._path(part, context)
            case Call():
                return self._call(part, context)
            case Filter():
                places = self.walk(part.primary, context)
                self._predicates(part.predicates, places)
                return places
            case Union():
                return tuple(place for each in part.operands for place in self.walk(each, context))
            case Negation():
                self.look(self.walk(part.operand, context))
            case Chain():
                for operand in part.operands:
                    self.look(self.walk(operand, context))
            case Comparison():
                self.look(self.walk(part.left, context))
                self.look(self.walk(part.right, context))
        return ()

    def written(self, text: str, context: tuple[Place, ...]) -> tuple[Place, ...]:
        """Gives the places that a path selects which is written as a text; what is wrong with it is told when it is
        worked out.
        """
        try:
            return self.walk(parse(text), context)
        except ExpressionError:
            return ()

    def _predicates(self, predicates: tuple[Expr, ...], places: tuple[Place, ...]) -> None:
        for predicate in predicates:
            self.look(self.walk(predicate, places))

    def _path(self, path: Path, context: tuple[Place, ...]) -> tuple[Place, ...]:
        if path.start == "root":
            places: tuple[Place, ...] = (self.root(),)
        elif path.start == "context":
            places = context
        else:
            places = self.walk(path.start, context)
        for step in path.steps:
            places = tuple(dict.fromkeys(each for place in places for each in self.step(place, step)))
            self._predicates(step.predicates, places)
        return places

    def _call(self, call: Call, context: tuple[Place, ...]) -> tuple[Place, ...]:
        name = call.name.rpartition(":")[2]
        if name == "current" and not call.arguments:
            return (self.owner,)
        if name == "position" and not call.arguments:
            self.count(context)
            return ()
        if name in _OF_CONTEXT and not call.arguments:
            self.look(context)
            return ()
        given = self.besides(call, context)
        found = []
        for argument in call.arguments:
            found.append(self.walk(argument, context))
            (self.count if name in _COUNTING else self.look)(found[-1])
        if name == "if":
            return tuple(place for places in found[1:] for place in places)
        return found[0] if found and name in ("indexed-repeat", "randomize") else given


class _PathReader(Reader[Read]):
    """Reads paths as they are written, without a form."""

    def __init__(self, owner: Read) -> None:
        super().__init__(owner)
        self.found: dict[Read, None] = {}

    def root(self) -> Read:
        return ROOT

    def step(self, place: Read, step: PathStep) -> Iterable[Read]:
        return (_reached(place, step),)

    def look(self, places: Iterable[Read]) -> None:
        self.found.update(dict.fromkeys(places))

    def besides(self, call: Call, context: tuple[Read, ...]) -> tuple[Read, ...]:
        name, arguments = call.name.rpartition(":")[2], call.arguments
        written = [each.value if isinstance(each, Text) else "" for each in arguments]
        if name == "instance" and len(arguments) == 1:
            return (Read("instance", (), written[0]),)
        if name == "pulldata" and arguments:
            self.look([Read("instance", (), written[0])])
        if name == "choice-name" and len(arguments) == 2 and written[1]:
            self.look(self.written(written[1], context))
        if name == "once":
            self.look(context)
        if name == "id":
            self.look([Read("root", (ANYWHERE, "*"))])
            return (Read("root", (ANYWHERE, "*")),)
        return ()


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
