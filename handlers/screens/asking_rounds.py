"""The end of a repeat: which rounds there are, whether there is another, which is to be removed."""

from collections.abc import Sequence

from handlers.screens.asking import Asking, Face
from handlers.screens.format import heading_shortened, rows
from handlers.screens.marking import plain_in
from handlers.words import Html
from rules.messages import Rows
from services.rounds import Round, is_removed_from, rounds_of

ROUNDS_SHOWN = 5
LABEL_SHOWN = 12


def ask_more(asking: Asking) -> Face:
    """Show the rounds, and ask for another one, or which one shall go."""
    words = asking.words
    rounds = rounds_of(asking.act.uow, asking.sheet, asking.question)
    removing = asking.act.pointer.get("removing")
    chosen = next((each for each in rounds if each.number == removing), None)
    if chosen is not None:
        line = words("rounds-remove-ask", label=round_label(asking, chosen), count=chosen.answered)
        return Face([line], _confirm(asking, chosen), whole=True)
    if removing is not None and rounds:
        return _choose(asking, rounds)
    add = asking.button(words.plain("button-round-add"), "add", style="primary")
    no_more = asking.button(words.plain("button-round-none"), "no_more", style="success")
    remove = asking.button(words.plain("button-round-remove"), "removing", place=0, is_steady=True)
    restore = asking.button(words.plain("button-round-restore"), "restore")
    is_back_possible = is_removed_from(asking.act.uow, asking.sheet, asking.question)
    buttons = rows((restore,) if is_back_possible else (), (add,), (remove,) if rounds else (), (no_more,))
    return Face(_lines(asking, rounds[-ROUNDS_SHOWN:], len(rounds)), buttons)


def _lines(asking: Asking, rounds: Sequence[Round], count: int) -> list[Html]:
    words = asking.words
    lines = [words("rounds-count", count=count)]
    lines += [
        words(
            "rounds-line",
            label=round_label(asking, each),
            mark="✅" if each.answered == each.asked else "☐",
            done=each.answered,
            count=each.asked,
        )
        for each in rounds
    ]
    return lines


def round_label(asking: Asking, each: Round) -> str:
    """Return what a round is called."""
    words = asking.words
    named = plain_in(each.label, words.language) or words.plain("round-nameless", position=each.position)
    return heading_shortened(named, LABEL_SHOWN)


def _choose(asking: Asking, rounds: Sequence[Round]) -> Face:
    words = asking.words
    pages = -(-len(rounds) // ROUNDS_SHOWN)
    page = min(max(int(asking.act.pointer.get("list") or 0), 0), pages - 1)
    shown = rounds[page * ROUNDS_SHOWN : (page + 1) * ROUNDS_SHOWN]
    buttons = [
        (asking.button(round_label(asking, each), "remove", place=each.number, is_steady=True),) for each in shown
    ]
    back = asking.button("‹", "removing", place=page - 1, is_steady=True) if page else None
    on = asking.button("›", "removing", place=page + 1, is_steady=True) if page + 1 < pages else None
    turning = tuple(button for button in (back, on) if button is not None)
    stop = (asking.button(words.plain("button-round-keep"), "shut", is_steady=True),)
    return Face([words("rounds-remove-which")], rows(*buttons, turning, stop), whole=True)


def _confirm(asking: Asking, chosen: Round) -> Rows:
    words = asking.words
    keep = asking.button(words.plain("button-round-keep"), "shut", style="primary", is_steady=True)
    label = words.plain("button-round-gone", label=round_label(asking, chosen))
    return ((keep,), (asking.button(label, "removed", place=chosen.number, style="danger"),))
