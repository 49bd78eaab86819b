"""Sends printed papers to whoever asked for them."""

from handlers.screens.papers import paper_said
from handlers.telling import Teller, to_person
from rules import events
from storage.unit_of_work import UnitOfWork


def on_paper_printed(uow: UnitOfWork, event: events.PaperPrinted) -> None:
    """Send the paper."""
    to_person(uow, event.person_id, lambda words: paper_said(words, event))


TELLERS: dict[type[events.Event], Teller] = {events.PaperPrinted: on_paper_printed}
