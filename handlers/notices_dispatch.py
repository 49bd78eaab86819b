"""Counts a campaign's answers on one card of its supervisor and leads, and tells of tasks that stay silent."""

from collections.abc import Callable
from typing import Any

from handlers.buttons_dispatch import DispatchButton
from handlers.buttons_draws import PlanButton
from handlers.screens.dispatch import dispatch_card, dispatch_key
from handlers.screens.format import joined, shortened
from handlers.telling import Teller, to_person
from handlers.words import Words
from rules.errors import problem
from rules.errors.campaigns import STARTER_GONE
from rules.events import RecusalAsked, RecusalDecided, TaskAccepted
from rules.events_deadlines import CampaignNotSent, CampaignSent, TasksStillSilent
from rules.messages import Button, Card, Message, Text
from services import concerned
from services.access import chat_of
from services.dispatch_view import campaign_head, campaign_of_task, dispatch_of, onlookers_of
from services.draw_view import heirs_of
from storage.unit_of_work import UnitOfWork

NAMES_SHOWN = 30.0


def on_campaign_sent(uow: UnitOfWork, event: CampaignSent) -> None:
    """Begin the card on which answers are counted; what is added late is counted on the one that stands."""
    if event.is_late:
        _bring_up_to_date(uow, event.campaign_id)
        return
    for person_id in onlookers_of(uow, event.campaign_id):
        to_person(uow, person_id, _counts(uow, event.campaign_id, person_id, anew=True))


def on_answer(uow: UnitOfWork, event: TaskAccepted | RecusalAsked | RecusalDecided) -> None:
    """Bring the card up to date where there is one, without a sound."""
    _bring_up_to_date(uow, campaign_of_task(uow, event.task_id))


def _bring_up_to_date(uow: UnitOfWork, campaign_id: int) -> None:
    for person_id in onlookers_of(uow, campaign_id):
        reached = chat_of(uow, person_id)
        if reached is not None and uow.mailbox.stands(reached[0], dispatch_key(campaign_id)):
            to_person(uow, person_id, _counts(uow, campaign_id, person_id, anew=False))


def _counts(uow: UnitOfWork, campaign_id: int, person_id: int, *, anew: bool) -> Callable[[Words], list[Message]]:
    view = dispatch_of(uow, campaign_id, person_id)
    return lambda words: [dispatch_card(words, view, anew=anew)]


def on_campaign_not_sent(uow: UnitOfWork, event: CampaignNotSent) -> None:
    """Tell the supervisor what stands against sending it out, and lead back to the campaign."""
    number, supervisor_id = campaign_head(uow, event.campaign_id)

    def say(words: Words) -> list[Message]:
        text = words("told-not-sent", number=number, code=problem(event.code).code)
        data = PlanButton(act="show", campaign_id=event.campaign_id).pack()
        go = Button(words.plain("button-plan-back"), data, style="primary", steady=True)
        return [Card(f"not-sent:{event.campaign_id}", text, ((go,),), anew=True)]

    to_person(uow, supervisor_id, say)
    if event.code == STARTER_GONE.code:
        for person_id in heirs_of(uow, event.campaign_id):
            to_person(uow, person_id, lambda words: [Text(words("told-not-sent", number=number, code=event.code))])


def on_still_silent(uow: UnitOfWork, event: TasksStillSilent) -> None:
    """Tell the supervisor once of all who stay silent, with what can be done."""
    tasks = [concerned.task_view(uow, each) for each in event.task_ids]

    def say(words: Words) -> list[Message]:
        names = dict.fromkeys(words.pick(concerned.name_of(uow, task.person_id)) for task in tasks)
        text = words("told-silent", count=len(tasks), names=shortened(joined(words, names), NAMES_SHOWN))
        data = DispatchButton(act="silent").pack()
        go = Button(words.plain("button-silent", count=len(tasks)), data, style="primary", steady=True)
        return [Card("still-silent", text, ((go,),), anew=True)]

    to_person(uow, event.person_id, say)


TELLERS: dict[type[Any], Teller] = {
    CampaignSent: on_campaign_sent,
    CampaignNotSent: on_campaign_not_sent,
    TasksStillSilent: on_still_silent,
    TaskAccepted: on_answer,
    RecusalAsked: on_answer,
    RecusalDecided: on_answer,
}
