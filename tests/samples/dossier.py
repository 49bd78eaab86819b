"""The dossier of the visit that was played, as the office hands it over, verified as whoever gets it would."""

from datetime import UTC, datetime
from pathlib import Path

from forms.dossier.checking import check_dossier
from forms.dossier.packing import pack
from sandbox.driver import Town
from sandbox.stock import BOT_ID
from services.dossier import gather
from storage.files import FileStore
from storage.unit_of_work import unit_of_work
from tests.samples.papers import PLAYED


def write_dossier(town: Town, place: Path) -> str:
    """Write the dossier and return a line about it."""
    files = FileStore(f"file://{town.folder / 'files'}")
    with unit_of_work(town.database, BOT_ID, lambda: datetime.now(UTC), is_watched=False) as uow:
        found = gather(uow, PLAYED, files.keep)
    pack(place, found.links, found.openings, found.files, files.read)
    checked = check_dossier(place)
    verdict = "; ".join(fault.text("en") for fault in checked.faults) or "whole"
    holds = f"{checked.events} events, {checked.files} files"
    return f"dossier of {PLAYED}: {holds}, {verdict}; its archive lacks: {', '.join(found.missing) or 'nothing'}\n"
