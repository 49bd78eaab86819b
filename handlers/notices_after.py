"""Tells of what happens after the checklist: results, signatures, refusals, submission, late photographs."""

from collections.abc import Collection
from dataclasses import replace

from handlers.act import Act
from handlers.buttons import TaskButton
from handlers.buttons_signing import SignButton
from handlers.onlookers import looked_at, refresh, stand_in
from handlers.places import place_of
from handlers.screens.conclusion import gap_button, lacks_lines, waiting_card
from handlers.screens.resending import lost_card
from handlers.screens.signed_sheets import ticked_on_record
from handlers.screens.signing import hub_card
from handlers.screens.submission import locked_card, receipt_card
from handlers.screens.supervision import refused_card, submitted_card
from handlers.telling import Teller, to_each, to_person, update_each
from handlers.words import Html, Words, words_at
from rules import events, events_evidence
from rules.messages import Button, Card, Message, Withdraw
from services import concerned
from services.access import chat_of
from services.conclusions import TeamProgress, is_all_concluded, team_progress_of
from services.in_charge import in_charge_of
from services.progress import progress
from services.resending import lost_after_submission, settled_visit_of, submitted_visit_of
from services.reviewers import told_of_review
from services.signing import signing_of
from services.submission import ReceiptView, receipt_from, view_receipt
from services.supervision import supervised_of
from services.ticked_signatures import denied_signature, settled_denials, unconfirmed_of
from storage.unit_of_work import UnitOfWork

TEAM_CARDS = ("sign", "party", "summary", "gaps", "waiting", "watch", "result")
NOBODY = 0


class Onlookers:
    """The team's phones that show this visit; what they all look at is loaded once, for the first who needs it."""

    def __init__(self, uow: UnitOfWork, visit_id: int) -> None:
        self._uow = uow
        self._visit_id = visit_id
        self._team: TeamProgress | None = None

    def refresh(
        self, people: Collection[int], places: Collection[str] = TEAM_CARDS, *, below: Collection[int] = ()
    ) -> None:
        """Edit the card of those who stand at one of the places; `below` were just sent something that hides it."""
        others = []
        for person_id in people:
            act = stand_in(self._uow, person_id)
            if act is None or looked_at(act) != self._visit_id:
                continue
            place = place_of(act, self._visit_id)
            if place not in ("waiting", "sign"):
                others.append(person_id)
            elif place in places:
                self._say(act, place, follow=person_id in below)
        refresh(self._uow, others, self._visit_id, places)

    def lead_on(self, people: Collection[int]) -> None:
        """Take those who look at the visit to where its work goes on: the wait for the others, or the signatures."""
        for person_id in people:
            act = stand_in(self._uow, person_id)
            if act is not None and looked_at(act) == self._visit_id:
                act.point(visit=self._visit_id)
                self._say(act, "sign" if self._seen(person_id).is_complete else "waiting")

    def _say(self, act: Act, place: str, *, follow: bool = False) -> None:
        if place == "sign":
            card = hub_card(act, signing_of(self._uow, self._visit_id))
        elif (seen := self._seen(act.actor.person_id)).mine.is_concluded:
            card = waiting_card(act.words, seen)
        else:
            refresh(self._uow, (act.actor.person_id,), self._visit_id, ("waiting",))
            return
        self._uow.mailbox.say(act.chat_id, [replace(card, follow=follow)])

    def _seen(self, person_id: int) -> TeamProgress:
        if self._team is None:
            self._team = team_progress_of(self._uow, self._visit_id, NOBODY)
        return self._team.seen_by(person_id)


def on_section_concluded(uow: UnitOfWork, event: events.SectionConcluded) -> None:
    """Lead the colleagues of the section on; tell the other departments."""
    visit_id = concerned.visit_of_section(uow, event.section_id)
    onlookers = Onlookers(uow, visit_id)
    onlookers.lead_on(concerned.teammates(uow, visit_id, besides=event.person_id, section_id=event.section_id))
    _tell_others(uow, onlookers, visit_id, event, "told-concluded")


def on_section_reopened(uow: UnitOfWork, event: events.SectionReopened) -> None:
    """Show it to the colleagues of the section; tell the other departments."""
    visit_id = concerned.visit_of_section(uow, event.section_id)
    onlookers = Onlookers(uow, visit_id)
    onlookers.refresh(concerned.teammates(uow, visit_id, besides=event.person_id, section_id=event.section_id))
    _tell_others(uow, onlookers, visit_id, event, "told-reopened")


