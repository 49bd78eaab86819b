"""Addenda 更正说明: how they are numbered, and what counts as their words.

The rule text has officers fill in the record truthfully and everybody confirm it by signature (四(八)), and every act
leave a trace (二(一)); so what was signed stays, and a correction is a paper of its own.
"""

import re

from rules.errors import addenda as problems
from rules.errors.visits import REASON_TOO_LONG
from rules.refusals import Refused

WORDS_MOST = 500
_SPACES = re.compile(r"\s+")


def addendum_number(visit_number: str, serial: int) -> str:
    """Return the number of an addendum: `017-03-A2` is the second to the record of visit 017-03."""
    return f"{visit_number}-A{serial}"


def ensure_words(typed: str) -> str:
    """Return what a record is to say, trimmed; a figure alone will do. Raises `Refused` when empty or too long."""
    words = typed.strip()
    if not words:
        raise Refused(problems.WORDS_MISSING)
    if len(words) > WORDS_MOST:
        raise Refused(REASON_TOO_LONG, count=len(words), most=WORDS_MOST)
    return words


def ensure_differs(stands: str, reads: str) -> None:
    """Raise `Refused` when a correction says what the record says, spaces aside."""
    if _SPACES.sub("", stands) == _SPACES.sub("", reads):
        raise Refused(problems.NOTHING_CORRECTED)
