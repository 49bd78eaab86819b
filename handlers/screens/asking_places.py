"""Asking for a point on the map, for a line or a shape of such points."""

from handlers.screens.asking import Asking, Face
from handlers.screens.format import rows

LEAST_PINS = {"geotrace": 2, "geoshape": 3}


def ask_point(asking: Asking) -> Face:
    """Ask for a location: shared by the phone, or any point where the form allows it."""
    words = asking.words
    is_any = "placement-map" in asking.appearance
    here = asking.button(words.plain("button-locate"), "locate", is_steady=True)
    return Face([words("item-ask-point-any" if is_any else "item-ask-point")], ((here,), asking.unable()))


def ask_points(asking: Asking) -> Face:
    """Ask for points one after the other."""
    words, question = asking.words, asking.question
    count = len([pin for pin in (asking.draft or "").split(";") if pin])
    least = LEAST_PINS[question.kind]
    lines = [words(f"item-ask-{question.kind}", count=least)]
    if not count:
        return Face(lines, (asking.unable(),))
    lines.append(words("item-pins-so-far", count=count))
    back = asking.button(words.plain("button-pin-undo"), "unpin", place=count)
    done = (asking.button(words.plain("button-pins-done", count=count), "pinned", place=count, style="success"),)
    return Face(lines, rows((back,), done if count >= least else ()))
