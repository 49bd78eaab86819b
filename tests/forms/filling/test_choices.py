"""Choices: spelled out, looked up, filtered, from files, and what remains of an answer."""

import pytest

from forms.filling.refusals import XFormRefused
from forms.filling.session import Filling
from tests.forms.filling.xforms import fill, inputs, values, xform

ITEMS = "<item><value>gas</value><label>Gas</label></item><item><value>power</value><label>Power</label></item>"
LIST = """<instance id="parts"><root>
<item><name>hose</name><label>Hose</label><of>gas</of></item>
<item><name>valve</name><label>Valve</label><of>gas</of></item>
<item><name>cable</name><label>Cable</label><of>power</of></item></root></instance>"""
WELL = (
    b'{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": "Point", '
    b'"coordinates": [106.5, 29.5]}, "properties": {"name": "well", "label": "Well"}}]}'
)
ITEMSET = (
    "<itemset nodeset=\"instance('parts')/root/item[selected(/data/kind, of)]\">"
    '<value ref="name"/><label ref="label"/></itemset>'
)


def offered(filling: Filling, name: str) -> list[tuple[str, str]]:
    return [(choice.value, choice.label) for choice in filling.question(f"/data/{name}").choices]


def kitchen(control: str) -> Filling:
    body = f'<select ref="/data/kind">{ITEMS}</select><{control} ref="/data/part">{ITEMSET}</{control}>'
    return fill(xform("<kind/><part/>", body=body, more=LIST))


def test_a_filter_follows_the_answers() -> None:
    filling = kitchen("select1")
    assert offered(filling, "part") == []
    filling.answer("/data/kind", ["gas"])
    assert offered(filling, "part") == [("hose", "Hose"), ("valve", "Valve")]


def test_a_choice_that_is_filtered_away_drops_out_of_the_answer_and_returns() -> None:
    filling = kitchen("select")
    filling.answer("/data/kind", ["power", "gas"])
    filling.answer("/data/part", ["cable", "valve"])
    assert values(filling) == {"kind": "gas power", "part": "valve cable"}
    filling.answer("/data/kind", ["gas"])
    assert values(filling) == {"kind": "gas", "part": "valve"}
    filling.answer("/data/kind", ["gas", "power"])
    assert values(filling)["part"] == "valve cable"


def test_a_ranking_keeps_its_order_and_takes_in_what_is_new() -> None:
    filling = kitchen("odk:rank")
    filling.answer("/data/kind", "gas")
    filling.answer("/data/part", ["valve", "hose"])
    assert values(filling)["part"] == "valve hose"
    filling.answer("/data/kind", "gas power")
    assert values(filling)["part"] == "valve hose cable"


@pytest.mark.parametrize("answer", ["wood", "gas wood", ["wood"]])
def test_what_is_not_on_offer_is_not_stored_and_can_be_refused_before(answer: str) -> None:
    filling = kitchen("select1")
    violation = filling.check("/data/kind", answer)
    assert violation is not None
    assert violation.kind == "type"
    filling.answer("/data/kind", answer)
    assert "wood" not in values(filling).get("kind", "")


def test_only_one_choice_fits_a_single_choice() -> None:
    filling = fill(xform("<kind/>", body=f'<select1 ref="/data/kind">{ITEMS}</select1>'))
    filling.answer("/data/kind", "gas power")
    assert values(filling) == {}
    filling.answer("/data/kind", "power")
    assert values(filling) == {"kind": "power"}


@pytest.mark.parametrize(
    ("name", "content", "choices"),
    [
        ("parts.csv", b'\xef\xbb\xbfname,label\r\ncable,"Cable, long"\r\n', [("cable", "Cable, long")]),
        ("parts.csv", b"name;label\nhose;Hose\n\n", [("hose", "Hose")]),
        ("parts.csv", b"name\tlabel\nhose\n", [("hose", "")]),
        ("parts.csv", b"name,label\n", []),
        ("parts.csv", b"", []),
        ("parts.xml", b"<root><item><name>hose</name><label>Hose</label></item></root>", [("hose", "Hose")]),
        ("parts.geojson", WELL, [("well", "Well")]),
    ],
)  # fmt: skip
def test_a_list_comes_from_a_file(name: str, content: bytes, choices: list[tuple[str, str]]) -> None:
    scheme = "file-csv" if name.endswith("csv") else "file"
    lists = f'<instance id="parts" src="jr://{scheme}/{name}"/>'
    itemset = ITEMSET.replace("[selected(/data/kind, of)]", "")
    form = xform("<part/>", body=f'<select1 ref="/data/part">{itemset}</select1>', more=lists)
    assert offered(fill(form, {name: content}), "part") == choices
    assert offered(fill(form), "part") == [], "a file that is missing is an empty list"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("parts.csv", b"\xff\xfe"),
        ("parts.csv", b"name\0,label"),
        ("parts.geojson", b"[]"),
        ("parts.geojson", b'{"type": "FeatureCollection", "features": [{"geometry": {"type": "Point"}}]}'),
        ("parts.geojson", b"[" * 100_000),
        ("parts.xml", b"<root>"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_its_name(name: str, content: bytes) -> None:
    form = xform("<part/>", more=f'<instance id="parts" src="jr://file/{name}"/>')
    with pytest.raises(XFormRefused, match=name):
        fill(form, {name: content})


def test_geojson_gives_places_and_ids() -> None:
    content = (
        b'{"type": "FeatureCollection", "features": [{"type": "Feature", "id": 67, "geometry": {"type": "Polygon", '
        b'"coordinates": [[[1, 2], [3, 4], [1, 2]]]}, "properties": {"id": "other", "deep": true}}]}'
    )
    form = xform(
        "<at/><id/><deep/>",
        "at: calculate=\"instance('p')/root/item/geometry\"",
        "id: calculate=\"instance('p')/root/item/id\"",
        "deep: calculate=\"instance('p')/root/item/deep\"",
        more='<instance id="p" src="jr://file/p.geojson"/>',
    )
    found = values(fill(form, {"p.geojson": content}))
    assert found == {"at": "2 1 0 0; 4 3 0 0; 2 1 0 0", "id": "67", "deep": "true"}


def test_a_shuffled_list_keeps_its_order_within_a_session() -> None:
    lists = (
        '<instance id="n"><root>' + "".join(f"<item><name>n{n}</name></item>" for n in range(30)) + "</root></instance>"
    )
    itemset = '<itemset nodeset="randomize(instance(\'n\')/root/item)"><value ref="name"/></itemset>'
    body = f'<select1 ref="/data/a">{itemset}</select1><select1 ref="/data/b">{itemset}</select1>'
    filling = fill(xform("<a/><b/>", body=body, more=lists))
    first = offered(filling, "a")
    assert first == offered(filling, "a")
    assert sorted(first) == sorted(offered(filling, "b"))
    assert first not in (offered(filling, "b"), sorted(first))


def test_choices_may_come_from_rounds_of_the_form_itself() -> None:
    itemset = '<itemset nodeset="/data/r[name != \'\']"><value ref="name"/><label ref="name"/></itemset>'
    body = f'<repeat nodeset="/data/r">{inputs("r/name")}</repeat><select1 ref="/data/chief">{itemset}</select1>'
    filling = fill(xform("<r><name/></r><chief/>", body=body))
    filling.answer("/data/r[1]/name", "Li")
    filling.add_repeat("/data/r")
    filling.answer("/data/r[2]/name", "Wang")
    filling.answer("/data/chief", "Wang")
    assert values(filling)["chief"] == "Wang"
    filling.remove_repeat("/data/r[2]")
    assert "chief" not in values(filling)