def _tell_others(
    uow: UnitOfWork,
    onlookers: "Onlookers",
    visit_id: int,
    event: events.SectionConcluded | events.SectionReopened,
    key: str,
) -> None:
    own = concerned.teammates(uow, visit_id, besides=event.person_id, section_id=event.section_id)
    others = [person for person in concerned.teammates(uow, visit_id, besides=event.person_id) if person not in own]
    how_far = progress(uow, event.section_id)
    number = concerned.visit_concern(uow, visit_id).number
    department = concerned.department_of_section(uow, event.section_id)
    is_complete = is_all_concluded(uow, visit_id)

    def say(words: Words) -> list[Message]:
        text = words(
            key,
            number=number,
            department=words.pick(department),
            answered=how_far.answered,
            asked=how_far.asked,
            problems=len(how_far.problems),
        )
        if is_complete:
            text = Html(text + "\n" + words("told-concluded-all"))
        return [
            Card(
                f"concluded:{event.section_id}", text, ((_go_on(words, visit_id, is_complete=is_complete),),), anew=True
            )
        ]

    for person_id in others:
        to_person(uow, person_id, say)
    onlookers.refresh(others)


def _go_on(words: Words, visit_id: int, *, is_complete: bool) -> Button:
    if is_complete:
        data = SignButton(act="hub", visit_id=visit_id).pack()
        return Button(words.plain("button-to-signatures"), data, style="primary", steady=True)
    data = TaskButton(act="open", visit_id=visit_id).pack()
    return Button(words.plain("button-open-task"), data, style="primary", steady=True)


def on_section_nudged(uow: UnitOfWork, event: events.SectionNudged) -> None:
    """Ask every officer of the section to go on."""
    visit_id = concerned.visit_of_section(uow, event.section_id)
    for person_id in concerned.teammates(uow, visit_id, besides=NOBODY, section_id=event.section_id):
        to_person(uow, person_id, lambda words: [_nudged_card(uow, words, visit_id, event)])


def _nudged_card(uow: UnitOfWork, words: Words, visit_id: int, event: events.SectionNudged) -> Card:
    how_far = progress(uow, event.section_id)
    text = words(
        "told-nudged",
        number=concerned.visit_concern(uow, visit_id).number,
        name=words.pick(concerned.name_of(uow, event.person_id)),
        department=words.pick(concerned.department_of_section(uow, event.by_section_id)),
        answered=how_far.answered,
        asked=how_far.asked,
    )
    go_on = _go_on(words, visit_id, is_complete=False)
    if how_far.missing and concerned.is_section_concluded(uow, event.section_id):
        text = Html("\n".join([text, *lacks_lines(words, how_far.missing)]))
        first = how_far.missing[0]
        go_on = gap_button(words, visit_id, first.kind, first.number, style="primary")
    return Card(f"nudged:{event.section_id}", text, ((go_on,),), anew=True)


def on_record_changed(uow: UnitOfWork, event: events.RecordChanged) -> None:
    """Show signatures and seals on every phone of the team that looks at them."""
    Onlookers(uow, event.visit_id).refresh(concerned.teammates(uow, event.visit_id, besides=event.person_id))


def on_paper_printed(uow: UnitOfWork, event: events.PaperPrinted) -> None:
    """Name the record that was printed on the hub, which comes below it; who is busy elsewhere is left alone."""
    if event.paper == "record":
        team = concerned.teammates(uow, event.of, besides=NOBODY)
        Onlookers(uow, event.of).refresh(team, below=event.people)


def on_sheet_signed(uow: UnitOfWork, event: events.SheetSigned) -> None:
    """Ask the officers whom a colleague ticked whether they signed."""
    for ticked in unconfirmed_of(uow, event.sheet_id):
        if reached := chat_of(uow, ticked.person_id):
            uow.mailbox.say(reached[0], [ticked_on_record(words_at(reached[1], uow.now), ticked)])
    forget_denials(uow, event.visit_id)


def forget_denials(uow: UnitOfWork, visit_id: int) -> None:
    """Take away what asked for a new signature, once there is one or it is too late."""
    for signature_id, taken_by in settled_denials(uow, visit_id):
        if reached := chat_of(uow, taken_by):
            uow.mailbox.say(reached[0], [Withdraw(denied_key(signature_id), "✓")])


def denied_key(signature_id: int) -> str:
    """Return the name of the card that asks for a new signature in place of a denied one."""
    return f"denied:{signature_id}"


def on_signature_denied(uow: UnitOfWork, event: events.SignatureDenied) -> None:
    """Tell whoever had taken the signature down."""
    denied = denied_signature(uow, event.signature_id)
    number = concerned.visit_concern(uow, event.visit_id).number

    def say(words: Words) -> list[Message]:
        text = words("told-denied", number=number, name=words.pick(denied.name))
        return [
            Card(denied_key(event.signature_id), text, ((_go_on(words, event.visit_id, is_complete=True),),), anew=True)
        ]

    to_person(uow, denied.taken_by, say)


def on_signature_refused(uow: UnitOfWork, event: events.SignatureRefused) -> None:
    """Tell the supervisor at once."""
    view = supervised_of(uow, event.visit_id)
    told = in_charge_of(uow, event.visit_id)
    to_each(uow, told, lambda words: [replace(refused_card(words, view), anew=True)])


