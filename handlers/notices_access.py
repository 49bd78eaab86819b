"""Tells of people's access: who was revoked, and what needs the next of the drawn order now."""

from typing import Any

from handlers.buttons_dispatch import DispatchButton
from handlers.screens.format import joined, shortened
from handlers.screens.recusal import request_card
from handlers.telling import Teller, to_person
from handlers.words import Words
from rules.events_access import HandoverDropped, PersonRevoked
from rules.messages import Button, Card, Message
from services import concerned
from services.recusals import recusal_of
from storage.unit_of_work import UnitOfWork

NUMBERS_SHOWN = 30.0


def on_person_revoked(uow: UnitOfWork, event: PersonRevoked) -> None:
    """Tell each supervisor once, and lead on to the parts that need somebody."""
    tasks = [concerned.task_view(uow, each) for each in event.task_ids]
    name = concerned.name_of(uow, event.person_id)
    for supervisor_id in sorted({task.supervisor_id for task in tasks}):
        numbers = [task.number for task in tasks if task.supervisor_id == supervisor_id]

        def say(words: Words, numbers: list[str] = numbers) -> list[Message]:
            shown = shortened(joined(words, numbers), NUMBERS_SHOWN)
            text = words("told-revoked", name=words.pick(name), count=len(numbers), numbers=shown)
            data = DispatchButton(act="requests").pack()
            go = Button(words.plain("button-requests", count=len(numbers)), data, style="primary", steady=True)
            return [Card(f"revoked:{event.person_id}", text, ((go,),), anew=True)]

        to_person(uow, supervisor_id, say)


def on_handover_dropped(uow: UnitOfWork, event: HandoverDropped) -> None:
    """Bring the supervisor's card of the request up to date."""
    view, task = recusal_of(uow, event.task_id), concerned.task_view(uow, event.task_id)
    to_person(uow, task.supervisor_id, lambda words: [request_card(words, view)])


TELLERS: dict[type[Any], Teller] = {PersonRevoked: on_person_revoked, HandoverDropped: on_handover_dropped}
