"""Typed shortcuts, as gloves and input methods make them."""

import pytest

from handlers.jumps import Jump, read_jump


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("5", Jump(5, is_problem=False, note="")),
        ("１２", Jump(12, is_problem=False, note="")),
        ("5 否 灭火器过期，压力低。", Jump(5, is_problem=True, note="灭火器过期，压力低。")),
        ("５　不符合　有虫", Jump(5, is_problem=True, note="有虫")),
        ("5、否", Jump(5, is_problem=True, note="")),
        ("7 No rust", Jump(7, is_problem=True, note="rust")),
        ("7 nothing wrong", Jump(7, is_problem=False, note="nothing wrong")),
        ("5 地面有水", Jump(5, is_problem=False, note="地面有水")),
        ("5 no problem", Jump(5, is_problem=False, note="no problem")),
        ("12 no violation", Jump(12, is_problem=False, note="no violation")),
        ("5 no issues found", Jump(5, is_problem=False, note="no issues found")),
        ("5, No visible defects", Jump(5, is_problem=False, note="No visible defects")),
        ("5 no deficiencies", Jump(5, is_problem=False, note="no deficiencies")),
        ("5 no, problem with the seal", Jump(5, is_problem=True, note="problem with the seal")),
        ("5 no hand basin", Jump(5, is_problem=True, note="hand basin")),
        ("5 x lamp broken", Jump(5, is_problem=True, note="lamp broken")),
        ("５．否，Ａ柜 １４℃", Jump(5, is_problem=True, note="A柜 14℃")),
    ],
)
def test_a_shortcut_is_read(typed: str, read: Jump) -> None:
    found = read_jump(typed)
    assert found is not None
    assert (found.number, found.is_problem) == (read.number, read.is_problem)
    assert found.note.replace("Ａ", "A") == read.note


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "这里很乱",
        "1234",
        "12号冰柜",
        "no",
        "否 5",
        "五",
        "10 x 20 cm gap",
        "10×20",
        "5 X 3",
        "6.5",
        "6.5 ℃",
        "8:30 到场",
    ],
)
def test_any_other_text_is_no_shortcut(typed: str) -> None:
    assert read_jump(typed) is None
