"""A rehearsal before the first update: every place of a visit is drawn once, a sheet signed, a submission told.

What libraries build at first use, statements above all, is built then, and not while the first act holds the writer.
"""

import hashlib

from handlers.act import Act
from handlers.notices import tell
from handlers.onlookers import stand_in
from handlers.places import PLACES
from rules.events import SubmissionSettled
from rules.refusals import Refused
from services import batches, evidence, examination, signed_sheets
from services.batches import Belonging
from services.evidence import Arrived
from services.examination import Found
from services.papers import PrintedPaper, Wish, keep_paper
from services.rehearsal import conclude_all, read_forms_in_hand, visit_to_rehearse
from services.seen import seen_visit
from services.standing_record import content_of
from services.submission import submit_visit
from storage.unit_of_work import UnitOfWork

NO_MESSAGE = 0
NO_FILE = hashlib.sha256(b"").hexdigest()


def rehearse(uow: UnitOfWork) -> None:
    """Draw and tell what a visit can come to, in a unit of work that will be taken back."""
    read_forms_in_hand(uow)
    found = _someone(uow)
    if found is None:
        return
    act, visit_id = found
    act.pointer = {"visit": visit_id, "task": 0, "number": 1}
    for place in PLACES.values():
        try:
            place(act, visit_id)
        except Refused:
            # A place that this visit does not allow now.
            continue
    conclude_all(uow, visit_id)
    _print_record(act, visit_id)
    signed_sheets.open_sheet(uow, act.actor, visit_id, "all")
    signed_sheets.add_page(uow, act.actor, visit_id, _receive(act, visit_id))
    signed_sheets.close_sheet(uow, act.actor, visit_id)
    submit_visit(uow, act.actor, visit_id)
    tell(uow)
    uow.write_out()


def rehearse_securing(uow: UnitOfWork) -> None:
    """Do what workers do in a unit of work that will be taken back: a file fetched, a record printed, all settled."""
    read_forms_in_hand(uow)
    found = _someone(uow)
    if found is not None:
        act, visit_id = found
        received = _receive(act, visit_id)
        evidence.secure(uow, received, NO_FILE, 0)
        tell(uow)
        examination.work_on(uow, received)
        examination.settle(uow, received, Found("jpeg", likeness="0" * 16))
        _print_record(act, visit_id)
        uow.emit(SubmissionSettled(visit_id))
        tell(uow)
        uow.write_out()


def _someone(uow: UnitOfWork) -> tuple[Act, int] | None:
    found = visit_to_rehearse(uow)
    act = stand_in(uow, found[0]) if found else None
    return (act, found[1]) if act and found else None


def _print_record(act: Act, visit_id: int) -> None:
    wish = Wish("record", visit_id, "pdf", act.actor.code, (act.actor.person_id,))
    printed = PrintedPaper(NO_FILE, NO_FILE, content_of(act.uow, seen_visit(act.uow, visit_id)), (), "")
    keep_paper(act.uow, wish, printed)


def _receive(act: Act, visit_id: int) -> int:
    evidence.receive(act.uow, act.actor, _page(act), Belonging("signature", visit_id))
    return batches.evidence_at(act.uow, act.chat_id, NO_MESSAGE)


def _page(act: Act) -> Arrived:
    return Arrived(
        chat_id=act.chat_id,
        message_id=NO_MESSAGE,
        kind="photo",
        file_id="-",
        file_unique_id="-",
        file_name=None,
        mime_type=None,
        file_size=None,
        recompressed=True,
        caption="",
        media_group_id=None,
        sent_at=act.uow.now,
    )
