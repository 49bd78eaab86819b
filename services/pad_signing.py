"""The signature drawn on a pad: what the page shows of it, its files, and the act that lets it stand.

It is bound to the SHA-256 of the PDF that the page showed, and void like one on paper when the record changes. An
addendum is signed like a record.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from forms.papers.ink import ink_pictures
from rules.canonical_json import canonical
from rules.errors import signpads as problems
from rules.ink import is_signature, standing, written
from rules.refusals import Refused
from rules.signatures import OFFICER, SIGNERS, WITNESS
from services.office_day import zone_of
from services.pad_papers import Signer, paper_of
from services.pads import Ink, ensure_same_record, held_pad, ink_of, last_mark, reading_code, signer_of
from services.visit_words import person_words, words_of
from services.visits import Names
from storage.tables import Department, Pad, Person, Signature, Visit
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PadView:
    """What the page of a pad shows.

    Attributes:
        title: Of the record or the addendum, as it is printed.
        role: party, officer or witness.
        capacity: As what they sign: an agent, an officer of a department; empty for a witness.
        name: Empty where it is not known.
        record: SHA-256 of the PDF that is signed.
        reading: Lets a browser have that PDF.
        signed_at: By the office's clock; None before.
    """

    pad_id: int
    title: str
    number: str
    inspected: str
    role: str
    capacity: Names
    name: Names
    record: str
    reading: str
    ink: Ink
    signed_at: datetime | None


def when_signed(uow: UnitOfWork, pad: Pad) -> datetime | None:
    """Return when a pad was signed, by the clock of the office, as the paper says it; none otherwise."""
    return pad.signed_at.astimezone(zone_of(uow)) if pad.state == "signed" and pad.signed_at else None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished signature: how many marks it has, and its files by SHA-256."""

    marks: int
    marks_sha256: str
    svg_sha256: str
    png_sha256: str


def view_pad(uow: UnitOfWork, pad: Pad) -> PadView:
    """Return what the page shows to the holder of its ticket."""
    paper, visit = paper_of(pad), uow.session.get_one(Visit, pad.visit_id)
    capacity, name = _signer(uow, pad, visit)
    return PadView(
        pad.pad_id,
        paper.title(uow),
        paper.number(uow),
        words_of(uow, visit).inspected.name,
        pad.role,
        capacity,
        name,
        pad.record_sha256,
        reading_code(pad),
        ink_of(uow, pad),
        when_signed(uow, pad),
    )


def _signer(uow: UnitOfWork, pad: Pad, visit: Visit) -> tuple[Names, Names]:
    if pad.role == OFFICER:
        officer = uow.session.get_one(Person, pad.person_id)
        department = uow.session.get(Department, officer.department_id) if officer.department_id else None
        return department.name if department else {}, person_words(uow, visit, officer.person_id).name
    signed = uow.session.scalar(select(Signature).where(Signature.pad_id == pad.pad_id))
    told = Signer(signed.signer, signed.name or "") if signed else paper_of(pad).signer(uow, pad.role)
    if pad.role == WITNESS:
        return {}, _same(told.name)
    signer = told.signer or "legal"
    return dict(SIGNERS[signer]), _same(
        words_of(uow, visit).inspected.person_in_charge if signer == "legal" else told.name
    )


def _same(name: str) -> Names:
    return {"zh": name, "en": name}


def drawn_on(uow: UnitOfWork, pad_id: int, ticket: str, keep: Callable[[bytes], str]) -> Drawn:
    """Return the files of what is drawn on a pad, made and kept. Raises `Refused` when that can be nobody's name."""
    pad = held_pad(uow, pad_id, ticket, is_read=True)
    ink = ink_of(uow, pad)
    strokes = standing(ink.marks)
    if not is_signature(strokes):
        raise Refused(problems.NOTHING_DRAWN)
    pictures = ink_pictures(strokes)
    told = {
        "pad": pad.pad_id,
        "record" if pad.addendum_id is None else "addendum": pad.record_sha256,
        "role": pad.role,
        "size": list(ink.size or ()),
        "marks": [{"kind": mark.kind, "at": mark.at, "points": written(mark.points)} for mark in ink.marks],
    }
    return Drawn(len(ink.marks), keep(canonical(told)), keep(pictures.svg), keep(pictures.png))


def sign(uow: UnitOfWork, pad_id: int, ticket: str, drawn: Drawn) -> Pad:
    """Let a drawn signature stand. Raises `Refused` when the record or the pad has changed since, or nobody may sign.

    Signed already, it changes nothing: the answer may have been lost on its way.
    """
    pad = held_pad(uow, pad_id, ticket)
    if pad.state == "signed":
        return pad
    actor, tick = signer_of(uow, pad)
    ensure_same_record(uow, pad)
    if last_mark(uow, pad) != drawn.marks:
        raise Refused(problems.TICKET_OVER)
    pad.state, pad.signed_at = "signed", uow.now
    pad.marks_sha256, pad.svg_sha256, pad.png_sha256 = drawn.marks_sha256, drawn.svg_sha256, drawn.png_sha256
    uow.session.flush()
    paper_of(pad).take(uow, actor, pad, tick)
    return pad
