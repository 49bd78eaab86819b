"""What a paper of the demo district says, in the order in which it is read, without the spaces of its layout."""

from collections.abc import Callable
from typing import Any

from forms.papers.composing import Filled, compose
from forms.papers.page import words
from forms.papers.templates import read_templates
from storage.unit_of_work import UnitOfWork

PICTURE = b"\x89PNG not drawn here"


def read(sha256: str) -> bytes:
    """Stand in for the evidence store: no picture is drawn here."""
    return PICTURE


def said(district: Any, paper: Callable[[UnitOfWork], Filled]) -> str:
    """Return all words of a paper, its annex included."""
    with district.act() as uow:
        composed = compose(paper(uow), read_templates())
    return "".join("".join(line.split()) for line in words(composed.blocks))
