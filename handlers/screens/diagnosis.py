"""What the doctor and the smoke test say: one line for each thing looked at, and how to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from handlers.words import Words
from rules.errors import Described, describe

Outcome = Literal["good", "careful", "bad"]
MARKS: dict[Outcome, str] = {"good": "✓", "careful": "!", "bad": "✗"}


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One answer.

    Attributes:
        what: What was looked at, such as `database`.
        outcome: `good`; `careful`: it works, and somebody should look; `bad`: it does not.
        answer: Which of the answers it is; its words are `doctor-<what>-<answer>`.
        values: What they speak of; never a secret.
        told: A problem of the catalogue instead of an answer.
    """

    what: str
    outcome: Outcome
    answer: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    told: Described | None = None


def diagnosis_line(words: Words, diagnosis: Diagnosis) -> str:
    """Return the line of one answer: mark, what, the answer and how to mend it."""
    if diagnosis.told is not None:
        answer = describe(diagnosis.told, words.language)
    else:
        answer = words.plain(f"doctor-{diagnosis.what}-{diagnosis.answer}", **diagnosis.values)
    what = words.plain(f"examined-{diagnosis.what}")
    return words.plain("doctor-line", mark=MARKS[diagnosis.outcome], what=what, answer=answer)


def diagnosis_end(words: Words, diagnoses: list[Diagnosis]) -> str:
    """Return the last line: whether it can go on as it is."""
    bad = sum(diagnosis.outcome == "bad" for diagnosis in diagnoses)
    careful = sum(diagnosis.outcome == "careful" for diagnosis in diagnoses)
    return words.plain("doctor-end", outcome="bad" if bad else "careful" if careful else "good", bad=bad, look=careful)


def smoke_end(words: Words, diagnoses: list[Diagnosis]) -> str:
    """Return the last line of a smoke test."""
    bad = sum(diagnosis.outcome == "bad" for diagnosis in diagnoses)
    careful = sum(diagnosis.outcome == "careful" for diagnosis in diagnoses)
    return words.plain("smoke-end", outcome="bad" if bad else "careful" if careful else "good", bad=bad, look=careful)


def smoke_asks(words: Words, link: str, seconds: int) -> str:
    """Return what a person is asked to do: open the bot and press Start."""
    return words.plain("smoke-asks", link=link, seconds=seconds)


def smoke_button(words: Words) -> tuple[str, str]:
    """Return the text and the button that are sent for the round trip."""
    return words.plain("smoke-press"), words.plain("smoke-here")


def smoke_text(words: Words, *, is_edited: bool) -> str:
    """Return what the trial message says, before and after it is edited."""
    return words.plain("smoke-text", edited="yes" if is_edited else "no")
