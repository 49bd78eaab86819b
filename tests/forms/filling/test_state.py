"""Saved and resumed at any moment, a filling goes on as if nothing had happened; and it forgets no recalculation."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.filling import opening
from forms.filling.reading import read_form
from forms.filling.refusals import FillingRefused
from forms.filling.session import Filling
from forms.filling.state import restore, state_of
from forms.filling.submission import submission_of
from tests.forms.filling.xforms import NOW, fill, hidden, inputs, xform

LIST = '<instance id="l"><root>' + "".join(
    f"<item><name>{name}</name><of>{name[0]}</of></item>" for name in ("a1", "a2", "b1", "b2")
) + "</root></instance>"  # fmt: skip
OFFERED = "instance('l')/root/item[selected(/data/kinds, of)]"
ITEMSET = f'<itemset nodeset="{OFFERED}"><value ref="name"/><label ref="name"/></itemset>'
ACTION = '<setvalue event="xforms-value-changed" ref="/data/last" value="concat(/data/kinds, \'/\', random())"/>'
FORM = read_form(
    xform(
        '<kinds/><parts/><n>1</n><last/><g><inner/><r jr:template=""><x>2</x><y/><s jr:template=""><z/></s></r></g>'
        "<c><w/></c><c><w>given</w></c><total/><all/><meta><instanceID/></meta>",
        'n: type="int"',
        "g: relevant=\"/data/kinds != ''\"",
        'g/r/x: type="int" constraint=". &lt; 5" required="true()"',
        'g/r/y: type="int" calculate="../x * /data/n + position(..)"',
        'g/r/s: relevant="../x &gt; 1"',
        'total: type="int" calculate="sum(/data/g/r/y) + count(/data/g/r/s)"',
        "all: calculate=\"concat(join(',', /data/c/w), /data/parts)\"",
        body=f'<input ref="/data/kinds">{ACTION}</input><select ref="/data/parts">{ITEMSET}</select>'
        + inputs("n", "g/inner")
        + '<repeat nodeset="/data/g/r">'
        + inputs("g/r/x")
        + f'<repeat nodeset="/data/g/r/s">{inputs("g/r/s/z")}</repeat></repeat>'
        + f'<repeat nodeset="/data/c" jr:count="/data/n">{inputs("c/w")}</repeat>',
        more=LIST,
    )
)
ROUND = st.integers(1, 3)
STEPS = st.one_of(
    st.tuples(st.just("answer"), st.just("/data/kinds"), st.sampled_from(["", "a", "b", "a b"])),
    st.tuples(st.just("answer"), st.just("/data/parts"), st.sampled_from(["", "a1", "a1 b2", "a2 b1 b2"])),
    st.tuples(st.just("answer"), st.just("/data/n"), st.sampled_from(["", "0", "1", "3", "-1"])),
    st.tuples(st.just("answer"), st.just("/data/g/inner"), st.text(max_size=3)),
    st.builds(lambda n, x: ("answer", f"/data/g/r[{n}]/x", x), ROUND, st.integers(0, 9)),
    st.builds(lambda n, m, z: ("answer", f"/data/g/r[{n}]/s[{m}]/z", z), ROUND, ROUND, st.text("xyz", max_size=2)),
    st.builds(lambda n, w: ("answer", f"/data/c[{n}]/w", w), ROUND, st.text("xyz", max_size=2)),
    st.just(("add_repeat", "/data/g/r")),
    st.builds(lambda n: ("add_repeat", f"/data/g/r[{n}]/s"), ROUND),
    st.builds(lambda n: ("remove_repeat", f"/data/g/r[{n}]"), ROUND),
    st.builds(lambda n, m: ("remove_repeat", f"/data/g/r[{n}]/s[{m}]"), ROUND, ROUND),
)


def begin() -> Filling:
    return opening.begin(FORM, now=NOW, seed="s")


def do(filling: Filling, step: tuple[str, ...]) -> None:
    """Does a step, unless the round that it names is not there."""
    if filling.tree.find(step[1]) is not None:
        getattr(filling, step[0])(*step[1:])


def picture(filling: Filling) -> Any:
    """Everything that can be seen of a filling."""
    return (
        [
            (each.reference, each.is_relevant, each.value, each.kept_value, each.choices, each.violation)
            for each in filling.questions()
        ],
        list(filling.violations()),
        hidden(filling),
        submission_of(filling, NOW),
        state_of(filling),
    )


def through_json(filling: Filling) -> Filling:
    return restore(FORM, json.loads(json.dumps(state_of(filling))))


@given(st.lists(st.tuples(STEPS, st.booleans()), max_size=25))
@settings(max_examples=120, deadline=None)
def test_resuming_at_any_moment_makes_no_difference(steps: list[tuple[tuple[str, ...], bool]]) -> None:
    whole, resumed = begin(), begin()
    for step, is_resumed in steps:
        do(whole, step)
        do(resumed, step)
        if is_resumed:
            resumed = through_json(resumed)
    assert picture(whole) == picture(resumed)
    assert picture(whole) == picture(through_json(whole))


@given(st.lists(STEPS, max_size=25))
@settings(max_examples=120, deadline=None)
def test_working_everything_out_anew_finds_nothing_to_change(steps: list[tuple[str, ...]]) -> None:
    filling = begin()
    for step in steps:
        do(filling, step)
    before = picture(filling)
    propagation = filling._propagation
    propagation.enqueue_all(filling.tree.root)
    propagation.settle()
    assert [each.reference for each in propagation.changed] == []
    assert picture(filling) == before


@given(st.lists(STEPS, max_size=15), STEPS)
@settings(max_examples=80, deadline=None)
def test_asking_what_an_answer_would_do_changes_nothing(steps: list[tuple[str, ...]], last: tuple[str, ...]) -> None:
    filling = begin()
    for step in steps:
        do(filling, step)
    before = picture(filling)
    if last[0] == "answer":
        do(filling, ("check", *last[1:]))
    assert picture(filling) == before


def test_a_state_is_small_and_plain() -> None:
    filling = begin()
    filling.answer("/data/kinds", "a")
    state = state_of(filling)
    assert state["values"]["/data/kinds"] == "a"
    assert state["zone"] == "Asia/Shanghai"
    assert set(state["values"]) == {"/data/kinds", "/data/last", "/data/total"}


def test_a_state_belongs_to_its_form() -> None:
    state = state_of(begin())
    with pytest.raises(FillingRefused) as refused:
        restore(fill(xform("<a/>")).form, state)
    assert refused.value.code == "FILL_005"
    with pytest.raises(FillingRefused) as refused:
        restore(FORM, {**state, "layout": 0})
    assert refused.value.code == "FILL_005"


@pytest.mark.parametrize(
    "damage",
    [
        {"rounds": {}},
        {"rounds": {"/data/g/r": [7], "/data/c": []}},
        {"rounds": {"/data/g/r": [-1] * 1001, "/data/c": []}},
        {"values": {"/data/nothing": "x"}},
        {"values": {"/data/n": 5}},
        {"irrelevant": ["/data/nothing"]},
        {"now": "2026-11-23T09:30:00"},
        {"now": "yesterday"},
        {"zone": "Atlantis/Capital"},
        {"drawn": "many"},
        {"seed": None, "drawn": None},
    ],
    ids=str,
)
def test_a_damaged_state_is_refused(damage: dict[str, Any]) -> None:
    state = {**state_of(begin()), **damage}
    with pytest.raises(FillingRefused) as refused:
        restore(FORM, state).answer("/data/kinds", "a")
    assert refused.value.code == "FILL_006"


def test_chance_goes_on_where_it_stopped() -> None:
    one, other = begin(), begin()
    one.answer("/data/kinds", "a")
    other.answer("/data/kinds", "a")
    other = through_json(other)
    one.answer("/data/kinds", "b")
    other.answer("/data/kinds", "b")
    last = [each.tree.find("/data/last").value for each in (one, other)]  # type: ignore[union-attr]
    assert last[0] == last[1]
    assert last[0] != "b/"
