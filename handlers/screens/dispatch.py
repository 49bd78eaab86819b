"""A campaign that is sent out: who has accepted, who is silent, what waits for a decision, what is due."""

from collections.abc import Sequence
from typing import Any

from handlers.act import Act, Said
from handlers.buttons import DecideButton, HomeButton
from handlers.buttons_dispatch import DispatchButton
from handlers.buttons_supervision import SuperviseButton
from handlers.screens.format import circled, day, moment, rows, shortened, turning_row
from handlers.words import Html, Words
from rules.messages import Button, Card, Row, Rows, Style
from services.dispatch_answers import officers_answers
from services.dispatch_view import (
    DispatchView,
    DueLine,
    Lines,
    SilentLine,
    due_visits,
    open_requests,
    silent_tasks,
    view_dispatch,
    view_silent,
)
from services.draw_view import DrawView

KEY = "followed"
TITLE_SHOWN = 24.0  # of a follow-up, with the clue that it is about
NAME_SHOWN = 8.0


def dispatch_key(campaign_id: int) -> str:
    """Return the name of the one card on which a campaign's answers are counted."""
    return f"dispatch:{campaign_id}"


def dispatch_screen(act: Act, campaign_id: int) -> Said:
    """Return how a campaign stands."""
    return [dispatch_card(act.words, view_dispatch(act.uow, act.actor, campaign_id))]


def dispatch_card(words: Words, view: DispatchView, *, anew: bool = False) -> Card:
    """Return how a campaign stands, for its supervisor or a lead."""
    lines = [
        words("dispatch-title", number=view.number, title=shortened(words.pick(view.title), TITLE_SHOWN)),
        words("dispatch-sizes", visits=view.visits, people=view.people),
        words("dispatch-answers", accepted=view.accepted, silent=view.silent, asked=view.asked),
    ]
    if view.unbound or view.blocked:
        lines.append(words("dispatch-unreached", unbound=view.unbound, blocked=view.blocked))
    buttons: list[Row] = []
    if view.is_supervisor and view.asked:
        buttons.append(
            (_button(words, words.plain("button-requests", count=view.asked), "requests", campaign=view.campaign_id),)
        )
    if view.is_supervisor and view.silent:
        buttons.append(
            (_button(words, words.plain("button-silent", count=view.silent), "silent", campaign=view.campaign_id),)
        )
    if view.people:
        button = _button(words, words.plain("button-by-officer"), "answers", campaign=view.campaign_id)
        buttons.append((button,))
    if view.is_supervisor:
        buttons.append((Button(words.plain("button-see-visits"), HomeButton(view="open").pack(), steady=True),))
    return Card(dispatch_key(view.campaign_id), "\n".join(lines), tuple(buttons), follow=anew, anew=anew)


def answers_screen(act: Act, page: int, campaign_id: int) -> Said:
    """Return who of a campaign has accepted, officer by officer, page by page."""
    words, found = act.words, officers_answers(act.uow, act.actor, campaign_id, page)
    lines = [_title(words, "officers-title" if found.total else "officers-none", found)]
    if found.total:
        lines.append(words("officers-legend"))
    lines += [
        words(
            "officers-line",
            name=shortened(words.pick(line.name), NAME_SHOWN),
            accepted=line.accepted,
            silent=line.silent,
            asked=line.asked,
            reach=line.reach,
        )
        for line in found.lines
    ]
    back: Row = (Button(words.plain("button-back"), DispatchButton(act="show", of=campaign_id).pack(), steady=True),)
    return [Card(KEY, "\n".join(lines), _listed(words, (back,), "answers", found, campaign_id))]


def silent_screen(act: Act, page: int = 1, campaign_id: int = 0, *, anew: bool = False) -> Said:
    """Return who has not answered, in all campaigns or one, page by page."""
    found = silent_tasks(act.uow, act.actor, page, campaign_id)
    return [_tasks_card(act.words, found, "silent", campaign_id, anew=anew)]


def requests_screen(act: Act, page: int = 1, campaign_id: int = 0, *, anew: bool = False) -> Said:
    """Return which recusals and hand-overs wait for a decision, in all campaigns or one, page by page."""
    found = open_requests(act.uow, act.actor, page, campaign_id)
    return [_tasks_card(act.words, found, "requests", campaign_id, anew=anew)]


def _tasks_card(words: Words, found: Lines[SilentLine], what: str, campaign_id: int, *, anew: bool) -> Card:
    is_silent = what == "silent"
    title, none = ("silent-title", "silent-none") if is_silent else ("requests-title", "requests-none")
    lines = [_title(words, title if found.total else none, found)]
    buttons: list[Row] = []
    for place, line in enumerate(found.lines, 1):
        name = shortened(words.pick(line.name), NAME_SHOWN)
        number, reach = circled(place), line.reach
        text = words("silent-line", place=number, name=name, number=line.number, days=line.days, reach=reach)
        lines.append(text if is_silent else words("request-line", place=number, name=name, number=line.number))
        label = words.plain("button-task", number=number, name=name)
        data = (
            DispatchButton(act="one", of=line.task_id, campaign=campaign_id).pack()
            if is_silent
            else DecideButton(act="open", task_id=line.task_id).pack()
        )
        buttons.append((Button(label, data, steady=True),))
    return Card(KEY, "\n".join(lines), _listed(words, buttons, what, found, campaign_id), anew=anew)


