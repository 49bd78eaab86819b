"""Tells the supervisor of an addendum; the team has it as a paper, with the card to go on with below it."""

from handlers.onlookers import refresh, stand_in
from handlers.screens.addenda import addendum_screen, concern_told
from handlers.screens.addendum_signing import denied_card_on, ticked_card_on, told_addendum
from handlers.telling import Teller, to_each, to_person
from handlers.words import words_at
from rules import events, events_addenda
from services import concerned
from services.access import chat_of
from services.addenda import addendum_seen
from services.addendum_signing import addendum_signing
from services.addendum_ticks import denied_on, unconfirmed_on
from services.in_charge import in_charge_of
from storage.unit_of_work import UnitOfWork


def on_addendum_signed(uow: UnitOfWork, event: events_addenda.AddendumSigned) -> None:
    """Tell the supervisor, with the button that opens it."""
    _tell_supervisor(uow, event.addendum_id)


def _tell_supervisor(uow: UnitOfWork, addendum_id: int) -> None:
    signing = addendum_signing(uow, addendum_id)
    view = signing.addendum
    told = in_charge_of(uow, view.visit.visit_id)
    to_each(uow, told, lambda words: [told_addendum(words, signing, concern_told(words, view.concern))])


def on_paper_printed(uow: UnitOfWork, event: events.PaperPrinted) -> None:
    """Bring an addendum's card below the paper, for those who look at it and are not asked anything there."""
    if event.paper != "addendum":
        return
    for person_id, pointer in concerned.pointers_of(uow, event.people):
        act = stand_in(uow, person_id)
        at = (pointer.get("place"), pointer.get("addendum"), pointer.get("step"))
        if act is not None and at == ("addendum", event.of, None):
            uow.mailbox.say(act.chat_id, addendum_screen(act, pointer["visit"]))


def on_addendum_page_signed(uow: UnitOfWork, event: events_addenda.AddendumPageSigned) -> None:
    """Ask the officers whom a colleague ticked whether they signed."""
    for ticked in unconfirmed_on(uow, event.addendum_id):
        if ticked.person_id in event.people and (reached := chat_of(uow, ticked.person_id)):
            uow.mailbox.say(reached[0], [ticked_card_on(words_at(reached[1], uow.now), event.addendum_id, ticked)])


def on_addendum_denied(uow: UnitOfWork, event: events_addenda.AddendumDenied) -> None:
    """Tell whoever had taken the signature down, and the supervisor if the addendum had been told as signed."""
    denied = denied_on(uow, event.addendum_id, event.person_id)
    to_person(uow, event.taken_by, lambda words: [denied_card_on(words, event.addendum_id, denied)])
    if event.was_signed:
        _tell_supervisor(uow, event.addendum_id)


def on_addendum_changed(uow: UnitOfWork, event: events_addenda.AddendumChanged) -> None:
    """Show it to the colleagues who look at it."""
    visit_id = addendum_seen(uow, event.addendum_id).visit.visit_id
    team = concerned.teammates(uow, visit_id, besides=event.person_id)
    # Whoever is asked something there, or hands their phone over to sign, goes on undisturbed.
    free = [person_id for person_id, pointer in concerned.pointers_of(uow, team) if not pointer.get("step")]
    refresh(uow, free, visit_id, ("addendum",))


TELLERS: dict[type[events.Event], Teller] = {
    events_addenda.AddendumSigned: on_addendum_signed,
    events_addenda.AddendumPageSigned: on_addendum_page_signed,
    events_addenda.AddendumDenied: on_addendum_denied,
    events_addenda.AddendumChanged: on_addendum_changed,
    events.PaperPrinted: on_paper_printed,
}
