"""Tells of signatures drawn on a pad: whoever opened it goes on where the work does."""

from handlers.notices_after import forget_denials
from handlers.onlookers import stand_in
from handlers.places import where_you_are
from handlers.telling import Teller
from rules import events
from services.signing import signing_of
from storage.unit_of_work import UnitOfWork


def on_pad_signed(uow: UnitOfWork, event: events.PadSigned) -> None:
    """Lead whoever waits for the signature back to the hub, or on to the summary when it was the last thing missing."""
    forget_denials(uow, event.visit_id)
    act = stand_in(uow, event.opened_by)
    if act is None or str(act.pointer.get("pad")) != str(event.pad_id):
        return
    if act.pointer.get("place") == "addendum":
        act.point(visit=event.visit_id, place="addendum", addendum=act.pointer["addendum"], purpose="signature")
        uow.mailbox.say(act.chat_id, where_you_are(act))
        return
    if act.pointer.get("place") != "ways":
        return
    act.point(visit=event.visit_id, place="sign" if signing_of(uow, event.visit_id).gaps else "summary")
    uow.mailbox.say(act.chat_id, where_you_are(act))


TELLERS: dict[type[events.Event], Teller] = {events.PadSigned: on_pad_signed}
