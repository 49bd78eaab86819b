"""The part `xpath_cases.jsonl`: one expression a case, worked out against its document, node, clock and language."""

import json
import math
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from forms.expressions.context import Context, Environment, Value
from forms.expressions.errors import ExpressionError
from forms.expressions.expression import compile_expression
from forms.expressions.values import boolean_of, number_of, string_of
from forms.node_reader import read_nodes
from forms.nodes import Node
from tests.conformance.outcomes import CorpusPart, Outcome, TookTooLong, limited_time

FILE = "xpath_cases.jsonl"
AS_OF = "as_of"
"""Field of the instant at which a case was recorded. Cases without it were recorded on that day as well."""

Case = Mapping[str, Any]

_KINDS = {
    "*": "element",
    "text()": "text",
    "comment()": "comment",
    "processing-instruction()": "processing-instruction",
    "doctype()": "doctype",
}


def run(folder: Path) -> Sequence[Outcome]:
    """Runs every case of the file."""
    with (folder / FILE).open(encoding="utf-8") as lines:
        cases: list[Case] = [json.loads(line) for line in lines]
    recorded = min((case[AS_OF] for case in cases if AS_OF in case), default="2026-01-15T12:00:00+00:00")
    return [outcome_of({AS_OF: recorded, **case}) for case in cases]


def outcome_of(case: Case) -> Outcome:
    """Runs one case."""
    traits = {
        "functions": frozenset(case["functions"]),
        "engines": frozenset(engine.split("-")[0] for engine in case["engines"]),
        "type": frozenset({case["type"]}),
    }
    return Outcome(case["id"], case["tier"], case["type"], _difference(case), traits)


def _difference(case: Case) -> str:
    try:
        with limited_time():
            return _compared(case)
    except ExpressionError as error:
        return "" if case["type"] == "error" else f"wanted {case['expected']!r}, refused: {error}"
    except TookTooLong as error:
        return str(error)


def _compared(case: Case) -> str:
    document = _document(case.get("context_xml") or "<root/>")
    context = _context(case, document)
    value = compile_expression(case["expr"], case.get("namespaces")).evaluate(context)
    expected = case["expected"]
    found: object
    match case["type"]:
        case "string":
            found = string_of(value)
            agrees = found == expected
        case "boolean":
            found = boolean_of(value)
            agrees = found == expected
        case "number":
            found = float(number_of(value, context.zone))
            agrees = _same_number(found, _number(expected), case)
        case "nodeset":
            found = value
            agrees = _same_nodes(value, [node_at(document, path) for path in expected], case)
        case "string-regex":
            found = string_of(value)
            agrees = re.search(expected, found) is not None
        case "string-length":
            found = len(string_of(value))
            agrees = found == expected
        case _:
            found, agrees = value, False
    return "" if agrees else f"wanted {expected!r}, came {found!r}"


def _number(written: object) -> float:
    return float(str(written).replace("Infinity", "inf"))


def _same_number(found: float, wanted: float, case: Case) -> bool:
    if math.isnan(wanted) or math.isinf(wanted) or not math.isfinite(found):
        return found == wanted or (math.isnan(found) and math.isnan(wanted))
    factor = case.get("round_factor")
    if factor:
        found, wanted = (math.floor(number * factor + 0.5) / factor for number in (found, wanted))
    return math.isclose(found, wanted, rel_tol=1e-15, abs_tol=case.get("tolerance", 0.0))


def _same_nodes(value: Value, wanted: list[Node], case: Case) -> bool:
    if not isinstance(value, list):
        return False
    if case.get("unordered"):
        return len(value) == len(wanted) and set(value) == set(wanted)
    texts = case.get("expected_text")
    return value == wanted and (texts is None or [node.text() for node in value] == texts)


def _context(case: Case, document: Node) -> Context:
    zone = ZoneInfo(case["tz"])
    node = node_at(document, case.get("context_node", "/"))
    translations = _translations(document)
    language = case.get("lang") or next(iter(translations), "")
    texts = translations.get(language, {})
    environment = Environment(
        root=node_at(document, case.get("root_node", "/")),
        now=datetime.fromisoformat(case[AS_OF]).astimezone(zone),
        instances=_instances(document),
        texts=lambda text_id: texts.get(text_id, []),
    )
    return Context(node, environment)


@lru_cache(maxsize=8)
def _document(xml: str) -> Node:
    return read_nodes(xml)


def _elements(document: Node, name: str) -> list[Node]:
    return [node for node in document.descendants() if node.kind == "element" and node.name == name]


def _instances(document: Node) -> dict[str, Node]:
    found = {node.attribute("id"): node for node in reversed(_elements(document, "instance"))}
    return {name: node for name, node in found.items() if name is not None}


def _translations(document: Node) -> dict[str, dict[str, list[Node]]]:
    """Gives the values by language and text id; the default language comes first."""
    languages = _elements(document, "translation")
    languages.sort(key=lambda language: language.attribute("default") is None)
    return {
        language.attribute("lang") or "": {
            text.attribute("id") or "": text.named("value") for text in language.named("text")
        }
        for language in languages
    }


def node_at(document: Node, path: str) -> Node:
    """Finds the node of a positional path such as `/*[1]/text()[2]` or `/*[1]/@id`."""
    node = document
    for step in re.findall(r"[^/]+", path):
        if step.startswith("@"):
            node = next(each for each in node.attributes if _written(each) == step[1:])
            continue
        name, _, index = step.removesuffix("]").partition("[")
        node = [child for child in node.children if child.kind == _KINDS[name]][int(index) - 1]
    return node


def _written(attribute: Node) -> str:
    if attribute.kind != "namespace":
        return attribute.qualified_name
    return f"xmlns:{attribute.name}" if attribute.name else "xmlns"


PART = CorpusPart(("A", "B", "C"), (FILE,), run)
