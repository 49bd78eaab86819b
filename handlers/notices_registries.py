"""Tells a clerk what became of a registry's file."""

from typing import Any

from handlers.screens.forms import draft_key
from handlers.screens.registry_files import import_card
from handlers.telling import to_person
from rules.events_registries import RegistryFileChecked, RegistryFileFound
from rules.messages import Withdraw
from services.registry_view import view_import
from storage.unit_of_work import UnitOfWork


def on_registry_file_checked(uow: UnitOfWork, event: RegistryFileChecked) -> None:
    """Bring the file's card up to date."""
    view = view_import(uow, event.import_id)
    if view.person_id is not None:
        to_person(uow, view.person_id, lambda words: [import_card(words, view)])


def on_registry_file_found(uow: UnitOfWork, event: RegistryFileFound) -> None:
    """Put the file's card in the place of the one that waited for a form."""
    view = view_import(uow, event.import_id)
    if view.person_id is not None:
        key = draft_key(event.draft_id)
        to_person(uow, view.person_id, lambda words: [Withdraw(key, words("import-found")), import_card(words, view)])


TELLERS: dict[type[Any], Any] = {
    RegistryFileChecked: on_registry_file_checked,
    RegistryFileFound: on_registry_file_found,
}