def due_screen(act: Act, page: int = 1, *, anew: bool = False) -> Said:
    """Return the visits whose window ends soon or has passed."""
    words, found = act.words, due_visits(act.uow, act.actor, page)
    lines = [_title(words, "due-title" if found.total else "due-none", found)]
    buttons: list[Row] = []
    for place, line in enumerate(found.lines, 1):
        lines.append(_due_line(words, line, place))
        data = SuperviseButton(act="look", visit_id=line.visit_id).pack()
        name = shortened(line.short_name, NAME_SHOWN)
        buttons.append((Button(words.plain("button-task", number=circled(place), name=name), data, steady=True),))
    return [Card(KEY, "\n".join(lines), _listed(words, buttons, "due", found), anew=anew)]


def _due_line(words: Words, line: DueLine, place: int) -> Html:
    return words(
        "due-line",
        place=circled(place),
        number=line.number,
        day=day(words, line.until),
        left=abs(line.left),
        is_over="yes" if line.left < 0 else "no",
    )


def _title(words: Words, key: str, found: Lines[Any]) -> Html:
    title = words(key, total=found.total)
    if found.pages > 1:
        title = Html(title + "　" + words("page-of", page=found.page, pages=found.pages))
    return title


def _listed(words: Words, buttons: Sequence[Row], act: str, found: Lines[Any], campaign_id: int = 0) -> Rows:
    turning = turning_row(
        found.page,
        found.pages,
        lambda key, to: Button(
            words.plain(key), DispatchButton(act=act, page=to, campaign=campaign_id).pack(), steady=True
        ),
    )
    home: Row = (Button(words.plain("button-visits"), HomeButton(view="open").pack(), steady=True),)
    return rows(*buttons, turning, home)


def silent_one_screen(act: Act, task_id: int, campaign_id: int = 0) -> Said:
    """Return one who has not answered, with what can be done about it."""
    words, line = act.words, view_silent(act.uow, act.actor, task_id)
    text = "\n".join(_silent_lines(words, line))
    buttons: list[Row] = []
    if _needs_somebody(line):
        if line.reach == "open":
            buttons.append(
                (
                    _button(
                        words, words.plain("button-remind"), "remind", task_id, campaign=campaign_id, style="primary"
                    ),
                )
            )
        buttons.append((_button(words, words.plain("button-next-ticket"), "next", task_id, campaign=campaign_id),))
    buttons.append((_button(words, words.plain("button-back"), "silent", campaign=campaign_id),))
    return [Card(KEY, text, tuple(buttons))]


def _silent_lines(words: Words, line: SilentLine) -> list[Html]:
    name = shortened(words.pick(line.name), NAME_SHOWN)
    lines = [words("silent-one", name=name, number=line.number, object=line.short_name)]
    if not _needs_somebody(line):
        return [*lines, words("silent-answered")]
    since = words("silent-since", days=line.days) if line.state == "sent" else words("silent-accepted")
    return [*lines, since, words("silent-reach", reach=line.reach)]


def _needs_somebody(line: SilentLine) -> bool:
    """Whether a task has no answer, or its person can no longer be told anything."""
    return line.state == "sent" or (line.state == "accepted" and line.reach == "blocked")


def next_screen(act: Act, task_id: int, campaign_id: int = 0) -> Said:
    """Ask once more before the next in order steps in."""
    words, line = act.words, view_silent(act.uow, act.actor, task_id)
    if not _needs_somebody(line):
        return silent_one_screen(act, task_id, campaign_id)
    text = words("next-ask", name=shortened(words.pick(line.name), NAME_SHOWN), number=line.number)
    data = DispatchButton(act="go", of=task_id, campaign=campaign_id).pack()
    go = Button(words.plain("button-next-go"), data, style="danger", dwell=True)
    return [
        Card(KEY, text, ((go,), (_button(words, words.plain("button-back"), "one", task_id, campaign=campaign_id),)))
    ]


def time_screen(act: Act, campaign_id: int, draw: DrawView) -> Said:
    """Ask when a drawn campaign is to be sent out."""
    words = act.words
    lines = [words("dispatch-time-ask", number=draw.campaign)]
    buttons: list[Row] = []
    if draw.dispatch_at is not None:
        lines.append(words("draw-sends-at", moment=moment(words, draw.dispatch_at)))
        buttons.append((_button(words, words.plain("button-untime"), "untime", campaign_id),))
    buttons.append((_button(words, words.plain("button-back"), "untimed", campaign_id),))
    return [Card(KEY, "\n".join(lines), tuple(buttons), anew=True)]


def time_rows(words: Words, view: DrawView) -> Rows:
    """Return the button beside the sending of a draw that changes its time."""
    key = "button-dispatch-time" if view.dispatch_at is None else "button-dispatch-retime"
    return ((_button(words, words.plain(key), "time", view.campaign_id),),)


def time_lines(words: Words, view: DrawView) -> list[Html]:
    """Say when a draw will be sent out by itself."""
    if view.dispatch_at is None:
        return []
    return [words("draw-sends-at", moment=moment(words, view.dispatch_at))]


def _button(
    words: Words, label: str, act: str, of: int = 0, *, campaign: int = 0, style: Style | None = None
) -> Button:
    return Button(label, DispatchButton(act=act, of=of, campaign=campaign).pack(), style=style, steady=True)
