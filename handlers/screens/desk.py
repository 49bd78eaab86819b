"""What is done at the desk where nobody goes: papers asked for, addresses looked at, reports commissioned."""

from handlers.act import Act, Said
from handlers.buttons import TaskButton
from handlers.buttons_before import DeskButton
from handlers.screens.format import day, local, rows, shortened, time_of
from handlers.screens.task import visit_key
from handlers.words import Html, Words
from rules.messages import Button, Card, Row, Style
from rules.methods import ON_SITE
from services.desk_checks import DeskView, StepView, view_desk

STEPS_SHOWN = 3
WHAT_SHOWN = 32.0
CAME_SHOWN = 14.0


def desk_screen(act: Act, visit_id: int) -> Said:
    """Return what was done at the desk for the actor's part."""
    words, view = act.words, view_desk(act.uow, act.actor, visit_id)
    method = words.plain("method-of", method=view.method)
    lines = [words("desk-title", number=view.number, name=view.short_name, method=method)]
    shown = view.steps[-STEPS_SHOWN:]
    for number, each in enumerate(shown, len(view.steps) - len(shown) + 1):
        lines += _step(words, number, each)
    if not view.steps:
        lines.append(words("desk-none", method=view.method))
    return [Card(visit_key(visit_id), "\n".join(lines), _buttons(words, view))]


def _step(words: Words, number: int, each: StepView) -> list[Html]:
    mark = "✅" if each.settled_at else "⏳"
    what = f"{number} {shortened(each.what, WHAT_SHOWN)}"
    items = words.plain("desk-items", items=", ".join(map(str, each.items))) if each.items else ""
    if each.due_on and not each.settled_at:
        due = words.plain("desk-due", day=day(words, each.due_on))
    else:
        at = each.settled_at or each.at
        due = f" · {day(words, local(at).date())} {time_of(words, at)}"
    lines = [
        words("desk-step", mark=mark, what=what),
        words("desk-step-more", items=shortened(items or words.plain("desk-items-all"), CAME_SHOWN), due=due),
    ]
    if each.came:
        lines.append(words("desk-came", came=shortened(each.came, CAME_SHOWN)))
    return lines


def _buttons(words: Words, view: DeskView) -> tuple[Row, ...]:
    acts: list[Row] = []
    if view.runs and view.method != ON_SITE:
        first = len(view.steps) - len(view.steps[-STEPS_SHOWN:]) + 1
        for number, each in enumerate(view.steps[-STEPS_SHOWN:], first):
            row = [_button(words.plain("button-desk-tie", number=number), view.visit_id, "tie", each.step_id)]
            if each.settled_at is None:
                label = words.plain("button-desk-step", number=number)
                row.append(_button(label, view.visit_id, "settle", each.step_id))
            acts.append(tuple(row))
        add = _button(words.plain(f"button-desk-add-{view.method}"), view.visit_id, "add", style="primary")
        acts.append((add,))
    go_on = TaskButton(act="open", visit_id=view.visit_id).pack()
    task = TaskButton(act="card", visit_id=view.visit_id).pack()
    below: Row = (
        Button(words.plain("button-back"), task, steady=True),
        Button(words.plain("button-go-on"), go_on, steady=True),
    )
    return rows(*acts, below)


def desk_ask_screen(act: Act, visit_id: int, part: str, step_id: int = 0) -> Said:
    """Ask for something of a step that is typed."""
    words, view = act.words, view_desk(act.uow, act.actor, visit_id)
    key, values = f"desk-ask-{part}", {}
    if part == "what":
        key = f"desk-ask-{view.method}"
    if part == "due":
        due = next((each.due_on for each in view.steps if each.step_id == step_id), None)
        values["day"] = day(words, due) if due else "-"
    keep = _button(words.plain("button-desk-keep" if step_id else "button-back"), visit_id, "show")
    return [Card(visit_key(visit_id), words(key, **values), ((keep,),), anew=True)]


def _button(label: str, visit_id: int, act: str, step_id: int = 0, style: Style | None = None) -> Button:
    return Button(label, DeskButton(act=act, visit_id=visit_id, step=step_id).pack(), style=style, steady=True)
