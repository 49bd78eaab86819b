"""Signs that nobody sees: some turn the writing round, so that a name reads as another; others make two names that look
alike differ. What people type, paste and import loses them where it comes in.
"""

import re

# Marks and overrides of direction, joiners, breaks without width, letters that fill a place: what stands in a pattern
# for a class of signs.
PATTERN = r"\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
_SIGNS = re.compile(f"[{PATTERN}\U000e0001-\U000e007f]")


def without_invisible(text: str) -> str:
    """Return a text without the signs that nobody sees."""
    return _SIGNS.sub("", text)
