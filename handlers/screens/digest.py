"""What was kept for a person's digest: a line each, and below it a button each to its next step."""

from collections.abc import Sequence

from handlers.buttons import HomeButton
from handlers.screens.format import CIRCLED, shortened
from handlers.words import Words
from rules.messages import Button, Card, Row
from services.reaching import Waiting

LINES_SHOWN = 8
TEXT_SHOWN = 19.0
LABEL_SHOWN = 6.0
IN_A_ROW = 2


def kept_card(words: Words, key: str, kept: Sequence[Waiting]) -> Card:
    """Return the card; of many the newest are shown, and how many more there are."""
    shown = kept[-LINES_SHOWN:]
    lines = [words("digest-told", count=len(kept))]
    buttons: list[Button] = []
    for mark, each in zip(CIRCLED, shown, strict=False):
        lines.append(words("digest-told-line", mark=mark, text=shortened(each.text, TEXT_SHOWN)))
        label = words.plain("button-digest-line", mark=mark, label=shortened(each.button["text"], LABEL_SHOWN))
        buttons.append(Button(**{**each.button, "text": label, "steady": True}))
    if len(kept) > len(shown):
        lines.append(words("digest-told-more", count=len(kept) - len(shown)))
    rows: list[Row] = [tuple(buttons[place : place + IN_A_ROW]) for place in range(0, len(buttons), IN_A_ROW)]
    home = Button(words.plain("button-see-open"), HomeButton(view="open").pack(), steady=True)
    return Card(key, "\n".join(lines), (*rows, (home,)), anew=True)
