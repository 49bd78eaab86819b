"""Looking up before a visit: the department's matters with their legal basis, and how the visit was drawn."""

from collections.abc import Sequence

from handlers.act import Act, Said
from handlers.buttons import TaskButton
from handlers.buttons_before import MattersButton
from handlers.screens.format import day, moment, rows, shortened, turning_row
from handlers.words import Html, Words
from rules.messages import Button, Card, Row
from services.briefing import DrawView, MattersPage, OrderLine, view_draw, view_matters

ORDER_SHOWN = 5
HASH_SHOWN = 16
WHO_SHOWN = 6.0


def matters_card(act: Act, visit_id: int, page: int = 1) -> Said:
    """Return a page of the department's matters; the card vanishes at the next act."""
    found = view_matters(act.uow, act.actor, visit_id, page)
    words = act.words
    title = words("matters-title", number=found.number, department=words.pick(found.department), total=found.total)
    if found.pages > 1:
        title = Html(title + "　" + words("page-of", page=found.page, pages=found.pages))
    lines = [title]
    for each in found.matters:
        lines.append(words("matters-line", code=each.code, matter=each.matter, grade=each.grade))
        lines.append(words("matters-basis", method=each.method, basis=each.legal_basis))
    if not found.total:
        lines.append(words("matters-none"))
    buttons = rows(_pages(words, visit_id, found), _back(words, visit_id))
    return [Card(f"matters:{visit_id}", "\n".join(lines), buttons, vanish=True)]


def _pages(words: Words, visit_id: int, found: MattersPage) -> Row:
    return turning_row(
        found.page,
        found.pages,
        lambda key, page: Button(words.plain(key), MattersButton(visit_id=visit_id, page=page).pack(), steady=True),
    )


def _back(words: Words, visit_id: int) -> Row:
    return (Button(words.plain("button-back"), TaskButton(act="card", visit_id=visit_id).pack(), steady=True),)


def draw_card(act: Act, visit_id: int) -> Said:
    """Return what is known of the draw and the department's order; the card vanishes at the next act."""
    draw = view_draw(act.uow, act.actor, visit_id)
    words = act.words
    lines = [words("draw-title", number=draw.number), *_origin(words, draw)]
    key = "draw-order-targeted" if draw.is_targeted else "draw-order"
    lines.append(words(key, department=words.pick(draw.department)))
    lines += [*order_lines(words, draw.order, ORDER_SHOWN), words("draw-hint")]
    return [Card(f"draw:{visit_id}", "\n".join(lines), (_back(words, visit_id),), vanish=True)]


def _origin(words: Words, draw: DrawView) -> list[Html]:
    if draw.is_targeted:
        lines = [words("draw-targeted")]
    elif draw.draw_id is None:
        lines = [words("draw-unnumbered")]
    else:
        lines = [words("draw-imported" if draw.is_imported else "draw-number", draw=draw.draw_id)]
    if draw.known_at is not None:
        at = moment(words, draw.known_at)
        if draw.known_by:
            who = shortened(words.pick(draw.known_by), WHO_SHOWN)
            lines.append(words("draw-known-by", moment=at, who=who))
        else:
            lines.append(words("draw-known", moment=at))
    if draw.file_sha256:
        lines.append(words("draw-source", sha256=draw.file_sha256[:HASH_SHOWN]))
    return lines


def order_lines(words: Words, order: Sequence[OrderLine], most: int) -> list[Html]:
    """Return the first places of a drawn order, and how many follow."""
    lines = [_order_line(words, line) for line in order[:most]]
    return [*lines, words("draw-more", count=len(order) - most)] if len(order) > most else lines


def _order_line(words: Words, line: OrderLine) -> Html:
    until = day(words, line.certificate_until) if line.certificate_until else "none"
    return words("order-line", ticket=line.ticket, state=line.state, name=words.pick(line.name) or "-", until=until)
