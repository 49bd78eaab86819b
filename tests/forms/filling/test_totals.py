"""Totals: what does not apply at present has no part in them, as in Collect, and they follow what comes and goes."""

from forms.filling.session import Filling
from forms.filling.state import restore, state_of
from tests.forms.filling.xforms import fill, inputs, values, xform

FLOORS = xform(
    '<ok/><floor jr:template=""><bad/><door jr:template=""><width/></door><doors/></floor>'
    "<all/><narrowest/><widths/><listed/><most/>",
    "floor/door: relevant=\"../bad = 'yes'\"",
    'floor/doors: type="int" calculate="count(../door)"',
    'all: type="int" calculate="sum(/data/floor/doors)"',
    'narrowest: calculate="min(/data/floor/door/width)"',
    'most: calculate="max(/data/floor/door/width)"',
    'widths: calculate="sum(/data/floor/door/width)"',
    "listed: calculate=\"join(' ', /data/floor/door/width)\"",
    body='<repeat nodeset="/data/floor">'
    + inputs("floor/bad")
    + '<repeat nodeset="/data/floor/door">'
    + inputs("floor/door/width")
    + "</repeat></repeat>",
)
OPTIONAL = xform(
    "<a/><b/><c/><n/><total/>",
    'b: type="int" relevant="/data/a = \'yes\'"',
    'c: type="int"',
    'n: calculate="count(/data/b | /data/c)"',
    'total: calculate="sum(/data/b | /data/c)"',
    body=inputs("a", "b", "c"),
)


def totals(filling: Filling) -> tuple[str, ...]:
    found = values(filling)
    return tuple(found.get(name, "") for name in ("all", "narrowest", "most", "widths", "listed"))


def two_floors() -> Filling:
    filling = fill(FLOORS)
    for floor, widths in ((1, ("8", "12")), (2, ("7",))):
        filling.add_repeat("/data/floor")
        filling.answer(f"/data/floor[{floor}]/bad", "yes")
        for door, width in enumerate(widths, start=1):
            filling.add_repeat(f"/data/floor[{floor}]/door")
            filling.answer(f"/data/floor[{floor}]/door[{door}]/width", width)
    return filling


def test_rounds_that_do_not_apply_are_neither_counted_nor_summed() -> None:
    filling = two_floors()
    assert totals(filling) == ("3", "7", "12", "27", "8 12 7")
    filling.answer("/data/floor[2]/bad", "no")
    assert totals(filling) == ("2", "8", "12", "20", "8 12")
    assert values(filling)["floor[2]/doors"] == "0"
    filling = restore(filling.form, state_of(filling))
    filling.answer("/data/floor[1]/bad", "no")
    assert totals(filling) == ("0", "", "", "0", "")
    filling.answer("/data/floor[2]/bad", "yes")
    filling.answer("/data/floor[1]/bad", "yes")
    assert totals(filling) == ("3", "7", "12", "27", "8 12 7")


def test_a_round_that_holds_nothing_yet_counts_while_it_applies() -> None:
    filling = fill(FLOORS)
    filling.add_repeat("/data/floor")
    filling.answer("/data/floor[1]/bad", "yes")
    filling.add_repeat("/data/floor[1]/door")
    assert values(filling)["all"] == "1"
    filling.answer("/data/floor[1]/bad", "no")
    assert values(filling)["all"] == "0"
    filling.answer("/data/floor[1]/bad", "yes")
    assert values(filling)["all"] == "1"


def test_a_question_that_does_not_apply_spoils_no_sum() -> None:
    filling = fill(OPTIONAL)
    filling.answer("/data/c", 5)
    assert (values(filling)["n"], values(filling)["total"]) == ("1", "5")
    filling.answer("/data/a", "yes")
    # Now it applies and nobody has said how much it is: the sum is not known.
    assert (values(filling)["n"], values(filling).get("total", "")) == ("2", "")
    filling.answer("/data/b", 2)
    assert values(filling)["total"] == "7"
    filling.answer("/data/a", "no")
    assert (values(filling)["n"], values(filling)["total"]) == ("1", "5")


def test_what_would_follow_from_an_answer_is_taken_back_with_it() -> None:
    filling = two_floors()
    before = state_of(filling)
    assert filling.check("/data/floor[1]/bad", "no") is None
    assert state_of(filling) == before
    assert totals(filling) == ("3", "7", "12", "27", "8 12 7")
