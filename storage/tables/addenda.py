"""Addenda 更正说明 to the record of a submitted visit, and who signed them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.mapping import Table, number, one_of, word


class Addendum(Table):
    """A correction of the record that leaves the record as it is.

    A `draft` is its author's and has no serial; `confirmed`, its words stand and it waits for signatures; `signed` by
    all, or `withdrawn` before anybody signed. `concerns` is `whole`, `section` or `item`, none while not chosen; `item`
    is the number that the question had. `pages` are photographs in hand with `ticks` for who signed on them, taken
    over into `evidence_ids` with the signatures. `record_sha256` is of the record that it corrects. The party's agent
    has a name, and photographs of the authorisation or the reason why there is none.
    """

    __tablename__ = "addenda"
    __table_args__ = (
        UniqueConstraint("visit_id", "serial"),
        Index(None, "visit_id", "state"),
        one_of("state", "draft", "confirmed", "signed", "withdrawn"),
        one_of("concerns", "whole", "section", "item"),
    )
    addendum_id: Mapped[int] = number()
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.visit_id"))
    serial: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(24), default="draft")
    person_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    concerns: Mapped[str | None] = mapped_column(String(24))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("sections.section_id"))
    question: Mapped[str | None] = mapped_column(String(80))
    item: Mapped[int | None]
    stands: Mapped[str] = mapped_column(String(1000), default="")
    reads: Mapped[str] = mapped_column(String(1000), default="")
    reason: Mapped[str] = mapped_column(String(1000), default="")
    record_sha256: Mapped[str | None] = mapped_column(String(64))
    ticks: Mapped[list[str]]
    pages: Mapped[list[int]]
    evidence_ids: Mapped[list[int]]
    agent_name: Mapped[str | None] = mapped_column(String(200))
    authorisation_ids: Mapped[list[int]] = mapped_column(default=list, server_default="[]")
    no_authorisation: Mapped[str | None] = mapped_column(String(1000))
    begun_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    signed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str | None] = mapped_column(String(1000))


class AddendumSignature(Table):
    """The party's or an officer's signature on an addendum, or the party's refusal or absence; words as in
    `storage.tables.evidence.Signature`. An officer whom a colleague ticked has not `confirmed_at` yet;
    `name` is an agent's.
    """

    __tablename__ = "addendum_signatures"
    __table_args__ = (
        UniqueConstraint("addendum_id", "role", "person_id"),
        one_of("role", "party", "officer"),
        one_of("way", "paper", "drawn", "refused", "absent"),
    )
    addendum_signature_id: Mapped[int] = number()
    addendum_id: Mapped[int] = mapped_column(ForeignKey("addenda.addendum_id"))
    role: Mapped[str] = word()
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.person_id"))
    way: Mapped[str] = word()
    signer: Mapped[str | None] = mapped_column(String(24))
    name: Mapped[str | None] = mapped_column(String(200))
    no_authorisation: Mapped[str | None] = mapped_column(String(1000))
    pad_id: Mapped[int | None] = mapped_column(ForeignKey("pads.pad_id"))
    kind: Mapped[str | None] = mapped_column(String(24))
    reason_kind: Mapped[str | None] = mapped_column(String(24))
    reason: Mapped[str | None] = mapped_column(String(1000))
    signed_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    taken_by: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
