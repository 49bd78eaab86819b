"""What is stored for a value of each type: one canonical text, or nothing where the value does not fit its type."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from forms.filling import days, numerals, places
from forms.filling.definition import CHOOSING, NodeDefinition

Answerable: TypeAlias = str | bool | int | float | list[str] | tuple[str, ...] | None
"""What an answer may be given as: a text, a number, yes or no, names of choices, or nothing."""


def _boolean(text: str) -> str:
    return {"1": "1", "true": "1", "0": "0", "false": "0"}.get(text.strip().lower(), "")


_CANONICAL: Final[Mapping[str, Callable[[str], str]]] = {
    "int": numerals.whole,
    "decimal": numerals.decimal,
    "boolean": _boolean,
    "date": days.day,
    "time": days.time_of_day,
    "dateTime": days.instant,
    "geopoint": places.point,
    "geotrace": places.line,
    "geoshape": places.shape,
}


def canonical(definition: NodeDefinition, text: str) -> str:
    """Gives what is stored for a text.

    Args:
        definition: Of the question or value; its type decides.
        text: As it comes from the form, an expression or a person.

    Returns:
        Empty where the text is no value of the type.
    """
    control = definition.control
    kind = control.kind if control is not None else ""
    if kind == "select1":
        return text.strip()
    if kind in CHOOSING:
        return " ".join(dict.fromkeys(text.split()))
    reader = _CANONICAL.get(definition.value_type)
    stored = reader(text) if reader is not None else text
    if kind == "range" and stored and not _is_within(definition, stored):
        return ""
    return stored


def _is_within(definition: NodeDefinition, stored: str) -> bool:
    parameters = definition.control.parameters if definition.control is not None else {}
    bounds = sorted(float(parameters.get(name, default)) for name, default in (("start", "1"), ("end", "10")))
    found = numerals.number(stored)
    return found is None or bounds[0] <= found <= bounds[1]


def written(definition: NodeDefinition, answer: Answerable) -> str:
    """Gives the text of an answer, before its type is looked at."""
    if answer is None:
        return ""
    if isinstance(answer, bool):
        if definition.control is not None and definition.control.kind == "trigger":
            return "OK" if answer else ""
        return "1" if answer else "0"
    if isinstance(answer, list | tuple):
        return " ".join(answer)
    return str(answer)
