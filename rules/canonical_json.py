"""Canonical JSON: one way to write what is hashed."""

import json
from collections.abc import Mapping
from typing import Any


def canonical(value: Any) -> bytes:
    """Return canonical JSON: keys sorted by code point, UTF-8, no spaces.

    Raises:
        ValueError: There is a fraction in it, or half of a surrogate pair, which UTF-8 cannot write.
    """
    if _has_fraction(value):
        raise ValueError("fractions are written as text, never as floats")
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _has_fraction(value: Any) -> bool:
    if isinstance(value, float):
        return True
    if isinstance(value, Mapping):
        return any(_has_fraction(v) for v in value.values())
    if isinstance(value, list | tuple):
        return any(_has_fraction(v) for v in value)
    return False
