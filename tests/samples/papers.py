"""The official papers of the visit that was played, printed as the bot prints them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from forms.papers.composing import Filled
from forms.papers.press import Press
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

PLAYED = "017-03"


def write_papers(town: Town, folder: Path) -> str:
    """Write each paper as PDF and as DOCX, and return a line about them with what was remarked."""
    press, remarks = Press(), set()
    papers = _filled(town)
    for name, filled in papers.items():
        for suffix, printed in (("pdf", press.pdf(filled)), ("docx", press.docx(filled))):
            (folder / f"{name}.{suffix}").write_bytes(printed.data)
            remarks |= {describe(remark, "en") for remark in printed.remarks}
    told = f", remarked: {'; '.join(sorted(remarks))}" if remarks else ", nothing remarked"
    return f"papers of {PLAYED} as PDF and DOCX: {', '.join(papers)}{told}\n"


def _filled(town: Town) -> Mapping[str, Filled]:
    files = FileStore(f"file://{town.folder / 'files'}")
    with looking(town.database, BOT_ID, lambda: datetime.now(UTC)) as uow:
        visit = uow.session.scalars(select(Visit).where(Visit.number == PLAYED)).one()
        return {
            "notice": notice_of(uow, visit.visit_id, files.read),
            "record": record_of(uow, visit.visit_id, files.read),
            "scheme": scheme_of(uow, visit.campaign_id),
            "minute": minute_of(uow, visit.campaign_id),
        }
