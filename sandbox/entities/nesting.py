"""Puts overlapping spans in order, so that each lies inside another or beside it (tdlib `fix_entities`)."""

from itertools import pairwise

from sandbox.entities.spans import CODE, Span, in_order

SPLITTABLE = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
QUOTES = frozenset({"blockquote", "expandable_blockquote"})


def untangle(spans: list[Span]) -> list[Span]:
    """Merges, splits and drops spans until they nest.

    Quotes, code and links keep the first of those that overlap. Bold and its like are merged where they touch, cut
    where they would cross, and never reach into code.
    """
    ordered = in_order(spans)
    if all(one.end < other.start for one, other in pairwise(ordered)):
        return ordered
    quotes = _first_ones([span for span in ordered if span.kind in QUOTES])
    solid = _first_ones(
        [
            span
            for span in ordered
            if span.kind not in QUOTES
            and span.kind not in SPLITTABLE
            and not any(_crosses(span, quote) or _holds(span, quote) for quote in quotes)
        ]
    )
    walls = [span for span in solid if span.kind in CODE]
    soft: list[Span] = []
    for kind in SPLITTABLE:
        for start, end in _united([span for span in ordered if span.kind == kind]):
            for piece in _without([(start, end)], walls):
                soft += _cut(Span(*piece, kind), quotes + solid)
    return in_order(quotes + solid + _nested(in_order(soft)))


def _first_ones(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _crosses(one: Span, other: Span) -> bool:
    return one.start < other.start < one.end < other.end or other.start < one.start < other.end < one.end


def _holds(one: Span, other: Span) -> bool:
    return one.start <= other.start and other.end <= one.end and (one.start, one.end) != (other.start, other.end)


def _united(spans: list[Span]) -> list[tuple[int, int]]:
    """Ranges covered by spans of one kind; touching ones become one."""
    ranges: list[tuple[int, int]] = []
    for span in spans:
        if ranges and span.start <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(ranges[-1][1], span.end))
        else:
            ranges.append((span.start, span.end))
    return ranges


def _without(ranges: list[tuple[int, int]], walls: list[Span]) -> list[tuple[int, int]]:
    for wall in walls:
        cut = []
        for start, end in ranges:
            if wall.end <= start or end <= wall.start:
                cut.append((start, end))
                continue
            cut += [piece for piece in ((start, wall.start), (wall.end, end)) if piece[0] < piece[1]]
        ranges = cut
    return ranges


def _cut(span: Span, borders: list[Span]) -> list[Span]:
    """The span, cut where it would cross a border."""
    places = {span.start, span.end}
    for border in borders:
        if _crosses(span, border):
            places.add(border.start if span.start < border.start else border.end)
    ends = sorted(places)
    return [Span(start, end, span.kind) for start, end in pairwise(ends)]


def _nested(spans: list[Span]) -> list[Span]:
    """Cuts soft spans that reach out of the one they begin in."""
    kept: list[Span] = []
    waiting = list(spans)
    open_ends: list[int] = []
    while waiting:
        span = waiting.pop(0)
        while open_ends and open_ends[-1] <= span.start:
            open_ends.pop()
        if open_ends and span.end > open_ends[-1]:
            waiting = in_order([*waiting, Span(open_ends[-1], span.end, span.kind)])
            span = Span(span.start, open_ends[-1], span.kind)
        kept.append(span)
        open_ends.append(span.end)
    return kept
