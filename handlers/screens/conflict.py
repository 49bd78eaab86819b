"""Two people on one item, and what a typed undo took back."""

from handlers.act import Act
from handlers.screens.asking import Asking
from handlers.screens.format import shortened, time_of
from handlers.screens.item import item_data
from handlers.screens.marking import plain_in
from handlers.screens.task import visit_key
from handlers.screens.values import shown_value
from handlers.words import Html, Words
from rules.messages import Button, Card
from services.answering import Conflict
from services.sheets import Sheet
from services.undoing import Undone, UndoneRemoval, UndoneRest

WANTED_SHOWN = 10
VALUE_SHOWN = 40


def conflict_card(act: Act, sheet: Sheet, conflict: Conflict, value: str) -> Card | None:
    """Say that a colleague answered otherwise, and let the person choose; none when what was wanted is no choice."""
    words, number = act.words, conflict.question.number or 0
    asking = Asking(act, sheet, sheet.of(conflict.question.name))
    found = next(((n, choice) for n, choice in enumerate(asking.choices()) if choice.name == value), None)
    if found is None:
        return None
    place, choice = found
    wanted = shortened(plain_in(choice.label, words.language), VALUE_SHOWN)
    text = words(
        "item-conflict",
        number=number,
        name=words.pick(conflict.by),
        time=time_of(words, conflict.at),
        value=shortened(shown_value(words, conflict.question, conflict.value), VALUE_SHOWN),
        wanted=wanted,
    )
    keep = Button(words.plain("button-keep-theirs"), item_data(sheet, number), style="primary", steady=True)
    label = words.plain("button-change-mine", wanted=shortened(wanted, WANTED_SHOWN))
    change = asking.button(label, "mine", place=place, pick=asking.pick(choice))
    return Card(visit_key(sheet.visit_id), text, ((keep,), (change,)))


def undone_words(words: Words, undone: Undone) -> Html:
    """Say what a typed undo took back."""
    if isinstance(undone, UndoneRest):
        return words("undone-rest", count=undone.count)
    if isinstance(undone, UndoneRemoval):
        return words("rounds-restored", count=undone.count)
    value, now = (shown_value(words, undone.question, each) for each in (undone.value, undone.now))
    return words("undone-answer", number=undone.question.number or 0, value=value, now=now or "none")
