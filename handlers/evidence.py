"""Photographs and files at any moment: where they belong, one receipt per batch, moving and withdrawing."""

import re
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
from handlers.screens.evidence import choose_screen, move_screen, receipt
from handlers.screens.finding import finding_screen
from handlers.screens.item import pointed
from handlers.serving import notice_photo_arrived
from handlers.words import Html
from rules.errors.answers_on_site import NO_SUCH_ITEM
from rules.messages import Text, Toast
from rules.refusals import Refused
from services import evidence, findings
from services.checklists import open_sheet
from services.evidence import Arrived, Belonging
from services.matching_files import is_matching
from services.tasks import running_visits

router = Router(name="evidence")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())

MOST_BYTES = 20 << 20  # Bot API, getFile
CAPTION_NUMBER = re.compile(r"\s*(\d{1,3})(?=\D|$)\s*")

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
        return Belonging(str(purpose), act.pointer.get("visit"))
    if earlier := _same_album(act, arrived) or _replied_to(act, message):
        return earlier
    visits = running_visits(act.uow, act.actor)
    visit_id = act.pointer.get("visit") if act.pointer.get("visit") in visits else None
    if visit_id is None and len(visits) == 1:
        visit_id = visits[0]
    if visit_id is None:
        return Belonging("unassigned")
    sheet = open_sheet(act.uow, act.actor, visit_id)
    number = _number(arrived.caption)
    if number is not None and 1 <= number <= len(sheet.asked):
        return Belonging("item", visit_id, sheet.section_id, sheet.numbered(number).question.name)
    is_open = act.pointer.get("place") in ("item", "finding") and act.pointer.get("visit") == visit_id
    state = pointed(act, sheet) if number is None and is_open else None
    if state is not None:
        return Belonging("item", visit_id, sheet.section_id, state.question.name)
    return Belonging("scene", visit_id)


def _same_album(act: Act, arrived: Arrived) -> Belonging | None:
    """The members of an album belong together, whenever they arrive."""
    if not arrived.media_group_id:
        return None
    try:
        return evidence.view_batch(act.uow, f"g{arrived.media_group_id}").belonging
    except LookupError:
        return None


def _replied_to(act: Act, message: Message) -> Belonging | None:
    if message.reply_to_message is None:
        return None
    batch = evidence.batch_of_message(act.uow, act.chat_id, message.reply_to_message.message_id)
    return evidence.view_batch(act.uow, batch).belonging if batch else None


def _number(caption: str) -> int | None:
    found = CAPTION_NUMBER.match(unicodedata.normalize("NFKC", caption))
    return int(found[1]) if found else None


def _then(act: Act, belonging: Belonging, arrived: Arrived) -> Said:
    """Say what follows: the hook of a purpose, or the item's card brought up to date with its pictures."""
    if belonging.purpose in PURPOSES and belonging.visit_id is not None:
        evidence_id = evidence.evidence_at(act.uow, act.chat_id, arrived.message_id)
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
    note = CAPTION_NUMBER.sub("", arrived.caption, count=1).strip()
    reason = findings.prove(act.uow, act.actor, belonging.visit_id, state.question, note)
    if reason is not None:
        point_at(act, sheet, state)
        return show_again(act, belonging.visit_id, state.question.name, act.words("file-objection", reason=reason))
    open_one = pointed(act, sheet)
    at = open_one is not None and open_one.question.name == state.question.name
    if at and act.pointer.get("place") == "finding":
        act.point(**{**act.pointer, "step": None})
        return finding_screen(act, belonging.visit_id)
    if note and _number(arrived.caption) and state.question.kind == "compliance" and not state.is_problem:
        # The words may tell of a problem: they wait on the item's card for the person to say so.
        return open_state(act, sheet, state, held=note)
    if at and act.pointer.get("place") == "item":
        return show_again(act, belonging.visit_id, state.question.name, _remark(act, state.question, arrived))
    return where_you_are(act)


def _remark(act: Act, question: Question, arrived: Arrived) -> Html | None:
    """Say when a file is kept and is no answer, or becomes one only when it was read."""
    is_answer = is_matching(question.kind, arrived.kind, arrived.mime_type)
    if question.kind == "barcode" and is_answer:
        return act.words("code-being-read")
    if question.kind in FILE_KINDS and not is_answer:
        return act.words("file-no-answer", kind=question.kind)
    return None


@router.callback_query(Pressed(PicturesButton))
async def on_pictures_tapped(query: CallbackQuery, callback_data: PicturesButton, act: Act) -> Said:
    """Move or withdraw a batch."""
    batch = evidence.batch_at(act.uow, act.chat_id, callback_data.message_id)
    if batch is None:
        return [Toast(act.words.plain("press-stale"))]
    if callback_data.act != "move":
        _leave_choice(act)
    match callback_data.act:
        case "withdraw" | "drop":
            before = evidence.view_batch(act.uow, batch).belonging
            withdrawn = evidence.withdraw(act.uow, act.actor, batch)
            _count_again(act, before)
            return [receipt(act, withdrawn)]
        case "scene" | "visit":
            return _moved(act, batch, Belonging("scene", callback_data.visit_id))
        case "item":
            return _moved(act, batch, _item(act, callback_data.visit_id, callback_data.number, callback_data.mark))
        case "back":
            return [receipt(act, evidence.view_batch(act.uow, batch))]
    view = evidence.view_batch(act.uow, batch)
    if view.belonging.visit_id is None:
        act.point(**{**act.pointer, "batch": batch})
        return [choose_screen(act, view)]
    act.point(**{**act.pointer, "expects": "picture_number", "batch": batch, "of": view.belonging.visit_id})
    return [move_screen(act, view)]


def _leave_choice(act: Act) -> None:
    """What is typed next is no longer the number of the item to which a batch belongs."""
    if "batch" in act.pointer:
        act.point(**{key: value for key, value in act.pointer.items() if key not in CHOICE})


def _item(act: Act, visit_id: int, number: int, mark: str = "") -> Belonging:
    sheet = open_sheet(act.uow, act.actor, visit_id)
    return Belonging("item", visit_id, sheet.section_id, sheet.picked(number, mark).question.name)


def _moved(act: Act, batch: str, belonging: Belonging) -> Said:
    before = evidence.view_batch(act.uow, batch).belonging
    view = evidence.move(act.uow, act.actor, batch, belonging)
    _count_again(act, before)
    _count_again(act, belonging)
    return [receipt(act, view), Toast(act.words.plain("pictures-moved"))]


def _count_again(act: Act, belonging: Belonging) -> None:
    """Bring the answer of a photo question into line with the photographs that it has now."""
    if belonging.visit_id is not None and belonging.question is not None:
        sheet = open_sheet(act.uow, act.actor, belonging.visit_id)
        state = sheet.find(belonging.question)
        if state is not None:
            findings.prove(act.uow, act.actor, belonging.visit_id, state.question, "")


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
