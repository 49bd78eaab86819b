"""Turns events into messages for those whom they concern; the tellers stand by area in `notices_<area>.py`."""

import structlog

from handlers import (
    notices_access,
    notices_addenda,
    notices_after,
    notices_before,
    notices_clues,
    notices_deadlines,
    notices_dispatch,
    notices_doors,
    notices_draws,
    notices_evidence,
    notices_forms,
    notices_groups,
    notices_operation,
    notices_pads,
    notices_papers,
    notices_plans,
    notices_publication,
    notices_registries,
    notices_reminders,
    notices_review,
    notices_statistics,
)
from handlers.apologies import new_code
from handlers.telling import Teller, telling_of
from rules import events
from services.standing_record import unchanged
from storage.database import is_of_database
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()


def tell(uow: UnitOfWork) -> None:
    """Queue the messages of every event of this unit of work.

    What happened has happened: a notice that cannot be written does not undo it, and the administrators hear of it.
    """
    while told := uow.take_events():
        with unchanged(uow):
            for event in told:
                for area in AREAS:
                    if teller := area.get(type(event)):
                        _tell_of(uow, event, teller)


def _tell_of(uow: UnitOfWork, event: events.Event, teller: Teller) -> None:
    try:
        with telling_of(type(event)):
            teller(uow, event)
    except Exception as error:
        if is_of_database(error):
            raise
        name, code = type(event).__name__, new_code()
        log.error("notice_failed", of=name, code=code, exc_info=error)
        if not isinstance(event, events.NoticeFailed):
            uow.emit(events.NoticeFailed(name, code))


# An event may concern people in more than one area.
AREAS: tuple[dict[type[events.Event], Teller], ...] = (
    notices_before.TELLERS,
    notices_evidence.TELLERS,
    notices_forms.TELLERS,
    notices_papers.TELLERS,
    notices_registries.TELLERS,
    notices_draws.TELLERS,
    notices_publication.TELLERS,
    notices_plans.TELLERS,
    notices_after.TELLERS,
    notices_pads.TELLERS,
    notices_addenda.TELLERS,
    notices_review.TELLERS,
    notices_clues.TELLERS,
    notices_reminders.TELLERS,
    notices_operation.TELLERS,
    notices_access.TELLERS,
    notices_dispatch.TELLERS,
    notices_deadlines.TELLERS,
    notices_doors.TELLERS,
    notices_doors.ANNOUNCED,
    notices_doors.FORWARDED,
    notices_statistics.TELLERS,
    notices_groups.TELLERS,
)
