"""What is stored for a value of each type."""

import pytest

from forms.filling.references import resolve, split_reference
from tests.forms.filling.xforms import fill, xform

CASES = [
    ("int", 7, "7"),
    ("int", "7.9", "7"),
    ("int", "-7.9", "-7"),
    ("int", "1e3", "1000"),
    ("int", "2147483647", "2147483647"),
    ("int", "2147483648", ""),
    ("int", "seven", ""),
    ("int", None, ""),
    ("decimal", 2.5, "2.5"),
    ("decimal", "2.50", "2.5"),
    ("decimal", "-0.0", "0"),
    ("decimal", "1e-3", "0.001"),
    ("decimal", "NaN", ""),
    ("decimal", "1,5", ""),
    ("boolean", True, "1"),
    ("boolean", "false", "0"),
    ("boolean", "perhaps", ""),
    ("date", "2024-02-29", "2024-02-29"),
    ("date", "2023-02-29", ""),
    ("date", "2024-02-29T10:00:00", ""),
    ("time", "23:59:59.5+08:00", "23:59:59.5+08:00"),
    ("time", "24:00:00", ""),
    ("time", "10:00:00+15:00", ""),
    ("time", "10:00", ""),
    ("dateTime", "2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z"),
    ("dateTime", "2024-02-29T23:59:59+0800", ""),
    ("dateTime", "2024-02-30T23:59:59Z", ""),
    ("geopoint", "29.56  106.55 244 5", "29.56 106.55 244 5"),
    ("geopoint", "29.56 106.55", "29.56 106.55"),
    ("geopoint", "29.56", ""),
    ("geopoint", "91 106", ""),
    ("geopoint", "0 0 0 0", ""),
    ("geopoint", "29.56 106.55 high", ""),
    ("geotrace", "1 1;2 2", "1 1;2 2"),
    ("geotrace", "1 1;1 1", ""),
    ("geotrace", "1 1", ""),
    ("geoshape", "1 1;2 2;3 1;1 1", "1 1;2 2;3 1;1 1"),
    ("geoshape", "1 1;2 2;3 1", ""),
    ("string", " as typed ", " as typed "),
    ("barcode", "6901234567892", "6901234567892"),
    ("xsd:integer", "7.0", "7"),
]


@pytest.mark.parametrize(("value_type", "answer", "stored"), CASES)
def test_a_value_is_stored_in_the_one_form_of_its_type(value_type: str, answer: str, stored: str) -> None:
    filling = fill(xform("<q/>", f'q: type="{value_type}"', body='<input ref="/data/q"/>'))
    filling.answer("/data/q", answer)
    assert filling.question("/data/q").value == stored
    filling.answer("/data/q", stored)
    assert filling.question("/data/q").value == stored


@pytest.mark.parametrize(("value_type", "answer", "stored"), [case for case in CASES if case[1] and not case[2]])
def test_an_answer_of_another_type_can_be_refused_before_it_is_stored(
    value_type: str, answer: str, stored: str
) -> None:
    filling = fill(xform("<q/>", f'q: type="{value_type}"', body='<input ref="/data/q"/>'))
    violation = filling.check("/data/q", answer)
    assert violation is not None
    assert violation.kind == "type"
    assert filling.question("/data/q").value == stored


@pytest.mark.parametrize(("answer", "stored"), [("0.5", "0.5"), (2, "2"), (-2, "-2"), (2.5, ""), ("-2.01", "")])
def test_a_range_takes_what_lies_within_it(answer: str, stored: str) -> None:
    body = '<range ref="/data/q" start="-2" end="2" step="0.5"/>'
    filling = fill(xform("<q/>", 'q: type="decimal"', body=body))
    filling.answer("/data/q", answer)
    assert filling.question("/data/q").value == stored


def test_an_acknowledgement_is_stored_as_ok() -> None:
    filling = fill(xform("<q/>", body='<trigger ref="/data/q"/>'))
    filling.answer("/data/q", True)
    assert filling.question("/data/q").value == "OK"
    filling.answer("/data/q", False)
    assert filling.question("/data/q").value == ""


def test_a_default_that_is_no_value_of_its_type_is_dropped() -> None:
    filling = fill(xform("<n>many</n><m>4.5</m>", 'n: type="int"', 'm: type="int"', body=""))
    assert [filling.tree.find(f"/data/{name}").value for name in "nm"] == ["", "4"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("written", "base", "reference"),
    [
        ("/data/a/b", "/data/x", "/data/a/b"),
        (" /data/a[1]/b ", "/data", "/data/a/b"),
        ("b", "/data/a", "/data/a/b"),
        ("../b", "/data/a", "/data/b"),
        ("./b", "/data/a", "/data/a/b"),
        (".", "/data/a", "/data/a"),
        ("current()/../b", "/data/a", "/data/b"),
        ("../r[name = ']']/b", "/data/a", "/data/r/b"),
    ],
)
def test_a_written_path_is_resolved(written: str, base: str, reference: str) -> None:
    assert resolve(written, base) == reference


def test_a_reference_is_split_into_names_and_positions() -> None:
    assert split_reference("/data/r[12]/orx:q") == [("data", None), ("r", 12), ("orx:q", None)]
