"""The job of printing a paper: its data read at once, then set, with nothing held meanwhile."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import Settings
from forms.papers.composing import Filled
from forms.papers.press import Press
from forms.papers.previews import page_pictures
from forms.papers.refusals import PaperRefused, remark
from forms.papers.seal_certificate import Certificate, SealUnusable
from rules.errors.form_library import NOT_MADE
from rules.errors.papers import NOT_SEALED
from rules.events import FileNotMade
from services.addendum_paper import addendum_of
from services.minute_paper import minute_of
from services.notice_paper import notice_of
from services.papers import PrintedPaper, Wish, keep_paper, visit_of
from services.publication_paper import publication_of
from services.record_paper import record_of
from services.scheme_paper import scheme_of
from services.seen import seen_visit
from services.standing_record import content_of_addendum, content_of_print
from services.transfer_paper import transfer_of
from services.verification import address_of
from services.visit_words import words_to_print
from storage.files import FileStore
from storage.jobs import Claimed
from storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from forms.papers.sealing import OfficeSeal

Result = Callable[[UnitOfWork], None]


def _tell(uow: UnitOfWork, wish: Wish, code: str, placeholders: dict[str, str]) -> None:
    for person_id in wish.people:
        uow.emit(FileNotMade(person_id, code, placeholders))


def _content(uow: UnitOfWork, wish: Wish) -> str:
    match wish.paper:
        case "record":
            return content_of_print(uow, seen_visit(uow, wish.of))
        case "addendum":
            return content_of_addendum(uow, wish.of)
    return ""


class Printing:
    """Prints papers. `looking` opens a unit of work that is taken back; the settings say where fonts and words stand,
    where the code on a paper leads, and what seals it.
    """

    def __init__(
        self, files: FileStore, looking: Callable[[], AbstractContextManager[UnitOfWork]], settings: Settings
    ) -> None:
        self._files, self._looking, self._settings = files, looking, settings
        self._seal: OfficeSeal | None = None
        self._press: Press | None = None

    def print(self, job: Claimed) -> Result:
        """Print the paper of a job and keep it; return what is to be told, in the transaction that ends the job."""
        return self.print_wish(Wish(**job.body))

    def print_wish(self, wish: Wish) -> Result:
        """Print a paper and keep it; return what is to be told."""
        with self._looking() as uow:
            address = self._address(uow, wish)
            filled = self._filled(uow, wish, address)
            content = _content(uow, wish)
            # An import while it is set is not on the paper.
            words = words_to_print(uow, wish.of) if wish.paper == "notice" else None
        try:
            printed = replace(self._printed(filled, wish.format, content, address), words=words)
        except PaperRefused as refused:
            code, placeholders = refused.code, {key: str(value) for key, value in refused.placeholders.items()}
            return lambda uow: _tell(uow, wish, code, placeholders)
        return lambda uow: keep_paper(uow, wish, printed)

    def give_up(self, job: Claimed) -> Result:
        """Return what is to be told when a paper could not be printed after all."""
        return lambda uow: _tell(uow, Wish(**job.body), NOT_MADE.code, {})

    def _address(self, uow: UnitOfWork, wish: Wish) -> str:
        """Return where a paper is verified; an addendum where its record is."""
        visit_id = visit_of(uow, wish.paper, wish.of)
        if visit_id is None:
            return ""
        paper = "record" if wish.paper in ("addendum", "transfer") else wish.paper
        return address_of(uow, self._settings.public_url, paper, visit_id)

    def _filled(self, uow: UnitOfWork, wish: Wish, address: str) -> Filled:
        match wish.paper:
            case "notice":
                return notice_of(uow, wish.of, address, self._files.read)
            case "scheme":
                return scheme_of(uow, wish.of)
            case "minute":
                return minute_of(uow, wish.of)
            case "publication":
                return publication_of(uow, wish.of)
            case "transfer":
                return transfer_of(uow, wish.of, address)
            case "addendum":
                return addendum_of(uow, wish.of, address, self._files.read)
        return record_of(uow, wish.of, address, self._files.read)

    def _printed(self, filled: Filled, format_: str, content: str, address: str) -> PrintedPaper:
        # Fonts are read when the first paper is wanted: most workers never print one.
        press = self._press = self._press or Press(self._settings.font_folder, self._settings.paper_folder)
        made = press.pdf(filled) if format_ == "pdf" else press.docx(filled)
        data, remarks = made.data, list(made.remarks)
        if format_ == "pdf" and self._settings.seal_certificate:
            try:
                data = self._sealed(data, self._settings.seal_certificate)
            except SealUnusable as error:
                # The visit does not wait for a certificate: the paper comes, and whoever prints hears of it.
                remarks.append(remark(NOT_SEALED, because=str(error)))
        first_page = self._files.keep(page_pictures(data, count=1)[0]) if format_ == "pdf" else None
        told = tuple((each.code, {key: str(what) for key, what in each.placeholders.items()}) for each in remarks)
        return PrintedPaper(self._files.keep(data), first_page, content, told, address)

    def _sealed(self, pdf: bytes, file: Path) -> bytes:
        # Half a second and ten megabytes that only those pay for who seal.
        from forms.papers.sealing import OfficeSeal

        if self._seal is None:
            self._seal = OfficeSeal(Certificate(file, self._settings.seal_passphrase.get_secret_value()))
        return self._seal.seal(pdf, datetime.now(UTC))
