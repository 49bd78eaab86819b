"""Which rows of the platform's tables cannot be taken: all of them are told at once, each at its column."""

from pathlib import Path

import pytest

from services.platform_import import TakenIn
from tests.services.keyed_results import HEADINGS, checks, publisher, takes_in, task_rows, with_cells
from tests.services.publications_made import Publisher

__all__ = ["publisher"]


def test_all_rows_that_cannot_be_taken_are_told_at_once(publisher: Publisher) -> None:
    rows = task_rows(publisher, 检查人员="SJ-01、无名")
    third = with_cells(rows[1], 任务编号="CQ-V-2", 统一社会信用代码="91500112YB0000099X", 检查人员="SJ-01、SJ-02")
    told = checks(publisher, [list(HEADINGS), *rows, third])
    assert told == [(3, "检查人员", "API_040"), (4, "统一社会信用代码", "API_019")]


MORE_ROWS = (
    ({"检查人员": "SJ-01、无名"}, ("检查人员", "API_040")),
    ({"统一社会信用代码": "91500112YB0000099X"}, ("统一社会信用代码", "API_019")),
    ({"检查人员": "SJ-01"}, ("检查人员", "API_044")),
    ({"抽查事项编号": "SJ.999"}, ("抽查事项编号", "API_040")),
    ({"任务编号": ""}, ("任务编号", "API_040")),
    ({"检查方式": "遥感"}, ("检查方式", "API_040")),
    ({"抽取编号": "CQ-D-OTHER"}, ("抽取编号", "API_048")),
)


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ({"截止日期": "2020-01-01"}, ("开始日期", "API_021")),
        ({"任务类别": "没有"}, ("任务类别", "API_040")),
        ({"牵头部门": "没有"}, ("牵头部门", "API_040")),
        ({"任务名称": "一"}, ("抽查任务名称", "CAMP_007")),
        ({"抽取编号": ""}, ("抽取编号", "API_040")),
        ({"抽查事项编号": "SJ.998"}, ("抽查事项编号", "API_040")),
    ],
    ids=["days", "kind", "lead", "title", "draw", "items"],
)
def test_a_campaign_that_cannot_be_entered_hides_nothing_of_its_other_rows(
    publisher: Publisher, first: dict[str, str], told: tuple[str, str]
) -> None:
    rows = task_rows(publisher)
    wrong = [with_cells(rows[1], **{"任务编号": f"CQ-V-{n}", **cells}) for n, (cells, _) in enumerate(MORE_ROWS, 2)]
    others = [(row, *why) for row, (_, why) in enumerate(MORE_ROWS, 4)]
    found = checks(publisher, [list(HEADINGS), with_cells(rows[0], **first), rows[1], *wrong])
    assert found == [(2, *told), *others]


def test_a_draw_that_was_entered_before_is_told_at_its_column(publisher: Publisher, tmp_path: Path) -> None:
    rows = task_rows(publisher)
    assert takes_in(publisher, [list(HEADINGS), *rows], tmp_path / "in") == TakenIn(1, 2, 0)
    again = [with_cells(row, 抽查任务编号="CQ-T-10", 任务编号=f"CQ-W-{place}") for place, row in enumerate(rows)]
    assert checks(publisher, [list(HEADINGS), *again]) == [(2, "抽取编号", "API_016")]


def test_a_result_that_there_is_not_is_told_at_its_column(publisher: Publisher) -> None:
    table = [["结果编号", "平台编号"], ["017-99-1", "CQ-R-1"]]
    assert checks(publisher, table) == [(2, "结果编号", "PUBLIC_012")]
