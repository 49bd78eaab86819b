"""Forwarding 转报: an approved visit's sections, handed on to a form server of the field (ODK Central, Kobo).

What was forwarded once is not forwarded again: a change after the approval is corrected there by hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from rules.announcements import pause_after
from rules.errors import api as problems
from rules.events_doors import ForwardingGivenUp
from rules.events_review import VisitApproved
from rules.refusals import Refused
from services.access import REGISTRY_CHAIN
from services.public_facts import result_number
from services.submissions import FiledSection, filed_section
from storage.tables import Forwarding, Section, Visit
from storage.unit_of_work import UnitOfWork

FORWARD = "forward"


@dataclass(frozen=True, slots=True)
class ForwardingLine:
    """A section on its way."""

    number: int
    result: str
    state: str
    attempts: int
    error: str


def forward_visit(uow: UnitOfWork, event: VisitApproved) -> None:
    """Have every section of an approved visit handed on; where no form server is set, the job finds nothing to do."""
    visit = uow.session.get_one(Visit, event.visit_id)
    if not event.is_final or visit.is_trial:
        return
    chosen = select(Section.section_id).where(Section.visit_id == visit.visit_id).order_by(Section.place)
    for section_id in uow.session.scalars(chosen):
        uow.enqueue(FORWARD, f"{section_id}:0", {"section": section_id})


def section_to_forward(uow: UnitOfWork, section_id: int) -> FiledSection | None:
    """Return a section as it is handed on, none when it was already, or its form has no XForm."""
    sent = select(Forwarding.forwarding_id).where(Forwarding.section_id == section_id, Forwarding.state == "sent")
    if uow.session.scalar(sent) is not None:
        return None
    try:
        return filed_section(uow, section_id)
    except Refused:
        return None


def settle_forwarded(uow: UnitOfWork, section_id: int, instance_id: str) -> None:
    """Note that the form server has taken a section."""
    row = _row(uow, section_id, instance_id)
    row.attempts += 1
    row.state, row.sent_at, row.error = "sent", uow.now, None
    section = uow.session.get_one(Section, section_id)
    visit = uow.session.get_one(Visit, section.visit_id)
    body = {"result": result_number(visit.number, section.place), "instance": instance_id}
    uow.record(f"visit:{visit.number}", "section_forwarded", "clock", body)


def settle_unforwarded(
    uow: UnitOfWork, section_id: int, instance_id: str, error: str, *, is_final: bool = False
) -> None:
    """Note that an attempt failed: another follows, unless the server will never take it or all have been made."""
    row = _row(uow, section_id, instance_id)
    row.attempts += 1
    row.error = error[:300]
    pause = None if is_final else pause_after(row.attempts)
    if pause is None:
        row.state = "given_up"
        uow.emit(ForwardingGivenUp(row.forwarding_id))
    else:
        _enqueue(uow, row, after=pause)


def forward_again(uow: UnitOfWork, number: int) -> str:
    """Try a section again that was given up; return its result's number. Raises `Refused` for an unknown one."""
    row = uow.session.get(Forwarding, number, with_for_update=True)
    if row is None:
        raise Refused(problems.FORWARDING_UNKNOWN, number=number)
    if row.state == "given_up":
        row.state = "waiting"
        _enqueue(uow, row, again=f":{uow.now:%Y%m%d%H%M%S}")
        uow.record(REGISTRY_CHAIN, "forwarding_resumed", "console", {"forwarding": number})
    return forwarding_told(uow, number)[0]


def list_forwardings(uow: UnitOfWork, most: int = 200) -> Sequence[ForwardingLine]:
    """Return the newest sections on their way, those given up first."""
    order = ((Forwarding.state != "given_up"), Forwarding.forwarding_id.desc())
    rows = uow.session.scalars(select(Forwarding).order_by(*order).limit(most)).all()
    return [
        ForwardingLine(
            row.forwarding_id, forwarding_told(uow, row.forwarding_id)[0], row.state, row.attempts, row.error or ""
        )
        for row in rows
    ]


def forwarding_told(uow: UnitOfWork, forwarding_id: int) -> tuple[str, str]:
    """Return the number of the result that is handed on, and what stood against it last."""
    row = uow.session.get_one(Forwarding, forwarding_id)
    section = uow.session.get_one(Section, row.section_id)
    visit = uow.session.get_one(Visit, section.visit_id)
    return result_number(visit.number, section.place), row.error or ""


def _row(uow: UnitOfWork, section_id: int, instance_id: str) -> Forwarding:
    chosen = select(Forwarding).where(Forwarding.section_id == section_id, Forwarding.instance_id == instance_id)
    row = uow.session.scalar(chosen)
    if row is None:
        row = Forwarding(section_id=section_id, instance_id=instance_id, made_at=uow.now, attempts=0)
        uow.session.add(row)
        uow.session.flush()
    return row


def _enqueue(uow: UnitOfWork, row: Forwarding, *, after: timedelta = timedelta(), again: str = "") -> None:
    uow.enqueue(FORWARD, f"{row.section_id}:{row.attempts}{again}", {"section": row.section_id}, after=after)
