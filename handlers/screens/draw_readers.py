"""Readings of the dice that stand in the way of a draw, and the reason for which one of them is set aside."""

from handlers.act import Act, Said
from handlers.buttons_draws import DrawButton, ReaderButton
from handlers.screens.draws import draw_key, draw_screen
from handlers.screens.format import rows, shortened
from handlers.words import Words
from rules.errors import campaigns as problems
from rules.messages import Button, Card, Row
from rules.refusals import Refused
from services.draw_readers import readers_in_the_way
from services.draw_view import view_draw

NAME_SHOWN = 10.0
SHOWN = 5


def way_screen(act: Act, draw_id: int) -> Said:
    """Ask whose reading is set aside; nobody's can be whom those who read alike do not outnumber."""
    words, found = act.words, readers_in_the_way(act.uow, act.actor, draw_id)
    if not found:
        return draw_screen(act, draw_id)
    lines: list[Row] = []
    for each in found[:SHOWN]:
        key = "button-reading-half" if each.is_half else "button-reading-other"
        label = words.plain(key, name=shortened(words.pick(each.name), NAME_SHOWN), count=each.count)
        data = ReaderButton(act="aside", draw_id=draw_id, of=each.person_id).pack()
        lines.append((Button(label, data, steady=True),))
    text = words("draw-way", number=view_draw(act.uow, act.actor, draw_id).number)
    return [Card(draw_key(draw_id), text, rows(*lines, _back(words, draw_id)))]


def aside_reason_screen(act: Act, draw_id: int, of: int) -> Said:
    """Ask why a reading is set aside."""
    found = (each for each in readers_in_the_way(act.uow, act.actor, draw_id) if each.person_id == of)
    reader = next(found, None)
    if reader is None:
        raise Refused(problems.NOT_IN_THE_WAY)
    text = act.words("draw-way-reason", name=shortened(act.words.pick(reader.name), NAME_SHOWN))
    return [Card(draw_key(draw_id), text, (_back(act.words, draw_id),), anew=True)]


def _back(words: Words, draw_id: int) -> Row:
    data = DrawButton(act="show", draw_id=draw_id).pack()
    return (Button(words.plain("button-back"), data, steady=True),)
