"""The number at the head of a caption: it says to which item a photograph belongs."""

import re
import unicodedata

NUMBER = re.compile(r"\s*(\d{1,3})(?=\D|$)\s*")


def number_of_caption(caption: str) -> int | None:
    """Return the item's number with which a caption begins, none without one; full-width figures count."""
    found = NUMBER.match(unicodedata.normalize("NFKC", caption))
    return int(found[1]) if found else None


def without_number(caption: str) -> str:
    """Return a caption without that number, empty when it says nothing else."""
    found = NUMBER.match(caption)
    return caption[found.end() if found else 0 :].strip()


def printed_caption(caption: str) -> str:
    """Return a caption in one line as papers print it, empty for one that only names an item."""
    written = " ".join(caption.split())
    return "" if NUMBER.fullmatch(unicodedata.normalize("NFKC", written)) else written
