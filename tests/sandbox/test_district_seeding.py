"""The demo district is seeded once, never grows old, and its phones are bound to its people."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from rules.chains import faults_of
from sandbox.district import bind_all, phones, seed
from storage.database import Database
from storage.ledger import links_of
from storage.migrations import upgrade
from storage.tables import (
    Campaign,
    Notice,
    Person,
)
from storage.unit_of_work import reading, unit_of_work
from tests.sandbox.seeded_district import (
    BOT_ID,
    TODAY,
    all_of,
    clock,
    database,
    everything,
    is_certified,
    own_database,
    seats,
    seeded_database,
    session,
)

__all__ = ["database", "own_database", "session"]


def test_seeding_twice_changes_nothing(own_database: Database) -> None:
    before = everything(own_database)
    with unit_of_work(own_database, BOT_ID, clock) as uow:
        seed(uow, TODAY + timedelta(days=400))
    assert everything(own_database) == before
    assert before["visits"]


@pytest.mark.parametrize("today", [date(2027, 12, 31), date(2028, 2, 29)])
def test_the_demo_never_grows_old(tmp_path: Path, today: date) -> None:
    database = seeded_database(tmp_path, today)
    with reading(database) as session:
        campaign = session.scalars(select(Campaign)).one()
        assert campaign.starts_on < today < campaign.ends_on
        assert all(is_certified(officer, campaign.ends_on) for team in seats(session).values() for officer in team)
        assert {notice.year for notice in all_of(session, Notice)} == {today.year}
    database.close()


def test_seven_people_have_a_phone_and_one_reads_english() -> None:
    assert [phone.telegram_user_id for phone in phones()] == list(range(7101, 7108))
    assert [phone.person_code for phone in phones() if phone.language_code == "en"] == ["SJ-02"]
    assert {phone.language_code for phone in phones()} == {"zh-hans", "en"}
    assert phones()[0].title == "陈立 · 市场监管"


def test_a_phone_shows_the_name_of_its_person(session: Session) -> None:
    names = {person.code: person.name for person in all_of(session, Person)}
    for phone in phones():
        shown = f"{phone.first_name} {phone.last_name}".strip()
        assert shown in (names[phone.person_code]["zh"], " ".join(reversed(names[phone.person_code]["en"].split())))


def test_binding_opens_exactly_the_seven_phones_and_again_changes_nothing(own_database: Database) -> None:
    with unit_of_work(own_database, BOT_ID, clock) as uow:
        bind_all(uow)
    after = everything(own_database)
    with reading(own_database) as session:
        bound = list(session.scalars(select(Person).where(Person.telegram_user_id.is_not(None))))
        assert {person.code: person.chat_id for person in bound} == {
            phone.person_code: phone.telegram_user_id for phone in phones()
        }
        assert all(person.reach == "open" and person.bound_at == clock() for person in bound)
        assert set(session.scalars(select(Person.reach).where(Person.telegram_user_id.is_(None)))) == {"unbound"}
        assert [link["body"]["person"] for link in links_of(session, "registry") if link["type"] == "bound"] == [
            phone.person_code for phone in phones()
        ]
        assert list(faults_of(links_of(session, "registry"))) == []
    with unit_of_work(own_database, BOT_ID, clock) as uow:
        bind_all(uow)
    assert everything(own_database) == after


def test_nobody_can_be_bound_before_the_district_is_there(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'hecha.db'}")
    upgrade(database)
    with pytest.raises(LookupError, match="seed the district first"), unit_of_work(database, BOT_ID, clock) as uow:
        bind_all(uow)
    database.close()
