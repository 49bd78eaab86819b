"""All expressions of a form once, beside lxml's compiled XPath; `python -m bench.expressions` runs it alone."""

import gc
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median

from lxml import etree

from bench.contest import ratios
from bench.report import Line, table
from forms.expressions.context import Context, Environment
from forms.expressions.expression import compile_expression
from forms.node_reader import read_nodes

QUESTIONS = 200
SECTION = 20
REPEATS = 20


def document(questions: int) -> str:
    """Return an instance with answers, in groups of twenty."""
    groups = [
        f"<g{first // SECTION}>"
        + "".join(f"<q{n}>{_answer(n)}</q{n}>" for n in range(first, first + SECTION))
        + f"</g{first // SECTION}>"
        for first in range(0, questions, SECTION)
    ]
    return f"<data>{''.join(groups)}</data>"


def _answer(number: int) -> str:
    return ("yes", str(number), "no", "")[number % 4]


def _path(number: int) -> str:
    return f"/data/g{number // SECTION}/q{number}"


def expressions(questions: int) -> list[tuple[str, str]]:
    """Return pairs of a question's path and an expression of its bind, such as checklists hold."""
    found = []
    for number in range(4, questions):
        here, before, number_before = _path(number), _path(number - 4 - number % 4), _path(number - 3 - number % 4)
        found.append((here, f"{before} = 'yes'"))
        if number % 2:
            found.append((here, f". >= 0 and . <= {number_before} + 1000"))
        if number % 4 == 1:
            found.append((here, f"{number_before} * 2 + {_path(1)} div 4"))
            found.append((here, f"concat({before}, ' ', string-length({number_before}))"))
    return found


def contest(rounds: int) -> tuple[list[float], list[float], int]:
    """Return microseconds an expression, ours and lxml's, round by round, and how many expressions there are."""
    xml, pairs = document(QUESTIONS), expressions(QUESTIONS)
    tree, nodes = etree.fromstring(xml), read_nodes(xml)
    environment = Environment(root=nodes, now=datetime(2026, 1, 1, tzinfo=UTC))
    theirs = [(etree.XPath(text), tree.xpath(path)[0]) for path, text in pairs]
    start = Context(nodes, environment)
    ours = [
        (compile_expression(text), Context(compile_expression(path).nodes(start)[0], environment))
        for path, text in pairs
    ]
    for (expression, context), (xpath, element), (_, text) in zip(ours, theirs, pairs, strict=True):
        assert expression.evaluate(context) == xpath(element), text

    def evaluate_ours() -> None:
        for expression, context in ours:
            expression.evaluate(context)

    def evaluate_theirs() -> None:
        for xpath, element in theirs:
            xpath(element)

    measured: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for function, into in zip((evaluate_ours, evaluate_theirs), measured, strict=True):
            into.append(_micros(function) / len(pairs))
    return *measured, len(pairs)


def _micros(function: Callable[[], None]) -> float:
    function()
    gc.collect()
    began = time.process_time()
    for _ in range(REPEATS):
        function()
    return (time.process_time() - began) * 1e6 / REPEATS


def line(rounds: int) -> Line:
    """Return the row of the table."""
    ours, theirs, number = contest(rounds)
    return Line(
        f"all {number} expressions of a form of {QUESTIONS} questions once",
        "lxml compiled XPath",
        ratios(ours, theirs),
        1,
        0.3,
        f"{median(ours):.2f} µs an expression; lxml {median(theirs):.2f} µs",
        is_more_better=False,
    )


if __name__ == "__main__":
    print(table([line(int(sys.argv[1]) if len(sys.argv) > 1 else 7)]))
