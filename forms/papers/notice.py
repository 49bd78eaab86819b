"""附件2, the notice of an administrative inspection: its cells as data, and how they are laid out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from forms.papers.furnishing import Extras, Trace, furnish, heading
from forms.papers.page import Blank, Block, Cell, Line, Paper, Part, Space, Table, Text, Tick
from forms.papers.signatures import Signature, signature_lines
from forms.papers.templates import Template, Templates

_WIDTH = 170.0


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
        _matters(notice.matters, words),
        words.line("labels", "closing", "body"),
        Space(6),
        _signatures(notice, templates),
        words.line("labels", "dated", "right", **_day(notice.served_on)),
    ]
    return furnish("notice", notice.title, blocks, notice.trace, notice.extras, templates, size=14)


def _matters(matters: Sequence[Matter], words: Template) -> Table:
    rows = []
    for number, matter in enumerate(matters or (Matter(),) * words.entries["blank_matters"], 1):
        name = (Line(words.item("matters", number - 1, number=str(number), matter=matter.name)),)
        rows.append((Cell(name), Cell((Line((Tick(matter.is_ticked),), "label"),))))
    return Table((_WIDTH - 20, 20), tuple(rows), is_ruled=False)


def _signatures(notice: Notice, templates: Templates) -> Table:
    words, shared = templates["notice"], templates["paper"]
    rows = []
    for at, officer in enumerate(notice.officers or (Signature(),)):
        label: tuple[Part, ...] = words.parts("labels", "officers") if at == 0 else ()
        beside: tuple[Part, ...] = words.parts("labels", "officer_phone") if at == 0 else ()
        rows.append(_signed(label, beside, officer, shared))
    party = (words.parts("labels", "party"), words.parts("labels", "party_phone"))
    rows.append(_signed(*party, notice.party, shared))
    return Table((_WIDTH - 68, 68), tuple(rows), is_ruled=False)


def _signed(label: tuple[Part, ...], beside: tuple[Part, ...], who: Signature, shared: Template) -> tuple[Cell, ...]:
    phone = Text(who.phone) if who.phone or not beside else Blank(7)
    lines = signature_lines(label, (who,), shared)
    return (Cell(lines, stands="top"), Cell((Line((*beside, phone)),), stands="top"))


def _day(on: date | None) -> dict[str, str]:
    return {"year": str(on.year), "month": str(on.month), "day": str(on.day)} if on else {}
