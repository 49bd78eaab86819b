"""Clues 线索: the list with the first due first, one with what may be done about it, all that was done."""

from handlers.act import Act, Said
from handlers.buttons import HomeButton
from handlers.buttons_clues import ClueButton, CluesButton
from handlers.screens.follow_ups import choosing_card, follow_up_buttons, follow_up_line
from handlers.screens.format import circled, day, in_rows, moment, rows, shortened, turning_row
from handlers.screens.looking import look
from handlers.screens.papers import paper_button
from handlers.words import Html, Words
from rules.clues import LIVE
from rules.messages import Button, Card, Row, Rows, Style
from services.clue_acts import RECTIFIED
from services.clue_readers import may_answer
from services.clues import CluePage, ClueView, live_count, other_departments, steps_of, view_clue, view_clues
from services.follow_ups import FollowUpView, view_follow_up
from services.visits import may_see

HOME = "home"
NAME_SHOWN, NOTE_SHOWN, REASON_SHOWN, DEPARTMENT_SHOWN = 6.0, 50.0, 34.0, 7.0
STEPS_SHOWN, STEP_SHOWN = 6, 14.0
DEPARTMENTS_A_PAGE = 10
# What may be done about a clue, by its state.
WAYS = ("unit", "order", "offer")


def clue_reason(words: Words, reason: str) -> str:
    """Return a reason in the reader's words where the program gave it, else as it was typed."""
    before, after = RECTIFIED.split("{number}")
    if reason.startswith(before) and reason.endswith(after):
        return words.plain("clue-rectified", number=reason.removeprefix(before).removesuffix(after))
    return reason


def clue_button(
    words: Words, key: str, clue_id: int, act: str, choice: int = 0, *, style: Style | None = None, is_act: bool = False
) -> Button:
    """Return a button of a clue; one that acts counts on the newest card only."""
    data = ClueButton(act=act, clue_id=clue_id, choice=choice).pack()
    return Button(words.plain(key), data, style=style, steady=not is_act)


def clues_button(act: Act, key: str = "button-clues") -> Button:
    """Return the button of the clues that the actor looks after."""
    return Button(act.words.plain(key, count=live_count(act.uow, act.actor)), CluesButton().pack(), steady=True)


def clues_screen(act: Act, page: int = 1, *, ended: bool = False, anew: bool = False) -> Said:
    """Return the clues that the actor looks after."""
    found = view_clues(act.uow, act.actor, page, ended=ended)
    words = act.words
    lines = [words("clues-title", total=found.total, ended=str(ended), overdue=found.overdue)]
    if found.pages > 1:
        lines[0] = Html(lines[0] + "　" + words("page-of", page=found.page, pages=found.pages))
    lines += [_line(words, place, each) for place, each in enumerate(found.lines, 1)]
    if not found.lines:
        lines.append(words("clues-none", ended=str(ended)))
    return [Card(HOME, "\n".join(lines), _list_buttons(words, found), anew=anew, vanish=True)]


def _line(words: Words, place: int, clue: ClueView) -> Html:
    return words(
        "clue-line",
        place=circled(place),
        number=clue.visit_number,
        item=clue.number,
        name=shortened(clue.short_name, NAME_SHOWN),
        state="followed" if clue.is_to_close else clue.state,
        live=str(clue.state in LIVE),
        left="late" if clue.days_left < 0 else clue.days_left,
    )


def _list_buttons(words: Words, found: CluePage) -> Rows:
    lines: list[Row] = [
        (
            Button(
                words.plain("button-clue", place=circled(place), number=each.visit_number, item=each.number),
                ClueButton(act="open", clue_id=each.clue_id).pack(),
                style="primary" if place == 1 and not found.ended else None,
                steady=True,
            ),
        )
        for place, each in enumerate(found.lines, 1)
    ]
    pages = turning_row(
        found.page,
        found.pages,
        lambda key, page: Button(words.plain(key), CluesButton(ended=int(found.ended), page=page).pack(), steady=True),
    )
    key = "button-clues-live" if found.ended else "button-clues-ended"
    other = Button(words.plain(key), CluesButton(ended=int(not found.ended)).pack(), steady=True)
    home = Button(words.plain("button-home"), HomeButton(view="open").pack(), steady=True)
    return rows(*lines, pages, (home, other))


