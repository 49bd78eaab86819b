"""The official papers of the visit that was played, as the bot prints them; pictures of two beside the annexes."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import select

from forms.papers.composing import Filled
from forms.papers.furnishing import Trace
from forms.papers.notice import Notice
from forms.papers.press import Press
from forms.papers.previews import page_pictures
from forms.papers.record import Record
from rules.errors import describe
from sandbox.driver import Town
from sandbox.stock import BOT_ID
from services.minute_paper import minute_of
from services.notice_paper import notice_of
from services.record_paper import record_of
from services.scheme_paper import scheme_of
from storage.files import FileStore
from storage.tables import Visit
from storage.unit_of_work import looking
from tests.samples.side_by_side import PPI, beside_the_annex

PLAYED = "017-03"
EMPTY = Trace("", "", "", date(2024, 11, 4))
EMPTY_NUMBER = "部门联合双随机抽检字【   】第     号"


def write_papers(town: Town, folder: Path) -> str:
    """Write each paper as PDF and as DOCX, and return a line about them with what was remarked."""
    press, remarks = Press(), set()
    papers = _filled(town)
    for name, filled in papers.items():
        for suffix, printed in (("pdf", press.pdf(filled)), ("docx", press.docx(filled))):
            (folder / f"{name}.{suffix}").write_bytes(printed.data)
            remarks |= {describe(remark, "en") for remark in printed.remarks}
    _picture(press, papers, folder)
    told = f", remarked: {'; '.join(sorted(remarks))}" if remarks else ", nothing remarked"
    return f"papers of {PLAYED} as PDF and DOCX: {', '.join(papers)}{told}\n"


def _filled(town: Town) -> Mapping[str, Filled]:
    files = FileStore(f"file://{town.folder / 'files'}")
    with looking(town.database, BOT_ID, lambda: datetime.now(UTC)) as uow:
        visit = uow.session.scalars(select(Visit).where(Visit.number == PLAYED)).one()
        return {
            "notice": notice_of(uow, visit.visit_id, "", files.read),
            "record": record_of(uow, visit.visit_id, "", files.read),
            "scheme": scheme_of(uow, visit.campaign_id),
            "minute": minute_of(uow, visit.campaign_id),
        }


def _picture(press: Press, papers: Mapping[str, Filled], folder: Path) -> None:
    """Write pictures of the record and the notice beside their annexes; `docs/pictures/` keeps copies."""
    record, notice = papers["record"], papers["notice"]
    assert isinstance(record, Record)
    assert isinstance(notice, Notice)
    empty_record = Record(record.title, record.results, EMPTY)
    empty_notice = Notice(notice.title, EMPTY_NUMBER, EMPTY)
    for name, annex, empty, pages in (("record", 1, empty_record, 2), ("notice", 2, empty_notice, 1)):
        filled = page_pictures((folder / f"{name}.pdf").read_bytes(), ppi=PPI, count=pages)
        beside_the_annex(press, annex, empty, filled, folder / f"{name}.png")
