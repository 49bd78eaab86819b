"""Asking for numbers and plain words: typed, counted up and down, a step of a range; and for an acknowledgement."""

from decimal import Decimal

from forms.ranges import span_of
from forms.typed_numbers import canonical
from handlers.screens.asking import Asking, Face
from handlers.screens.asking_choices import later_button
from handlers.screens.format import in_rows, rows
from handlers.screens.paging import width
from rules.messages import Row
from services.sheets import UNABLE

FEW_STEPS = 10
NARROW = 2.5  # full-width characters that five buttons of a row have room for
STAR = "★"


def ask_number(asking: Asking) -> Face:
    """Ask for a number to be typed; with buttons that count where the form wants a counter."""
    lines = [asking.words(f"item-ask-{asking.question.kind}")]
    if "counter" in asking.appearance and asking.question.kind == "integer":
        lines = [asking.words("item-ask-counter")]
        return Face(lines, rows(_counter(asking), asking.unable()))
    return Face(lines, (asking.unable(),))


def _counter(asking: Asking) -> Row:
    value, question = asking.state.value, asking.question
    now = int(Decimal(value)) if value and value != UNABLE else None
    least, most = question.minimum, question.maximum
    start = int(least) if least is not None and least > 0 else 0
    steps = [("－", start - 1 if now is None else now - 1), ("＋", start if now is None else now + 1)]
    return tuple(
        asking.button(f"{sign} {to}", "count", place=to)
        for sign, to in steps
        if to >= (least if least is not None else 0) and (most is None or to <= most)
    )


def ask_range(asking: Asking) -> Face:
    """Ask for a step of a range: by buttons when they are few, else typed."""
    words, span = asking.words, span_of(asking.question)
    if span.count > FEW_STEPS:
        texts = {"start": canonical(span.start), "end": canonical(span.end), "step": canonical(span.step)}
        return Face([words("item-ask-range", **texts)], (asking.unable(),))
    is_rating = "rating" in asking.appearance
    buttons = []
    for place, step in enumerate(span.steps()):
        label = f"{step}{STAR}" if is_rating else step
        mark = "● " if step == asking.state.value else ""
        buttons.append(asking.button(mark + label, "step", place=place))
    narrow = max(width(button.text) for button in buttons) <= NARROW
    return Face([words("item-ask-step")], rows(*in_rows(buttons, 5 if narrow else 2), asking.unable()))


def ask_text(asking: Asking) -> Face:
    """Ask for words, digits, or something that is not shown again."""
    appearance = asking.appearance
    kind = next((each for each in ("masked", "numbers", "multiline") if each in appearance), "text")
    return Face([asking.words(f"item-ask-{kind}")], rows((later_button(asking),)))


def ask_agreement(asking: Asking) -> Face:
    """Ask to confirm that something was read."""
    agree = asking.button(asking.words.plain("button-agree"), "agree", style="primary")
    return Face((), ((agree,), (later_button(asking),)))
