"""A desk with a record to be signed on pads: the pages as they are served, and whoever opens them."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
from sqlalchemy import select
from starlette.applications import Starlette

from sandbox.district import phones
from sandbox.launch import init_data
from sandbox.people import Person as Someone
from sandbox.stock import BOT_ID
from sandbox.world import DEFAULT_TOKEN
from services import addenda, pads
from services.access import Actor, actor_by_id
from services.papers import PrintedPaper, Wish, keep_paper
from services.standing_record import content_of_addendum
from storage.tables import PadMark, Person, Section, Task, Visit
from storage.unit_of_work import UnitOfWork, looking, reading, unit_of_work
from tests.web.conftest import Office as Furnished
from web import signing
from web.signing import signing_pages

ADDENDUM_PDF = b"%PDF-1.7 the addendum as it was printed"
NUMBERS = {phone.person_code: phone.telegram_user_id for phone in phones()}
LINE = [[x, x // 3, x, 0] for x in range(0, 1000, 50)]
MARKS = [
    {"kind": "stroke", "at": 1, "points": LINE},
    {"kind": "stroke", "at": 2, "points": [[x, 500 - y, t, 0] for x, y, t, _ in LINE]},
]


@dataclass
class Desk:
    """An office with a record to sign, and its pages of pads below `/hecha`."""

    office: Furnished
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    seconds: float = 0.0
    broken: bool = False

    def look(self) -> AbstractContextManager[UnitOfWork]:
        if self.broken:
            raise OSError("a secret")
        return looking(self.office.database, BOT_ID, lambda: self.now)

    def act(self) -> AbstractContextManager[UnitOfWork]:
        return unit_of_work(self.office.database, BOT_ID, lambda: self.now)

    def app(self) -> Starlette:
        """The pages as they are served."""
        files = self.office.files
        told = signing.Office(DEFAULT_TOKEN, self.look, self.act, files.read, files.keep)
        return Starlette(routes=signing_pages("/hecha", told, lambda: self.seconds))

    def line(self) -> httpx.AsyncClient:
        """A browser's line to the pages."""
        transport = httpx.ASGITransport(self.app(), raise_app_exceptions=False, client=("127.0.0.1", 1))
        return httpx.AsyncClient(transport=transport, base_url="https://office.example")

    def pad(self, scope: str = "me", code: str = "SJ-01") -> int:
        """Open a pad from the chat."""
        with self.act() as uow:
            return pads.open_pad(uow, _actor(uow, code), self.office.visit(), scope)

    def addendum_pad(self, addendum_id: int, scope: str = "party", code: str = "SJ-01") -> int:
        """Open a pad of an addendum from the chat."""
        with self.act() as uow:
            return pads.open_addendum_pad(uow, _actor(uow, code), addendum_id, scope)

    def link(self, pad_id: int, code: str = "SJ-01") -> str:
        """Make a link to a pad."""
        with self.act() as uow:
            return pads.new_link(uow, _actor(uow, code), pad_id)

    def launch(self, code: str = "SJ-01", token: str = DEFAULT_TOKEN, age: int = 0) -> str:
        """What Telegram hands a page that a person opens."""
        return init_data(token, Someone(NUMBERS[code], "李", "明"), int(self.now.timestamp()) - age)

    def marks(self) -> list[str]:
        """What is kept of the ink."""
        with reading(self.office.database) as session:
            return list(session.scalars(select(PadMark.kind).order_by(PadMark.number)))


def addendum_to_sign(desk: Desk, code: str = "SJ-01") -> int:
    """Submit the visit and confirm an addendum to its record, printed; return it."""
    with desk.act() as uow:
        visit = uow.session.scalars(select(Visit).where(Visit.number == "017-03")).one()
        visit.state, visit.submitted_at = "submitted", uow.now
        uow.flush()
        who = _actor(uow, code)
        of = addenda.begin_addendum(uow, who, visit.visit_id)
        addenda.choose_concern(uow, who, of)
        for name, text in (("stands", "原文"), ("reads", "应为"), ("reason", "笔误")):
            addenda.write_text(uow, who, of, name, text)
        addenda.confirm_addendum(uow, who, of)
        printed = PrintedPaper(desk.office.files.keep(ADDENDUM_PDF), None, content_of_addendum(uow, of), (), "")
        keep_paper(uow, Wish("addendum", of, "pdf", code, ()), printed)
        return of


def _actor(uow: UnitOfWork, code: str) -> Actor:
    return actor_by_id(uow, uow.session.scalars(select(Person.person_id).where(Person.code == code)).one())


def desk_in(office: Furnished) -> Desk:
    """Put the visit where its record is to be signed."""
    with unit_of_work(office.database, BOT_ID, lambda: datetime.now(UTC)) as uow:
        visit = uow.session.scalars(select(Visit).where(Visit.number == "017-03")).one()
        visit.state, visit.started_at = "running", uow.now
        for section in uow.session.scalars(select(Section).where(Section.visit_id == visit.visit_id)):
            section.state, section.started_at = "running", uow.now
        for task in uow.session.scalars(select(Task).where(Task.visit_id == visit.visit_id)):
            task.state = "accepted"
    office.prints_record()
    return Desk(office)


async def post(line: httpx.AsyncClient, path: str, **body: Any) -> httpx.Response:
    """Ask what a page asks."""
    return await line.post(f"/hecha/{path}", json=body)
