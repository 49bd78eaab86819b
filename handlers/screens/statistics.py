"""Statistics in the chat: what there is to choose, and a cut with its picture and numbers."""

from urllib.parse import urlencode

from handlers.act import Act, Said
from handlers.buttons import HomeButton
from handlers.buttons_statistics import ObjectButton, StatisticsButton
from handlers.screens.format import circled, day, in_rows, joined, rows, shortened
from handlers.words import Html, Words
from rules.errors import statistics as problems
from rules.messages import Button, Card, Message, Picture, Row, Rows, Text, Toast
from rules.refusals import Refused
from rules.statistics.cuts import CUTS, DIRECTED, PERIOD_NAMES, RANDOM
from rules.statistics.intervals import Difference, Rate, difference
from rules.statistics.periods import PERIODS, span_of, year_before
from rules.statistics.rounding import percent
from rules.statistics.tallies import Figures, Line
from services.in_charge import supervises_any
from services.office_day import today
from services.statistics import departments_read

KEY = "home"
LINES_MOST = 5
NAME_SHOWN = 11.0
SCOPE_SHOWN = 20.0
DASHBOARD = "dashboard"


def statistics_button(words: Words) -> Button:
    """Return the button that leads to the statistics."""
    return Button(words.plain("button-statistics"), StatisticsButton(act="menu").pack(), steady=True)


def menu_screen(act: Act, period: str = "year", *, anew: bool = False) -> Said:
    """Return what there is to choose, for a period."""
    words = act.words
    chosen = period if period in PERIODS else PERIODS[0]
    span = span_of(chosen, today(act.uow))
    whole = departments_read(act.actor) is None
    text = words(
        "stat-menu",
        period=words.pick(dict(PERIOD_NAMES[chosen])),
        first=day(words, span.first),
        last=day(words, span.last),
        whole=str(whole),
    )
    cuts = [
        Button(
            words.plain("button-stat-cut", title=words.pick(dict(cut.label))),
            StatisticsButton(act="cut", period=chosen, what=cut.key).pack(),
            steady=True,
        )
        for cut in CUTS.values()
    ]
    return [Card(KEY, text, rows(*in_rows(cuts, 3), *_beside(act, chosen)), anew=anew, vanish=True)]


def _beside(act: Act, chosen: str) -> Rows:
    words = act.words
    periods = [_period(words, each, StatisticsButton(act="menu", period=each), each == chosen) for each in PERIODS]
    record = Button(words.plain("button-stat-credit"), ObjectButton(act="search").pack(), steady=True)
    decided: Row = ()
    files: Row = (_xlsx(words, chosen), record)
    if supervises_any(act.actor):
        decided = (
            Button(words.plain("button-stat-risks"), ObjectButton(act="risks").pack(), steady=True),
            Button(words.plain("button-stat-breaches"), ObjectButton(act="list").pack(), steady=True),
        )
        if act.public_url:
            web = StatisticsButton(act="web", period=chosen).pack()
            files = (*files, Button(words.plain("button-stat-web"), web, steady=True))
    home: Row = (Button(words.plain("button-home"), HomeButton(view="open").pack(), steady=True),)
    return rows(*in_rows(periods, 2), files, decided, home)


def _period(words: Words, period: str, pressed: StatisticsButton, is_chosen: bool = False) -> Button:
    name = words.pick(dict(PERIOD_NAMES[period]))
    return Button(words.plain("button-stat-period", name=name, chosen=str(is_chosen)), pressed.pack(), steady=True)


def _xlsx(words: Words, period: str) -> Button:
    return Button(words.plain("button-stat-xlsx"), StatisticsButton(act="xlsx", period=period).pack(), steady=True)


def nothing_screen(act: Act, period: str) -> Said:
    """Say that there is no file of nothing, and let another period be chosen."""
    return [Toast(Refused(problems.NOTHING_FOUND).text(act.words.language)), *menu_screen(act, period)]


def dashboard_screen(words: Words, address: str, period: str) -> Card:
    """Return the link to the page of statistics, of the period and in the language of the chat."""
    asked = urlencode({"period": period, "lang": words.language})
    link: Row = (Button(words.plain("button-stat-open"), url=f"{address}?{asked}"),)
    back: Row = (statistics_button(words),)
    return Card(DASHBOARD, words("stat-web"), (link, back), anew=True, vanish=True)


def figures_said(words: Words, figures: Figures, sha256: str | None) -> list[Message]:
    """Return a cut as a picture with its numbers; without numbers why there are none, and where else to look."""
    if figures.is_empty:
        empty = [_title(words, figures), words("stat-empty"), *_follow_ups(words, figures)]
        return [Text("\n".join(empty), _elsewhere(words, figures))]
    buttons, lines = _after(words, figures), "\n".join(_lines(words, figures))
    # Visits without a place on the map are numbers all the same.
    return [Picture(f"sha256:{sha256}", lines, buttons) if sha256 else Text(lines, buttons)]


