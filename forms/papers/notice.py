"""附件2, the notice of an administrative inspection: its cells as data, and how they are laid out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from forms.papers.furnishing import Extras, Trace, furnish, heading
from forms.papers.keeping import fitting
from forms.papers.page import Blank, Block, Cell, Line, Paper, Part, Row, Space, Table, Text, Tick
from forms.papers.patterns import matters_in_form
from forms.papers.signatures import Signature, form_signature, proof
from forms.papers.templates import Template, Templates

# Of a matter and its box, above; of a signature and its telephone, below.
_GRID = (102.0, 48.0, 20.0)
_SIZE = 14
_KEPT_MATTERS = 2


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter of the notice, and whether its box is ticked."""

    name: str = ""
    is_ticked: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Everything that stands on 附件2. Without matters it is the empty form.

    Attributes:
        title: The lines of the heading, from the district's profile.
        number: As the district's profile numbers notices.
        officers: Each with a telephone.
        party: Who received it, with a telephone; a refusal stands in `says`.
        served_on: The day beside the party's signature.
    """

    title: Sequence[str]
    number: str
    trace: Trace
    addressee: str = ""
    planned_on: date | None = None
    matters: Sequence[Matter] = ()
    officers: Sequence[Signature] = ()
    party: Signature = field(default_factory=Signature)
    served_on: date | None = None
    extras: Extras = field(default_factory=Extras)


def compose_notice(notice: Notice, templates: Templates) -> Paper:
    """Return the notice ready for print."""
    words = templates["notice"]
    on = notice.planned_on
    blocks: list[Block] = [
        *heading(words.entries["mark"], notice.title),
        Line((Text(notice.number),), "centred"),
        words.line("labels", "addressee", addressee=notice.addressee),
        words.line("labels", "ground", "body", **_day(on)),
        words.line("labels", "matters", "body"),
        _matters_and_signatures(notice, templates),
    ]
    return furnish("notice", notice.title, blocks, notice.trace, notice.extras, templates, size=_SIZE)


def _matters_and_signatures(notice: Notice, templates: Templates) -> Table:
    """Return the matters, and on one page with the last of them all that is signed."""
    words, shared = templates["notice"], templates["paper"]
    closing = words.line("labels", "closing", "body")
    dated = words.line("labels", "dated", "right", **_day(notice.served_on))
    signed = {words.text("labels", "officers"): notice.officers, words.text("labels", "party"): (notice.party,)}
    proved = proof(signed, shared)
    end: list[Row] = [
        (Cell((closing, Space(6)), len(_GRID)),),
        *_signatures(notice, templates),
        (Cell((dated, *((Space(4), proved) if proved else ())), len(_GRID)),),
    ]
    table = Table(_GRID, (*_matters(notice.matters, words), *end), is_ruled=False)
    return replace(table, kept=fitting(table, _SIZE, len(end) + _KEPT_MATTERS))


def _matters(matters: Sequence[Matter], words: Template) -> list[Row]:
    rows: list[Row] = []
    matters = matters or (Matter(),) * words.entries["blank_matters"]
    names = matters_in_form([matter.name for matter in matters])
    for number, (matter, name) in enumerate(zip(matters, names, strict=True), 1):
        line = Line(words.item("matters", number - 1, number=str(number), matter=name))
        rows.append((Cell((line,), 2), Cell((Line((Tick(matter.is_ticked),), "label"),))))
    return rows


def _signatures(notice: Notice, templates: Templates) -> list[Row]:
    words, shared = templates["notice"], templates["paper"]
    rows = []
    for at, officer in enumerate(notice.officers or (Signature(),)):
        label: tuple[Part, ...] = words.parts("labels", "officers") if at == 0 else ()
        beside: tuple[Part, ...] = words.parts("labels", "officer_phone") if at == 0 else ()
        rows.append(_signed(label, beside, officer, shared))
    party = (words.parts("labels", "party"), words.parts("labels", "party_phone"))
    rows.append(_signed(*party, notice.party, shared))
    return rows


def _signed(label: tuple[Part, ...], beside: tuple[Part, ...], who: Signature, shared: Template) -> Row:
    phone = Text(who.phone) if who.phone or not beside else Blank(7)
    lines = form_signature(label, who, shared)
    return (Cell(lines, stands="top"), Cell((Line((*beside, phone)),), 2, stands="top"))


def _day(on: date | None) -> dict[str, str]:
    return {"year": str(on.year), "month": str(on.month), "day": str(on.day)} if on else {}
