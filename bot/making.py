"""The job of making a file that somebody asked for: answers in the standard of the field, or as tables."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import chain

from bot.publishing import preview
from bot.registry_files import registry_tables
from forms.spreadsheets import workbook_of
from forms.tables import Table, csv_of, csv_to_be_opened
from handlers.words import words_of
from rules.events import FileMade, FileNotMade
from rules.free_names import free_name
from rules.refusals import Refused
from services import draw_files
from services.access import Actor, acting_by_id
from services.form_export import answer_tables, sections_handed_on
from services.keying import KEYING, keying_table
from services.publishers import departments_prepared_by
from services.publishing_view import PREVIEW
from services.statistics_files import BREACHES_CSV, statistics_tables
from services.statistics_files import PREFIX as STATISTICS
from services.submissions import Attachment, FiledSection, filed_section
from storage.files import FileStore
from storage.jobs import Claimed
from storage.tables import Visit
from storage.unit_of_work import UnitOfWork

Result = Callable[[UnitOfWork], None]
NAME_FORBIDDEN = re.compile(r"[^\w.\-]+")
SENT_MOST = 45 << 20  # bytes; Telegram takes 50 MB of a bot
LEFT_OUT = "left-out.txt"  # beside the sections' folders, so it has no file's name


class Making:
    """Makes files. `looking` opens a unit of work that is taken back: nothing is held while a file is made."""

    def __init__(self, files: FileStore, looking: Callable[[], AbstractContextManager[UnitOfWork]]) -> None:
        self._files, self._looking = files, looking

    def make(self, job: Claimed) -> Result:
        """Make the file of a job and keep it; return what is to be told, in the transaction that ends the job."""
        person, purpose = job.body["person"], job.body["purpose"]
        left_out: tuple[str, ...] = ()
        try:
            with self._looking() as uow:
                actor = acting_by_id(uow, person)
                if purpose == "submissions":
                    kept, left_out = self._submissions(uow, actor, job.body["visit"])
                else:
                    name, content = self._made(uow, actor, purpose, job)
                    kept = [(name, self._files.keep(content))]
        except Refused as refused:
            code, placeholders = refused.code, {key: str(value) for key, value in refused.placeholders.items()}
            return lambda uow: uow.emit(FileNotMade(person, code, placeholders))

        def tell(uow: UnitOfWork) -> None:
            for part, (name, sha256) in enumerate(kept, 1):
                told = left_out if part == len(kept) else ()
                uow.emit(FileMade(person, purpose, sha256, name, part, len(kept), told))

        return tell

    def _made(self, uow: UnitOfWork, actor: Actor, purpose: str, job: Claimed) -> tuple[str, bytes]:
        if purpose == "xml":
            filed = filed_section(uow, job.body["section"])
            return plain(f"{filed.checklist.form_id}-{filed.number}.xml"), filed.submission.xml.encode()
        if purpose.startswith(draw_files.PREFIX):
            return draw_files.draw_file(uow, purpose, job.body["draw"])
        if purpose.startswith(STATISTICS):
            return counted_file(*statistics_tables(uow, purpose, job.body), as_text=purpose == BREACHES_CSV)
        if purpose == PREVIEW:
            return preview(uow, job.body["publishing"], job.body["language"])
        if purpose == KEYING:
            return "keying.xlsx", workbook_of([keying_table(uow, departments_prepared_by(uow, actor))])
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

    def _submissions(
        self, uow: UnitOfWork, actor: Actor, visit_id: int
    ) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
        """Pack a visit: for each section a folder with its submission and its files, in as many archives as it takes.

        Returns name and hash of each, and the names of the files that are too large for any: the last one tells them.
        """
        number = uow.session.get_one(Visit, visit_id).number
        sections = list(in_folders(uow, sections_handed_on(uow, visit_id)))
        left_out = {
            f"{folder}/{plain(each.name)}": each
            for folder, filed in sections
            for each in filed.attachments
            if each.sha256 is not None and each.size > SENT_MOST
        }
        note = [(LEFT_OUT, _note(actor.language, left_out))] if left_out else []
        files = chain(self._files_of(sections), note)
        hashes = [self._files.keep(packed(part)) for part in in_parts(files, SENT_MOST)]
        parts = ("",) if len(hashes) == 1 else tuple(f".{part}" for part in range(1, len(hashes) + 1))
        kept = [(plain(f"{number}{part}.zip"), sha256) for part, sha256 in zip(parts, hashes, strict=True)]
        return kept, tuple(left_out)

    def _files_of(self, sections: Sequence[tuple[str, FiledSection]]) -> Iterator[tuple[str, bytes]]:
        """Yield the files of sections that can be sent; what is too large is not read at all."""
        for folder, filed in sections:
            sent = tuple(each for each in filed.attachments if each.size <= SENT_MOST)
            yield from section_files(replace(filed, attachments=sent), self._files, folder)


def in_folders(uow: UnitOfWork, sections: Sequence[int]) -> Iterator[tuple[str, FiledSection]]:
    """Yield a visit's sections with their folders; two departments may have filled in the same form."""
    folders: set[str] = set()
    for section_id in sections:
        filed = filed_section(uow, section_id)
        yield free_name(plain(filed.checklist.form_id), folders), filed


def _note(language: str, left_out: Mapping[str, Attachment]) -> bytes:
    """Return what the archive says of files that are not in it: names, sizes, the hashes they are kept under."""
    words = words_of(language)
    lines = [words.plain("made-left-out-note", most=SENT_MOST >> 20)]
    for name, each in left_out.items():
        size = f"{each.size / (1 << 20):.1f}"
        lines.append(words.plain("made-left-out-line", name=name, size=size, sha256=each.sha256 or ""))
    return "\n".join(lines).encode()


def counted_file(name: str, tables: tuple[Table, ...], *, as_text: bool) -> tuple[str, bytes]:
    """Return tables as a file: a workbook, or the first of them as text."""
    if as_text:
        return plain(f"{name}.csv"), csv_to_be_opened(tables[0])
    return plain(f"{name}.xlsx"), workbook_of(tables)


def section_files(filed: FiledSection, files: FileStore, folder: str) -> Iterator[tuple[str, bytes]]:
    """Yield a section's submission and its secured files, each with its name in the section's folder."""
    yield f"{folder}/submission.xml", filed.submission.xml.encode()
    for attachment in filed.attachments:
        if attachment.sha256 is not None:
            yield f"{folder}/{plain(attachment.name)}", files.read(attachment.sha256)


def in_parts(files: Iterable[tuple[str, bytes]], most: int) -> Iterator[dict[str, bytes]]:
    """Yield files by name in parts of at most so many bytes, one part at a time; no file may be larger by itself."""
    part: dict[str, bytes] = {}
    size = 0
    for name, content in files:
        if part and size + len(content) > most:
            yield part
            part, size = {}, 0
        part[name] = content
        size += len(content)
    yield part


def csv_files(form_id: str, tables: tuple[Table, ...]) -> dict[str, bytes]:
    """Return tables as CSV files by name: the first is called after the form, repeats after it and themselves."""
    files: dict[str, bytes] = {}
    taken: set[str] = set()
    for table in tables:
        stem = plain(form_id if not files else f"{form_id}-{table.name}")
        files[f"{free_name(stem, taken)}.csv"] = csv_of(table)
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
