"""What a person is told when a step failed inside: a code, what happened, and how to go on."""

import secrets

from handlers.buttons import HomeButton, RetryButton
from handlers.words import words_of
from rules.messages import Button, Card, Message, Withdraw
from services.access import language_of_chat
from storage.unit_of_work import UnitOfWork

KEY = "apology"


def new_code() -> str:
    """Return a code by which a person can name a failure and the log tells of it."""
    return f"E-{secrets.token_hex(2).upper()}"


def apology(uow: UnitOfWork, chat_id: int, code: str, arrival: int, *, is_parked: bool) -> list[Message]:
    """Return the card of a failed step; a parked one offers to try it again."""
    words = words_of(language_of_chat(uow, chat_id))
    go_on = Button(words.plain("button-continue"), HomeButton(view="resume").pack(), steady=True)
    if not is_parked:
        return [Card(KEY, words("apology-retrying", code=code), ((go_on,),), anew=True)]
    again = Button(words.plain("button-retry"), RetryButton(arrival=arrival).pack(), style="primary", steady=True)
    return [Card(KEY, words("apology-parked", code=code), ((again,), (go_on,)), anew=True)]


def apology_over() -> Message:
    """Take the card away once the step was stored after all."""
    return Withdraw(KEY, "✓")
