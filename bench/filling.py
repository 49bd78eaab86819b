"""What one answer costs as forms grow; `python -m bench.filling` runs it alone."""

import gc
import sys
import time
from datetime import UTC, datetime
from statistics import median

from lxml import etree

from bench.contest import ratios
from bench.report import Line, table
from forms.filling.opening import begin
from forms.filling.reading import read_form
from forms.filling.session import Filling

SMALL, MIDDLE, LARGE = 50, 500, 5_000
ANSWERS, REPEATS = 400, 20


def form(questions: int) -> str:
    """Return a form of whole numbers, each with a constraint and a condition on one other; behind those answered here
    stands a calculation each.
    """
    numbers = range(questions)
    instance = "".join(f"<q{n}/><c{n}/>" if n < SMALL else f"<q{n}/>" for n in numbers)
    binds = "".join(
        f'<bind nodeset="/data/q{n}" type="int" constraint=". &lt; 100" relevant="/data/q{n // 10 * 10} != 7"/>'
        + (f'<bind nodeset="/data/c{n}" type="int" calculate="/data/q{n} * 2"/>' if n < SMALL else "")
        for n in numbers
        if n % 10
    )
    body = "".join(f'<input ref="/data/q{n}"><label>{n}</label></input>' for n in numbers)
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><model>'
        f'<instance><data id="b">{instance}</data></instance>{binds}</model></h:head><h:body>{body}</h:body></h:html>'
    )


def contest(rounds: int) -> tuple[list[float], list[float]]:
    """Return microseconds an answer in a large and in a small form, round by round."""
    fillings = [
        begin(read_form(form(questions)), now=datetime(2026, 1, 1, tzinfo=UTC), seed="bench")
        for questions in (LARGE, SMALL)
    ]
    measured: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds):
        for filling, into in zip(fillings, measured, strict=True):
            into.append(_micros(filling, turn))
    return measured


def _micros(filling: Filling, turn: int) -> float:
    references = [f"/data/q{n}" for n in range(SMALL) if n % 10]
    gc.collect()
    began = time.process_time()
    for n in range(ANSWERS):
        filling.answer(references[n % len(references)], (n + turn) % 90)
    return (time.process_time() - began) * 1e6 / ANSWERS


def line(rounds: int) -> Line:
    """Return the row of the table."""
    large, small = contest(rounds)
    return Line(
        f"one answer in a form of {LARGE} questions, one calculation behind it",
        f"the same in one of {SMALL}",
        ratios(large, small),
        1.3,
        1.05,
        f"{median(large):.1f} µs an answer; in the small form {median(small):.1f} µs",
        is_more_better=False,
    )


def expressions(questions: int) -> list[tuple[str, str]]:
    """Return the expressions of that form's binds, each with the path of its question."""
    found = []
    for n in range(questions):
        if n % 10:
            found += [(f"/data/q{n}", ". < 100"), (f"/data/q{n}", f"/data/q{n // 10 * 10} != 7")]
            found += [(f"/data/c{n}", f"/data/q{n} * 2")] if n < SMALL else []
    return found


def beside_lxml(rounds: int) -> tuple[list[float], list[float], float, float]:
    """Return microseconds of one answer and of lxml's evaluating all expressions once, round by round, then
    milliseconds of loading the form, and of lxml's parsing and compiling the same.
    """
    text, began = form(MIDDLE), time.process_time()
    filling = begin(read_form(text), now=datetime(2026, 1, 1, tzinfo=UTC), seed="bench")
    loaded, began = time.process_time() - began, time.process_time()
    instance = etree.fromstring(text.encode()).find(".//{*}data")
    assert instance is not None
    for element in instance.iter():
        element.tag = etree.QName(element).localname
    tree = etree.ElementTree(instance)
    theirs = [(etree.XPath(told), tree.xpath(path)[0]) for path, told in expressions(MIDDLE)]
    compiled = time.process_time() - began
    answers, evaluations = [], []
    for turn in range(rounds):
        answers.append(_micros(filling, turn))
        gc.collect()
        began = time.process_time()
        for xpath, element in theirs * REPEATS:
            xpath(element)
        evaluations.append((time.process_time() - began) * 1e6 / REPEATS)
    return answers, evaluations, loaded * 1e3, compiled * 1e3


def answer_line(rounds: int) -> Line:
    """Return the row of one answer in a form of middle size."""
    answers, evaluations, loaded, compiled = beside_lxml(rounds)
    return Line(
        f"one answer in a form of {MIDDLE} questions",
        "lxml evaluating every expression of the form once",
        ratios(answers, evaluations),
        0.5,
        0.05,
        f"{median(answers):.1f} µs an answer; lxml {median(evaluations):.0f} µs; "
        f"loading {loaded:.0f} ms, lxml {compiled:.0f} ms",
        is_more_better=False,
    )


if __name__ == "__main__":
    chosen = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    print(table([answer_line(chosen), line(chosen)]))
