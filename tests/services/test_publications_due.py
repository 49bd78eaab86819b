"""What is due for publication: counted as each result says itself, and read no further than what is shown."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select, update

from rules.events_review import ReviewsDue
from rules.publication import due_on
from rules.working_days import working_days_until
from sandbox.stock import Stock
from services.office_day import calendar, current_profile, today
from services.public_facts import ended_on
from services.publication_reminders import remind_publications
from services.publications_due import SOON
from services.publishing_view import PAGE, campaigns_to_do, publications
from storage.database import Database
from storage.files import FileStore
from storage.tables import Campaign, Department, DistrictProfile, OfficeDay, Review, Section, Visit
from tests.conftest import KINDS
from tests.services.publications_made import Publisher, due_of, person


@pytest.fixture(params=KINDS)
def publisher(request: pytest.FixtureRequest, stock: Stock, tmp_path: Path) -> Iterator[Publisher]:
    if request.param == "sqlite":
        address = stock.sqlite(tmp_path / "hecha.db", is_furnished=True)
    else:
        address = stock.postgresql(is_furnished=True)
    database = Database(address)
    yield Publisher(database, FileStore(f"file://{tmp_path / 'files'}"))
    database.close()
    if request.param == "postgresql":
        stock.discard(address)


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"publication_working_days": 7},
        {"publication_working_days_of": {"XF": 3}},
        {"publication_until": {"017": "2026-03-20"}, "publication_working_days_of": {"SJ": 5}},
    ],
)
def test_what_is_due_is_counted_as_each_result_says_itself(publisher: Publisher, told: dict[str, Any]) -> None:
    monday = publisher.now.replace(year=2026, month=3, day=2, hour=2)
    # An hour before midnight at the office, and an hour after.
    ends = [monday + timedelta(days=days, hours=hours) for days, hours in ((0, 0), (1, 13), (1, 15), (4, 2), (5, 2))]
    for number, publisher.now in zip(("017-01", "017-02", "017-03", "017-04", "017-05"), ends, strict=True):
        publisher.submits(number)
    publisher.now = monday
    with publisher.acting() as uow:
        row = uow.session.scalars(select(DistrictProfile)).one()
        row.body = {**row.body, **told}
        uow.session.add(OfficeDay(day=date(2026, 3, 18), is_working=False))
    found = set()
    for days in range(40):
        publisher.now = monday + timedelta(days=days, hours=3)
        with publisher.acting() as uow:
            late = due = 0
            for visit, code in uow.session.execute(
                select(Visit, Department.code)
                .join(Section, Section.visit_id == Visit.visit_id)
                .join(Department, Department.department_id == Section.department_id)
                .where(Visit.state == "submitted")
            ):
                last = due_on(ended_on(uow, visit), current_profile(uow), code, "017", calendar(uow))
                late += last < today(uow)
                due += last >= today(uow) and working_days_until(today(uow), last, calendar(uow)) <= SOON
            assert due_of(uow, person(uow, "SJ-04"))[:2] == (late, due)
            found.add((late > 0, due > 0))
    assert len(found) >= 3


def test_who_reviews_is_reminded_once_of_what_cannot_be_public_in_time_without_them(publisher: Publisher) -> None:
    monday = publisher.now = publisher.now.replace(year=2026, month=3, day=2, hour=2)
    waiting, approved = publisher.submits("017-01"), publisher.submits("017-02")
    with publisher.acting() as uow:
        uow.session.scalars(select(Review).where(Review.visit_id == waiting)).one().state = "waiting"
        profile = uow.session.scalars(select(DistrictProfile)).one()
        profile.body = {**profile.body, "publication_working_days": 10}
        head = person(uow, "SJ-04").person_id
    heard = []
    for days in range(20):
        publisher.now = monday + timedelta(days=days)
        with publisher.acting() as uow:
            remind_publications(uow)
            heard += [(days, each) for each in uow.take_events() if isinstance(each, ReviewsDue)]
    # Monday the 16th is the last day in time; three working days before it is a Wednesday.
    assert heard == [(9, ReviewsDue(head, (waiting,)))]
    assert approved != waiting


def test_a_page_of_the_list_reads_its_own_results_alone(publisher: Publisher) -> None:
    for number in ("017-01", "017-02", "017-03", "017-04", "017-05", "017-06"):
        publisher.submits(number)
    read: list[int] = []

    def note(visit: Visit, _context: object) -> None:
        read.append(visit.visit_id)

    event.listen(Visit, "load", note)
    try:
        with publisher.acting() as uow:
            found = publications(uow, person(uow, "SJ-04"))
    finally:
        event.remove(Visit, "load", note)
    assert (found.total, len(found.lines)) == (12, PAGE)
    assert len(read) <= PAGE


def test_the_oldest_campaigns_come_first_and_older_ones_are_found_by_turning(publisher: Publisher) -> None:
    numbers = ("017-01", "017-02", "017-03", "017-04")
    for number in numbers:
        publisher.submits(number)
    publisher.submits("017-05")
    with publisher.acting() as uow:
        campaign = uow.session.scalars(select(Campaign).where(Campaign.number == "017")).one()
        columns = [each.key for each in Campaign.__table__.columns if each.key != "campaign_id"]
        kept = {name: getattr(campaign, name) for name in columns}
        for place, number in enumerate(numbers, 1):
            made = Campaign(**kept | {"number": f"9{place:02}"})
            uow.session.add(made)
            uow.session.flush()
            uow.session.execute(update(Visit).where(Visit.number == number).values(campaign_id=made.campaign_id))
    statements: list[str] = []
    event.listen(publisher.database.engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    with publisher.acting() as uow:
        he = person(uow, "SJ-04")
        statements.clear()
        first = campaigns_to_do(uow, he)
        assert len(statements) <= 5
        last = campaigns_to_do(uow, he, 2)
    assert [line.number for line in first.lines] == ["017", "901", "902"]
    assert [(line.number, line.to_prepare, line.to_agree) for line in last.lines] == [("903", 2, 0), ("904", 2, 0)]
    assert (last.page, last.pages) == (2, 2)
