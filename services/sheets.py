"""A section's checklist as it stands: questions, answers, findings, photographs, and what is missing; plain data."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Literal

from forms.checklist import Checklist, Question
from rules.errors.answers_on_site import NO_SUCH_ITEM, NOT_ASKED_NOW
from rules.refusals import Refused

Gap = Literal["answer", "note", "how", "photo"]
# What could not be answered, with the reason beside it: a sign that XML has no place for, so that no form and nobody's
# words can mean it.
UNABLE = "\x1a"
NUMBERED_BY = 3


@dataclass(frozen=True, slots=True)
class FindingView:
    """A problem as noted so far (rule text 三)."""

    note: str
    how: str | None
    statement_of: str | None
    photo_waiver: str | None


@dataclass(frozen=True, slots=True)
class QuestionState:
    """One question with its current answer; `revision` is 0 before the first.

    `is_by_form`: the value that counts is not what somebody answered, but what the form has set by itself.
    """

    question: Question
    answer_id: int | None
    value: str
    revision: int
    mode: str
    reason: str | None
    by: dict[str, str]
    by_id: int
    answered_at: datetime | None
    finding: FindingView | None
    photos: int
    is_by_form: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the question still waits for an answer."""
        return self.question.is_asked and self.value == ""

    @property
    def is_problem(self) -> bool:
        """Whether the answer says that the item does not comply."""
        return self.question.problem is not None and self.value == self.question.problem

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What this question still lacks."""
        if self.is_open:
            return ("answer",) if self.question.required else ()
        lacks: list[Gap] = []
        if self.is_problem:
            noted = self.finding or FindingView("", None, None, None)
            if not noted.note:
                lacks.append("note")
            if noted.how is None:
                lacks.append("how")
            if not self.photos and not noted.photo_waiver:
                lacks.append("photo")
        return tuple(lacks)


@dataclass(frozen=True)
class Sheet:
    """A section with its checklist and the state of every question, in the form's order.

    Attributes:
        hidden: Questions of a form with logic that were answered and are not asked at present.
        looked_up: Names of the questions whose lists are so long that only what is chosen of them stands here.
        is_returned: The visit was sent back: what was named there may be changed, and nothing else.
        is_follow_up: The visit is a clue's follow-up inspection.
    """

    visit_id: int
    number: str
    short_name: str
    section_id: int
    department: dict[str, str]
    department_code: str
    state: str
    checklist: Checklist
    states: tuple[QuestionState, ...]
    photos_received: int
    photos_secured: int
    hidden: tuple[QuestionState, ...] = ()
    looked_up: frozenset[str] = frozenset()
    is_returned: bool = False
    is_follow_up: bool = False

    def of(self, name: str) -> QuestionState:
        """Return the state of a question by name. Raises `Refused` when the form has it no more."""
        for state in (*self.states, *self.hidden):
            if state.question.name == name:
                return state
        raise Refused(NOT_ASKED_NOW)

    def find(self, name: str | None) -> QuestionState | None:
        """Return the state of a question that is asked at present; none when it is not, or not any more."""
        return next((state for state in self.asked if state.question.name == name), None)

    def numbered(self, number: int) -> QuestionState:
        """Return the state of a question by number. Raises `Refused`."""
        if not 1 <= number <= len(self.asked):
            raise Refused(NO_SUCH_ITEM, most=len(self.asked))
        return self.asked[number - 1]

    @property
    def is_answerable(self) -> bool:
        """Whether nothing that must be answered is still open."""
        return not any(state.is_open and state.question.required for state in self.asked)

    def mark(self, name: str) -> str:
        """Return what a button carries of a question beside its number, which other answers may change; nothing where
        numbers stay.
        """
        return mark_of(name) if self.checklist.has_logic else ""

    def picked(self, number: int, mark: str) -> QuestionState:
        """Return the question that a button means, whatever its number is now. Raises `Refused` when it is no longer
        asked.
        """
        if not mark:
            return self.numbered(number)
        if 1 <= number <= len(self.asked) and mark_of(self.asked[number - 1].question.name) == mark:
            return self.asked[number - 1]
        found = next((s for s in self.asked if mark_of(s.question.name) == mark), None)
        if found is None:
            raise Refused(NOT_ASKED_NOW)
        return found

    @cached_property
    def asked(self) -> tuple[QuestionState, ...]:
        """The questions that wait for answers, notes left out."""
        return tuple(s for s in self.states if s.question.is_asked)

    @cached_property
    def numbering(self) -> str:
        """Three digits for each question that is asked, in the order of their numbers; empty where numbers stay."""
        return "".join(mark_of(s.question.name)[:NUMBERED_BY] for s in self.asked) if self.checklist.has_logic else ""

    def means_the_same(self, number: int, seen: str | None) -> bool:
        """Return whether a number stands for the same question as where somebody saw it (`numbering` then; none: not
        known).
        """
        if not seen or not self.checklist.has_logic:
            return True
        place = slice(NUMBERED_BY * (number - 1), NUMBERED_BY * number)
        return seen[place] == self.numbering[place]

    @cached_property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(not s.is_open for s in self.asked)

    @cached_property
    def problems(self) -> tuple[QuestionState, ...]:
        """The questions whose answer is a problem."""
        return tuple(s for s in self.asked if s.is_problem)


@lru_cache(maxsize=4096)
def mark_of(text: str) -> str:
    """Return seven digits that stand for a text on a button."""
    return hashlib.sha256(text.encode()).hexdigest()[:7]
