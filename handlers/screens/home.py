"""The list of tasks: few, many, none, found, done."""

from datetime import date

from handlers.act import Act, Said
from handlers.buttons import HelpButton, HomeButton, TaskButton
from handlers.buttons_forms import ShelfButton
from handlers.screens.campaign import campaigns_button
from handlers.screens.format import circled, day, local, rows, shortened
from handlers.screens.supervision import supervised_screen
from handlers.words import Html, Words
from rules.messages import Button, Card, Row
from services.campaigns import has_campaigns
from services.form_keeping import keeps_forms
from services.supervision import supervises
from services.tasks import TaskLine, TaskPage, my_tasks

KEY = "home"
FORM_SHOWN = 9.0


def home_screen(act: Act, *, page: int = 1, view: str = "open", contains: str = "", anew: bool = False) -> Said:
    """Return the list of tasks as a card; `contains` narrows it to names that hold a text.

    It goes at the next act: a list that stays behind would go on telling of tasks as they were.
    """
    found = my_tasks(act.uow, act.actor, page=page, contains=contains, done=view == "done")
    if not found.total and not contains and view == "open" and supervises(act.uow, act.actor):
        return supervised_screen(act, page, anew=anew)
    today = local(act.uow.now).date()
    text = _text(act.words, found, today, view, contains)
    buttons = _buttons(act.words, found, view, is_narrowed=bool(contains), beside=_beside(act, view))
    return [Card(KEY, text, buttons, anew=anew, vanish=True)]


def _text(words: Words, found: TaskPage, today: date, view: str, contains: str) -> str:
    if not found.total:
        if contains:
            return words("home-not-found", text=contains)
        return words("home-done-none" if view == "done" else "home-none")
    title = words("home-done" if view == "done" else "home-title", total=found.total)
    if found.pages > 1:
        title = Html(title + "　" + words("page-of", page=found.page, pages=found.pages))
    lines = [title]
    for number, line in enumerate(found.lines, 1):
        lines.append(words("home-line", number=circled(number), name=_name(words, line), visit=line.number))
        lines.append(Html("　" + _state(words, line, today)))
    if found.pages > 1 and view == "open":
        lines.append(words("home-search-hint"))
    return "\n".join(lines)


def _name(words: Words, line: TaskLine) -> str:
    """Return what a task is called: by its object, a trial by its form."""
    if line.form is None:
        return line.short_name
    return words.plain("home-trial", form=shortened(words.pick(line.form), FORM_SHOWN))


def _state(words: Words, line: TaskLine, today: date) -> str:
    left = (line.window_until - today).days
    due = words("home-overdue", days=-left) if left < 0 else words("home-until", day=day(words, line.window_until))
    if line.visit_state == "submitted":
        return words("home-submitted")
    if line.visit_state == "returned":
        return Html(words("home-returned") + " · " + due)
    if line.section_state == "concluded":
        return words("home-concluded")
    if _is_mine_to_fill(line):
        return words("home-running", answered=line.answered, asked=line.asked)
    key = {
        "sent": "home-sent",
        "accepted": "home-accepted",
        "recusal_asked": "home-recusal",
        "handover_asked": "home-recusal",
    }[line.task_state]
    return Html(words(key) + " · " + due)


def _is_mine_to_fill(line: TaskLine) -> bool:
    """Whether the work can be gone on with: a colleague may have begun before one has accepted."""
    return line.section_state == "running" and line.visit_state != "submitted" and line.task_state == "accepted"


def _buttons(words: Words, found: TaskPage, view: str, *, is_narrowed: bool, beside: Row) -> tuple[Row, ...]:
    lines: list[Row] = []
    for number, line in enumerate(found.lines, 1):
        running = _is_mine_to_fill(line)
        key = "button-task-continue" if running else "button-task"
        label = words.plain(key, number=circled(number), name=_name(words, line))
        data = TaskButton(act="open", visit_id=line.visit_id).pack()
        lines.append((Button(label, data, style="primary" if running else None, steady=True),))
    pages = tuple(
        Button(words.plain(key), HomeButton(view=view, page=page).pack(), steady=True)
        for key, page in (("button-page-back", found.page - 1), ("button-page-on", found.page + 1))
        if 1 <= page <= found.pages
    )
    if view == "done" or is_narrowed:
        last: Row = (Button(words.plain("button-all-tasks"), HomeButton(view="open").pack(), steady=True),)
    else:
        last = (
            Button(words.plain("button-done-tasks"), HomeButton(view="done").pack(), steady=True),
            Button(words.plain("button-help"), HelpButton().pack(), steady=True),
        )
    return rows(*lines, pages, beside, last)


def _beside(act: Act, view: str) -> Row:
    """Return what else a person looks after besides tasks: forms, the papers of campaigns."""
    if view != "open":
        return ()
    found = []
    if keeps_forms(act.actor):
        found.append(Button(act.words.plain("button-forms"), ShelfButton(act="list").pack(), steady=True))
    if has_campaigns(act.uow, act.actor):
        found.append(campaigns_button(act.words, "button-campaigns-short"))
    return tuple(found)
