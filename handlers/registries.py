"""Registries: files of them as clerks send them, what they change, the registries themselves."""

import re
from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_registries import ImportButton, RegistryButton
from handlers.filters import Bound, Expects, HasText, Pressed, Says, typed
from handlers.places import where_you_are
from handlers.screens.registries import entry_screen, gaps_screen, history_screen, registries_screen
from handlers.screens.registry_files import columns_card, difference_card, fields_card, import_card, undo_card
from rules.messages import Document, Toast
from services import registry_export, registry_switch, registry_undo, registry_view

router = Router(name="registries")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())

ENTRY = re.compile(r"(?:名录|registry)\s+(\S{2,64})", re.IGNORECASE)
CONFIRMING = {"all": "all", "skip": "all", "diffs": "differences", "picked": "picked"}


class AsksEntry(Filter):
    """Somebody asks for the history of an entry: 名录 and its code."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        """Return the code as `key`, or that the message is another."""
        found = ENTRY.fullmatch(typed(message))
        return {"key": found[1]} if found else False


@router.message(Says("名录", "registry", "registries"))
async def on_registries(message: Message, act: Act) -> Said:
    """Show the registries."""
    act.point()
    return registries_screen(act, anew=True)


@router.message(Says("监管空白", "gaps", "coverage"))
async def on_gaps(message: Message, act: Act) -> Said:
    """Show where nobody looks."""
    act.point()
    return gaps_screen(act)


@router.message(AsksEntry())
async def on_entry(message: Message, key: str, act: Act) -> Said:
    """Show who changed an entry."""
    act.point()
    return entry_screen(act, key.upper() if key.isascii() else key)


@router.callback_query(Pressed(RegistryButton))
async def on_registry_tapped(query: CallbackQuery, callback_data: RegistryButton, act: Act) -> Said:
    """Do what a button of the registries says."""
    act.point()
    match callback_data.act:
        case "gaps":
            return gaps_screen(act)
        case "history":
            return history_screen(act, callback_data.page)
        case "export":
            which, format_ = callback_data.which, callback_data.format
            registry_export.ask_registry(act.uow, act.actor, which, format_, None)
            return [Toast(act.words.plain("file-being-made")), *registries_screen(act)]
    return registries_screen(act)


@router.callback_query(Pressed(ImportButton))
async def on_import_tapped(query: CallbackQuery, callback_data: ImportButton, act: Act) -> Said:
    """Do what a button of a file's card says."""
    import_id, page, of = callback_data.import_id, callback_data.page, callback_data.of
    act.point()
    match callback_data.act:
        case "rows":
            return _refused_rows(act, import_id)
        case "diff":
            return _difference(act, import_id, page)
        case "pick" | "leave":
            registry_view.pick(act.uow, act.actor, import_id, of, is_picked=callback_data.act == "pick")
            return _difference(act, import_id, page)
        case "cols" | "col":
            return _columns(act, import_id, page if callback_data.act == "col" else None)
        case "name":
            _name(act, import_id, page, of)
        case "from":
            return _ask_first_day(act, import_id)
        case "undo" | "undone":
            return _undo(act, import_id, is_sure=callback_data.act == "undone")
        case "drop":
            registry_switch.discard(act.uow, act.actor, import_id)
        case "all" | "skip" | "diffs" | "picked":
            return _confirm(act, import_id, CONFIRMING[callback_data.act])
    return [import_card(act.words, registry_view.taken_import_view(act.uow, act.actor, import_id))]


def _ask_first_day(act: Act, import_id: int) -> Said:
    act.point(expects="edition_day", import_id=import_id)
    return where_you_are(act)


def _undo(act: Act, import_id: int, *, is_sure: bool) -> Said:
    if is_sure:
        undoing = registry_undo.undo_import(act.uow, act.actor, import_id)
        return [import_card(act.words, registry_view.view_import(act.uow, undoing))]
    registry_undo.ensure_may_undo(act.uow, act.actor, import_id)
    return [undo_card(act.words, registry_view.view_import(act.uow, import_id))]


@router.message(Expects("edition_day"), HasText())
async def on_edition_day(message: Message, text: str, act: Act) -> Said:
    """Say from which day a list of items holds."""
    import_id = act.pointer["import_id"]
    registry_view.set_first_day(act.uow, act.actor, import_id, text)
    act.point()
    return [import_card(act.words, registry_view.own_import_view(act.uow, act.actor, import_id))]


def _confirm(act: Act, import_id: int, choice: str) -> Said:
    is_confirmed = registry_switch.confirm(act.uow, act.actor, import_id, choice)
    said = [] if is_confirmed else [Toast(act.words.plain("import-compared-anew"))]
    return [*said, import_card(act.words, registry_view.own_import_view(act.uow, act.actor, import_id))]


def _refused_rows(act: Act, import_id: int) -> Said:
    view = registry_view.own_import_view(act.uow, act.actor, import_id)
    if view.list_sha256 is None:
        return [Toast(act.words.plain("press-stale")), import_card(act.words, view)]
    name = f"{view.name.rpartition('.')[0]}-{act.words.plain('rows-refused-title')}.xlsx"
    caption = act.words("rows-refused-caption", name=view.name[:60], count=view.count("refused"))
    return [Document(f"sha256:{view.list_sha256}", name, caption)]


def _difference(act: Act, import_id: int, place: int) -> Said:
    view = registry_view.own_import_view(act.uow, act.actor, import_id)
    found = registry_view.difference(act.uow, act.actor, import_id, place)
    if found is None or view.state != "checked":
        return [import_card(act.words, view)]
    return [difference_card(act.words, view, found)]


def _columns(act: Act, import_id: int, place: int | None) -> Said:
    view = registry_view.own_import_view(act.uow, act.actor, import_id)
    headings = registry_view.unknown_headings(view)
    if view.state not in ("checked", "refused") or not headings:
        return [import_card(act.words, view)]
    if place is None or place >= len(headings):
        return [columns_card(act.words, view)]
    return [fields_card(act.words, view, place)]


def _name(act: Act, import_id: int, place: int, of: int) -> None:
    view = registry_view.own_import_view(act.uow, act.actor, import_id)
    headings, fields = registry_view.unknown_headings(view), registry_view.free_fields(view)
    heading = headings[place] if place < len(headings) else ""
    field = fields[of] if of < len(fields) else ""
    registry_view.name_column(act.uow, act.actor, import_id, heading, field)
