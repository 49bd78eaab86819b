"""The number that another platform gives to what is ours: which signs it may have, at every door alike."""

import re

MOST = 40
# One word: nothing that a page or a spreadsheet would take for more, such as a formula.
PATTERN = rf"[A-Za-z0-9一-龥〔〕（）()][A-Za-z0-9一-龥〔〕（）()._/-]{{0,{MOST - 1}}}"


def is_outside_number(text: str) -> bool:
    """Return whether a text may be such a number."""
    return re.fullmatch(PATTERN, text) is not None
