"""What other systems are told of which event, in numbers alone."""

from collections.abc import Callable
from typing import Any

from rules import events
from rules.addenda import addendum_number
from rules.announcements import (
    ADDENDUM_DENIED,
    ADDENDUM_SIGNED,
    CAMPAIGN_SENT,
    RESULT_KINDS,
    TASK_ACCEPTED,
    VISIT_APPROVED,
    VISIT_REOPENED,
    VISIT_RETURNED,
    VISIT_SUBMITTED,
)
from rules.events_addenda import AddendumDenied, AddendumSigned
from rules.events_deadlines import CampaignSent
from rules.events_publication import PublicationSettled
from rules.events_review import ReviewReopened, VisitApproved, VisitReturned
from services.outside_numbers import CAMPAIGN, VISIT, outside_number
from storage.tables import Addendum, Campaign, Person, Publishing, Task, Visit
from storage.unit_of_work import UnitOfWork

Json = dict[str, Any]


def _visit(uow: UnitOfWork, visit_id: int) -> Json | None:
    visit = uow.session.get_one(Visit, visit_id)
    if visit.is_trial:
        return None
    campaign = uow.session.get_one(Campaign, visit.campaign_id)
    return {
        "visit": visit.number,
        "visit_outside_number": outside_number(uow, VISIT, visit_id),
        "campaign": campaign.number,
        "campaign_outside_number": outside_number(uow, CAMPAIGN, campaign.campaign_id),
    }


def _of_visit(kind: str) -> Callable[[UnitOfWork, Any], tuple[str, Json] | None]:
    def tell(uow: UnitOfWork, event: Any) -> tuple[str, Json] | None:
        data = _visit(uow, event.visit_id)
        return (kind, data) if data is not None else None

    return tell


def _approved(uow: UnitOfWork, event: VisitApproved) -> tuple[str, Json] | None:
    return _of_visit(VISIT_APPROVED)(uow, event) if event.is_final else None


def _accepted(uow: UnitOfWork, event: events.TaskAccepted) -> tuple[str, Json] | None:
    task = uow.session.get_one(Task, event.task_id)
    data = _visit(uow, task.visit_id)
    officer = uow.session.get_one(Person, task.person_id).code
    return (TASK_ACCEPTED, {**data, "officer": officer}) if data is not None else None


def _sent(uow: UnitOfWork, event: CampaignSent) -> tuple[str, Json] | None:
    if event.is_late:
        return None
    number = uow.session.get_one(Campaign, event.campaign_id).number
    outside = outside_number(uow, CAMPAIGN, event.campaign_id)
    return CAMPAIGN_SENT, {"campaign": number, "campaign_outside_number": outside}


def _signed(uow: UnitOfWork, event: AddendumSigned) -> tuple[str, Json] | None:
    return _of_addendum(uow, ADDENDUM_SIGNED, event.addendum_id)


def _denied(uow: UnitOfWork, event: AddendumDenied) -> tuple[str, Json] | None:
    # Of one that was never told as signed there is nothing to take back.
    return _of_addendum(uow, ADDENDUM_DENIED, event.addendum_id) if event.was_signed else None


def _of_addendum(uow: UnitOfWork, kind: str, addendum_id: int) -> tuple[str, Json] | None:
    row = uow.session.get_one(Addendum, addendum_id)
    data = _visit(uow, row.visit_id)
    return (kind, {**data, "addendum": addendum_number(data["visit"], row.serial or 0)}) if data is not None else None


def _published(uow: UnitOfWork, event: PublicationSettled) -> tuple[str, Json] | None:
    row = uow.session.get_one(Publishing, event.publishing_id)
    data = _visit(uow, row.visit_id)
    return (RESULT_KINDS[event.wish], {**data, "result": row.number}) if data is not None else None


TOLD: dict[type[Any], Callable[[UnitOfWork, Any], tuple[str, Json] | None]] = {
    CampaignSent: _sent,
    events.TaskAccepted: _accepted,
    events.VisitSubmitted: _of_visit(VISIT_SUBMITTED),
    VisitReturned: _of_visit(VISIT_RETURNED),
    VisitApproved: _approved,
    ReviewReopened: _of_visit(VISIT_REOPENED),
    PublicationSettled: _published,
    AddendumSigned: _signed,
    AddendumDenied: _denied,
}
"""What is told of which event; of a trial nothing is."""
