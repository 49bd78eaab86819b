"""A new office from the command line: its district filled in, checked and used; then people, objects, items."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from forms.districts import EXAMPLE
from forms.platforms import FOLDER
from sandbox.stock import BOT_ID, Stock
from storage.database import Database
from storage.ledger import links_of
from storage.tables import Department, DistrictProfile, InspectionObject, Item, Person
from storage.unit_of_work import looking
from tests import commands
from tests.journeys.registry_books import code, text
from tests.journeys.test_doors_command_line import hecha
from tests.rules.district_files import filled_in
from tests.servers import free_port

REGISTRIES = (Path(__file__).parents[2] / "docs" / "registries.md").read_text("utf-8")
OBJECT = ("企业名称", "经营地址", "行业", "风险等级")


@pytest.fixture
def empty(stock: Stock, tmp_path: Path) -> str:
    return stock.sqlite(tmp_path / "hecha.db", is_furnished=False)


def district(folder: Path, database: str, act: str, content: str) -> commands.Ran:
    file = folder / "district.toml"
    file.write_text(content, "utf-8")
    ran = hecha(folder, database, "district", act, file)
    assert "Traceback" not in ran.stderr
    return ran


def used(folder: Path, database: str, content: str) -> str:
    ran = district(folder, database, "use", content)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def doctor(folder: Path, database: str) -> str:
    """The line of the doctor about the district."""
    nobody = f"http://127.0.0.1:{free_port()}"
    lines = hecha(folder, database, "doctor", "--language", "en", HECHA_API_URL=nobody).stdout.splitlines()
    [found] = [line for line in lines if "district: " in line]
    return found


def found(database: str, *chosen: Any) -> list[Any]:
    opened = Database(database)
    with looking(opened, BOT_ID, lambda: datetime.now(UTC)) as uow:
        rows = list(uow.session.execute(select(*chosen)))
    opened.close()
    return rows


def registry_links(database: str) -> list[dict[str, Any]]:
    opened = Database(database)
    with looking(opened, BOT_ID, lambda: datetime.now(UTC)) as uow:
        links = [dict(each) for each in links_of(uow.session, "registry")]
    opened.close()
    return links


def test_a_new_office_sets_up_its_district_then_its_people_objects_and_items(tmp_path: Path, empty: str) -> None:
    printed = hecha(tmp_path, empty, "district", "example").stdout
    assert printed == EXAMPLE.read_text("utf-8")
    assert district(tmp_path, empty, "use", printed).returncode == 1
    assert doctor(tmp_path, empty).startswith("✗ district: no profile is in force")
    assert "hecha district example" in doctor(tmp_path, empty)
    assert "is whole" in district(tmp_path, empty, "check", filled_in()).stdout
    assert (found(empty, DistrictProfile), found(empty, Department)) == ([], [])
    assert "Departments added: SJ, XF; renamed: none." in used(tmp_path, empty, filled_in())
    assert doctor(tmp_path, empty) == "✓ district: 500999, in force since 2024-11-04"
    assert "Invitation for 何慧" in hecha(tmp_path, empty, "admin", "invite", "何慧").stdout
    shop = ("（演示）一号", "演示路1号", "餐饮", "B")
    tables = {
        "objects": dict(zip(("统一社会信用代码", *OBJECT), (code(1), *shop), strict=True)),
        "inspectors": {"姓名": "演示甲", "部门": "市场监管", "执法证号": "E-1"},
        "items": {"抽查事项": "登记事项检查", "单位名称": "市场监管"},
    }
    for name, row in tables.items():
        assert all(heading in REGISTRIES for heading in row)
        file = tmp_path / f"{name}.csv"
        file.write_bytes(text(list(row), [list(row.values())]))
        ran = hecha(tmp_path, empty, "registry", "import", file, "--department", "SJ", "--registry", name)
        assert ran.returncode == 0, ran.stdout + ran.stderr
    assert [each.district for each in found(empty, InspectionObject.district)] == ["某某区"]
    assert [each.code for each in found(empty, Person.code) if each.code.startswith("SJ")] == ["SJ-01"]
    assert [each.matter for each in found(empty, Item.matter)] == ["登记事项检查"]


def test_what_is_used_again_changes_nothing_and_what_is_changed_is_told(tmp_path: Path, empty: str) -> None:
    first = filled_in()
    used(tmp_path, empty, first)
    links = registry_links(empty)
    assert [each["type"] for each in links] == ["profile_set", "departments_entered"]
    assert "unchanged.\nDepartments added: none; renamed: none." in used(tmp_path, empty, first)
    assert len(registry_links(empty)) == 2
    columns = FOLDER / "municipal.toml"
    assert hecha(tmp_path, empty, "platform", "columns", "use", columns).returncode == 0
    changed = first.replace("presence_minimum = 2", "presence_minimum = 3").replace("消防救援", "消防")
    changed = changed.replace('code = "SJ"', 'code = "AJ"').replace("市场监管", "应急").replace("Market", "Emergency")
    told = used(tmp_path, empty, changed)
    assert "replaced.\nDepartments added: AJ; renamed: XF." in told
    later = (date.today() + timedelta(days=40)).isoformat()  # noqa: DTZ011 - any later day will do
    assert f"from {later}: entered." in used(tmp_path, empty, changed.replace("2024-11-04 ", f"{later} ", 1))
    assert sorted(each.code for each in found(empty, Department.code)) == ["AJ", "SJ", "XF"]
    bodies = [each.body for each in found(empty, DistrictProfile.body)]
    assert [(each["presence_minimum"], "platform_columns" in each) for each in bodies] == [(3, True), (3, True)]


def test_a_district_that_would_never_hold_is_refused(tmp_path: Path, empty: str) -> None:
    def refused(content: str) -> str:
        ran = district(tmp_path, empty, "use", content)
        assert ran.returncode == 1
        return ran.stderr

    first = filled_in()
    assert "Of the first file, write a day that has come." in refused(first.replace("2024-11-04 ", "2099-01-01 ", 1))
    used(tmp_path, empty, first)
    assert "Write 2024-11-04 to correct that" in refused(first.replace("2024-11-04 ", "2020-01-01 ", 1))
    assert "is that of department SJ already" in refused(first.replace('code = "SJ"', 'code = "SC"'))
    assert len(found(empty, Department.code)) == 2
    assert len(registry_links(empty)) == 2
