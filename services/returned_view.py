"""What a team sees of its returned visit: what was sent back, what was said about it, and what is left to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from rules.errors import visits as problems
from rules.refusals import Refused
from services.access import Actor
from services.office_day import working_days_left
from services.returning import ReturnView, return_view
from services.review_rounds import returns_in
from services.reviewers import may_review
from services.signing import SigningView, signing_of
from services.visits import Names, VisitView, is_of_team, membership
from storage.tables import Person, ReviewLine, ReviewReturn, Task
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A line about what was sent back, and who wrote it when."""

    by: Names
    by_id: int
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReturnedView:
    """A returned visit for an officer of its team; `days_left` are working days, negative once they have passed.
    `asked` tells when each question of the team was asked that has no answer yet, the oldest first.
    """

    visit: VisitView
    items: tuple[ReturnView, ...]
    my_section_id: int
    due_on: date | None
    days_left: int
    signing: SigningView
    asked: tuple[datetime, ...]

    @property
    def is_mine_open(self) -> bool:
        """Whether the officer's own department has changed answers and has to confirm its result again."""
        mine = self.visit.section(self.my_section_id)
        is_asked = any(each.section_id == self.my_section_id and each.kind != "signing" for each in self.items)
        return is_asked and mine.state == "running"

    @property
    def is_ready(self) -> bool:
        """Whether something was done about everything that was sent back."""
        return all(each.is_touched for each in self.items)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One thing that was sent back, with what was said about it. `is_reviewer`: the actor answers, others ask."""

    item: ReturnView
    visit: VisitView
    lines: tuple[SaidLine, ...]
    is_reviewer: bool


def view_returned(uow: UnitOfWork, actor: Actor, visit_id: int) -> ReturnedView:
    """Return what was sent back of a visit, one's own department's first. Raises `Refused` outside the team."""
    mine = membership(uow, actor, visit_id)
    signing = signing_of(uow, visit_id)
    items = [return_view(uow, row) for row in returns_in(uow, visit_id, "open")]
    items.sort(key=lambda each: each.section_id not in (None, mine.section.section_id))
    due_on = min((each.due_on for each in items if each.due_on), default=None)
    left = working_days_left(uow, due_on) if due_on else 0
    asked = _asked(uow, visit_id, items)
    return ReturnedView(signing.visit, tuple(items), mine.section.section_id, due_on, left, signing, asked)


def _asked(uow: UnitOfWork, visit_id: int, items: Sequence[ReturnView]) -> tuple[datetime, ...]:
    """Return when the team wrote the last line about each of these, where it was the team that did."""
    team = set(uow.session.scalars(select(Task.person_id).where(Task.visit_id == visit_id)))
    newest = [lines[-1] for each in items if (lines := _lines(uow, each.return_id))]
    return tuple(sorted(each.at for each in newest if each.by_id in team))


def view_exchange(uow: UnitOfWork, actor: Actor, return_id: int) -> Exchange:
    """Return one thing that was sent back with all lines about it. Raises `Refused` for others."""
    row = uow.session.get(ReviewReturn, return_id)
    if row is None or row.state == "draft":
        raise Refused(problems.NO_SUCH_VISIT)
    is_reviewer = may_review(uow, actor, row.visit_id)
    if not is_reviewer and not is_of_team(uow, actor, row.visit_id):
        raise Refused(problems.NOT_ALLOWED, is_law=True)
    return Exchange(return_view(uow, row), signing_of(uow, row.visit_id).visit, _lines(uow, return_id), is_reviewer)


def _lines(uow: UnitOfWork, return_id: int) -> tuple[SaidLine, ...]:
    rows = uow.session.execute(
        select(Person.name, Person.person_id, ReviewLine.text, ReviewLine.said_at)
        .join(Person, Person.person_id == ReviewLine.person_id)
        .where(ReviewLine.return_id == return_id)
        .order_by(ReviewLine.line_id)
    )
    return tuple(SaidLine(*row) for row in rows)
