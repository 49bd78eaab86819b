"""What the commands share: the settings or why there are none, lines for people, refusals in both languages."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from pathlib import Path

    from bot.registering import Desk
    from bot.settings import Settings
    from rules.refusals import Refused
    from storage.unit_of_work import UnitOfWork


def settings_or_refuse() -> "Settings":
    """Return the settings, the folder of data made; end the program in words when they are wrong or cannot serve."""
    from pydantic import ValidationError

    from bot.settings import Settings

    try:
        settings = Settings()  # type: ignore[call-arg]
    except ValidationError as error:
        from bot.refusals import faults_of

        refuse(*faults_of(error))
    from bot import logs
    from bot.trying import try_database
    from rules.refusals import Refused

    logs.configure(settings.log_level)
    try:
        try_database(settings)
    except Refused as refused:
        refuse(refused)
    return settings


def say(line: str) -> None:
    """Write a line to the standard output."""
    sys.stdout.write(line + "\n")


def refuse(*refusals: "Refused") -> NoReturn:
    """Say why it cannot go on, in both languages, and end the program with code 1."""
    tell(*refusals)
    raise SystemExit(1)


def tell(*refusals: "Refused") -> None:
    """Say on the error output why something cannot be done, in both languages."""
    from bot.refusals import told

    sys.stderr.write(told(refusals) + "\n")


def refuse_in_words(words: str) -> NoReturn:
    """End the program with code 1, having said why."""
    sys.stderr.write(words)
    raise SystemExit(1)


@contextmanager
def working() -> "Iterator[tuple[Settings, Desk]]":
    """Give the settings, and what opens one short unit of work after the other, for what takes many of them."""
    from bot.registering import Desk
    from storage import migrations
    from storage.database import Database
    from storage.files import FileStore
    from storage.unit_of_work import looking, unit_of_work

    settings = settings_or_refuse()
    database = Database(settings.database)
    try:
        migrations.upgrade(database)
        clock = (database, settings.bot_id, lambda: datetime.now(UTC))
        acting = partial(unit_of_work, *clock, is_watched=False)
        yield settings, Desk(acting, partial(looking, *clock), acting, FileStore(settings.files))
    finally:
        database.close()


@contextmanager
def opened(*, is_kept: bool) -> "Iterator[UnitOfWork]":
    """Open a unit of work on the database of the settings; when it is not kept, it only reads."""
    from storage import migrations
    from storage.database import Database
    from storage.unit_of_work import looking, unit_of_work

    settings = settings_or_refuse()
    database = Database(settings.database)
    try:
        migrations.upgrade(database)
        # Statements are built for the first time here, which takes a while that nobody waits for.
        opening = partial(unit_of_work, is_watched=False) if is_kept else looking
        with opening(database, settings.bot_id, lambda: datetime.now(UTC)) as uow:
            yield uow
    finally:
        database.close()


@contextmanager
def kept_or_refuse() -> "Iterator[UnitOfWork]":
    """Open a unit of work that is kept; end the program in words when what is asked of it is refused."""
    from rules.refusals import Refused

    try:
        with opened(is_kept=True) as uow:
            yield uow
    except Refused as refused:
        refuse(refused)


def read_or_refuse(file: "Path") -> bytes:
    """Return what a file holds; end the program in words when it cannot be read."""
    from rules.errors import operation as problems
    from rules.refusals import Refused

    try:
        return file.read_bytes()
    except OSError as error:
        refuse(Refused(problems.FILE_UNREADABLE, file=file, because=error.strerror))
