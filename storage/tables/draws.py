"""Campaigns planned here and their draws: what is drawn from whom, what was frozen, the dice, what came out."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.mapping import Table, number, one_of


class CampaignPlan(Table):
    """How a campaign is to be drawn: departments in their order (the first leads), a filter over objects, ratios.

    Nothing in `districts` means all of them. `permille` is by risk class. `plan_line_id` is the line of the annual plan
    that it carries out, as that stood then. `methods`: how objects are inspected, by class or flag (`rules.methods`).
    `is_reopened`: it was drawn, and is planned again for a supplementary draw.
    """

    __tablename__ = "campaign_plans"
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.campaign_id"), primary_key=True)
    made_by: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    departments: Mapped[list[int]]
    industries: Mapped[list[str]]
    districts: Mapped[list[str]]
    risks: Mapped[list[str]]
    permille: Mapped[dict[str, Any]]
    reserve: Mapped[int]
    per_department: Mapped[int]
    max_load: Mapped[int]
    load_slack: Mapped[int]
    methods: Mapped[dict[str, str]] = mapped_column(default=dict, server_default="{}")
    plan_line_id: Mapped[int | None] = mapped_column(ForeignKey("plan_lines.plan_line_id"))
    is_reopened: Mapped[bool] = mapped_column(default=False, server_default=false())


class Draw(Table):
    """A draw by `fair-draw/1`: committed to, then drawn once, or abandoned with a reason; none is ever removed.

    What was frozen stands in `snapshot` without its long lists, which `lists` holds packed, and behind them, in no
    proof, which objects were flagged; `sizes` counts all of them. `result` says so of those that it names.
    `salt` is secret until the dice are final, `beacon` a round of drand that was announced, once it is known.
    `has_changed`: a registry was another by then, without any influence. `proof_sha256` is the proof as a file.
    `addendum`: who and what stepped in since; `decisions`: what became of objects without a full team.
    A sealed draw shows nobody but its supervisor what was drawn before it is sent out, and the public nothing but
    hashes before it was opened, until `opens_on`, which its commitment fixed: the day after its window.
    `dice` stand from the moment on when all who read them have read alike; a draw that is given up after it keeps
    them, with the result that they would have had.
    """

    __tablename__ = "draws"
    __table_args__ = (one_of("state", "committed", "drawn", "abandoned"),)
    draw_id: Mapped[int] = number()
    number: Mapped[str] = mapped_column(String(40), unique=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.campaign_id"), index=True)
    state: Mapped[str] = mapped_column(String(24), default="committed")
    snapshot: Mapped[dict[str, Any]]
    lists: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    sizes: Mapped[dict[str, Any]]
    is_sealed: Mapped[bool] = mapped_column(default=False, server_default=false())
    opens_on: Mapped[date | None]
    opened_at: Mapped[datetime | None]
    dispatched_at: Mapped[datetime | None]
    commitment: Mapped[dict[str, Any]]
    commit_hash: Mapped[str] = mapped_column(String(64))
    salt: Mapped[str] = mapped_column(String(64))
    committed_by: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    committed_at: Mapped[datetime]
    dice: Mapped[str | None] = mapped_column(String(200))
    revealed_at: Mapped[str | None] = mapped_column(String(24))
    beacon: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    proof_sha256: Mapped[str | None] = mapped_column(String(64))
    has_changed: Mapped[bool] = mapped_column(default=False, server_default=false())
    addendum: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    decisions: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    reason: Mapped[str | None] = mapped_column(String(1000))


class DrawDice(Table):
    """The dice as one person reads and types them; the newest typing counts, each stands in the draw's chain.

    `set_aside`: the public reason for which a reading that stood in the way counts no more.
    """

    __tablename__ = "draw_dice"
    __table_args__ = (UniqueConstraint("draw_id", "person_id"),)
    draw_dice_id: Mapped[int] = number()
    draw_id: Mapped[int] = mapped_column(ForeignKey("draws.draw_id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    dice: Mapped[str] = mapped_column(String(200))
    typed_at: Mapped[datetime]
    set_aside: Mapped[str | None] = mapped_column(String(1000))


class DeclaredRecusal(Table):
    """An officer who steps back from an object before any draw 回避; frozen with each draw while it stands.

    Why is nobody's business but the office's: it stands sealed in the chain of the registries.
    """

    __tablename__ = "declared_recusals"
    __table_args__ = (UniqueConstraint("person_id", "object_id"),)
    declared_recusal_id: Mapped[int] = number()
    person_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    object_id: Mapped[int] = mapped_column(ForeignKey("inspection_objects.object_id"), index=True)
    declared_by: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    declared_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class DicePhoto(Table):
    """A photograph of the dice as a witness sent it: `received`, then `secured` by its hash, or `lost`."""

    __tablename__ = "dice_photos"
    __table_args__ = (one_of("state", "received", "secured", "lost"),)
    dice_photo_id: Mapped[int] = number()
    draw_id: Mapped[int] = mapped_column(ForeignKey("draws.draw_id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    file_id: Mapped[str] = mapped_column(String(250))
    state: Mapped[str] = mapped_column(String(24), default="received")
    sha256: Mapped[str | None] = mapped_column(String(64))
    sent_at: Mapped[datetime]
