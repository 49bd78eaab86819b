"""The task card: object, window, place, team, notice, and what to do next; telephones and the map."""

from handlers.act import Act, Said
from handlers.buttons import HomeButton, RecuseButton, TaskButton
from handlers.buttons_before import DeskButton
from handlers.buttons_deadlines import ExtendButton
from handlers.buttons_signing import SignButton
from handlers.screens.deadline_words import is_near
from handlers.screens.format import day, joined, local, rows, shortened, window
from handlers.words import Html, Words
from rules.errors import visits as problems
from rules.messages import Button, Card, Row, Rows, Style, Venue
from rules.refusals import Refused
from services.arrival_view import view_arrival
from services.desk_checks import steps_of
from services.office_day import today, working_days_left
from services.visits import MemberView, SectionView, VisitView, may_see, membership, view_visit

WAITING_SHOWN = 6.0


def visit_key(visit_id: int) -> str:
    """Return the name of the one card of a visit in a chat."""
    return f"visit:{visit_id}"


def task_screen(act: Act, visit_id: int) -> Said:
    """Return the task card of the actor."""
    mine = membership(act.uow, act.actor, visit_id)
    visit = view_visit(act.uow, visit_id)
    text = _text(act, visit, mine.section.section_id, mine.task.state)
    return [Card(visit_key(visit_id), text, _buttons(act, visit, mine.section.section_id, mine.task.state))]


def _text(act: Act, visit: VisitView, section_id: int, state: str) -> str:
    """Return what a task is about, in at most eleven lines."""
    words, mine = act.words, visit.section(section_id)
    title = "task-title-new" if state == "sent" else "task-title"
    lines = [
        words(title, number=visit.number, name=visit.inspected.short_name),
        words("task-kind", kind=visit.task_kind, campaign=words.pick(visit.campaign), method=_method(words, visit)),
        _window(act, visit),
        words("task-place", address=_address(visit)),
        words("task-part", department=words.pick(mine.short_name), asked=mine.asked, lead=_lead(words, visit, mine)),
        words("task-team", team=_team(act, visit, section_id)),
    ]
    if visit.is_on_site:
        lines.append(notice_line(words, visit))
    return "\n".join([*lines, *_next_lines(words, visit, mine, state)])


def _window(act: Act, visit: VisitView) -> Html:
    """Return the days of the visit and how long is left, which does not matter any more once it is submitted."""
    words, now, until = act.words, today(act.uow), visit.window_until
    left = working_days_left(act.uow, until)
    state = "over" if until < now else "today" if until == now else "left"
    state = "none" if visit.state == "submitted" else state
    days = window(words, visit.window_from, until)
    return words("task-window", days=days, state=state, left=abs(left))


def _next_lines(words: Words, visit: VisitView, mine: SectionView, state: str) -> list[Html]:
    if visit.state == "submitted":
        return [words("task-submitted")]
    if visit.state == "returned":
        return [words("task-returned")]
    if state in ("recusal_asked", "handover_asked"):
        return [words("task-recusal-waiting")]
    if state == "sent":
        return [words("task-recusal-hint")]
    if mine.state != "waiting":
        return [words("task-runs", answered=mine.answered, asked=mine.asked)]
    accepted = [m for m in visit.members if m.state == "accepted"]
    waiting = joined(words, (words.pick(m.name) for m in visit.members if m.state == "sent"))
    if not visit.is_on_site:
        return [
            words("task-accepted", accepted=len(accepted), team=len(visit.members), waiting=waiting or "none"),
            words("task-next-desk"),
        ]
    planned = day(words, visit.notice.planned_on or visit.window_until)
    return [
        words(
            "task-accepted",
            accepted=len(accepted),
            team=len(visit.members),
            waiting=shortened(waiting, WAITING_SHOWN) or "none",
        ),
        words("task-next-notice" if visit.notice.state == "prepared" else "task-next-arrive", planned=planned),
    ]


def _method(words: Words, visit: VisitView) -> str:
    return words.plain("method-of", method=visit.method)


def _address(visit: VisitView) -> str:
    """Return the address, with its street in front unless it begins so already."""
    street, address = visit.inspected.street, visit.inspected.address
    return address if address.startswith(street) else f"{street} {address}"


def _lead(words: Words, visit: VisitView, mine: SectionView) -> str:
    """Return the lead department's name, `own` when it is one's own."""
    if mine.is_lead:
        return "own"
    return next((words.pick(section.short_name) for section in visit.sections if section.is_lead), "none")


def notice_line(words: Words, visit: VisitView) -> Html:
    """Return how the notice stands."""
    served = day(words, local(visit.notice.served_at).date()) if visit.notice.served_at else ""
    return words("task-notice", state=visit.notice.state, day=served)


def _team(act: Act, visit: VisitView, section_id: int) -> str:
    """Return the others' names, one's own department first and unnamed."""
    words, parts = act.words, []
    for section in sorted(visit.sections, key=lambda each: each.section_id != section_id):
        others = [m for m in visit.team(section.section_id) if m.person_id != act.actor.person_id]
        names = joined(words, (words.pick(m.name) for m in others))
        if names:
            own = section.section_id == section_id
            parts.append(names if own else f"{words.pick(section.short_name)} {names}")
    return words.plain("part-separator").join(parts) or "-"


