"""Migrations: one line of them, up and down and up again, and in the end the tables as they are mapped."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select
from sqlalchemy.schema import SchemaItem

import storage.migrations
from sandbox.stock import BOT_ID, Stock
from services.visit_words import read_words
from storage.database import Database
from storage.migrations import downgrade, upgrade
from storage.tables import Notice, Table, Visit
from storage.unit_of_work import unit_of_work


@pytest.fixture
def bare(database_kind: str, stock: Stock, tmp_path: Path) -> Iterator[Database]:
    """A database with nothing in it."""
    address = f"sqlite:///{tmp_path / 'bare.db'}" if database_kind == "sqlite" else stock.bare_postgresql()
    database = Database(address)
    yield database
    database.close()
    if database_kind == "postgresql":
        stock.discard(address)


def tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names()) - {"alembic_version"}


def test_there_is_one_newest_migration() -> None:
    scripts = ScriptDirectory(str(Path(storage.migrations.__file__).parent))
    assert len(scripts.get_heads()) == 1


def test_up_and_down_and_up_again(bare: Database) -> None:
    upgrade(bare)
    everything = tables(bare)
    downgrade(bare)
    assert tables(bare) == set()
    upgrade(bare)
    assert tables(bare) == everything == set(Table.metadata.tables)


def test_the_migrated_schema_is_the_mapped_one(bare: Database) -> None:
    upgrade(bare)
    with bare.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []


def test_an_upgrade_of_the_newest_changes_nothing_and_keeps_what_is_there(database: Database) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO duties (duty, done_at) VALUES ('kept', '2026-03-12 09:30:00')")
        connection.commit()
    upgrade(database)
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT duty FROM duties").scalars().all() == ["kept"]


def test_a_migration_that_breaks_off_leaves_nothing_behind(bare: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    create = op.create_table

    def break_off(table: str, *columns: SchemaItem, **options: Any) -> Any:
        made.append(table)
        if len(made) > len(Table.metadata.tables) // 2:
            raise OSError("killed")
        return create(table, *columns, **options)

    monkeypatch.setattr(op, "create_table", break_off)
    with pytest.raises(OSError, match="killed"):
        upgrade(bare)
    monkeypatch.undo()
    assert tables(bare) == set()
    upgrade(bare)
    assert tables(bare) == set(Table.metadata.tables)


def test_visits_that_had_started_keep_what_the_registries_say_of_them(
    database_kind: str, stock: Stock, tmp_path: Path
) -> None:
    is_sqlite = database_kind == "sqlite"
    address = stock.sqlite(tmp_path / "a.db", is_furnished=True) if is_sqlite else stock.postgresql(is_furnished=True)
    database = Database(address)
    acting = partial(unit_of_work, database, BOT_ID, lambda: datetime.now(UTC))
    with acting() as uow:
        begun = uow.session.scalars(select(Visit).where(Visit.number == "017-03")).one()
        begun.state, begun.started_at = "running", uow.now
        served = uow.session.scalars(select(Notice).join(Visit).where(Visit.number == "017-04")).one()
        served.state = "served"
    downgrade(database, "0028")
    upgrade(database)
    with acting() as uow:
        visits = {row.number: row for row in uow.session.scalars(select(Visit))}
        assert {number for number, row in visits.items() if row.words is not None} == {"017-03"}
        assert visits["017-03"].words == read_words(uow, visits["017-03"])
        notices = [row for row in uow.session.scalars(select(Notice)) if row.words is not None]
        assert [row.words for row in notices] == [read_words(uow, visits["017-04"])]
    database.close()
    if not is_sqlite:
        stock.discard(address)


OLD_ANSWERS = (
    ("gauge", 1, "unable", "single", "没有仪器"),
    ("gauge", 2, "4", "single", None),
    ("gauge", 3, "unable", "undo", None),
    ("state", 1, "unable", "single", None),
)


def test_what_could_not_be_answered_is_told_from_an_answer_called_unable(bare: Database) -> None:
    upgrade(bare, "0007")
    is_sqlite = bare.engine.dialect.name == "sqlite"
    with closing(bare.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        # Answers without their visits: only they matter here.
        cursor.execute("PRAGMA foreign_keys = OFF" if is_sqlite else "SET session_replication_role = replica")
        for number, (question, revision, value, mode, reason) in enumerate(OLD_ANSWERS, 1):
            written = "NULL" if reason is None else f"'{reason}'"
            cursor.execute(
                "INSERT INTO answers (answer_id, section_id, question, revision, value, mode, reason, person_id,"
                f" answered_at, is_current) VALUES ({number}, 1, '{question}', {revision}, '{value}', '{mode}',"
                f" {written}, 1, '2026-03-12 09:30:00', true)"
            )
        connection.commit()
        cursor.execute("PRAGMA foreign_keys = ON" if is_sqlite else "SET session_replication_role = origin")
        connection.commit()
    upgrade(bare)
    with bare.reading() as connection:
        values = connection.exec_driver_sql("SELECT value FROM answers ORDER BY answer_id").scalars().all()
    assert values == ["\x1a", "4", "\x1a", "unable"]
    downgrade(bare, "0007")
    with bare.reading() as connection:
        values = connection.exec_driver_sql("SELECT value FROM answers ORDER BY answer_id").scalars().all()
    assert values == ["unable", "4", "unable", "unable"]


def test_what_was_keyed_belongs_to_the_approval_before_it(bare: Database) -> None:
    """The first result was approved, keyed, opened again and approved anew; the second was keyed after that."""
    upgrade(bare, "0036")
    is_sqlite = bare.engine.dialect.name == "sqlite"
    with closing(bare.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        # Results without their visits: only their reviews matter here.
        cursor.execute("PRAGMA foreign_keys = OFF" if is_sqlite else "SET session_replication_role = replica")
        for round_, hour in ((1, "10"), (2, "12")):
            cursor.execute(
                "INSERT INTO reviews (visit_id, round, is_current, state, begun_at, begun_by, decided_by, decided_at)"
                f" VALUES (1, {round_}, {'true' if round_ == 2 else 'false'}, 'approved', '2026-03-12 09:00:00', 1, 1,"
                f" '2026-03-12 {hour}:00:00')"
            )
        for section_id, hour in ((1, "11"), (2, "13")):
            cursor.execute(
                "INSERT INTO sections (section_id, visit_id, department_id, checklist_version_id, place, state,"
                f" results, remarks, start_reasons) VALUES ({section_id}, 1, {section_id}, 1, {section_id},"
                " 'concluded', '[]', '', '[]')"
            )
            cursor.execute(
                "INSERT INTO keyings (section_id, keyed_by, keyed_at)"
                f" VALUES ({section_id}, 1, '2026-03-12 {hour}:30:00')"
            )
        connection.commit()
        cursor.execute("PRAGMA foreign_keys = ON" if is_sqlite else "SET session_replication_role = origin")
        connection.commit()
    upgrade(bare)
    with bare.reading() as connection:
        chosen = "SELECT review_round FROM keyings ORDER BY section_id"
        assert connection.exec_driver_sql(chosen).scalars().all() == [1, 2]


def test_what_was_public_stays_so_when_its_table_is_rebuilt(bare: Database) -> None:
    """One result was withdrawn before: whoever has read it is told after the upgrade, its page and names stand."""
    upgrade(bare, "0038")
    is_sqlite = bare.engine.dialect.name == "sqlite"
    with closing(bare.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        # Results without their visits: only what is public matters here.
        cursor.execute("PRAGMA foreign_keys = OFF" if is_sqlite else "SET session_replication_role = replica")
        for number, state in ((1, "published"), (2, "withdrawn")):
            cursor.execute(
                "INSERT INTO sections (section_id, visit_id, department_id, checklist_version_id, place, state,"
                f" results, remarks, start_reasons) VALUES ({number}, 1, {number}, 1, {number}, 'concluded', '[]',"
                " '', '[]')"
            )
            cursor.execute(
                "INSERT INTO publishings (section_id, visit_id, campaign_id, department_id, number, state, revision)"
                f" VALUES ({number}, 1, 1, {number}, '001-01-{number}', '{state}', 1)"
            )
            cursor.execute(
                "INSERT INTO public_results (public_result_id, number, visit_number, campaign_number,"
                " registration_code, name, folded, department, state, version, published_on, changed_at)"
                f" VALUES ({number}, '001-01-{number}', '001-01', '001', '', '', '', '{{}}', '{state}', 1,"
                " '2026-03-12', '2026-03-12 10:00:00')"
            )
            cursor.execute(f"INSERT INTO public_names (suffix, public_result_id) VALUES ('x', {number})")
            cursor.execute(f"INSERT INTO public_outcomes (result, public_result_id) VALUES ('none', {number})")
        connection.commit()
        cursor.execute("PRAGMA foreign_keys = ON" if is_sqlite else "SET session_replication_role = origin")
        connection.commit()
    for move in (partial(upgrade, bare), partial(downgrade, bare, "0038"), partial(upgrade, bare)):
        move()
        with bare.reading() as connection:
            for table in ("public_results", "public_names", "public_outcomes"):
                assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 2, table
    with bare.reading() as connection:
        told = "SELECT out_at IS NOT NULL FROM sections ORDER BY section_id"
        assert list(map(bool, connection.exec_driver_sql(told).scalars())) == [False, True]
        if is_sqlite:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
