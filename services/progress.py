"""How far a section is: what is answered, what is wrong, and everything that it still lacks."""

from dataclasses import dataclass

from forms.checklist import Question
from services.checklists import sheet_of
from services.sheets import Gap
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ProblemView:
    """A problem for summaries."""

    question: str
    number: int
    label: dict[str, str]
    note: str
    how: str | None
    photos: int
    waiver: str | None


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that a question still lacks."""

    kind: Gap
    section_id: int
    question: str
    number: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a section is; `hidden` are questions that were answered and, after another answer, do not count;
    `other` counts the answers that say neither that all is well nor the contrary: texts, numbers, pictures.
    """

    asked: int
    answered: int
    complies: int
    not_applicable: int
    problems: tuple[ProblemView, ...]
    missing: tuple[Missing, ...]
    hidden: tuple[Question, ...]

    @property
    def other(self) -> int:
        """How many answers those are."""
        return max(0, self.answered - self.complies - self.not_applicable - len(self.problems))


def progress(uow: UnitOfWork, section_id: int) -> Progress:
    """Return how far a section is, and everything that it lacks."""
    sheet = sheet_of(uow, section_id)
    asked = sheet.asked
    return Progress(
        asked=len(asked),
        answered=sheet.answered,
        complies=sum(s.value == s.question.complies for s in asked if s.question.complies),
        not_applicable=sum(s.value == s.question.not_applicable for s in asked if s.question.not_applicable),
        problems=tuple(
            ProblemView(
                s.question.name,
                s.question.number or 0,
                dict(s.question.label),
                s.finding.note if s.finding else "",
                s.finding.how if s.finding else None,
                s.photos,
                s.finding.photo_waiver if s.finding else None,
            )
            for s in sheet.problems
        ),
        missing=tuple(
            Missing(kind, section_id, s.question.name, s.question.number or 0) for s in asked for kind in s.gaps
        ),
        hidden=tuple(s.question for s in sheet.hidden),
    )