def _after(words: Words, figures: Figures) -> Rows:
    return ((_xlsx(words, figures.period), _others(words, figures.period)),)


def _others(words: Words, period: str) -> Button:
    return Button(words.plain("button-stat-others"), StatisticsButton(act="look", period=period).pack(), steady=True)


def _elsewhere(words: Words, figures: Figures) -> Rows:
    """Return where there may be something to count: the same cut in other periods."""
    cut = figures.cut.key
    periods = [
        _period(words, each, StatisticsButton(act="cut", period=each, what=cut))
        for each in PERIODS
        if each != figures.period
    ]
    return rows(*in_rows(periods, 2), (_others(words, figures.period),))


def span_text(words: Words, figures: Figures) -> str:
    """Return the days that a cut is about."""
    return words.plain(
        "stat-span",
        period=words.pick(dict(PERIOD_NAMES[figures.period])),
        first=day(words, figures.span.first),
        last=day(words, figures.span.last),
    )


def scope_text(words: Words, figures: Figures) -> str:
    """Return whose inspections are counted."""
    if not figures.scope:
        return words.plain("stat-scope-whole")
    return shortened(joined(words, [words.pick(dict(names)) for names in figures.scope]), SCOPE_SHOWN)


def notes_of(words: Words, figures: Figures) -> list[str]:
    """Return what has to be known to read a cut, one line each: what is counted how, and by what."""
    notes = []
    if figures.cut.is_of_parts:
        notes.append(words.plain("stat-parts", cut=figures.cut.key, count=figures.parts))
    if figures.by_registry:
        notes.append(words.plain("stat-by-registry", cut=figures.cut.key, count=figures.by_registry))
    return notes


def _title(words: Words, figures: Figures) -> Html:
    title, scope = words.pick(dict(figures.cut.title)), scope_text(words, figures)
    return words("stat-title", title=title, span=span_text(words, figures), scope=scope)


def _follow_ups(words: Words, figures: Figures) -> list[Html]:
    found, is_load = figures.follow_ups, figures.cut.is_of_counts
    return [words("stat-follow-ups", of=found.of, hits=found.hits, load=str(is_load))] if found.of else []


def _lines(words: Words, figures: Figures) -> list[Html]:
    cut, whole = figures.cut, figures.whole
    lines = [_title(words, figures)]
    lines.append(words("stat-whole", **rate_values(whole)))
    before = {"year": str(year_before(figures.span).first.year), **rate_values(figures.whole_before)}
    lines.append(words("stat-before", **before, change=_certain(_change(figures))))
    lines_now = figures.lines_now
    shown = lines_now[:LINES_MOST]
    lines += [line_said(words, figures, place, line) for place, line in enumerate(shown, 1)]
    if len(lines_now) > len(shown):
        lines.append(words("stat-more", count=len(lines_now)))
    if cut.key == "draw" and (effect := effect_of(figures)):
        lines.append(words("stat-effect", **_points(effect), certain=str(effect.is_certain)))
    if cut.key == "map":
        found = sum(point.has_problem for point in figures.points)
        lines.append(words("stat-map", found=found, clean=len(figures.points) - found, unplaced=figures.unplaced))
    lines += _follow_ups(words, figures)
    lines += [words.escape(note) for note in notes_of(words, figures)]
    lines.append(words("stat-decision", decision=words.pick(dict(cut.decision))))
    return lines


def line_said(words: Words, figures: Figures, place: int, line: Line) -> Html:
    """Return one line of a cut."""
    name = shortened(words.pick(dict(line.names)), NAME_SHOWN)
    if figures.cut.is_of_counts:
        return words("stat-line-load", place=circled(place), name=name, done=line.rate.of, waiting=line.waiting)
    change = _certain(line.change)
    return words("stat-line", place=circled(place), name=name, **rate_values(line.rate), change=change)


def effect_of(figures: Figures) -> Difference | None:
    """Return by how much directed inspections find more than those drawn at random."""
    found = {line.key: line.rate for line in figures.lines}
    return difference(found.get(DIRECTED, Rate(0, 0)), found.get(RANDOM, Rate(0, 0)))


def rate_values(rate: Rate) -> dict[str, str | int]:
    """Return a rate as values of a phrase."""
    shares = {"share": rate.share, "low": rate.low, "high": rate.high}
    return {"hits": rate.hits, "of": rate.of, **{name: f"{percent(share)}%" for name, share in shares.items()}}


def _points(found: Difference) -> dict[str, str]:
    values = {"share": found.share, "low": found.low, "high": found.high}
    return {name: percent(value, is_signed=True) for name, value in values.items()}


def _change(figures: Figures) -> Difference | None:
    return difference(figures.whole, figures.whole_before)


def _certain(change: Difference | None) -> str:
    if change is None:
        return "none"
    if not change.is_certain:
        return "unsure"
    return "higher" if change.share > 0 else "lower"
