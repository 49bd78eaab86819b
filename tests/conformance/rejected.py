"""Gives the workbooks that have to be refused to the converter, and looks whether a clerk is told why."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from forms.faults import WorkbookRefused
from forms.workbook import load_workbook
from rules.errors import describe
from tests.conformance.outcomes import CorpusPart, Outcome, limited_time

INDEX = "forms_rejected.json"
_NAMED_ROW = re.compile(r"\[row : (\d+)\]")


def run(folder: Path) -> list[Outcome]:
    """Loads every workbook that has to be refused."""
    return [outcome_of(folder, row) for row in json.loads((folder / INDEX).read_text("utf-8"))]


def outcome_of(folder: Path, row: Mapping[str, Any]) -> Outcome:
    """Loads one workbook: it agrees when the refusal has words in both languages and names the row that is known."""
    path = folder / row["file"]
    difference = "loaded, but should not"
    try:
        with limited_time(60):
            load_workbook(path.read_bytes(), path.stem)
    except WorkbookRefused as refusal:
        told = [describe(fault, language) for fault in refusal.faults for language in ("zh-CN", "en")]
        named = _NAMED_ROW.search(row["error"])
        rows = [fault.row for fault in refusal.faults]
        missing = named is not None and int(named[1]) not in rows
        difference = f"no row {named[1]}: {told}" if missing and named is not None else ""
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what came of this workbook
        difference = f"{type(error).__name__}: {error}"
    return Outcome(path.name, "rejected", "workbook", difference)


PART = CorpusPart(("rejected",), (INDEX, "forms_rejected"), run)
