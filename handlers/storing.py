"""Storing an answer: the form is asked first, a colleague's answer is never overwritten unseen, nothing is lost."""

from forms.checklist import Question
from handlers.act import Act, Said
from handlers.going_on import go_on, point_at
from handlers.places import where_you_are
from handlers.screens.conflict import conflict_card
from handlers.screens.format import REASON_SHOWN, shortened, time_of
from handlers.screens.item import item_card
from handlers.screens.values import shown_value
from rules.messages import Toast
from services import answering
from services.answering import Conflict
from services.checklists import open_sheet
from services.sheets import UNABLE, Sheet

TYPED_SHOWN = 16.0


def store(
    act: Act,
    visit_id: int,
    question: Question,
    value: str,
    *,
    seen: int,
    typed: str = "",
    message_id: int | None = None,
    reason: str | None = None,
) -> Said:
    """Store an answer and go on; `seen` is the revision that its giver had before them."""
    if refusal := objection(act, visit_id, question, value, typed):
        return refusal
    before = open_sheet(act.uow, act.actor, visit_id)
    conflict = answering.answer(
        act.uow, act.actor, visit_id, question.name, value, seen=seen, message_id=message_id, reason=reason
    )
    if conflict is not None:
        return contested(act, visit_id, conflict, value)
    act.keep_draft(visit_id, question.name, None)
    return stored(act, visit_id, question, value, before)


def stored(act: Act, visit_id: int, question: Question, value: str, before: Sheet) -> Said:
    """Go on after an answer, and say how many other answers it has hidden; `before` is the section as it was."""
    said: Said = [stored_toast(act, visit_id, question, value), *go_on(act, visit_id, question)]
    was_hidden = {state.question.name for state in before.hidden}
    hidden = [s for s in open_sheet(act.uow, act.actor, visit_id).hidden if s.question.name not in was_hidden]
    if not hidden or act.pointer.get("place") != "item":
        return said
    act.point(**{**act.pointer, "remark": act.words("item-hides", count=len(hidden))})
    return [said[0], *where_you_are(act)]


def stored_toast(act: Act, visit_id: int, question: Question, value: str) -> Toast:
    """Say what was stored."""
    now = question
    if question.kind in ("choice", "choices"):
        # What was chosen in a list that is looked up is known by its words only now.
        now = open_sheet(act.uow, act.actor, visit_id).of(question.name).question
    shown = shown_value(act.words, now, value, 1)
    return Toast(act.words.plain("item-toast", number=question.number or 0, value=shown))


def objection(act: Act, visit_id: int, question: Question, value: str, typed: str = "") -> Said | None:
    """Return the item's card with what the form has against an answer; none when it allows it.

    What stood before still stands; what was typed is shown, to be sent again otherwise.
    """
    reason = answering.objection(act.uow, act.actor, visit_id, question.name, value)
    if reason is None:
        return None
    sheet = open_sheet(act.uow, act.actor, visit_id)
    state = sheet.of(question.name)
    said = shortened(" ".join(typed.split()) or shown_value(act.words, question, value), TYPED_SHOWN)
    hint = act.words("item-objection", reason=shortened(reason, REASON_SHOWN), typed=said)
    point_at(act, sheet, state, remark=hint)
    return [Toast(act.words.plain("item-objection-toast")), item_card(act, sheet, state, hint)]


def contested(act: Act, visit_id: int, conflict: Conflict, value: str, note: str = "") -> Said:
    """Say that a colleague answered otherwise meanwhile; what was wanted waits for the person's decision."""
    question, sheet = conflict.question, open_sheet(act.uow, act.actor, visit_id)
    state = sheet.of(question.name)
    if question.kind in ("compliance", "choice") and (card := _choice_contested(act, sheet, conflict, value, note)):
        return card
    # Of several, each can be tapped again on the card as it stands now; a reason has to be sent anew.
    soft = None if question.kind == "choices" or value == UNABLE else value
    point_at(act, sheet, state, soft=soft, seen=conflict.revision)
    by, at = act.words.pick(conflict.by), time_of(act.words, conflict.at)
    shown = shortened(shown_value(act.words, question, conflict.value, state.photos), REASON_SHOWN)
    hint = act.words("item-conflict-typed", name=by, time=at, value=shown)
    return [Toast(act.words.plain("item-conflict-toast")), item_card(act, sheet, state, hint)]


def _choice_contested(act: Act, sheet: Sheet, conflict: Conflict, value: str, note: str) -> Said | None:
    state = sheet.of(conflict.question.name)
    card = conflict_card(act, sheet, conflict, value)
    if card is None:
        return None
    point_at(act, sheet, state, held=note or None, seen=conflict.revision)
    return [Toast(act.words.plain("item-conflict-toast")), card]
