"""Public results are found by any part of a name, on both kinds of database alike, by way of an index."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, text

from rules.publication import folded
from services.public_search import Asked, names_from, search
from storage.database import Database
from storage.files import FileStore
from storage.tables import PublicName, PublicOutcome, PublicResult
from storage.unit_of_work import UnitOfWork, looking
from tests.services.publications_made import Publisher

NAMES = (
    "渝北晨露餐饮店",
    "晨露·晨露便利",
    "ＡＢＣ（重庆）有限公司",
    "abc超市",
    "重庆老灶烤鱼",
    "𠮷野家",
    "餐",
    "a" * 180,
    "Straße 9 Café",
)
PARTS = st.one_of(
    st.sampled_from(NAMES).flatmap(lambda name: st.tuples(st.just(name), st.integers(0, 9), st.integers(1, 60))),
    st.text(max_size=6).map(lambda part: (part, 0, 60)),
)


@pytest.fixture
def named(database: Database, tmp_path: Path) -> Database:
    """Nine results under odd names."""
    publisher = Publisher(database, FileStore(f"file://{tmp_path}"))
    publisher.puts(NAMES)
    return database


def is_meant(part: str, name: str, place: int) -> bool:
    """Whether a part stands in a name or begins the code of its object."""
    return bool(part) and (part in folded(name) or f"{place:018d}".startswith(part))


def looked(database: Database, **asked: str) -> list[str]:
    """All that is found, two at a time."""
    found, after = list[str](), ""
    with looking(database, 1, lambda: datetime.now(UTC)) as uow:
        while True:
            page = search(uow, Asked(**asked, after=after), 2)
            found += [row.name for row in page.rows]
            after = page.after
            if not after:
                return found


def test_any_part_finds_exactly_the_names_that_hold_it_once_each(named: Database) -> None:
    @given(PARTS)
    def holds(asked: tuple[str, int, int]) -> None:
        name, at, length = asked
        part = name[at : at + length].replace("\x00", "")
        wanted = [each for place, each in enumerate(NAMES, 1) if is_meant(folded(part), each, place)]
        if part and not folded(part):
            wanted = []
        elif not part:
            wanted = list(NAMES)
        assert sorted(looked(named, text=part)) == sorted(wanted)
        assert sorted(looked(named, text=part, campaign="017")) == sorted(wanted)
        assert sorted(looked(named, text=part, result="none")) == sorted(wanted)

    holds()


def test_a_name_is_found_through_the_index_and_a_page_behind_it_too(named: Database) -> None:
    with looking(named, 1, lambda: datetime.now(UTC)) as uow:
        plan = "\n".join(plan_of(uow, named, last) for last in (None, ("晨露", 3)))
    # Whatever else it does, it never goes through all names or all results.
    assert "SCAN public_" not in plan
    assert "Seq Scan" not in plan
    assert "ublic_names" in plan


def plan_of(uow: UnitOfWork, database: Database, last: tuple[str, int] | None) -> str:
    statement = names_from("晨露", last).limit(21)
    dialect = database.engine.dialect
    sql = str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
    if database.is_sqlite:
        return "\n".join(str(row) for row in uow.connection.execute(text(f"EXPLAIN QUERY PLAN {sql}")))
    # Nine rows are read at once by any database that may choose.
    uow.connection.execute(text("SET LOCAL enable_seqscan = off"))
    return "\n".join(str(row) for row in uow.connection.exec_driver_sql(f"EXPLAIN {sql}".replace("%", "%%")))


def test_what_is_withdrawn_is_found_by_name_but_not_by_what_was_found(named: Database) -> None:
    publisher = Publisher(named, FileStore("file:///nowhere"))
    with publisher.acting() as uow:
        uow.session.execute(delete(PublicOutcome))
        for row in uow.session.query(PublicResult):
            row.state, row.facts = "withdrawn", None
        assert uow.session.query(PublicName).count() > len(NAMES)
    assert looked(named, text="烤鱼") == ["重庆老灶烤鱼"]
    assert looked(named, result="none") == []
