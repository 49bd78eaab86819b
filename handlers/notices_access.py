"""Tells of people's access: who was revoked, what needs the next of the drawn order, whose campaigns are whose now."""

from typing import Any

from handlers.buttons import HomeButton
from handlers.buttons_dispatch import DispatchButton
from handlers.buttons_people import PeopleButton
from handlers.screens.format import joined, shortened
from handlers.screens.recusal import request_card
from handlers.telling import Teller, to_person, update_each
from handlers.words import Words
from rules.events_access import HandoverDropped, PersonRevoked, SupervisorGone, SupervisorJoined
from rules.messages import Button, Card, Message
from services import concerned
from services.access import actor_by_id
from services.access_desk import appointing
from services.in_charge import in_charge, left_behind, left_to, unattended
from services.recusals import recusal_of
from storage.unit_of_work import UnitOfWork

NUMBERS_SHOWN = 30.0


def on_person_revoked(uow: UnitOfWork, event: PersonRevoked) -> None:
    """Tell each who looks after them once, and lead on to the parts that need somebody."""
    tasks = [concerned.task_view(uow, each) for each in event.task_ids]
    name = concerned.name_of(uow, event.person_id)
    for told_id in sorted({each for task in tasks for each in task.in_charge}):
        numbers = [task.number for task in tasks if told_id in task.in_charge]

        def say(words: Words, numbers: list[str] = numbers) -> list[Message]:
            shown = shortened(joined(words, numbers), NUMBERS_SHOWN)
            text = words("told-revoked", name=words.pick(name), count=len(numbers), numbers=shown)
            data = DispatchButton(act="requests").pack()
            go = Button(words.plain("button-requests", count=len(numbers)), data, style="primary", steady=True)
            return [Card(f"revoked:{event.person_id}", text, ((go,),), anew=True)]

        to_person(uow, told_id, say)


def on_supervisor_gone(uow: UnitOfWork, event: SupervisorGone) -> None:
    """Tell those who stand in once, of all campaigns that are theirs to look after from now on; where nobody does any
    more, tell who can make somebody a supervisor.
    """
    left: dict[int, list[str]] = {}
    for campaign in left_behind(uow, event.person_id):
        for person_id in in_charge(uow, campaign):
            left.setdefault(person_id, []).append(campaign.number)
    left.pop(event.person_id, None)
    for person_id, numbers in left.items():
        _tell_left(uow, person_id, event.person_id, numbers)
    found = unattended(uow)
    alone = [each.number for each in found]
    if any(each.lead_department_id in event.over or None in event.over for each in found):
        for person_id in appointing(uow):
            to_person(uow, person_id, lambda words: [_unattended_card(words, alone)])


def _unattended_card(words: Words, numbers: list[str]) -> Card:
    shown = shortened(joined(words, numbers), NUMBERS_SHOWN) or "none"
    data = PeopleButton(act="list").pack()
    people = Button(words.plain("button-people"), data, style="primary" if numbers else None, steady=True)
    return Card("unattended", words("told-unattended", numbers=shown), ((people,),), anew=True)


def on_supervisor_joined(uow: UnitOfWork, event: SupervisorJoined) -> None:
    """Tell who supervises now of the campaigns of those who are gone, once for each of these."""
    left: dict[int, list[str]] = {}
    for campaign in left_to(uow, actor_by_id(uow, event.person_id)):
        left.setdefault(campaign.supervisor_id, []).append(campaign.number)
    for gone_id, numbers in left.items():
        _tell_left(uow, event.person_id, gone_id, numbers)
    still = [each.number for each in unattended(uow)]
    update_each(uow, appointing(uow), lambda words: _unattended_card(words, still))


def _tell_left(uow: UnitOfWork, person_id: int, gone_id: int, numbers: list[str]) -> None:
    name = concerned.name_of(uow, gone_id)

    def say(words: Words) -> list[Message]:
        shown = shortened(joined(words, numbers), NUMBERS_SHOWN)
        text = words("told-supervisor-gone", name=words.pick(name), numbers=shown)
        home = Button(words.plain("button-see-visits"), HomeButton(view="open").pack(), style="primary", steady=True)
        return [Card(f"gone:{gone_id}", text, ((home,),), anew=True)]

    to_person(uow, person_id, say)


def on_handover_dropped(uow: UnitOfWork, event: HandoverDropped) -> None:
    """Bring the supervisor's card of the request up to date."""
    view, task = recusal_of(uow, event.task_id), concerned.task_view(uow, event.task_id)
    update_each(uow, task.in_charge, lambda words: request_card(words, view))


TELLERS: dict[type[Any], Teller] = {
    PersonRevoked: on_person_revoked,
    SupervisorGone: on_supervisor_gone,
    SupervisorJoined: on_supervisor_joined,
    HandoverDropped: on_handover_dropped,
}
