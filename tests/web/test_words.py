"""The pages' words: both languages say everything, and nothing is said that no page asks for."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message

from rules.draw.addendum import KINDS
from rules.lifecycle import VisitState
from rules.public_facts import FIELDS
from rules.publication import BECOMES
from services.draw_afterwards import CHOICES
from web.words import FOLDER, LANGUAGES, MissingWords, words_in

TEMPLATES = Path(__file__).parents[2] / "web" / "templates"
# Put together from what the visit is.
FORMED = {f"state-{state}" for state in VisitState} | {"compare-notice", "compare-record"}
FORMED |= {f"draw-state-{state}" for state in ("committed", "read", "drawn", "waiting", "unsent", "abandoned")}
FORMED |= {f"draw-part-{part}" for part in ("objects", "inspectors", "exclusions", "recusals")}
FORMED |= {f"draw-decision-{choice}" for choice in CHOICES} | {f"draw-{kind.replace('_', '-')}" for kind in KINDS}
FORMED |= {f"why-{how}" for how in ("drawn", "reserve", "sealed", "elsewhere", "none")}
FORMED |= {"trouble-often", "trouble-failed", "language", "day"}
FORMED |= {f"kind-{kind}" for kind in FIELDS["task_kind"]["enum"]} | {"grade-general", "grade-key"}
FORMED |= {f"edition-{wish}" for wish in BECOMES}


def keys(language: str) -> list[str]:
    texts = [path.read_text("utf-8") for path in sorted((FOLDER / language).glob("*.ftl"))]
    body = [entry for text in texts for entry in FluentParser().parse(text).body]
    assert all(isinstance(entry, Message) for entry in body)
    return sorted(entry.id.name for entry in body if isinstance(entry, Message))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_says_what_the_pages_ask_for_and_nothing_else(language: str) -> None:
    pages = [page.read_text("utf-8") for page in TEMPLATES.glob("*.html")]
    asked = {key for page in pages for key in re.findall(r"t\('([a-z-]+)'[,)]", page)}
    assert keys(language) == sorted(asked | FORMED)


def test_a_missing_key_and_a_missing_value_are_noticed() -> None:
    with pytest.raises(MissingWords):
        words_in("en")("no-such-key")
    with pytest.raises(MissingWords):
        words_in("en")("call")
