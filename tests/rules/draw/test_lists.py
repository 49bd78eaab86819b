"""Lists as spreadsheets save them, and what is said of those that do not read."""

from pathlib import Path

import pytest

from rules.draw.lists import (
    ListRead,
    read_exclusions,
    read_inspectors,
    read_objects,
    read_recusals,
)
from rules.draw.snapshot import Exclusion, InspectorEntry, ObjectEntry, Recusal
from rules.errors import describe
from rules.refusals import Refused

HEAD = b"id,risk,category\n"
ONE = [ObjectEntry("9150MA1", "A", "食品")]


def objects(text: str) -> ListRead[ObjectEntry]:
    return read_objects(text.encode(), "objects.csv")


@pytest.mark.parametrize(
    "data",
    [
        "id,risk,category\n9150MA1,A,食品\n".encode(),
        "\ufeffid,risk,category\r\n9150MA1,A,食品\r\n".encode(),
        "id,risk,category\r9150MA1,A,食品".encode(),
        "id,risk,category\n9150MA1,A,食品\n".encode("gb18030"),
        '"id","risk","category"\n"9150MA1","A","食品"\n'.encode(),
        "id,risk,category\n9150MA1,A,食品\n9150MA2,A,药品店\n".encode("gb18030"),
        "category,id,risk\n食品,9150MA1,A\n".encode(),
        "ID, Risk ,ＣＡＴＥＧＯＲＹ\n９１５０ｍａ１, Ａ ,食品 \n".encode(),
        "id,risk,category,\n9150ma1,A,食品,,\n\n,,\n".encode(),
        "\n\nid,risk,category\n9150MA1,A,食品\n".encode(),
    ],
    ids=["plain", "mark, CRLF", "CR", "GB", "quoted", "more GB", "order", "full-width", "empty cells", "empty lines"],
)
def test_a_list_reads_as_it_was_saved(data: bytes) -> None:
    read = read_objects(data, "objects.csv")
    assert (read.entries[:1], read.faults) == (ONE, [])


def test_the_other_lists_read_alike() -> None:
    inspectors = "id,dept,quals\np01,甲（一）,食品;危化品；食品; \np02,乙,\n".encode()
    assert read_inspectors(inspectors, "i.csv").entries == [
        InspectorEntry("p01", "甲（一）", ("食品", "危化品")),
        InspectorEntry("p02", "乙", ()),
    ]
    assert read_exclusions('id,reason\n9150ma1,"歇业, 已久"\n'.encode(), "e.csv").entries == [
        Exclusion("9150MA1", "歇业, 已久")
    ]
    assert read_recusals(b"inspector,object\np01,9150ma1\n", "r.csv").entries == [Recusal("p01", "9150MA1")]


def test_lines_are_those_of_the_file_even_with_breaks_within_cells() -> None:
    read = objects('id,risk,category\nA1,A,"食\n品"\n\nA2,A,食品\n')
    assert read.lines == [2, 5]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", [(1, None, "DRAW_094")]),
        ("\n ,\n", [(1, None, "DRAW_094")]),
        ("id,risk,category\n", [(2, None, "DRAW_099")]),
        ("id,risk\nA1,A\n", [(1, "category", "DRAW_095")]),
        ("id,risk,kind\nA1,A,x\n", [(1, "category", "DRAW_095"), (1, "kind", "DRAW_096")]),
        ("id,risk,category,name\nA1,A,x,y\n", [(1, "name", "DRAW_096")]),
        ("id,id,risk,category\nA1,A1,A,x\n", [(1, "id", "DRAW_096")]),
        ("A1,A,食品\n", [(1, name, "DRAW_095") for name in ("id", "risk", "category")]
            + [(1, name, "DRAW_096") for name in ("a1", "a", "食品")]),
        ("id,risk,category\nA1,A\nA2,A,食,品\n", [(2, None, "DRAW_097"), (3, None, "DRAW_097")]),
        ('id,risk,category\nA1,A,食品\nA2,"A,食品\n', [(3, None, "DRAW_098")]),
    ],
)  # fmt: skip
def test_what_does_not_read_is_told_with_line_and_column(text: str, told: list[tuple[int, str | None, str]]) -> None:
    read = objects(text)
    assert [(each.line, each.column, each.code) for each in read.faults] == told
    for each in read.faults:
        assert describe(each, "zh-CN") != describe(each, "en")


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_objects(b"PK\x03\x04\xff\xff\xff", "objects.xlsx")
    assert refused.value.code == "DRAW_091"
    assert "objects.xlsx" in refused.value.text("en")
