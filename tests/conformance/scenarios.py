"""Replays the form-level traces of the corpus and compares every node after loading and after every step."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from forms.filling.opening import begin
from forms.filling.reading import read_form
from forms.filling.refusals import FillingRefused, XFormRefused
from forms.filling.session import Filling
from tests.conformance.node_states import differences, states_of

NOW = datetime(2026, 11, 23, 10, 50, 0, tzinfo=ZoneInfo("America/Phoenix"))


@dataclass(frozen=True)
class Outcome:
    """How one trace went.

    Attributes:
        name: Id of the trace.
        faults: What was different; empty where nothing was.
    """

    name: str
    faults: tuple[str, ...]


def replay_all(corpus: Path) -> Iterator[Outcome]:
    """Replays every trace of the corpus."""
    with (corpus / "scenarios.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Outcome(row["id"], tuple(replay(row)))


def replay(row: Mapping[str, Any]) -> Iterator[str]:
    """Replays one trace and yields what is different; stops at the first step that is."""
    try:
        filling = begin(read_form(row["form_xml"]), now=NOW, seed=row["id"])
    except XFormRefused as refusal:
        if not row.get("init_error"):
            yield f"refused: {refusal}"
        return
    if row.get("init_error"):
        yield f"loaded, but should not: {row['init_error']}"
        return
    expected: dict[str, Any] = dict(row["initial"])
    volatile = bool(row.get("maybe_volatile"))
    faults = list(_compare(expected, filling, volatile=volatile))
    for number, step in enumerate(row["steps"], start=1):
        if faults:
            break
        try:
            act(filling, step)
        except FillingRefused as refusal:
            if not step.get("error"):
                faults.append(f"step {number}: {refusal}")
                break
        for reference in step["removed"]:
            expected.pop(reference, None)
        expected.update(step["changed"])
        faults += (f"step {number}: {each}" for each in _compare(expected, filling, volatile=volatile))
    yield from faults


def act(filling: Filling, step: Mapping[str, Any]) -> None:
    """Does what a step of a trace says."""
    action, args = step["action"], step["args"]
    if action == "answer":
        given = args[-1] if step["ref"] == args[0] or len(args) < 3 else args[1:]
        if len(args) > 2:
            given = args[1:]
        filling.answer(step["ref"] or args[0], _plain(given))
    elif action == "createNewRepeat":
        target = args[0]
        filling.add_repeat(target["assertCurrentReference"] if isinstance(target, dict) else target)
    elif action == "removeRepeat":
        filling.remove_repeat(args[0])
    else:
        filling.set_language(args[0])


def _plain(given: Any) -> Any:
    if isinstance(given, dict) and "latitude" in given:
        places = (given.get(each) for each in ("latitude", "longitude", "altitude", "accuracy"))
        return " ".join(str(each) for each in places if each is not None)
    return given["str"] if isinstance(given, dict) else given


def _compare(expected: Mapping[str, Any], filling: Filling, *, volatile: bool) -> Iterator[str]:
    states = states_of(filling)
    for reference, wanted in expected.items():
        for difference in differences(wanted, states.get(reference), volatile=volatile):
            yield f"{reference} {difference}"
    for reference in states.keys() - expected.keys():
        yield f"{reference} should not be there"
