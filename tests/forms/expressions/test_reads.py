"""What an expression reads: the paths that make it be worked out again."""

import pytest

from forms.expressions.expression import compile_expression


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("1 + 2", []),
        (".", ["."]),
        ("../a", ["../a"]),
        ("./a/../b", ["b"]),
        ("/data/a = 'x' and ../b > 1", ["/data/a", "../b"]),
        ("/data/a[b = 1]/c", ["/data/a/b", "/data/a/c"]),
        ("/data/a[b = current()/../d]/c", ["/data/a/b", "../d", "/data/a/c"]),
        ("/data/a[. = ../b]", ["/data/a", "/data/b"]),
        ("/data/a[2]", ["/data/a"]),
        ("/data/*/@id", ["/data/*/@id"]),
        ("//a", ["//a"]),
        ("/data//a", ["/data//a"]),
        ("a | ../b", ["a", "../b"]),
        ("count(/data/a)", ["/data/a"]),
        ("sum(/data/a/b) div count(/data/a)", ["/data/a/b", "/data/a"]),
        ("if(/data/a, /data/b, ../c)", ["/data/a", "/data/b", "../c"]),
        ("if(1, /data/a, /data/b)/c", ["/data/a", "/data/b", "/data/a/c", "/data/b/c"]),
        ("(/data/a)[b]/c", ["/data/a/b", "/data/a/c"]),
        ("position(..)", [".."]),
        ("position(../..)", ["../.."]),
        ("/data/a[position() = /data/i]", ["/data/a", "/data/i"]),
        ("string-length()", ["."]),
        ("once(/data/a)", [".", "/data/a"]),
        ("indexed-repeat(/data/r/a, /data/r, /data/i)", ["/data/r/a", "/data/r", "/data/i"]),
        (
            "instance('list')/root/item[k = /data/a]/v",
            ["instance('list')/root/item/k", "/data/a", "instance('list')/root/item/v"],
        ),
        ("randomize(instance('list')/root/item)", ["instance('list')/root/item"]),
        ("pulldata('list', 'v', 'k', /data/a)", ["instance('list')/", "/data/a"]),
        ("jr:choice-name(/data/a, '/data/a')", ["/data/a"]),
        ("jr:choice-name('x', '../b')", ["../b"]),
        ("jr:choice-name('x', '((')", []),
        ("jr:itext('id')", []),
        ("following-sibling::a", ["../a"]),
        ("ancestor::a/b", ["//a/b"]),
        ("orx:meta/orx:instanceID", ["orx:meta/orx:instanceID"]),
        ("/data/a/../../b", ["/b"]),
        ("/..", ["/"]),
        ("../../a/..", ["../.."]),
        ("id('x')", ["//*"]),
        ("coalesce(/data/a, ../b)", ["/data/a", "../b"]),
    ],
)
def test_the_paths_that_are_read_are_known(text: str, reads: list[str]) -> None:
    assert [str(read) for read in compile_expression(text).reads] == reads


def test_the_lists_that_are_read_are_known() -> None:
    expression = compile_expression("instance('a')/root/item[k = instance('b')/root/v] | pulldata('c', 'v', 'k', '1')")
    assert expression.instances == {"a", "b", "c"}
    assert compile_expression("instance(/data/which)/root").instances == {""}


def test_the_functions_that_are_called_are_known() -> None:
    expression = compile_expression(
        "if(selected(a, 'b'), jr:itext('t'), j:choice-name('a', 'b'))", {"j": "http://openrosa.org/javarosa"}
    )
    assert expression.functions == {"if", "selected", "jr:itext", "jr:choice-name"}
