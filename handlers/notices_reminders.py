"""Reminders and the digest, each with its next step."""

from typing import Any

from handlers.buttons import HomeButton, TaskButton
from handlers.buttons_deadlines import ExtendButton
from handlers.buttons_dispatch import DispatchButton
from handlers.buttons_review import ReviewButton
from handlers.screens.digest import kept_said
from handlers.screens.format import day, moment
from handlers.telling import Teller, to_each, to_person
from handlers.words import Html, Words
from rules import events
from rules.messages import Button, Card, Message, Rows
from services import concerned, reminders, visits
from services.in_charge import in_charge_of
from storage.unit_of_work import UnitOfWork


def on_unanswered(uow: UnitOfWork, event: events.TaskUnanswered) -> None:
    """Remind the person; the supervisor reads of it in the digest."""
    task = concerned.task_view(uow, event.task_id)
    visit = visits.view_visit(uow, task.visit_id)

    def say(words: Words) -> list[Message]:
        text = words("remind-unanswered", number=visit.number, name=visit.inspected.short_name)
        return [_card(words, f"remind:{task.visit_id}", text, task.visit_id)]

    to_person(uow, task.person_id, say, until=visit.window_until)


def on_closing(uow: UnitOfWork, event: events.WindowClosing) -> None:
    """Remind the team that the window ends."""
    visit = visits.view_visit(uow, event.visit_id)
    _to_team(uow, visit, "remind-closing", left=event.working_days)


def on_missed(uow: UnitOfWork, event: events.WindowMissed) -> None:
    """Tell the team and the supervisor that the window has passed."""
    visit = visits.view_visit(uow, event.visit_id)
    _to_team(uow, visit, "remind-missed", left=0)

    def say(words: Words) -> list[Message]:
        until = day(words, visit.window_until)
        return [
            _home_card(
                words, f"missed:{visit.visit_id}", words("remind-missed-supervisor", number=visit.number, day=until)
            )
        ]

    to_each(uow, in_charge_of(uow, visit.visit_id), say)


def _to_team(uow: UnitOfWork, visit: visits.VisitView, key: str, left: int) -> None:
    def say(words: Words) -> list[Message]:
        until = day(words, visit.window_until)
        text = words(key, number=visit.number, name=visit.inspected.short_name, day=until, left=left)
        data = ExtendButton(act="open", visit_id=visit.visit_id).pack()
        extend = Button(words.plain("button-extend"), data, steady=True)
        return [_card(words, f"remind:{visit.visit_id}", text, visit.visit_id, extend)]

    for member in visit.members:
        to_person(uow, member.person_id, say, until=visit.window_until)


def on_digest(uow: UnitOfWork, event: events.DigestDue) -> None:
    """Send the day's digest, and below it what was kept for it; nothing happened, nothing sent."""
    # Of whoever cannot be written to it waits until they are back.
    if not to_person(uow, event.person_id, lambda words: kept_said(uow, words, event.person_id)):
        return
    digest = reminders.digest_of(uow, event.person_id, event.day, event.since)
    if digest.is_empty:
        return

    def say(words: Words) -> list[Message]:
        lines = [words("digest-title", day=day(words, digest.day), since=moment(words, event.since))]
        if digest.reviews:
            lines.append(words("digest-reviews", count=digest.reviews, oldest=digest.oldest))
        counts = ("submitted", "problems", "refused", "requests", "closing", "overdue", "unanswered", "lost_files")
        lines += [
            words(f"digest-{key.replace('_', '-')}", count=getattr(digest, key))
            for key in counts
            if getattr(digest, key)
        ]
        lines.append(words("digest-root", root=" ".join(digest.root[n : n + 4] for n in range(0, 16, 4))))
        return [Card(f"digest:{digest.day}", "\n".join(lines), _digest_buttons(words, digest), anew=True)]

    to_person(uow, event.person_id, say)


def _digest_buttons(words: Words, digest: reminders.Digest) -> Rows:
    """Return a way to each list that has something in it."""
    listed = (
        ("button-queue", ReviewButton(act="queue"), digest.reviews),
        ("button-requests", DispatchButton(act="requests"), digest.requests),
        (f"button-due-{_due_of(digest)}", DispatchButton(act="due"), digest.closing + digest.overdue),
        ("button-silent", DispatchButton(act="silent"), digest.unanswered),
    )
    lists = ((Button(words.plain(key, count=count), data.pack(), steady=True),) for key, data, count in listed if count)
    home = Button(words.plain("button-see-visits"), HomeButton(view="open").pack(), style="primary", steady=True)
    return (*lists, (home,))


def _due_of(digest: reminders.Digest) -> str:
    if not digest.closing:
        return "overdue"
    return "both" if digest.overdue else "closing"


def _card(words: Words, key: str, text: Html, visit_id: int, *besides: Button) -> Card:
    open_it = Button(
        words.plain("button-open-task"), TaskButton(act="open", visit_id=visit_id).pack(), style="primary", steady=True
    )
    return Card(key, text, (*((each,) for each in besides), (open_it,)), anew=True)


def _home_card(words: Words, key: str, text: Html) -> Card:
    home = Button(words.plain("button-see-visits"), HomeButton(view="open").pack(), style="primary", steady=True)
    return Card(key, text, ((home,),), anew=True)


TELLERS: dict[type[Any], Teller] = {
    events.TaskUnanswered: on_unanswered,
    events.WindowClosing: on_closing,
    events.WindowMissed: on_missed,
    events.DigestDue: on_digest,
}
