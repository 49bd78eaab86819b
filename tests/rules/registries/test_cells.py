"""What cells of a registry's file may hold: read into one way of writing, or refused with what to mend."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.errors.registry import EntryInvalid
from rules.registries.cells import Raw, reader_of
from rules.registries.fields import FIELDS, field_of
from tests.journeys.registry_books import code


def read(which: str, name: str, raw: Raw) -> str:
    return reader_of(field_of(which, name))(raw)


@pytest.mark.parametrize(
    ("which", "name", "raw", "value"),
    [
        ("objects", "registration_code", "９１５００１１２ＹＢ０００００１６Ｍ", "91500112YB0000016M"),
        ("objects", "registration_code", " 91500112 yb0000016m ", "91500112YB0000016M"),
        ("objects", "registration_code", 5001120000001.0, "5001120000001"),
        ("objects", "name", "  甲\n乙 ", "甲 乙"),
        ("objects", "phone", 2300000001.0, "2300000001"),
        ("objects", "risk", "Ｂ类", "B"),
        ("objects", "risk", "d级", "D"),
        ("objects", "risk_on", datetime.combine(date(2026, 3, 12), time()), "2026-03-12"),
        ("objects", "risk_on", date(2026, 3, 12), "2026-03-12"),
        ("objects", "risk_on", "2026年3月12日", "2026-03-12"),
        ("objects", "risk_on", "２０２６/３/１２", "2026-03-12"),
        ("objects", "risk_on", "20260312", "2026-03-12"),
        ("objects", "risk_on", "", ""),
        ("objects", "name", "\u202e渝北\u202cgnp.exe\u200b", "渝北gnp.exe"),
        ("objects", "name", "渝\u3164北", "渝北"),
        ("inspectors", "name", "\ufeff李\u2067 某", "李 某"),
        ("items", "matter", "\u200b", ""),
        ("objects", "latitude", 29.684312, "29.684312"),
        ("objects", "longitude", "１０６.６", "106.600000"),
        ("objects", "complaints", "是", "1"),
        ("objects", "complaints", "无", ""),
        ("objects", "complaints", True, "1"),
        ("objects", "cancelled", "注销", "1"),
        ("objects", "cancelled", "存续（在营、开业、在册）", ""),
        ("inspectors", "certificate_number", 22000004706.0, "22000004706"),
        ("inspectors", "categories", "餐饮、旅馆;餐饮", "旅馆;餐饮"),
        ("inspectors", "kind", "第三方机构", "third_party"),
        ("items", "grade", "重点", "key"),
        ("items", "permille", 0.05, "50"),
        ("items", "permille", "3%", "30"),
        ("items", "permille", "5‰", "5"),
    ],
)
def test_a_cell_is_read_into_one_way_of_writing(which: str, name: str, raw: Raw, value: str) -> None:
    assert read(which, name, raw) == value


@pytest.mark.parametrize(
    ("which", "name", "raw", "problem"),
    [
        ("objects", "registration_code", "91500112YB00000161", "REG_004"),
        ("objects", "registration_code", 9.15001121234567e17, "REG_040"),
        ("objects", "registration_code", "123", "REG_001"),
        ("objects", "name", "长" * 201, "REG_031"),
        ("objects", "name", "a\x00b", "REG_042"),
        ("objects", "risk", "E", "REG_034"),
        ("objects", "risk_on", 46093.0, "REG_033"),
        ("objects", "risk_on", "2026-02-30", "REG_032"),
        ("objects", "risk_on", "春天", "REG_032"),
        ("objects", "latitude", "91", "REG_008"),
        ("objects", "complaints", "也许", "REG_035"),
        ("objects", "cancelled", "搬走", "REG_041"),
        ("inspectors", "certificate_number", "=1+1", "REG_039"),
        ("inspectors", "kind", "临时工", "REG_036"),
        ("items", "grade", "很重", "REG_037"),
        ("items", "permille", "150%", "REG_038"),
        ("items", "permille", "少", "REG_038"),
    ],
)
def test_what_a_cell_cannot_hold_is_told(which: str, name: str, raw: Raw, problem: str) -> None:
    with pytest.raises(EntryInvalid) as told:
        read(which, name, raw)
    assert told.value.code == problem


def test_a_bare_number_of_a_day_is_told_with_the_day() -> None:
    with pytest.raises(EntryInvalid, match="2026-03-12"):
        read("objects", "risk_on", 46093.0)


RAW = st.one_of(
    st.text(max_size=300), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.integers(-(10**20), 10**20)
)


@given(st.sampled_from([(which, field) for which in FIELDS for field in FIELDS[which]]), RAW)
def test_every_cell_is_read_or_refused_and_what_was_read_is_read_the_same_again(
    place: tuple[str, object], raw: Raw
) -> None:
    _, field = place
    reader = reader_of(field)  # type: ignore[arg-type]
    try:
        value = reader(raw)
    except EntryInvalid:
        return
    assert "\x00" not in value
    if field.kind in ("text", "code", "registration_code", "day", "risk"):  # type: ignore[attr-defined]
        assert reader(value) == value


@given(st.integers(0, 999_999), st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_sign_of_a_code_is_always_noticed(number: int, place: int, sign: str) -> None:
    right = code(number)
    wrong = right[:place] + sign + right[place + 1 :]
    if wrong == right:
        return
    with pytest.raises(EntryInvalid):
        read("objects", "registration_code", wrong)
