"""The addendum 更正说明: what a signed record says, what it should say and why; the record itself is not touched."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from forms.papers.furnishing import SIZE, TABLE_MM, Extras, Trace, furnish, heading
from forms.papers.keeping import fitting
from forms.papers.page import Block, Cell, Line, Paper, Row, Space, Table, Text, text_lines
from forms.papers.signatures import Signature, signature_lines
from forms.papers.templates import Template, Templates

_GRID = (34.0, 51.0, 85.0)  # a label and what it says, above; two halves of signatures, below
_KEPT_FACTS = 3
_FACTS = ("visit", "object", "code", "concern", "stands", "reads", "reason", "author", "original")


@dataclass(frozen=True, slots=True)
class Addendum:
    """An addendum.

    Attributes:
        number: Its own, such as `017-03-A1`.
        visit: Number of the visit whose record it corrects.
        concern, department, item: The part of the record: `whole`, `section` of a department, or an `item` by number.
        original: SHA-256 of the record's PDF (hex).
        confirmed_on, void_on: Days in words; the second one where it was made void before anybody signed, empty where
            it stands.
        party: The person in charge or the agent; a refusal or absence stands in `says`.
    """

    trace: Trace
    title: Sequence[str] = ()
    number: str = ""
    visit: str = ""
    object: str = ""
    code: str = ""
    concern: str = "whole"
    department: str = ""
    item: str = ""
    stands: str = ""
    reads: str = ""
    reason: str = ""
    author: str = ""
    original: str = ""
    confirmed_on: str = ""
    void_on: str = ""
    void_reason: str = ""
    party: Sequence[Signature] = ()
    officers: Sequence[Signature] = ()
    extras: Extras = field(default_factory=Extras)


def compose_addendum(addendum: Addendum, templates: Templates) -> Paper:
    """Return the addendum ready for print."""
    words = templates["addendum"]
    title = tuple(addendum.title) or (words.entries["title"],)
    if addendum.void_on:
        # Said above every further page as well.
        title = (*title, words.text("void", "mark"))
    blocks: list[Block] = [
        *heading(words.entries["mark"], title),
        *_void(addendum, words),
        words.line("labels", "number", "right", number=addendum.number),
        _table(addendum, templates),
    ]
    return furnish("addendum", title, blocks, addendum.trace, addendum.extras, templates)


def _void(addendum: Addendum, words: Template) -> tuple[Block, ...]:
    """Return the frame that says that an addendum is void, since when and why; nothing on one that stands."""
    if not addendum.void_on:
        return ()
    said = words.said("void", "line", day=addendum.void_on, reason=" ".join(addendum.void_reason.split()))
    return (Table((TABLE_MM,), ((Cell((Line((Text(said, is_bold=True),), "centred"),), stands="centre"),),)), Space(2))


def _table(addendum: Addendum, templates: Templates) -> Table:
    """Return what is corrected, and who signs it: on one page with that, reason, author and original."""
    words = templates["addendum"]
    clause = (Cell((words.line("labels", "clause", "body"),), 3, is_bare=True),)
    end = (clause, *_signed(addendum, templates))
    table = Table(_GRID, (*_facts(addendum, words), *end))
    return replace(table, kept=fitting(table, SIZE, len(end) + _KEPT_FACTS))


def _facts(addendum: Addendum, words: Template) -> tuple[Row, ...]:
    place = words.said("concern", addendum.concern, department=addendum.department, item=addendum.item)
    told = {key: place if key == "concern" else getattr(addendum, key) for key in _FACTS}
    return tuple(
        (Cell((words.line("labels", key, "label"),), stands="centre"), Cell(text_lines(text), 2))
        for key, text in told.items()
    )


def _signed(addendum: Addendum, templates: Templates) -> tuple[Row, ...]:
    words, shared = templates["addendum"], templates["paper"]
    party = signature_lines(words.parts("labels", "party"), addendum.party, shared)
    officers = signature_lines(words.parts("labels", "officers"), addendum.officers, shared)
    dated = words.line("labels", "dated", day=addendum.confirmed_on)
    return (
        (Cell((*party, Space(6)), 2, stands="top"), Cell((*officers, Space(6)), stands="top")),
        (Cell((dated,), 3),),
    )
