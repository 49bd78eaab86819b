"""Photographs and files, signed sheets, signatures, seals."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.mapping import Table, number, one_of, word


class Evidence(Table):
    """One picture or file as it arrived. `received`: Telegram has it; `secured`: fetched, hashed, stored; `lost`: it
    could not be fetched; `quarantined`: stored, but kept apart for what was found in it, and no proof of anything.

    `recompressed` tells a photograph that Telegram re-encoded from a file whose bytes are the sender's.
    `beside_record`: it came after the record was signed, which does not show it. `moved_at`: when it came to its place,
    where that is not the first.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        UniqueConstraint("chat_id", "telegram_message_id"),
        Index(None, "section_id", "question"),
        Index(None, "visit_id", "state"),
        one_of("state", "received", "secured", "quarantined", "lost"),
        one_of(
            "purpose",
            "item",
            "scene",
            "notice",
            "signature",
            "authorisation",
            "refusal",
            "interview",
            "resent",
            "clue",
            "unassigned",
        ),
    )
    evidence_id: Mapped[int] = number()
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visits.visit_id"))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("sections.section_id"))
    question: Mapped[str | None] = mapped_column(String(80))
    purpose: Mapped[str] = word()
    kind: Mapped[str] = word()
    person_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"), index=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    telegram_message_id: Mapped[int]
    batch: Mapped[str] = mapped_column(String(48), index=True)
    file_id: Mapped[str] = mapped_column(String(250))
    file_unique_id: Mapped[str] = mapped_column(String(64))
    file_name: Mapped[str | None] = mapped_column(String(300))
    mime_type: Mapped[str | None] = mapped_column(String(120))
    file_size: Mapped[int | None]
    recompressed: Mapped[bool]
    caption: Mapped[str] = mapped_column(String(1100), default="")
    sent_at: Mapped[datetime]
    received_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(24), default="received")
    sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    secured_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    beside_record: Mapped[bool] = mapped_column(default=False, server_default=false())
    moved_at: Mapped[datetime | None]


class Examination(Table):
    """What was found in a secured file, by the process that opens such; `pending` until it is known.

    What the camera wrote (`taken`, `position`, `camera`, see `forms.pictures.camera`) are claims of the sender's file.
    `likeness` is a hash of what the picture shows, its parts apart so that near ones are found. `twin_id` is a picture
    of another visit that shows the same, `double_id` an earlier one of the same visit. The copies carry a strip that
    says whose picture it is.
    """

    __tablename__ = "examinations"
    __table_args__ = (
        *(Index(None, f"band_{number}") for number in range(1, 5)),
        one_of("state", "pending", "fine", "quarantined"),
    )
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.evidence_id"), primary_key=True)
    state: Mapped[str] = mapped_column(String(24), default="pending")
    examined_at: Mapped[datetime | None]
    format: Mapped[str] = mapped_column(String(24), default="")
    problem: Mapped[str] = mapped_column(String(24), default="")
    placeholders: Mapped[dict[str, str]] = mapped_column(default=dict)
    width: Mapped[int] = mapped_column(default=0)
    height: Mapped[int] = mapped_column(default=0)
    taken: Mapped[str] = mapped_column(String(32), default="")
    position: Mapped[str] = mapped_column(String(32), default="")
    camera: Mapped[str] = mapped_column(String(80), default="")
    likeness: Mapped[str | None] = mapped_column(String(16))
    band_1: Mapped[str | None] = mapped_column(String(4))
    band_2: Mapped[str | None] = mapped_column(String(4))
    band_3: Mapped[str | None] = mapped_column(String(4))
    band_4: Mapped[str | None] = mapped_column(String(4))
    twin_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.evidence_id"))
    double_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.evidence_id"))
    is_old: Mapped[bool] = mapped_column(default=False)
    stamped_sha256: Mapped[str | None] = mapped_column(String(64))
    preview_sha256: Mapped[str | None] = mapped_column(String(64))


