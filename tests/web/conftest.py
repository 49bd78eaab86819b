"""The public pages over the demo district, asked as a browser behind a proxy asks."""

from collections.abc import AsyncIterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select
from starlette.applications import Starlette

from rules.verification import Claim, code_of
from sandbox.stock import BOT_ID
from services.papers import PrintedPaper, Wish, keep_paper
from services.seen import seen_visit
from services.standing_record import content_of
from services.verification import secret_of
from storage.database import Database
from storage.files import FileStore
from storage.tables import Visit
from storage.unit_of_work import UnitOfWork, looking, reading, unit_of_work
from web.public import public_pages

PDF = b"%PDF-1.7 the record as it was printed"


@dataclass
class Office:
    """The pages of an office below `/hecha`; `now` is their clock in seconds."""

    database: Database
    folder: Path
    now: float = 0.0
    certificate: bytes | None = None

    @property
    def files(self) -> FileStore:
        """Where its files are kept."""
        return FileStore(f"file://{self.folder / 'files'}")

    def app(self, prefix: str = "/hecha") -> Starlette:
        """The pages as they are served."""

        def look() -> AbstractContextManager[UnitOfWork]:
            return looking(self.database, BOT_ID, lambda: datetime.now(UTC))

        pages = public_pages(prefix, look, self.files.read, lambda: self.now, self.certificate)
        app = Starlette(routes=pages)
        app.router.redirect_slashes = False
        return app

    def line(self, app: Starlette | None = None, peer: str = "127.0.0.1") -> httpx.AsyncClient:
        """A browser's line to the pages."""
        transport = httpx.ASGITransport(app or self.app(), raise_app_exceptions=False, client=(peer, 1))
        return httpx.AsyncClient(transport=transport, base_url="https://office.example")

    def visit(self, number: str = "017-03") -> int:
        with reading(self.database) as session:
            return session.scalars(select(Visit.visit_id).where(Visit.number == number)).one()

    def acting(self) -> AbstractContextManager[UnitOfWork]:
        """One unit of work, committed."""
        return unit_of_work(self.database, BOT_ID, lambda: datetime.now(UTC))

    def code(self, paper: str = "notice", number: str = "017-03") -> str:
        """The code on a paper."""
        with looking(self.database, BOT_ID, lambda: datetime.now(UTC)) as uow:
            return code_of(secret_of(uow), Claim(paper, self.visit(number)))

    def prints_record(self, number: str = "017-03", data: bytes = PDF) -> str:
        """Have the record printed as it stands; return the file's SHA-256."""
        visit_id, sha256 = self.visit(number), self.files.keep(data)
        with self.acting() as uow:
            content = content_of(uow, seen_visit(uow, visit_id))
            keep_paper(uow, Wish("record", visit_id, "pdf", "SJ-01", ()), PrintedPaper(sha256, None, content, (), ""))
            uow.take_events()
        return sha256


@pytest.fixture
def office(furnished_database: Database, tmp_path: Path) -> Office:
    """The demo district's pages on SQLite."""
    return Office(furnished_database, tmp_path)


@pytest.fixture
async def line(office: Office) -> AsyncIterator[httpx.AsyncClient]:
    """A browser's line to them."""
    async with office.line() as line:
        yield line
