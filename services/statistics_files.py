"""Statistics, an object's record and the list of serious breaches: asked for in the chat, and as tables."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select

from forms.tables import Table, typed
from rules.errors import statistics as problems
from rules.refusals import Refused
from rules.registries.fields import field_of
from rules.statistics.cuts import CUTS, PERIOD_NAMES
from rules.statistics.intervals import Rate
from rules.statistics.periods import span_of
from rules.statistics.rounding import percent
from rules.statistics.tallies import Figures, Inspected
from services.access import Actor, acting_by_id
from services.breaches import breaches_listed
from services.credit_records import record_of
from services.form_export import MAKE
from services.office_day import today
from services.statistics import departments_read, ensure_supervisor, is_anything_counted
from services.statistics_about import about_table
from services.statistics_cuts import Statistics
from services.statistics_words import BETWEEN, HEADINGS, SHEETS, STATES
from storage.tables import InspectionObject
from storage.unit_of_work import UnitOfWork

COUNT = "count"
"""The job that counts a cut and draws it, or lists what results suggest."""
SUGGESTIONS, PROPOSALS = "risk", "breaches"
PREFIX = "statistics_"
OBJECTS_AT_ONCE = 500
NAME_MOST = 40
FLAGS_SHOWN = ("complaints", "abnormal", "violations", "exempt")
FIGURES, CREDIT, BREACHES, BREACHES_CSV = (
    f"{PREFIX}xlsx", f"{PREFIX}credit", f"{PREFIX}breaches", f"{PREFIX}breaches_csv",
)  # fmt: skip


def ask_statistic(uow: UnitOfWork, actor: Actor, cut: str, period: str) -> None:
    """Have a cut counted and drawn. Raises `Refused` for whoever reads no statistics, and for an unknown cut."""
    departments_read(actor)
    if cut not in CUTS or period not in PERIOD_NAMES:
        raise Refused(problems.NO_SUCH_CUT)
    body = {"person": actor.person_id, "what": "cut", "cut": cut, "period": period}
    _enqueue(uow, COUNT, f"{cut}:{period}", body)


def ask_suggestions(uow: UnitOfWork, actor: Actor, what: str, page: int = 1) -> None:
    """Have a page listed of what results suggest: `risk` classes, or serious `breaches`. Raises `Refused` for others
    than supervisors.
    """
    ensure_supervisor(actor)
    if what not in (SUGGESTIONS, PROPOSALS):
        raise Refused(problems.NO_SUCH_CUT)
    _enqueue(uow, COUNT, f"{what}:{page}", {"person": actor.person_id, "what": what, "page": page})


def ask_figures(uow: UnitOfWork, actor: Actor, period: str) -> bool:
    """Have all cuts of a period made as a workbook, if there is anything to count; return whether there is. Raises
    `Refused` as `ask_statistic`.
    """
    departments = departments_read(actor)
    if period not in PERIOD_NAMES:
        raise Refused(problems.NO_SUCH_CUT)
    if not is_anything_counted(uow, departments, span_of(period, today(uow))):
        return False
    _ask_file(uow, actor, FIGURES, period)
    return True


def ask_credit_record(uow: UnitOfWork, actor: Actor, object_id: int) -> None:
    """Have an object's record made as a workbook. Raises `Refused` for whoever reads no statistics."""
    departments_read(actor)
    if uow.session.get(InspectionObject, object_id) is None:
        raise Refused(problems.NO_SUCH_OBJECT)
    _ask_file(uow, actor, CREDIT, object_id)


def ask_breaches(uow: UnitOfWork, actor: Actor, *, as_text: bool = False) -> None:
    """Have the list of serious breaches made, as a workbook or text. Raises `Refused` for others than supervisors."""
    ensure_supervisor(actor)
    _ask_file(uow, actor, BREACHES_CSV if as_text else BREACHES, "")


def _ask_file(uow: UnitOfWork, actor: Actor, purpose: str, of: str | int) -> None:
    body = {"purpose": purpose, "person": actor.person_id, "of": of, "language": actor.language}
    _enqueue(uow, MAKE, f"{purpose}:{of}", body)


def _enqueue(uow: UnitOfWork, kind: str, what: str, body: dict[str, Any]) -> None:
    # Asked once more in the same moment, it is the same wish.
    uow.enqueue(kind, f"{what}:{body['person']}:{uow.now:%Y%m%d%H%M%S}", body)


