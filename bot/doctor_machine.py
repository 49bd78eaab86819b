"""What the doctor looks at on this machine: settings, folders, database, district, room, store, fonts, seal, people."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.lock import is_spoken_for
from bot.readiness import probe_store
from bot.refusals import faults_of
from bot.settings import Settings
from bot.trying import ask_database, is_there, try_files, try_missing_database, try_missing_files, try_seal
from forms.papers.checking import check_papers
from handlers.screens.diagnosis import Diagnosis, Outcome
from rules.refusals import Refused
from services.four_eyes import lacking_second
from storage import migrations
from storage.database import Database
from storage.figures import size_of, space_at
from storage.tables import DistrictProfile, Person, Role
from storage.unit_of_work import looking

MEGABYTE = 1 << 20
# A day of a large campaign brings a gigabyte of photographs.
ROOM_NEEDED = 512 * MEGABYTE
ROOM_WANTED = 2048 * MEGABYTE
CODES_SHOWN = 5
NO_BOT = 0  # nothing is said
NO_TOKEN = "0:none"  # noqa: S105 - stands for none
# Databases made by a version before these are no longer looked after by their makers.
OLDEST_SQLITE = (3, 37)
OLDEST_POSTGRESQL = 14


@dataclass(frozen=True, slots=True)
class Patient:
    """The settings as far as they can be read, and what is wrong with the others."""

    settings: Settings
    faults: tuple[Refused, ...]
    has_token: bool


def read_settings() -> Patient:
    """Read the settings; those that are wrong are told, and looked past as if they had not been made."""
    try:
        return Patient(Settings(), (), has_token=True)  # type: ignore[call-arg]
    except ValidationError as error:
        wrong = [str(each["loc"][0]) for each in error.errors()]
        usual: dict[str, Any] = {name: Settings.model_fields[name].default for name in wrong if name != "token"}
        if "token" in wrong:
            usual["token"] = NO_TOKEN
        return Patient(Settings(**usual), tuple(faults_of(error)), has_token="token" not in wrong)


def look_at_settings(patient: Patient) -> Iterator[Diagnosis]:
    """Say which settings are wrong, by their names and never with their values."""
    for fault in patient.faults:
        yield Diagnosis("settings", "bad", told=fault)
    if not patient.settings.workers:
        yield Diagnosis("settings", "careful", "no-workers")
    if not patient.faults:
        count = len(patient.settings.model_fields_set)
        yield Diagnosis("settings", "good", "good", {"count": count})


def look_at_database(settings: Settings, now: Callable[[], datetime]) -> Iterator[Diagnosis]:
    """Say whether the database opens, what it is, at which revision it stands, who may act, and where a second one is
    lacking who must.
    """
    try:
        if (missing := missing_place(settings)) is not None:
            try_missing_database(settings, missing)
            yield Diagnosis("database", "careful", "missing", {"place": str(missing)})
            return
        ask_database(settings)
    except Refused as refused:
        yield Diagnosis("database", "bad", told=refused)
        return
    database = Database(settings.database, pool_size=1)
    try:
        yield _of_engine(database)
        is_current = False
        for diagnosis in _of_schema(database, now):
            is_current = is_current or diagnosis.what == "people"
            yield diagnosis
        if is_current:
            yield from _of_four_eyes(database, now)
    except SQLAlchemyError as error:
        because = type(getattr(error, "orig", None) or error).__name__
        yield Diagnosis("database", "bad", "failed", {"because": because})
    finally:
        database.close()


def missing_place(settings: Settings) -> Path | None:
    """Return SQLite's file, or the folder of it, when it is not there: whoever opens it would make it."""
    url = make_url(settings.database)
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    file = Path(url.database)
    if is_there(file.parent) and not file.parent.is_dir():
        return None
    return next((each for each in (file.parent, file) if not is_there(each)), None)


def _of_engine(database: Database) -> Diagnosis:
    with database.reading() as connection:
        megabytes = size_of(connection) // MEGABYTE
        if database.is_sqlite:
            version = str(connection.scalar(text("SELECT sqlite_version()")))
            mode = str(connection.scalar(text("PRAGMA journal_mode")))
            is_new = tuple(int(part) for part in version.split(".")[:2]) >= OLDEST_SQLITE
            if mode != "wal":
                return Diagnosis("database", "bad", "not-wal", {"mode": mode})
        else:
            version = str(connection.scalar(text("SHOW server_version"))).split()[0]
            is_new = int(version.split(".")[0]) >= OLDEST_POSTGRESQL
    values = {"kind": "SQLite" if database.is_sqlite else "PostgreSQL", "version": version, "megabytes": megabytes}
    return Diagnosis("database", "good" if is_new else "careful", "good" if is_new else "old", values)


