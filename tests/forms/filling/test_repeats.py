"""Rounds of repeats: by hand, by a count, nested, and what looks at them."""

import json

import pytest

from forms.filling.outline import Question, RoundsEnd
from forms.filling.refusals import FillingRefused, XFormRefused
from forms.filling.state import restore, state_of
from tests.forms.filling.xforms import fill, inputs, values, xform

FRIDGES = xform(
    '<fridges jr:template=""><temperature>4</temperature><number/></fridges><many/><warmest/>',
    'fridges/temperature: type="int"',
    'fridges/number: type="int" calculate="position(..)"',
    'many: type="int" calculate="count(/data/fridges)"',
    'warmest: type="int" calculate="max(/data/fridges/temperature)"',
    body='<group ref="/data/fridges"><label>Fridge</label><repeat nodeset="/data/fridges">'
    + inputs("fridges/temperature")
    + "</repeat></group>",
)


def test_rounds_come_from_the_template_and_everything_that_looks_at_them_follows() -> None:
    filling = fill(FRIDGES)
    assert values(filling) == {"many": "0"}
    change = filling.add_repeat("/data/fridges")
    assert change.added == ("/data/fridges[1]",)
    filling.add_repeat("/data/fridges")
    filling.answer("/data/fridges[2]/temperature", 9)
    assert values(filling) == {
        "fridges[1]/temperature": "4",
        "fridges[1]/number": "1",
        "fridges[2]/temperature": "9",
        "fridges[2]/number": "2",
        "many": "2",
        "warmest": "9",
    }


def test_rounds_behind_a_removed_one_move_up() -> None:
    filling = fill(FRIDGES)
    for temperature in (1, 2, 3):
        filling.add_repeat("/data/fridges")
        filling.answer(f"/data/fridges[{temperature}]/temperature", temperature)
    change = filling.remove_repeat("/data/fridges[2]")
    assert change.removed == ("/data/fridges[2]", "/data/fridges[2]/temperature", "/data/fridges[2]/number")
    found = values(filling)
    assert [found[f"fridges[{number}]/temperature"] for number in (1, 2)] == ["1", "3"]
    assert [found[f"fridges[{number}]/number"] for number in (1, 2)] == ["1", "2"]
    assert (found["many"], found["warmest"]) == ("2", "3")


@pytest.mark.parametrize("reference", ["/data/fridges", "/data/fridges[1]", "/data/many", "/data/nothing[1]"])
def test_only_a_round_that_is_there_can_be_removed(reference: str) -> None:
    with pytest.raises(FillingRefused) as refused:
        fill(FRIDGES).remove_repeat(reference)
    assert refused.value.code == "FILL_011"


def test_a_count_decides_the_number_of_rounds() -> None:
    form = xform(
        '<n/><r jr:template=""><q>new</q></r><r><q>first</q></r>',
        'n: type="int"',
        body=inputs("n") + '<repeat nodeset="/data/r" jr:count="/data/n">' + inputs("r/q") + "</repeat>",
    )
    filling = fill(form)
    assert values(filling) == {}
    filling.answer("/data/n", 3)
    assert values(filling) == {"n": "3", "r[1]/q": "first", "r[2]/q": "new", "r[3]/q": "new"}
    filling.answer("/data/r[1]/q", "mine")
    assert set(filling.answer("/data/n", 1).removed) == {"/data/r[2]", "/data/r[2]/q", "/data/r[3]", "/data/r[3]/q"}
    filling.answer("/data/n", "")
    assert values(filling) == {"r[1]/q": "mine"}, "an empty count waits"
    filling.answer("/data/n", -2)
    assert values(filling) == {"n": "-2"}
    for act in (filling.add_repeat, filling.remove_repeat):
        with pytest.raises(FillingRefused):
            act("/data/r")


def test_a_repeat_without_template_begins_a_new_round_empty() -> None:
    form = xform("<r><q>given</q></r>", body='<repeat nodeset="/data/r">' + inputs("r/q") + "</repeat>")
    filling = fill(form)
    filling.add_repeat("/data/r")
    assert values(filling) == {"r[1]/q": "given"}


def test_rounds_that_may_not_be_changed_stay() -> None:
    repeat = '<repeat nodeset="/data/r" jr:noAddRemove="true()">' + inputs("r/q") + "</repeat>"
    filling = fill(xform('<r jr:template=""><q/></r>', body=repeat))
    with pytest.raises(FillingRefused) as refused:
        filling.add_repeat("/data/r")
    assert refused.value.code == "FILL_003"


def test_repeats_within_repeats_keep_apart() -> None:
    form = xform(
        '<floor jr:template=""><name/><room jr:template=""><area/><where/></room><total/></floor><all/>',
        'floor/room/area: type="int"',
        "floor/room/where: calculate=\"concat(../../name, '-', position(..))\"",
        'floor/total: type="int" calculate="sum(../room/area)"',
        'all: type="int" calculate="sum(/data/floor/room/area)"',
        body='<repeat nodeset="/data/floor">'
        + inputs("floor/name")
        + '<repeat nodeset="/data/floor/room">'
        + inputs("floor/room/area")
        + "</repeat></repeat>",
    )
    filling = fill(form)
    for _ in range(2):
        filling.add_repeat("/data/floor")
    for reference in ("/data/floor[1]/room", "/data/floor[2]/room", "/data/floor[2]/room"):
        filling.add_repeat(reference)
    filling.answer("/data/floor[2]/name", "B")
    for reference, area in (("floor[1]/room[1]", 10), ("floor[2]/room[1]", 20), ("floor[2]/room[2]", 30)):
        filling.answer(f"/data/{reference}/area", area)
    found = values(filling)
    assert (found["floor[1]/total"], found["floor[2]/total"], found["all"]) == ("10", "50", "60")
    assert (found["floor[1]/room[1]/where"], found["floor[2]/room[2]/where"]) == ("-1", "B-2")
    filling.remove_repeat("/data/floor[1]")
    found = values(filling)
    assert (found["floor[1]/total"], found["all"], found["floor[1]/room[1]/where"]) == ("50", "50", "B-1")


