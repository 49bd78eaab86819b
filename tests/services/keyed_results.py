"""Results that are keyed on the municipal platform, and tables of its own as they are taken in."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.registry_reader import look_into
from forms.spreadsheets import workbook_of
from forms.tables import Table, csv_of
from services.keyed_values import columns_of
from services.keying import (
    DONE,
    DUE,
    keying_page,
)
from services.platform_import import TakenIn, check_table, take_in_table
from storage.database import Database
from storage.files import FileStore
from storage.tables import (
    InspectionObject,
    Person,
)
from tests.services.publications_made import Publisher, person

CLERK = "SJ-05"


@pytest.fixture
def publisher(furnished_database: Database, tmp_path: Path) -> Publisher:
    return Publisher(furnished_database, FileStore(f"file://{tmp_path / 'files'}"))


def numbers(publisher: Publisher, code: str = CLERK, *, done: bool = False) -> list[str]:
    with publisher.acting() as uow:
        return [line.result for line in keying_page(uow, person(uow, code), listed=DONE if done else DUE).lines]


HEADINGS = (
    *("抽查任务编号", "任务名称", "抽取编号", "任务类别", "牵头部门", "任务编号", "统一社会信用代码", "检查部门"),
    *("检查人员", "抽查事项编号", "检查方式", "开始日期", "截止日期"),
)
TASKS = [list(HEADINGS)]


def task_rows(publisher: Publisher, **more: str) -> list[list[str]]:
    first = publisher.now.date() + timedelta(days=1)
    day, last = first.isoformat(), (first + timedelta(days=20)).isoformat()
    with publisher.acting() as uow:
        chosen = select(InspectionObject.registration_code).where(InspectionObject.industry == "餐饮")
        objects = uow.session.scalars(chosen.order_by(InspectionObject.object_id).limit(2)).all()
        certificates = uow.session.scalars(
            select(Person.certificate_number).where(Person.code.in_(["SJ-01", "SJ-02"])).order_by(Person.code)
        ).all()
    rows = []
    for place, code in enumerate(objects):
        officers = "SJ-01、SJ-02" if place else "、".join(str(each) for each in certificates)
        row = (
            *("CQ-T-9", "平台联合抽查", "CQ-D-9", "专项", "区市场监管局", f"CQ-V-{place}", code, "SJ"),
            *(officers, "SJ.007", "现场检查", day, last),
        )
        rows.append([more.get(name, cell) if place else cell for name, cell in zip(HEADINGS, row, strict=True)])
    return rows


def takes_in(publisher: Publisher, table: list[list[str]], folder: Path, name: str = "a.xlsx") -> TakenIn:
    made = Table("任务", tuple(table[0]), tuple(tuple(row) for row in table[1:]))
    content = workbook_of([made]) if name.endswith("xlsx") else csv_of(made)
    folder.mkdir(exist_ok=True)
    with publisher.acting() as uow:
        columns = columns_of(uow).to_dict()
    rows = look_into(folder, content, name, {}, columns).get("rows", [])
    with publisher.acting() as uow:
        found = [(number, cells) for number, cells in rows]
        return take_in_table(uow, person(uow, CLERK), found, sha256(content).hexdigest())


def checks(publisher: Publisher, table: list[list[str]]) -> list[tuple[int, str | None, str]]:
    """Which rows of a table cannot be taken: where, and why."""
    with publisher.acting() as uow:
        found = check_table(uow, person(uow, CLERK), list(enumerate(table, 1)))
        uow.session.rollback()
    return [(each.row, each.column, each.reason.code) for each in found.refused]


def with_cells(row: list[str], **cells: str) -> list[str]:
    return [cells.get(name, cell) for name, cell in zip(HEADINGS, row, strict=True)]