def statistics_tables(uow: UnitOfWork, purpose: str, body: Mapping[str, Any]) -> tuple[str, tuple[Table, ...]]:
    """Return name and tables of a file that somebody asked for, as their roles are now. Raises `Refused`."""
    actor, language = acting_by_id(uow, body["person"]), "en" if body["language"].startswith("en") else "zh"
    if purpose == FIGURES:
        counted = Statistics(uow, departments_read(actor), body["of"])
        tables = tuple(
            _map(uow, counted.objects(), language) if key == "map" else figures_table(counted.figures(key), language)
            for key in CUTS
        )
        scope = "-".join(map(_in(language), counted.scope))[:NAME_MOST] or SHEETS["whole"][language].replace(" ", "-")
        name = f"{SHEETS['figures'][language]}-{scope}-{counted.span.first}-{counted.span.last}"
        return name, (about_table(counted, today(uow), language), *tables)
    if purpose == CREDIT:
        return _credit(uow, departments_read(actor), body["of"], language)
    ensure_supervisor(actor)
    return SHEETS["breaches"][language], (_breaches(uow, language),)


def figures_table(figures: Figures, language: str) -> Table:
    """Return a cut as a table: percentages with one decimal place."""
    cut = figures.cut
    headings = HEADINGS["load" if cut.is_of_counts else "rates"][language]
    rows = []
    for line in figures.lines:
        name = line.names.get(language) or line.names["zh"]
        if cut.is_of_counts:
            rows.append((name, *(_number(each) for each in (line.rate.of, line.waiting, line.before.of))))
        else:
            rows.append((name, *_rate(line.rate), *_rate(line.before)[:3], _mark(line.change, language)))
    return Table(cut.title[language], (cut.title[language], *headings), tuple(rows))


def _map(uow: UnitOfWork, objects: Inspected, language: str) -> Table:
    """Return the inspected objects, those with a problem first; degrees are of WGS-84."""
    of = InspectionObject
    chosen = select(of.object_id, of.name, of.registration_code, of.street)
    numbers, found = list(objects), list[Any]()
    for first in range(0, len(numbers), OBJECTS_AT_ONCE):
        part = numbers[first : first + OBJECTS_AT_ONCE]
        found += uow.connection.execute(chosen.where(of.object_id.in_(part))).all()
    rows = []
    for object_id, *facts in sorted(found, key=lambda row: (not objects[row.object_id][1], row.name, row.object_id)):
        place, has_problem = objects[object_id]
        degrees = [typed(f"{each:.6f}", "number") for each in place] if place else ["", ""]
        rows.append((*facts, *degrees, "✓" if has_problem else ""))
    return Table(CUTS["map"].title[language], HEADINGS["map"][language], tuple(rows))


def _rate(rate: Rate) -> tuple[str, ...]:
    shares = (_percent(each) for each in (rate.share, rate.low, rate.high)) if rate.of else ("", "", "")
    return (_number(rate.of), _number(rate.hits), *shares)


def _mark(change: Any, language: str) -> str:
    if change is None or not change.is_certain:
        return ""
    return {"zh": ("下降", "上升"), "en": ("lower", "higher")}[language][change.share > 0]


def _number(value: int) -> str:
    return typed(str(value), "number")


def _percent(share: float) -> str:
    return typed(percent(share, 1), "number")


def _in(language: str) -> Callable[[Mapping[str, str]], str]:
    return lambda names: names.get(language) or names["zh"]


def _credit(
    uow: UnitOfWork, departments: frozenset[int] | None, object_id: int, language: str
) -> tuple[str, tuple[Table, ...]]:
    record, states = record_of(uow, departments, object_id), STATES[language]
    found = record.found
    facts = [("name", found.name), ("registration_code", found.registration_code), ("risk", found.risk)]
    facts += [
        ("risk_source", record.risk_source.get(language) or record.risk_source["zh"]),
        *((flag, "✓") for flag in record.flags if flag in FLAGS_SHOWN),
    ]
    about = tuple((field_of("objects", name).heading(language), value) for name, value in facts)
    rows = tuple(
        (
            line.number,
            typed(line.day.isoformat(), "day"),
            line.department.get(language) or line.department["zh"],
            states[line.task_kind],
            states[line.state],
            BETWEEN[language][1].join(result.text[language] for result in line.results),
            _number(line.clues),
            _number(line.live_clues),
            states[line.publication],
        )
        for line in record.lines
    )
    sheet = SHEETS["credit"][language]
    tables = (Table(SHEETS["object"][language], HEADINGS["object"][language], about),)
    return f"{sheet}-{found.registration_code}", (*tables, Table(sheet, HEADINGS["credit"][language], rows))


def _breaches(uow: UnitOfWork, language: str) -> Table:
    rows = tuple(
        (
            each.name,
            each.registration_code,
            each.rule.get(language, ""),
            BETWEEN[language][0].join(each.visits),
            each.ground,
            typed(each.released_on.isoformat(), "day"),
        )
        for each in breaches_listed(uow)
    )
    return Table(SHEETS["breaches"][language], HEADINGS["breaches"][language], rows)
