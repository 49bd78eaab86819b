"""The notice 附件2 before the visit: handed over on paper, announced by telephone, refused and left there 留置.

Source: rule text 二(五).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from rules.contacts import contact
from rules.errors import serving as problems
from rules.errors.signing import WITNESS_OF_THE_TEAM
from rules.events import NoticeChanged, NoticeRefused
from rules.reasons import ensure_reason
from rules.refusals import Refused
from rules.signatures import usual_reasons
from services.accepted import accepted_membership
from services.access import Actor
from services.arrival_view import forget_arrivals
from services.matching_files import is_picture
from services.notice_sheet import (
    OTHER,
    RECEIVERS,
    REFUSERS,
    lacks_receipt,
    lacks_receiver,
    notice_photos,
    receiver_of,
    refusal_lacks,
)
from services.office_day import today
from services.visit_words import keep_notice_words
from services.visits import Membership
from storage.ledger import Personal
from storage.tables import Evidence, Notice, Person, Section, Task
from storage.unit_of_work import UnitOfWork

RECEIVER_MOST = 40


def choose_receiver(uow: UnitOfWork, actor: Actor, visit_id: int, receiver: str) -> bool:
    """Keep who received the paper; with its photograph there, that is the service. Return whether it is served now.

    Raises `Refused` when the notice is dealt with already.
    """
    mine, notice = _to_be_served(uow, actor, visit_id)
    assert receiver in RECEIVERS
    if receiver != notice.received_by:
        notice.received_by, notice.refusal = receiver, _without_receiver(notice) or None
    return _serve_if_complete(uow, actor, mine, notice)


def name_receiver(uow: UnitOfWork, actor: Actor, visit_id: int, typed: str) -> bool:
    """Keep who received the paper who is neither in charge nor staff: a name, or what they are to the party.

    Return whether the notice is served now. Raises `Refused` for what says nothing.
    """
    mine, notice = _to_be_served(uow, actor, visit_id)
    named = ensure_reason(typed, most=RECEIVER_MOST)
    notice.received_by, notice.refusal = OTHER, _without_receiver(notice) | {"receiver": named}
    return _serve_if_complete(uow, actor, mine, notice)


def excuse_photo(uow: UnitOfWork, actor: Actor, visit_id: int, reason: str) -> bool:
    """Keep why there is no photograph of the receipt page. Return whether the notice is served now.

    The same for a notice that was served and has lost its photograph since.
    """
    mine, notice = _part(uow, actor, visit_id)
    if lacks_receipt(uow, notice):
        notice.no_photo_reason = ensure_reason(reason)
        _told(uow, mine, actor, "notice_receipt_excused", {"no_photo": Personal(notice.no_photo_reason)})
        return False
    _ensure_open(notice)
    notice.no_photo_reason = ensure_reason(reason)
    return _serve_if_complete(uow, actor, mine, notice)


def ensure_receipt(uow: UnitOfWork, evidence_id: int) -> None:
    """Ensure that a file can show the receipt page. Raises `Refused` for one that is no picture."""
    sent = uow.session.get_one(Evidence, evidence_id)
    if not is_picture(sent.kind, sent.mime_type):
        raise Refused(problems.NO_PICTURE)


def note_receipt_photo(uow: UnitOfWork, actor: Actor, visit_id: int) -> bool:
    """Take note that a photograph of the notice arrived. Return whether the notice is served by it.

    A photograph that comes after the service, or while a refusal is being written down, changes nothing here.
    """
    mine, notice = _part(uow, actor, visit_id)
    if notice.state not in ("prepared", "announced") or notice.received_by is None:
        return False
    return _serve_if_complete(uow, actor, mine, notice)


def serve_on_paper(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
    """Confirm that the paper was handed over. Raises `Refused` without receiver, photograph or reason for none."""
    mine, notice = _to_be_served(uow, actor, visit_id)
    if notice.received_by is None:
        raise Refused(problems.RECEIVER_MISSING)
    if lacks_receiver(notice):
        raise Refused(problems.RECEIVER_UNNAMED)
    if not _serve_if_complete(uow, actor, mine, notice):
        raise Refused(problems.RECEIPT_MISSING)


def announce_by_telephone(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
    """Keep that the inspection was announced by telephone; the paper is to be handed over on arrival."""
    mine, notice = _to_be_served(uow, actor, visit_id)
    notice.state, notice.announced_at, notice.announced_by = "announced", uow.now, actor.person_id
    _told(uow, mine, actor, "notice_announced", {"way": "telephone"})


def note_refusal(uow: UnitOfWork, actor: Actor, visit_id: int, **known: str) -> None:
    """Keep one or more facts of a refusal, not yet confirmed.

    Facts: `by` (one of `REFUSERS`), `said`, `witness` (name and telephone as typed), `no_witness_kind` (one of the
    usual reasons) or `no_witness` (typed). A witness and the reason for none exclude each other.
    """
    mine, notice = _to_be_served(uow, actor, visit_id)
    draft = dict(notice.refusal or {})
    if by := known.get("by"):
        assert by in REFUSERS
        draft["by"] = by
    if "said" in known:
        draft["said"] = ensure_reason(known["said"])
    if "witness" in known:
        named = contact(known["witness"])
        if named.name in _team_names(uow, mine):
            raise Refused(WITNESS_OF_THE_TEAM)
        _drop(draft, "no_witness", "no_witness_kind")
        draft |= {"witness_name": named.name, "witness_phone": named.phone}
    if kind := known.get("no_witness_kind"):
        assert kind in usual_reasons("witness")
        _drop(draft, "witness_name", "witness_phone", "no_witness")
        draft["no_witness_kind"] = kind
    if "no_witness" in known:
        reason = ensure_reason(known["no_witness"])
        _drop(draft, "witness_name", "witness_phone", "no_witness_kind")
        draft["no_witness"] = reason
    notice.refusal = draft


def confirm_refusal(uow: UnitOfWork, actor: Actor, visit_id: int) -> bool:
    """Confirm the refusal as written down; the notice was left there. Return whether that served the notice.

    Where the place was not found nothing can be left: the attempt is kept and told, the notice stays unserved.
    Raises `Refused` while something is missing.
    """
    mine, notice = _to_be_served(uow, actor, visit_id)
    draft = dict(notice.refusal or {})
    if refusal_lacks(draft):
        raise Refused(problems.REFUSAL_INCOMPLETE)
    is_left: bool = draft["by"] != "not_found"
    draft["confirmed_at"] = uow.now.isoformat()
    notice.refusal = draft
    if is_left:
        notice.state, notice.way, notice.received_by = "refused", "left", None
        _give(uow, actor, notice)
    body: dict[str, Any] = {"by": draft["by"], "photos": notice_photos(uow, visit_id)}
    sealed = ("said", "witness_name", "witness_phone", "no_witness")
    body |= {name: Personal(draft[name]) for name in sealed if draft.get(name)}
    body |= {"no_witness_kind": draft["no_witness_kind"]} if draft.get("no_witness_kind") else {}
    _told(uow, mine, actor, "notice_refused" if is_left else "notice_not_delivered", body)
    uow.emit(NoticeRefused(visit_id))
    return is_left


def change_date(uow: UnitOfWork, actor: Actor, visit_id: int, day: date) -> None:
    """Change the planned day within the campaign's window, today at the earliest.

    What was announced by telephone named the old day, so it is to be announced again. Raises `Refused` outside the
    window, and once the paper with its day was handed over or left there.
    """
    mine, notice = _to_be_served(uow, actor, visit_id)
    first, last = allowed_days(uow, mine)
    if first > last:
        raise Refused(problems.NO_DAY_LEFT, last=last)
    if not first <= day <= last:
        raise Refused(problems.DAY_OUTSIDE, first=first, last=last)
    if day == notice.planned_on:
        return
    if notice.state == "announced":
        notice.state, notice.announced_at, notice.announced_by = "prepared", None, None
    before = notice.planned_on.isoformat() if notice.planned_on else ""
    notice.planned_on = day
    _told(uow, mine, actor, "notice_date_changed", {"from": before, "to": day.isoformat()})


def allowed_days(uow: UnitOfWork, mine: Membership) -> tuple[date, date]:
    """Return the first and the last day that a visit may be planned on."""
    return max(mine.visit.window_from, today(uow)), mine.visit.window_until


def correct_service(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
    """Take back how the notice was dealt with; the ledger keeps what it said.

    Raises `Refused` once a section has started, and when there is nothing to take back.
    """
    mine, notice = _part(uow, actor, visit_id)
    if notice.state == "prepared":
        raise Refused(problems.NOTHING_TO_CORRECT)
    started = select(Section.section_id).where(Section.visit_id == visit_id, Section.state != "waiting")
    if uow.session.scalars(started).first() is not None:
        raise Refused(problems.STARTED_ALREADY)
    was = {"state": notice.state, "way": notice.way or "", "received_by": notice.received_by or ""}
    notice.state, notice.way, notice.received_by, notice.no_photo_reason = "prepared", None, None, None
    notice.served_at = notice.served_by = notice.announced_at = notice.announced_by = notice.refusal = None
    _told(uow, mine, actor, "notice_corrected", was)


def _part(uow: UnitOfWork, actor: Actor, visit_id: int) -> tuple[Membership, Notice]:
    mine = accepted_membership(uow, actor, visit_id)
    return mine, uow.session.scalars(select(Notice).where(Notice.visit_id == visit_id)).one()


def _to_be_served(uow: UnitOfWork, actor: Actor, visit_id: int) -> tuple[Membership, Notice]:
    mine, notice = _part(uow, actor, visit_id)
    _ensure_open(notice)
    return mine, notice


def _ensure_open(notice: Notice) -> None:
    if notice.state in ("served", "refused"):
        raise Refused(problems.SERVED_ALREADY)


def _serve_if_complete(uow: UnitOfWork, actor: Actor, mine: Membership, notice: Notice) -> bool:
    photos = notice_photos(uow, mine.visit.visit_id)
    if lacks_receiver(notice) or not (photos or notice.no_photo_reason):
        return False
    named = receiver_of(notice)
    notice.state, notice.way, notice.refusal = "served", "paper", {"receiver": named} if named else None
    _give(uow, actor, notice)
    body: dict[str, Any] = {"way": "paper", "received_by": notice.received_by, "photos": photos}
    if named:
        body["receiver"] = Personal(named)
    if not photos:
        body["no_photo"] = Personal(notice.no_photo_reason or "")
    _told(uow, mine, actor, "notice_served", body)
    return True


def _without_receiver(notice: Notice) -> dict[str, Any]:
    return {name: value for name, value in (notice.refusal or {}).items() if name != "receiver"}


def _give(uow: UnitOfWork, actor: Actor, notice: Notice) -> None:
    keep_notice_words(uow, notice.visit_id)
    notice.served_at, notice.served_by = uow.now, actor.person_id


def _told(uow: UnitOfWork, mine: Membership, actor: Actor, type_: str, body: Mapping[str, Any]) -> None:
    uow.record(f"visit:{mine.visit.number}", type_, actor.code, body)
    uow.session.flush()
    forget_arrivals(uow)
    uow.emit(NoticeChanged(mine.visit.visit_id, actor.person_id))


def _team_names(uow: UnitOfWork, mine: Membership) -> set[str]:
    names = (
        select(Person.name)
        .join(Task, Task.person_id == Person.person_id)
        .where(Task.visit_id == mine.visit.visit_id, Task.state != "replaced")
    )
    return {name for named in uow.session.scalars(names) for name in named.values()}


def _drop(draft: dict[str, Any], *names: str) -> None:
    for name in names:
        draft.pop(name, None)