def on_refusal_lifted(uow: UnitOfWork, event: events.RefusalLifted) -> None:
    """Bring the supervisor's message about the refusal up to date."""
    view = supervised_of(uow, event.visit_id)
    told = in_charge_of(uow, event.visit_id)
    to_each(uow, told, lambda words: [replace(refused_card(words, view), follow=False)])


def on_visit_submitted(uow: UnitOfWork, event: events.VisitSubmitted) -> None:
    """Give the whole team the receipt, let their cards shrink, and tell who is to review."""
    seen = supervised_of(uow, event.visit_id)
    view = receipt_from(uow, seen.visit, seen.sections, seen.photos)
    for person_id in concerned.teammates(uow, event.visit_id, besides=NOBODY):
        if reached := chat_of(uow, person_id):
            chat_id, words = reached[0], words_at(reached[1], uow.now)
            receipt = receipt_card(uow, words, person_id, view, is_new=True)
            uow.mailbox.say(chat_id, [locked_card(words, view), receipt])
            if person_id != event.person_id and uow.pointer(chat_id).get("visit") == event.visit_id:
                # Whoever presses a moment later on the visit's card is told there who was first.
                uow.point(chat_id, visit=event.visit_id, place="submitted")
    to_each(uow, told_of_review(uow, event.visit_id), lambda words: [submitted_card(words, seen)])


def on_submission_settled(uow: UnitOfWork, event: events.SubmissionSettled) -> None:
    """Bring up to date what a supervisor has open, and take away what asked for more before the submission."""
    forget_denials(uow, event.visit_id)
    refresh(uow, told_of_review(uow, event.visit_id), event.visit_id, ("review",))


def on_evidence_secured(uow: UnitOfWork, event: events_evidence.EvidenceSecured) -> None:
    """Bring up to date the receipts after submission, or before it the summary once nothing is on its way."""
    if not _update_receipts(uow, event.evidence_id):
        _update_summaries(uow, event.evidence_id)


def on_evidence_lost(uow: UnitOfWork, event: events_evidence.EvidenceLost) -> None:
    """After submission: bring the receipts up to date and ask the sender for the photograph again."""
    if not _update_receipts(uow, event.evidence_id):
        _update_summaries(uow, event.evidence_id)
    lost = lost_after_submission(uow, event.evidence_id)
    if lost is not None:
        to_person(uow, lost.person_id, lambda words: [lost_card(uow, words, lost)])


def on_evidence_quarantined(uow: UnitOfWork, event: events_evidence.EvidenceQuarantined) -> None:
    """Take the file out of what was told of a submission, and out of the summary before it."""
    if not _update_receipts(uow, event.evidence_id):
        _update_summaries(uow, event.evidence_id)


def on_evidence_doubted(uow: UnitOfWork, event: events_evidence.EvidenceDoubted) -> None:
    """Let the supervisor see it, also when it was found out only after the submission."""
    _update_receipts(uow, event.evidence_id)


def _update_receipts(uow: UnitOfWork, evidence_id: int) -> bool:
    """Bring up to date what the team and its reviewers were told of a submission; return whether there was one."""
    visit_id = submitted_visit_of(uow, evidence_id)
    if visit_id is None:
        return False
    view = view_receipt(uow, visit_id)
    for person_id in concerned.teammates(uow, visit_id, besides=NOBODY):
        _say_receipt(uow, person_id, view)
    _update_reviewers(uow, visit_id)
    return True


def _update_reviewers(uow: UnitOfWork, visit_id: int) -> None:
    seen = supervised_of(uow, visit_id)
    if seen.photos.waiting:
        return
    told = told_of_review(uow, visit_id)
    update_each(uow, told, lambda words: submitted_card(words, seen))
    refresh(uow, told, visit_id, ("review",), informs=True)


def _update_summaries(uow: UnitOfWork, evidence_id: int) -> None:
    if (visit_id := settled_visit_of(uow, evidence_id)) is not None:
        refresh(uow, concerned.teammates(uow, visit_id, besides=NOBODY), visit_id, ("summary",), informs=True)


def _say_receipt(uow: UnitOfWork, person_id: int, view: ReceiptView) -> None:
    to_person(uow, person_id, lambda words: [receipt_card(uow, words, person_id, view, is_new=False)])


TELLERS: dict[type[events.Event], Teller] = {
    events.SectionConcluded: on_section_concluded,
    events.SectionReopened: on_section_reopened,
    events.SectionNudged: on_section_nudged,
    events.RecordChanged: on_record_changed,
    events.PaperPrinted: on_paper_printed,
    events.SheetSigned: on_sheet_signed,
    events.SignatureDenied: on_signature_denied,
    events.SignatureRefused: on_signature_refused,
    events.RefusalLifted: on_refusal_lifted,
    events.VisitSubmitted: on_visit_submitted,
    events.SubmissionSettled: on_submission_settled,
    events_evidence.EvidenceSecured: on_evidence_secured,
    events_evidence.EvidenceQuarantined: on_evidence_quarantined,
    events_evidence.EvidenceDoubted: on_evidence_doubted,
    events_evidence.EvidenceLost: on_evidence_lost,
}
