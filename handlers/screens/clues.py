"""Clues 线索: the list with the first due first, and one with what may be done about it."""

import re
from collections.abc import Sequence

from handlers.act import Act, Said
from handlers.buttons import HomeButton
from handlers.buttons_clues import ClueButton, CluesButton
from handlers.screens.clue_offers import departments_card, last_look_card
from handlers.screens.clue_steps import steps_card
from handlers.screens.clue_words import clue_button, clue_reason
from handlers.screens.follow_ups import choosing_card, follow_up_buttons, follow_up_line
from handlers.screens.format import circled, day, rows, shortened, turning_row
from handlers.screens.looking import look
from handlers.screens.paging import lines_of
from handlers.screens.papers import paper_button
from handlers.words import Html, Words
from rules.clues import FOLLOWED, LIVE
from rules.messages import Button, Card, Row, Rows
from services.clue_readers import looks_after, may_answer
from services.clues import CluePage, ClueView, live_count, view_clue, view_clues
from services.follow_ups import FollowUpView, view_follow_up
from services.visits import may_see

HOME = "home"
NAME_SHOWN = 6.0
# How much of the problem and of the newest word is shown, as far as the card's lines allow.
SHOWN = ((50.0, 90.0), (50.0, 60.0), (50.0, 34.0), (33.0, 34.0), (15.0, 14.0))
LINES_MOST = 12
MARKUP = re.compile(r"<[^>]+>")
# What may be done about a clue, by its state.
WAYS = ("unit", "order", "offer")


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
        return [steps_card(act, clue, back)]
    if step == "offer":
        return [departments_card(act, clue, head, back)]
    if step == "to":
        return [last_look_card(act, clue, head)]
    if step == "again":
        return [choosing_card(act, clue, head, back)]
    if step:
        return [Card(key, Html(head + "\n" + words(f"clue-ask-{step}")), (back,))]
    found = view_follow_up(act.uow, act.actor, clue.clue_id)
    # What does not fit is cut here, and stands in full among the steps.
    lines = next(
        (fitting for shown in SHOWN if _height(fitting := _lines(words, head, clue, found, *shown)) <= LINES_MOST),
        _lines(words, head, clue, found, *SHOWN[-1]),
    )
    return [Card(key, "\n".join(lines), _buttons(act, clue, found))]


def _height(lines: Sequence[Html]) -> int:
    return sum(lines_of(MARKUP.sub("", line)) for line in lines)


def _lines(
    words: Words, head: Html, clue: ClueView, found: FollowUpView | None, note_shown: float, reason_shown: float
) -> list[Html]:
    reason = shortened(clue_reason(words, clue.reason), reason_shown) or "none"
    lines = [head, words("clue-note", item=clue.number, note=shortened(clue.note, note_shown) or "-")]
    is_apart = clue.state == "offered" or clue.refused_by is not None or clue.is_reopened
    lines.append(
        words(
            "clue-state",
            state="followed" if clue.is_to_close else clue.state,
            department=words.pick(clue.department),
            giver=words.pick(clue.from_department or {}),
            reason="none" if is_apart else reason,
        )
    )
    if clue.refused_by is not None:
        lines.append(words("clue-refused", department=words.pick(clue.refused_by), reason=reason))
    if clue.is_reopened:
        lines.append(words("clue-reopened", reason=reason))
    if clue.state == "ordered" and clue.unit:
        lines.append(words("clue-unit", unit=shortened(clue.unit, reason_shown)))
    if clue.state in LIVE:
        lines.append(_owner_line(words, clue))
    if found is not None:
        lines.append(follow_up_line(words, found))
    if clue.files:
        lines.append(words("clue-files", count=clue.files))
    elif clue.state in FOLLOWED and not (clue.known or clue.unfit):
        lines.append(words("clue-hint"))
    if clue.state in FOLLOWED and (clue.known or clue.unfit):
        lines.append(words("clue-files-not", known=clue.known, unfit=clue.unfit))
    return lines


def _owner_line(words: Words, clue: ClueView) -> Html:
    return words(
        "clue-owner",
        department=words.pick(clue.department),
        owner=words.pick(clue.owner),
        closes=str(clue.is_to_close),
        day=day(words, clue.due_on),
        late=str(clue.days_left < 0),
        left=clue.days_left,
    )


def _buttons(act: Act, clue: ClueView, found: FollowUpView | None) -> Rows:
    words, of = act.words, clue.clue_id
    is_mine = looks_after(act.uow, act.actor, of)
    papers: Row = (clue_button(words, "button-clue-steps", of, "steps"),)
    if clue.from_department is not None:
        papers = (*papers, paper_button(words, of, "transfer"))
    # Whoever answers for a clue, or hears that it is overdue, need not be a reader of its visit.
    visit = (look(words, "button-look", "look", clue.visit_id),) if may_see(act.uow, act.actor, clue.visit_id) else ()
    back = Button(words.plain("button-back"), CluesButton().pack(), steady=True)
    if not is_mine:
        return rows(papers, (back, *visit))
    follow_up = follow_up_buttons(act, clue, found)
    ways, main = _ways(act, clue, found), _main(act, clue, found)
    return rows(*((each,) for each in ways), papers, *follow_up, main, (back, *visit))


def _ways(act: Act, clue: ClueView, found: FollowUpView | None) -> list[Button]:
    words, of = act.words, clue.clue_id
    if clue.state in ("closed", "void"):
        return [clue_button(words, "button-clue-reopen", of, "reopen")]
    if clue.state == "offered":
        if may_answer(act.uow, act.actor, of):
            return [clue_button(words, "button-clue-reject", of, "reject")]
        return [clue_button(words, "button-clue-take-back", of, "takeback", is_act=True)]
    return [] if _is_running(found) else [clue_button(words, f"button-clue-{way}", of, way) for way in WAYS]


def _main(act: Act, clue: ClueView, found: FollowUpView | None) -> Row:
    words, of = act.words, clue.clue_id
    if clue.state == "offered" and may_answer(act.uow, act.actor, of):
        return (clue_button(words, "button-clue-accept", of, "accept", style="success", is_act=True),)
    if clue.state not in FOLLOWED or _is_running(found):
        return ()
    if clue.files:
        return (clue_button(words, "button-clue-close", of, "close", style="success"),)
    is_proof = found is not None and found.is_proof
    if found is not None and is_proof and found.photos:
        return ()  # these close it
    if clue.known or (found is not None and is_proof and found.known):
        return (clue_button(words, "button-clue-same", of, "same"),)
    return ()


def _is_running(found: FollowUpView | None) -> bool:
    return found is not None and found.state == "running"
