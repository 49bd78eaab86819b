"""Handing a clue over: to which department, and a last look before it goes."""

from handlers.act import Act
from handlers.buttons_clues import ClueButton
from handlers.screens.clue_words import clue_button
from handlers.screens.format import day, in_rows, rows, shortened, turning_row
from handlers.words import Html
from rules.messages import Button, Card, Row
from services.clue_offers import view_offer
from services.clues import ClueView, other_departments

DEPARTMENT_SHOWN = 7.0
DEPARTMENTS_A_PAGE = 10


def departments_card(act: Act, clue: ClueView, head: Html, back: Row) -> Card:
    """Return the card on which the department is chosen."""
    words = act.words
    found = other_departments(act.uow, clue)
    pages = max(1, -(-len(found) // DEPARTMENTS_A_PAGE))
    page = min(max(int(act.pointer.get("page") or 1), 1), pages)
    shown = found[(page - 1) * DEPARTMENTS_A_PAGE : page * DEPARTMENTS_A_PAGE]
    choices = [
        Button(
            shortened(words.pick(name), DEPARTMENT_SHOWN),
            ClueButton(act="to", clue_id=clue.clue_id, choice=department_id).pack(),
            steady=True,
        )
        for department_id, name in shown
    ]
    ends = turning_row(page, pages, lambda key, to: clue_button(words, key, clue.clue_id, "offer", to))
    text = Html(head + "\n" + words("clue-ask-offer"))
    return Card(f"clue:{clue.clue_id}", text, rows(*in_rows(choices, 2), ends, back))


def last_look_card(act: Act, clue: ClueView, head: Html) -> Card:
    """Return what handing the clue to the chosen department would do, with the button that does it."""
    words, to = act.words, int(act.pointer.get("page") or 0)
    found = view_offer(act.uow, act.actor, clue.clue_id, to)
    owner = words.pick(found.owner)
    lines = [
        head,
        words("clue-last-look", department=words.pick(found.department), owner=owner, day=day(words, found.due_on)),
    ]
    if not found.is_reached:
        lines.append(words("clue-unreached", owner=owner))
    hand = clue_button(words, "button-clue-hand", clue.clue_id, "hand", to, style="success", is_act=True)
    back = clue_button(words, "button-back", clue.clue_id, "offer")
    return Card(f"clue:{clue.clue_id}", "\n".join(lines), ((hand,), (back,)))
