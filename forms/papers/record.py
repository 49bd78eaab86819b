"""附件1, the record of an on-site verification: its cells as data, and how they are laid out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from forms.papers.furnishing import SIZE, Extras, Trace, furnish, heading
from forms.papers.keeping import PAGE_MM, fitting, height, last_lines
from forms.papers.page import Blank, Block, Cell, Line, Paper, Part, Row, Space, Table, Text, Tick, text_lines
from forms.papers.page import words as said
from forms.papers.patterns import behaviour_in_form, matters_in_form
from forms.papers.signatures import SealStanding, Signature, form_signature, proof, seal_lines, span
from forms.papers.templates import Template, Templates
from rules.conclusions import Result

# The columns on which all rows of the form stand: label, value, label, value above; two labels and their block below.
_GRID = (26.0, 10.0, 20.0, 36.0, 30.0, 48.0)
_RUNNING_SIGNS = 110  # two lines above a page
_TITLE_MM = 36.0
_REMARKS_MM, _KEPT_REMARKS_MM = 50.0, 24.0
_HALVES, _HALVES_OF_MANY, _THIRDS = (82.0, 82.0), (50.0, 114.0), (37.6, 37.6, 37.6)
_COLUMN = 6  # signatures
_SMALL_MM = (20, 7)
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
    form = _form(record, templates)
    blocks: list[Block] = [*heading(templates["record"].entries["mark"], record.title), *form]
    return furnish("record", record.title, blocks, record.trace, record.extras, templates)


def _form(record: Record, templates: Templates) -> tuple[Block, ...]:
    """Return the form, and below it who signed with which certificate and when.

    On the page with the signatures stand the last remarks, and unless these go on from another page, the last block;
    of a block that is too tall for that, the results. What follows the form then stands there as well if it can.
    """
    words = templates["record"]
    firm, remarks = _firm_rows(record.firm, words), _remarks_rows(record.remarks, words)
    end = (*remarks, (_signature_cell(record, templates),))
    proved = _proof(record, templates)
    below: tuple[Row, ...] = ((Cell((proved,), len(_GRID), is_bare=True),),) if proved else ()
    kept = 0
    table = Table(_GRID, (), heads=1)
    for is_cut, after in ((False, below), (True, below), (True, ())):
        blocks = _block_rows(record, words, is_last_cut=is_cut and len(remarks) == 1)
        table = replace(table, rows=(*firm, *blocks, *end, *after))
        wanted = (3 if len(remarks) == 1 else 2) + len(after)
        kept = fitting(table, SIZE, wanted)
        is_alone = len(blocks) == 1 and height(_GRID, table.rows, SIZE) > PAGE_MM - _TITLE_MM
        if kept == wanted and not is_alone:
            break
    follows = (proved,) if proved and table.rows[-1] not in below else ()
    return (replace(table, kept=kept), *follows)


def _firm_rows(firm: Firm, words: Template) -> list[Row]:
    def label(key: str) -> Cell:
        return Cell((words.line("labels", key, "label"),), 1 if key in _RIGHT else 2, stands="centre")

    def value(text: str, across: int) -> Cell:
        return Cell(text_lines(text), across)

    rows: list[Row] = [(label("name"), value(firm.name, 4))]
    for left, right in (("code", "district"), ("licences", "legal_person"), ("address", "phone")):
        rows.append((label(left), value(getattr(firm, left), 2), label(right), value(getattr(firm, right), 1)))
    return rows


_RIGHT = {"district", "legal_person", "phone"}


def _block_rows(record: Record, words: Template, *, is_last_cut: bool = False) -> list[Row]:
    """Return a row for each block; the last one's results stand in a row of their own where it `is_last_cut`."""
    rows: list[Row] = []
    empty = tuple(DepartmentBlock() for _ in range(words.entries["blank_departments"]))
    behaviours = tuple(record.behaviours) or (Behaviour(),)
    for of, behaviour in enumerate(behaviours, 1):
        blocks = tuple(behaviour.blocks) or empty
        is_cut = is_last_cut and of == len(behaviours)
        name = words.line("labels", "behaviour", behaviour=behaviour_in_form(behaviour.name))
        row: Row = (Cell((name,), down=len(blocks) + is_cut, stands="centre"),)
        for number, block in enumerate(blocks, 1):
            department = words.line("labels", "department", department=block.department)
            running = " ".join(said((name, department)))[:_RUNNING_SIGNS]
            lines = _block_lines(block, record.results, words)
            if is_cut and number == len(blocks):
                label = Cell((department,), 2, down=2, stands="centre")
                rows.append((*row, label, Cell(lines[:-1], 3, running=running)))
                rows.append((Cell(lines[-1:], 3, is_joined=True),))
            else:
                rows.append((*row, Cell((department,), 2, stands="centre"), Cell(lines, 3, running=running)))
            row = ()
    return rows


