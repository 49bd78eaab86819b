"""Names of files as data: shown to people and given back to them, never a path of ours."""

import re
import unicodedata
from typing import Final

MOST: Final = 120
_RESERVED: Final = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def shown_name(name: str | None) -> str | None:
    """Return the name of a file without folders, controls, signs that turn the writing round, and devices of Windows;
    none when nothing is left. Its ending stays.
    """
    if name is None:
        return None
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(sign for sign in last if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    plain = re.sub(r'[<>:"|?*]', "_", plain).strip(" .")
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    if len(plain) > MOST:
        stem, dot, ending = plain.rpartition(".")
        kept = f"{dot}{ending}" if stem and len(ending) <= 8 else ""
        plain = plain[: MOST - len(kept)] + kept
    return plain or None
