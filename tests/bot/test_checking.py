"""Opening a foreign workbook in a process of its own: whatever it does there, the worker gets words."""

import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import structlog
from openpyxl import Workbook

from bot import checker, checking
from bot.checking import look_into
from forms.checklist import Checklist
from tests.journeys.form_books import cold, with_list


def codes(found: dict[str, list[dict[str, str]]]) -> list[str]:
    return [fault["code"] for fault in found["faults"]]


def runs(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(checking, "COMMAND", (sys.executable, "-c", script))


def test_a_good_workbook_comes_back_as_it_is_stored() -> None:
    assert look_into(cold(), "冷柜.xlsx", {})["checklist"]["form_id"] == "cold"


def test_files_are_found_by_their_names_and_others_do_no_harm(tmp_path: Path) -> None:
    files = {"towns.csv": b"name,label\na,A\n", "../../escape": b"x", "..": b"x", "n" * 300: b"x", "nul\0": b"x"}
    found = Checklist.from_dict(look_into(with_list("list", "towns.csv"), "a.xlsx", files)["checklist"])
    assert [file.name for file in found.files] == ["towns.csv"]


def test_what_is_neither_a_form_nor_a_registry_is_not_asked_to_become_a_form() -> None:
    book = Workbook()
    book.active.append(["日期", "金额"])
    book.active.append(["3月1日", 12])
    out = BytesIO()
    book.save(out)
    assert codes(look_into(out.getvalue(), "账.xlsx", {})) == ["REG_078"]


def test_a_workbook_that_takes_for_ever_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checker, "LIMITS", replace(checker.LIMITS, seconds=1))
    runs(monkeypatch, "import time; time.sleep(60)")
    assert codes(look_into(b"", "a.xlsx", {})) == ["LIBRARY_006"]


@pytest.mark.parametrize("end", ["raise SystemExit(3)", "import os; os.kill(os.getpid(), 9)", "import os; os.abort()"])
def test_one_that_takes_all_memory_is_told_apart(monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    runs(monkeypatch, end)
    assert codes(look_into(b"", "a.xlsx", {})) == ["LIBRARY_007"]


def test_too_much_memory_ends_the_checker_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    runs(monkeypatch, "import sys; from bot import checker; checker.check = lambda f: [0] * (1 << 30); checker.main()")
    assert codes(look_into(b"", "a.xlsx", {})) == ["LIBRARY_007"]


def test_what_nobody_foresaw_is_logged_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    runs(monkeypatch, "raise RuntimeError('stumbled')")
    with structlog.testing.capture_logs() as logged:
        assert codes(look_into(b"", "a.xlsx", {})) == ["LIBRARY_008"]
    assert "stumbled" in logged[0]["said"]


def test_the_checker_is_told_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HECHA_TOKEN", "7:secret")
    runs(monkeypatch, "import os; raise SystemExit(3 if any(n.startswith('HECHA_') for n in os.environ) else 9)")
    with structlog.testing.capture_logs():
        assert codes(look_into(b"", "a.xlsx", {})) == ["LIBRARY_008"]
