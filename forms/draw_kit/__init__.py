"""What is published with the proof of a draw, so that anyone can recompute it without asking us: a page and a script.

Both are second implementations of `fair-draw/1`: neither asks the other, nor the rules by which we draw.
"""

import html
import json
import re
from functools import cache
from pathlib import Path

from rules.errors import all_problems

FOLDER = Path(__file__).parent
PAGE_NAME = "verify_draw.html"
SCRIPT_NAME = "verify_draw.py"
_SCRIPTS = ("sha256.js", "reading.js", "checks.js", "drawing.js", "addendum.js", "verifying.js", "showing.js")


def verification_script() -> bytes:
    """Return the script: less than three hundred lines of Python that need nothing else."""
    return (FOLDER / SCRIPT_NAME).read_bytes()


@cache
def verification_page() -> bytes:
    """Return the page: one file that works from a disk, loads nothing and sends nothing."""
    scripts = "\n".join(_text(name) for name in _SCRIPTS)
    words = json.loads(_text("words.json")) | _faults_told(scripts)
    page = _text("page.html")
    # What stands there without scripts is not filled in by one; they only hide it.
    without = words.pop("without")
    for mark, content in (
        *((f'<!-- "without" {at} -->', html.escape(text)) for at, text in enumerate(without)),
        ("/* page.css */", _text("page.css")),
        ("/* words */", json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")),
        ("/* scripts */", scripts),
    ):
        page = page.replace(mark, content)
    return page.encode()


def kit() -> dict[str, bytes]:
    """Return both files by their names."""
    return {PAGE_NAME: verification_page(), SCRIPT_NAME: verification_script()}


def _faults_told(scripts: str) -> dict[str, list[str]]:
    """Return the texts of every fault that the page knows, as the catalogue has them."""
    known = set(re.findall(r"DRAW_[0-9]{3}", scripts))
    return {each.code: [each.zh, each.en] for each in all_problems() if each.code in known}


def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
