"""Brings what was counted to whoever asked for it."""

from functools import partial

from handlers.screens.object_results import suggestions_said
from handlers.screens.statistics import figures_said
from handlers.telling import Teller, to_person
from handlers.words import Words
from rules import events
from rules.events_statistics import StatisticCounted, SuggestionsListed
from rules.messages import Message
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


TELLERS: dict[type[events.Event], Teller] = {
    StatisticCounted: on_statistic_counted,
    SuggestionsListed: on_suggestions_listed,
}
