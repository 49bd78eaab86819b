"""Sends printed papers to those for whom they are."""

from handlers.screens.papers import paper_said
from handlers.telling import Teller, to_person
from rules import events
from rules.notices import KIND_OF_PAPER
from services.addenda import addendum_seen
from storage.unit_of_work import UnitOfWork


def on_paper_printed(uow: UnitOfWork, event: events.PaperPrinted) -> None:
    """Send the paper: at once to whoever asked for it."""
    kind = KIND_OF_PAPER.get(event.paper)
    for person_id in event.people:
        to_person(
            uow,
            person_id,
            lambda words: paper_said(words, event, is_void=_is_void(uow, event)),
            kind=None if person_id == event.asked_by else kind,
        )


def _is_void(uow: UnitOfWork, event: events.PaperPrinted) -> bool:
    return event.paper == "addendum" and addendum_seen(uow, event.of).state == "withdrawn"


TELLERS: dict[type[events.Event], Teller] = {events.PaperPrinted: on_paper_printed}
