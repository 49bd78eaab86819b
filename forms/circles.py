"""Finds questions whose value or relevance depends on itself, from the references in the workbook's cells."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from forms.cell_expressions import CellExpression, Place
from forms.faults import Findings
from forms.survey_rows import Survey, SurveyRow
from rules.errors import form_logic as problems

# With these a question reads other rounds of its own repeat, or its own earlier value: no circle.
_LOOK_ELSEWHERE = frozenset({"indexed-repeat", "once", "position", "instance", "sum", "count", "max", "min"})


def check_circles(survey: Survey, expressions: Iterable[CellExpression], findings: Findings) -> None:
    """Notes each circle of `relevant` and `calculation` once, at the first row of it."""
    reads: dict[str, set[str]] = defaultdict(set)
    places: dict[str, Place] = {}
    for each in expressions:
        owner = each.owner
        if owner is None or each.meaning not in ("relevant", "calculation"):
            continue
        is_triggered = each.meaning == "calculation" and owner.row.get("trigger")
        if is_triggered or each.compiled.functions & _LOOK_ELSEWHERE or "[" in each.text:
            continue
        names = {each.name for each in each.references if not each.is_last_saved}
        for touched in _touched(survey, owner, each.meaning):
            reads[touched.name] |= names
            places.setdefault(touched.name, each.place)
        places[owner.name] = each.place
    for circle in _circles(reads):
        place = next(places[name] for name in circle if name in places)
        findings.add(problems.CIRCLE, *place, names=" → ".join([*circle, circle[0]]))


def _touched(survey: Survey, owner: SurveyRow, meaning: str) -> Iterator[SurveyRow]:
    yield owner
    if meaning == "relevant" and owner.type.role == "begin":
        yield from (row for row in survey.rows if owner in row.around and row.type.role in ("question", "hidden"))


def _circles(reads: Mapping[str, set[str]]) -> Iterator[list[str]]:
    """Yields circles that share no name, by a walk in depth that keeps its own stack."""
    done: set[str] = set()
    for first in reads:
        path: list[str] = []
        waiting: list[tuple[str, bool]] = [(first, False)]
        while waiting:
            name, leaving = waiting.pop()
            if leaving:
                path.pop()
                done.add(name)
            elif name in path:
                circle = path[path.index(name) :]
                if not done & set(circle):
                    yield circle
                done |= set(circle)
            elif name not in done:
                path.append(name)
                waiting.append((name, True))
                waiting += ((other, False) for other in sorted(reads.get(name, ())))
