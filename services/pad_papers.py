"""What a pad signs: the record of a running visit, or an addendum to the record of a submitted one."""

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import select

from rules.addenda import addendum_number
from rules.errors import addenda as addendum_problems
from rules.errors import signing as problems
from rules.events import PadSigned, RecordChanged
from rules.refusals import Refused
from rules.signatures import OFFICER, PARTY
from services.access import Actor
from services.addenda import held_addendum
from services.addendum_agents import AGENT, ensure_agent
from services.addendum_signing import addendum_signing, take_drawn
from services.office_day import profile_at
from services.paper_phrases import ADDENDUM_TITLE
from services.returned import signing_membership
from services.seen import record_change, seen_visit
from services.signers import draft_of
from services.signing import signing_of
from services.standing_record import prints_of_addendum, standing_prints
from services.taking_signatures import SignedOn, codes_of, ensure_known, officer_tick, open_ticks, take_signatures
from storage.tables import Addendum, Pad, Signature, Visit
from storage.unit_of_work import UnitOfWork

NOBODY = 0


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs for the party, or the witness: `legal` or `agent`, and the name that was written down."""

    signer: str | None
    name: str


class PadPaper(Protocol):
    """A paper that pads sign."""

    @property
    def visit_id(self) -> int:
        """The visit that it is of."""

    @property
    def addendum_id(self) -> int | None:
        """The addendum; none for a record."""

    def ensure_member(self, uow: UnitOfWork, actor: Actor) -> Visit:
        """Return the visit, locked. Raises `Refused` unless the actor may act on the paper now."""

    def tick_of(self, uow: UnitOfWork, role: str, person_id: int | None) -> str:
        """Return how a signer is named among those who may still sign. Raises `Refused`."""

    def signer(self, uow: UnitOfWork, role: str) -> Signer:
        """Return who signs in a role."""

    def prints(self, uow: UnitOfWork) -> tuple[str, ...]:
        """Return the SHA-256 of all PDFs that say what it says now, the newest first."""

    def number(self, uow: UnitOfWork) -> str:
        """Return its number."""

    def title(self, uow: UnitOfWork) -> str:
        """Return its title as printed."""

    def file_name(self, uow: UnitOfWork) -> str:
        """Return a name for its PDF."""

    def take(self, uow: UnitOfWork, actor: Actor, pad: Pad, tick: str) -> None:
        """Let what was drawn stand as a signature."""


@dataclass(frozen=True, slots=True)
class RecordOnPad:
    """The record of a running visit; who signs for the party and as witness was written down for it."""

    visit_id: int
    addendum_id: int | None = None

    def ensure_member(self, uow: UnitOfWork, actor: Actor) -> Visit:
        """Return the visit, locked. Raises `Refused` unless the actor may act on the paper now."""
        return signing_membership(uow, actor, self.visit_id).visit

    def tick_of(self, uow: UnitOfWork, role: str, person_id: int | None) -> str:
        """Return how a signer is named among those who may still sign. Raises `Refused`."""
        tick = role if person_id is None else officer_tick(person_id)
        if tick not in open_ticks(signing_of(uow, self.visit_id)):
            raise Refused(problems.ALREADY_SIGNED)
        ensure_known(uow, self.visit_id, (tick,))
        return tick

    def signer(self, uow: UnitOfWork, role: str) -> Signer:
        """Return who signs in a role."""
        draft = None if role == OFFICER else draft_of(uow, self.visit_id, role)
        return Signer(draft.signer, draft.name or "") if draft else Signer(None, "")

    def prints(self, uow: UnitOfWork) -> tuple[str, ...]:
        """Return the SHA-256 of all PDFs that say what it says now, the newest first."""
        return standing_prints(uow, seen_visit(uow, self.visit_id))

    def number(self, uow: UnitOfWork) -> str:
        """Return its number."""
        return seen_visit(uow, self.visit_id).number

    def title(self, uow: UnitOfWork) -> str:
        """Return its title as printed."""
        started_at = uow.session.get_one(Visit, self.visit_id).started_at
        return "".join(profile_at(uow, started_at)["record"]["title_lines"])

    def file_name(self, uow: UnitOfWork) -> str:
        """Return a name for its PDF."""
        return f"记录表_{self.number(uow)}.pdf"

    def take(self, uow: UnitOfWork, actor: Actor, pad: Pad, tick: str) -> None:
        """Let what was drawn stand as a signature."""
        visit = self.ensure_member(uow, actor)
        take_signatures(uow, actor, visit, (tick,), SignedOn(pad_id=pad.pad_id))
        row = uow.session.scalars(select(Signature).where(Signature.pad_id == pad.pad_id)).one()
        party_by = (row.signer or "") if tick == PARTY else ""
        body = {"signers": codes_of(uow, (tick,)), "party_by": party_by, "record": pad.record_sha256}
        record_change(uow, visit, actor, "signed", body | drawn_told(pad), files_of(pad))
        uow.emit(RecordChanged(visit.visit_id, NOBODY))
        uow.emit(PadSigned(visit.visit_id, pad.pad_id, pad.opened_by))


@dataclass(frozen=True, slots=True)
class AddendumOnPad:
    """An addendum that waits for signatures; whose pad it is says who signs for the party."""

    visit_id: int
    addendum_id: int
    party: Signer

    def ensure_member(self, uow: UnitOfWork, actor: Actor) -> Visit:
        """Return the visit, locked. Raises `Refused` unless the actor may act on the paper now."""
        mine, row = held_addendum(uow, actor, self.addendum_id)
        if row.state != "confirmed":
            raise Refused(addendum_problems.NOT_OPEN)
        return mine.visit

    def tick_of(self, uow: UnitOfWork, role: str, person_id: int | None) -> str:
        """Return how a signer is named among those who may still sign. Raises `Refused`."""
        tick = (self.party.signer or "legal") if person_id is None else officer_tick(person_id)
        if tick not in addendum_signing(uow, self.addendum_id).open_ticks:
            raise Refused(problems.ALREADY_SIGNED)
        if tick == AGENT:
            ensure_agent(uow, self.addendum_id, self.party.name)
        return tick

    def signer(self, uow: UnitOfWork, role: str) -> Signer:
        """Return who signs in a role."""
        return self.party if role == PARTY else Signer(None, "")

    def prints(self, uow: UnitOfWork) -> tuple[str, ...]:
        """Return the SHA-256 of all PDFs that say what it says now, the newest first."""
        return prints_of_addendum(uow, seen_visit(uow, self.visit_id), self.number(uow))

    def number(self, uow: UnitOfWork) -> str:
        """Return its number."""
        serial = uow.session.get_one(Addendum, self.addendum_id).serial or 0
        return addendum_number(seen_visit(uow, self.visit_id).number, serial)

    def title(self, uow: UnitOfWork) -> str:
        """Return its title as printed."""
        return ADDENDUM_TITLE

    def file_name(self, uow: UnitOfWork) -> str:
        """Return a name for its PDF."""
        return f"更正说明_{self.number(uow)}.pdf"

    def take(self, uow: UnitOfWork, actor: Actor, pad: Pad, tick: str) -> None:
        """Let what was drawn stand as a signature."""
        told = {"party_by": (pad.signer or "legal") if pad.role == PARTY else "", "paper": pad.record_sha256}
        take_drawn(uow, actor, pad, tick, told | drawn_told(pad), files_of(pad))
        uow.emit(PadSigned(pad.visit_id, pad.pad_id, pad.opened_by))


def paper_of(pad: Pad) -> PadPaper:
    """Return what a pad signs."""
    if pad.addendum_id is None:
        return RecordOnPad(pad.visit_id)
    return AddendumOnPad(pad.visit_id, pad.addendum_id, Signer(pad.signer, pad.name or ""))


def files_of(pad: Pad) -> list[str]:
    """Return the files of a finished signature by their SHA-256: marks, SVG, PNG."""
    return [str(pad.marks_sha256), str(pad.svg_sha256), str(pad.png_sha256)]


def drawn_told(pad: Pad) -> dict[str, object]:
    """Return what the chain says of a finished signature, whatever it signs."""
    marks, svg, png = files_of(pad)
    by = "link" if pad.is_by_link else "chat"
    return {"pad": pad.pad_id, "by": by, "marks": marks, "svg": svg, "png": png}
