"""Lists beside the form, translated texts, and repeats."""

import math

import pytest

from forms.node_reader import read_nodes
from forms.nodes import Node
from tests.forms.expressions.evaluation import nodes_at, number_at, string_at

DATA = """<data><area>east</area><pick/>
<street><n>1</n><house><d>1.1</d></house><house><d>1.2</d></house></street>
<street><n>2</n><house><d>2.1</d></house></street><i>2</i></data>"""
LIST = """<root><item><k>a</k><v>Ann</v><area>east</area></item><item><k>b</k><v>Bo</v><area>west</area></item>
<item><k>c</k><v>Cy</v><area>east</area></item></root>"""


def instances() -> dict[str, Node]:
    return {"people": read_nodes(LIST)}


def test_a_list_is_filtered_by_answers() -> None:
    found = nodes_at("instance('people')/root/item[area = /data/area]/k", xml=DATA, instances=instances())
    assert [node.text() for node in found] == ["a", "c"]
    found = nodes_at(
        "instance('people')/root/item[area = current()/../area]/v", "/data/pick", DATA, instances=instances()
    )
    assert [node.text() for node in found] == ["Ann", "Cy"]


def test_a_field_of_a_list_is_pulled() -> None:
    def pulled(wanted: str, column: str, value: str) -> str:
        return string_at(f"pulldata('people', '{wanted}', '{column}', '{value}')", xml=DATA, instances=instances())

    assert pulled("v", "k", "b") == "Bo"
    assert pulled("v", "area", "east") == "Ann"
    assert pulled("v", "k", "z") == ""
    assert pulled("phone", "k", "b") == ""


def test_a_translated_text_is_given_with_its_forms() -> None:
    values = list(
        read_nodes("<text><value>Pumps</value><value form='long'>Fuel pumps</value></text>").children[0].elements()
    )
    known = {"pumps": values}.get
    assert string_at("jr:itext('pumps')", texts=lambda text_id: known(text_id, [])) == "Pumps"
    assert len(nodes_at("jr:itext('pumps')", texts=lambda text_id: known(text_id, []))) == 2
    assert string_at("jr:itext('gone')", texts=lambda text_id: known(text_id, [])) == ""
    assert string_at("jr:itext('pumps')") == ""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("indexed-repeat(/data/street/n, /data/street, 2)", "2"),
        ("indexed-repeat(/data/street/n, /data/street, /data/i)", "2"),
        ("indexed-repeat(/data/street/house/d, /data/street, 1, /data/street/house, 2)", "1.2"),
        ("indexed-repeat(/data/street/house/d, /data/street/house, 2, /data/street, 1)", "1.2"),
        ("indexed-repeat(/data/street/house/d, /data/street, 2, /data/street/house, 2)", ""),
        ("indexed-repeat(/data/street/n, /data/street, 3)", ""),
        ("indexed-repeat(/data/street/n, /data/street, 0)", ""),
        ("indexed-repeat(/data/street/n, /data/street, 1.5)", ""),
        ("indexed-repeat(/data/street/n, /data/street, /data/pick)", ""),
        ("indexed-repeat(/data/street/n, /data/gone, 1)", ""),
    ],
)
def test_a_repeat_is_read_by_its_place(text: str, wanted: str) -> None:
    assert string_at(text, xml=DATA) == wanted


def test_an_instance_knows_its_place_among_its_like() -> None:
    assert number_at("position(..)", "/data/street[2]/n", DATA) == 2
    assert number_at("position(../..)", "/data/street[2]/house/d", DATA) == 2
    assert number_at("position(..)", "/data/street[1]/house[2]/d", DATA) == 2
    assert math.isnan(number_at("position(../gone)", "/data/i", DATA))
    assert number_at("position(/)", xml=DATA) == 1


def test_what_is_worked_out_once_stays() -> None:
    assert string_at("once(/data/i)", "/data/pick", DATA) == "2"
    assert string_at("once(/data/i)", "/data/area", DATA) == "east"


@pytest.mark.parametrize(
    ("language", "wanted"),
    [("zh", True), ("zh-Hans", True), ("ZH", True), ("zh-Hant", False), ("z", False), ("en", False)],
)
def test_a_language_is_inherited(language: str, wanted: bool) -> None:
    xml = "<a xml:lang='zh-Hans-CN'><b/></a>"
    assert string_at(f"lang('{language}')", "/a/b", xml) == str(wanted).lower()
    assert string_at("lang('zh')", "/a", "<a lang='zh'/>") == "false"
