"""How the notice 附件2 of a visit stands: number, day, matters, receipt or refusal, photographs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from services.access import Actor
from services.evidence_state import may_count
from services.matching_files import are_pictures
from services.office_day import profile_at, today
from services.visits import Names, membership
from storage.tables import CampaignItem, Evidence, InspectionObject, Notice, Person, Section
from storage.unit_of_work import UnitOfWork

OTHER = "other"
RECEIVERS = ("person_in_charge", "staff", OTHER)
REFUSERS = ("person_in_charge", "staff", "nobody", "not_found")


@dataclass(frozen=True, slots=True)
class RefusalView:
    """A refusal as far as it is written down; `lacks` names what is missing: by, said, witness."""

    by: str | None
    said: str
    witness_name: str
    witness_phone: str
    no_witness_kind: str | None
    no_witness: str
    confirmed_at: datetime | None
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeSheet:
    """The notice of a visit; `photos` are pictures, `files` whatever else was sent to it.

    `receiver` says who `other` is that received it. `first_day` to `last_day` are the days it may still be planned on.
    """

    visit_id: int
    visit_number: str
    short_name: str
    number: str
    matters: int
    planned_on: date | None
    first_day: date
    last_day: date
    state: str
    received_by: str | None
    receiver: str
    no_photo_reason: str
    announced_at: datetime | None
    announced_by: Names
    served_at: datetime | None
    served_by: Names
    photos: int
    files: int
    refusal: RefusalView
    may_be_corrected: bool
    lacks_receipt: bool


def view_notice(uow: UnitOfWork, actor: Actor, visit_id: int) -> NoticeSheet:
    """Return how the notice stands, for a member of the team. Raises `Refused` for anyone else."""
    visit = membership(uow, actor, visit_id).visit
    notice = uow.session.scalars(select(Notice).where(Notice.visit_id == visit_id)).one()
    inspected = uow.session.get_one(InspectionObject, visit.object_id)
    matters = select(func.count()).where(CampaignItem.campaign_id == visit.campaign_id)
    started = select(Section.section_id).where(Section.visit_id == visit_id, Section.state != "waiting")
    is_started = uow.session.scalars(started).first() is not None
    return NoticeSheet(
        visit_id,
        visit.number,
        inspected.short_name,
        notice_number(uow, notice),
        uow.session.scalar(matters) or 0,
        notice.planned_on,
        max(visit.window_from, today(uow)),
        visit.window_until,
        notice.state,
        notice.received_by,
        receiver_of(notice),
        notice.no_photo_reason or "",
        notice.announced_at,
        _name(uow, notice.announced_by),
        notice.served_at,
        _name(uow, notice.served_by),
        notice_photos(uow, visit_id),
        _notice_count(uow, visit_id, ~are_pictures()),
        refusal_of(notice.refusal),
        notice.state != "prepared" and not is_started and visit.state != "submitted",
        lacks_receipt(uow, notice),
    )


def refusal_told(uow: UnitOfWork, visit_id: int) -> tuple[RefusalView, int]:
    """Return a refusal and the count of its photographs, for those who tell of it."""
    notice = uow.session.scalars(select(Notice).where(Notice.visit_id == visit_id)).one()
    return refusal_of(notice.refusal), notice_photos(uow, visit_id)


def notice_number(uow: UnitOfWork, notice: Notice) -> str:
    """Return the number of a notice as the district's papers print it, or printed it when it was served."""
    pattern: str = profile_at(uow, notice.served_at)["notice"]["number"]
    return pattern.format(year=notice.year, serial=notice.serial)


def notice_photos(uow: UnitOfWork, visit_id: int) -> int:
    """Count the photographs of the receipt page or of the notice left there; withdrawn and lost ones do not count, nor
    files that are no pictures.
    """
    return _notice_count(uow, visit_id, are_pictures())


def receipt_is_missing(uow: UnitOfWork, visit_id: int) -> bool:
    """Return whether the notice of a visit `lacks_receipt`. A trial has none."""
    notice = uow.session.scalar(select(Notice).where(Notice.visit_id == visit_id))
    return notice is not None and lacks_receipt(uow, notice)


def receiver_of(notice: Notice) -> str:
    """Return who received the paper as it was typed; empty for the person in charge and staff, who need no name."""
    named: str = (notice.refusal or {}).get("receiver", "") if notice.received_by == OTHER else ""
    return named


def lacks_receiver(notice: Notice) -> bool:
    """Return whether it is not said yet who received the paper."""
    return notice.received_by is None or (notice.received_by == OTHER and not receiver_of(notice))


def lacks_receipt(uow: UnitOfWork, notice: Notice) -> bool:
    """Return whether the paper was handed over and nothing shows it any more, nor says why: the photograph was
    withdrawn or moved away. The service itself stands.
    """
    is_served = notice.state == "served" and notice.received_by is not None
    if not is_served or notice.no_photo_reason or notice_photos(uow, notice.visit_id):
        return False
    # What Telegram has lost is asked for by itself.
    lost = select(Evidence.evidence_id).where(
        Evidence.visit_id == notice.visit_id,
        Evidence.purpose == "notice",
        Evidence.withdrawn_at.is_(None),
        Evidence.state == "lost",
    )
    return uow.session.scalars(lost).first() is None


def _notice_count(uow: UnitOfWork, visit_id: int, which: ColumnElement[bool]) -> int:
    counted = select(func.count()).where(
        Evidence.visit_id == visit_id,
        Evidence.purpose == "notice",
        Evidence.withdrawn_at.is_(None),
        may_count(),
        which,
    )
    return uow.session.scalar(counted) or 0


def refusal_of(draft: Mapping[str, Any] | None) -> RefusalView:
    """Return a refusal as it is kept with its notice."""
    draft = draft or {}
    at = draft.get("confirmed_at")
    return RefusalView(
        draft.get("by"),
        draft.get("said", ""),
        draft.get("witness_name", ""),
        draft.get("witness_phone", ""),
        draft.get("no_witness_kind"),
        draft.get("no_witness", ""),
        datetime.fromisoformat(at) if at else None,
        refusal_lacks(draft),
    )


def refusal_lacks(draft: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a refusal still lacks. Words are asked where somebody spoke, a witness where something was left."""
    by = draft.get("by")
    lacks = [] if by else ["by"]
    if by not in ("nobody", "not_found") and not draft.get("said"):
        lacks.append("said")
    has_witness = any(draft.get(name) for name in ("witness_name", "no_witness", "no_witness_kind"))
    if by != "not_found" and not has_witness:
        lacks.append("witness")
    return tuple(lacks)


def _name(uow: UnitOfWork, person_id: int | None) -> Names:
    return uow.session.get_one(Person, person_id).name if person_id else {}
