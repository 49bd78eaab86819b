"""Registries from the command line: imported, compared, exported, with their gaps and their history."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from sandbox.stock import BOT_ID, Stock
from tests import commands
from tests.journeys.registry_books import INSPECTOR_HEADINGS, ITEM_HEADINGS, OBJECT_HEADINGS, an_object, book, code


@pytest.fixture
def furnished(stock: Stock, tmp_path: Path) -> str:
    return stock.sqlite(tmp_path / "hecha.db", is_furnished=True)


def hecha(folder: Path, database: str, *arguments: object) -> commands.Ran:
    settings = {"HECHA_TOKEN": f"{BOT_ID}:AAG-not-a-secret", "HECHA_DATA_FOLDER": str(folder)}
    return commands.hecha("registry", *arguments, **settings, HECHA_DATABASE_URL=database)


def kept(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def test_objects_are_imported_once_exported_and_imported_again(tmp_path: Path, furnished: str) -> None:
    rows = [an_object(1), an_object(2), an_object(3, risk="d类")]
    file = kept(tmp_path, "对象.xlsx", book(OBJECT_HEADINGS, rows, title="检查对象名录库（演示）"))
    dry = hecha(tmp_path, furnished, "import", file, "--department", "SJ", "--dry-run")
    assert "new 3" in dry.stdout, dry.stderr
    first = hecha(tmp_path, furnished, "import", file, "--department", "SJ")
    assert (first.returncode, "Written: 3" in first.stdout) == (0, True), first.stderr
    again = hecha(tmp_path, furnished, "import", file, "--department", "SJ")
    assert "nothing changed" in again.stdout
    out = tmp_path / "out.csv"
    assert hecha(tmp_path, furnished, "export", "objects", "--out", out, "--department", "SJ").returncode == 0
    exported = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"))))
    assert [row[0] for row in exported[-3:]] == [code(1), code(2), code(3)]
    back = hecha(tmp_path, furnished, "import", out, "--department", "SJ")
    assert (back.returncode, "nothing changed" in back.stdout) == (0, True), back.stdout + back.stderr
    told = hecha(tmp_path, furnished, "history", code(3))
    assert "对象.xlsx:5" in told.stdout


def test_a_refused_row_stops_everything_unless_it_is_skipped(tmp_path: Path, furnished: str) -> None:
    rows = [an_object(1), an_object(2, code=code(2)[:-1] + "A"), an_object(1)]
    file = kept(tmp_path, "o.csv", ("\n".join(",".join(row) for row in [OBJECT_HEADINGS, *rows])).encode("gb18030"))
    ran = hecha(tmp_path, furnished, "import", file, "--department", "SJ")
    assert ran.returncode == 1
    assert "REG_004" in ran.stdout
    assert "REG_043" in ran.stdout
    assert "2 rows are refused, nothing was changed" in ran.stderr
    skipped = hecha(tmp_path, furnished, "import", file, "--department", "SJ", "--skip-refused")
    assert "Written: 1" in skipped.stdout, skipped.stdout + skipped.stderr


def test_an_extract_of_the_authority_is_compared_and_taken_over_one_by_one(tmp_path: Path, furnished: str) -> None:
    file = kept(tmp_path, "o.xlsx", book(OBJECT_HEADINGS, [an_object(n) for n in (1, 2, 3)]))
    hecha(tmp_path, furnished, "import", file, "--department", "SJ")
    headings = ("统一社会信用代码", "企业名称", "法定代表人姓名", "登记状态")
    rows = [
        [code(1), "（演示）新名", "演示甲", "存续"],
        [code(2), "（演示）对象2号", "演示乙", "注销"],
        [code(9), "他", "他", "存续"],
    ]
    extract = kept(tmp_path, "登记.csv", book(headings, rows))
    ran = hecha(tmp_path, furnished, "compare", extract, "--department", "SJ")
    assert "Differences from the registration authority: 2" in ran.stdout, ran.stdout + ran.stderr
    assert "企业名称/Name: （演示）对象1号 -> （演示）新名" in ran.stdout
    taken = hecha(tmp_path, furnished, "compare", extract, "--department", "SJ", "--take", code(2))
    assert "Written: 1" in taken.stdout, taken.stdout + taken.stderr
    assert (
        "Differences from the registration authority: 1"
        in hecha(tmp_path, furnished, "compare", extract, "--department", "SJ").stdout
    )
    everything = hecha(tmp_path, furnished, "compare", extract, "--department", "SJ", "--take-all")
    assert "Written: 1" in everything.stdout
    out = tmp_path / "objects.xlsx"
    hecha(tmp_path, furnished, "export", "objects", "--out", out, "--department", "SJ", "--language", "en")
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    found = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    assert found[code(1)][1] == "（演示）新名"
    assert found[code(2)][-1] == "cancelled"
    assert code(9) not in found


def test_gaps_are_told_and_close(tmp_path: Path, furnished: str) -> None:
    before = hecha(tmp_path, furnished, "coverage")
    assert before.returncode == 1
    assert "SJ-10" in before.stdout
    rows = [["高岳", "22000003859", "2031-01-01", "餐饮、旅馆", ""], ["专家甲", "", "", "电梯", "专家"]]
    file = kept(tmp_path, "人员.xlsx", book(INSPECTOR_HEADINGS, rows))
    ran = hecha(tmp_path, furnished, "import", file, "--department", "SJ", "--registry", "inspectors")
    assert "new 1 · changed 1" in ran.stdout, ran.stdout + ran.stderr
    assert "SJ-10" not in hecha(tmp_path, furnished, "coverage", "--department", "SJ").stdout
    wrong = hecha(tmp_path, furnished, "import", file, "--department", "SJ", "--registry", "items")
    assert (wrong.returncode, "is a file of inspectors" in wrong.stderr) == (1, True)


def test_an_edition_of_items_may_hold_from_another_day(tmp_path: Path, furnished: str) -> None:
    row = ["1", "统计", "统计检查", "演示事项", "企业", "一般", "现场检查", "区级", "《演示法》"]
    file = kept(tmp_path, "清单.xlsx", book(ITEM_HEADINGS, [row]))
    wrong = hecha(tmp_path, furnished, "import", file, "--department", "TJ", "--valid-from", "春天")
    assert (wrong.returncode, "is no day" in wrong.stderr) == (1, True)
    done = hecha(tmp_path, furnished, "import", file, "--department", "TJ", "--valid-from", "2099-01-01")
    assert done.returncode == 0, done.stderr
    out = tmp_path / "items.csv"
    hecha(tmp_path, furnished, "export", "items", "--out", out, "--department", "TJ")
    # Until that day the list is what it was.
    assert "演示事项" not in out.read_text("utf-8-sig")
    assert len(out.read_text("utf-8-sig").splitlines()) > 1
