"""Turns events into messages for those whom they concern; the tellers stand by area in `notices_<area>.py`."""

from handlers import (
    notices_after,
    notices_before,
    notices_evidence,
    notices_forms,
    notices_operation,
    notices_reminders,
)
from handlers.telling import Teller
from rules import events
from storage.unit_of_work import UnitOfWork


def tell(uow: UnitOfWork) -> None:
    """Queue the messages of every event of this unit of work."""
    for event in uow.take_events():
        for area in AREAS:
            if teller := area.get(type(event)):
                teller(uow, event)


# An event may concern people in more than one area.
AREAS: tuple[dict[type[events.Event], Teller], ...] = (
    notices_before.TELLERS,
    notices_evidence.TELLERS,
    notices_forms.TELLERS,
    notices_after.TELLERS,
    notices_reminders.TELLERS,
    notices_operation.TELLERS,
)
