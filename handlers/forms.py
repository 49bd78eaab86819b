"""Forms: workbooks and their files as clerks send them, the forms that they keep, trials, exports."""

from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_forms import DraftButton, ExportButton, ShelfButton, TrialButton
from handlers.evidence import MOST_BYTES
from handlers.filters import Bound, Pressed, Says
from handlers.form_files import SentForForm
from handlers.places import where_you_are
from handlers.screens.form_shelf import form_screen, shelf_screen, versions_screen
from handlers.screens.forms import draft_card
from rules.errors.form_library import NOT_A_KEEPER
from rules.messages import Document, Text, Toast
from rules.refusals import Refused
from services import form_drafts, form_export, form_intake, registry_intake, trials
from services.form_intake import SentFile
from services.form_keeping import keeps_forms

router = Router(name="forms")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.message(SentForForm())
async def on_form_file(message: Message, sent: dict[str, Any], is_workbook: bool, act: Act) -> Said:
    """Keep a workbook, or a file of one, and have it checked."""
    size = sent.get("file_size")
    if isinstance(size, int) and size > MOST_BYTES:
        return [Text(act.words("file-too-big", megabytes=round(size / (1 << 20))))]
    file = SentFile(act.chat_id, message.message_id, sent["file_id"], sent["file_name"])
    if is_workbook:
        draft_id = form_intake.receive_workbook(act.uow, act.actor, file)
        return [draft_card(act.words, form_drafts.view_draft(act.uow, draft_id))]
    wanted_by = form_intake.receive_file(act.uow, act.actor, file)
    if wanted_by is None:
        if file.name.lower().endswith(".csv"):
            # A list of a form, or a registry: a worker looks into it.
            registry_intake.receive_registry(act.uow, act.actor, file, is_certain=False)
        return [Text(act.words("form-file-kept", name=file.name[:60]))]
    return [draft_card(act.words, form_drafts.view_draft(act.uow, wanted_by))]


@router.callback_query(Pressed(DraftButton))
async def on_draft_tapped(query: CallbackQuery, callback_data: DraftButton, act: Act) -> Said:
    """Do what a button of a workbook's card says."""
    draft_id, page = callback_data.draft_id, callback_data.page
    match callback_data.act:
        case "list":
            return _fault_list(act, draft_id)
        case "try":
            version_id = form_drafts.version_to_try(act.uow, act.actor, draft_id)
            return _begin_trial(act, version_id)
        case "use":
            return _take_in(act, draft_id)
        case "drop":
            form_drafts.discard_draft(act.uow, act.actor, draft_id)
    view = form_drafts.own_draft(act.uow, act.actor, draft_id)
    return [draft_card(act.words, view, about=callback_data.act, page=page)]


def _fault_list(act: Act, draft_id: int) -> Said:
    view = form_drafts.own_draft(act.uow, act.actor, draft_id)
    if view.list_sha256 is None:
        return [Toast(act.words.plain("press-stale")), draft_card(act.words, view)]
    name = f"{view.name.rpartition('.')[0]}-{act.words.plain('fault-list-title')}.xlsx"
    caption = act.words("fault-list-caption", name=view.name[:60], count=len(view.faults))
    return [Document(f"sha256:{view.list_sha256}", name, caption)]


def _take_in(act: Act, draft_id: int) -> Said:
    if form_drafts.is_outdated(act.uow, act.actor, draft_id):
        # What would change is no longer what was read on the card.
        view = form_drafts.own_draft(act.uow, act.actor, draft_id)
        return [Toast(act.words.plain("draft-compared-anew")), draft_card(act.words, view)]
    form_drafts.take_in_draft(act.uow, act.actor, draft_id)
    view = form_drafts.own_draft(act.uow, act.actor, draft_id)
    return [Toast(act.words.plain("draft-taken-in-toast")), draft_card(act.words, view)]


def _begin_trial(act: Act, version_id: int) -> Said:
    return _at_trial(act, trials.begin_trial(act.uow, act.actor, version_id))


def _at_trial(act: Act, visit_id: int) -> Said:
    act.point(visit=visit_id)
    return where_you_are(act)


@router.callback_query(Pressed(TrialButton))
async def on_trial_tapped(query: CallbackQuery, callback_data: TrialButton, act: Act) -> Said:
    """Do what a button of a trial's card says."""
    visit_id = callback_data.visit_id
    match callback_data.act:
        case "again":
            return _at_trial(act, trials.start_over(act.uow, act.actor, visit_id))
        case "end":
            trials.end_trial(act.uow, act.actor, visit_id)
            form_export.ask_trial_xml(act.uow, act.actor, visit_id)
            act.point(visit=visit_id, place="trial")
            return where_you_are(act)
        case "xml":
            form_export.ask_trial_xml(act.uow, act.actor, visit_id)
            act.point(visit=visit_id, place="trial")
            return [Toast(act.words.plain("file-being-made")), *where_you_are(act)]
    act.point(visit=visit_id, place="page")
    return where_you_are(act)


@router.message(Says("表单", "我的表单", "form", "forms"))
async def on_forms(message: Message, act: Act) -> Said:
    """Show the forms that the person keeps."""
    if not keeps_forms(act.actor):
        raise Refused(NOT_A_KEEPER)
    act.point()
    return shelf_screen(act, anew=True)


@router.callback_query(Pressed(ShelfButton))
async def on_shelf_tapped(query: CallbackQuery, callback_data: ShelfButton, act: Act) -> Said:
    """Do what a button of the list of forms says."""
    version_id, page = callback_data.version_id, callback_data.page
    match callback_data.act:
        case "form":
            return form_screen(act, version_id)
        case "versions":
            return versions_screen(act, version_id, page)
        case "try":
            return _begin_trial(act, version_id)
        case "export":
            return _export(act, version_id, callback_data.format)
    act.point()
    return shelf_screen(act, page)


def _export(act: Act, version_id: int, format_: str) -> Said:
    language = "names" if format_ == "names" else act.words.language[:2]
    purpose = "csv" if format_ == "names" else format_
    form_export.ask_answers(act.uow, act.actor, version_id, purpose, language)
    return [Toast(act.words.plain("file-being-made")), *form_screen(act, version_id)]


@router.callback_query(Pressed(ExportButton))
async def on_export_tapped(query: CallbackQuery, callback_data: ExportButton, act: Act) -> Said:
    """Have a submitted visit made as XML with its files."""
    form_export.ask_submissions(act.uow, act.actor, callback_data.visit_id)
    return [Toast(act.words.plain("file-being-made"))]
