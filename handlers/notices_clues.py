"""Tells of clues: that there are some to follow up, handed over, answered, due; and of returns that are overdue."""

from collections import Counter

from handlers.buttons import TaskButton
from handlers.buttons_clues import ClueButton, CluesButton
from handlers.screens.clue_words import clue_reason
from handlers.screens.format import REASON_SHOWN, shortened
from handlers.screens.supervision import look_button
from handlers.telling import Teller, to_each, to_person
from handlers.words import Html, Words
from rules import events, events_clues, events_review
from rules.messages import Button, Card, Message, Text
from services import concerned
from services.clues import clue_view, owners_of_visit
from services.follow_ups import clue_followed_up
from services.reviewers import told_of_review
from services.visits import view_visit
from storage.unit_of_work import UnitOfWork


def on_opened(uow: UnitOfWork, event: events_clues.CluesOpened) -> None:
    """Tell everybody who answers for one of them, once."""
    visit = view_visit(uow, event.visit_id)
    for person_id, count in Counter(owners_of_visit(uow, event.visit_id)).items():

        def say(words: Words, count: int = count) -> list[Message]:
            text = words("told-clues-opened", number=visit.number, name=visit.inspected.short_name, count=count)
            return [_to_list(words, f"clues:{event.visit_id}", text, count)]

        to_person(uow, person_id, say)


def on_offered(uow: UnitOfWork, event: events_clues.ClueOffered) -> None:
    """Ask whoever answers for the other department."""
    clue = clue_view(uow, event.clue_id)

    def say(words: Words) -> list[Message]:
        giver = words.pick(clue.from_department or {})
        text = words("told-clue-offered", department=giver, code=clue.code, name=clue.short_name)
        return [_to_clue(words, event.clue_id, text)]

    to_person(uow, clue.owner_id, say)


def on_answered(uow: UnitOfWork, event: events_clues.ClueAnswered) -> None:
    """Tell whoever handed it over."""
    clue = clue_view(uow, event.clue_id)
    department = concerned.short_name_of(uow, event.department_id)

    def say(words: Words) -> list[Message]:
        text = words(
            "told-clue-answered",
            accepted=str(event.is_accepted),
            department=words.pick(department),
            code=clue.code,
            reason=shortened(clue.reason, REASON_SHOWN),
        )
        return [_to_clue(words, event.clue_id, text)]

    to_person(uow, event.told_id, say)


def on_taken_back(uow: UnitOfWork, event: events_clues.ClueTakenBack) -> None:
    """Tell whoever was asked to receive it that there is nothing to receive any more; they may not open it."""
    clue = clue_view(uow, event.clue_id)

    def say(words: Words) -> list[Message]:
        return [Text(words("told-clue-taken-back", department=words.pick(clue.department), code=clue.code))]

    to_person(uow, event.told_id, say)


def on_ended(uow: UnitOfWork, event: events_clues.ClueEnded) -> None:
    """Tell whoever handed it over what came of it."""
    clue = clue_view(uow, event.clue_id)

    def say(words: Words) -> list[Message]:
        result = shortened(clue_reason(words, clue.reason), REASON_SHOWN)
        text = words("told-clue-ended", department=words.pick(clue.department), code=clue.code, result=result)
        return [_to_clue(words, event.clue_id, text)]

    to_person(uow, event.told_id, say)


def on_given(uow: UnitOfWork, event: events_clues.CluesGiven) -> None:
    """Tell whoever answers for them from now on."""
    clues = [clue_view(uow, clue_id) for clue_id in event.clue_ids]
    count, first = len(clues), clues[0]

    def say(words: Words) -> list[Message]:
        text = words("told-clues-given", count=count, code=first.code, name=first.short_name)
        if count == 1:
            return [_to_clue(words, first.clue_id, text)]
        return [_to_list(words, f"clues-given:{first.clue_id}", text, count)]

    to_person(uow, event.person_id, say)


def on_follow_up_ended(uow: UnitOfWork, event: events_clues.FollowUpEnded) -> None:
    """Tell whoever looks after the clue what its follow-up inspection found."""
    clue_id, number = clue_followed_up(uow, event.follow_up_id)
    clue = clue_view(uow, clue_id)

    def say(words: Words) -> list[Message]:
        values = {"code": clue.code, "name": clue.short_name, "number": number, "complied": str(event.is_complied)}
        return [_to_clue(words, clue_id, words("told-follow-up-ended", **values))]

    to_person(uow, clue.owner_id, say)


def on_due(uow: UnitOfWork, event: events_clues.CluesDue) -> None:
    """Remind whoever answers for clues; tell supervisors what is overdue with others."""
    key = "clues-escalated" if event.is_escalation else "clues-due"

    def say(words: Words) -> list[Message]:
        escalated = str(event.is_escalation)
        text = words("told-clues-due", escalated=escalated, overdue=event.overdue, soon=event.soon)
        return [_to_list(words, key, text, event.overdue + event.soon)]

    to_person(uow, event.person_id, say)


def on_return_overdue(uow: UnitOfWork, event: events_review.ReturnOverdue) -> None:
    """Remind the team of what was sent back, and tell who reviews it."""
    visit = view_visit(uow, event.visit_id)

    def text_of(words: Words) -> Html:
        return words("told-return-overdue", number=visit.number, name=visit.inspected.short_name)

    def to_team(words: Words) -> list[Message]:
        data = TaskButton(act="open", visit_id=visit.visit_id).pack()
        open_it = Button(words.plain("button-open-task"), data, style="primary", steady=True)
        return [Card(f"overdue:{visit.visit_id}", text_of(words), ((open_it,),), anew=True)]

    for member in visit.members:
        to_person(uow, member.person_id, to_team)
    to_each(
        uow,
        told_of_review(uow, visit.visit_id),
        lambda words: [
            Card(f"overdue:{visit.visit_id}", text_of(words), ((look_button(words, visit.visit_id),),), anew=True)
        ],
    )


def _to_list(words: Words, key: str, text: Html, count: int) -> Card:
    button = Button(words.plain("button-clues", count=count), CluesButton().pack(), style="primary", steady=True)
    return Card(key, text, ((button,),), anew=True)


def _to_clue(words: Words, clue_id: int, text: Html) -> Card:
    data = ClueButton(act="look", clue_id=clue_id).pack()
    look = Button(words.plain("button-look"), data, style="primary", steady=True)
    return Card(f"told-clue:{clue_id}", text, ((look,),), anew=True)


TELLERS: dict[type[events.Event], Teller] = {
    events_clues.CluesOpened: on_opened,
    events_clues.ClueOffered: on_offered,
    events_clues.ClueAnswered: on_answered,
    events_clues.ClueTakenBack: on_taken_back,
    events_clues.ClueEnded: on_ended,
    events_clues.CluesGiven: on_given,
    events_clues.FollowUpEnded: on_follow_up_ended,
    events_clues.CluesDue: on_due,
    events_review.ReturnOverdue: on_return_overdue,
}