def _of_schema(database: Database, now: Callable[[], datetime]) -> Iterator[Diagnosis]:
    newest = migrations.newest()
    with database.reading() as connection:
        stands = migrations.standing(connection)
        if stands != newest:
            answer = "none" if not stands else "behind" if stands < newest else "ahead"
            outcome: Outcome = "bad" if answer == "ahead" else "careful"
            yield Diagnosis("schema", outcome, answer, {"stands": stands or "-", "newest": newest})
            return
        yield Diagnosis("schema", "good", "good", {"newest": newest})
        yield _of_district(connection, now().date())
        bound = (
            select(func.count(Person.person_id.distinct()))
            .join(Role, Role.person_id == Person.person_id)
            .where(Role.role == "administrator", Person.revoked_at.is_(None), Person.chat_id.is_not(None))
        )
        count = connection.scalar(bound) or 0
    yield Diagnosis("people", "good" if count else "careful", "good" if count else "none", {"count": count})


def _of_district(connection: Connection, day: date) -> Diagnosis:
    chosen = (
        select(DistrictProfile.body, DistrictProfile.valid_from)
        .where(DistrictProfile.valid_from <= day)
        .order_by(DistrictProfile.valid_from.desc())
        .limit(1)
    )
    row = connection.execute(chosen).one_or_none()
    if row is None:
        return Diagnosis("district", "bad", "none")
    return Diagnosis("district", "good", "good", {"code": row.body["code"], "day": row.valid_from.isoformat()})


def _of_four_eyes(database: Database, now: Callable[[], datetime]) -> Iterator[Diagnosis]:
    with looking(database, NO_BOT, now) as uow:
        lacking = lacking_second(uow)
    if not lacking.review and not lacking.publication:
        yield Diagnosis("four-eyes", "good", "good")
    for answer, codes in (("review", lacking.review), ("publication", lacking.publication)):
        if codes:
            shown = " ".join(codes[:CODES_SHOWN]) + (" …" if len(codes) > CODES_SHOWN else "")
            yield Diagnosis("four-eyes", "careful", answer, {"count": len(codes), "codes": shown})


def look_at_disk(settings: Settings) -> Iterator[Diagnosis]:
    """Say how much room there is where the data stands."""
    folder = settings.data_folder.absolute()
    try:
        # Where it is not there yet, it will stand in the first that is.
        space = space_at(next((each for each in (folder, *folder.parents) if each.exists()), folder))
    except OSError as error:
        yield Diagnosis("disk", "bad", "gone", {"folder": str(settings.data_folder), "because": error.strerror or "?"})
        return
    free, share = space.free // MEGABYTE, round(100 * space.free / max(1, space.total))
    outcome: Outcome = "bad" if space.free < ROOM_NEEDED else "careful" if space.free < ROOM_WANTED else "good"
    yield Diagnosis("disk", outcome, outcome, {"free": free, "share": share})


def look_at_store(settings: Settings) -> Iterator[Diagnosis]:
    """Say whether the evidence store takes, gives and lets go of a file."""
    kept_in = Path(settings.files.removeprefix("file://")) if settings.files.startswith("file://") else None
    try:
        if kept_in is not None and not is_there(kept_in):
            try_missing_files(settings, kept_in)
            yield Diagnosis("store", "careful", "missing", {"place": str(kept_in)})
            return
        try_files(settings)
    except Refused as refused:
        yield Diagnosis("store", "bad", told=refused)
        return
    because = probe_store(settings.files)
    place = settings.files.partition("://")[0]
    yield Diagnosis(
        "store", "bad" if because else "good", "bad" if because else "good", {"because": because, "kind": place}
    )


def look_at_papers(settings: Settings) -> Iterator[Diagnosis]:
    """Say whether fonts and templates can print the papers, and whether the seal opens, where there is one."""
    checked = check_papers(settings.font_folder, _folder(settings.paper_folder))
    for fault in checked.faults:
        yield Diagnosis("fonts", "bad", told=fault)
    for remark in checked.remarks:
        yield Diagnosis("fonts", "careful", told=remark)
    if not checked.faults:
        yield Diagnosis("fonts", "good", "good", {"font": checked.families[0]})
    if settings.seal_certificate is None:
        return
    try:
        try_seal(settings)
    except Refused as refused:
        yield Diagnosis("seal", "bad", told=refused)
        return
    yield Diagnosis("seal", "good", "good")


def _folder(folder: Path | None) -> Path | None:
    return folder.absolute() if folder else None


def is_running(settings: Settings) -> bool | None:
    """Return whether the bot of these settings runs now, none where that cannot be asked."""
    database = Database(settings.database, pool_size=1)
    try:
        return is_spoken_for(database, settings.data_folder, settings.bot_id)
    except (SQLAlchemyError, OSError):
        return None
    finally:
        database.close()
