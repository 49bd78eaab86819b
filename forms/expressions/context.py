"""What an expression is worked out against: a node, and what the session knows beyond its nodes."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol, TypeAlias

from forms.nodes import Node

Value: TypeAlias = str | float | bool | list[Node]
"""What an expression gives; dates are numbers, see `forms.expressions.moments.Moment`."""


class Chance(Protocol):
    """A source of randomness, such as `random.Random`."""

    def random(self) -> float:
        """Gives a number from 0 up to, but not including, 1."""

    def getrandbits(self, k: int, /) -> int:
        """Gives a whole number of k random bits."""


def _no_texts(_text_id: str) -> Sequence[Node]:
    return ()


def _no_choice(_value: str, _path: str, _node: Node) -> str | None:
    return None


@dataclass(slots=True)
class Environment:
    """What one session of filling knows; the caller changes it when the clock, the language or a list changes.

    Attributes:
        root: Absolute paths begin here: the document node of the primary instance.
        now: The frozen clock; aware, in the session's one time zone, which is also that of dates without one.
        instances: Secondary instances by id; each node holds the instance's root element as a child.
        texts: Gives the `value` nodes of a text id in the language of the session, for `jr:itext`.
        choice_label: Gives the label of a choice for `jr:choice-name`: its value, the path of the question as
            written, and the node that the path is relative to; None where there is no such choice.
        chance: Where `random`, `uuid` and an unseeded `randomize` draw from.
        properties: Texts for `property`, such as deviceid, by name.
        version: Version of the form.
    """

    root: Node
    now: datetime
    instances: Mapping[str, Node] = field(default_factory=dict)
    texts: Callable[[str], Sequence[Node]] = _no_texts
    choice_label: Callable[[str, str, Node], str | None] = _no_choice
    chance: Chance = field(default_factory=random.SystemRandom)
    properties: Mapping[str, str] = field(default_factory=dict)
    version: str = ""


class Context:
    """Where an expression is worked out.

    Attributes:
        environment: What the session knows.
        node: The context node.
        position: Context position, from 1.
        size: Context size.
        current: What `current()` gives; the context node when not said.
        root: Where absolute paths begin.
        zone: The session's time zone.
    """

    __slots__ = ("current", "environment", "node", "position", "root", "size", "zone")

    def __init__(
        self, node: Node, environment: Environment, position: int = 1, size: int = 1, current: Node | None = None
    ) -> None:
        self.environment = environment
        self.node = node
        self.position = position
        self.size = size
        self.current = node if current is None else current
        self.root = environment.root
        self.zone = environment.now.tzinfo or UTC


Evaluator: TypeAlias = Callable[[Node, int, int, Context], Value]
"""A compiled expression: node, position, size, and the context in which the whole was begun."""
NodesEvaluator: TypeAlias = Callable[[Node, int, int, Context], list[Node]]
NumberEvaluator: TypeAlias = Callable[[Node, int, int, Context], float]
StringEvaluator: TypeAlias = Callable[[Node, int, int, Context], str]
BooleanEvaluator: TypeAlias = Callable[[Node, int, int, Context], bool]
