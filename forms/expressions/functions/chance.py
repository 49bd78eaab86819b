"""Chance: random, uuid, randomize (ODK XForms: Park–Miller numbers and Fisher–Yates, so that a seed repeats)."""

import hashlib
import math
import uuid
from collections.abc import Callable
from typing import Final

from forms.expressions.context import Context, Evaluator, Value
from forms.expressions.errors import ExpressionError
from forms.expressions.functions.registry import FUNCTIONS, Compiler, Function, Place, function
from forms.expressions.syntax import Call
from forms.expressions.values import number_of, string_of
from forms.nodes import Node
from rules.errors import expressions as problems

_MODULUS: Final = 2**31 - 1
_MULTIPLIER: Final = 16_807
_LONG: Final = 2**63


@function("random", "@", "number")
def random_number(place: Place) -> float:
    """Gives a number from 0 up to, but not including, 1."""
    return place.context.environment.chance.random()


@function("uuid", "@n?", "string")
def random_uuid(place: Place, length: float | None = None) -> str:
    """Gives a random UUID (version 4), or as many random characters as said."""
    chance = place.context.environment.chance

    def drawn() -> str:
        return str(uuid.UUID(int=chance.getrandbits(128), version=4))

    if length is None:
        return drawn()
    if not 0 <= length <= 10_000:
        raise ExpressionError(
            problems.BAD_ARGUMENT, place.call.column, name="uuid", value=string_of(length), wanted="0–10000"
        )
    text = ""
    while len(text) < length:
        text += drawn()
    return text[: int(length)]


def _randomize(compiler: Compiler, call: Call) -> Evaluator:
    nodes = compiler.nodes(call.arguments[0], call)
    seed = compiler.value(call.arguments[1]) if len(call.arguments) > 1 else None

    def mixed(node: Node, position: int, size: int, context: Context) -> list[Node]:
        found = nodes(node, position, size, context)
        if seed is None:
            return in_chance_order(found, context.environment.chance.random)
        return in_chance_order(found, _park_miller(_seed(seed(node, position, size, context), context)))

    return mixed


# Without a seed the order is new each time, yet a form draws it once, so it is not worked out again by itself.
FUNCTIONS["randomize"] = Function("randomize", "nodes", 1, 2, _randomize)


def in_chance_order(nodes: list[Node], draw: Callable[[], float]) -> list[Node]:
    """Mixes nodes by an inside-out Fisher–Yates with numbers from 0 up to 1."""
    mixed: list[Node] = []
    for index, node in enumerate(nodes):
        other = math.floor(draw() * (index + 1))
        mixed.append(node)
        mixed[index] = mixed[other]
        mixed[other] = node
    return mixed


def _seed(value: Value, context: Context) -> int:
    """Makes a whole number of a seed as Java does: a text that is no number by the first 64 bits of its SHA-256."""
    number = number_of(value, context.zone)
    if math.isnan(number):
        text = string_of(value)
        if text == "":
            return 0
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big", signed=True)
    if math.isinf(number):
        return _LONG - 1 if number > 0 else -_LONG
    return math.trunc(number)


def _park_miller(seed: int) -> Callable[[], float]:
    state = abs(seed) % _MODULUS if seed >= 0 else -(abs(seed) % _MODULUS)
    if state <= 0:
        state += _MODULUS - 1

    def drawn() -> float:
        nonlocal state
        state = state * _MULTIPLIER % _MODULUS
        return (state - 1) / (_MODULUS - 1)

    return drawn
