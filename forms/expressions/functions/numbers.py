"""Numbers: number, int, round and its kin, min, max, powers, logarithms, angles."""

import math
from collections.abc import Callable, Iterable

from forms.expressions.context import Context, Evaluator, Value
from forms.expressions.functions.registry import Compiler, Place, built, function
from forms.expressions.moments import Moment, days_of
from forms.expressions.syntax import Call
from forms.expressions.values import NAN, number_of, number_of_text, relevant_of, string_of
from forms.nodes import Node


@built("number", "number", 0, 1)
def number(compiler: Compiler, call: Call) -> Evaluator:
    """Compiles `number`: a value, or the context node, as a number; that of a written date is told in whole days."""
    if not call.arguments:
        return lambda node, _position, _size, context: number_of_text(node.text(), context.zone)
    value = compiler.value(call.arguments[0])

    def converted(node: Node, position: int, size: int, context: Context) -> float:
        found = value(node, position, size, context)
        if isinstance(found, float | bool):
            return number_of(found, context.zone)
        text = string_of(found)
        days = days_of(text, context.zone)
        return number_of_text(text, context.zone) if math.isnan(days) else Moment(days, str(math.floor(days)))

    return converted


@function("int", "n", "number")
def whole(value: float) -> float:
    """Gives the whole part of a number."""
    return float(math.trunc(value)) if math.isfinite(value) else value


@function("floor", "n", "number")
def floor(value: float) -> float:
    """Gives the next whole number below."""
    return float(math.floor(value)) if math.isfinite(value) else value


@function("ceiling", "n", "number")
def ceiling(value: float) -> float:
    """Gives the next whole number above."""
    return float(math.ceil(value)) if math.isfinite(value) else value


@function("round", "nn?", "number")
def rounded(value: float, places: float = 0.0) -> float:
    """Rounds half away from zero to decimal places; negative places round to tens, hundreds and so on."""
    if math.isnan(places) or not math.isfinite(value):
        return NAN if math.isnan(places) else value
    factor = power(10.0, places)
    shifted = abs(value) * factor
    if not factor or not math.isfinite(shifted):
        return value if factor else 0.0
    return math.copysign(math.floor(shifted + 0.5) / factor, value) or 0.0


@function("abs", "n", "number")
def absolute(value: float) -> float:
    """Gives a number without its sign."""
    return abs(value)


@function("min", "@v*", "number")
def least(place: Place, *values: Value) -> float:
    """Gives the least of values and of each of their relevant nodes; NaN where one is no number or there is none."""
    return _extreme(min, place, values)


@function("max", "@v*", "number")
def greatest(place: Place, *values: Value) -> float:
    """Gives the greatest of values and of each of their relevant nodes; NaN where one is no number or there is none."""
    return _extreme(max, place, values)


def _extreme(choose: Callable[[Iterable[float]], float], place: Place, values: tuple[Value, ...]) -> float:
    zone = place.context.zone
    numbers = [
        each
        for value in values
        for each in (
            [number_of_text(node.text(), zone) for node in relevant_of(value)]
            if isinstance(value, list)
            else [number_of(value, zone)]
        )
    ]
    return NAN if not numbers or any(map(math.isnan, numbers)) else choose(numbers)


@function("pow", "nn", "number")
def power(base: float, exponent: float) -> float:
    """Gives a power; NaN where it is no real number."""
    try:
        found = math.pow(base, exponent)
    except OverflowError:
        return math.inf
    except ValueError:
        return math.inf if base == 0 else NAN
    return NAN if math.isnan(exponent) else found


@function("pi", "", "number")
def pi() -> float:
    """Gives the ratio of a circle's circumference to its diameter."""
    return math.pi


@function("atan2", "nn", "number")
def atan2(y: float, x: float) -> float:
    """Gives the angle of a point, in radians."""
    return math.atan2(y, x)


@function("exp10", "n", "number")
def exp10(value: float) -> float:
    """Gives a power of ten."""
    return power(10.0, value)


def _real(name: str, calculate: Callable[[float], float]) -> None:
    """Declares a function of one real number; NaN outside its domain, infinite where it grows too large."""

    def guarded(value: float) -> float:
        try:
            return calculate(value)
        except ValueError:
            return -math.inf if value == 0 and name.startswith("log") else NAN
        except OverflowError:
            return math.inf

    function(name, "n", "number")(guarded)


_real("sin", math.sin)
_real("cos", math.cos)
_real("tan", math.tan)
_real("asin", math.asin)
_real("acos", math.acos)
_real("atan", math.atan)
_real("exp", math.exp)
_real("log", math.log)
_real("log10", math.log10)
_real("sqrt", math.sqrt)
