"""Converts the workbooks of the corpus and compares every node of each form right after loading."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from forms.faults import WorkbookRefused
from forms.filling.opening import begin
from forms.filling.reading import read_form
from forms.filling.refusals import XFormRefused
from rules.errors import describe
from tests.conformance.file_stubs import load_with_files
from tests.conformance.node_states import differences, states_of
from tests.conformance.outcomes import CorpusPart, Outcome, limited_time
from tests.conformance.scenarios import NOW

STATES = "forms_initial_state.jsonl"
INDEX = "forms.json"
STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def run(folder: Path) -> list[Outcome]:
    """Loads every form of the corpus."""
    index = {each["file"]: each for each in json.loads((folder / INDEX).read_text("utf-8"))}
    with (folder / STATES).open(encoding="utf-8") as lines:
        return [outcome_of(folder, json.loads(line), index) for line in lines]


def outcome_of(folder: Path, row: Mapping[str, Any], index: Mapping[str, Any]) -> Outcome:
    """Loads one form."""
    try:
        with limited_time(60):
            faults = list(compare(folder, row))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what came of this form
        faults = [f"{type(error).__name__}: {error}"]
    kinds = frozenset(kind_of(fault) for fault in faults)
    features = frozenset(index.get(row["file"], {}).get("features", {}))
    name = row["file"].rpartition("/")[2]
    return Outcome(name, "forms", "form", "; ".join(faults)[:400], {"features": features, **_known(kinds)})


def _known(kinds: frozenset[str]) -> dict[str, frozenset[str]]:
    """A form is explained by what differs in it, and only when all of that is known."""
    return {"differs": kinds} if "unknown" not in kinds else {}


def kind_of(fault: str) -> str:
    """Names what a difference is about."""
    if "t: 'select' instead of 'input'" in fault:
        return "external choices"
    if re.search(r"label: .* instead of ", fault):
        told, _, wanted = fault.partition(" label: ")[2].partition(" instead of ")
        return "quotes" if told.translate(STRAIGHT)[1:-1] == wanted.translate(STRAIGHT)[1:-1] else "unknown"
    return "date cell" if re.search(r" v: '\d{4}-\d\d-\d\d' instead of ''$", fault) else "unknown"


def compare(folder: Path, row: Mapping[str, Any]) -> Iterator[str]:
    """Yields what is different in one form."""
    path = folder / row["file"]
    try:
        xform, files = load_with_files(path.read_bytes(), path.stem, row.get("nodes", {}), folder)
        filling = begin(read_form(xform, files), now=NOW, seed=path.stem)
    except (WorkbookRefused, XFormRefused) as refusal:
        if "init_error" not in row:
            told = [describe(each, "en") for each in getattr(refusal, "faults", ())] or [str(refusal)]
            yield f"refused: {' '.join(told)}"
        return
    if "init_error" in row:
        yield f"loaded, but should not: {row['init_error']}"
        return
    if filling.language != (row.get("language") or ""):
        filling.set_language(row["language"])
    states = states_of(filling)
    for reference, wanted in row["nodes"].items():
        for difference in differences(wanted, states.get(reference), volatile=True):
            yield f"{reference} {difference}"
    for reference in states.keys() - row["nodes"].keys():
        yield f"{reference} should not be there"


PART = CorpusPart(("forms",), (STATES, INDEX, "forms"), run)
