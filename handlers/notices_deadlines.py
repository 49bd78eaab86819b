"""Tells of more time for a visit: asked for, granted, refused."""

from typing import Any

from handlers.buttons import TaskButton
from handlers.onlookers import refresh
from handlers.screens.deadlines import extension_card
from handlers.screens.format import day
from handlers.telling import Teller, to_each, to_person, update_each
from handlers.words import Words
from rules.events_deadlines import ExtensionAsked, ExtensionDecided
from rules.messages import Button, Card, Message
from services import concerned
from services.extensions import extension_of
from services.in_charge import in_charge_of
from storage.unit_of_work import UnitOfWork


def on_extension_asked(uow: UnitOfWork, event: ExtensionAsked) -> None:
    """Ask who looks after the campaign for a decision."""
    view = extension_of(uow, event.extension_id)
    to_each(uow, in_charge_of(uow, view.visit_id), lambda words: [extension_card(words, view, anew=True)])


def on_extension_decided(uow: UnitOfWork, event: ExtensionDecided) -> None:
    """Tell the whole team, and bring its cards up to date, and those of the others in charge."""
    view = extension_of(uow, event.extension_id)
    others = [each for each in in_charge_of(uow, view.visit_id) if each != event.decided_by]
    update_each(uow, others, lambda words: extension_card(words, view))

    def say(words: Words) -> list[Message]:
        text = words(
            "extension-told",
            number=view.number,
            name=view.short_name,
            state=view.state,
            day=day(words, view.window_until),
            left=view.working_days,
            reason=view.answer,
        )
        data = TaskButton(act="open", visit_id=view.visit_id).pack()
        go = Button(words.plain("button-open-task"), data, style="primary", steady=True)
        return [Card(f"extension-told:{view.visit_id}", text, ((go,),), anew=True)]

    team = concerned.teammates(uow, view.visit_id, besides=0)
    for person_id in team:
        to_person(uow, person_id, say)
    refresh(uow, team, view.visit_id, ("task", "extend"))


TELLERS: dict[type[Any], Teller] = {ExtensionAsked: on_extension_asked, ExtensionDecided: on_extension_decided}
