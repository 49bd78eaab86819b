"""The slip that hands a clue over (rule text 五), within the department or to another one, and its receipt."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from forms.papers.furnishing import TABLE_MM, Extras, Trace, furnish, heading
from forms.papers.page import Block, Cell, Line, Paper, Table, Text, text_lines
from forms.papers.signatures import SealStanding, Signature, seal_lines, signature_lines
from forms.papers.templates import Template, Templates

_FACTS = ("giver", "taker", "object", "code", "address", "found", "visit", "clue", "ground", "answer_by")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the receiving department answers; empty lines while it has not."""

    decision: str = ""
    signed: Sequence[Signature] = ()
    seal: SealStanding = field(default_factory=SealStanding)
    on: str = ""


@dataclass(frozen=True, slots=True)
class TransferSlip:
    """A clue handed over.

    Attributes:
        giver, taker: Department, or the unit of the same department that goes on with it.
        found, handed_on: Days in words.
        visit: Number of the visit at which it was found.
        ground: Which clause or law hands it over.
        answer_by: Until when the taker is to say whether it receives the clue.
        materials: What is handed over with it, one by one.
    """

    trace: Trace
    title: Sequence[str] = ()
    number: str = ""
    giver: str = ""
    taker: str = ""
    object: str = ""
    code: str = ""
    address: str = ""
    found: str = ""
    visit: str = ""
    clue: str = ""
    ground: str = ""
    answer_by: str = ""
    materials: Sequence[str] = ()
    handed_by: Sequence[Signature] = ()
    handed_seal: SealStanding = field(default_factory=SealStanding)
    handed_on: str = ""
    receipt: Receipt = field(default_factory=Receipt)
    extras: Extras = field(default_factory=Extras)


def compose_transfer(slip: TransferSlip, templates: Templates) -> Paper:
    """Return the slip and its receipt ready for print."""
    words = templates["transfer"]
    title = tuple(slip.title) or (words.entries["title"],)
    blocks: list[Block] = [
        *heading(words.entries["mark"], title),
        words.line("labels", "number", "right", number=slip.number),
        _slip(slip, words, templates),
        Line((Text(words.text("labels", "receipt")),), "heading"),
        _receipt(slip, words, templates),
    ]
    return furnish("transfer", title, blocks, slip.trace, slip.extras, templates)


def _row(words: Template, key: str, cell: Cell) -> tuple[Cell, ...]:
    return (Cell((words.line("labels", key, "label"),), stands="centre"), cell)


def _slip(slip: TransferSlip, words: Template, templates: Templates) -> Table:
    rows = [_row(words, key, Cell(text_lines(getattr(slip, key)))) for key in _FACTS]
    materials = tuple(
        words.line("labels", "material", number=str(number), name=name) for number, name in enumerate(slip.materials, 1)
    )
    rows.append(_row(words, "materials", Cell(materials or text_lines(""))))
    signed = (
        *signature_lines(words.parts("labels", "handed_by"), slip.handed_by, templates["paper"]),
        *seal_lines(words.parts("labels", "handed_seal"), slip.handed_seal, templates),
        words.line("labels", "handed_on", day=slip.handed_on),
    )
    rows.append((Cell(signed, 2),))
    return Table((34.0, TABLE_MM - 34.0), tuple(rows))


def _receipt(slip: TransferSlip, words: Template, templates: Templates) -> Table:
    receipt = slip.receipt
    signed = (
        *signature_lines(words.parts("labels", "received_by"), receipt.signed, templates["paper"]),
        *seal_lines(words.parts("labels", "received_seal"), receipt.seal, templates),
        words.line("labels", "received_on", day=receipt.on),
    )
    rows = (
        (Cell((words.line("labels", "receipt_text", giver=slip.giver, number=slip.number),), 2),),
        _row(words, "decision", Cell(text_lines(receipt.decision))),
        (Cell(signed, 2),),
    )
    return Table((34.0, TABLE_MM - 34.0), rows)
