"""Who settled a result is read from what came about, in the chain of its own visit."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select, update

from services import publishing
from services.published import publish
from services.publishing_settled import Settled, settled_of
from storage.files import FileStore
from storage.tables import Person, Publishing, Section
from tests.services.conftest import District
from tests.services.publications_made import AGREES, PREPARES, Publisher, person
from tests.services.test_publishing import PAGE

VISIT, RESULT = "017-03", "017-03-1"


@pytest.fixture
def publisher(district: District, tmp_path: Path) -> Publisher:
    publisher = Publisher(district.database, FileStore(f"file://{tmp_path / 'files'}"))
    publisher.submits(VISIT)
    return publisher


def settled(publisher: Publisher) -> Settled | None:
    with publisher.acting() as uow:
        return settled_of(uow, VISIT, RESULT)


def names(publisher: Publisher, *codes: str) -> tuple[Any, ...]:
    with publisher.acting() as uow:
        return tuple(uow.session.scalars(select(Person.name).where(Person.code == code)).one() for code in codes)


def test_what_was_agreed_to_and_never_came_about_leaves_who_settled_it(publisher: Publisher) -> None:
    publisher.publishes(VISIT)
    before = settled(publisher)
    assert before is not None
    section_id = publisher.section(VISIT)
    assert (before.prepared_by, before.agreed_by) == names(publisher, PREPARES["SJ"], AGREES)
    publisher.now += timedelta(days=3)
    with publisher.acting() as uow:
        uow.session.get_one(Section, section_id).results = ["order"]
        uow.session.flush()
        of = publishing.correct(uow, person(uow, "SJ-03"), section_id, "更正一处文字")
        revision = uow.session.get_one(Publishing, of).revision
        publishing.agree(uow, person(uow, AGREES), of, revision)
        uow.session.execute(update(Section).where(Section.section_id == section_id).values(results=["none"]))
        uow.session.expire_all()
        publish(uow, of, revision + 1, PAGE)
        publishing.send_back(uow, person(uow, "SJ-03"), section_id)
        uow.take_events()
    assert settled(publisher) == before


def test_a_result_that_was_withheld_without_a_page_says_who_settled_it(publisher: Publisher) -> None:
    assert settled(publisher) is None
    publisher.withholds(VISIT, is_agreed=False)
    assert settled(publisher) is None
    publisher.agrees(publisher.section(VISIT))
    found = settled(publisher)
    assert found is not None
    assert (found.prepared_by, found.agreed_by) == names(publisher, PREPARES["SJ"], AGREES)


def test_who_settled_a_result_is_not_looked_for_among_all_publications(publisher: Publisher) -> None:
    publisher.publishes(VISIT)
    asked: list[Any] = []
    event.listen(publisher.database.engine, "before_cursor_execute", lambda *told: asked.append(str(told[3])))
    with publisher.acting() as uow:
        asked.clear()
        settled_of(uow, VISIT, RESULT)
    assert any(f"visit:{VISIT}" in each for each in asked)
    assert not any(f"'{publishing.CHAIN}'" in each for each in asked)
