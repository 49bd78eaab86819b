"""Every single change to a proof: each value, each entry of a list, each key."""

import copy
import json
from collections.abc import Iterator
from typing import Any

from tests.rules.draw.independent import canonical, proof_of, sha
from tests.rules.draw.registers import DICE, ROUND_1000, SALT, Json, inspectors, lists, objects

Path = tuple[str | int, ...]


def small_proof() -> Json:
    """Return a proof with everything that the format knows, small enough to be changed everywhere."""
    register = lists(objects=objects(16), inspectors=inspectors(8))
    return proof_of(register, DICE, SALT, ROUND_1000)


def changes_of(proof: Json) -> Iterator[tuple[str, Json]]:
    """Yield what is changed, and the proof with that one change."""
    for path, value in _places(proof, ()):
        for what, other in _others(value, path):
            changed = copy.deepcopy(proof)
            _set(changed, path, other)
            yield f"{'.'.join(map(str, path)) or 'proof'}: {what}", changed


def _places(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    yield path, value
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in below:
        yield from _places(each, (*path, step))


def _others(value: Any, path: Path) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key in value:
            yield f"without {key}", {name: each for name, each in value.items() if name != key}
        yield "with another key", {**value, "other": "x"}
    elif isinstance(value, list):
        for at in range(len(value)):
            yield f"without entry {at}", value[:at] + value[at + 1 :]
            yield f"entry {at} twice", value[: at + 1] + value[at:]
            swapped = [*value[:at], *value[at : at + 2][::-1], *value[at + 2 :]]
            if swapped != value:
                yield f"entry {at} exchanged with the next", swapped
        yield "an entry more", [*value, copy.deepcopy(value[0]) if value else "x"]
    elif isinstance(value, str):
        yield from (("longer", value + "0"), ("a space before", f" {value}"), ("empty", ""), ("null", None))
        yield "its first sign another", ("1" if value[:1] != "1" else "2") + value[1:]
    elif isinstance(value, int):
        yield from (("one more", value + 1), ("one less", value - 1), ("a text", str(value)), ("true", True))
        yield "a fraction", float(value)
    else:
        yield "something", {"round": 1}
    if path and not isinstance(value, str):
        yield "a text in its place", "x"


def impossible_proofs() -> Iterator[tuple[str, Json]]:
    """Yield proofs whose hashes fit and whose parameters make no sense: somebody committed to nonsense."""
    for name, values in (
        ("per_department", (-1, 0, 1, 2**53 - 1)),
        ("max_load", (-1, 0)),
        ("load_slack", (-1, -(2**53 - 1))),
        ("reserve", (-1, -1000)),
        ("permille", ({}, {"A": -1}, dict.fromkeys("ABCD", -5000), dict.fromkeys("ABCD", 2**53 - 1))),
        ("departments", ([], ["甲", "甲"])),
        ("protocol", ("fair-draw/2",)),
    ):
        for value in values:
            proof = small_proof()
            proof["params"][name] = value
            proof["commit"]["params_sha256"] = sha(canonical(proof["params"]))
            proof["commit_hash"] = sha(canonical(proof["commit"]))
            yield f"{name} {value}", proof


def at_rest(published: Any) -> bytes:
    return json.dumps(published, ensure_ascii=False).encode()


def _set(proof: Json, path: Path, value: Any) -> None:
    if not path:
        proof.clear()
        proof.update(value)
        return
    at: Any = proof
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