def _block_lines(block: DepartmentBlock, results: Sequence[Result], words: Template) -> tuple[Line, ...]:
    """Return the lines of a block; the last one has the results."""
    matters = matters_in_form(block.matters) or [""] * words.entries["blank_matters"]
    lines = [words.line("labels", "daily")]
    lines += [words.line("labels", "matter", number=str(n), matter=matter) for n, matter in enumerate(matters, 1)]
    lines.append(words.line("labels", "law", number=str(len(matters) + 1), law="；".join(block.laws)))
    lines.append(words.line("labels", "special", special=block.special))
    ticks: list[Part] = list(words.parts("labels", "results"))
    for at, result in enumerate(results):
        gap = _BETWEEN_RESULTS if at else ""
        ticks += [Text(gap), Tick(result.key in block.chosen), Text(result.text["zh"])]
    return (*lines, Line(tuple(ticks)))


def _proof(record: Record, templates: Templates) -> Line | None:
    """Return what stands below the form: who signed, with which certificate and when."""
    labels = {key: templates["record"].text("labels", key) for key in ("party", "officers", "witness")}
    return proof({label: getattr(record, key) for key, label in labels.items()}, templates["paper"])


def _remarks_rows(remarks: str, words: Template) -> list[Row]:
    """Return the remarks; long ones in two rows, of which the second can be kept with the signatures."""
    label, room = words.line("labels", "remarks", "label"), Space(6)
    lines, width = text_lines(remarks), sum(_GRID[1:])
    if height((width,), ((Cell(lines),),), SIZE) <= _REMARKS_MM:
        return [(Cell((label,), stands="centre"), Cell((*lines, room), 5))]
    before, last = last_lines(lines, width, SIZE, _KEPT_REMARKS_MM)
    running = "".join(said((label,)))
    return [
        (Cell((label,), down=2, stands="centre"), Cell(before, 5, running=running)),
        (Cell((*last, room), 5, is_joined=True),),
    ]


def _signature_cell(record: Record, templates: Templates) -> Cell:
    words, shared = templates["record"], templates["paper"]
    are_many = len(record.officers) > _COLUMN
    held = span(record.held_from, record.held_until, shared)

    def seal(key: str, standing: SealStanding) -> Cell:
        return Cell(seal_lines(words.parts("labels", key), standing, templates), stands="top")

    def signed(key: str, signatures: Sequence[Signature]) -> Cell:
        return Cell(tuple(_signed(words.parts("labels", key), signatures, shared)), stands="top")

    officers = words.parts("labels", "officers")
    rows = (
        (seal("party_seal", record.party_seal), seal("office_seal", record.office_seal)),
        (
            signed("party", record.party),
            _side_by_side(officers, record.officers, shared) if are_many else signed("officers", record.officers),
        ),
        (
            signed("witness", record.witness),
            Cell((Line((*words.parts("labels", "held"), Text(held) if held else Blank(9))),), stands="top"),
        ),
    )
    return Cell((Table(_HALVES_OF_MANY if are_many else _HALVES, rows, is_ruled=False),), 6)


def _signed(label: tuple[Part, ...], signatures: Sequence[Signature], shared: Template) -> Iterator[Line]:
    """Yield a label and all who signed, below each other."""
    for at, each in enumerate(signatures or (Signature(),)):
        yield from form_signature(() if at else label, each, shared)


def _side_by_side(label: tuple[Part, ...], signatures: Sequence[Signature], shared: Template) -> Cell:
    """Return a label and below it all who signed, three to a line: one column of them would fill a page."""
    cells = [Cell(form_signature((), each, shared, _SMALL_MM), stands="top") for each in signatures]
    cells += [Cell((Line(()),))] * (-len(cells) % 3)
    rows = tuple(tuple(cells[at : at + 3]) for at in range(0, len(cells), 3))
    return Cell((Line(label), Table(_THIRDS, rows, is_ruled=False)), stands="top")