def clue_screen(act: Act, visit_id: int) -> Said:
    """Return the pointer's clue: what is asked for, or how it stands."""
    clue = view_clue(act.uow, act.actor, int(act.pointer.get("clue") or 0))
    words, step = act.words, act.pointer.get("step")
    key = f"clue:{clue.clue_id}"
    head = words("clue-title", code=clue.code, name=clue.short_name)
    back: Row = (clue_button(words, "button-back", clue.clue_id, "open"),)
    if step == "steps":
        return [Card(key, _steps(act, clue), (back,))]
    if step == "offer":
        return [Card(key, Html(head + "\n" + words("clue-ask-offer")), rows(*_departments(act, clue), back))]
    if step == "again":
        return [choosing_card(act, clue, head, back)]
    if step:
        return [Card(key, Html(head + "\n" + words(f"clue-ask-{step}")), (back,))]
    lines = [head, words("clue-note", item=clue.number, note=shortened(clue.note, NOTE_SHOWN) or "-")]
    lines.append(
        words(
            "clue-state",
            state="followed" if clue.is_to_close else clue.state,
            department=words.pick(clue.department),
            giver=words.pick(clue.from_department or {}),
            reason=shortened(clue_reason(words, clue.reason), REASON_SHOWN) or "none",
        )
    )
    if clue.state in LIVE:
        lines.append(
            words(
                "clue-owner",
                department=words.pick(clue.department),
                owner=words.pick(clue.owner),
                closes=str(clue.is_to_close),
                day=day(words, clue.due_on),
                late=str(clue.days_left < 0),
                left=clue.days_left,
            )
        )
    found = view_follow_up(act.uow, act.actor, clue.clue_id)
    if found is not None:
        lines.append(follow_up_line(words, found))
    if clue.files:
        lines.append(words("clue-files", count=clue.files))
    elif clue.state in ("unit", "ordered"):
        lines.append(words("clue-hint"))
    return [Card(key, "\n".join(lines), _buttons(act, clue, found))]


def _buttons(act: Act, clue: ClueView, found: FollowUpView | None) -> Rows:
    words, of = act.words, clue.clue_id
    ways: list[Button] = []
    main: Row = ()
    is_running = found is not None and found.state == "running"
    if clue.state in ("open", "unit", "ordered") and not is_running:
        ways = [clue_button(words, f"button-clue-{way}", of, way) for way in WAYS]
    if clue.state in ("unit", "ordered") and clue.files and not is_running:
        main = (clue_button(words, "button-clue-close", of, "close", style="success"),)
    if clue.state == "offered" and may_answer(act.uow, act.actor, of):
        ways = [clue_button(words, "button-clue-reject", of, "reject")]
        main = (clue_button(words, "button-clue-accept", of, "accept", style="success", is_act=True),)
    elif clue.state == "offered":
        ways = [clue_button(words, "button-clue-take-back", of, "takeback", is_act=True)]
    if clue.state in ("closed", "void"):
        ways = [clue_button(words, "button-clue-reopen", of, "reopen")]
    papers: Row = (clue_button(words, "button-clue-steps", of, "steps"),)
    if clue.from_department is not None:
        papers = (*papers, paper_button(words, of, "transfer"))
    # Whoever answers for a clue, or hears that it is overdue, need not be a reader of its visit.
    visit = (look(words, "button-look", "look", clue.visit_id),) if may_see(act.uow, act.actor, clue.visit_id) else ()
    back = Button(words.plain("button-back"), CluesButton().pack(), steady=True)
    return rows(*((each,) for each in ways), papers, *follow_up_buttons(act, clue, found), main, (back, *visit))


def _departments(act: Act, clue: ClueView) -> Rows:
    words = act.words
    found = other_departments(act.uow, clue)
    pages = max(1, -(-len(found) // DEPARTMENTS_A_PAGE))
    page = min(max(int(act.pointer.get("page") or 1), 1), pages)
    shown = found[(page - 1) * DEPARTMENTS_A_PAGE : page * DEPARTMENTS_A_PAGE]
    choices = [
        Button(
            shortened(words.pick(name), DEPARTMENT_SHOWN),
            ClueButton(act="to", clue_id=clue.clue_id, choice=department_id).pack(),
        )
        for department_id, name in shown
    ]
    ends = turning_row(page, pages, lambda key, to: clue_button(words, key, clue.clue_id, "offer", to))
    return rows(*in_rows(choices, 2), ends)


def _steps(act: Act, clue: ClueView) -> str:
    words = act.words
    steps = steps_of(act.uow, act.actor, clue.clue_id)
    left_out = max(0, len(steps) - STEPS_SHOWN)
    lines = [words("clue-steps-title", code=clue.code, left=left_out)]
    lines += [
        words(
            "clue-step",
            when=moment(words, step.at),
            name=words.pick(step.by),
            kind=step.kind,
            text=shortened(clue_reason(words, step.text), STEP_SHOWN) or "none",
        )
        for step in steps[left_out:]
    ]
    return "\n".join(lines)
