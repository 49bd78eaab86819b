"""The list of tasks: few, many, none, found, done."""

from collections import Counter
from datetime import date

from handlers.act import Act, Said
from handlers.buttons import HelpButton, HomeButton, TaskButton
from handlers.buttons_forms import ShelfButton
from handlers.buttons_registries import RegistryButton
from handlers.buttons_routes import RouteButton
from handlers.screens.campaign import campaigns_button, plans_button
from handlers.screens.clues import clues_button
from handlers.screens.deadline_words import due_words
from handlers.screens.format import circled, distance, in_rows, local, rows, shortened, turning_row
from handlers.screens.people import people_button
from handlers.screens.publication import publications_button
from handlers.screens.route import kept_start
from handlers.screens.statistics import statistics_button
from handlers.screens.supervision import queue_button, supervised_screen
from handlers.words import Html, Words
from rules.messages import Button, Card, Row, Rows
from services.access_desk import administers
from services.campaigns import has_campaigns
from services.form_keeping import keeps_forms
from services.in_charge import supervises_any
from services.publishers import publishes
from services.routes import last_place
from services.statistics import reads_statistics
from services.supervision import supervises
from services.tasks import TaskLine, TaskList, TaskPage, my_tasks

KEY = "home"
FORM_SHOWN = 9.0
NAME_SHOWN = 7.0  # beside a number
VIEWS: tuple[TaskList, ...] = ("open", "done", "today", "near")


def home_screen(act: Act, *, page: int = 1, view: str = "open", contains: str = "", anew: bool = False) -> Said:
    """Return the list of tasks as a card; `contains` narrows it to names that hold a text.

    It goes at the next act: a list that stays behind would go on telling of tasks as they were.
    """
    shown: TaskList = view if view in VIEWS else "open"
    start = kept_start(act) or last_place(act.uow, act.actor)
    found = my_tasks(act.uow, act.actor, page=page, contains=contains, view=shown, start=start)
    if not found.total and not contains and view == "open" and supervises(act.uow, act.actor):
        return supervised_screen(act, page, anew=anew)
    today = local(act.uow.now).date()
    text = _text(act.words, found, today, view, contains)
    if view == "near" and start is None and found.total:
        text += "\n" + act.words("home-near-hint")
    buttons = _buttons(act.words, found, view, is_narrowed=bool(contains), beside=_beside(act, view))
    return [Card(KEY, text, buttons, anew=anew, vanish=True)]


def _waiting(act: Act) -> Row:
    """Return what waits for a supervisor's review, or for a lead to be followed up."""
    if supervises_any(act.actor):
        return (queue_button(act, "button-queue-short"),)
    return (clues_button(act, "button-clues-short"),) if any(role == "lead" for role, _ in act.actor.roles) else ()


def _text(words: Words, found: TaskPage, today: date, view: str, contains: str) -> str:
    if not found.total:
        if contains:
            return words("home-not-found", text=contains)
        return words({"done": "home-done-none", "today": "home-today-none"}.get(view, "home-none"))
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
    due = due_words(words, line.window_until, line.left, today)
    if line.metres is not None:
        due = Html(due + " · " + distance(words, line.metres))
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


def _buttons(words: Words, found: TaskPage, view: str, *, is_narrowed: bool, beside: Rows) -> Rows:
    lines: list[Row] = []
    names = Counter(_name(words, line) for line in found.lines)
    for number, line in enumerate(found.lines, 1):
        running = _is_mine_to_fill(line) or line.visit_state == "returned"
        key = "button-task-continue" if running else "button-task"
        name = _name(words, line)
        # An object may be inspected and followed up at once.
        called = f"{shortened(name, NAME_SHOWN)} {line.number}" if names[name] > 1 else name
        label = words.plain(key, number=circled(number), name=called)
        data = TaskButton(act="open", visit_id=line.visit_id).pack()
        lines.append((Button(label, data, style="primary" if running else None, steady=True),))
    pages = turning_row(
        found.page,
        found.pages,
        lambda key, page: Button(words.plain(key), HomeButton(view=view, page=page).pack(), steady=True),
    )
    return rows(*lines, *_ways(words, found, view, pages, is_narrowed=is_narrowed), *beside)


def _ways(words: Words, found: TaskPage, view: str, pages: Row, *, is_narrowed: bool) -> Rows:
    """Return the ways to other lists; with many tasks those that narrow them down."""
    everything = _list_button(words, "button-all-tasks", "open")
    done = _list_button(words, "button-done-tasks", "done")
    route = Button(words.plain("button-route"), RouteButton(act="show").pack(), steady=True)
    if view == "done" or is_narrowed:
        return rows(pages, (everything,))
    if view != "open":
        other = ("button-list-near", "near") if view == "today" else ("button-list-today", "today")
        return rows(pages, (_list_button(words, *other), route), (everything, done))
    if not found.total:
        return ((done, Button(words.plain("button-help"), HelpButton().pack(), steady=True)),)
    if found.pages == 1:
        return ((done, route),)
    return rows(
        (_list_button(words, "button-list-today", "today"), _list_button(words, "button-list-near", "near")), pages
    )


def _list_button(words: Words, key: str, view: str) -> Button:
    return Button(words.plain(key), HomeButton(view=view).pack(), steady=True)


def _beside(act: Act, view: str) -> Rows:
    """Return what else a person looks after besides tasks: forms, registries, papers of campaigns, people."""
    if view != "open":
        return ()
    found: list[Button] = [*_waiting(act)]
    if keeps_forms(act.actor):
        found.append(Button(act.words.plain("button-forms"), ShelfButton(act="list").pack(), steady=True))
        found.append(Button(act.words.plain("button-registries"), RegistryButton(act="show").pack(), steady=True))
    if has_campaigns(act.uow, act.actor):
        found.append(campaigns_button(act.words, "button-campaigns-short"))
    elif supervises_any(act.actor):
        # The first campaign is made from here.
        found.append(plans_button(act.words, "button-plans-short"))
    if administers(act.actor):
        found.append(people_button(act.words))
    # Whoever has tasks as well has no room for another row, and types it.
    has_tasks = any(role in ("inspector", "lead") for role, _ in act.actor.roles)
    if publishes(act.actor) and (len(found) % 2 or not has_tasks):
        found.append(publications_button(act.words))
    if reads_statistics(act.actor) and len(found) % 2:
        found.append(statistics_button(act.words))
    # Three labels would be cut in one row.
    return in_rows(found, 2)
