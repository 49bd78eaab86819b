"""Tells of the review: what was sent back, taken back, asked and answered, approved by the first of two."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from handlers.buttons import TaskButton
from handlers.onlookers import refresh, stand_in
from handlers.screens.format import joined, shortened
from handlers.screens.people import people_button
from handlers.screens.returned import returned_screen
from handlers.screens.returning import exchange_card
from handlers.screens.review import review_button
from handlers.screens.submission import receipt_card
from handlers.screens.supervision import look_button
from handlers.screens.task import visit_key
from handlers.telling import Teller, to_each, to_person
from handlers.words import Words
from rules import events, events_review
from rules.messages import Button, Card, Message
from services import concerned
from services.access import actor_by_id
from services.four_eyes import could_be_second
from services.inbox_desk import administrators
from services.publications_due import SOON
from services.returned_view import view_exchange, view_returned
from services.returning import reviewer_of
from services.reviewers import reviewers_besides, still_reviews, told_of_review
from services.submission import view_receipt
from services.visits import VisitView, view_visit
from storage.unit_of_work import UnitOfWork

NOBODY = 0
NUMBERS_SHOWN = 30.0
NAMES_SHOWN = 3


def on_returned(uow: UnitOfWork, event: events_review.VisitReturned) -> None:
    """Give every officer of the team the card with what was sent back, and leave those alone who are busy elsewhere."""
    for person_id in concerned.teammates(uow, event.visit_id, besides=NOBODY):
        act = stand_in(uow, person_id)
        if act is None:
            continue
        cards = [replace(said, anew=True) for said in returned_screen(act, event.visit_id) if isinstance(said, Card)]
        due = view_returned(uow, act.actor, event.visit_id).due_on
        to_person(uow, person_id, partial(_cards, cards), until=due)
        if act.pointer.get("visit") == event.visit_id:
            uow.point(act.chat_id, visit=event.visit_id)


def _cards(cards: list[Card], _: Words) -> list[Message]:
    return [*cards]


def on_taken_back(uow: UnitOfWork, event: events_review.ReturnTakenBack) -> None:
    """Tell the team that it is locked again, or that less is asked for."""
    visit = view_visit(uow, event.visit_id)
    team = concerned.teammates(uow, event.visit_id, besides=NOBODY)
    if visit.state == "returned":
        refresh(uow, team, event.visit_id, ("returned",))
        return
    for person_id in team:
        to_person(uow, person_id, lambda words: [_locked_again(words, visit)])


def _locked_again(words: Words, visit: VisitView) -> Card:
    text = words("told-taken-back", number=visit.number, name=visit.inspected.short_name)
    data = TaskButton(act="open", visit_id=visit.visit_id).pack()
    read = Button(words.plain("button-read-submitted"), data, steady=True)
    return Card(visit_key(visit.visit_id), text, ((read,),), anew=True)


def on_discussed(uow: UnitOfWork, event: events_review.ReturnDiscussed) -> None:
    """Bring a question to the reviewer, and the answer to the officers of the department, or all of them."""
    found = view_exchange(uow, actor_by_id(uow, event.person_id), event.return_id)
    visit_id = found.visit.visit_id
    if event.is_question:
        people = _asked(uow, visit_id)
    else:
        people = concerned.teammates(uow, visit_id, besides=event.person_id, section_id=found.item.section_id)
    seen = replace(found, is_reviewer=event.is_question)
    to_each(uow, people, lambda words: [exchange_card(words, seen, anew=True)])


def _asked(uow: UnitOfWork, visit_id: int) -> Sequence[int]:
    """Return who is asked about what was sent back: whoever sent it, as long as they review."""
    sender = reviewer_of(uow, visit_id)
    if sender is not None and still_reviews(uow, sender, visit_id):
        return (sender,)
    return told_of_review(uow, visit_id)


def on_approved(uow: UnitOfWork, event: events_review.VisitApproved) -> None:
    """Bring the team's receipts up to date; where two must approve, ask the others who may."""
    _update_receipts(uow, event.visit_id)
    if event.is_final:
        return
    visit = view_visit(uow, event.visit_id)
    name = concerned.name_of(uow, event.person_id)

    def say(words: Words) -> list[Message]:
        text = words("told-second", number=visit.number, name=visit.inspected.short_name, by=words.pick(name))
        return [Card(f"second:{visit.visit_id}", text, ((look_button(words, visit.visit_id),),), anew=True)]

    others = reviewers_besides(uow, event.visit_id, event.person_id)
    to_each(uow, others, say)
    if not others:
        _tell_nobody(uow, event.visit_id)


def _tell_nobody(uow: UnitOfWork, visit_id: int) -> None:
    """Let the administrators hear that nobody can be the second, and who could be let to."""
    visit, could = view_visit(uow, visit_id), could_be_second(uow, visit_id)

    def say(words: Words) -> list[Message]:
        names = joined(words, (words.pick(each) for each in could[:NAMES_SHOWN])) or "none"
        text = words("told-no-second", number=visit.number, name=visit.inspected.short_name, names=names)
        return [Card(f"second:{visit_id}", text, ((people_button(words),),), anew=True)]

    to_each(uow, administrators(uow), say)


def on_reopened(uow: UnitOfWork, event: events_review.ReviewReopened) -> None:
    """Bring the team's receipts up to date."""
    _update_receipts(uow, event.visit_id)


def _update_receipts(uow: UnitOfWork, visit_id: int) -> None:
    view = view_receipt(uow, visit_id)
    for person_id in concerned.teammates(uow, visit_id, besides=NOBODY):

        def say(words: Words, of: int = person_id) -> list[Message]:
            return [receipt_card(uow, words, of, view, is_new=False)]

        to_person(uow, person_id, say)


def on_reviews_due(uow: UnitOfWork, event: events_review.ReviewsDue) -> None:
    """Remind who reviews of what cannot be public in time without them."""
    numbers = [concerned.number_of_visit(uow, each) for each in event.visit_ids]

    def say(words: Words) -> list[Message]:
        shown = shortened(joined(words, numbers), NUMBERS_SHOWN)
        text = words("told-reviews-due", count=len(numbers), days=SOON, numbers=shown)
        queue = review_button(words, "button-queue", "queue", style="primary", count=len(numbers))
        return [Card("reviews-due", text, ((queue,),), anew=True)]

    to_person(uow, event.person_id, say)


TELLERS: dict[type[events.Event], Teller] = {
    events_review.VisitReturned: on_returned,
    events_review.ReturnTakenBack: on_taken_back,
    events_review.ReturnDiscussed: on_discussed,
    events_review.VisitApproved: on_approved,
    events_review.ReviewReopened: on_reopened,
    events_review.ReviewsDue: on_reviews_due,
}
