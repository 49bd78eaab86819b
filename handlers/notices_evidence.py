"""Tells a sender what became of a file: secured, or to be sent again."""

from typing import Any

from handlers.buttons import HomeButton
from handlers.buttons_submission import LostButton
from handlers.onlookers import refresh, stand_in
from handlers.screens.evidence import place_words, receipt_card
from handlers.screens.format import shortened
from handlers.screens.item import item_card, pointed
from handlers.words import words_at
from rules import events, events_evidence
from rules.errors import Told, describe
from rules.messages import Button, Card, Text
from services import batches, concerned, evidence
from services.access import chat_of
from services.checklists import open_sheet
from services.resending import lost_after_submission
from storage.unit_of_work import UnitOfWork

NOBODY = 0
NAME_SHOWN = 24
# Those that show how many files of the section are secured.
COUNTING_CARDS = ("page", "overview", "item", "finding")
# Those that show what was sent beside the signatures, and what for.
SIGNING_CARDS = ("sign", "party", "agent", "sheet", "sheet_page", "refusal")
SIGNING_PURPOSES = ("authorisation", "signature", "refusal")


def on_secured(uow: UnitOfWork, event: events_evidence.EvidenceSecured) -> None:
    """Bring the receipt up to date, and the count on the cards."""
    _update_count(uow, _update_receipt(uow, event.evidence_id))


def on_lost(uow: UnitOfWork, event: events_evidence.EvidenceLost) -> None:
    """Bring the receipt up to date and ask for the file again."""
    batch = _update_receipt(uow, event.evidence_id)
    _update_count(uow, batch)
    _update_signatures(uow, batch)
    if lost_after_submission(uow, event.evidence_id) is not None:
        # That it is missed then, is told with the button that sends it again.
        return
    if reached := chat_of(uow, batch.person_id):
        words = words_at(reached[1], uow.now)
        text = words("file-lost", place=place_words(uow, words, batch), because=event.because)
        go_on = Button(words.plain("button-continue"), HomeButton(view="resume").pack(), style="primary", steady=True)
        uow.mailbox.say(reached[0], [Text(text, ((go_on,),))])


def on_quarantined(uow: UnitOfWork, event: events_evidence.EvidenceQuarantined) -> None:
    """Say to the sender what is wrong with a file that is kept apart, with the button that goes on."""
    batch = _update_receipt(uow, event.evidence_id)
    _update_count(uow, batch)
    _update_signatures(uow, batch)
    reached = chat_of(uow, batch.person_id)
    if reached is None:
        return
    words = words_at(reached[1], uow.now)
    reason = describe(Told(event.code, event.placeholders), reached[1])
    sent = evidence.sent_as(uow, event.evidence_id)
    name = shortened(sent.name, NAME_SHOWN) or "none"
    what = words.plain("quarantined-what", kind=sent.kind, name=name)
    place = place_words(uow, words, batch)
    text = words("file-quarantined", place=place, what=what, reason=reason, code=event.code)
    after = lost_after_submission(uow, event.evidence_id)
    if after is not None:
        data = LostButton(act="again", visit_id=after.visit_id, evidence_id=after.evidence_id).pack()
        button = Button(words.plain("button-send-now"), data, style="primary", steady=True)
    else:
        button = Button(words.plain("button-continue"), HomeButton(view="resume").pack(), style="primary", steady=True)
    uow.mailbox.say(reached[0], [Text(text, ((button,),))])


def on_doubted(uow: UnitOfWork, event: events_evidence.EvidenceDoubted) -> None:
    """Let the receipt say what is doubtful; nothing is asked and nothing blocked."""
    _update_receipt(uow, event.evidence_id)


def _update_receipt(uow: UnitOfWork, evidence_id: int) -> batches.Batch:
    batch = batches.batch_with(uow, evidence_id)
    reached = chat_of(uow, batch.person_id)
    if reached is None:
        return batch
    # Whoever is just choosing another place keeps the choice in front of them; the receipt comes with its end.
    if uow.pointer(batch.chat_id).get("batch") != batch.batch:
        card: Card = receipt_card(uow, words_at(reached[1], uow.now), batch)
        uow.mailbox.say(batch.chat_id, [card])
    return batch


def _update_count(uow: UnitOfWork, batch: batches.Batch) -> None:
    """Let the open cards of the section's officers count again, once for all files that are fetched one by one."""
    belonging = batch.belonging
    if belonging.visit_id is None or belonging.section_id is None or batch.is_locked:
        return
    if not evidence.is_more_at_hand(uow, belonging.section_id):
        people = concerned.teammates(uow, belonging.visit_id, besides=NOBODY, section_id=belonging.section_id)
        refresh(uow, people, belonging.visit_id, COUNTING_CARDS, informs=True)


def _update_signatures(uow: UnitOfWork, batch: batches.Batch) -> None:
    """Let the open cards of the signatures say that a file no longer shows what it was sent for."""
    belonging = batch.belonging
    if belonging.visit_id is None or belonging.purpose not in SIGNING_PURPOSES or batch.is_locked:
        return
    people = concerned.teammates(uow, belonging.visit_id, besides=NOBODY)
    refresh(uow, people, belonging.visit_id, SIGNING_CARDS, informs=True)


def on_submission_settled(uow: UnitOfWork, event: events.SubmissionSettled) -> None:
    """Take the buttons from the receipts of a submitted visit: what they did is refused by now."""
    for batch in batches.batches_of(uow, event.visit_id):
        if reached := chat_of(uow, batch.person_id):
            uow.mailbox.say(batch.chat_id, [receipt_card(uow, words_at(reached[1], uow.now), batch)])


def on_code_sought(uow: UnitOfWork, event: events_evidence.CodeSought) -> None:
    """Show what was read off the picture on the question's card, or say that it has to be typed."""
    batch = batches.batch_with(uow, event.evidence_id)
    act, visit_id = stand_in(uow, batch.person_id), batch.belonging.visit_id
    if act is None or visit_id is None:
        return
    outcome = "none" if event.text is None else "objected" if event.objection else "read"
    hint = act.words(
        "code-sought",
        outcome=outcome,
        text=event.text or "",
        reason=event.objection or "",
        place=place_words(uow, act.words, batch),
    )
    sheet = open_sheet(uow, act.actor, visit_id)
    state = pointed(act, sheet) if act.pointer.get("place") == "item" and act.pointer.get("visit") == visit_id else None
    if state is not None and state.question.name == batch.belonging.question:
        uow.mailbox.say(act.chat_id, [item_card(act, sheet, state, hint)])
    else:
        uow.mailbox.say(act.chat_id, [Text(hint)])


TELLERS: dict[type[Any], Any] = {
    events_evidence.EvidenceSecured: on_secured,
    events_evidence.EvidenceQuarantined: on_quarantined,
    events_evidence.EvidenceDoubted: on_doubted,
    events_evidence.EvidenceLost: on_lost,
    events_evidence.CodeSought: on_code_sought,
    events.SubmissionSettled: on_submission_settled,
}
