"""Pads 手写签字: who is to sign a record on a screen, and what was drawn so far."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.mapping import Table, number, one_of, word


class Pad(Table):
    """A page on which one person signs the record of a visit, or an addendum to it.

    `person_id` is the officer who signs, none for party and witness; `opened_by` holds the phone or sent the link;
    `whose` is a hash of who else signs, as written down when it was opened: somebody else gets another pad.
    `signer` and `name` say who signs an addendum for the party; for a record that stands in its draft.
    `record_sha256` is of the PDF that the page shows. A link works once: only its hash is kept, and who has opened it
    holds a ticket, of which only the newest counts. `width` and `height` are of the box that was first drawn in, in
    pixels, `points` how many there are. A `signed` pad keeps what was drawn as a file of marks, as SVG and as PNG, by
    their hashes; a `void` one was left for another.
    """

    __tablename__ = "pads"
    __table_args__ = (
        UniqueConstraint("link_sha256"),
        Index(None, "visit_id", "state"),
        one_of("role", "party", "officer", "witness"),
        one_of("state", "open", "signed", "void"),
    )
    pad_id: Mapped[int] = number()
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.visit_id"))
    addendum_id: Mapped[int | None] = mapped_column(ForeignKey("addenda.addendum_id"))
    role: Mapped[str] = word()
    whose: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.person_id"))
    signer: Mapped[str | None] = mapped_column(String(24))
    name: Mapped[str | None] = mapped_column(String(200))
    opened_by: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    opened_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(24), default="open")
    record_sha256: Mapped[str] = mapped_column(String(64))
    link_sha256: Mapped[str | None] = mapped_column(String(64))
    link_until: Mapped[datetime | None]
    link_used_at: Mapped[datetime | None]
    ticket_sha256: Mapped[str | None] = mapped_column(String(64))
    ticket_until: Mapped[datetime | None]
    is_by_link: Mapped[bool] = mapped_column(default=False)
    width: Mapped[int | None]
    height: Mapped[int | None]
    points: Mapped[int] = mapped_column(default=0)
    signed_at: Mapped[datetime | None]
    marks_sha256: Mapped[str | None] = mapped_column(String(64))
    svg_sha256: Mapped[str | None] = mapped_column(String(64))
    png_sha256: Mapped[str | None] = mapped_column(String(64))


class PadMark(Table):
    """One thing done on a pad, by its number from 1: a stroke with its points, an undo or a clearing (`rules.ink`)."""

    __tablename__ = "pad_marks"
    __table_args__ = (one_of("kind", "stroke", "undo", "clear"),)
    pad_id: Mapped[int] = mapped_column(ForeignKey("pads.pad_id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = word()
    points: Mapped[list[Any]]
    made_at: Mapped[int] = mapped_column(BigInteger)
    received_at: Mapped[datetime]


class UsedLaunch(Table):
    """Launch data that has opened a page: the same opens none again. Forgotten once it is too old anyway."""

    __tablename__ = "used_launches"
    signature: Mapped[str] = mapped_column(String(64), primary_key=True)
    used_at: Mapped[datetime] = mapped_column(index=True)
