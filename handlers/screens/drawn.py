"""After a draw: objects that fall out, objects without a full team, and the reasons that are published for both."""

from handlers.act import Act, Said
from handlers.buttons_draws import DrawButton, DrawnButton
from handlers.screens.draws import draw_key, draw_screen
from handlers.screens.format import circled, joined, rows, shortened, turning_row
from handlers.words import Words
from rules.messages import Button, Card, Row, Style
from services.draw_afterwards import CHOICES, object_numbered, shortages, standing_objects
from services.draw_view import view_draw

A_PAGE = 5
LABEL_SHOWN = 13.0
NAME_SHOWN = 12.0
DEPARTMENTS_SHOWN = 20.0
SHORTAGES_SHOWN = 2


def out_screen(act: Act, draw_id: int, page: int = 1) -> Said:
    """Ask which object falls out."""
    words, found = act.words, standing_objects(act.uow, act.actor, draw_id)
    pages = max(1, -(-len(found) // A_PAGE))
    page = min(max(page, 1), pages)
    shown = list(enumerate(found, 1))[(page - 1) * A_PAGE : page * A_PAGE]
    lines: list[Row] = [
        (_button(shortened(f"{circled(place)} {each.name}", LABEL_SHOWN), "leave", draw_id, of=each.of),)
        for place, each in shown
    ]
    turning = turning_row(page, pages, lambda key, to: _button(words.plain(key), "out", draw_id, page=to))
    text = words("drawn-out", number=view_draw(act.uow, act.actor, draw_id).number)
    return [Card(draw_key(draw_id), text, rows(*lines, turning, _back(words, draw_id)))]


def out_reason_screen(act: Act, draw_id: int, of: int) -> Said:
    """Ask why an object falls out."""
    found = object_numbered(act.uow, act.actor, draw_id, of)
    text = act.words("drawn-out-reason", name=shortened(found.name, NAME_SHOWN), risk=found.risk)
    return [Card(draw_key(draw_id), text, (_back(act.words, draw_id),), anew=True)]


def unfilled_screen(act: Act, draw_id: int) -> Said:
    """Ask what becomes of the first object without a full team; there is no way to pick a person."""
    words = act.words
    waiting = [each for each in standing_objects(act.uow, act.actor, draw_id) if each.unfilled and not each.is_decided]
    if not waiting:
        return draw_screen(act, draw_id)
    first = waiting[0]
    lines = [
        words(
            "drawn-unfilled",
            name=shortened(first.name, NAME_SHOWN),
            departments=shortened(joined(words, first.unfilled), DEPARTMENTS_SHOWN),
            count=len(waiting),
        )
    ]
    lines += [
        words(
            "drawn-shortage",
            officers=each.officers,
            recused=each.recused,
            full=each.full,
            qualified=each.qualified,
        )
        for each in shortages(act.uow, act.actor, draw_id, first.of)[:SHORTAGES_SHOWN]
    ]
    choices = [
        (_button(words.plain(f"button-unfilled-{each}"), "decide", draw_id, of=first.of, part=each),)
        for each in CHOICES
    ]
    return [Card(draw_key(draw_id), "\n".join(lines), rows(*choices, _back(words, draw_id)))]


def unfilled_reason_screen(act: Act, draw_id: int, of: int, choice: str) -> Said:
    """Ask why it was decided like this."""
    found = object_numbered(act.uow, act.actor, draw_id, of)
    text = act.words("drawn-unfilled-reason", name=shortened(found.name, NAME_SHOWN), choice=choice)
    return [Card(draw_key(draw_id), text, (_back(act.words, draw_id),), anew=True)]


def _back(words: Words, draw_id: int) -> Row:
    data = DrawButton(act="show", draw_id=draw_id).pack()
    return (Button(words.plain("button-back"), data, steady=True),)


def _button(
    label: str, act: str, draw_id: int, *, of: int = 0, part: str = "", page: int = 1, style: Style | None = None
) -> Button:
    data = DrawnButton(act=act, draw_id=draw_id, of=of, part=part, page=page).pack()
    return Button(label, data, style=style, steady=True)
