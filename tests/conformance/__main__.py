"""`make conformance` runs a corpus and prints a table; `ARGS=--write` puts it into docs/conformance.md."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.conformance import forms, rejected, scenarios, xpath_cases
from tests.conformance.exceptions import topic_of
from tests.conformance.outcomes import CorpusPart, Outcome
from tests.conformance.report import differences, last_line, table, write_page

ROOT = Path(__file__).parent.parent.parent
BESIDE = ROOT.parent / "shared" / "xlsform"
PARTS: tuple[CorpusPart, ...] = (xpath_cases.PART, scenarios.PART, forms.PART, rejected.PART)
LEAST = {"A": 1.0, "B": 0.95, "scenarios": 0.95, "forms": 1.0, "rejected": 1.0}
"""Which part of a group must agree; a form may differ for a reason."""


def main() -> int:
    """Run what the folder holds; 1 when too little agrees, 2 when the named folder is not there."""
    arguments = argparse.ArgumentParser(prog="python -m tests.conformance", description=__doc__)
    arguments.add_argument("--folder", type=Path, help="where the corpus lies; ../shared/xlsform when not said")
    arguments.add_argument("--write", action="store_true", help="put the figures into docs/conformance.md")
    chosen = arguments.parse_args()
    folder = chosen.folder or BESIDE
    if not folder.is_dir():
        print(f"No corpus in {folder}: nothing was run. Name its folder: make conformance DIR=folder")
        return 2 if chosen.folder else 0
    outcomes: list[Outcome] = []
    for part in PARTS:
        missing = [name for name in part.files if not (folder / name).exists()]
        if missing:
            print(f"{', '.join(part.groups)}: not run, {', '.join(missing)} is not in {folder}")
        else:
            outcomes += part.run(folder)
    print("\n".join(text for text in (table(outcomes), differences(outcomes), "") if text))
    if chosen.write:
        write_page(outcomes)
    print(last_line(outcomes))
    return 0 if is_enough(outcomes) else 1


def is_enough(outcomes: Sequence[Outcome]) -> bool:
    """Say whether every group that was run agrees as far as it must."""
    for group, least in LEAST.items():
        cases = [
            outcome.is_as_expected or (group == "forms" and topic_of(outcome) is not None)
            for outcome in outcomes
            if outcome.group == group
        ]
        if cases and sum(cases) / len(cases) < least:
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
