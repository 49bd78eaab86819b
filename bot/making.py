"""The job of making a file that somebody asked for: answers in the standard of the field, or as tables."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

from sqlalchemy import select

from bot.publishing import preview
from bot.registry_files import registry_tables
from forms.spreadsheets import workbook_of
from forms.tables import Table, csv_of
from rules.events import FileMade, FileNotMade
from rules.refusals import Refused
from services import draw_files
from services.form_export import answer_tables
from services.keying import KEYING, keying_table
from services.publishing_view import PREVIEW
from services.statistics_files import BREACHES_CSV, statistics_tables
from services.statistics_files import PREFIX as STATISTICS
from services.submissions import FiledSection, filed_section
from storage.files import FileStore
from storage.jobs import Claimed
from storage.tables import Section, Visit
from storage.unit_of_work import UnitOfWork

Result = Callable[[UnitOfWork], None]
NAME_FORBIDDEN = re.compile(r"[^\w.\-]+")
SENT_MOST = 45 << 20  # bytes; Telegram takes 50 MB of a bot


class Making:
    """Makes files. `looking` opens a unit of work that is taken back: nothing is held while a file is made."""

    def __init__(self, files: FileStore, looking: Callable[[], AbstractContextManager[UnitOfWork]]) -> None:
        self._files, self._looking = files, looking

    def make(self, job: Claimed) -> Result:
        """Make the file of a job and keep it; return what is to be told, in the transaction that ends the job."""
        person, purpose = job.body["person"], job.body["purpose"]
        try:
            with self._looking() as uow:
                name, content = self._made(uow, purpose, job)
        except Refused as refused:
            code, placeholders = refused.code, {key: str(value) for key, value in refused.placeholders.items()}
            return lambda uow: uow.emit(FileNotMade(person, code, placeholders))
        sha256 = self._files.keep(content)
        return lambda uow: uow.emit(FileMade(person, purpose, sha256, name))

    def _made(self, uow: UnitOfWork, purpose: str, job: Claimed) -> tuple[str, bytes]:
        if purpose == "xml":
            filed = filed_section(uow, job.body["section"])
            return plain(f"{filed.checklist.form_id}-{filed.number}.xml"), filed.submission.xml.encode()
        if purpose == "submissions":
            return self._submissions(uow, job.body["visit"])
        if purpose.startswith(draw_files.PREFIX):
            return draw_files.draw_file(uow, purpose, job.body["draw"])
        if purpose.startswith(STATISTICS):
            return counted_file(*statistics_tables(uow, purpose, job.body), as_text=purpose == BREACHES_CSV)
        if purpose == PREVIEW:
            return preview(uow, job.body["publishing"], job.body["language"])
        if purpose == KEYING:
            return "keying.xlsx", workbook_of([keying_table(uow, job.body["departments"])])
        if purpose.startswith("registry_"):
            return self._registry(uow, purpose.removeprefix("registry_"), job)
        form_id, language = job.body["form"], job.body["language"]
        tables = answer_tables(uow, form_id, language)
        if purpose == "xlsx":
            return plain(f"{form_id}.xlsx"), workbook_of(tables)
        files = csv_files(form_id, tables)
        if len(files) == 1:
            return next(iter(files.items()))
        return plain(f"{form_id}.zip"), packed(files)

    def _registry(self, uow: UnitOfWork, format_: str, job: Claimed) -> tuple[str, bytes]:
        which, language = job.body["which"], job.body["language"]
        table = registry_tables(uow, which, language, job.body["department"])
        name = plain(f"{table.name}.{format_}")
        return name, csv_of(table) if format_ == "csv" else workbook_of([table])

    def _submissions(self, uow: UnitOfWork, visit_id: int) -> tuple[str, bytes]:
        """Pack a visit: for each section a folder with its submission and its files."""
        number = uow.session.get_one(Visit, visit_id).number
        files: dict[str, bytes] = {}
        chosen = select(Section.section_id).where(Section.visit_id == visit_id).order_by(Section.place)
        for section_id in uow.session.scalars(chosen).all():
            for name, content in section_files(filed_section(uow, section_id), self._files).items():
                if sum(map(len, files.values())) + len(content) <= SENT_MOST:
                    files[name] = content
        return plain(f"{number}.zip"), packed(files)


def counted_file(name: str, tables: tuple[Table, ...], *, as_text: bool) -> tuple[str, bytes]:
    """Return tables as a file: a workbook, or the first of them as text."""
    return (plain(f"{name}.csv"), csv_of(tables[0])) if as_text else (plain(f"{name}.xlsx"), workbook_of(tables))


def section_files(filed: FiledSection, files: FileStore) -> dict[str, bytes]:
    """Return a section's submission and its secured files, by their names in a folder of its own."""
    folder = plain(filed.checklist.form_id)
    found = {f"{folder}/submission.xml": filed.submission.xml.encode()}
    for attachment in filed.attachments:
        if attachment.sha256 is not None:
            found[f"{folder}/{plain(attachment.name)}"] = files.read(attachment.sha256)
    return found


def csv_files(form_id: str, tables: tuple[Table, ...]) -> dict[str, bytes]:
    """Return tables as CSV files by name: the first is called after the form, repeats after it and themselves."""
    files: dict[str, bytes] = {}
    for table in tables:
        stem = plain(form_id if not files else f"{form_id}-{table.name}")
        name, number = f"{stem}.csv", 2
        while name in files:
            name, number = f"{stem}-{number}.csv", number + 1
        files[name] = csv_of(table)
    return files


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return files in one archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def plain(name: str) -> str:
    """Return a name that every file system takes."""
    return NAME_FORBIDDEN.sub("_", name).strip("._") or "_"
