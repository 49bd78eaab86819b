"""The annual plan in the chat: how a year stands, its lines, what is missing, what could be one visit."""

from handlers.act import Act, Said
from handlers.buttons_draws import PlanButton
from handlers.buttons_plans import CapButton, YearButton
from handlers.screens.format import day, joined, local, rows, shortened, turning_row
from handlers.words import Html, Words
from rules.messages import Button, Card, Row, Style
from services.annual_plan_joint import open_proposals
from services.annual_plan_view import LineView, YearView, departments_missing, lines_of_year, matters_for, view_year

KEY = "year"
PAGE = 6
MATTER_SHOWN = 11.0
LABEL_SHOWN = 17.0
NAMES_SHOWN = 120.0
KIND_SHOWN = 14.0


def year_screen(act: Act, year: int, *, anew: bool = False) -> Said:
    """Return how the plan of a year stands."""
    words, view = act.words, view_year(act.uow, act.actor, year)
    lines = [words("year-title", year=str(year), state=view.state)]
    lines.append(words("year-lines", count=view.lines, departments=view.departments))
    if view.missing:
        lines.append(words("year-missing", count=len(view.missing)))
    if view.writes:
        lines.append(words("year-own", count=view.own))
    if view.proposals:
        lines.append(words("year-proposals", count=view.proposals))
    if view.approved_by is not None and view.approved_at is not None:
        on = day(words, local(view.approved_at).date())
        lines.append(words("year-approved", name=words.pick(view.approved_by), day=on))
    if view.published_at is not None:
        address = f"{act.public_url}/plan/{year}" if act.public_url else ""
        lines.append(words("year-published", day=day(words, local(view.published_at).date()), address=address))
    if not view.lines:
        lines.append(words("year-empty" if view.writes else "year-empty-others"))
    return [Card(KEY, "\n".join(lines), _year_buttons(words, view), anew=anew)]


def _year_buttons(words: Words, view: YearView) -> tuple[Row, ...]:
    year = view.year
    seeing: list[Button] = []
    if view.own:
        seeing.append(_button(words.plain("button-year-own"), "lines", year, part="own"))
    if view.lines:
        seeing.append(_button(words.plain("button-year-all"), "lines", year, part="all"))
    add: Row = (_button(words.plain("button-year-add"), "add", year, style="primary"),) if view.writes else ()
    more: list[Button] = []
    if view.proposals:
        more.append(_button(words.plain("button-year-joint", count=view.proposals), "joint", year))
    if view.missing and view.lines:
        more.append(_button(words.plain("button-year-missing"), "missing", year))
    files: list[Button] = [Button(words.plain("button-caps"), CapButton(act="list").pack(), steady=True)]
    if view.lines:
        files.insert(0, _button(words.plain("button-year-file"), "file", year))
    deciding: Row = ()
    if view.supervises and view.lines and view.state != "published":
        act = "approve" if view.state == "collecting" else "publish"
        data = YearButton(act=act, year=year).pack()
        deciding = (Button(words.plain(f"button-year-{act}"), data, style="success", dwell=True),)
    back: Row = (Button(words.plain("button-back"), PlanButton(act="list").pack(), steady=True),)
    return rows(tuple(seeing), add, tuple(more), tuple(files), deciding, back)


def lines_screen(act: Act, year: int, part: str, page: int = 1) -> Said:
    """Return the lines of a year, or those of one's own department, some on a page."""
    words = act.words
    found = lines_of_year(act.uow, act.actor, year, own=part == "own")
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 1), pages)
    shown = found[(page - 1) * PAGE : page * PAGE]
    lines: list[Row] = [
        (_button(shortened(_label(words, each), LABEL_SHOWN), "line", year, of=each.number),) for each in shown
    ]
    title = words(f"lines-{part}", year=str(year), count=len(found), page=page, pages=pages)
    return [Card(KEY, title, rows(*lines, _turning(words, year, "lines", part, page, pages), _back(words, year)))]


def _label(words: Words, line: LineView) -> str:
    return f"{line.number} {words.pick(line.department)[:6]} {line.matter}"


def matters_screen(act: Act, year: int, page: int = 1) -> Said:
    """Ask what a new line is about: one of the department's matters, or another that is typed."""
    words = act.words
    found = matters_for(act.uow, act.actor, year)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 1), pages)
    first = (page - 1) * PAGE
    lines: list[Row] = [
        (_button(shortened(matter, LABEL_SHOWN), "matter", year, of=first + place),)
        for place, matter in enumerate(found[first : first + PAGE])
    ]
    text = words("line-ask-matter" if found else "line-ask-matter-typed")
    return [Card(KEY, text, rows(*lines, _turning(words, year, "add", "", page, pages), _back(words, year)))]


def missing_screen(act: Act, year: int) -> Said:
    """Return the departments that have written no line."""
    words = act.words
    names = [words.pick(each.short_name) for each in departments_missing(act.uow, year)]
    text = words("missing-title", count=len(names), names=shortened(joined(words, names), NAMES_SHOWN))
    return [Card(KEY, text, rows(_back(words, year)))]


def joint_screen(act: Act, year: int) -> Said:
    """Return the first lines that could be one visit, to be joined or not."""
    words = act.words
    found = open_proposals(act.uow, year)
    if not found:
        return [Card(KEY, words("joint-none"), rows(_back(words, year)))]
    first = found[0]
    by_number = {each.number: each for each in lines_of_year(act.uow, act.actor, year)}
    lines: list[Html] = [
        words("joint-title", count=len(found)),
        words("joint-what", kind=shortened(first.object_kind, KIND_SHOWN), month=first.month),
    ]
    lines += [
        Words.escape(f"　{shortened(_label(words, by_number[number]), LABEL_SHOWN)}") for number in first.lines[:6]
    ]
    deciding: list[Row] = []
    if view_year(act.uow, act.actor, year).supervises:
        deciding = [
            (_button(words.plain("button-joint-accept"), "accept", year, of=first.lines[0], page=first.month),),
            (_button(words.plain("button-joint-decline"), "decline", year, of=first.lines[0], page=first.month),),
        ]
    return [Card(KEY, "\n".join(lines), rows(*deciding, _back(words, year)))]


def year_ask_screen(act: Act, year: int, key: str, of: int = 0, **values: str) -> Said:
    """Ask for something that is typed: a part of a line, or a reason."""
    words = act.words
    back = _button(words.plain("button-back"), "line" if of else "show", year, of=of)
    return [Card(KEY, words(key, **values), ((back,),), anew=True)]


def _turning(words: Words, year: int, act: str, part: str, page: int, pages: int) -> Row:
    return turning_row(page, pages, lambda key, to: _button(words.plain(key), act, year, part=part, page=to))


def _back(words: Words, year: int) -> Row:
    return (_button(words.plain("button-year-back"), "show", year),)


def _button(
    label: str, act: str, year: int, *, of: int = 0, part: str = "", page: int = 1, style: Style | None = None
) -> Button:
    data = YearButton(act=act, year=year, of=of, part=part, page=page).pack()
    return Button(label, data, style=style, steady=True)
