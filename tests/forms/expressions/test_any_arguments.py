"""Whatever a function is given, it gives a value or refuses; nothing else escapes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.expressions.context import Value
from forms.expressions.errors import ExpressionError
from forms.expressions.expression import compile_expression
from forms.expressions.functions import FUNCTIONS
from forms.expressions.functions.registry import Function
from rules.errors import describe
from tests.forms.expressions.evaluation import context_at

LITERALS = st.one_of(
    st.text("09 az-:.;,%T+*()[]\\{}", max_size=12).map(lambda text: f"'{text}'"),
    st.floats(allow_nan=False, allow_infinity=False).map(lambda number: f"{number:f}"),
    st.sampled_from(
        [
            "''",
            "0 div 0",
            "1 div 0",
            "-1 div 0",
            "true()",
            "today()",
            "now()",
            "date('soon')",
            "'0001-01-01'",
            "'9999-12-31'",
            "'9999-12-31T23:59:59-23:59'",
            "'0001-01-01T00:00:00+23:59'",
            "'91 181'",
            "'0 0;0 1;1 1;0 0'",
            "/visit",
            "/visit/tank/litres",
            "/visit/gone",
            "/visit/@id",
            "//text()",
            "..",
        ]
    ),
)


def evaluated(text: str) -> Value:
    """Works out an expression; a refusal is told in both languages and then is no value."""
    context = context_at("/visit/seen")
    try:
        return compile_expression(text, {"jr": "http://openrosa.org/javarosa"}).evaluate(context)
    except ExpressionError as error:
        return describe(error, "zh-CN") + describe(error, "en")


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=lambda function: function.name)
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_function_gives_a_value_or_refuses(function: Function, data: st.DataObject) -> None:
    most = function.least + 3 if function.most is None else function.most
    arguments = data.draw(st.lists(LITERALS, min_size=function.least, max_size=most))
    value = evaluated(f"{function.name}({', '.join(arguments)})")
    kinds: dict[str, tuple[type, ...]] = {"string": (str,), "number": (float,), "boolean": (bool,), "nodes": (list,)}
    refused = isinstance(value, str) and value.startswith("第1个字符")
    assert refused or isinstance(value, kinds.get(function.gives, (str, float, bool, list)))


@given(LITERALS, st.sampled_from(["=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod", "and", "or"]), LITERALS)
def test_an_operator_gives_a_number_or_a_truth(left: str, operator: str, right: str) -> None:
    value = evaluated(f"{left} {operator} {right}")
    assert isinstance(value, float if operator in ("+", "-", "*", "div", "mod") else bool)
