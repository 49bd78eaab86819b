"""Forms from the command line: checked, taken in, exported, each refusal in words of both languages."""

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from sqlalchemy import select

from sandbox.stock import BOT_ID, Stock
from storage.database import Database
from storage.tables import Section, Visit
from tests import commands
from tests.journeys.form_books import cold, spoilt, with_list
from tests.services.conftest import District


def hecha(folder: Path, *arguments: object, database: str = "") -> commands.Ran:
    settings = {"HECHA_TOKEN": f"{BOT_ID}:AAG-not-a-secret", "HECHA_DATA_FOLDER": str(folder)}
    settings |= {"HECHA_DATABASE_URL": database} if database else {}
    return commands.hecha("forms", *arguments, **settings)


def kept(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


@pytest.fixture
def furnished(stock: Stock, tmp_path: Path) -> str:
    return stock.sqlite(tmp_path / "hecha.db", is_furnished=True)


def test_a_good_workbook_is_said_to_be_one(tmp_path: Path) -> None:
    ran = hecha(tmp_path, "check", kept(tmp_path, "cold.xlsx", cold()))
    assert ran.returncode == 0, ran.stderr
    assert "cold 1 可以使用" in ran.stdout
    assert "cold 1 can be used" in ran.stdout


def test_faults_are_a_table_and_the_exit_code_is_one(tmp_path: Path) -> None:
    ran = hecha(tmp_path, "check", kept(tmp_path, "spoilt.xlsx", spoilt(3)))
    assert ran.returncode == 1
    places = [line.split() for line in ran.stdout.splitlines() if line.startswith("survey")]
    assert [place[:2] for place in places] == [["survey", "2"], ["survey", "3"], ["survey", "4"]]
    assert "Correct the name" in ran.stdout
    assert "请改正名称" in ran.stdout


def test_files_are_given_after_the_workbook(tmp_path: Path) -> None:
    book = kept(tmp_path, "list.xlsx", with_list("list", "towns.csv"))
    assert "towns.csv" in hecha(tmp_path, "check", book).stdout
    towns = kept(tmp_path, "towns.csv", b"name,label\na,A\n")
    assert hecha(tmp_path, "check", book, towns).returncode == 0


def test_a_workbook_is_taken_in_once(tmp_path: Path, furnished: str) -> None:
    book = kept(tmp_path, "cold.xlsx", cold())
    first = hecha(tmp_path, "take-in", book, "--department", "SJ", database=furnished)
    assert first.returncode == 0, first.stderr
    assert "cold 1 is in use for visits" in first.stdout
    assert "in use already" in hecha(tmp_path, "take-in", book, "--department", "SJ", database=furnished).stdout
    other = hecha(tmp_path, "take-in", book, "--department", "XF", database=furnished)
    assert (other.returncode, "LIBRARY_004" in other.stdout) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("check", "nowhere.xlsx"), "cannot be read"),
        (("take-in", "cold.xlsx", "--department", "NO"), "no department with the code “NO”"),
        (("export", "nothing", "--out", "."), "no form with the form_id “nothing”"),
        (("export", "catering", "--out", "."), "No submitted visit"),
        (("export", "catering", "--out", ".", "--language", "fr"), "no language “fr”"),
        (("export", "catering", "--out", ".", "--from", "12.3."), "“12.3.” is no day"),
    ],
)
def test_what_cannot_be_done_is_refused_in_both_languages(
    tmp_path: Path, furnished: str, arguments: tuple[str, ...], told: str
) -> None:
    kept(tmp_path, "cold.xlsx", cold())
    given = [str(tmp_path / each) if each.endswith(".xlsx") else each for each in arguments]
    ran = hecha(tmp_path, *given, database=furnished)
    assert ran.returncode == 1
    assert told in ran.stderr, ran.stderr + ran.stdout
    assert len(ran.stderr.splitlines()) == 2


def test_submitted_answers_are_exported_as_tables_and_xml(tmp_path: Path, furnished: str) -> None:
    database = Database(furnished)
    district = District(database)
    district.starts()
    district.fills("SJ-01", problems=(3,))
    with district.act() as uow:
        visit = uow.session.get_one(Visit, district.visit())
        visit.state, visit.submitted_at = "submitted", district.now
        # Two departments have filled in the same form.
        mine = select(Section).where(Section.visit_id == visit.visit_id).order_by(Section.place)
        first, second = uow.session.scalars(mine)
        second.checklist_version_id, second.filled = first.checklist_version_id, first.filled
    database.close()
    out = tmp_path / "out"
    ran = hecha(tmp_path, "export", "catering", "--out", out, "--language", "en", database=furnished)
    assert ran.returncode == 0, ran.stderr
    assert "2 submissions written" in ran.stdout
    raw = (out / "catering.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    [headings, row, _] = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert headings[:4] == ["Visit", "Object", "Department", "Submitted"]
    assert (row[0], headings[-1]) == ("017-03", "KEY")
    assert {"Complies", "Does not comply"} <= set(row)
    sheet = openpyxl.load_workbook(out / "catering.xlsx").active
    cells: list[Any] = ["" if cell.value is None else cell.value for cell in sheet[2]]
    # A spreadsheet has the moment as one, by the office's clock.
    assert cells[3].isoformat() == row[3].removesuffix("+08:00")
    assert [str(cell) for cell in [*cells[:3], *cells[4:]]] == [*row[:3], *row[4:]]
    xml = etree.parse(out / "submissions" / "017-03" / "catering" / "submission.xml").getroot()
    assert xml.get("id") == "catering"
    assert row[-1] == xml.findtext(".//{*}instanceID")
    assert (out / "submissions" / "017-03" / "catering-2" / "submission.xml").exists()
