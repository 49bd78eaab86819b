"""The shape of a proof: which keys, which kinds of values. What is wrong with it is said for every place at once."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from rules.draw.faults import DrawFault, Place, fault
from rules.draw.snapshot import PARTS
from rules.errors import draw_proofs as problems

MOST = 2**53 - 1  # what every reader of JSON keeps exactly
_SHOWN = 40
Shape = Callable[[Any, Place], Iterator[DrawFault]]


def text(value: Any, at: Place) -> Iterator[DrawFault]:
    """Yield what is wrong with a text."""
    if not isinstance(value, str):
        yield fault(at, problems.NOT_TEXT, found=shown(value))
        return
    try:
        value.encode()
    except UnicodeEncodeError:
        yield fault(at, problems.NOT_UNICODE)


def whole(value: Any, at: Place) -> Iterator[DrawFault]:
    """Yield what is wrong with a whole number."""
    if type(value) is not int or abs(value) > MOST:
        yield fault(at, problems.NOT_WHOLE, most=MOST, found=shown(value))


def hash_digits(value: Any, at: Place) -> Iterator[DrawFault]:
    """Yield what is wrong with a SHA-256 in hexadecimal."""
    if not isinstance(value, str) or not re.fullmatch("[0-9a-f]{64}", value):
        yield fault(at, problems.NOT_HASH, found=shown(value))


def hex_bytes(value: Any, at: Place) -> Iterator[DrawFault]:
    """Yield what is wrong with bytes in hexadecimal."""
    if not isinstance(value, str) or not re.fullmatch("([0-9a-f]{2})+", value):
        yield fault(at, problems.NOT_HEX, found=shown(value))


def listed(entry: Shape) -> Shape:
    """Return the shape of a list."""

    def check(value: Any, at: Place) -> Iterator[DrawFault]:
        if not isinstance(value, list):
            yield fault(at, problems.NOT_LIST, found=shown(value))
            return
        for number, each in enumerate(value):
            yield from entry(each, (*at, number))

    return check


def record(needed: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    """Return the shape of an object with these keys and no others."""
    known = {**needed, **(optional or {})}

    def check(value: Any, at: Place) -> Iterator[DrawFault]:
        if not isinstance(value, dict):
            yield fault(at, problems.NOT_RECORD, found=shown(value))
            return
        for name in needed:
            if name not in value:
                yield fault((*at, name), problems.MISSING, name=name)
        for name, each in value.items():
            if name in known:
                yield from known[name](each, (*at, name))
            else:
                yield fault((*at, name), problems.UNKNOWN, name=name)

    return check


def named(entry: Shape) -> Shape:
    """Return the shape of an object with any keys."""

    def check(value: Any, at: Place) -> Iterator[DrawFault]:
        if not isinstance(value, dict):
            yield fault(at, problems.NOT_RECORD, found=shown(value))
            return
        for name, each in value.items():
            yield from text(name, (*at, name))
            yield from entry(each, (*at, name))

    return check


def or_null(shape: Shape) -> Shape:
    """Return a shape that null has too."""
    return lambda value, at: iter(()) if value is None else shape(value, at)


def shown(value: Any) -> str:
    """Return a value as a reader recognises it in the file, shortened."""
    words = {None: "null", True: "true", False: "false"}
    if value is None or isinstance(value, bool):
        return words[value]
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    told = f"“{value}”" if isinstance(value, str) else str(value)
    told = told.encode("utf-8", "replace").decode()
    return told if len(told) <= _SHOWN else f"{told[:_SHOWN]}…"


PARAMS = record(
    {
        "protocol": text,
        "permille": named(whole),
        "reserve": whole,
        "departments": listed(text),
        "per_department": whole,
        "max_load": whole,
        "load_slack": whole,
        "exclusion_reasons": listed(text),
    }
)
COMMIT = record(
    {f"{part}_sha256": hash_digits for part in (*PARTS, "salt")}
    | {"drand": or_null(record({"round": whole})), "draw_id": text, "published_at": text}
)
SHAPES: Mapping[str, Shape] = {
    "objects": listed(record({"id": text, "risk": text, "category": text})),
    "inspectors": listed(record({"id": text, "dept": text, "quals": listed(text)})),
    "exclusions": listed(record({"id": text, "reason": text})),
    "recusals": listed(record({"inspector": text, "object": text})),
    "params": PARAMS,
    "commit": COMMIT,
    "commit_hash": hash_digits,
    "seed": record(
        {"dice": text, "salt": text, "revealed_at": text},
        {"drand_round": whole, "drand_randomness": hash_digits, "drand_signature": hex_bytes},
    ),
    "seed_hash": hash_digits,
    "strata": named(record({"pool": whole, "n": whole, "drawn": listed(text), "reserve": listed(text)})),
    "teams": named(named(listed(text))),
}
PROOF = record(SHAPES)
SEALED = record({"commit": COMMIT, "seed_hash": hash_digits})
READING = record({"code": text, "dice": text, "set_aside": text})
LISTS = record(
    {name: SHAPES[name] for name in (*PARTS, "commit", "commit_hash")}
    | {"salt": text, "readings": listed(READING), "reason": text},
    {"seed_hash": hash_digits},
)
ADDENDUM = listed(
    record(
        {"seq": whole, "at": text, "kind": text, "object": text, "department": or_null(text)}
        | {"old": text, "new": text, "reason": text, "approver": text, "prev": hash_digits, "hash": hash_digits}
    )
)
