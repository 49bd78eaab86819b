"""A second opinion on what forms add to XPath: expressions that nobody thought of give what rxeval gives."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from rxeval import eval_expression

from forms.expressions.context import Context, Environment
from forms.expressions.expression import compile_expression
from forms.node_reader import read_nodes
from tests.forms.expressions.evaluation import NOW

VALUES = st.sampled_from(["", "0", "1", "2", "-3", "2.5", "x", "xy", "a b", "Ab"])
FIELDS = ("a", "b", "c")
FIELD = st.sampled_from([f"/data/{name}" for name in FIELDS])
# A number that is none is written as an empty text here, so that no text is made of a number.
Grammar = tuple[st.SearchStrategy[str], st.SearchStrategy[str], st.SearchStrategy[str]]


def grammar(depth: int) -> Grammar:
    """Return expressions for numbers, texts and truths, nested so deep at most."""
    if depth == 0:
        numbers = st.one_of(st.sampled_from(["0", "1", "2", "3", "10", "2.5", "0.5"]), FIELD)
        return numbers, st.one_of(st.sampled_from(["''", "'x'", "'a b'", "'1'", "'Ab '"]), FIELD), st.just("true()")
    number, text, truth = grammar(depth - 1)
    numbers = st.one_of(
        number,
        st.builds("({} {} {})".format, number, st.sampled_from(["+", "-", "*", "div", "mod"]), number),
        st.builds("{}({})".format, st.sampled_from(["floor", "ceiling", "int", "abs", "number"]), number),
        st.builds("{}({})".format, st.sampled_from(["string-length", "count-selected", "number"]), text),
        st.builds("if({}, {}, {})".format, truth, number, number),
        st.builds("pow({}, 2)".format, number),
    )
    texts = st.one_of(
        text,
        st.builds("if({}, {}, {})".format, truth, text, text),
        st.builds("{}({}, {})".format, st.sampled_from(["coalesce", "concat"]), text, text),
        st.builds("{}({})".format, st.sampled_from(["normalize-space", "string"]), text),
        st.builds("substr({}, {}, {})".format, text, st.integers(0, 2), st.integers(2, 4)),
        st.builds("translate({}, 'xA', 'Y')".format, text),
    )
    comparing = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
    truths = st.one_of(
        truth,
        st.builds("({} {} {})".format, number, comparing, number),
        st.builds("({} {} {})".format, text, st.sampled_from(["=", "!="]), text),
        st.builds("({} {} {})".format, truth, st.sampled_from(["and", "or"]), truth),
        st.builds("{}({}, 'a')".format, st.sampled_from(["selected", "contains", "starts-with"]), text),
        st.builds("not({})".format, truth),
        st.builds("boolean({})".format, text),
        st.builds("regex({}, '^[a-z]+$')".format, text),
    )
    return numbers, texts, truths


EXPRESSIONS = st.one_of(*grammar(3))


def ours(text: str, xml: str) -> str:
    document = read_nodes(xml)
    value = compile_expression(f"string({text})").evaluate(
        Context(document.children[0], Environment(root=document, now=NOW))
    )
    assert isinstance(value, str)
    return value


def theirs(text: str, xml: str) -> str:
    return str(eval_expression(f"string({text})", xml))


def written(value: str) -> str:
    """Write a number as both would, should one of them carry more digits than the other; none as an empty text."""
    if value == "NaN":
        return ""
    return f"{float(value):.9g}" if re.fullmatch(r"-?\d+\.\d+(e-?\d+)?", value) else value


@settings(max_examples=500, deadline=None)
@given(EXPRESSIONS, VALUES, VALUES, VALUES)
def test_an_expression_of_forms_gives_what_rxeval_gives(text: str, a: str, b: str, c: str) -> None:
    xml = f"<data><a>{a}</a><b>{b}</b><c>{c}</c></data>"
    assert written(ours(text, xml)) == written(theirs(text, xml))