def test_a_sum_may_run_from_round_to_round() -> None:
    form = xform(
        '<r jr:template=""><n>1</n><sum/></r>',
        'r/n: type="int"',
        'r/sum: type="int" calculate="../n + coalesce(/data/r[position() = position(current()/..) - 1]/sum, 0)"',
        body='<repeat nodeset="/data/r">' + inputs("r/n") + "</repeat>",
    )
    filling = fill(form)
    for _ in range(120):
        filling.add_repeat("/data/r")
    assert values(filling)["r[120]/sum"] == "120"
    filling.answer("/data/r[1]/n", 11)
    assert values(filling)["r[120]/sum"] == "130"


def test_the_number_of_rounds_is_limited() -> None:
    form = xform('<r jr:template=""><q/></r>', body='<repeat nodeset="/data/r">' + inputs("r/q") + "</repeat>")
    filling = fill(form)
    for _ in range(300):
        filling.add_repeat("/data/r")
    with pytest.raises(XFormRefused, match="at most 300"):
        filling.add_repeat("/data/r")


def test_the_outline_follows_the_body_with_headings_and_the_place_for_another_round() -> None:
    form = xform(
        '<a/><r jr:template=""><q/><g><p/></g></r><z/>',
        "r: relevant=\"/data/a != 'no'\"",
        body=inputs("z", "a")
        + '<group ref="/data/r"><label>Fridge</label><repeat nodeset="/data/r">'
        + inputs("r/q")
        + '<group ref="/data/r/g" appearance="field-list"><label>Inside</label>'
        + inputs("r/g/p")
        + "</group></repeat></group>",
    )
    filling = fill(form)
    filling.add_repeat("/data/r")
    filling.add_repeat("/data/r")
    told: list[tuple[str, object]] = []
    for each in filling.outline():
        if isinstance(each, Question):
            told.append((each.reference, [(heading.label, heading.position) for heading in each.headings]))
        else:
            told.append((f"{each.reference} +", each.rounds))
    assert told == [
        ("/data/z", []),
        ("/data/a", []),
        ("/data/r[1]/q", [("Fridge", 1)]),
        ("/data/r[1]/g/p", [("Fridge", 1), ("Inside", 0)]),
        ("/data/r[2]/q", [("Fridge", 2)]),
        ("/data/r[2]/g/p", [("Fridge", 2), ("Inside", 0)]),
        ("/data/r +", 2),
    ]
    filling.answer("/data/a", "no")
    (end,) = (each for each in filling.outline() if isinstance(each, RoundsEnd))
    assert (end.is_relevant, end.is_counted, end.label) == (False, False, "Fridge")
    relevant = [each.reference for each in filling.questions() if each.is_relevant]
    assert relevant == ["/data/z", "/data/a"]


COUNTED = xform(
    '<n/><r jr:template=""><q/><m/><s jr:template=""><t/></s></r><most/>',
    'n: type="int"',
    'r/q: type="int"',
    'r/m: type="int"',
    'most: type="int" calculate="sum(/data/r/q)"',
    body=inputs("n")
    + '<repeat nodeset="/data/r" jr:count="/data/n">'
    + inputs("r/q", "r/m")
    + '<repeat nodeset="/data/r/s" jr:count="../m">'
    + inputs("r/s/t")
    + "</repeat></repeat>",
)


def test_what_a_lower_count_takes_away_comes_back_with_a_higher_one() -> None:
    filling = fill(COUNTED)
    filling.answer("/data/n", 2)
    for round_ in (1, 2):
        filling.answer(f"/data/r[{round_}]/q", 10 * round_)
        filling.answer(f"/data/r[{round_}]/m", 2)
        filling.answer(f"/data/r[{round_}]/s[2]/t", f"deep {round_}")
    filling.answer("/data/r[2]/m", 1)
    before = values(filling)
    filling.answer("/data/n", 1)
    assert values(filling)["most"] == "10"
    filling = restore(filling.form, json.loads(json.dumps(state_of(filling))))
    assert values(filling)["most"] == "10"
    filling.answer("/data/n", 0)
    kept = {
        each.reference: each.kept_value
        for each in filling.outline(with_parked=True)
        if isinstance(each, Question) and each.kept_value
    }
    assert kept["/data/r[2]/s[2]/t"] == "deep 2"
    filling.answer("/data/n", 2)
    assert values(filling) == before
    filling.answer("/data/r[2]/m", 2)
    assert values(filling)["r[2]/s[2]/t"] == "deep 2"


def test_a_refused_change_leaves_what_was_taken_away_as_it_was() -> None:
    filling = fill(COUNTED)
    filling.answer("/data/n", 2)
    filling.answer("/data/r[2]/q", 7)
    filling.answer("/data/n", 1)
    before = state_of(filling)
    with pytest.raises(XFormRefused):
        filling.answer("/data/n", 5_000)
    assert filling.check("/data/n", 2) is None
    assert state_of(filling) == before
