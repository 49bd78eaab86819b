"""Tells of what happens before the checklist: tasks, recusal, the notice, arrivals, people who cannot be reached."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.buttons import TaskButton
from handlers.buttons_dispatch import DispatchButton
from handlers.buttons_people import PeopleButton
from handlers.onlookers import refresh, stand_in
from handlers.screens.arrival import REASON_KEYS
from handlers.screens.format import day, joined, time_of
from handlers.screens.notice_refusal import witness_words
from handlers.screens.reasons import cut_short, shown_reason
from handlers.screens.recusal import decided_card, request_card
from handlers.screens.supervision import look_button
from handlers.screens.task import task_screen, visit_key
from handlers.telling import Digested, Teller, plain, to_each, to_person, update_each, with_next_step
from handlers.words import LANGUAGES, Html, Words, words_of
from rules import events
from rules.events_access import InvitationVoided
from rules.messages import Button, Card, Message, Rows, Text, Withdraw
from rules.notices import KIND_OF
from services import concerned
from services.notice_sheet import refusal_told
from services.reaching import take_lines
from services.recusals import RecusalView, recusal_of
from storage.unit_of_work import UnitOfWork

SAID_SHOWN = 60
TEAM_CARDS = ("task", "notice", "notice_paper", "arrive", "gate")


def on_task_sent(uow: UnitOfWork, event: events.TaskSent) -> None:
    """Show the task at the bottom of the officer's chat."""
    task = concerned.task_view(uow, event.task_id)
    if act := stand_in(uow, task.person_id):
        cards = [replace(said, anew=True) for said in task_screen(act, task.visit_id) if isinstance(said, Card)]
        words = act.words
        line = words.plain("digest-task", day=day(words, task.until), number=task.number, name=task.short_name)
        data = TaskButton(act="open", visit_id=task.visit_id).pack()
        digested = Digested(line, Button(words.plain("button-open-task"), data, steady=True))
        to_person(uow, task.person_id, lambda _: [*cards], digested=digested, until=task.until)


def on_task_accepted(uow: UnitOfWork, event: events.TaskAccepted) -> None:
    """Count the acceptance on the team's cards."""
    task = concerned.task_view(uow, event.task_id)
    others = concerned.teammates(uow, task.visit_id, besides=task.person_id)
    refresh(uow, others, task.visit_id, ("task",))


def on_recusal_asked(uow: UnitOfWork, event: events.RecusalAsked) -> None:
    """Ask the supervisor for a decision."""
    view = recusal_of(uow, event.task_id)
    told = concerned.task_view(uow, event.task_id).in_charge
    to_each(uow, told, lambda words: [request_card(words, view, anew=True)])


def on_recusal_decided(uow: UnitOfWork, event: events.RecusalDecided) -> None:
    """Tell the person who asked, the lead department, and the team's cards; the others in charge need not decide."""
    task, view = concerned.task_view(uow, event.task_id), recusal_of(uow, event.task_id)

    def to_asker(words: Words) -> list[Message]:
        card = decided_card(words, view, event.reason)
        gone = Withdraw(visit_key(view.visit_id), words("task-gone", number=view.number))
        return [gone, card] if event.is_granted else [card]

    to_person(uow, task.person_id, to_asker)
    others_in_charge = [each for each in task.in_charge if each != event.decided_by]
    update_each(uow, others_in_charge, lambda words: request_card(words, view))
    if event.is_granted:
        told = {task.person_id, *task.in_charge}
        for lead_id in task.lead_ids:
            if lead_id not in told:
                to_person(uow, lead_id, lambda words: [Text(_replaced(words, view))])
    others = concerned.teammates(uow, task.visit_id, besides=task.person_id)
    refresh(uow, others, task.visit_id, TEAM_CARDS)


def _replaced(words: Words, view: RecusalView) -> Html:
    department, old = words.pick(view.department), words.pick(view.name)
    if view.successor is None:
        return words("lead-unfilled", number=view.number, department=department, old=old)
    new, ticket = words.pick(view.successor.name), view.successor.ticket
    return words("lead-replaced", number=view.number, department=department, old=old, new=new, ticket=ticket)


def on_notice_changed(uow: UnitOfWork, event: events.NoticeChanged) -> None:
    """Show on the team's cards how the notice stands."""
    others = concerned.teammates(uow, event.visit_id, besides=event.person_id)
    refresh(uow, others, event.visit_id, TEAM_CARDS)


def on_notice_refused(uow: UnitOfWork, event: events.NoticeRefused) -> None:
    """Tell the supervisor at once."""
    visit = concerned.visit_concern(uow, event.visit_id)
    refusal, photos = refusal_told(uow, event.visit_id)

    def say(words: Words) -> list[Message]:
        lines = [words("told-refusal", number=visit.number, by=refusal.by or "none", time=time_of(words, uow.now))]
        if refusal.said:
            lines.append(words("told-refusal-said", said=cut_short(refusal.said, SAID_SHOWN)))
        if refusal.by != "not_found":
            lines.append(words("told-refusal-witness", witness=witness_words(words, refusal) or "-", photos=photos))
        lines.append(words("told-refusal-state", by=refusal.by or "none"))
        key = f"notice-refused:{visit.visit_id}"
        return [Card(key, "\n".join(lines), _looks(words, visit.visit_id), anew=True)]

    to_each(uow, visit.in_charge, say)


