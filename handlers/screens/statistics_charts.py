"""Pictures of statistics, in a reader's language."""

from collections.abc import Sequence
from pathlib import Path

from forms.charts import Bar, Head, Stack, bars_picture, map_picture, stacks_picture
from handlers.screens.statistics import notes_of, rate_values, scope_text, span_text
from handlers.words import Words
from rules.statistics.tallies import Figures

ROWS_MOST = 12


def picture_of(words: Words, figures: Figures, folders: Sequence[Path]) -> bytes | None:
    """Return a cut as a PNG; none where there is nothing to draw. Raises `LookupError` when no font has Chinese."""
    lines_now = figures.lines_now
    shown = lines_now[:ROWS_MOST]
    if figures.cut.key == "map":
        return map_picture(_head(words, figures, 0), figures.points, folders) if figures.points else None
    head = _head(words, figures, len(lines_now))
    if not shown:
        return None
    if figures.cut.is_of_counts:
        stacks = [
            Stack(
                words.pick(dict(line.names)),
                words.plain("stat-chart-load-text", done=line.rate.of, waiting=line.waiting),
                line.rate.of,
                line.waiting,
            )
            for line in shown
        ]
        return stacks_picture(head, stacks, folders)
    bars = [
        Bar(
            words.pick(dict(line.names)),
            words.plain("stat-chart-text", **rate_values(line.rate)),
            line.rate.share,
            line.rate.low,
            line.rate.high,
            line.before.share if line.before.of else None,
        )
        for line in shown
    ]
    return bars_picture(head, bars, folders)


def _head(words: Words, figures: Figures, count: int) -> Head:
    cut, found, scope = figures.cut, figures.follow_ups, scope_text(words, figures)
    kind = "map" if cut.key == "map" else "load" if cut.is_of_counts else "rates"
    title = words.plain("stat-chart-title", title=words.pick(dict(cut.title)), kind=kind)
    subtitle = words.plain("stat-chart-subtitle", span=span_text(words, figures), of=figures.whole.of, scope=scope)
    notes = [words.plain("stat-chart-legend", kind=kind)]
    if count > ROWS_MOST:
        notes.append(words.plain("stat-more", count=count))
    if found.of:
        load = str(cut.is_of_counts)
        notes.append(words.plain("stat-follow-ups", of=found.of, hits=found.hits, load=load))
    notes += notes_of(words, figures)
    notes.append(words.plain("stat-decision", decision=words.pick(dict(cut.decision))))
    return Head(title, subtitle, tuple(notes))
