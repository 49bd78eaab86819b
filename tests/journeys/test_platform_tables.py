"""A clerk sends the municipal platform's table: told what would come of it, confirmed, again without harm."""

import io
from datetime import UTC, datetime, timedelta

import openpyxl
from sqlalchemy import select

from rules.errors import Told, describe
from sandbox.driver import Town
from storage.tables import InspectionObject, OutsideNumber, Visit
from tests.journeys.received_files import received
from tests.journeys.registry_books import book, text
from tests.journeys.test_forms import clerk
from tests.journeys.test_registries import gives, said, works_off

HEADINGS = (
    *("抽查任务编号", "任务名称", "抽取编号", "任务类别", "牵头部门", "任务编号", "统一社会信用代码", "检查部门"),
    *("检查人员", "抽查事项编号", "检查方式", "开始日期", "截止日期"),
)


def test_the_platforms_tasks_are_checked_confirmed_and_sent_again_without_harm(
    shared_town: Town, language: str
) -> None:
    town, su, mark = shared_town, clerk(shared_town, language), language[:2]
    first = datetime.now(UTC).date() + timedelta(days=2)
    with town.reading() as session:
        chosen = select(InspectionObject.registration_code).where(InspectionObject.industry == "餐饮")
        codes = session.scalars(chosen.order_by(InspectionObject.object_id).limit(2)).all()

    def row(place: int, **more: object) -> list[object]:
        known: dict[str, object] = {
            **dict.fromkeys(HEADINGS, "SJ"),
            "抽查任务编号": f"T-{mark}", "任务名称": "平台联合抽查", "抽取编号": f"D-{mark}", "任务类别": "专项",
            "任务编号": f"V-{mark}-{place}", "统一社会信用代码": codes[place], "检查人员": "SJ-01、SJ-02",
            "抽查事项编号": "SJ.007", "检查方式": "现场检查", "开始日期": first,
            "截止日期": f"{first + timedelta(days=20):%Y/%m/%d}",
        }  # fmt: skip
        return list((known | more).values())

    def numbers() -> list[str]:
        with town.reading() as session:
            entered = select(OutsideNumber.number).where(OutsideNumber.number.startswith(f"V-{mark}-"))
            return sorted(session.scalars(entered.join(Visit, Visit.visit_id == OutsideNumber.row_id)))

    # One row is wrong: nothing of the table can be taken in, and what is to be mended comes back.
    gives(town, su, book(HEADINGS, [row(0), row(1, 检查人员="SJ-01、无名")]), f"bad-{mark}.xlsx")
    card = su.sees(said(su, "import-mend"))
    assert f"{su.word('import-place', row=3)} 检查人员" in card.text
    su.taps(su.word("button-import-rows", count=1))
    sheet = openpyxl.load_workbook(io.BytesIO(received(su, f"bad-{mark}-{su.word('rows-refused-title')}.xlsx"))).active
    assert sheet is not None
    assert [cells[-2] for cells in sheet.iter_rows(min_row=2, values_only=True)] == ["3"]
    gives(town, su, book(HEADINGS, [row(0)], title="（演示）"), f"tasks-{mark}.xlsx")
    card = su.sees(su.word("registry-platform_tasks"))
    assert su.word("import-new", count=1) in card.text
    assert numbers() == []
    su.taps(su.word("button-import-all", count=1))
    works_off(town, su)
    su.sees(said(su, "import-done", name=f"tasks-{mark}.xlsx", registry=su.word("registry-platform_tasks")))
    assert numbers() == [f"V-{mark}-0"]
    # The next day's table, as text, has one more; the first is passed over.
    grown = [[str(cell) for cell in each] for each in (row(0), row(1))]
    gives(town, su, text(HEADINGS, grown), f"tasks-{mark}.csv")
    card = su.sees(su.word("import-same", count=1))
    su.taps(su.word("button-import-all", count=1))
    works_off(town, su)
    assert numbers() == [f"V-{mark}-0", f"V-{mark}-1"]
    gives(town, su, text(HEADINGS, grown), f"tasks-{mark}.csv")
    su.sees(su.word("import-nothing"))
    su.taps(su.word("button-draft-drop"))


def test_a_table_that_is_nearly_the_platforms_hears_which_column_it_lacks(shared_town: Town, language: str) -> None:
    town, su = shared_town, clerk(shared_town, language)
    lacking = [*HEADINGS[:-1], "到期日"]
    for name, content in (
        ("lacking.csv", text(HEADINGS[:-1], [["SJ"] * len(HEADINGS[:-1])])),
        ("renamed.csv", text(lacking, [["SJ"] * len(lacking)])),
        ("lacking.xlsx", book(HEADINGS[:-1], [["SJ"] * len(HEADINGS[:-1])])),
        ("renamed.xlsx", book(lacking, [["SJ"] * len(lacking)], title="平台导出")),
    ):
        gives(town, su, content, name)
        told = su.sees(said(su, "import-refused", name=name)).text
        assert describe(Told("API_038", {"columns": "截止日期"}), language)[:20] in told, told


def test_columns_that_say_the_same_and_cells_that_do_not_hold_what_they_show_are_told(
    shared_town: Town, language: str
) -> None:
    town, su = shared_town, clerk(shared_town, language)
    both = [*HEADINGS, "结束日期"]
    gives(town, su, text(both, [["SJ"] * len(both)]), "both.csv")
    assert "“截止日期”" in su.sees(said(su, "import-refused", name="both.csv")).text
    gives(town, su, book(HEADINGS, [["=1+1" if each == "任务名称" else "SJ" for each in HEADINGS]]), "formula.xlsx")
    told = su.sees(said(su, "import-refused", name="formula.xlsx")).text
    assert f"{su.word('import-place', row=2)} 任务名称" in told
    gives(town, su, text(HEADINGS, []), "empty.csv")
    su.sees(said(su, "import-refused", name="empty.csv"))
