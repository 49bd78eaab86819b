"""What the cards of clues share: their buttons, and reasons in the reader's words."""

from handlers.buttons_clues import ClueButton
from handlers.words import Words
from rules.messages import Button, Style
from services.clue_acts import KNOWN, RECTIFIED


def clue_reason(words: Words, reason: str) -> str:
    """Return a reason in the reader's words where the program gave it, else as it was typed."""
    before, after = RECTIFIED.split("{number}")
    if reason.startswith(before) and reason.endswith(after):
        return words.plain("clue-rectified", number=reason.removeprefix(before).removesuffix(after))
    if reason.startswith(KNOWN):
        return words.plain("clue-known", reason=reason.removeprefix(KNOWN))
    return reason


def clue_button(
    words: Words, key: str, clue_id: int, act: str, choice: int = 0, *, style: Style | None = None, is_act: bool = False
) -> Button:
    """Return a button of a clue; one that acts counts on the newest card only."""
    data = ClueButton(act=act, clue_id=clue_id, choice=choice).pack()
    return Button(words.plain(key), data, style=style, steady=not is_act)
