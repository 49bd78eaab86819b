"""What was kept for a person's digest: a line each, and below it a button each to its next step."""

from datetime import date

from handlers.buttons import HomeButton
from handlers.buttons_notices import NoticesButton
from handlers.screens.format import CIRCLED, day, local, shortened
from handlers.words import Words
from rules.messages import Button, Card, Message, Row
from services.reaching import Kept, take_from_digest
from storage.unit_of_work import UnitOfWork

LINES_SHOWN = 8
TEXT_SHOWN = 19.0
LABEL_SHOWN = 6.0
IN_A_ROW = 2


def kept_said(uow: UnitOfWork, words: Words, person_id: int) -> list[Message]:
    """Take the oldest of what was kept and return the card that tells it; nothing where nothing waits."""
    kept = take_from_digest(uow, person_id, LINES_SHOWN)
    # Each stays, with its buttons: what is told once is told nowhere else.
    return [_kept_card(words, f"kept:{uow.now:%Y%m%dT%H%M%S%f}", kept, local(uow.now).date())] if kept.lines else []


def _kept_card(words: Words, key: str, kept: Kept, today: date) -> Card:
    lines = [words("digest-told", day=day(words, today), count=len(kept.lines) + kept.left)]
    buttons: list[Button] = []
    for mark, each in zip(CIRCLED, kept.lines, strict=False):
        noted, text = local(each.noted_at).date(), each.text
        if noted != today:
            text = words.plain("digest-told-earlier", day=day(words, noted), text=text)
        lines.append(words("digest-told-line", mark=mark, text=shortened(text, TEXT_SHOWN)))
        label = words.plain("button-digest-line", mark=mark, label=shortened(each.button["text"], LABEL_SHOWN))
        buttons.append(Button(**{**each.button, "text": label, "steady": True}))
    rows: list[Row] = [tuple(buttons[place : place + IN_A_ROW]) for place in range(0, len(buttons), IN_A_ROW)]
    last: Row = (Button(words.plain("button-see-open"), HomeButton(view="open").pack(), steady=True),)
    if kept.left:
        lines.append(words("digest-told-more"))
        more = words.plain("button-digest-more", count=kept.left)
        last = (Button(more, NoticesButton(act="kept").pack(), style="primary", steady=True), *last)
    return Card(key, "\n".join(lines), (*rows, last), anew=True)
