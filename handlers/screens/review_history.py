"""The history of a visit's review, the newest first; and what was sent back, one by one, both versions in full."""

from handlers.act import Act, Said
from handlers.buttons import TaskButton
from handlers.buttons_forms import ExportButton
from handlers.screens.changes import change_told, returned_what, versions_texts
from handlers.screens.format import moment, rows, shortened, turning_row
from handlers.screens.looking import look
from handlers.screens.review import review_button
from handlers.screens.wholeness import height_of
from handlers.words import Html, Words
from rules.messages import Button, Card, Row
from services.returned_changes import Change
from services.review_history import History, Step, view_history
from services.visits import is_of_team

COMMENT_SHOWN = 22.0
HEIGHT_MOST = 10


def history_screen(act: Act, visit_id: int) -> Said:
    """Return a page of all decisions about a visit, as the pointer says; under each return what was sent back, why,
    and what became of it.
    """
    words, found = act.words, view_history(act.uow, act.actor, visit_id)
    pages = _pages(words, found)
    page = min(max(int(act.pointer.get("page") or 1), 1), len(pages))
    title = words("review-history-title", number=found.visit.number, name=found.visit.inspected.short_name)
    if len(pages) > 1:
        title = Html(title + "　" + words("page-of", page=page, pages=len(pages)))
    lines = [title, *pages[page - 1]]
    turning = turning_row(page, len(pages), lambda key, to: review_button(words, key, "history", visit_id, page=to))
    changes: Row = ()
    if found.changes:
        changes = (review_button(words, "button-review-changes", "changes", visit_id, count=len(found.changes)),)
    export: Row = ()
    if found.visit.state == "submitted":
        export = (Button(words.plain("button-export-visit"), ExportButton(visit_id=visit_id).pack(), steady=True),)
    last = (look(words, "button-back", "open", visit_id),)
    return [Card(f"review:{visit_id}", "\n".join(lines), rows(changes, turning, export, last))]


def _pages(words: Words, found: History) -> list[list[Html]]:
    if not found.steps:
        return [[words("review-history-none")]]
    pages: list[list[Html]] = [[]]
    for step in reversed(found.steps):
        told = [_returned(words, found, each) for each in step.returns]
        blocks = [[_step(words, step), *(told[0] if told else [])], *told[1:]]
        for block in blocks:
            if pages[-1] and sum(map(height_of, [*pages[-1], *block])) > HEIGHT_MOST:
                pages.append([])
            pages[-1] += block
    return pages


def _step(words: Words, step: Step) -> Html:
    by, when = words.pick(step.by), moment(words, step.at)
    line = words("review-history-step", kind=step.kind, name=by, when=when)
    return Html(line + "\n" + words("review-history-reason", reason=step.reason)) if step.reason else line


def _returned(words: Words, found: History, change: Change) -> list[Html]:
    what, comment = returned_what(words, change.item), shortened(change.item.comment, COMMENT_SHOWN) or "none"
    told = words("change-awaited") if change.is_open else change_told(words, found.results, change)
    return [words("review-history-return", what=what, comment=comment), words("review-history-became", told=told)]


def changes_screen(act: Act, visit_id: int) -> Said:
    """Return one thing that was sent back, as the pointer says: why, what stood before, and what stands now."""
    words, found = act.words, view_history(act.uow, act.actor, visit_id)
    count = len(found.changes)
    if not count:
        return history_screen(act, visit_id)
    page = min(max(int(act.pointer.get("page") or 1), 1), count)
    change = found.changes[page - 1]
    number, name, what = found.visit.number, found.visit.inspected.short_name, returned_what(words, change.item)
    lines = [words("exchange-title", number=number, name=name, what=what)]
    if count > 1:
        lines[0] = Html(lines[0] + "　" + words("page-of", page=page, pages=count))
    if change.item.comment:
        lines.append(words("change-comment", text=change.item.comment))
    lines += _versions(words, found, change)
    turning = turning_row(page, count, lambda key, to: review_button(words, key, "changes", visit_id, page=to))
    history = review_button(words, "button-review-history", "history", visit_id)
    return [Card(f"review:{visit_id}", "\n".join(lines), rows(turning, (history, _back(act, visit_id))))]


def _versions(words: Words, found: History, change: Change) -> list[Html]:
    """Return both versions where they are two, else the one that stands."""
    if change.item.kind == "signing":
        told = words("change-awaited") if change.is_open else change_told(words, found.results, change)
        return [words("change-became", told=told)]
    before, now = versions_texts(words, found.results, change)
    if change.before == change.now:
        lines = [words("change-stands", text=before)]
        told = words("change-awaited") if change.is_open else change_told(words, found.results, change)
        return [*lines, words("change-became", told=told)]
    lines = [words("change-before", text=before), words("change-now", text=now)]
    if change.photos or change.gone:
        pictures = words("change-pictures", photos=change.photos, gone=change.gone)
        lines.append(words("change-became", told=Html(pictures.strip())))
    return lines


def _back(act: Act, visit_id: int) -> Button:
    if is_of_team(act.uow, act.actor, visit_id):
        return Button(act.words.plain("button-back"), TaskButton(act="open", visit_id=visit_id).pack(), steady=True)
    return look(act.words, "button-back", "open", visit_id)
