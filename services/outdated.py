"""Public results whose record says something else by now: found by a job, told to those who publish, to be corrected.

A job of its own looks, for the chain of publication is held before any visit is, and whoever signs holds the visit.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from rules.events_publication import PublicationOutdated
from services.access import Actor
from services.public_facts import facts_of
from services.publishable import is_publishable
from services.publishing import CHAIN, in_turn
from storage.tables import PublicResult, Publishing, Visit
from storage.unit_of_work import UnitOfWork

LOOK = "publication_look"
ADDENDUM, DENIED, REOPENED, APPROVED = "addendum", "denied", "reopened", "approved"
# What is told when a visit was approved again and says what is public.
UNCHANGED = "unchanged"


def look_later(uow: UnitOfWork, actor: Actor, visit_id: int, because: str) -> None:
    """Have the public results of a visit compared with its record, which has changed or may: an addendum was signed or
    its signature denied, the visit was reopened, or approved again. Nothing for a visit of which nothing is public.
    """
    published = select(Publishing.publishing_id).where(Publishing.visit_id == visit_id, Publishing.state == "published")
    if uow.session.scalar(published.limit(1)) is None:
        return
    uow.flush()
    seq = uow.ledger.head(f"visit:{uow.session.get_one(Visit, visit_id).number}")[0]
    uow.enqueue(LOOK, f"{visit_id}:{seq}", {"visit": visit_id, "because": because, "by": actor.code})


def look(uow: UnitOfWork, body: Mapping[str, Any]) -> None:
    """Compare the public results of a visit with its record; whoever publishes hears of each that differs, once.

    Of a reopened visit they hear at once, and in any case when it is approved again: whoever waits for what comes of it
    hears also that nothing does.
    """
    in_turn(uow)
    visit = uow.session.get_one(Visit, body["visit"], with_for_update=True)
    published = select(Publishing).where(Publishing.visit_id == visit.visit_id, Publishing.state == "published")
    for row in uow.session.scalars(published.order_by(Publishing.number).with_for_update()).all():
        if body["because"] == REOPENED:
            uow.emit(PublicationOutdated(row.publishing_id, REOPENED))
        elif is_publishable(uow, visit.visit_id):
            _compare(uow, row, body)


def _compare(uow: UnitOfWork, row: Publishing, body: Mapping[str, Any]) -> None:
    public = uow.session.scalars(select(PublicResult).where(PublicResult.number == row.number)).one()
    is_approved = body["because"] == APPROVED
    if facts_of(uow, row.section_id) == public.facts:
        row.outdated_at = None
        if is_approved:
            uow.emit(PublicationOutdated(row.publishing_id, UNCHANGED))
    elif row.outdated_at is None:
        row.outdated_at = uow.now
        uow.record(CHAIN, "outdated", body["by"], {"number": row.number, "because": body["because"]})
        uow.emit(PublicationOutdated(row.publishing_id, body["because"]))
    elif is_approved:
        uow.emit(PublicationOutdated(row.publishing_id, APPROVED))
