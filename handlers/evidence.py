"""Photographs and files at any moment: where they belong, one receipt per batch, moving and withdrawing."""

import unicodedata
from collections.abc import Callable
from datetime import UTC

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from forms.checklist import FILE_KINDS, Question
from handlers.act import Act, Said
from handlers.buttons_checklist import PicturesButton
from handlers.files import Sent
from handlers.filters import Bound, Expects, HasText, Pressed
from handlers.going_on import open_state, point_at, show_again
from handlers.places import where_you_are
from handlers.reading import fits, read
from handlers.screens.evidence import choose_screen, move_screen, receipt, withdraw_screen
from handlers.screens.finding import finding_screen
from handlers.screens.item import pointed
from handlers.serving import notice_photo_arrived, receipt_taken_away
from handlers.words import Html
from rules.captions import number_of_caption, without_number
from rules.errors.answers_on_site import NO_SUCH_ITEM
from rules.messages import Text, Toast
from rules.refusals import Refused
from services import batches, evidence, findings, record_photos
from services.batches import Belonging
from services.checklists import open_sheet
from services.evidence import Arrived
from services.matching_files import is_matching, is_picture
from services.returned import rightful
from services.sheets import Sheet
from services.tasks import running_visits

router = Router(name="evidence")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())

MOST_BYTES = 20 << 20  # Bot API, getFile

# What the pointer holds while a batch waits for its place, beside the place of the conversation itself.
CHOICE = ("expects", "batch", "of")

# What follows when a file arrived for one of these purposes: `(act, visit_id, evidence_id) -> Said`.
PURPOSES: dict[str, Callable[[Act, int, int], Said]] = {"notice": notice_photo_arrived}


@router.message(Sent())
async def on_file(message: Message, sent: dict[str, object], act: Act) -> Said:
    """Keep a photograph or file where it belongs, and say so."""
    size = sent.get("file_size")
    if isinstance(size, int) and size > MOST_BYTES:
        return [Text(act.words("file-too-big", megabytes=round(size / (1 << 20)))), *where_you_are(act)]
    arrived = _arrived(act, message, sent)
    belonging = _belonging(act, message, arrived)
    batch = evidence.receive(act.uow, act.actor, arrived, belonging)
    return [receipt(act, batch), *_then(act, belonging, arrived)]


async def keep_file(message: Message, act: Act) -> Said:
    """Keep the file of a message, if it has one, although what would follow from it was refused."""
    found = await Sent()(message)
    if not isinstance(found, dict):
        return []
    arrived = _arrived(act, message, found["sent"])
    return [receipt(act, evidence.receive(act.uow, act.actor, arrived, _belonging(act, message, arrived)))]


def _arrived(act: Act, message: Message, sent: dict[str, object]) -> Arrived:
    return Arrived(
        chat_id=act.chat_id,
        message_id=message.message_id,
        sent_at=message.date.astimezone(UTC),
        caption=message.caption or "",
        media_group_id=message.media_group_id,
        **sent,  # type: ignore[arg-type]
    )


def _belonging(act: Act, message: Message, arrived: Arrived) -> Belonging:
    """Decide by reply, by the caption's number, by the open item, else the scene; none of them: unassigned."""
    if purpose := act.pointer.get("purpose"):
        return _for_purpose(act, str(purpose))
    if earlier := _same_album(act, arrived) or _replied_to(act, message):
        return _numbered_in_album(act, arrived, earlier) or earlier
    visits = running_visits(act.uow, act.actor)
    visit_id = act.pointer.get("visit") if act.pointer.get("visit") in visits else None
    if visit_id is None and len(visits) == 1:
        visit_id = visits[0]
    if visit_id is None:
        return Belonging("unassigned")
    sheet = open_sheet(act.uow, act.actor, visit_id)
    return rightful(act.uow, sheet.section_id, _within(act, sheet, visit_id, arrived))


def _within(act: Act, sheet: Sheet, visit_id: int, arrived: Arrived) -> Belonging:
    """Decide where in a visit a file belongs."""
    number = number_of_caption(arrived.caption)
    if number is not None and 1 <= number <= len(sheet.asked):
        return Belonging("item", visit_id, sheet.section_id, sheet.numbered(number).question.name)
    is_open = act.pointer.get("place") in ("item", "finding") and act.pointer.get("visit") == visit_id
    state = pointed(act, sheet) if number is None and is_open else None
    if state is not None:
        return Belonging("item", visit_id, sheet.section_id, state.question.name)
    return Belonging("scene", visit_id)


