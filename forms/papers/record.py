"""附件1, the record of an on-site verification: its cells as data, and how they are laid out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from forms.papers.furnishing import Extras, Trace, furnish, heading
from forms.papers.page import Blank, Block, Cell, Line, Paper, Part, Space, Table, Text, Tick, text_lines
from forms.papers.page import words as said
from forms.papers.signatures import SealStanding, Signature, seal_lines, signature_lines, span
from forms.papers.templates import Template, Templates
from rules.conclusions import Result

# The columns on which all rows of the form stand: label, value, label, value above; two labels and their block below.
_GRID = (26.0, 10.0, 20.0, 36.0, 30.0, 48.0)
_RUNNING_SIGNS = 110  # two lines above a page
_BETWEEN_RESULTS = "\u00a0 "  # as wide as in the form, and a line may end there


@dataclass(frozen=True, slots=True)
class Firm:
    """The inspected party as the form asks for it."""

    name: str = ""
    code: str = ""
    district: str = ""
    licences: str = ""
    legal_person: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class DepartmentBlock:
    """One department's block: numbered matters, the laws that apply, what a special inspection was about, the results.

    `chosen` are keys of the record's results.
    """

    department: str = ""
    matters: Sequence[str] = ()
    laws: Sequence[str] = ()
    special: str = ""
    chosen: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A supervised behaviour, and the blocks of the departments that inspected it."""

    name: str = ""
    blocks: Sequence[DepartmentBlock] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that stands on 附件1. Without behaviours it is the empty form.

    Attributes:
        title: The lines of the heading, from the district's profile.
        results: The results that may be ticked, from the district's profile.
        party: The person in charge or the agent; a refusal or absence stands in `says`.
        held_from, held_until: In the time zone of the authority.
    """

    title: Sequence[str]
    results: Sequence[Result]
    trace: Trace
    firm: Firm = Firm()
    behaviours: Sequence[Behaviour] = ()
    remarks: str = ""
    party_seal: SealStanding = field(default_factory=SealStanding)
    office_seal: SealStanding = field(default_factory=SealStanding)
    party: Sequence[Signature] = ()
    officers: Sequence[Signature] = ()
    witness: Sequence[Signature] = ()
    held_from: datetime | None = None
    held_until: datetime | None = None
    extras: Extras = field(default_factory=Extras)


def compose_record(record: Record, templates: Templates) -> Paper:
    """Return the record ready for print."""
    words = templates["record"]
    rows = [
        *_firm_rows(record.firm, words),
        *_block_rows(record, words),
        _remarks_row(record.remarks, words),
        (_signature_cell(record, templates),),
    ]
    blocks: list[Block] = [*heading(words.entries["mark"], record.title), Table(_GRID, tuple(rows), heads=1)]
    return furnish("record", record.title, blocks, record.trace, record.extras, templates)


def _firm_rows(firm: Firm, words: Template) -> list[tuple[Cell, ...]]:
    def label(key: str) -> Cell:
        return Cell((words.line("labels", key, "label"),), 1 if key in _RIGHT else 2, stands="centre")

    def value(text: str, across: int) -> Cell:
        return Cell(text_lines(text), across)

    rows: list[tuple[Cell, ...]] = [(label("name"), value(firm.name, 4))]
    for left, right in (("code", "district"), ("licences", "legal_person"), ("address", "phone")):
        rows.append((label(left), value(getattr(firm, left), 2), label(right), value(getattr(firm, right), 1)))
    return rows


_RIGHT = {"district", "legal_person", "phone"}


def _block_rows(record: Record, words: Template) -> list[tuple[Cell, ...]]:
    rows = []
    empty = tuple(DepartmentBlock() for _ in range(words.entries["blank_departments"]))
    for behaviour in record.behaviours or (Behaviour(),):
        blocks = tuple(behaviour.blocks) or empty
        name = words.line("labels", "behaviour", behaviour=behaviour.name)
        row: tuple[Cell, ...] = (Cell((name,), down=len(blocks), stands="centre"),)
        for block in blocks:
            department = words.line("labels", "department", department=block.department)
            running = " ".join(said((name, department)))[:_RUNNING_SIGNS]
            rows.append(
                (*row, Cell((department,), 2, stands="centre"), _block_cell(block, record.results, words, running))
            )
            row = ()
    return rows


def _block_cell(block: DepartmentBlock, results: Sequence[Result], words: Template, running: str) -> Cell:
    matters = tuple(block.matters) or ("",) * words.entries["blank_matters"]
    lines = [words.line("labels", "daily")]
    lines += [words.line("labels", "matter", number=str(n), matter=matter) for n, matter in enumerate(matters, 1)]
    lines.append(words.line("labels", "law", number=str(len(matters) + 1), law="；".join(block.laws)))
    lines.append(words.line("labels", "special", special=block.special))
    ticks: list[Part] = list(words.parts("labels", "results"))
    for at, result in enumerate(results):
        gap = _BETWEEN_RESULTS if at else ""
        ticks += [Text(gap), Tick(result.key in block.chosen), Text(result.text["zh"])]
    lines.append(Line(tuple(ticks)))
    return Cell(tuple(lines), 3, running=running)


def _remarks_row(remarks: str, words: Template) -> tuple[Cell, ...]:
    lines = text_lines(remarks)
    label = Cell((words.line("labels", "remarks", "label"),), stands="centre")
    return (label, Cell((*lines, Space(6)), 5))


def _signature_cell(record: Record, templates: Templates) -> Cell:
    words, shared = templates["record"], templates["paper"]

    def signed(key: str, signatures: Sequence[Signature]) -> Cell:
        return Cell(signature_lines(words.parts("labels", key), signatures, shared), stands="top")

    held = span(record.held_from, record.held_until, shared)
    rows = (
        (
            Cell(seal_lines(words.parts("labels", "party_seal"), record.party_seal, templates), stands="top"),
            Cell(seal_lines(words.parts("labels", "office_seal"), record.office_seal, templates), stands="top"),
        ),
        (signed("party", record.party), signed("officers", record.officers)),
        (
            signed("witness", record.witness),
            Cell((Line((*words.parts("labels", "held"), Text(held) if held else Blank(9))),), stands="top"),
        ),
    )
    return Cell((Table((82.0, 82.0), rows, is_ruled=False),), 6)
