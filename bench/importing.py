"""What an import of 100,000 objects costs, beside openpyxl reading the file; `python -m bench.importing` alone.

Ours is all of it: the process that reads the file is started, every cell is checked, every row compared with the
registry and staged in SQLite, batch by batch. What confirming it then writes is told beside it. Both by the
processor's time, the reader's process included.
"""

import gc
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

import openpyxl
import structlog
from sqlalchemy import func, select

from bench.contest import ratios
from bench.report import Line, table
from bot.registering import Desk, check_content, write_all
from bot.warming import settle_memory, warm_up
from rules.uscc import check_sign, organisation_check
from sandbox.stock import BOT_ID, Stock
from services.registry_intake import receive_by_operator, registry_work
from services.registry_switch import confirm_row
from storage.database import Database
from storage.files import FileStore
from storage.tables import Department, InspectionObject, RegistryImport
from storage.unit_of_work import UnitOfWork, looking, unit_of_work

ROWS = 100_000
HEADINGS = ("统一社会信用代码", "企业名称", "法定代表人", "经营地址", "街道", "联系电话", "行业", "风险等级")
INDUSTRIES = ("餐饮", "旅馆", "药店", "加油站", "工地", "养老")

Acting = Callable[[], AbstractContextManager[UnitOfWork]]


def written(file: Path, rows: int) -> None:
    """Write a registry of objects that do not exist."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("对象")
    sheet.append(HEADINGS)
    for n in range(rows):
        body = f"YC{n:06d}"
        code = f"91500112{body}{organisation_check(body)}"
        named = (
            f"（演示）对象{n}号",
            f"演示{n % 900}",
            f"演示路{n}号附{n % 30}号",
            f"演示街道{n % 19}",
            f"023-{n:08d}",
        )
        sheet.append((code + check_sign(code), *named, INDUSTRIES[n % len(INDUSTRIES)], "ABCD"[n % 4]))
    book.save(file)


READ = """
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
print(sum(1 for _ in book.worksheets[0].iter_rows(values_only=True)))
"""


def read_by_openpyxl(file: Path) -> None:
    """Read every row in a process of its own, and make nothing of it."""
    subprocess.run([sys.executable, "-c", READ, str(file)], check=True, capture_output=True)


class Bench:
    """A furnished database of its own, and what an import needs."""

    def __init__(self, folder: Path, rows: int) -> None:
        self._rows = rows
        self.file = folder / f"{rows}.xlsx"
        if not self.file.exists():
            written(self.file, rows)
        stock = Stock(folder, lambda: "")
        self.database = Database(stock.sqlite(Path(tempfile.mkstemp(dir=folder, suffix=".db")[1]), is_furnished=True))
        opening = (self.database, BOT_ID, lambda: datetime.now(UTC))
        self.acting: Acting = partial(unit_of_work, *opening)
        files = FileStore(f"file://{folder / 'files'}")
        self.desk = Desk(self.acting, partial(looking, *opening), self.acting, files)
        self.import_id = 0

    def check(self) -> None:
        """Check the file and stage all of it."""
        content = self.file.read_bytes()
        with self.acting() as uow:
            department = uow.session.scalars(select(Department.department_id).where(Department.code == "SJ")).one()
            self.import_id = receive_by_operator(uow, department, self.file.name, "0" * 64)
            work = registry_work(uow, self.import_id, 1)
        assert work is not None
        note = check_content(self.desk, self.import_id, 1, work, content, "zh-CN", lambda _a, _b: None)
        with self.acting() as uow:
            note(uow)
            counts = uow.session.get_one(RegistryImport, self.import_id).facts["counts"]
        assert counts["new"] == self._rows, counts

    def write(self) -> None:
        """Confirm and write it whole."""
        with self.acting() as uow:
            confirm_row(uow, uow.session.get_one(RegistryImport, self.import_id), "bench", "all")
        write_all(self.acting, self.import_id, lambda _a, _b: None)
        with self.acting() as uow:
            assert (uow.session.scalar(select(func.count()).select_from(InspectionObject)) or 0) >= self._rows


def contest(rounds: int, rows: int = ROWS) -> tuple[list[float], list[float], list[float], float]:
    """Return seconds of checking, of openpyxl's reading, of writing, by rounds; the longest held writer in ms."""
    # As in a worker.
    warm_up()
    settle_memory()
    held: list[float] = []
    with tempfile.TemporaryDirectory(prefix="hecha-importing-") as place:
        ours, theirs, writing = [], [], []
        for _ in range(rounds):
            bench = Bench(Path(place), rows)
            theirs.append(_seconds(partial(read_by_openpyxl, bench.file)))
            with _watching(held):
                ours.append(_seconds(bench.check))
                writing.append(_seconds(bench.write))
            bench.database.close()
    return ours, theirs, writing, max(held, default=0.0)


class _watching:  # noqa: N801 - used like a function
    """Notes how long the writer was held each time, by the processor's time."""

    def __init__(self, held: list[float]) -> None:
        self._held = held

    def __enter__(self) -> None:
        structlog.configure(processors=[self._note])

    def _note(self, _logger: object, _name: str, event: "structlog.types.EventDict") -> "structlog.types.EventDict":
        if event.get("event") == "writer_held_long":
            self._held.append(event["cpu_milliseconds"])
        raise structlog.DropEvent

    def __exit__(self, *_error: object) -> None:
        structlog.reset_defaults()


def _seconds(function: Callable[[], object]) -> float:
    gc.collect()
    began = _processor()
    function()
    return _processor() - began


def _processor() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def line(rounds: int, rows: int = ROWS) -> Line:
    """Return the row of the table."""
    ours, theirs, writing, held = contest(rounds, rows)
    told = f"{median(ours):.2f} s; openpyxl {median(theirs):.2f} s; then written in {median(writing):.2f} s"
    return Line(
        f"import of {rows:,} rows from .xlsx: read, checked, compared, staged",
        "openpyxl reading the file",
        ratios(ours, theirs),
        0.3,
        0.15,
        f"{told}; writer held {held:.0f} ms at most",
        is_more_better=False,
    )


if __name__ == "__main__":
    print(table([line(int(sys.argv[1]) if len(sys.argv) > 1 else 3)]))
