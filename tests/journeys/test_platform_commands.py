"""The municipal platform from the command line: its columns checked and taken into use, its tables refused in words."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from forms.platforms import FOLDER
from sandbox.stock import BOT_ID
from storage.database import Database
from storage.files import FileStore
from storage.ledger import links_of
from storage.tables import InspectionObject
from storage.unit_of_work import looking
from tests import commands
from tests.journeys.registry_books import book, text
from tests.journeys.test_doors_command_line import furnished, hecha
from tests.journeys.test_platform_tables import HEADINGS
from tests.services.publications_made import Publisher

__all__ = ["furnished"]
MUNICIPAL = (FOLDER / "municipal.toml").read_text("utf-8")


def columns(folder: Path, database: str, act: str, content: bytes | str) -> commands.Ran:
    file = folder / "columns.toml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return hecha(folder, database, "platform", "columns", act, file)


def test_columns_of_an_office_are_checked_and_used(tmp_path: Path, furnished: str) -> None:
    own = MUNICIPAL.replace('headings = ["截止日期", "结束日期"]', 'headings = ["Last day"]')
    own = own.replace('headings = ["备注"]', 'headings = ["Remarks here"]')
    # As Notepad writes it.
    notepad = b"\xef\xbb\xbf" + own.replace("\n", "\r\n").encode()
    checked = columns(tmp_path, furnished, "check", notepad)
    assert (checked.returncode, "can be used" in checked.stdout) == (0, True), checked.stderr
    out = tmp_path / "out.csv"
    for act, heading in (("check", "备注"), ("use", "Remarks here")):
        assert columns(tmp_path, furnished, act, notepad).returncode == 0
        hecha(tmp_path, furnished, "platform", "export", "--out", out, "--as", "SJ-05")
        assert heading in next(csv.reader(out.read_text("utf-8-sig").splitlines()))
    table = tmp_path / "tasks.csv"
    table.write_bytes(text([*HEADINGS[:-1], "截止日期"], [["SJ"] * len(HEADINGS)]))
    told = hecha(tmp_path, furnished, "platform", "import", table, "--as", "SJ-05").stderr
    assert "缺少列：Last day。" in told
    database = Database(furnished)
    with looking(database, BOT_ID, lambda: datetime.now(UTC)) as uow:
        assert [each["type"] for each in links_of(uow.session, "registry")].count("platform_columns_set") == 1
    database.close()


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ('headings = ["备注"]', 'headings = "备注"', "[[results]] number 14"),
        ('headings = ["备注"]', 'headings = ["备注", 7]', "[[results]] number 14"),
        ('headings = ["备注"]', 'headings = ["检查部门"]', "“检查部门” stands twice"),
        ('value = "remarks"', 'value = "note"', "the value is “note”"),
        ('value = "remarks"', 'value = "remarks"\nheading = "x"', "there is no “heading”"),
        ('value = "ends_on"', 'value = "starts_on"', "missing: ends_on"),
        ('headings = ["备注"]', 'headings = "备注', "Line 58 of columns.toml"),
        ('headings = ["备注"]', "headings = 备注", "Line 58 of columns.toml"),
        ("[[keyed]]", "[[keys]]", "no part “keys”"),
        ("[words.method]", '[words]\nmethod = "x"\n[words.other]', "[words.method] cannot be used"),
        ('online = "网络检查"', "online = 7", "no word “online”"),
        ('headings = ["备注"]', f"headings = {'[' * 5000}", "is no TOML"),
        ('online = "网络检查"', 'on_line = "网络检查"', "no word “on_line”"),
    ],
)
def test_columns_that_are_none_are_refused_with_their_place(
    tmp_path: Path, furnished: str, was: str, becomes: str, told: str
) -> None:
    assert was in MUNICIPAL
    for act in ("check", "use"):
        ran = columns(tmp_path, furnished, act, MUNICIPAL.replace(was, becomes))
        assert ran.returncode == 1
        assert "Traceback" not in ran.stderr
        assert told in ran.stderr, ran.stderr
    assert columns(tmp_path, furnished, "use", "results = 1".encode("utf-16")).returncode == 1


def refused(folder: Path, database: str, *arguments: object) -> str:
    """What a command says that is refused in words."""
    ran = hecha(folder, database, "platform", *arguments, "--as", "SJ-05")
    assert (ran.returncode, "Traceback" in ran.stderr) == (1, False), ran.stdout + ran.stderr
    return ran.stderr


def test_all_rows_of_a_table_that_cannot_be_taken_are_named_and_nothing_is_kept(tmp_path: Path, furnished: str) -> None:
    database = Database(furnished)
    with looking(database, BOT_ID, lambda: datetime.now(UTC)) as uow:
        codes = uow.session.scalars(select(InspectionObject.registration_code).limit(3)).all()
    database.close()
    first = datetime.now(UTC).date() + timedelta(days=2)
    usual = ("T-1", "平台 联合抽查", "D-1", "专项", "SJ", "V-1", codes[0], "SJ", "SJ-01、SJ-02", "SJ.007", "现场检查")
    rows = [[*usual, f"{first}", f"{first + timedelta(days=9)}"] for _ in range(3)]
    for place, row in enumerate(rows):
        row[5], row[6] = f"V-{place}", codes[place]
    rows[1][8], rows[2][10] = "SJ-01、无名", "遥感"
    table = tmp_path / "tasks.csv"
    table.write_bytes(text(HEADINGS, rows))
    told = refused(tmp_path, furnished, "import", table)
    assert "Row 3, 检查人员: “无名” is no 检查人员." in told
    assert "Row 4, 检查方式: “遥感” is no 检查方式." in told
    table.write_bytes(text(HEADINGS, rows[:1]))
    taken = hecha(tmp_path, furnished, "platform", "import", table, "--as", "SJ-05")
    assert taken.stdout.startswith("1 campaigns and 1 tasks entered"), taken.stderr


def test_tables_that_are_none_of_the_platforms_are_told_what_such_a_table_has(tmp_path: Path, furnished: str) -> None:
    for headings, rows, told in (
        (("名称", "电话"), [["a", "b"]], "One of tasks has the columns 抽查任务编号、"),
        (("名称", "电话"), [["a", "b"]], "one of numbers has 结果编号、平台结果编号."),
        (("结果编号", "名称"), [["017-03-1", "b"]], "Columns are missing: 平台结果编号."),
        (HEADINGS[1:], [["SJ"] * 12], "Columns are missing: 抽查任务编号."),
        ((*HEADINGS, "结束日期"), [["SJ"] * 14], "“截止日期” and “结束日期” mean the same"),
        (("结果编号", "平台编号"), [], "has no rows"),
        (HEADINGS, [], "has no rows"),
    ):
        table = tmp_path / "table.csv"
        table.write_bytes(text(headings, rows))
        assert told in refused(tmp_path, furnished, "import", table)
    formula = tmp_path / "formula.xlsx"
    formula.write_bytes(book(("结果编号", "平台编号"), [["017-03-1", '="CQ-1"']]))
    assert "Row 2, 平台编号: " in refused(tmp_path, furnished, "import", formula)


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, furnished: str) -> None:
    assert "cannot be written" in refused(tmp_path, furnished, "export", "--out", tmp_path / "no" / "x.csv")
    assert ".xlsx, .csv" in refused(tmp_path, furnished, "export", "--out", tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()


def test_another_number_of_a_keyed_result_is_told_beside_the_one_before(tmp_path: Path, furnished: str) -> None:
    database = Database(furnished)
    Publisher(database, FileStore(f"file://{tmp_path / 'files'}")).submits("017-03")
    database.close()

    def key(number: str) -> str:
        return hecha(tmp_path, furnished, "platform", "keyed", "017-03-1", number, "--as", "SJ-05").stdout

    assert key("CQ-R-1") == "017-03-1 is noted as keyed under CQ-R-1.\n"
    assert key("CQ-R-1") == "017-03-1 is noted as keyed under CQ-R-1.\n"
    assert "It was noted under CQ-R-1 before." in key("CQ-R-2")
    listed = hecha(tmp_path, furnished, "platform", "list", "--as", "SJ-05").stdout
    assert listed == "Nothing is to be keyed by SJ-05.\n"
