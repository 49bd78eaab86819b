"""The conformance runner, over a corpus written here."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conformance import xpath_cases
from tests.conformance.__main__ import ROOT, is_enough
from tests.conformance.exceptions import topic_of, topics
from tests.conformance.outcomes import Outcome, TookTooLong, limited_time
from tests.conformance.report import last_line, table

XML = '<r xmlns:t="urn:t"><!--c--><a t:k="1">x<?p q?></a><a>y</a></r>'


def case(expr: str, kind: str, expected: object, **more: Any) -> dict[str, Any]:
    return {
        "id": "m1",
        "expr": expr,
        "type": kind,
        "expected": expected,
        "tz": "America/Phoenix",
        "functions": [],
        "engines": ["one-1.0"],
        "tier": "A",
        "as_of": "2026-02-01T01:00:00-07:00",
        **more,
    }


@pytest.mark.parametrize(
    "right",
    [
        case("1 + 1", "number", 2),
        case("1 div 3", "number", 0.33, round_factor=100),
        case("1 div 3", "number", 0.3333, tolerance=0.001),
        case("0 div 0", "number", "NaN"),
        case("-1 div 0", "number", "-Infinity"),
        case("today()", "string", "2026-02-01"),
        case("today()", "string", "2026-02-02", tz="Asia/Tokyo", as_of="2026-02-01T20:00:00-07:00"),
        case("now()", "string-regex", "^2026-"),
        case("'abc'", "string-length", 3),
        case("count(1)", "error", None),
        case("count(", "error", None),
        case("/r/a", "nodeset", ["/*[1]/*[1]", "/*[1]/*[2]"], expected_text=["x", "y"], context_xml=XML),
        case("/r/a[2] | /r/a[1]", "nodeset", ["/*[1]/*[2]", "/*[1]/*[1]"], unordered=True, context_xml=XML),
        case("//@n:k", "nodeset", ["/*[1]/*[1]/@t:k"], namespaces={"n": "urn:t"}, context_xml=XML),
        case("namespace::t", "nodeset", ["/*[1]/@xmlns:t"], context_node="/*[1]", context_xml=XML),
        case("..", "nodeset", ["/*[1]"], context_node="/*[1]/comment()[1]", context_xml=XML),
        case(".", "string", "q", context_node="/*[1]/*[1]/processing-instruction()[1]", context_xml=XML),
        case("/a[2]", "string", "y", root_node="/*[1]", context_xml=XML),
        case("instance('i')/v", "string", "9", context_xml="<m><instance id='i'><v>9</v></instance></m>"),
        case(
            "jr:itext('t')",
            "string",
            "deux",
            lang="fr",
            context_xml="<m><translation lang='en'><text id='t'><value>two</value></text></translation>"
            "<translation lang='fr'><text id='t'><value>deux</value></text></translation></m>",
        ),
    ],
    ids=lambda right: f"{right['type']} {right['expr']}",
)
def test_a_case_is_run_as_it_says(right: dict[str, Any]) -> None:
    assert xpath_cases.outcome_of(right).difference == ""


@pytest.mark.parametrize(
    "wrong",
    [
        case("1 + 1", "number", 3),
        case("1 div 3", "number", 0.34, round_factor=100),
        case("0 div 0", "number", 0),
        case("1", "number", "NaN"),
        case("'a'", "string", "b"),
        case("'a'", "boolean", False),
        case("'a'", "string-regex", "^b"),
        case("'a'", "string-length", 2),
        case("1", "error", None),
        case("count(1)", "number", 1),
        case("'x'", "nodeset", []),
        case("/r/a", "nodeset", ["/*[1]/*[2]", "/*[1]/*[1]"], context_xml=XML),
        case("/r/a", "nodeset", ["/*[1]/*[1]", "/*[1]/*[2]"], expected_text=["x", "z"], context_xml=XML),
        case("/r/a", "nodeset", ["/*[1]/*[1]"], unordered=True, context_xml=XML),
    ],
    ids=lambda wrong: f"{wrong['type']} {wrong['expr']}",
)
def test_a_case_that_differs_is_noticed(wrong: dict[str, Any]) -> None:
    outcome = xpath_cases.outcome_of(wrong)
    assert not outcome.is_as_expected
    assert "wanted" in outcome.difference


def test_a_case_has_its_time_and_no_more() -> None:
    with pytest.raises(TookTooLong), limited_time(0.05):
        while True:
            pass


def test_groups_that_were_not_run_are_not_counted_as_passed() -> None:
    outcomes = [
        Outcome("1", "A", "string"),
        Outcome("2", "A", "number", "wanted 1, came 2"),
        Outcome("3", "forms", "xlsx"),
    ]
    assert last_line(outcomes) == "A 1/2 · B – · C – · scenarios – · forms 1/1 · rejected –"
    assert "| number | 0/1 | – |" in table(outcomes)
    assert not is_enough(outcomes)
    assert is_enough(outcomes[:1])


def test_every_reason_is_told_and_explains_no_case_on_which_all_agree() -> None:
    for topic in topics():
        assert topic.name
        assert topic.choice
        assert topic.reason
        assert "A" not in topic.groups
    traits = {"functions": frozenset({"area"}), "type": frozenset({"number"})}
    explained = topic_of(Outcome("1", "C", "number", "differs", traits))
    assert explained is not None
    assert "Area" in explained.name
    assert topic_of(Outcome("1", "A", "number", "differs", traits)) is None


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.conformance", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_the_command_runs_what_a_folder_holds(tmp_path: Path) -> None:
    (tmp_path / "xpath_cases.jsonl").write_text(f"{json.dumps(case('1 + 1', 'number', 2))}\n", "utf-8")
    done = run("--folder", str(tmp_path))
    assert (done.returncode, done.stdout.splitlines()[-1]) == (
        0,
        "A 1/1 · B – · C – · scenarios – · forms – · rejected –",
    )
    (tmp_path / "xpath_cases.jsonl").write_text(f"{json.dumps(case('1 + 1', 'number', 3))}\n", "utf-8")
    done = run("--folder", str(tmp_path))
    assert done.returncode == 1
    assert "Without a reason:\n  A m1  wanted 3, came 2.0" in done.stdout


def test_the_command_says_what_is_missing(tmp_path: Path) -> None:
    assert "xpath_cases.jsonl is not in" in run("--folder", str(tmp_path)).stdout
    gone = run("--folder", str(tmp_path / "gone"))
    assert gone.returncode == 2
    assert "nothing was run" in gone.stdout
