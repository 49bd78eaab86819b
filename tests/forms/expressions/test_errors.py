"""Expressions that cannot be read or worked out: which, where, and how they are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.expressions.errors import ExpressionError
from forms.expressions.expression import Expression, compile_expression
from forms.expressions.parser import DEPTH_LIMIT, LENGTH_LIMIT
from rules.errors import describe
from tests.forms.expressions.evaluation import boolean_at, context_at, value_of


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("", "EXPR_001", 1),
        ("  \n", "EXPR_001", 1),
        ("'open", "EXPR_004", 1),
        ("1 + 'it''s", "EXPR_004", 9),
        ("a ? b", "EXPR_005", 3),
        ("“yes”", "EXPR_005", 1),
        ("a = b; c", "EXPR_005", 6),
        ("1 And 2", "EXPR_006", 3),
        ("a b", "EXPR_006", 3),
        ("(1))", "EXPR_006", 4),
        ("1 + * 2", "EXPR_006", 7),
        ("+ 2", "EXPR_007", 1),
        ("a[]", "EXPR_007", 3),
        ("if(1, , 2)", "EXPR_007", 7),
        ("a/", "EXPR_022", 3),
        ("1 +", "EXPR_022", 4),
        ("@", "EXPR_022", 2),
        ("a//)", "EXPR_007", 4),
        ("(1", "EXPR_023", 3),
        ("concat('a'", "EXPR_023", 11),
        ("a[1", "EXPR_023", 4),
        ("concat('a' 'b')", "EXPR_021", 12),
        ("a[1 2]", "EXPR_021", 5),
        ("above::a", "EXPR_011", 1),
        ("$q1 > 2", "EXPR_012", 1),
        ("1 + $q1", "EXPR_012", 5),
        ("text(1)", "EXPR_021", 6),
        ("1" * (LENGTH_LIMIT + 1), "EXPR_002", 1),
        ("(" * (DEPTH_LIMIT + 1), "EXPR_003", DEPTH_LIMIT + 1),
    ],
)
def test_what_cannot_be_read_is_refused_where_it_stands(text: str, code: str, column: int) -> None:
    with pytest.raises(ExpressionError) as refused:
        compile_expression(text)
    assert (refused.value.code, refused.value.column) == (code, column)


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("1 + sellected(a, 'b')", "EXPR_008", 5),
        ("itext('a')", "EXPR_008", 1),
        ("fn:concat('a')", "EXPR_008", 1),
        ("not()", "EXPR_009", 1),
        ("1 or true(1)", "EXPR_009", 6),
        ("substr('a')", "EXPR_009", 1),
        ("indexed-repeat(a)", "EXPR_009", 1),
        ("x:a/b", "EXPR_010", 1),
        ("/visit[x:c]", "EXPR_010", 8),
        ("count(1)", "EXPR_013", 1),
        ("2 + sum('a')", "EXPR_013", 5),
        ("'a' | b", "EXPR_013", 1),
        ("'a'/b", "EXPR_013", 1),
        ("'a'[1]", "EXPR_013", 1),
    ],
)
def test_a_part_that_always_fails_is_told_before_it_is_needed(text: str, code: str, column: int) -> None:
    expression = compile_expression(text)
    assert [(fault.code, fault.column) for fault in expression.faults] == [(code, column)]
    with pytest.raises(ExpressionError) as refused:
        compile_expression(f"string({text.removeprefix('1 or ')})").evaluate(context_at())
    assert refused.value.code == code


def test_a_part_that_is_not_needed_does_not_fail() -> None:
    assert boolean_at("true() or sellected(1)")
    assert value_of("if(true(), 1, count(1))") == 1.0


def test_the_number_of_arguments_of_a_weighted_checklist_is_even() -> None:
    with pytest.raises(ExpressionError) as refused:
        value_of("weighted-checklist(1, 2, true())")
    assert refused.value.code == "EXPR_009"


@pytest.mark.parametrize("text", ["count(if(1, 'a', 'b'))", "if(1, 'a', 'b')/c", "if(1, 'a', 'b') | c"])
def test_a_value_where_nodes_are_needed_is_refused_when_it_comes(text: str) -> None:
    assert compile_expression(text).faults == ()
    with pytest.raises(ExpressionError) as refused:
        value_of(text)
    assert refused.value.code == "EXPR_013"


def test_a_missing_list_is_refused_by_name() -> None:
    with pytest.raises(ExpressionError) as refused:
        value_of("pulldata('objects', 'name', 'id', '7')")
    assert describe(refused.value, "en") == (
        "The data “objects” named at character 1 is not in the form. Check its name, or attach the file."
    )
    assert value_of("instance('objects')/root/item") == []


def test_a_misspelt_function_is_told_with_the_nearest() -> None:
    fault = compile_expression("sellected(a, 'b')").faults[0]
    assert "selected?" in describe(fault, "en")
    assert "selected?" in describe(fault, "zh-CN")
    assert "?" not in describe(compile_expression("qqq()").faults[0], "en")


def compiled_or_refused(text: str) -> tuple[Expression | None, tuple[ExpressionError, ...]]:
    try:
        expression = compile_expression(text)
    except ExpressionError as error:
        return None, (error,)
    return expression, expression.faults


@pytest.mark.parametrize(
    "nested",
    [
        "if(concat(1 + 2 * -1, '') = 'x' and true(), 1, {})",
        "({})",
        "max(1, {})",
        "a[{}]",
        "--({})",
        "(a)[{}]/b",
        "(a | {})",
        "({} * 1 + 1 < 1 = 1 and 1 or 1)",
        "(1 or 1 and 1 = 1 < 1 + 1 * {})",
        "a/b[c = string({})]",
    ],
)
def test_whatever_nests_ends_in_a_refusal_never_in_python_s_own_limit(nested: str) -> None:
    text = "a"
    for depth in range(2 * DEPTH_LIMIT):
        text = nested.format(text)
        expression, refused = compiled_or_refused(text)
        if expression is None:
            assert [error.code for error in refused] == ["EXPR_003"]
            assert depth > 5
            return
        assert expression.reads
        if "|" not in nested:
            expression.evaluate(context_at())
    pytest.fail("no limit was met")


@given(st.text("abc/.*@[]()|+-=<>!'\"01, $:\t", max_size=30))
def test_any_text_is_compiled_or_refused_at_one_of_its_characters(text: str) -> None:
    for error in compiled_or_refused(text)[1]:
        assert 1 <= error.column <= len(text) + 1
        assert describe(error, "zh-CN")
        assert describe(error, "en")