def _for_purpose(act: Act, purpose: str) -> Belonging:
    """What confirms an interview belongs to its item; all others to the visit alone."""
    visit_id = act.pointer.get("visit")
    if purpose == "interview" and visit_id is not None:
        sheet = open_sheet(act.uow, act.actor, visit_id)
        if (state := pointed(act, sheet)) is not None:
            return Belonging(purpose, visit_id, sheet.section_id, state.question.name)
    return Belonging(purpose, visit_id)


def _same_album(act: Act, arrived: Arrived) -> Belonging | None:
    """The members of an album belong together, whenever they arrive; but for those with a number of their own."""
    if not arrived.media_group_id:
        return None
    try:
        return batches.view_batch(act.uow, f"g{arrived.media_group_id}").belonging
    except LookupError:
        return None


def _numbered_in_album(act: Act, arrived: Arrived, earlier: Belonging) -> Belonging | None:
    """Return the item whose number a member of an album bears itself, none for any other."""
    number = number_of_caption(arrived.caption)
    if not arrived.media_group_id or number is None or earlier.visit_id is None:
        return None
    sheet = open_sheet(act.uow, act.actor, earlier.visit_id)
    if not 1 <= number <= len(sheet.asked):
        return None
    return Belonging("item", earlier.visit_id, sheet.section_id, sheet.numbered(number).question.name)


def _replied_to(act: Act, message: Message) -> Belonging | None:
    if message.reply_to_message is None:
        return None
    batch = batches.batch_of_message(act.uow, act.chat_id, message.reply_to_message.message_id)
    return batches.view_batch(act.uow, batch).belonging if batch else None


def _then(act: Act, belonging: Belonging, arrived: Arrived) -> Said:
    """Say what follows: the hook of a purpose, or the item's card brought up to date with its pictures."""
    if belonging.purpose in PURPOSES and belonging.visit_id is not None:
        evidence_id = batches.evidence_at(act.uow, act.chat_id, arrived.message_id)
        return PURPOSES[belonging.purpose](act, belonging.visit_id, evidence_id)
    if belonging.visit_id is None:
        return []
    if belonging.purpose != "item" or belonging.question is None:
        # The photograph hides the card.
        return where_you_are(act)
    sheet = open_sheet(act.uow, act.actor, belonging.visit_id)
    state = sheet.find(belonging.question)
    if state is None:
        return where_you_are(act)
    note = _note(act, state.question, arrived.caption)
    reason = findings.prove(act.uow, act.actor, belonging.visit_id, state.question, note)
    if reason is not None:
        point_at(act, sheet, state)
        return show_again(act, belonging.visit_id, state.question.name, act.words("file-objection", reason=reason))
    open_one = pointed(act, sheet)
    at = open_one is not None and open_one.question.name == state.question.name
    if at and act.pointer.get("place") == "finding":
        return _before_the_problem(act, belonging.visit_id, _remark(act, state.question, arrived))
    if note and number_of_caption(arrived.caption) and state.question.kind == "compliance" and not state.is_problem:
        # The words may tell of a problem: they wait on the item's card for the person to say so.
        return open_state(act, sheet, state, held=note)
    if at and act.pointer.get("place") == "item":
        return _before_the_item(act, belonging.visit_id, state.question, arrived)
    return where_you_are(act)


def _before_the_problem(act: Act, visit_id: int, remark: Html | None) -> Said:
    """Show the problem with its picture: what was being asked is asked still, but why there is no picture is over."""
    pointer = {key: what for key, what in act.pointer.items() if key != "remark"}
    if remark is not None:
        # It stands there until the next act, also when the card is drawn anew because the file is secured.
        pointer["remark"] = str(remark)
    if pointer.get("step") == "photo":
        pointer["step"] = None
        pointer.pop("expects", None)
    act.point(**pointer)
    return finding_screen(act, visit_id)


def _before_the_item(act: Act, visit_id: int, question: Question, arrived: Arrived) -> Said:
    """Show the item with its file; why it could not be answered is asked still, unless the file has answered it."""
    hint = _remark(act, question, arrived)
    if act.pointer.get("expects") == "unable_reason":
        state = open_sheet(act.uow, act.actor, visit_id).of(question.name)
        if question.kind in FILE_KINDS and not state.is_open:
            act.point(**{key: what for key, what in act.pointer.items() if key != "expects"})
        elif hint is None and (asked := act.pointer.get("remark")):
            hint = Html(asked)
    return show_again(act, visit_id, question.name, hint)


def _note(act: Act, question: Question, caption: str) -> str:
    """Return a caption without its number, and without the answer word where that says that there is a problem."""
    note = without_number(caption)
    if question.problem is None or not note or not fits(act, question, note):
        return note
    answer = read(act, question, note)
    return answer.note if answer.value == question.problem else note


