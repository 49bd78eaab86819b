"""Works out expressions over documents written in the tests."""

import random
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from forms.expressions.context import Context, Environment, Value
from forms.expressions.expression import compile_expression
from forms.node_reader import read_nodes
from forms.nodes import Node

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 5, 14, 30, 15, 250_000, tzinfo=SHANGHAI)

VISIT = """<visit id="v1" version="3">
  <site><name>东湖加油站</name><pumps>6</pumps><closed/></site>
  <tank><litres>100</litres><leaks>no</leaks></tank>
  <tank><litres>250.5</litres><leaks>yes</leaks></tank>
  <tank><litres/><leaks/></tank>
  <seen>sign hose  meter</seen>
  <on>2026-03-01</on>
</visit>"""


def context_at(path: str = "/", xml: str = VISIT, **known: Any) -> Context:
    """Gives the context of the first node that a path finds."""
    document = read_nodes(xml)
    environment = Environment(root=document, now=known.pop("now", NOW), chance=random.Random(7))
    for name, value in known.items():
        setattr(environment, name, value)
    start = Context(document, environment)
    return Context(compile_expression(path).nodes(start)[0], environment)


def value_of(text: str, path: str = "/", xml: str = VISIT, **known: Any) -> Value:
    """Works out an expression at the first node that a path finds."""
    return compile_expression(text).evaluate(context_at(path, xml, **known))


def string_at(text: str, path: str = "/", xml: str = VISIT, **known: Any) -> str:
    """Works out an expression as a text."""
    return compile_expression(text).string(context_at(path, xml, **known))


def number_at(text: str, path: str = "/", xml: str = VISIT, **known: Any) -> float:
    """Works out an expression as a number."""
    return compile_expression(text).number(context_at(path, xml, **known))


def boolean_at(text: str, path: str = "/", xml: str = VISIT, **known: Any) -> bool:
    """Works out an expression as a truth."""
    return compile_expression(text).boolean(context_at(path, xml, **known))


def nodes_at(text: str, path: str = "/", xml: str = VISIT, **known: Any) -> list[Node]:
    """Works out an expression as nodes."""
    return compile_expression(text).nodes(context_at(path, xml, **known))
