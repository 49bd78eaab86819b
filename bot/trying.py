"""What the settings name is tried before the program begins, so that it does not begin what cannot work."""

import errno
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.settings import Settings
from forms.papers.seal_certificate import Certificate, SealUnusable
from rules.errors import operation as problems
from rules.refusals import Refused
from storage.database import Database


def try_database(settings: Settings) -> None:
    """Make the data folder and ask the database something. Raises `Refused`, which names the setting."""
    _make_folder(settings.data_folder, "HECHA_DATA_FOLDER")
    ask_database(settings)


def ask_database(settings: Settings) -> None:
    """Look at the data folder, where there is one, and ask the database something; neither is made for the question.

    Raises `Refused`, which names the setting.
    """
    if is_there(settings.data_folder):
        _ensure_usable(settings.data_folder, "HECHA_DATA_FOLDER")
    database = Database(settings.database, pool_size=1)
    try:
        with database.reading() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        # The driver's own words name the place, never the password; the statement that failed says nothing.
        because = str(getattr(error, "orig", None) or error).splitlines()[0]
        name = "HECHA_DATABASE_URL" if settings.database_url else "HECHA_DATA_FOLDER"
        raise Refused(problems.DATABASE_AWAY, name=name, because=because) from error
    finally:
        database.close()


def try_files(settings: Settings) -> None:
    """Open the evidence store. Raises `Refused`, which names the setting."""
    name = "HECHA_FILES_URL" if settings.files_url else "HECHA_DATA_FOLDER"
    if settings.files.startswith("file://"):
        _make_folder(Path(settings.files.removeprefix("file://")), name)
        return
    # Five megabytes that only the speaker and the workers need else.
    from obstore.exceptions import BaseError

    from storage.files import FileStore

    try:
        FileStore(settings.files)
    except (BaseError, ValueError, OSError) as error:
        raise Refused(problems.FILES_AWAY, name=name, because=str(error).splitlines()[0]) from error


def try_missing_database(settings: Settings, missing: Path) -> None:
    """See whether SQLite's file, or its folder, could be made. Raises `Refused`, which names the setting."""
    name = "HECHA_DATABASE_URL" if settings.database_url else "HECHA_DATA_FOLDER"
    folder = Path(make_url(settings.database).database or "").parent
    made = settings.data_folder.absolute()
    if missing == folder and folder.absolute() not in (made, *made.parents):
        # Whoever runs makes the data folder and no other for it.
        raise Refused(problems.FOLDER_UNUSABLE, folder=folder, name=name, because=os.strerror(errno.ENOENT))
    _try_beside(missing, name)


def try_missing_files(settings: Settings, missing: Path) -> None:
    """See whether the folder of the evidence store could be made. Raises `Refused`, which names the setting."""
    _try_beside(missing, "HECHA_FILES_URL" if settings.files_url else "HECHA_DATA_FOLDER")


def try_seal(settings: Settings) -> None:
    """Open the certificate of the office's seal, where one is set. Raises `Refused`."""
    if settings.seal_certificate is None:
        return
    # Half a second that only those wait for who seal.
    from forms.papers.sealing import OfficeSeal

    passphrase = settings.seal_passphrase.get_secret_value()
    try:
        OfficeSeal(Certificate(settings.seal_certificate, passphrase)).ensure_valid(datetime.now(UTC))
    except SealUnusable as error:
        raise Refused(problems.SEAL_UNUSABLE, file=settings.seal_certificate, because=error) from error


def try_papers(settings: Settings) -> str:
    """Return what is wrong with the office's fonts and templates, in words; empty where nothing is, or none is named.

    Asked of a process of its own: the typesetter takes forty megabytes, which only the workers need else.
    """
    if not (settings.font_folder or settings.paper_folder):
        return ""
    environment = os.environ | settings.environment
    asked = [sys.executable, "-m", "bot", "papers", "check"]
    ran = subprocess.run(asked, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    return ran.stdout + ran.stderr if ran.returncode else ""


def is_there(place: Path) -> bool:
    """Return whether a file or folder is there; one that may not be looked at is, and refuses by itself."""
    try:
        return place.exists()
    except OSError:
        return True


def _make_folder(folder: Path, name: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(problems.FOLDER_UNUSABLE, folder=folder, name=name, because=error.strerror) from error
    _ensure_usable(folder, name)


def _try_beside(missing: Path, name: str) -> None:
    """Make a folder where the first that is missing would stand, and take it away again.

    Tried and not asked: below /proc, and on a disk that is full of folders, everything may be made and nothing can be.
    """
    stands = next(each for each in missing.absolute().parents if is_there(each))
    try:
        Path(tempfile.mkdtemp(prefix=".hecha-doctor-", dir=stands)).rmdir()
    except OSError as error:
        raise Refused(problems.FOLDER_UNUSABLE, folder=missing, name=name, because=error.strerror) from error


def _ensure_usable(folder: Path, name: str) -> None:
    # Asked and not tried: a file that is written to see would stay after a cut of power.
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise Refused(problems.FOLDER_UNUSABLE, folder=folder, name=name, because="Permission denied")