def _remark(act: Act, question: Question, arrived: Arrived) -> Html | None:
    """Say when a file is kept and is no answer, or becomes one only when it was read."""
    is_answer = is_matching(question.kind, arrived.kind, arrived.mime_type)
    if question.kind == "barcode" and is_answer:
        return act.words("code-being-read")
    if question.kind in FILE_KINDS and not is_answer:
        return act.words("file-no-answer", kind=question.kind)
    if question.kind == "compliance" and not is_picture(arrived.kind, arrived.mime_type):
        return act.words("file-no-proof")
    return None


@router.callback_query(Pressed(PicturesButton))
async def on_pictures_tapped(query: CallbackQuery, callback_data: PicturesButton, act: Act) -> Said:
    """Move or withdraw a batch."""
    batch = batches.batch_at(act.uow, act.chat_id, callback_data.message_id)
    if batch is None:
        return [Toast(act.words.plain("press-stale"))]
    if callback_data.act != "move":
        _leave_choice(act)
    match callback_data.act:
        case "enter":
            return _entered(act, batch)
        case "withdraw" | "unsign" | "drop":
            return _withdrawn(act, batch, is_warned=callback_data.act == "unsign")
        case "scene" | "visit":
            return _moved(act, batch, Belonging("scene", callback_data.visit_id))
        case "item":
            return _moved(act, batch, _item(act, callback_data.visit_id, callback_data.number, callback_data.mark))
        case "back":
            return [receipt(act, batches.view_batch(act.uow, batch))]
    view = batches.view_batch(act.uow, batch)
    if view.belonging.visit_id is None:
        act.point(**{**act.pointer, "batch": batch})
        return [choose_screen(act, view)]
    act.point(**{**act.pointer, "expects": "picture_number", "batch": batch, "of": view.belonging.visit_id})
    return [move_screen(act, view)]


def _entered(act: Act, batch: str) -> Said:
    """Let the record show a batch that was kept beside it."""
    lapsed = record_photos.enter_record(act.uow, act.actor, batch)
    toast = Toast(act.words.plain("pictures-entered", count=lapsed))
    return [receipt(act, batches.view_batch(act.uow, batch)), toast, *where_you_are(act)]


def _withdrawn(act: Act, batch: str, *, is_warned: bool) -> Said:
    """Withdraw a batch; from a signed record only after a warning."""
    before = batches.view_batch(act.uow, batch)
    count = record_photos.lapsing_with(act.uow, batch)
    if count and not is_warned and not before.is_locked:
        return [withdraw_screen(act, before, count)]
    if is_warned:
        record_photos.unsign(act.uow, act.actor, batch)
    withdrawn = evidence.withdraw(act.uow, act.actor, batch)
    return [receipt(act, withdrawn), *_taken_away(act, before.belonging)]


def _leave_choice(act: Act) -> None:
    """What is typed next is no longer the number of the item to which a batch belongs."""
    if "batch" in act.pointer:
        act.point(**{key: value for key, value in act.pointer.items() if key not in CHOICE})


def _item(act: Act, visit_id: int, number: int, mark: str = "") -> Belonging:
    sheet = open_sheet(act.uow, act.actor, visit_id)
    return Belonging("item", visit_id, sheet.section_id, sheet.picked(number, mark).question.name)


def _moved(act: Act, batch: str, belonging: Belonging) -> Said:
    before = batches.view_batch(act.uow, batch).belonging
    view = evidence.move(act.uow, act.actor, batch, belonging)
    return [receipt(act, view), Toast(act.words.plain("pictures-moved")), *_taken_away(act, before)]


def _taken_away(act: Act, before: Belonging) -> Said:
    """Ask again for what a withdrawn or moved batch was the only proof of."""
    is_notice = before.purpose == "notice" and before.visit_id is not None
    return receipt_taken_away(act, before.visit_id or 0) if is_notice else []


@router.message(Expects("picture_number"), HasText())
async def on_picture_number(message: Message, text: str, act: Act) -> Said:
    """Take the typed number of the item to which a batch belongs."""
    batch, visit_id = str(act.pointer["batch"]), int(act.pointer["of"])
    plain = unicodedata.normalize("NFKC", text)
    if not plain.isdigit():
        raise Refused(NO_SUCH_ITEM, most=len(open_sheet(act.uow, act.actor, visit_id).asked))
    said = _moved(act, batch, _item(act, visit_id, int(plain)))
    _leave_choice(act)
    return [*said, *where_you_are(act)]
