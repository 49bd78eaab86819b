"""Why something was not delivered, in words of our own: only the speaker knows the library that delivers."""

from typing import Literal

# Never to be taken, a person who refuses the bot, too many at once, nobody at the other end for now.
Why = Literal["refused", "blocked", "flooded", "away"]


class Undelivered(Exception):
    """Telegram did not take a call. `words` are its own; `seconds` is how long a flooded one has to wait."""

    def __init__(self, why: Why, words: str, seconds: float = 0) -> None:
        super().__init__(why, words, seconds)
        self.why = why
        self.words = words
        self.seconds = seconds
