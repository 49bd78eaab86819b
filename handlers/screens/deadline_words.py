"""How much time is left, in the words of lists and cards."""

from datetime import date

from handlers.screens.format import day
from handlers.words import Html, Words

NEAR_DAYS = 5  # working days


def left_words(words: Words, until: date, left: int, now: date) -> Html:
    """Return how long is left: days when it is far, working days when it is near, what has passed when it is over."""
    if until < now:
        return words("left-over", days=abs(left))
    return words("left-last-day") if until == now else words("left", days=left)


def due_words(words: Words, until: date, left: int, now: date) -> Html:
    """Return the end of a window in a list: its day while it is far, how long is left when it is near."""
    return words("left-until", day=day(words, until)) if left > NEAR_DAYS else left_words(words, until, left, now)


def is_near(until: date, left: int, now: date) -> bool:
    """Return whether a window is over, or has few working days left."""
    return until < now or left <= NEAR_DAYS
