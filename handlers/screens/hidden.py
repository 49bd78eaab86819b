"""What was answered and does not count after a later answer: told on the card that follows the checklist."""

from collections.abc import Sequence

from forms.checklist import Question
from handlers.screens.format import joined, shortened
from handlers.screens.values import label_of
from handlers.words import Html, Words

HIDDEN_SHOWN = 10.0
HIDDEN_NAMED = 2


def hidden_lines(words: Words, hidden: Sequence[Question]) -> list[Html]:
    """Return the line that names the first of the questions, none where there are none."""
    if not hidden:
        return []
    labels = [shortened(label_of(words.language, question), HIDDEN_SHOWN) for question in hidden]
    rest = max(0, len(labels) - HIDDEN_NAMED)
    return [words("conclusion-hidden", count=len(labels), labels=joined(words, labels[:HIDDEN_NAMED]), more=rest)]