def _looks(words: Words, visit_id: int) -> Rows:
    return ((look_button(words, visit_id), _telephones(words, visit_id)),)


def _telephones(words: Words, visit_id: int) -> Button:
    return Button(words.plain("button-team"), TaskButton(act="team", visit_id=visit_id).pack(), steady=True)


def on_presence_changed(uow: UnitOfWork, event: events.PresenceChanged) -> None:
    """Show on the colleagues' check-ins who is there."""
    visit_id = concerned.visit_of_section(uow, event.section_id)
    mates = concerned.teammates(uow, visit_id, besides=event.person_id, section_id=event.section_id)
    refresh(uow, mates, visit_id, ("arrive", "gate"))


def on_visit_started(uow: UnitOfWork, event: events.VisitStarted) -> None:
    """Tell the supervisor of a start with reasons, and lead the colleagues on."""
    visit_id = concerned.visit_of_section(uow, event.section_id)
    mates = concerned.teammates(uow, visit_id, besides=event.person_id, section_id=event.section_id)
    refresh(uow, mates, visit_id, ("task", "arrive", "gate"))
    if not event.reasons:
        return
    visit = concerned.visit_concern(uow, visit_id)
    department = concerned.department_of_section(uow, event.section_id)

    def say(words: Words) -> list[Message]:
        title = {"number": visit.number, "department": words.pick(department), "time": time_of(words, uow.now)}
        lines = [words("told-start", **title)]
        lines += _gates(words, event.reasons)
        lines.append(words("told-start-after"))
        return [Card(f"started:{event.section_id}", "\n".join(lines), _looks(words, visit_id), anew=True)]

    to_each(uow, visit.in_charge, say)


def _gates(words: Words, reasons: Mapping[str, str]) -> list[Html]:
    """Say each reason once, with all that it speaks of."""
    lines = []
    for reason in dict.fromkeys(reasons.values()):
        missing = joined(words, (words.plain(f"gate-named-{gate}") for gate, why in reasons.items() if why == reason))
        shown = cut_short(shown_reason(words, reason, REASON_KEYS), SAID_SHOWN // len(set(reasons.values())))
        lines.append(words("told-gate", missing=missing, reason=shown))
    return lines


def on_invitation_voided(uow: UnitOfWork, event: InvitationVoided) -> None:
    """Tell the person who had invited."""
    if event.invited_by is None:
        return
    name = concerned.name_of(uow, event.person_id)

    def say(words: Words) -> list[Message]:
        people = Button(words.plain("button-people"), PeopleButton(act="list").pack(), steady=True)
        return [Text(words("told-invitation", name=words.pick(name), because=event.because), ((people,),))]

    to_person(uow, event.invited_by, say)


def on_person_unreachable(uow: UnitOfWork, event: events.PersonUnreachable) -> None:
    """Tell the supervisors of the person's open visits, once each."""
    visits = concerned.open_visits(uow, event.person_id)
    for told_id in sorted({each for visit in visits for each in visit.in_charge} - {event.person_id}):
        theirs = [visit for visit in visits if told_id in visit.in_charge]

        def say(words: Words, theirs: list[concerned.VisitConcern] = theirs) -> list[Message]:
            numbers = joined(words, (visit.number for visit in theirs))
            text = Html("\n".join((_unreachable(uow, words, event.person_id), words("told-open", numbers=numbers))))
            silent = Button(words.plain("button-see-silent"), DispatchButton(act="silent").pack(), steady=True)
            buttons = ((_telephones(words, theirs[0].visit_id),), (silent,))
            return [Card(f"unreachable:{event.person_id}", text, buttons, anew=True)]

        to_person(uow, told_id, say)


def _unreachable(uow: UnitOfWork, words: Words, person_id: int) -> Html:
    # With the code, so that no line of a digest is taken for that of a namesake.
    name, code = concerned.name_of(uow, person_id), concerned.code_of(uow, person_id)
    return words("told-unreachable", name=words.pick(name), code=code)


def on_person_reachable(uow: UnitOfWork, event: events.PersonReachable) -> None:
    """Take back what has not been told yet, that a person cannot be reached; what has been becomes the news."""
    key, name = f"unreachable:{event.person_id}", concerned.name_of(uow, event.person_id)
    for told_id, was_posted in concerned.shown_to(uow, key):

        def say(words: Words, was_posted: bool = was_posted) -> list[Message]:
            text = words("told-reachable", name=words.pick(name))
            return with_next_step(words, [Card(key, text)]) if was_posted else [Withdraw(key, text)]

        to_person(uow, told_id, say)
    lines = [plain(_unreachable(uow, words_of(each), event.person_id)) for each in LANGUAGES]
    take_lines(uow, KIND_OF[events.PersonUnreachable], lines)


TELLERS: dict[type[Any], Teller] = {
    events.TaskSent: on_task_sent,
    events.TaskAccepted: on_task_accepted,
    events.RecusalAsked: on_recusal_asked,
    events.RecusalDecided: on_recusal_decided,
    events.NoticeChanged: on_notice_changed,
    events.NoticeRefused: on_notice_refused,
    events.PresenceChanged: on_presence_changed,
    events.VisitStarted: on_visit_started,
    InvitationVoided: on_invitation_voided,
    events.PersonUnreachable: on_person_unreachable,
    events.PersonReachable: on_person_reachable,
}
