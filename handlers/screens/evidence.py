"""Receipts of pictures and files: received, secured, where they belong; choosing another place."""

from handlers.act import Act
from handlers.buttons_checklist import PicturesButton
from handlers.screens.format import joined, rows
from handlers.screens.item import pointed
from handlers.screens.values import label_of
from handlers.words import Html, Words
from rules.messages import Button, Card, Row
from services.batches import Batch, first_message
from services.checklists import open_sheet, sheet_of
from services.duties import holder
from services.evidence_count import Waiting
from services.picture_doubts import DoubledItem, PictureDoubts, doubts_of_batch
from services.tasks import my_tasks
from storage.unit_of_work import UnitOfWork


def receipt(act: Act, batch: Batch) -> Card:
    """Return the receipt of a batch in the sender's chat."""
    return receipt_card(act.uow, act.words, batch)


def receipt_card(uow: UnitOfWork, words: Words, batch: Batch) -> Card:
    """Return the receipt of a batch: one message, edited as its files are secured."""
    key = f"pics:{batch.batch}"
    if not batch.received:
        return Card(key, words("pictures-withdrawn"), follow=False)
    lines = [words("pictures-received", count=batch.received, kind=batch.kind, place=place_words(uow, words, batch))]
    if batch.quarantined:
        lines.append(words("pictures-quarantined", count=batch.quarantined, kind=batch.kind))
    if batch.lost:
        lines.append(words("pictures-lost", count=batch.lost, kind=batch.kind))
    if batch.secured < batch.received - batch.lost - batch.quarantined:
        lines.append(words("pictures-securing", secured=batch.secured, received=batch.received))
    elif batch.secured:
        lines.append(words("pictures-secured", count=batch.secured, kind=batch.kind))
    if batch.has_recompressed and _hint_is_here(uow, batch):
        lines.append(words("pictures-recompressed"))
    lines += doubt_lines(words, doubts_of_batch(uow, batch.batch))
    if batch.beside:
        lines.append(words("pictures-beside", count=batch.beside))
    if batch.is_locked:
        return Card(key, "\n".join(lines), follow=False)
    message_id = first_message(uow, batch.batch)

    def button(key: str, act: str) -> Button:
        return Button(words.plain(key), PicturesButton(act=act, message_id=message_id).pack(), steady=True)

    buttons = (button("button-pictures-move", "move"), button("button-pictures-withdraw", "withdraw"))
    enter: Row = (button("button-pictures-enter", "enter"),) if batch.beside else ()
    return Card(key, "\n".join(lines), rows(enter, buttons), follow=False)


def _doubled_item(words: Words, item: DoubledItem, *, is_one: bool) -> str:
    if not item.section_id:
        return words.plain(f"pictures-at-{item.purpose}")
    department = "" if is_one else words.pick(item.department)
    return words.plain("pictures-doubled-item", department=department, number=item.number).strip()


def doubt_lines(words: Words, doubts: PictureDoubts) -> list[Html]:
    """Return what is to be looked at once more about pictures, nothing when nothing is."""
    lines = []
    if doubts.reused:
        lines.append(words("pictures-reused", count=doubts.reused, visits=joined(words, doubts.visits)))
    if doubts.items:
        is_one = len({each.section_id for each in doubts.items if each.section_id}) == 1
        items = [_doubled_item(words, each, is_one=is_one) for each in doubts.items]
        lines.append(words("pictures-doubled", items=joined(words, items)))
    if doubts.old:
        lines.append(words("pictures-old", count=doubts.old, day=doubts.oldest))
    return lines


def _hint_is_here(uow: UnitOfWork, batch: Batch) -> bool:
    """The hint about compression stands on one receipt per visit and person."""
    duty = f"recompressed:{batch.belonging.visit_id}:{batch.person_id}"
    return holder(uow, duty, batch.batch) == batch.batch


def place_words(uow: UnitOfWork, words: Words, batch: Batch) -> str:
    """Return in words where a batch belongs."""
    belonging = batch.belonging
    if belonging.purpose != "item" or belonging.section_id is None or belonging.question is None:
        return words.plain(f"pictures-at-{belonging.purpose}")
    sheet = sheet_of(uow, belonging.section_id)
    state = sheet.find(belonging.question)
    if state is None:
        return words.plain("pictures-at-hidden")
    label = label_of(words.language, state.question)
    return words.plain("pictures-at-item", number=state.question.number or 0, label=label)


def waiting_words(uow: UnitOfWork, words: Words, waiting: Waiting) -> str:
    """Return in words of which place how many files are not secured yet."""
    number = 0
    if waiting.purpose == "item" and waiting.section_id is not None:
        state = sheet_of(uow, waiting.section_id).find(waiting.question)
        number = state.question.number or 0 if state is not None else 0
    return words.plain("pictures-waiting-at", number=number, purpose=waiting.purpose, count=waiting.files)


def move_screen(act: Act, batch: Batch) -> Card:
    """Ask where a batch belongs."""
    words, visit_id = act.words, batch.belonging.visit_id or 0
    message_id = first_message(act.uow, batch.batch)

    def button(label: str, what: str, number: int = 0, mark: str = "") -> Button:
        data = PicturesButton(act=what, message_id=message_id, visit_id=visit_id, number=number, mark=mark).pack()
        return Button(label, data, steady=True)

    current: Row = ()
    if "number" in act.pointer and act.pointer.get("visit") == visit_id:
        sheet = open_sheet(act.uow, act.actor, visit_id)
        if (state := pointed(act, sheet)) is not None and (number := state.question.number) is not None:
            label = words.plain("button-pictures-item", number=number)
            current = (button(label, "item", number, sheet.mark(state.question.name)),)
    scene = (button(words.plain("button-pictures-scene"), "scene"),)
    back = (button(words.plain("button-back"), "back"),)
    return Card(
        f"pics:{batch.batch}",
        words("pictures-move", count=batch.received, kind=batch.kind),
        rows(current, scene, back),
        follow=False,
    )


def withdraw_screen(act: Act, batch: Batch, count: int) -> Card:
    """Warn that signatures stand on the record that shows the batch; `count` of them."""
    words, message_id = act.words, first_message(act.uow, batch.batch)

    def button(key: str, what: str) -> Button:
        return Button(words.plain(key), PicturesButton(act=what, message_id=message_id).pack(), steady=True)

    buttons = ((button("button-pictures-unsign", "unsign"),), (button("button-back", "back"),))
    return Card(f"pics:{batch.batch}", words("pictures-signed", count=count), buttons, follow=False)


def choose_screen(act: Act, batch: Batch) -> Card:
    """Ask to which visit a batch belongs that came without one."""
    words = act.words
    message_id = first_message(act.uow, batch.batch)

    def button(label: str, what: str, visit_id: int = 0) -> Button:
        data = PicturesButton(act=what, message_id=message_id, visit_id=visit_id).pack()
        return Button(label, data, steady=True)

    accepted = [task for task in my_tasks(act.uow, act.actor).lines if task.task_state == "accepted"]
    choices = [
        (
            button(
                words.plain("button-pictures-visit", number=each.number, name=each.short_name), "visit", each.visit_id
            ),
        )
        for each in accepted
    ]
    ends = (button(words.plain("button-back"), "back"), button(words.plain("button-pictures-drop"), "drop"))
    return Card(
        f"pics:{batch.batch}",
        words("pictures-choose", count=batch.received, kind=batch.kind),
        (*choices, ends),
        follow=False,
    )
