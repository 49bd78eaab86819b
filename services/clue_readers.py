"""Who looks after clues: leads and supervisors of the department that has them, owners, who looks after the campaign;
and the other supervisors after what is overdue with its supervisor. Whoever handed one over goes on reading it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, false, or_, select

from rules.clues import LIVE
from services.access import Actor
from services.in_charge import covered_by, covers, looked_after_by, supervises_any
from services.office_day import today
from storage.tables import Campaign, Clue, ClueStep, Department, Section, Visit
from storage.unit_of_work import UnitOfWork

HANDINGS = ("offered", "accepted", "rejected", "taken_back")


def clues_of(uow: UnitOfWork, actor: Actor) -> Any:
    """Return the statement of the clues that an actor looks after; of those handed over the giver as well, until they
    are received, and of those that are overdue with the campaign's own supervisor the other supervisors.
    """
    return _of_those(_looked_after(uow, actor))


def _of_those(mine: Sequence[ColumnElement[bool]]) -> Any:
    return (
        select(Clue.clue_id)
        .join(Visit, Visit.visit_id == Clue.visit_id)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .where(or_(*mine))
    )


def _places(actor: Actor) -> list[int]:
    # A supervisor of the district looks after their own campaigns, not after everybody's.
    return [where for role, where in actor.roles if role in ("lead", "supervisor") and where is not None]


def _looked_after(uow: UnitOfWork, actor: Actor) -> list[ColumnElement[bool]]:
    places = _places(actor)
    mine: list[ColumnElement[bool]] = [
        Clue.department_id.in_(places),
        (Clue.state == "offered") & Clue.from_department_id.in_(places),
        Clue.owner_id == actor.person_id,
        looked_after_by(uow, actor),
    ]
    if supervises_any(actor):
        mine.append(_has_nobody_above(uow) & covered_by(actor))
    return mine


def _has_nobody_above(uow: UnitOfWork) -> ColumnElement[bool]:
    """Whether a clue is overdue with the very supervisor who would hear of it."""
    try:
        day = today(uow)
    except LookupError:
        return false()  # an office without a profile has no visits
    is_late = (Clue.due_on < day) & Clue.state.in_([state.value for state in LIVE])
    return (Clue.owner_id == Campaign.supervisor_id) & is_late


def may_see_clue(uow: UnitOfWork, actor: Actor, clue_id: int) -> bool:
    """Return whether the actor may read a clue: whoever looks after it, and whoever gave it, to learn how it ends."""
    if looks_after(uow, actor, clue_id):
        return True
    of = uow.session.get_one(Visit, uow.session.get_one(Clue, clue_id).visit_id).campaign_id
    campaign, places = uow.session.get_one(Campaign, of), _places(actor)
    # Having given it once is not enough: the department is another's to read for, once one has left it.
    return any(
        each.department_id in places or (each.person_id == actor.person_id and covers(actor, campaign))
        for each in givings_of(uow, clue_id)
    )


@dataclass(slots=True)
class Giving:
    """A clue was handed over: by whom, for which department, when; and who received it, if anybody has."""

    person_id: int
    department_id: int
    at: datetime
    received_by: int | None = None
    received_at: datetime | None = None


def givings_of(uow: UnitOfWork, clue_id: int) -> list[Giving]:
    """Return how a clue came to where it is, the first that gave it first, without what was rejected or taken back."""
    departments = {row.code: row.department_id for row in uow.session.scalars(select(Department))}
    has_it = [uow.session.get_one(Section, uow.session.get_one(Clue, clue_id).section_id).department_id]
    givings: list[Giving] = []
    steps = select(ClueStep).where(ClueStep.clue_id == clue_id, ClueStep.kind.in_(HANDINGS))
    for step in uow.session.scalars(steps.order_by(ClueStep.clue_step_id)):
        if step.kind == "offered":
            givings.append(Giving(step.person_id, has_it[-1], step.at))
            has_it.append(departments[step.text])
        elif step.kind == "accepted":
            givings[-1].received_by, givings[-1].received_at = step.person_id, step.at
        else:
            givings.pop()
            has_it.pop()
    return givings


def looks_after(uow: UnitOfWork, actor: Actor, clue_id: int) -> bool:
    """Return whether the actor looks after a clue, and may change it."""
    return uow.session.scalar(clues_of(uow, actor).where(Clue.clue_id == clue_id)) is not None


def is_receiver(actor: Actor, clue: Clue) -> bool:
    """Return whether a clue that was handed over is the actor's to receive: whoever gave it does not."""
    places = [where for role, where in actor.roles if role in ("lead", "supervisor")]
    is_of_department = clue.department_id in places or clue.owner_id == actor.person_id
    return clue.state == "offered" and is_of_department and clue.handed_by != actor.person_id


def may_answer(uow: UnitOfWork, actor: Actor, clue_id: int) -> bool:
    """The same of a clue by its row."""
    return is_receiver(actor, uow.session.get_one(Clue, clue_id))
