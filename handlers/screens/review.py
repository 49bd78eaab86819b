"""Review 复核: the queue of what waits, a decision's buttons and lines, the history of all decisions."""

from handlers.act import Act, Said
from handlers.buttons import HomeButton
from handlers.buttons_review import ReviewButton
from handlers.screens.changes import change_line, returned_what
from handlers.screens.clues import clues_button
from handlers.screens.exceptions import is_waiting
from handlers.screens.format import circled, in_rows, moment, rows, shortened, turning_row
from handlers.screens.looking import look
from handlers.words import Html, Words
from rules.messages import Button, Card, Row, Rows, Style
from rules.reviews import APPROVED, RETURNED, SECONDING, WAITING
from services.review_history import view_history
from services.review_queue import ALL, BACK, DEPARTMENT, OWN, PROBLEMS, QueueLine, QueuePage, neighbours, view_queue
from services.review_rounds import current_round
from services.reviewers import lacks_second, may_review, needs_two, team_of
from services.supervision import SupervisedVisit

HOME = "home"
COMMENT_SHOWN, COMMENT_SHORT = 22.0, 12.0
REASON_SHOWN = 30.0


def review_button(
    words: Words,
    key: str,
    act: str,
    visit_id: int = 0,
    choice: str = "",
    page: int = 1,
    *,
    round_: int = 0,
    style: Style | None = None,
    dwell: bool = False,
    **values: object,
) -> Button:
    """Return a button of the review; one that decides counts on the newest card only."""
    data = ReviewButton(act=act, visit_id=visit_id, choice=choice, page=page, round=round_).pack()
    is_act = dwell or act in ("send", "drop", "last", "takeback")
    return Button(words.plain(key, **values), data, style=style, steady=not is_act, dwell=dwell)


def queue_screen(act: Act, chosen: str = ALL, page: int = 1, *, anew: bool = False) -> Said:
    """Return what waits for the actor's review."""
    found = view_queue(act.uow, act.actor, chosen, page)
    words = act.words
    department = dict(found.departments).get(int(chosen[1:])) if chosen[1:].isdigit() else None
    lines = [
        words(
            "queue-title",
            total=found.total,
            filter=DEPARTMENT if department else chosen,
            department=words.pick(department or {}),
        )
    ]
    if found.pages > 1:
        lines[0] = Html(lines[0] + "　" + words("page-of", page=found.page, pages=found.pages))
    lines += [_queue_line(words, place, line) for place, line in enumerate(found.lines, 1)]
    if not found.lines:
        lines.append(words("queue-none", filter=chosen if chosen in (ALL, BACK) else "other"))
    return [Card(HOME, "\n".join(lines), _queue_buttons(act, found), anew=anew, vanish=True)]


def _queue_line(words: Words, place: int, line: QueueLine) -> Html:
    return words(
        "queue-line",
        place=circled(place),
        number=line.number,
        name=shortened(line.short_name, 8),
        problems=line.problems,
        refused=str(line.is_refused),
        state="again" if line.round > 1 and line.state == WAITING else line.state,
        when=moment(words, line.submitted_at) if line.submitted_at else "-",
    )


def _queue_buttons(act: Act, found: QueuePage) -> Rows:
    words = act.words
    lines: list[Row] = [
        (
            review_button(
                words,
                "button-task",
                "open",
                line.visit_id,
                found.chosen,
                style="primary" if place == 1 and found.chosen != BACK else None,
                number=circled(place),
                name=line.short_name,
            ),
        )
        for place, line in enumerate(found.lines, 1)
    ]
    pages = turning_row(
        found.page, found.pages, lambda key, page: review_button(words, key, "queue", choice=found.chosen, page=page)
    )
    filters = [
        review_button(words, f"button-queue-{key}", "queue", choice=key, count=found.counts[key])
        for key in (ALL, PROBLEMS, BACK, OWN)
        if key != found.chosen and (found.counts[key] or key == ALL)
    ]
    if len(found.departments) > 1:
        filters.append(review_button(words, "button-queue-department", "queue", choice=found.next_department))
    back = Button(words.plain("button-visits"), HomeButton(view="open").pack(), steady=True)
    shown = filters[: 2 if len(lines) > 3 else 4]
    last: Row = (back, clues_button(act, "button-clues-short"))
    return rows(*lines, *in_rows(shown, 2), pages, last)


