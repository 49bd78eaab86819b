"""Relevance, required, readonly, constraints and calculations."""

import pytest

from forms.filling.refusals import FillingRefused
from rules.errors import describe
from tests.forms.filling.xforms import fill, hidden, inputs, values, xform


def test_an_answer_is_kept_while_it_is_not_relevant_and_returns_with_it() -> None:
    form = xform(
        "<has/><g><what/><twice/></g>",
        "g: relevant=\"/data/has = 'yes'\"",
        'g/twice: calculate="concat(../what, ../what)"',
        body=inputs("has", "g/what"),
    )
    filling = fill(form)
    filling.answer("/data/has", "yes")
    filling.answer("/data/g/what", "oil")
    assert values(filling) == {"has": "yes", "g/what": "oil", "g/twice": "oiloil"}

    change = filling.answer("/data/has", "no")
    assert values(filling) == {"has": "no"}
    assert set(change.changed) == {"/data/has", "/data/g", "/data/g/what", "/data/g/twice"}
    assert hidden(filling) == {"/data/g/what": "oil"}

    filling.answer("/data/has", "yes")
    assert values(filling) == {"has": "yes", "g/what": "oil", "g/twice": "oiloil"}
    assert hidden(filling) == {}


def test_a_calculation_follows_what_it_reads_even_if_that_changed_while_it_was_not_relevant() -> None:
    form = xform(
        "<n/><show/><double/>",
        'n: type="int"',
        'double: type="int" calculate="/data/n * 2" relevant="/data/show = 1"',
        body=inputs("n", "show"),
    )
    filling = fill(form)
    filling.answer("/data/n", 4)
    filling.answer("/data/show", "1")
    assert values(filling) == {"n": "4", "show": "1", "double": "8"}


def test_a_required_question_says_so_until_it_is_answered() -> None:
    form = xform("<a/><b/>", 'b: required="/data/a = 1" jr:requiredMsg="Write it down."', body=inputs("a", "b"))
    filling = fill(form)
    assert list(filling.violations()) == []
    filling.answer("/data/a", "1")
    (violation,) = filling.violations()
    assert (violation.reference, violation.kind, violation.message) == ("/data/b", "required", "Write it down.")
    filling.answer("/data/b", "done")
    assert list(filling.violations()) == []


def test_a_required_question_that_is_not_relevant_is_no_matter() -> None:
    form = xform("<a/><b/>", 'b: required="true()" relevant="/data/a = 1"', body=inputs("a", "b"))
    filling = fill(form)
    assert list(filling.violations()) == []
    assert filling.question("/data/b").is_required


def test_an_answer_that_breaks_a_constraint_is_stored_and_told() -> None:
    form = xform("<n/>", 'n: type="int" constraint=". &lt;= 8" jr:constraintMsg="At most 8 °C."', body=inputs("n"))
    filling = fill(form)
    change = filling.answer("/data/n", 12)
    assert [each.message for each in change.violations] == ["At most 8 °C."]
    assert filling.question("/data/n").value == "12"
    assert [each.message for each in filling.answer("/data/n", 12).violations] == ["At most 8 °C."]
    assert filling.answer("/data/n", "").violations == ()


def test_a_chat_can_ask_before_and_nothing_is_stored() -> None:
    form = xform(
        "<n/><m/>", 'n: type="int" constraint=". &lt; /data/m"', 'm: calculate="/data/n * 0 + 5"', body=inputs("n")
    )
    filling = fill(form)
    filling.answer("/data/n", 3)
    before = values(filling)
    violation = filling.check("/data/n", 9)
    assert violation is not None
    assert violation.kind == "constraint"
    assert violation.message is None
    assert "not allowed" in describe(violation, "en")
    assert filling.check("/data/n", 4) is None
    assert values(filling) == before


def test_what_is_read_only_cannot_be_answered_nor_can_anything_in_it() -> None:
    form = xform("<lock/><g><a/></g>", 'g: readonly="/data/lock = 1"', body=inputs("lock", "g/a"))
    filling = fill(form)
    filling.answer("/data/g/a", "open")
    filling.answer("/data/lock", "1")
    assert filling.question("/data/g/a").is_readonly
    for act in (filling.answer, filling.check):
        with pytest.raises(FillingRefused, match="not filled in"):
            act("/data/g/a", "closed")
    assert values(filling)["g/a"] == "open"


def test_a_note_is_a_box_that_is_always_read_only() -> None:
    form = xform("<a/><b/>", 'a: readonly="true()"', 'b: readonly="true()" calculate="1"', body=inputs("a"))
    assert fill(form).question("/data/a").kind == "note"


def test_an_unknown_reference_is_refused() -> None:
    filling = fill(xform("<g><a/></g>", body=inputs("g/a")))
    for reference in ("/data/b", "/data/g", "/other/a", "a", "/data/g/a/b", "/data/g[2]/a"):
        with pytest.raises(FillingRefused) as refused:
            filling.answer(reference, "x")
        assert refused.value.code == "FILL_001"


def test_a_bound_attribute_is_calculated_and_follows() -> None:
    form = xform('<a/><g made=""><b/></g>', "g/@made: calculate=\"concat('by ', /data/a)\"", body=inputs("a"))
    filling = fill(form)
    filling.answer("/data/a", "Li")
    assert values(filling) == {"a": "Li", "g/@made": "by Li"}


def test_conditions_that_need_each_other_are_no_circle() -> None:
    form = xform("<a/><b/>", 'a: relevant="/data/b > 0"', 'b: relevant="/data/a > 0"', body=inputs("a", "b"))
    filling = fill(form)
    assert not filling.question("/data/a").is_relevant
    assert not filling.question("/data/b").is_relevant


def test_what_cannot_be_worked_out_yet_stops_nobody_and_is_told() -> None:
    form = xform(
        "<a/><b/><far/><c/>",
        'far: type="decimal" calculate="distance(/data/a, /data/b)"',
        "c: constraint=\"regex(., concat('[', /data/a))\" required=\"date(concat('2023-02-', /data/b)) > 1\"",
        body=inputs("a", "b") + '<input ref="/data/c"><label>Far: <output value="distance(/data/a)"/></label></input>',
    )
    filling = fill(form)
    assert [failure.placeholders["reference"] for failure in filling.failures] == ["/data/far"]
    assert filling.question("/data/c").label == "Far: "
    filling.answer("/data/a", "29.5 106.5")
    change = filling.answer("/data/b", "29.6 106.5")
    assert change.failures == ()
    assert float(values(filling)["far"]) == pytest.approx(11_132, abs=5)
    change = filling.answer("/data/b", "31")
    assert [failure.code for failure in change.failures] == ["XFORM_007"]
    assert not filling.question("/data/c").is_required
    assert filling.answer("/data/c", "x").violations == ()