class Interview(Table):
    """What somebody said about an item when they were asked 询问: read out, and confirmed by a photographed signature
    (`signed`) or by `voice`, or not (`refused`). `asked_of` is party or witness. `parts` are what the statement
    came in, texts or files by their numbers, and `statement` is all of them in words; none of statements of before.
    """

    __tablename__ = "interviews"
    __table_args__ = (
        Index(None, "section_id", "question"),
        one_of("state", "draft", "standing", "withdrawn"),
        one_of("asked_of", "party", "witness"),
        one_of("way", "signed", "voice", "refused"),
    )
    interview_id: Mapped[int] = number()
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.visit_id"), index=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.section_id"))
    question: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(24), default="draft")
    asked_of: Mapped[str] = word()
    name: Mapped[str] = mapped_column(String(80), default="")
    statement: Mapped[str] = mapped_column(String(2000), default="")
    parts: Mapped[list[Any] | None]
    read_at: Mapped[datetime | None]
    way: Mapped[str | None] = mapped_column(String(24))
    evidence_ids: Mapped[list[int]]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    begun_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class SignedSheet(Table):
    """A signed page, photographed: its pictures and who is ticked as having signed on it.

    `ticks` are `party`, `witness` or `officer:<person_id>`. A draft is one person's; it stands once it is closed.
    """

    __tablename__ = "signed_sheets"
    __table_args__ = (
        Index(None, "visit_id", "state"),
        one_of("state", "draft", "standing", "void"),
    )
    sheet_id: Mapped[int] = number()
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.visit_id"))
    state: Mapped[str] = mapped_column(String(24), default="draft")
    ticks: Mapped[list[str]]
    evidence_ids: Mapped[list[int]]
    opened_by: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Signature(Table):
    """One role's signature on the record, or its refusal or absence (rule text 四(八)).

    `way` is `paper` (on a photographed sheet), `drawn` (on a pad), `refused`, `absent` or `none` (no witness, with the
    reason). A draft is being written down, a void one no longer counts and stays for the record. `kind` tells refusals
    apart: `sign`, `inspection`, `not_found`, `absent`. A reason is a picked `reason_kind`, typed words, or both.
    """

    __tablename__ = "signatures"
    __table_args__ = (
        UniqueConstraint("visit_id", "role", "person_id", "revision"),
        Index(None, "visit_id", "state"),
        one_of("role", "party", "officer", "witness"),
        one_of("way", "paper", "drawn", "refused", "absent", "none"),
        one_of("state", "draft", "standing", "void"),
    )
    signature_id: Mapped[int] = number()
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.visit_id"))
    role: Mapped[str] = word()
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.person_id"))
    revision: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(String(24), default="draft")
    way: Mapped[str] = word()
    signer: Mapped[str | None] = mapped_column(String(24))
    kind: Mapped[str | None] = mapped_column(String(24))
    reason_kind: Mapped[str | None] = mapped_column(String(24))
    reason: Mapped[str | None] = mapped_column(String(1000))
    read_out: Mapped[bool] = mapped_column(default=False)
    later_on: Mapped[date | None]
    no_authorisation: Mapped[str | None] = mapped_column(String(1000))
    sheet_id: Mapped[int | None] = mapped_column(ForeignKey("signed_sheets.sheet_id"), index=True)
    pad_id: Mapped[int | None] = mapped_column(ForeignKey("pads.pad_id"))
    name: Mapped[str | None] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(40))
    signed_at: Mapped[datetime]
    taken_by: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    confirmed_at: Mapped[datetime | None]
    voided_at: Mapped[datetime | None]


class Seal(Table):
    """The state of a seal on the record: stamped, later, none (with the reason), refused."""

    __tablename__ = "seals"
    __table_args__ = (
        UniqueConstraint("visit_id", "side"),
        one_of("side", "party", "office"),
        one_of("state", "stamped", "later", "none", "refused"),
    )
    seal_id: Mapped[int] = number()
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.visit_id"))
    side: Mapped[str] = word()
    state: Mapped[str] = word()
    reason_kind: Mapped[str | None] = mapped_column(String(24))
    reason: Mapped[str | None] = mapped_column(String(1000))
    set_by: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    set_at: Mapped[datetime]
