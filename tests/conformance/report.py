"""Tells what came of the cases: a table, the exceptions with their reasons, and one last line."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from tests.conformance.exceptions import Topic, topic_of, topics
from tests.conformance.outcomes import Outcome

PAGE = Path(__file__).parent.parent.parent / "docs" / "conformance.md"
GROUPS = ("A", "B", "C", "scenarios", "forms", "rejected")
_FIGURES_BEGIN = "<!-- figures: make conformance ARGS=--write -->"


def table(outcomes: Sequence[Outcome]) -> str:
    """Gives the cases that agree and all cases, by group and kind, as a Markdown table."""
    all_cases = Counter((outcome.group, outcome.kind) for outcome in outcomes)
    agreeing = Counter((outcome.group, outcome.kind) for outcome in outcomes if outcome.is_as_expected)
    groups = [group for group in GROUPS if any(each == group for each, _ in all_cases)]
    lines = ["| kind | " + " | ".join(groups) + " |", "|---|" + "--:|" * len(groups)]
    for kind in sorted({kind for _, kind in all_cases}):
        cells = [
            f"{agreeing[group, kind]}/{all_cases[group, kind]}" if all_cases[group, kind] else "–" for group in groups
        ]
        lines.append(f"| {kind} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def last_line(outcomes: Sequence[Outcome]) -> str:
    """Gives `A n/m · B n/m · …`; a group that was not run has a dash."""
    told = []
    for group in GROUPS:
        cases = [outcome for outcome in outcomes if outcome.group == group]
        agreeing = sum(outcome.is_as_expected for outcome in cases)
        told.append(f"{group} {agreeing}/{len(cases)}" if cases else f"{group} –")
    return " · ".join(told)


def by_topic(outcomes: Sequence[Outcome]) -> dict[Topic | None, list[Outcome]]:
    """Gives the cases that differ by the topic that explains them, None for those without a reason."""
    found: dict[Topic | None, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if not outcome.is_as_expected:
            found[topic_of(outcome)].append(outcome)
    return found


def differences(outcomes: Sequence[Outcome]) -> str:
    """Lists the cases that differ, each with its topic or what was wanted and came."""
    lines = []
    for topic, cases in by_topic(outcomes).items():
        lines.append(f"{topic.name}:" if topic else "Without a reason:")
        lines += [f"  {case.group} {case.case_id}  {case.difference}" for case in cases]
    return "\n".join(lines)


def write_page(outcomes: Sequence[Outcome]) -> None:
    """Puts the figures and the exceptions into the page, below its own words."""
    words = PAGE.read_text("utf-8").split(_FIGURES_BEGIN)[0]
    explained = by_topic(outcomes)
    rows = ["| topic | what is done here | why | cases that differ |", "|---|---|---|---|"]
    for topic in topics():
        cases = Counter(case.group for case in explained.get(topic, []))
        counted = ", ".join(f"{group} {number}" for group, number in sorted(cases.items())) or "none seen"
        rows.append(f"| {topic.name} | {topic.choice} | {topic.reason} | {counted} |")
    unexplained = len(explained.get(None, []))
    parts = [
        words + _FIGURES_BEGIN,
        "## Figures",
        table(outcomes),
        f"`{last_line(outcomes)}`",
        "## Exceptions",
        "\n".join(rows),
        f"Cases that differ without a reason: {unexplained}.",
    ]
    PAGE.write_text("\n\n".join(parts) + "\n", "utf-8")
