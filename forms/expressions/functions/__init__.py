"""Every function of XPath 1.0, OpenRosa and ODK; importing a file declares what it holds."""

from forms.expressions.functions import (
    chance,
    choices,
    dates,
    digests,
    geometry,
    lists,
    logic,
    naming,
    nodesets,
    numbers,
    repeats,
    strings,
)
from forms.expressions.functions.registry import FUNCTIONS

__all__ = [
    "FUNCTIONS",
    "chance",
    "choices",
    "dates",
    "digests",
    "geometry",
    "lists",
    "logic",
    "naming",
    "nodesets",
    "numbers",
    "repeats",
    "strings",
]
