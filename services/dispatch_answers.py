"""Who of a campaign's officers has accepted: the supervisor sees all of them, each lead those of the department."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select

from rules.errors import visits as problems
from rules.refusals import Refused
from services.access import Actor
from services.campaigns import may_see_campaign
from services.dispatch_view import Lines, page_of
from services.in_charge import is_in_charge
from services.recusals import ASKED
from services.visits import Names
from storage.tables import Campaign, Person, Section, Task, Visit
from storage.unit_of_work import UnitOfWork

PAGE = 8


@dataclass(frozen=True, slots=True)
class AnswersLine:
    """An officer and how many tasks of a campaign they have accepted, not answered, or want to be rid of; `reach` tells
    whether messages get there.
    """

    name: Names
    accepted: int
    silent: int
    asked: int
    reach: str


def officers_answers(uow: UnitOfWork, actor: Actor, campaign_id: int, page: int = 1) -> Lines[AnswersLine]:
    """Return a page of a campaign's officers with their answers, those who owe one first.

    Leads see the officers of their departments, the supervisor all. Raises `Refused` for anyone else.
    """
    if not may_see_campaign(uow, actor, campaign_id):
        raise Refused(problems.NOT_ALLOWED, is_law=True)
    chosen = (
        select(Person.person_id, Person.code, Person.name, Person.reach, Task.state)
        .join(Task, Task.person_id == Person.person_id)
        .join(Visit, Visit.visit_id == Task.visit_id)
        .join(Section, Section.section_id == Task.section_id)
        .where(Visit.campaign_id == campaign_id, Task.state.in_(("accepted", "sent", *ASKED)))
        .order_by(Person.code)
    )
    if not is_in_charge(uow, actor, uow.session.get_one(Campaign, campaign_id)):
        chosen = chosen.where(Section.department_id.in_([of for role, of in actor.roles if role == "lead"]))
    people, states = {}, dict[int, Counter[str]]()
    for row in uow.session.execute(chosen):
        people[row.person_id] = row
        states.setdefault(row.person_id, Counter())[row.state] += 1
    lines = [
        AnswersLine(row.name, told["accepted"], told["sent"], sum(told[each] for each in ASKED), row.reach)
        for row, told in ((people[person_id], told) for person_id, told in states.items())
    ]
    lines.sort(key=lambda line: (-line.silent, -line.asked))
    return page_of(lines, page, PAGE)
