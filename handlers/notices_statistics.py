"""Brings what was counted to whoever asked for it, and tells who decides that an entry of the list is in doubt."""

from functools import partial

from handlers.screens.object_results import suggestions_said, unsettled_said
from handlers.screens.statistics import figures_said
from handlers.telling import Teller, to_person
from handlers.words import Words
from rules import events
from rules.events_statistics import BreachUnsettled, StatisticCounted, SuggestionsListed
from rules.messages import Message
from services.breaches import unsettled
from storage.unit_of_work import UnitOfWork


def on_statistic_counted(uow: UnitOfWork, event: StatisticCounted) -> None:
    """Send the picture with its numbers."""
    to_person(uow, event.person_id, partial(_figures, event))


def _figures(event: StatisticCounted, words: Words) -> list[Message]:
    return figures_said(words, event.figures, event.sha256)


def on_suggestions_listed(uow: UnitOfWork, event: SuggestionsListed) -> None:
    """Send the list, each of it with its button."""
    to_person(uow, event.person_id, partial(_suggestions, event))


def _suggestions(event: SuggestionsListed, words: Words) -> list[Message]:
    return suggestions_said(words, event)


def on_breach_unsettled(uow: UnitOfWork, event: BreachUnsettled) -> None:
    """Tell those who decide about the object, so that one of them looks whether the entry may stay."""
    entry, number, people = unsettled(uow, event.breach_id, event.visit_id)
    for person_id in people:
        to_person(uow, person_id, lambda words: unsettled_said(words, entry, number, event.because))


TELLERS: dict[type[events.Event], Teller] = {
    StatisticCounted: on_statistic_counted,
    SuggestionsListed: on_suggestions_listed,
    BreachUnsettled: on_breach_unsettled,
}
