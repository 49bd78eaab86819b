"""Results brought to the public in this process: submitted, prepared by one, agreed to by another, pages made."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.publishing import Publishing as PagesMade
from rules.publication import folded
from rules.reviews import APPROVED
from sandbox.stock import BOT_ID
from services.access import Actor, actor_by_id
from services.publications_due import due_in
from services.published import make_findable
from services.publishers import departments_prepared_by
from services.publishing import PUBLISH, agree, correct, prepare, withdraw, withhold
from services.review_rounds import begin_round
from services.visit_words import keep_words
from storage.database import Database
from storage.files import FileStore
from storage.jobs import Claimed
from storage.tables import Department, Job, Person, PublicResult, Publishing, Section, Visit
from storage.unit_of_work import UnitOfWork, looking, unit_of_work

# Who prepares for a department; the district's supervisor agrees for both.
PREPARES = {"SJ": "SJ-05", "XF": "XF-03"}
AGREES = "SJ-04"
PUBLIC_URL = "https://office.example/hecha"


class Publisher:
    """Brings results to the public. `now` stands still until it is moved."""

    def __init__(self, database: Database, files: FileStore) -> None:
        self.database, self.files = database, files
        self.now = datetime.now(UTC)

    def acting(self) -> AbstractContextManager[UnitOfWork]:
        """One unit of work, committed, whose events nobody hears."""
        return unit_of_work(self.database, BOT_ID, lambda: self.now)

    def submits(self, number: str, results: Sequence[str] = ("none",)) -> int:
        """Put a visit where it is submitted and approved, each department with these results."""
        with self.acting() as uow:
            visit = uow.session.scalars(select(Visit).where(Visit.number == number)).one()
            visit.state, visit.started_at = "submitted", self.now
            visit.submitted_at, visit.submitted_by = self.now, person(uow, "SJ-01").person_id
            for section in uow.session.scalars(select(Section).where(Section.visit_id == visit.visit_id)):
                section.state, section.results = "concluded", list(results)
                section.started_at = section.concluded_at = section.out_at = self.now
            keep_words(uow, visit)
            begin_round(uow, visit, person(uow, "SJ-01").person_id).state = APPROVED
            return visit.visit_id

    def section(self, number: str, department: str = "SJ") -> int:
        with self.acting() as uow:
            chosen = (
                select(Section.section_id)
                .join(Visit, Visit.visit_id == Section.visit_id)
                .join(Department, Department.department_id == Section.department_id)
                .where(Visit.number == number, Department.code == department)
            )
            return uow.session.scalars(chosen).one()

    def publishes(self, number: str, department: str = "SJ") -> None:
        """Prepare, agree, and have the page made."""
        section_id = self.section(number, department)
        with self.acting() as uow:
            prepare(uow, person(uow, PREPARES[department]), section_id)
            uow.take_events()
        self.agrees(section_id)

    def corrects(self, number: str, reason: str, results: Sequence[str], department: str = "SJ") -> None:
        section_id = self.section(number, department)
        with self.acting() as uow:
            uow.session.get_one(Section, section_id).results = list(results)
            uow.session.flush()
            correct(uow, person(uow, PREPARES[department]), section_id, reason)
            uow.take_events()
        self.agrees(section_id)

    def withdraws(self, number: str, reason: str, department: str = "SJ") -> None:
        section_id = self.section(number, department)
        with self.acting() as uow:
            withdraw(uow, person(uow, PREPARES[department]), section_id, reason)
            uow.take_events()
        self.agrees(section_id)

    def withholds(self, number: str, department: str = "SJ", *, is_agreed: bool = True) -> None:
        section_id = self.section(number, department)
        with self.acting() as uow:
            until = self.now.date() + timedelta(days=9)
            withhold(uow, person(uow, PREPARES[department]), section_id, "secret", "《法》第一条", until)
            uow.take_events()
        if is_agreed:
            self.agrees(section_id)

    def agrees(self, section_id: int) -> None:
        with self.acting() as uow:
            row = uow.session.scalars(select(Publishing).where(Publishing.section_id == section_id)).one()
            agree(uow, person(uow, AGREES), row.publishing_id, row.revision)
            uow.take_events()
        self.makes_pages()

    def many(self, count: int, name: str = "饭店饭庄{}号") -> None:
        """Put results straight before the public, each of an object of its own."""
        self.puts([name.format(place) for place in range(1, count + 1)])

    def puts(self, names: Sequence[str]) -> None:
        """Put results of objects with these names straight before the public."""
        with self.acting() as uow:
            rows = [public_result(place, name, self.now) for place, name in enumerate(names, 1)]
            uow.session.add_all(rows)
            uow.session.flush()
            for row in rows:
                make_findable(uow, row)

    def makes_pages(self) -> None:
        """Do what the worker does."""
        pages = PagesMade(self.files, lambda: looking(self.database, BOT_ID, lambda: self.now), PUBLIC_URL)
        with self.acting() as uow:
            jobs = uow.session.scalars(select(Job).where(Job.kind == PUBLISH, Job.state == "waiting")).all()
            waiting = [Claimed(job.job_id, job.kind, job.subject, dict(job.body), 1, "") for job in jobs]
        for job in waiting:
            result = pages.publish(job)
            with self.acting() as uow:
                result(uow)
                uow.session.get_one(Job, job.job_id).state = "done"
                uow.take_events()


def public_result(place: int, name: str, now: datetime) -> PublicResult:
    """A result of an invented object."""
    code = f"{place:018d}"
    names = {"zh": "区市场监管局", "en": "Market Supervision"}
    facts = {
        "number": f"P{place}-1",
        "object": name,
        "registration_code": code,
        "department": names,
        "lead": names,
        "departments": [names],
        "campaign": "017",
        "campaign_title": names,
        "task_kind": "daily",
        "draw": None,
        "items": [{"code": "SJ.001", "matter": "检查", "category": "检查"}],
        "results": [{"key": "none", "zh": "未发现问题", "en": "No problem", "chosen": True}],
        "begun_on": now.date().isoformat(),
        "ended_on": now.date().isoformat(),
        "addenda": [],
    }
    return PublicResult(
        number=facts["number"],
        visit_number=f"P{place}",
        campaign_number="017",
        registration_code=code,
        name=name,
        folded=folded(name),
        department=names,
        state="published",
        version=1,
        facts=facts,
        published_on=now.date(),
        changed_at=now,
    )


def person(uow: UnitOfWork, code: str) -> Actor:
    """A person of the district as an actor."""
    return actor_by_id(uow, uow.session.scalars(select(Person.person_id).where(Person.code == code)).one())


def due_of(uow: UnitOfWork, actor: Actor) -> tuple[int, int, int, int]:
    """How much a person has to do: overdue, due soon, to be looked at again, to be corrected."""
    return due_in(uow, departments_prepared_by(uow, actor))