def _buttons(act: Act, visit: VisitView, section_id: int, state: str) -> Rows:
    words, visit_id = act.words, visit.visit_id

    def button(key: str, what: str, *, style: Style | None = None, steady: bool = True) -> Button:
        data = TaskButton(act=what, visit_id=visit_id).pack()
        return Button(words.plain(key), data, style=style, steady=steady)

    ways: Row = (button("button-map", "map"), button("button-team", "team"))
    more: Row = (button("button-items", "items"), button("button-draw", "draw"))
    home: Row = (Button(words.plain("button-home"), HomeButton(view="open").pack(), steady=True),)
    recuse: Row = (
        Button(words.plain("button-recuse"), RecuseButton(act="open", visit_id=visit_id).pack(), steady=True),
    )
    if visit.state == "submitted" or state in ("recusal_asked", "handover_asked"):
        return rows(ways, more, home)
    if visit.state == "returned":
        return rows(ways, more, (button("button-go-on", "open", style="primary"),), home)
    if state == "sent":
        return rows(ways, more, recuse, (button("button-accept", "accept", style="success", steady=False),), home)
    extend: Row = ()
    if is_near(visit.window_until, working_days_left(act.uow, visit.window_until), today(act.uow)):
        data = ExtendButton(act="open", visit_id=visit_id).pack()
        extend = (Button(words.plain("button-extend"), data, steady=True),)
    if not visit.is_on_site:
        return rows(ways, more, extend, *_at_the_desk(act, visit, section_id), home)
    is_left_open, is_done = visit.notice.state == "prepared", visit.notice.state in ("served", "refused")
    key = "button-notice" if is_done else "button-serve"
    serve: Row = (button(key, "serve", style="primary" if is_left_open else None),)
    if visit.section(section_id).state == "waiting":
        # Colleagues' acts edit this card under the thumb; saying that one is there holds on any edition of it.
        arrive = button("button-arrive", "arrive", style=None if is_left_open else "success")
        return rows(ways, more, (*recuse, *extend), serve, (arrive,), home)
    again: Row = ()
    if not view_arrival(act.uow, act.actor, visit_id).has_arrived:
        again = (button("button-arrive-again", "arrive"),)
    open_serve = None if is_done else (button("button-serve", "serve"),)
    # Whoever is not let in, or finds nobody, has no checklist to walk to its end.
    sign: Row = (
        Button(words.plain("button-sign-or-refused"), SignButton(act="hub", visit_id=visit_id).pack(), steady=True),
    )
    return rows(ways, more, open_serve, again, extend, sign, (button("button-go-on", "open", style="primary"),), home)


def _at_the_desk(act: Act, visit: VisitView, section_id: int) -> list[Row]:
    """Return what is done instead of a notice, an arrival and the party's signature."""
    words, visit_id = act.words, visit.visit_id
    if visit.section(section_id).state == "waiting":
        recuse = RecuseButton(act="open", visit_id=visit_id).pack()
        start = DeskButton(act="start", visit_id=visit_id).pack()
        label = words.plain("button-desk-start", method=_method(words, visit))
        return [
            (Button(words.plain("button-recuse"), recuse, steady=True),),
            (Button(label, start, style="success", steady=True),),
        ]
    count = len(steps_of(act.uow, section_id))
    desk = DeskButton(act="show", visit_id=visit_id).pack()
    go_on = TaskButton(act="open", visit_id=visit_id).pack()
    return [
        (Button(words.plain("button-desk", count=count), desk, steady=True),),
        (Button(words.plain("button-go-on"), go_on, style="primary", steady=True),),
    ]


def team_card(act: Act, visit_id: int) -> Said:
    """Return names and telephones of the team to those who may see the visit; they vanish at the next act."""
    if not may_see(act.uow, act.actor, visit_id):
        raise Refused(problems.NOT_YOURS, is_law=True)
    visit = view_visit(act.uow, visit_id)
    words = act.words
    lines = [words("team-title", number=visit.number)]
    for section in visit.sections:
        lines.append(words("team-section", department=words.pick(section.short_name)))
        lines += [_member(words, member) for member in visit.team(section.section_id)]
    is_member = any(member.person_id == act.actor.person_id for member in visit.members)
    data = TaskButton(act="open", visit_id=visit_id).pack() if is_member else HomeButton(view="resume").pack()
    back = Button(words.plain("button-back"), data, steady=True)
    return [Card(f"team:{visit_id}", "\n".join(lines), ((back,),), vanish=True)]


def _member(words: Words, member: MemberView) -> Html:
    return words(
        "team-member",
        name=words.pick(member.name),
        tail=member.certificate_tail or "-",
        phone=member.phone or "-",
        state=member.state,
    )


def venue(act: Act, visit_id: int) -> Said:
    """Return the object's place on the map; nothing when it has no coordinates."""
    membership(act.uow, act.actor, visit_id)
    inspected = view_visit(act.uow, visit_id).inspected
    if inspected.latitude is None or inspected.longitude is None:
        return []
    place = Venue(
        f"venue:{visit_id}",
        float(inspected.latitude),
        float(inspected.longitude),
        inspected.short_name,
        inspected.address,
    )
    return [place]
