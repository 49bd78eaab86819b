"""Why some cases differ on purpose: reasons by topic, never by case."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.conformance.outcomes import Outcome

FILE = Path(__file__).with_name("exceptions.toml")


@dataclass(frozen=True, eq=False)
class Topic:
    """Something decided otherwise than some engine does.

    Attributes:
        name: What it is about.
        choice: What is done here.
        reason: Why.
        groups: Groups whose cases it may explain.
        traits: For each trait the values of which a case must have one.
    """

    name: str
    choice: str
    reason: str
    groups: frozenset[str]
    traits: dict[str, frozenset[str]]

    def explains(self, outcome: Outcome) -> bool:
        """Says whether a case that differs belongs to this topic."""
        return outcome.group in self.groups and all(
            values & outcome.traits.get(trait, frozenset()) for trait, values in self.traits.items()
        )


@cache
def topics() -> Sequence[Topic]:
    """Reads the topics, in the order written: the first that fits explains a case."""
    rows = tomllib.loads(FILE.read_text("utf-8"))["topic"]
    return [
        Topic(
            row["name"],
            row["choice"],
            row["reason"],
            frozenset(row["groups"]),
            {trait: frozenset(values) for trait, values in row.get("when", {}).items()},
        )
        for row in rows
    ]


def topic_of(outcome: Outcome) -> Topic | None:
    """Gives the topic that explains a case that differs."""
    return next((topic for topic in topics() if topic.explains(outcome)), None)
