"""A line of the annual plan: what it says, what it was before, and what is asked for it step by step."""

from collections.abc import Sequence

from handlers.act import Act, Said
from handlers.buttons_plans import YearButton
from handlers.screens.annual_plan import KEY
from handlers.screens.format import day, in_rows, joined, local, rows, shortened
from handlers.words import Html, Words
from rules.messages import Button, Card, Row, Style
from services.annual_plan import kinds_of
from services.annual_plan_view import LineView, view_line

MATTER_SHOWN = 34.0
KIND_SHOWN = 14.0
NAMES_SHOWN = 14.0
REASON_SHOWN = 20.0
REVISIONS_SHOWN = 2
KINDS_SHOWN = 12
STEPS = ("object_kind", "amount", "months", "part")
"""What is asked for a new line, one after the other."""


def line_screen(act: Act, year: int, number: int, *, anew: bool = False) -> Said:
    """Return a line of the plan."""
    words, view = act.words, view_line(act.uow, act.actor, year, number)
    lines = [
        words("line-title", number=number, year=str(year), department=words.pick(view.department)),
        Words.escape(shortened(view.matter, MATTER_SHOWN)),
        words("line-objects", kind=shortened(view.object_kind, KIND_SHOWN), amount=amount_in_words(words, view.amount)),
        words("line-months", months=months_in_words(words, view.months)),
        words("line-part", part="lead" if view.is_lead else "part"),
    ]
    if view.joint_month:
        names = shortened(joined(words, map(words.pick, view.joint)), NAMES_SHOWN)
        lines.append(words("line-joint", month=view.joint_month, names=names))
    if view.campaigns:
        lines.append(words("line-campaigns", numbers=", ".join(view.campaigns[-4:])))
    lines += _revisions(words, view)
    return [Card(KEY, "\n".join(lines), _line_buttons(words, view), anew=anew)]


def _revisions(words: Words, view: LineView) -> list[Html]:
    lines = []
    for each in view.revisions[:REVISIONS_SHOWN]:
        on, who = day(words, local(each.at).date()), words.pick(each.by) if each.by else "-"
        lines.append(words("line-changed", day=on, who=who, reason=shortened(each.reason, REASON_SHOWN)))
        if each.before != each.after:
            before, after = (shortened(text or "–", KIND_SHOWN / 2) for text in (each.before, each.after))
            lines.append(words("line-was", before=before, after=after))
    return lines


def _line_buttons(words: Words, view: LineView) -> tuple[Row, ...]:
    parts: list[Button] = []
    if view.may_change:
        parts = [
            _button(words.plain(f"button-line-{part.replace('_', '-')}"), view, "ask", part=part) for part in STEPS
        ]
        parts += [
            _button(words.plain("button-line-matter"), view, "ask", part="matter"),
            _button(words.plain("button-line-drop"), view, "drop"),
        ]
    begin: Row = ()
    if view.needs_reason and view.is_lead:
        begin = (_button(words.plain("button-line-begin"), view, "begin", style="primary"),)
    back: Row = (
        Button(
            words.plain("button-lines-back"), YearButton(act="lines", year=view.year, part="all").pack(), steady=True
        ),
    )
    return rows(*in_rows(parts, 2), begin, back)


def line_step_screen(act: Act, year: int, number: int, part: str) -> Said:
    """Ask for a part of a line."""
    words, view = act.words, view_line(act.uow, act.actor, year, number)
    choices: list[Button] = []
    if part == "object_kind":
        kinds = kinds_of(act.uow, view.department_id)[:KINDS_SHOWN]
        choices = [
            _button(shortened(kind, KIND_SHOWN / 2), view, "kind", page=place) for place, kind in enumerate(kinds)
        ]
    if part == "part":
        choices = [_button(words.plain(f"button-line-{each}"), view, "part", part=each) for each in ("lead", "takes")]
    key = "other-matter" if part == "matter" else part.replace("_", "-")
    text = words(f"line-ask-{key}", number=number)
    back: Row = (_button(words.plain("button-line-enough"), view, "line"),)
    return [Card(KEY, text, rows(*in_rows(choices, 2), back), anew=True)]


def amount_in_words(words: Words, amount: str) -> str:
    """Return a share or a number of objects."""
    return amount if amount.endswith("%") else words.plain("line-count", count=amount)


def months_in_words(words: Words, months: Sequence[int]) -> str:
    """Return months in runs: 3–5, 9."""
    runs: list[list[int]] = []
    for month in months:
        if runs and month == runs[-1][1] + 1:
            runs[-1][1] = month
        else:
            runs.append([month, month])
    return joined(words, (f"{first}–{last}" if last > first else f"{first}" for first, last in runs))


def _button(
    label: str, view: LineView, act: str, *, part: str = "", page: int = 1, style: Style | None = None
) -> Button:
    data = YearButton(act=act, year=view.year, of=view.number, part=part, page=page).pack()
    return Button(label, data, style=style, steady=True)
