"""An interview about one item: who, what was said, read out, confirmed; each step on the same card."""

from handlers.act import Act, Said
from handlers.buttons_checklist import InterviewButton
from handlers.screens.checklist import page_screen
from handlers.screens.format import rows, shortened
from handlers.screens.item import pointed
from handlers.screens.task import visit_key
from handlers.screens.wholeness import Passage, fitted
from rules.messages import Button, Card, Row, Rows
from services.checklists import open_sheet
from services.interviews import STATEMENT_MOST, InterviewView, view_interview
from services.sheets import QuestionState, Sheet

STATEMENT_SHOWN = 120


def interview_screen(act: Act, visit_id: int) -> Said:
    """Return the interview about the pointer's item; the page when it is not asked any more."""
    sheet = open_sheet(act.uow, act.actor, visit_id)
    state = pointed(act, sheet)
    if state is None:
        return page_screen(act, visit_id)
    view = view_interview(act.uow, act.actor, visit_id, state.question.name)
    return [_card(act, sheet, state, view, step_of(act, view))]


def step_of(act: Act, view: InterviewView | None) -> str:
    """Return what is asked for next: name, statement, read, confirm; done when nothing is."""
    asked = act.pointer.get("step")
    if view is None or not view.name or asked == "name":
        return "name"
    if not view.statement or asked == "statement":
        return "statement"
    if not view.is_read:
        return "read"
    return "confirm" if view.way is None else "done"


def _card(act: Act, sheet: Sheet, state: QuestionState, view: InterviewView | None, step: str) -> Card:
    words, number = act.words, state.question.number or 0
    passages = [Passage(words("interview-title", number=number))]
    if view is not None and view.name and step != "name":
        passages.append(Passage(words("interview-of", name=view.name, of=view.of)))
    if view is not None and view.statement and step in ("read", "confirm", "done"):
        statement = words("interview-statement", statement=shortened(view.statement, STATEMENT_SHOWN))
        passages.append(Passage(statement, gives_way=1))
    elif view is not None and view.statement and step == "statement":
        # What came last is what is looked at.
        end = shortened(view.statement[::-1], STATEMENT_SHOWN)[::-1]
        passages.append(Passage(words("interview-statement", statement=end), gives_way=1))
        length = len(view.statement)
        passages.append(Passage(words("interview-length", parts=view.parts, length=length, most=STATEMENT_MOST)))
    if step == "done" and view is not None:
        passages.append(Passage(words("interview-done", way=view.way or "")))
    else:
        key = "more" if step == "statement" and view is not None and view.statement else step
        passages.append(Passage(words(f"interview-{key}-ask")))
    has_words = view is not None and bool(view.statement)
    return Card(
        visit_key(sheet.visit_id), fitted(passages).text, _buttons(act, sheet, state, step, has_words=has_words)
    )


def _buttons(act: Act, sheet: Sheet, state: QuestionState, step: str, *, has_words: bool) -> Rows:
    words = act.words

    def button(key: str, what: str, style: str | None = None) -> Button:
        data = InterviewButton(
            act=what,
            visit_id=sheet.visit_id,
            number=state.question.number or 0,
            mark=sheet.mark(state.question.name),
        ).pack()
        return Button(words.plain(key), data, style=style, steady=True)  # type: ignore[arg-type]

    first: Row = ()
    if step == "read":
        first = (button("button-interview-read", "read", "primary"),)
    elif step == "statement" and has_words:
        first = (button("button-interview-said", "said", "primary"), button("button-interview-shorter", "shorter"))
    elif step == "confirm":
        first = (button("button-interview-refused", "refused"),)
    changes: Row = ()
    if step in ("read", "confirm", "done"):
        changes = (button("button-interview-name", "name"), button("button-interview-statement", "statement"))
    withdraw: Row = (button("button-interview-withdraw", "withdraw"),) if step == "done" else ()
    return rows(first, changes, withdraw, (button("button-back", "back"),))