def review_lines(words: Words, view: SupervisedVisit) -> list[Html]:
    """Return what of the review itself comes before the exceptions: what is sent back, and what became of it."""
    lines = [
        words(
            "review-sent-back",
            what=returned_what(words, each),
            comment=shortened(each.comment, COMMENT_SHOWN if len(view.returns) == 1 else COMMENT_SHORT),
            touched=str(each.is_touched),
        )
        for each in view.returns
    ]
    if is_waiting(view):
        lines += [change_line(words, view.results, each) for each in view.changes]
    return lines


def review_state_line(act: Act, view: SupervisedVisit) -> list[Html]:
    """Return how the review stands, where its buttons do not tell; of one that was opened again why."""
    if view.visit.state != "submitted":
        return []
    review = current_round(act.uow, view.visit.visit_id)
    if view.review == WAITING:
        reason = review.reason if review is not None else None
        return [act.words("review-reopened", reason=shortened(reason, REASON_SHOWN))] if reason else []
    is_own = review is not None and review.first_by == act.actor.person_id
    if lacks_second(act.uow, view.visit.visit_id):
        return [act.words("review-nobody", own=str(is_own))]
    return [act.words("review-state", state=view.review, own=str(is_own))]


def decision_rows(act: Act, view: SupervisedVisit) -> Rows:
    """Return the buttons that decide about a visit, and lead to those beside it in the queue."""
    words, visit = act.words, view.visit
    visit_id = visit.visit_id
    if not may_review(act.uow, act.actor, visit_id):
        return ()
    history = review_button(words, "button-review-history", "history", visit_id)
    if view.changes and view.review in (WAITING, SECONDING):
        history = review_button(words, "button-review-changes", "changes", visit_id, count=len(view.changes))
    if visit.state == RETURNED:
        is_touched = any(each.is_touched for each in view.returns)
        back = () if is_touched else (review_button(words, "button-take-back", "takeback", visit_id),)
        return rows((*back, history), _beside(act, visit_id))
    if visit.state != "submitted":
        return ()
    if view.review == APPROVED:
        return rows((review_button(words, "button-reopen-review", "reopen", visit_id), history), _beside(act, visit_id))
    send_back = review_button(words, "button-return", "return", visit_id)
    return rows((send_back, history), _approve_row(act, view), _beside(act, visit_id))


def _approve_row(act: Act, view: SupervisedVisit) -> Row:
    """Return the button that approves what this card shows, for those who may."""
    visit_id, review = view.visit.visit_id, current_round(act.uow, view.visit.visit_id)
    is_first = review is not None and view.review != WAITING and review.first_by == act.actor.person_id
    if is_first or act.actor.person_id in team_of(act.uow, visit_id):
        return ()
    key = "button-approve-first" if needs_two(act.uow) and view.review == WAITING else "button-approve"
    choice, seen = str(act.pointer.get("queue") or ""), review.round if review else 1
    return (review_button(act.words, key, "approve", visit_id, choice, round_=seen, style="success", dwell=True),)


def _beside(act: Act, visit_id: int) -> Row:
    chosen = str(act.pointer.get("queue") or ALL)
    beside = neighbours(act.uow, act.actor, visit_id, chosen)
    return tuple(
        review_button(act.words, key, "open", to, chosen)
        for key, to in (("button-review-before", beside.before), ("button-review-behind", beside.behind))
        if to is not None
    )


def reopen_review_screen(act: Act, visit_id: int) -> Said:
    """Ask why an approved visit is opened again."""
    words = act.words
    view = view_history(act.uow, act.actor, visit_id)
    text = words("review-reopen-ask", number=view.visit.number, name=view.visit.inspected.short_name)
    return [Card(f"review:{visit_id}", text, ((look(words, "button-back", "open", visit_id),),))]
