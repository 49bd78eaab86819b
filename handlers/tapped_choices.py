"""Taps on choices: one, several, a page of a long list, an order."""

from collections.abc import Mapping

from forms.checklist import Choice
from handlers.act import Said
from handlers.going_on import go_on, open_state, point_at
from handlers.screens.item import item_card
from handlers.storing import contested, objection, store, stored
from handlers.tapping import Tap, Tapped
from rules.errors.answers_on_site import NOT_A_CHOICE
from rules.refusals import Refused
from services import answering, findings
from services.checklists import open_sheet

# What the pointer holds of a long list beside its place.
LIST = ("look", "list")


def _picked(tapped: Tapped) -> Choice:
    """Return the choice that a button means, wherever it stands now. Raises `Refused` when it is no longer offered."""
    choices, button = tapped.asking.choices(), tapped.button
    if 0 <= button.place < len(choices) and tapped.asking.pick(choices[button.place]) == button.pick:
        return choices[button.place]
    found = [choice for choice in choices if button.pick and tapped.asking.pick(choice) == button.pick]
    if len(found) != 1:
        raise Refused(NOT_A_CHOICE, number=tapped.question.number)
    return found[0]


def choose(tapped: Tapped) -> Said:
    """Answer with one choice, over a colleague's answer when that was decided."""
    act, visit_id, question = tapped.act, tapped.visit_id, tapped.question
    value, is_mine = _picked(tapped).name, tapped.button.act == "mine"
    if refusal := objection(act, visit_id, question, value):
        return refusal
    reason = act.words.plain("item-overruled") if is_mine else None
    held, seen = act.pointer.get("held"), tapped.button.revision
    conflict = answering.answer(act.uow, act.actor, visit_id, question.name, value, seen=seen, reason=reason)
    if conflict is not None:
        return contested(act, visit_id, conflict, value)
    if is_mine and value == question.problem and held:
        findings.note_problem(act.uow, act.actor, visit_id, question.name, str(held))
    return stored(act, visit_id, question, value, tapped.sheet)


def toggle(tapped: Tapped) -> Said:
    """Choose one of several, or take it back; what the form does not allow yet is kept until more is chosen."""
    act, visit_id, name = tapped.act, tapped.visit_id, tapped.question.name
    picked, is_on = _picked(tapped).name, tapped.button.act == "on"
    chosen = {*tapped.asking.chosen, picked} if is_on else {*tapped.asking.chosen} - {picked}
    value = " ".join(choice.name for choice in tapped.asking.choices() if choice.name in chosen)
    list_place = {key: act.pointer[key] for key in LIST if act.pointer.get(key)}
    refusal = objection(act, visit_id, tapped.question, value)
    if refusal is None:
        conflict = answering.answer(act.uow, act.actor, visit_id, name, value, seen=tapped.button.revision)
        if conflict is not None:
            return contested(act, visit_id, conflict, value)
    act.keep_draft(visit_id, name, value if refusal else None)
    sheet = open_sheet(act.uow, act.actor, visit_id)
    state = sheet.of(name)
    point_at(act, sheet, state, **list_place)
    return [item_card(act, sheet, state)]


def done(tapped: Tapped) -> Said:
    """Go on; what is chosen and not allowed is said first."""
    act, visit_id, question = tapped.act, tapped.visit_id, tapped.question
    draft = tapped.asking.draft
    if question.kind == "choices" and draft is not None and draft != tapped.state.value:
        return store(act, visit_id, question, draft, seen=tapped.button.revision)
    return go_on(act, visit_id, question)


def turn(tapped: Tapped) -> Said:
    """Turn to a page of the list, or back from what was found to all of it."""
    act, page = tapped.act, tapped.button.place
    look = act.pointer.get("look") if page >= 0 else None
    point_at(act, tapped.sheet, tapped.state, look=look, list=max(page, 0))
    return [item_card(act, tapped.sheet, tapped.state)]


def rank(tapped: Tapped) -> Said:
    """Put the next one in order; the last follows by itself, and then the order is stored."""
    act, visit_id, question = tapped.act, tapped.visit_id, tapped.question
    names = [choice.name for choice in tapped.asking.choices()]
    order = [name for name in (tapped.asking.draft or "").split() if name in names]
    picked = _picked(tapped).name
    if picked not in order:
        order.append(picked)
    left = [name for name in names if name not in order]
    if len(left) > 1:
        act.keep_draft(visit_id, question.name, " ".join(order))
        return open_state(act, tapped.sheet, tapped.state)
    act.keep_draft(visit_id, question.name, None)
    return store(act, visit_id, question, " ".join([*order, *left]), seen=tapped.button.revision)


def rank_again(tapped: Tapped) -> Said:
    """Begin an order anew."""
    tapped.act.keep_draft(tapped.visit_id, tapped.question.name, None)
    return open_state(tapped.act, tapped.sheet, tapped.state)


TAPS: Mapping[str, Tap] = {
    "set": choose,
    "mine": choose,
    "on": toggle,
    "off": toggle,
    "done": done,
    "list": turn,
    "rank": rank,
    "rerank": rank_again,
}
