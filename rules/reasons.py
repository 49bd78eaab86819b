"""What counts as a reason: words that somebody can read later, not a sign, a number or an emoji alone."""

from rules.errors import Problem
from rules.errors import visits as problems
from rules.invisible_signs import without_invisible
from rules.refusals import Refused

LETTERS_LEAST = 2
REASON_MOST = 500


def ensure_reason(typed: str, *, most: int = REASON_MOST, wordless: Problem = problems.REASON_WORDLESS) -> str:
    """Return a typed reason trimmed. Raises `Refused` when it is missing, `wordless`, or over `most` characters."""
    reason = without_invisible(typed).strip()
    if not reason:
        raise Refused(problems.REASON_MISSING)
    if sum(sign.isalpha() for sign in reason) < LETTERS_LEAST:
        raise Refused(wordless)
    if len(reason) > most:
        raise Refused(problems.REASON_TOO_LONG, count=len(reason), most=most)
    return reason
