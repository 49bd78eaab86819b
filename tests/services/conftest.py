"""A furnished district in this process: use cases called as plain functions, with a clock that the test moves."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from forms.checklist import Question
from rules.chains import faults_of
from rules.events import Event
from sandbox.stock import BOT_ID
from services import answering, batches, evidence, findings
from services.access import Actor, actor_by_id
from services.batches import Belonging
from services.checklists import begin_form, open_sheet
from services.evidence import Arrived
from services.visit_words import keep_words
from storage.database import Database
from storage.ledger import links_of
from storage.tables import LedgerLink, Person, Section, Task, Visit
from storage.unit_of_work import UnitOfWork, reading, unit_of_work

NUMBER = "017-03"
VALUES = {"integer": "2", "decimal": "14", "text": "演示", "photo": "1", "date": "2020-01-01", "more": "none"}


@dataclass
class District:
    """The demo district. `now` is the clock; `heard` are the events of all acts so far."""

    database: Database
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    heard: list[Event] = field(default_factory=list)
    photos: int = 0

    @contextmanager
    def act(self) -> Iterator[UnitOfWork]:
        """One unit of work, committed."""
        with unit_of_work(self.database, BOT_ID, lambda: self.now) as uow:
            yield uow
            self.heard += uow.take_events()

    def actor(self, uow: UnitOfWork, code: str) -> Actor:
        """A person of the district as an actor."""
        return actor_by_id(uow, uow.session.scalars(select(Person.person_id).where(Person.code == code)).one())

    def visit(self, number: str = NUMBER) -> int:
        """The number of a visit's row."""
        with reading(self.database) as session:
            return session.scalars(select(Visit.visit_id).where(Visit.number == number)).one()

    def starts(self, number: str = NUMBER) -> int:
        """Put a visit into the state in which its checklists are walked, and return it."""
        visit_id = self.visit(number)
        with self.act() as uow:
            visit = uow.session.get_one(Visit, visit_id)
            visit.state, visit.started_at = "running", self.now
            for section in uow.session.scalars(select(Section).where(Section.visit_id == visit_id)):
                section.state, section.started_at = "running", self.now
                begin_form(uow, section.section_id)
            standing = select(Task).where(Task.visit_id == visit_id, Task.state != "replaced")
            for task in uow.session.scalars(standing):
                task.state = "accepted"
            keep_words(uow, visit)
        return visit_id

    def fills(self, code: str, *, problems: tuple[int, ...] = (), number: str = NUMBER) -> None:
        """Answer an officer's whole section: all complies but for these items, whose photographs are to follow."""
        visit_id = self.visit(number)
        with self.act() as uow:
            actor = self.actor(uow, code)
            for question in asked_in_turn(uow, actor, visit_id):
                value = VALUES.get(question.kind, question.complies)
                is_problem = question.problem is not None and question.number in problems
                answered = question.problem if is_problem else value
                assert answered is not None
                answering.answer(uow, actor, visit_id, question.name, answered)
                if is_problem:
                    findings.note_problem(uow, actor, visit_id, question.name, "1号冰柜14℃")
                    findings.tell_how(uow, actor, visit_id, question.name, "site")

    def photographs(self, code: str, purpose: str, *, number: str = NUMBER, item: int | None = None) -> int:
        """Let a photograph arrive from an officer's phone, of an item of the own section or of none; return it."""
        self.photos += 1
        with self.act() as uow:
            actor = self.actor(uow, code)
            arrived = Arrived(
                chat_id=actor.person_id,
                message_id=self.photos,
                kind="photo",
                file_id=f"file-{self.photos}",
                file_unique_id=f"unique-{self.photos}",
                recompressed=True,
                sent_at=self.now,
            )
            visit_id = self.visit(number)
            of: tuple[int, str] | tuple[()] = ()
            if item is not None:
                sheet = open_sheet(uow, actor, visit_id)
                of = (sheet.section_id, sheet.numbered(item).question.name)
            evidence.receive(uow, actor, arrived, Belonging(purpose, visit_id, *of))
            return batches.evidence_at(uow, actor.person_id, self.photos)

    def chains_are_whole(self) -> bool:
        """Whether every chain of the ledger holds."""
        with reading(self.database) as session:
            chains = list(session.scalars(select(LedgerLink.chain).distinct()))
            return not [fault for chain in chains for fault in faults_of(links_of(session, chain))]


def asked_in_turn(uow: UnitOfWork, who: Actor, visit_id: int) -> Iterator[Question]:
    """Give the first open question of a checklist, until none is; answers make it ask for more."""
    passed: set[str] = set()
    while state := next((each for each in open_sheet(uow, who, visit_id).asked if each.is_open), None):
        assert state.question.name not in passed, f"the answer to {state.question.name} was not taken"
        passed.add(state.question.name)
        yield state.question


@pytest.fixture
def district(furnished_database: Database) -> District:
    """The demo district on SQLite."""
    return District(furnished_database)
