"""A returned visit on its team's phones: what was sent back, what it still takes, and submitting again."""

from handlers.act import Act, Said
from handlers.buttons import HomeButton, TaskButton
from handlers.buttons_conclusion import ResultButton
from handlers.buttons_signing import SignButton
from handlers.buttons_submission import SubmitButton
from handlers.screens.changes import returned_what
from handlers.screens.format import day, moment, rows, shortened
from handlers.screens.marking import plain_in
from handlers.screens.returning import return_button
from handlers.screens.task import visit_key
from handlers.words import Html, Words
from rules.messages import Button, Card, Row, Rows
from services.returned_view import ReturnedView, view_returned
from services.returning import ReturnView
from services.submission import view_summary

ITEMS_SHOWN = 3
LABEL_SHOWN = 12.0
COMMENT_ALONE, COMMENT_SHOWN = 90.0, 30.0
DEPARTMENT_SHOWN = 5.0


def returned_screen(act: Act, visit_id: int) -> Said:
    """Return what was sent back to the actor's team."""
    view = view_returned(act.uow, act.actor, visit_id)
    return [Card(visit_key(visit_id), _text(act.words, view), _buttons(act, view))]


def _text(words: Words, view: ReturnedView) -> str:
    visit = view.visit
    lines = [
        words("returned-title", number=visit.number, name=visit.inspected.short_name, count=len(view.items)),
    ]
    shown = view.items[:ITEMS_SHOWN]
    for item in shown:
        most = COMMENT_ALONE if len(view.items) == 1 else COMMENT_SHOWN
        label = shortened(plain_in(item.label, words.language), LABEL_SHOWN) or "none"
        lines.append(words("returned-item", what=returned_what(words, item), label=label, touched=str(item.is_touched)))
        lines.append(Html(f"<blockquote>{words('returned-comment', text=shortened(item.comment, most))}</blockquote>"))
    if len(view.items) > len(shown):
        lines.append(words("return-more", count=len(view.items) - len(shown)))
    if view.asked:
        lines.append(words("returned-asked", count=len(view.asked), at=moment(words, view.asked[0])))
    due = day(words, view.due_on) if view.due_on else "-"
    lines.append(words("returned-due", day=due, left=view.days_left, late=str(view.days_left < 0)))
    if view.is_mine_open:
        lines.append(words("returned-confirm-again"))
    elif view.signing.given < view.signing.needed and not view.signing.open_sections:
        lines.append(words("returned-sign-again", given=view.signing.given, needed=view.signing.needed))
    return "\n".join(lines)


def _buttons(act: Act, view: ReturnedView) -> Rows:
    words, visit_id = act.words, view.visit.visit_id
    opened: list[Row] = [
        (_open_button(words, item), return_button(words, "button-ask-back", item.return_id, "say"))
        for item in view.items[:ITEMS_SHOWN]
        if item.section_id in (None, view.my_section_id)
    ]
    back: Row = (Button(words.plain("button-home"), HomeButton(view="open").pack(), steady=True),)
    read = Button(words.plain("button-card"), TaskButton(act="card", visit_id=visit_id).pack(), steady=True)
    return rows(*opened, *_next_step(act, view), (*back, read))


def _open_button(words: Words, item: ReturnView) -> Button:
    department = shortened(words.pick(item.department), DEPARTMENT_SHOWN)
    return return_button(
        words, "button-open-returned", item.return_id, "open", kind=item.kind, department=department, number=item.number
    )


def _next_step(act: Act, view: ReturnedView) -> Rows:
    """Return the one button that leads on, once something was done about all that was sent back."""
    words, visit_id = act.words, view.visit.visit_id
    if view.is_mine_open:
        data = ResultButton(act="open", visit_id=visit_id).pack()
        return ((Button(words.plain("button-gap-own-result"), data, style="primary", steady=True),),)
    if not view.is_ready:
        return ()
    signing = view.signing
    if signing.given < signing.needed and not signing.open_sections:
        data = SignButton(act="hub", visit_id=visit_id).pack()
        return ((Button(words.plain("button-to-signatures"), data, style="primary", steady=True),),)
    summary = view_summary(act.uow, act.actor, visit_id)
    if summary.gaps and not summary.reason:
        data = SubmitButton(act="open", visit_id=visit_id).pack()
        return ((Button(words.plain("button-check-again"), data, style="primary", steady=True),),)
    data = SubmitButton(act="commit", visit_id=visit_id).pack()
    label = words.plain("button-submit-again", count=len(view.items))
    return ((Button(label, data, style="success", dwell=True),),)
