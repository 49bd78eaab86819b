"""Which files are forms' rather than evidence: those that a clerk sends, unless they answer a question."""

from typing import Any

from aiogram.filters import Filter
from aiogram.types import Message

from forms.checklist import FILE_KINDS
from handlers.act import Act
from handlers.files import Sent
from handlers.screens.item import pointed
from rules.refusals import Refused
from services.checklists import open_sheet
from services.form_intake import has_open_draft, is_wanted
from services.form_keeping import keeps_forms
from services.tasks import running_visits

# Spreadsheets of other programs are taken too: the check says how to save them.
WORKBOOKS = frozenset({"xlsx", "xls", "xlsm", "xlsb", "ods", "et"})
LISTS = frozenset({"csv", "xml", "geojson"})
SHOWN = frozenset({"png", "jpg", "jpeg", "gif", "svg", "webp", "mp3", "m4a", "wav", "ogg", "mp4", "3gp", "webm"})


class SentForForm(Filter):
    """A workbook or a file of one, from somebody who keeps forms; gives the handler `sent` and `is_workbook`."""

    async def __call__(self, message: Message, act: Act | None = None) -> bool | dict[str, Any]:
        """Return what was announced, or that the message belongs elsewhere."""
        if act is None or not keeps_forms(act.actor):
            return False
        found = await Sent()(message)
        if not isinstance(found, dict) or not found["sent"].get("file_name"):
            return False
        if act.pointer.get("purpose") or _answers_a_question(act):
            return False
        ending = str(found["sent"]["file_name"]).rpartition(".")[2].lower()
        is_workbook = ending in WORKBOOKS
        if is_workbook or ending in LISTS or (ending in SHOWN and _is_shown_in_a_form(act, found["sent"]["file_name"])):
            return {**found, "is_workbook": is_workbook}
        return False


def _answers_a_question(act: Act) -> bool:
    """Whether the person stands at a question that takes a file, whatever it is."""
    visit_id = act.pointer.get("visit")
    if act.pointer.get("place") != "item" or not isinstance(visit_id, int):
        return False
    try:
        state = pointed(act, open_sheet(act.uow, act.actor, visit_id))
    except Refused:
        return False
    return state is not None and state.question.kind in FILE_KINDS


def _is_shown_in_a_form(act: Act, name: str) -> bool:
    """Pictures and sounds are evidence while a visit runs, unless a workbook has asked for them by name."""
    if is_wanted(act.uow, act.actor, name):
        return True
    return not running_visits(act.uow, act.actor) or has_open_draft(act.uow, act.actor)
