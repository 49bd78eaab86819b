"""Why another machine was not reached, as a code of the catalogue that is kept beside what was to go there."""

import httpx

from bot.outward import NotOutward
from bot.time_limit import TooLong
from rules.errors import doors as problems

UNREACHED = (httpx.HTTPError, httpx.InvalidURL, OSError, NotOutward, UnicodeError, TooLong)


def reason_of(error: BaseException) -> str:
    """Return the code of what an attempt ended in."""
    if isinstance(error, NotOutward | httpx.InvalidURL | UnicodeError):
        return problems.NOT_OUTWARD.code
    is_slow = isinstance(error, TooLong | httpx.TimeoutException | TimeoutError)
    return (problems.NO_ANSWER if is_slow else problems.NOT_REACHED).code
