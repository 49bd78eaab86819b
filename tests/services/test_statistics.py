"""Every cut, counted by the product and once more by other means; whose parts a person sees; what goes into files."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import delete, select, update

from forms.spreadsheets import workbook_of
from forms.tables import csv_of
from rules.refusals import Refused
from rules.statistics.cuts import CUTS, WAYS
from rules.statistics.intervals import difference
from rules.statistics.periods import PERIODS
from sandbox.stock import BOT_ID, Stock
from services import statistics_files
from services.office_day import today
from services.statistics import departments_read
from services.statistics_cuts import Statistics
from services.statistics_files import figures_table, statistics_tables
from storage.database import Database
from storage.tables import Department, InspectionObject, Role
from storage.unit_of_work import rehearsing
from tests.services.conftest import District
from tests.services.counted_again import Again, a_year_earlier, ends, first_and_last
from tests.services.counted_visits import enter_visits

COUNTED = [key for key in CUTS if key != "map"]


@pytest.fixture(scope="module")
def busy(stock: Stock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    """A district with two years of visits; nothing below changes it."""
    database = Database(stock.sqlite(Path(tmp_path_factory.mktemp("counted")) / "hecha.db", is_furnished=True))
    # The visits reach back two years from here: on another day they would lie in other years.
    district = District(database, now=datetime(2026, 11, 27, 2, tzinfo=UTC))
    with district.act() as uow:
        enter_visits(uow)
    yield district
    database.close()


@pytest.mark.parametrize("codes", [None, ("SJ",), ("XF",)], ids=["district", "SJ", "XF"])
@pytest.mark.parametrize("cut", COUNTED)
def test_a_cut_is_what_a_second_counting_finds(busy: District, cut: str, codes: tuple[str, ...] | None) -> None:
    with busy.act() as uow:
        again = Again(uow.connection, codes)
        own = {row["department_id"] for row in again.of["departments"].values() if codes and row["code"] in codes}
        for period in PERIODS:
            figures = Statistics(uow, own or None, period).figures(cut)
            days = first_and_last(period, today(uow))
            now, before = again.cut(cut, days), again.cut(cut, a_year_earlier(days))
            if CUTS[cut].is_of_counts:
                counted = {line.key: (line.waiting, line.rate.of) for line in figures.lines}
                assert counted == {**dict.fromkeys(before, (0, 0)), **now}
                assert {line.key: line.before.of for line in figures.lines if line.before.of} == {
                    key: done for key, (_, done) in before.items() if done
                }
                continue
            assert {line.key: (line.rate.hits, line.rate.of) for line in figures.lines if line.rate.of} == now
            assert {line.key: (line.before.hits, line.before.of) for line in figures.lines if line.before.of} == before
            assert (figures.whole.hits, figures.whole.of) == again.whole(days)
            assert (figures.follow_ups.hits, figures.follow_ups.of) == again.follow_ups(days)
            if cut != "matter":  # a part stands on the line of each of its matters
                total = figures.parts if CUTS[cut].is_of_parts else figures.whole.of
                assert sum(line.rate.of for line in figures.lines) == total
            for line in figures.lines:
                assert (line.rate.low, line.rate.high) == pytest.approx(ends(line.rate.hits, line.rate.of), abs=1e-9)


def test_the_town_has_something_of_everything(busy: District) -> None:
    """So that no comparison above is one of nothing with nothing."""
    with busy.act() as uow:
        counted = Statistics(uow, None, "last_year")
        for cut in COUNTED:
            lines = counted.figures(cut).lines
            assert cut != "draw" or {line.key for line in lines} == set(WAYS)
            assert len(lines) >= (2 if cut == "department" else 3), cut
            assert any(0 < line.rate.hits < line.rate.of for line in lines) or cut == "load", cut
            assert any(line.before.of for line in lines), cut


def test_the_map_has_a_point_for_each_inspected_object(busy: District) -> None:
    with busy.act() as uow:
        again, days = Again(uow.connection), first_and_last("last_year", today(uow))
        figures = Statistics(uow, None, "last_year").figures("map")
        bad: dict[int, bool] = {}
        for section, visit in again.sections(days):
            bad[visit["object_id"]] = bad.get(visit["object_id"], False) or "none" not in section["results"]
        places = {key: again.of["inspection_objects"][key] for key in bad}
        expected = sorted(
            (float(row["latitude"]), float(row["longitude"]), bad[key])
            for key, row in places.items()
            if row["latitude"]
        )
        assert sorted((each.latitude, each.longitude, each.has_problem) for each in figures.points) == expected
        assert figures.unplaced == len(places) - len(expected) > 0


def test_the_effect_of_the_draw_has_its_own_interval(busy: District) -> None:
    with busy.act() as uow:
        lines = {line.key: line.rate for line in Statistics(uow, None, "last_year").figures("draw").lines}
        directed, random = lines["directed"], lines["random"]
        found = difference(directed, random)
        assert found is not None
        (low, high), (other_low, other_high) = ends(directed.hits, directed.of), ends(random.hits, random.of)
        gap = directed.hits / directed.of - random.hits / random.of
        down = ((directed.share - low) ** 2 + (other_high - random.share) ** 2) ** 0.5
        up = ((high - directed.share) ** 2 + (random.share - other_low) ** 2) ** 0.5
        assert (found.share, found.low, found.high) == pytest.approx((gap, gap - down, gap + up))


SEEN: dict[str, tuple[tuple[str, str | None], set[str] | None]] = {
    "the district": (("supervisor", None), None),
    "a department's lead": (("lead", "SJ"), {"SJ"}),
    "a department's supervisor": (("supervisor", "XF"), {"XF"}),
}


@pytest.mark.parametrize("held", SEEN)
def test_whose_parts_a_person_sees_follows_from_the_roles(busy: District, held: str) -> None:
    (role, where), codes = SEEN[held]
    with rehearsing(busy.database, BOT_ID, lambda: busy.now) as uow:
        numbers = {row.code: row.department_id for row in uow.session.scalars(select(Department))}
        person_id = busy.actor(uow, "SJ-06").person_id
        uow.session.execute(delete(Role).where(Role.person_id == person_id))
        uow.session.add(Role(person_id=person_id, role=role, department_id=numbers[where] if where else None))
        uow.session.flush()
        seen = departments_read(busy.actor(uow, "SJ-06"))
        assert seen == (frozenset(numbers[code] for code in codes) if codes else None)


def test_others_read_nothing(busy: District) -> None:
    with busy.act() as uow, pytest.raises(Refused) as refused:
        departments_read(busy.actor(uow, "SJ-05"))
    assert refused.value.code == "STAT_001"


def test_an_empty_period_has_empty_cuts(district: District) -> None:
    with district.act() as uow:
        counted = Statistics(uow, None, "last_year")
        for cut in CUTS:
            figures = counted.figures(cut)
            assert figures.whole.of == 0
            assert not [line for line in figures.lines if line.rate.of]


def test_a_workbook_has_a_sheet_for_each_cut_and_no_formula(busy: District, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistics_files, "OBJECTS_AT_ONCE", 10)
    with busy.act() as uow:
        actor = busy.actor(uow, "SJ-04")
        body = {"person": actor.person_id, "of": "last_year", "language": "zh-CN"}
        # A large office has more objects than a statement takes values.
        database = uow.connection.connection.driver_connection
        assert isinstance(database, sqlite3.Connection)
        most = database.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 20)
        name, tables = statistics_tables(uow, "statistics_xlsx", body)
        database.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, most)
        counted = Statistics(uow, None, "last_year")
    book = openpyxl.load_workbook(BytesIO(workbook_of(tables)))
    assert name == "统计-全区-2025-01-01-2025-12-31"
    assert book.sheetnames == ["说明", *(cut.title["zh"] for cut in CUTS.values())]
    whole, again = counted.figures("industry").whole, counted.follow_ups
    about = {row[0]: row[1] for row in book["说明"].iter_rows(values_only=True)}
    assert (about["范围"], about["时间段"]) == ("全区", "去年、2025-01-01 至 2025-12-31")
    assert (about["检查数"], about["发现问题"]) == (whole.of, whole.hits)
    assert (about["复查（不计入以上）"], about["复查已整改"]) == (again.of, again.hits)
    assert again.hits
    line = counted.figures("industry").lines[0]
    row = [cell.value for cell in book["行业"][2]]
    assert row[:4] == [line.names["zh"], line.rate.of, line.rate.hits, pytest.approx(line.rate.share * 100, abs=0.05)]
    figures = counted.figures("map")
    placed = [each for each in book["点位图"].iter_rows(min_row=2, values_only=True) if each[3] is not None]
    assert book["点位图"].max_row - 1 - len(placed) == figures.unplaced
    assert sorted((*each[3:5], each[5] == "✓") for each in placed) == sorted(
        (round(each.latitude, 6), round(each.longitude, 6), each.has_problem) for each in figures.points
    )
    assert all(isinstance(cell, str) and cell for each in placed for cell in each[:3])


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_department_s_workbook_says_whose_it_is(busy: District, language: str) -> None:
    with busy.act() as uow:
        actor = busy.actor(uow, "SJ-03")
        body = {"person": actor.person_id, "of": "last_year", "language": language}
        name, (about, *_) = statistics_tables(uow, "statistics_xlsx", body)
    whose = {"zh-CN": "市场监管", "en": "Market Supervision"}[language]
    assert whose in name
    assert about.rows[0][1] == whose


def test_who_has_most_to_do_comes_first(busy: District) -> None:
    with busy.act() as uow:
        lines = Statistics(uow, None, "last_year").figures("load").lines
    waiting = [line.waiting for line in lines]
    assert waiting == sorted(waiting, reverse=True)
    assert waiting[0] > waiting[-1]


def test_what_a_registry_says_is_never_a_formula(district: District) -> None:
    evil = "=HYPERLINK(1)"
    with district.act() as uow:
        enter_visits(uow, 60)
        uow.session.execute(update(InspectionObject).values(industry=evil))
        table = figures_table(Statistics(uow, None, "last_year").figures("industry"), "zh")
    assert table.rows[0][0] == evil
    assert f"'{evil}".encode() in csv_of(table)
    cell = openpyxl.load_workbook(BytesIO(workbook_of([table])))["行业"]["A2"]
    assert (cell.value, cell.data_type) == (evil, "s")
