"""Location paths: axes, tests, predicates, order."""

import pytest

from forms.expressions.context import Context, Environment
from forms.expressions.expression import compile_expression
from forms.node_reader import read_nodes
from tests.forms.expressions.evaluation import NOW, nodes_at, number_at, string_at

HOUSE = """<house xmlns:x="urn:x">
 <floor n="0"><room x:key="k1">hall</room><room>shop</room></floor>
 <floor n="1"><room>store</room><!-- empty --><room><?lamp off?>office</room><x:room>attic</x:room></floor>
 <roof/>
</house>"""


def texts(expression: str, path: str = "/") -> list[str]:
    found = compile_expression(expression, {"x": "urn:x"})
    document = read_nodes(HOUSE)
    start = Context(document, Environment(root=document, now=NOW))
    node = compile_expression(path).nodes(start)[0]
    return [each.text() for each in found.nodes(Context(node, start.environment))]


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("/house/floor/room", ["hall", "shop", "store", "office"]),
        ("//room", ["hall", "shop", "store", "office"]),
        ("//room[1]", ["hall", "store"]),
        ("(//room)[1]", ["hall"]),
        ("//room[last()]", ["shop", "office"]),
        ("//room[position() = 2]", ["shop", "office"]),
        ("/house/floor[2]/room[1]", ["store"]),
        ("/house/floor[@n = 1]/room[2]", ["office"]),
        ("/house/floor[room = 'shop']/@n", ["0"]),
        ("/house/*[self::roof]", [""]),
        ("//x:room", ["attic"]),
        ("//x:*", ["attic"]),
        ("//@x:key", ["k1"]),
        ("//@*", ["0", "k1", "1"]),
        ("//comment()", [" empty "]),
        ("//processing-instruction()", ["off"]),
        ("//processing-instruction('lamp')", ["off"]),
        ("//processing-instruction('fan')", []),
        ("//room[. = 'store']/preceding::room", ["hall", "shop"]),
        ("//room[. = 'store']/preceding::room[1]", ["shop"]),
        ("//room[. = 'shop']/following::room", ["store", "office"]),
        ("//room[. = 'office']/preceding-sibling::*", ["store"]),
        ("//room[. = 'store']/following-sibling::*[1]", ["office"]),
        ("//room[. = 'hall']/ancestor::floor/@n", ["0"]),
        ("//room[. = 'hall']/ancestor-or-self::*[1]", ["hall"]),
        ("//room/../@n", ["0", "1"]),
        ("//floor/descendant::room[3]", []),
        ("/descendant::room[3]", ["store"]),
        ("//room[. = 'shop'] | //room[. = 'hall'] | //room", ["hall", "shop", "store", "office"]),
        ("/house/floor[2]/room | /house/floor[1]/@n", ["0", "store", "office"]),
        ("/house/floor[room[2] = 'shop']/room[1]", ["hall"]),
        ("//room[string-length(.) > 4][2]", ["office"]),
        ("//floor//room[true()]", ["hall", "shop", "store", "office"]),
        ("//floor/room[0.5]", []),
        ("/house/floor/room/text()", ["hall", "shop", "store", "office"]),
        ("/house/gone/room", []),
    ],
)
def test_a_path_finds_its_nodes_in_document_order(expression: str, wanted: list[str]) -> None:
    assert texts(expression) == wanted


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        (".", ["store"]),
        ("..", ["storeofficeattic"]),
        ("../@n", ["1"]),
        ("../../floor/room", ["hall", "shop", "store", "office"]),
        ("../../floor[1]/room[2]", ["shop"]),
        ("./../room[2]", ["office"]),
        ("/", ["\n hallshop\n storeofficeattic\n \n"]),
        ("../../../../..", []),
        (".[. = 'store']", ["store"]),
        ("current()/../room[2]", ["office"]),
        ("//room[. != current()]", ["hall", "shop", "office"]),
    ],
)
def test_a_relative_path_begins_at_the_node(expression: str, wanted: list[str]) -> None:
    assert texts(expression, "//floor[2]/room[1]") == wanted


def test_the_axes_of_a_node_part_the_document() -> None:
    document = read_nodes(HOUSE)
    context = Context(document, Environment(root=document, now=NOW))
    everything = compile_expression("//node()").nodes(context)
    for node in everything:
        here = Context(node, context.environment)
        axes = ("self", "ancestor", "descendant", "preceding", "following")
        found = [each for axis in axes for each in compile_expression(f"{axis}::node()").nodes(here)]
        assert len(found) == len(set(found))
        assert set(found) == {document, *everything}


def test_a_name_without_a_prefix_finds_elements_of_any_default_namespace_but_xhtml() -> None:
    xml = '<a xmlns="urn:form"><b>1</b><h:b xmlns:h="urn:form">2</h:b><b xmlns="http://www.w3.org/1999/xhtml">3</b></a>'
    assert [node.text() for node in nodes_at("/a/b", xml=xml)] == ["1"]
    assert number_at("count(/a/*)", xml=xml) == 3
    prefixed = compile_expression("/f:a/f:b", {"f": "urn:form"})
    document = read_nodes(xml)
    found = prefixed.nodes(Context(document, Environment(root=document, now=NOW)))
    assert [node.text() for node in found] == ["1", "2"]


def test_absolute_paths_begin_at_the_root_that_the_session_names() -> None:
    document = read_nodes("<model><instance><data><a>1</a></data></instance></model>")
    instance = compile_expression("/model/instance").nodes(Context(document, Environment(root=document, now=NOW)))[0]
    environment = Environment(root=instance, now=NOW)
    data = compile_expression("/data").nodes(Context(instance, environment))[0]
    assert compile_expression("/data/a").string(Context(data, environment)) == "1"
    assert compile_expression("/model").nodes(Context(data, environment)) == []


def test_what_is_not_relevant_reads_as_empty_and_stays_a_node() -> None:
    document = read_nodes("<data><a>1</a><b><c>2</c></b></data>")
    context = Context(document, Environment(root=document, now=NOW))
    for path in ("/data/a", "/data/b"):
        compile_expression(path).nodes(context)[0].is_relevant = False
    assert compile_expression("/data/a").string(context) == ""
    assert compile_expression("string(/data)").string(context) == ""
    assert compile_expression("name(/data/a)").string(context) == "a"
    assert compile_expression("count(/data/*)").number(context) == 0


def test_a_predicate_may_look_at_the_node_for_which_the_whole_is_worked_out() -> None:
    xml = "<data><pick>b</pick><item><k>a</k><v>1</v></item><item><k>b</k><v>2</v></item></data>"
    assert string_at("/data/item[k = current()/../pick]/v", "/data/item[1]", xml=xml) == "2"
    assert string_at("../item[k = current()]/v", "/data/pick", xml=xml) == "2"
