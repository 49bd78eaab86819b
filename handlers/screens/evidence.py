"""Receipts of pictures and files: received, secured, where they belong; choosing another place."""

from handlers.act import Act
from handlers.buttons_checklist import PicturesButton
from handlers.screens.format import rows
from handlers.screens.item import pointed
from handlers.screens.values import label_of
from handlers.words import Words
from rules.messages import Button, Card, Row
from services.checklists import open_sheet, sheet_of
from services.duties import holder
from services.evidence import Batch, first_message
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
    if batch.lost:
        lines.append(words("pictures-lost", count=batch.lost, kind=batch.kind))
    if batch.secured < batch.received - batch.lost:
        lines.append(words("pictures-securing", secured=batch.secured, received=batch.received))
    elif batch.secured:
        lines.append(words("pictures-secured", count=batch.secured, kind=batch.kind))
    if batch.has_recompressed and _hint_is_here(uow, batch):
        lines.append(words("pictures-recompressed"))
    if batch.is_locked:
        return Card(key, "\n".join(lines), follow=False)
    message_id = first_message(uow, batch.batch)

    def button(key: str, act: str) -> Button:
        return Button(words.plain(key), PicturesButton(act=act, message_id=message_id).pack(), steady=True)

    buttons = (button("button-pictures-move", "move"), button("button-pictures-withdraw", "withdraw"))
    return Card(key, "\n".join(lines), (buttons,), follow=False)


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
