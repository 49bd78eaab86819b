"""Typed shortcuts on the checklist: “5” opens item 5, “5 否 text” marks it and notes the text."""

import re
from dataclasses import dataclass, field

from forms.typed_choices import denies_fault

END = r"(?:[\s,.．、，。:：]+|$)"
# “6.5” and “8:30” are values.
NUMBER = r"(\d{1,3})(?![.,．，:：]\d)"
JUMP = re.compile(rf"{NUMBER}{END}(?:(否|不符合|不合格|no|n|x){END})?(.*)", re.IGNORECASE | re.DOTALL)

# “10 x 20 cm” measures something.
MEASURE = re.compile(r"\d+\s*[x×*]\s*\d", re.IGNORECASE)

# Full-width digits and spaces; whatever else was typed stays as it is.
PLAIN = str.maketrans("０１２３４５６７８９\u3000", "0123456789 ")


@dataclass(frozen=True, slots=True)
class Jump:
    """A number, whether the item is a problem, and what else was typed; `rest` is all that follows the number."""

    number: int
    is_problem: bool
    note: str
    rest: str = field(default="", compare=False)


def read_jump(text: str) -> Jump | None:
    """Return the shortcut that a text is, none for any other text. A fault that is denied (“5 no problem”) is none."""
    plain = text.translate(PLAIN).strip()
    found = None if MEASURE.match(plain) else JUMP.fullmatch(plain)
    if found is None:
        return None
    is_problem = found[2] is not None
    rest = plain[found.start(2 if is_problem else 3) :].strip()
    if is_problem and denies_fault(rest):
        return Jump(int(found[1]), is_problem=False, note=rest, rest=rest)
    return Jump(int(found[1]), is_problem, found[3].strip(), rest)
