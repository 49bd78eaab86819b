"""The first sheet of the statistics: whose, of when, how many in all, and what counts, as the sheets travel alone."""

from datetime import date

from forms.tables import Table, typed
from rules.statistics.cuts import CUTS, PERIOD_NAMES
from rules.statistics.periods import year_before
from rules.statistics.rounding import percent
from services.statistics_cuts import Statistics
from services.statistics_words import ABOUT, BETWEEN, HEADINGS, SHEETS


def about_table(counted: Statistics, day: date, language: str) -> Table:
    """Return what whoever gets the workbook has to know of it; `day` is that on which it is made."""
    words, comma = ABOUT[language], BETWEEN[language][0]
    risk, draw = (counted.figures(key) for key in ("risk", "draw"))
    earlier = year_before(counted.span)
    scope = comma.join(names.get(language) or names["zh"] for names in counted.scope)
    days, days_before = (
        words["to"].format(first=each.first.isoformat(), last=each.last.isoformat()) for each in (counted.span, earlier)
    )
    whole, before = risk.whole, risk.whole_before
    numbers = {
        "of": whole.of,
        "hits": whole.hits,
        "of_before": before.of,
        "hits_before": before.hits,
        "follow_ups": counted.follow_ups.of,
        "complied": counted.follow_ups.hits,
        "parts": risk.parts,
        "risk_by_registry": risk.by_registry,
        "draw_by_registry": draw.by_registry,
    }
    rows = [
        (words["scope"], scope or SHEETS["whole"][language]),
        (words["period"], f"{PERIOD_NAMES[risk.period][language]}{comma}{days}"),
        (words["before"], days_before),
        (words["on"], typed(day.isoformat(), "day")),
        *((words[name], typed(str(number), "number")) for name, number in numbers.items()),
        *((words["counts"], words[name]) for name in ("counted", "apart", "drawn", "divided")),
        *((words["decides"].format(title=cut.title[language]), cut.decision[language]) for cut in CUTS.values()),
    ]
    if whole.of:
        rows.insert(6, (words["share"], typed(percent(whole.share, 1), "number")))
    return Table(SHEETS["about"][language], HEADINGS["about"][language], tuple(rows))
