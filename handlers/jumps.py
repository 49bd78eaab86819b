"""Typed shortcuts on the checklist: “5” opens item 5, “5 否 text” marks it and notes the text."""

import re
from dataclasses import dataclass

END = r"(?:[\s,.．、，。:：]+|$)"
JUMP = re.compile(rf"(\d{{1,3}}){END}(?:(否|不符合|不合格|no|n|x){END})?(.*)", re.IGNORECASE | re.DOTALL)


# Full-width digits and spaces; whatever else was typed stays as it is.
PLAIN = str.maketrans("０１２３４５６７８９\u3000", "0123456789 ")


@dataclass(frozen=True, slots=True)
class Jump:
    """A number, whether the item is a problem, and what else was typed."""

    number: int
    is_problem: bool
    note: str


def read_jump(text: str) -> Jump | None:
    """Return the shortcut that a text is, none for any other text."""
    found = JUMP.fullmatch(text.translate(PLAIN).strip())
    return Jump(int(found[1]), found[2] is not None, found[3].strip()) if found else None
