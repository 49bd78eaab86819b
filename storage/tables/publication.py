"""Publication 公示: what each department does with its results, and beside it all that the public sees of them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.mapping import Table, number, one_of, word

SUFFIX_MOST = 32


class Publishing(Table):
    """A department's result of a visit on its way to the public; there is a row once somebody has done something.

    `wish` is what was prepared and waits for a second person, with the public facts as they were then; once somebody
    has agreed, it waits for its page only. `ground`, `clause` and `review_on` are those of a standing withholding.
    `outdated_at`: since when the record says something else than what is public.
    """

    __tablename__ = "publishings"
    __table_args__ = (
        Index(None, "department_id", "state"),
        Index(None, "department_id", "wish"),
        one_of("state", "open", "published", "withheld", "withdrawn"),
        one_of("wish", "publish", "correct", "withhold", "withdraw"),
    )
    publishing_id: Mapped[int] = number()
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.section_id"), unique=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.visit_id"), index=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.campaign_id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.department_id"))
    number: Mapped[str] = mapped_column(String(24), unique=True)
    state: Mapped[str] = mapped_column(String(24), default="open")
    revision: Mapped[int] = mapped_column(default=0)
    outdated_at: Mapped[datetime | None]
    wish: Mapped[str | None] = mapped_column(String(24))
    wish_facts: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    wish_reason: Mapped[str | None] = mapped_column(String(1000))
    wish_ground: Mapped[str | None] = mapped_column(String(24))
    wish_clause: Mapped[str | None] = mapped_column(String(200))
    wish_review_on: Mapped[date | None]
    wished_by: Mapped[int | None] = mapped_column(ForeignKey("people.person_id"))
    agreed_by: Mapped[int | None] = mapped_column(ForeignKey("people.person_id"))
    ground: Mapped[str | None] = mapped_column(String(24))
    clause: Mapped[str | None] = mapped_column(String(200))
    review_on: Mapped[date | None]


class PublicResult(Table):
    """A result that is or was public. The pages read these tables alone, so nothing else can be on them.

    Its row number is the order of publication. `facts` hold the fields of `rules.public_facts` and nothing else; a
    withdrawn one has none, a withheld one neither name nor code. `folded` and `registration_code` are searched.
    """

    __tablename__ = "public_results"
    __table_args__ = (
        Index(None, "registration_code", "public_result_id"),
        Index(None, "campaign_number", "public_result_id"),
        one_of("state", "published", "withheld", "withdrawn"),
    )
    public_result_id: Mapped[int] = number()
    number: Mapped[str] = mapped_column(String(24), unique=True)
    visit_number: Mapped[str] = mapped_column(String(20), index=True)
    campaign_number: Mapped[str] = mapped_column(String(16))
    registration_code: Mapped[str] = mapped_column(String(18))
    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(200))
    department: Mapped[dict[str, str]]
    state: Mapped[str] = word()
    version: Mapped[int]
    facts: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    published_on: Mapped[date]
    changed_at: Mapped[datetime]


class PublicVersion(Table):
    """One edition of a public result: how it came to be and why, and the hash of the page as it was then."""

    __tablename__ = "public_versions"
    __table_args__ = (
        UniqueConstraint("public_result_id", "version"),
        one_of("kind", "publish", "correct", "withhold", "withdraw"),
    )
    public_version_id: Mapped[int] = number()
    public_result_id: Mapped[int] = mapped_column(ForeignKey("public_results.public_result_id"))
    version: Mapped[int]
    kind: Mapped[str] = word()
    reason: Mapped[str | None] = mapped_column(String(1000))
    page_sha256: Mapped[str] = mapped_column(String(64))
    on: Mapped[date]


class PublicName(Table):
    """What follows a place in a folded name, or a whole registration code: what begins here is found by a range.

    Ordered by code point on both kinds of database, so that a range over the index is a search for a beginning.
    """

    __tablename__ = "public_names"
    suffix: Mapped[str] = mapped_column(
        String(SUFFIX_MOST).with_variant(String(SUFFIX_MOST, collation="C"), "postgresql"), primary_key=True
    )
    public_result_id: Mapped[int] = mapped_column(
        ForeignKey("public_results.public_result_id"), primary_key=True, index=True
    )


class PublicOutcome(Table):
    """Which results of the official form's box a public result has."""

    __tablename__ = "public_outcomes"
    result: Mapped[str] = mapped_column(String(24), primary_key=True)
    public_result_id: Mapped[int] = mapped_column(
        ForeignKey("public_results.public_result_id"), primary_key=True, index=True
    )
