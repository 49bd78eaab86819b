"""Lost photographs: the list, sending one again, and the request after submission."""

from handlers.act import Act, Said
from handlers.buttons import HomeButton
from handlers.buttons_submission import LostButton, SubmitButton
from handlers.screens.format import circled, rows
from handlers.screens.task import visit_key
from handlers.words import Words
from rules.messages import Button, Card, Row
from services.checklists import sheet_of
from services.resending import Lost, ensure_lost, lost_files
from services.visits import view_visit
from storage.unit_of_work import UnitOfWork

SHOWN = 4


def lost_screen(act: Act, visit_id: int) -> Said:
    """Return the photographs that could not be fetched, to be sent again or gone without."""
    found = lost_files(act.uow, act.actor, visit_id)
    words = act.words
    number = view_visit(act.uow, visit_id).number
    lines = [words("lost-title", number=number, count=len(found)) if found else words("lost-none", number=number)]
    buttons: list[Row] = []
    for place, lost in enumerate(found[:SHOWN], 1):
        where = where_lost(act.uow, words, lost)
        lines.append(words("lost-line", place=circled(place), where=where, name=words.pick(lost.name)))
        buttons.append(_line_buttons(words, lost, place))
    submitted = any(lost.visit_state == "submitted" for lost in found)
    data = HomeButton(view="open").pack() if submitted else SubmitButton(act="open", visit_id=visit_id).pack()
    back = Button(words.plain("button-back"), data, steady=True)
    return [Card(visit_key(visit_id), "\n".join(lines), rows(*buttons, (back,)))]


def _line_buttons(words: Words, lost: Lost, place: int) -> Row:
    def button(key: str, act: str, *, is_act: bool) -> Button:
        data = LostButton(act=act, visit_id=lost.visit_id, evidence_id=lost.evidence_id).pack()
        return Button(words.plain(key, place=circled(place)), data, steady=not is_act)

    again = button("button-send-again", "again", is_act=False)
    return (again,) if lost.visit_state == "submitted" else (again, button("button-drop-lost", "drop", is_act=True))


def where_lost(uow: UnitOfWork, words: Words, lost: Lost) -> str:
    """Return in words where a lost photograph belongs."""
    if lost.section_id is None or lost.question is None:
        return words.plain("lost-at", purpose=lost.purpose)
    state = sheet_of(uow, lost.section_id).find(lost.question)
    if state is None:
        return words.plain("pictures-at-hidden")
    return words.plain("lost-at-item", number=state.question.number or 0)


def resend_screen(act: Act, visit_id: int) -> Said:
    """Ask for the pointer's lost photograph once more."""
    lost = ensure_lost(act.uow, act.actor, int(act.pointer.get("lost") or 0))
    words = act.words
    where = where_lost(act.uow, words, lost)
    back = Button(words.plain("button-back"), LostButton(act="list", visit_id=visit_id).pack(), steady=True)
    return [Card(visit_key(visit_id), words("resend-ask", number=lost.number, where=where), ((back,),))]


def lost_card(uow: UnitOfWork, words: Words, lost: Lost) -> Card:
    """Return the request to send a photograph of a submitted visit again."""
    data = LostButton(act="again", visit_id=lost.visit_id, evidence_id=lost.evidence_id).pack()
    again = Button(words.plain("button-send-now"), data, style="primary", steady=True)
    text = words("lost-after", number=lost.number, where=where_lost(uow, words, lost))
    return Card(f"lost:{lost.evidence_id}", text, ((again,),), anew=True)
