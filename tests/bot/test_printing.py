"""The job of printing: what is to be remarked on a paper, or why there is none, reaches those who wanted it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot.printing import Printing
from bot.settings import Settings
from rules.events import FileNotMade, PaperPrinted
from sandbox.stock import BOT_ID, Stock
from services import evidence, examination
from services.examination import Found
from services.papers import PRINT
from storage.database import Database
from storage.files import FileStore
from storage.jobs import Claimed
from storage.tables import InspectionObject, Notice, Visit
from storage.unit_of_work import UnitOfWork, looking
from tests.services.conftest import District


class Office:
    """The demo district with a printing worker; two people want its papers."""

    def __init__(self, folder: Path, stock: Stock, words: Path | None = None) -> None:
        self.district = District(Database(stock.sqlite(folder / "hecha.db", is_furnished=True)))
        self.files = FileStore(f"file://{folder / 'files'}")
        settings = Settings(token=SecretStr(f"{BOT_ID}:AAG-not-a-secret"), paper_folder=words)
        self.printing = Printing(self.files, self._looking, settings)

    @contextmanager
    def _looking(self) -> Iterator[UnitOfWork]:
        with looking(self.district.database, BOT_ID, lambda: self.district.now) as uow:
            yield uow

    def job(self, paper: str, of: int, format_: str) -> Claimed:
        body = {"paper": paper, "of": of, "format": format_, "wanted_by": "SJ-01", "people": [1, 2]}
        return Claimed(1, PRINT, "one wish", body, 1, "worker")

    def prints(self, paper: str, of: int, format_: str = "pdf") -> None:
        result = self.printing.print(self.job(paper, of, format_))
        with self.district.act() as uow:
            result(uow)


@pytest.fixture
def office(tmp_path: Path, stock: Stock) -> Iterator[Office]:
    found = Office(tmp_path, stock)
    yield found
    found.district.database.close()


@pytest.mark.parametrize("format_", ["pdf", "docx"])
def test_a_photograph_that_cannot_be_opened_is_remarked_to_everybody_who_gets_the_paper(
    office: Office, format_: str
) -> None:
    visit_id = office.district.starts()
    evidence_id = office.district.photographs("SJ-01", "scene")
    with office.district.act() as uow:
        evidence.secure(uow, evidence_id, office.files.keep(b"no picture"), 10)
        examination.settle(uow, evidence_id, Found("jpeg"))
    office.prints("record", visit_id, format_)
    (printed,) = [event for event in office.district.heard if isinstance(event, PaperPrinted)]
    assert printed.people == (1, 2)
    assert [code for code, _ in printed.remarks] == ["PAPER_003"]


def test_words_that_were_spoilt_after_the_start_are_told_to_everybody_who_wanted_the_paper(
    tmp_path: Path, stock: Stock
) -> None:
    (tmp_path / "record.toml").write_text("labels = 1\n", "utf-8")
    office = Office(tmp_path, stock, words=tmp_path)
    office.prints("record", office.district.visit())
    told = [event for event in office.district.heard if isinstance(event, FileNotMade)]
    assert [(event.person_id, event.code) for event in told] == [(1, "PAPER_006"), (2, "PAPER_006")]
    assert told[0].placeholders == {"file": str(tmp_path / "record.toml"), "key": "labels"}
    office.district.database.close()


def test_a_notice_keeps_the_words_that_were_printed_whatever_is_taken_in_while_it_is_set(office: Office) -> None:
    visit_id = office.district.visit()
    result = office.printing.print(office.job("notice", visit_id, "docx"))
    with office.district.act() as uow:
        inspected = uow.session.get_one(InspectionObject, uow.session.get_one(Visit, visit_id).object_id)
        before, inspected.name = inspected.name, "（演示）改了名的店"
    with office.district.act() as uow:
        result(uow)
    with office.district.act() as uow:
        notice = uow.session.scalars(select(Notice).where(Notice.visit_id == visit_id)).one()
        assert notice.words is not None
        assert notice.words["object"]["name"] == before


def test_a_job_that_is_given_up_is_told_to_everybody_who_wanted_the_paper(office: Office) -> None:
    with office.district.act() as uow:
        office.printing.give_up(office.job("scheme", 1, "pdf"))(uow)
    told = [event for event in office.district.heard if isinstance(event, FileNotMade)]
    assert [(event.person_id, event.code) for event in told] == [(1, "LIBRARY_024"), (2, "LIBRARY_024")]


def test_a_paper_of_a_campaign_begins_a_chain_that_holds_and_goes_on_with_the_next(office: Office) -> None:
    for paper in ("scheme", "minute", "publication"):
        office.prints(paper, 1)
    assert [event.number for event in office.district.heard if isinstance(event, PaperPrinted)] == ["017"] * 3
    assert office.district.chains_are_whole()
