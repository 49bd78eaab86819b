"""Replays the form-level traces of the corpus and compares every node after loading and after every step."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from forms.filling.opening import begin
from forms.filling.reading import read_form
from forms.filling.refusals import FillingRefused, XFormRefused
from forms.filling.session import Filling
from tests.conformance.file_stubs import files_for
from tests.conformance.node_states import differences, states_of
from tests.conformance.outcomes import CorpusPart, Outcome, limited_time

FILE = "scenarios.jsonl"
NOW = datetime(2026, 11, 23, 10, 50, 0, tzinfo=ZoneInfo("America/Phoenix"))


def run(folder: Path) -> list[Outcome]:
    """Replays every trace of the corpus."""
    with (folder / FILE).open(encoding="utf-8") as lines:
        return [outcome_of(json.loads(line)) for line in lines]


def outcome_of(row: Mapping[str, Any]) -> Outcome:
    """Replays one trace."""
    try:
        with limited_time():
            faults = list(replay(row))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what came of this trace
        faults = [f"{type(error).__name__}: {error}"]
    kind = row["source"].rpartition("/")[2].removesuffix(".test.ts")
    return Outcome(row["id"], "scenarios", kind, "; ".join(faults)[:300], traits_of(row))


def traits_of(row: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
    """Gives what exceptions are keyed by: functions called, and where the trace began."""
    functions = frozenset(re.findall(r"([a-z][a-z0-9:-]*)\(", row["form_xml"]))
    edited = "edit" if re.search(r"\b(edit|serializ|restor)", row["test"]) else "new"
    return {"functions": functions, "begun": frozenset({edited})}


def replay(row: Mapping[str, Any]) -> Iterator[str]:
    """Replays one trace and yields what is different; stops at the first step that is."""
    xform = row["form_xml"]
    try:
        files = files_for(xform, row["initial"]) if "jr://" in xform and "initial" in row else {}
        filling = begin(read_form(xform, files), now=NOW, seed=row["id"])
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
        given = args[1:] if len(args) > 2 else args[-1]
        filling.answer(step.get("ref") or args[0], _plain(given, step.get("raw")))
    elif action == "createNewRepeat":
        target = args[0]
        filling.add_repeat(target["assertCurrentReference"] if isinstance(target, dict) else target)
    elif action == "removeRepeat":
        filling.remove_repeat(args[0])
    else:
        filling.set_language(args[0])


def _plain(given: Any, raw: str | None) -> Any:
    if isinstance(given, dict) and "latitude" in given:
        places = (given.get(each) for each in ("latitude", "longitude", "altitude", "accuracy"))
        return " ".join(str(each) for each in places if each is not None)
    return given.get("str", raw) if isinstance(given, dict) else given


def _compare(expected: Mapping[str, Any], filling: Filling, *, volatile: bool) -> Iterator[str]:
    states = states_of(filling)
    for reference, wanted in expected.items():
        for difference in differences(wanted, states.get(reference), volatile=volatile):
            yield f"{reference} {difference}"
    for reference in states.keys() - expected.keys():
        yield f"{reference} should not be there"


PART = CorpusPart(("scenarios",), (FILE,), run)
