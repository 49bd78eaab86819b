"""The node tree: reading XML, changing it, finding in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.node_reader import XmlNotReadable, read_nodes
from forms.nodes import Node, in_document_order

XML = """<?xml version="1.0"?>
<!DOCTYPE data>
<!-- first -->
<data xmlns="urn:d" xmlns:o="urn:o" o:kind="k"><o:a>1</o:a><b><![CDATA[2]]>3</b><b/><?go on?></data>"""


def element(path: str, document: Node) -> Node:
    node = document
    for step in path.split("/"):
        node = next(child for child in node.elements() if child.name == step)
    return node


def test_a_document_is_read_whole() -> None:
    document = read_nodes(XML)
    assert [child.kind for child in document.children] == ["doctype", "comment", "element"]
    data = element("data", document)
    assert (data.name, data.namespace, data.prefix, data.qualified_name) == ("data", "urn:d", "", "data")
    assert [(each.kind, each.qualified_name, each.value) for each in data.attributes] == [
        ("namespace", "", "urn:d"),
        ("namespace", "o", "urn:o"),
        ("attribute", "o:kind", "k"),
    ]
    assert data.attribute("kind", "urn:o") == "k"
    assert data.attribute("kind") is None
    assert [(child.kind, child.qualified_name) for child in data.children] == [
        ("element", "o:a"),
        ("element", "b"),
        ("element", "b"),
        ("processing-instruction", "go"),
    ]
    assert data.text() == "123"
    assert [child.value for child in element("data/b", document).children] == ["2", "3"]
    assert data.children[-1].text() == "on"


def test_bytes_are_read_in_their_own_encoding() -> None:
    assert read_nodes('<?xml version="1.0" encoding="utf-16"?><a>消防</a>'.encode("utf-16")).text() == "消防"


@pytest.mark.parametrize(
    ("xml", "line", "reason"),
    [
        ("", 1, "no element found"),
        ("<a>\n<b></a>", 2, "mismatched tag"),
        ("<x:a/>", 1, "prefix x has no namespace"),
        ('<a y:b="1"/>', 1, "prefix y has no namespace"),
        ("<a>&other;</a>", 1, "undefined entity"),
        ('<!DOCTYPE a [\n<!ENTITY e "eee">]><a>&e;</a>', 2, "entity e is declared"),
        ('<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>', 1, "entity e is declared"),
        ("<a>" * 300 + "</a>" * 300, 1, "nested deeper"),
    ],
)
def test_what_is_malformed_or_dangerous_is_refused(xml: str, line: int, reason: str) -> None:
    with pytest.raises(XmlNotReadable) as refused:
        read_nodes(xml)
    assert refused.value.line == line
    assert reason in refused.value.reason


def test_an_outside_document_type_is_not_fetched() -> None:
    assert read_nodes('<!DOCTYPE a SYSTEM "http://127.0.0.1:1/none.dtd"><a>1</a>').text() == "1"


def test_elements_are_found_by_name_also_after_changes() -> None:
    data = element("data", read_nodes("<data><a/><b/></data>"))
    document = data.top()
    assert len(document.down(("data", "a"))) == len(data.named("a")) == 1
    second = data.append(Node("element", "a"))
    assert data.named("a")[1] is document.down(("data", "a"))[1] is second
    inner = second.append(Node("element", "c"))
    assert document.down(("data", "a", "c")) == [inner]
    data.remove(second)
    assert second.parent is None
    assert document.down(("data", "a", "c")) == []
    first = data.insert(0, Node("element", "a"))
    assert data.named("a")[0] is document.down(("data", "a"))[0] is first
    with pytest.raises(ValueError):
        data.remove(second)


def test_a_text_takes_the_place_of_what_was_there() -> None:
    data = element("data", read_nodes("<data><a>1</a><b><c>2</c></b></data>"))
    a, b = data.elements()
    a.set_text("x")
    assert (a.text(), len(a.children)) == ("x", 1)
    a.set_text("")
    assert (a.text(), a.children) == ("", [])
    a.set_text("y")
    assert (a.text(), a.children[0].parent) == ("y", a)
    assert data.top().down(("data", "b", "c"))[0].text() == "2"
    b.set_text("z")
    assert data.top().down(("data", "b", "c")) == []
    assert data.text() == "yz"
    attribute = Node("attribute", "n", "1")
    attribute.set_text("2")
    assert attribute.text() == "2"


def test_a_copy_is_another_tree_of_the_same_shape() -> None:
    data = element("data", read_nodes(XML))
    data.children[1].is_relevant = False
    twin = data.copy()
    assert twin.parent is None
    assert twin.text() == data.text() == "1"
    assert [repr(node) for node in twin.descendants()] == [repr(node) for node in data.descendants()]
    assert twin.attribute("kind", "urn:o") == "k"
    twin.children[0].set_text("changed")
    assert data.children[0].text() == "1"


trees = st.recursive(
    st.just("<a/>"), lambda inner: st.lists(inner, max_size=3).map(lambda c: f"<b n='1'>{''.join(c)}</b>")
)


@given(trees, st.randoms(use_true_random=False))
def test_nodes_are_put_in_document_order(xml: str, chance: object) -> None:
    document = read_nodes(xml)
    ordered = [document]
    for node in document.descendants():
        ordered += [node, *node.attributes]
    mixed = sorted(ordered + ordered[::2], key=lambda _: chance.random())  # type: ignore[attr-defined]  # a Random
    assert in_document_order(mixed) == ordered
    assert all(node.is_below(document) for node in ordered[1:])
    assert not document.is_below(document)
