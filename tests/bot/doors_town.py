"""A district whose announcements and forwarded sections are sent by hand, and a subscriber that hears them."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.announcing import Announcing
from bot.forwarding import Forwarding
from bot.time_limit import TooLong
from handlers import notices
from sandbox.stock import BOT_ID
from services.announcing import (
    ANNOUNCE,
)
from services.forwarding import FORWARD
from services.keying import TAKE_BACK, keying_page
from services.reviewing import approve, reopen
from storage.database import Database
from storage.files import FileStore
from storage.jobs import Claimed
from storage.tables import Announcement, Campaign, ChecklistVersion, Job, OutboxMessage, Person, Review, Visit
from storage.unit_of_work import UnitOfWork, looking, unit_of_work
from tests.services.publications_made import Publisher, person


class Listening(BaseHTTPRequestHandler):
    """A subscriber that answers with the next status of its list, 204 after the last."""

    heard: list[tuple[Any, bytes]]
    statuses: list[int]

    def log_message(self, *_: object) -> None: ...

    def do_POST(self) -> None:
        self.heard.append((self.headers, self.rfile.read(int(self.headers["content-length"]))))
        status = self.statuses.pop(0) if self.statuses else 204
        self.send_response(status)
        if status == 302:
            self.send_header("location", f"http://{self.headers['host']}/elsewhere")
        self.send_header("content-length", "0")
        self.end_headers()


class Town:
    """A district with a worker's two jobs, done by hand; `now` moves as a test wants."""

    def __init__(self, database: Database, folder: Path, servers: dict[str, str] | None = None) -> None:
        self.database, self.files = database, FileStore(f"file://{folder / 'files'}")
        self.now = datetime.now(UTC)
        self.servers = servers or {}
        self.may_be_private = True
        self.step: Callable[[float], AbstractContextManager[None]] = lambda _seconds: nullcontext()
        self.steps, self.is_slow = 0, False

    def acting(self) -> AbstractContextManager[UnitOfWork]:
        return unit_of_work(self.database, BOT_ID, lambda: self.now, is_watched=False)

    def looking(self) -> AbstractContextManager[UnitOfWork]:
        return looking(self.database, BOT_ID, lambda: self.now)

    def approves(self, number: str) -> None:
        publisher = Publisher(self.database, self.files)
        publisher.submits(number, ["order"])
        with self.acting() as uow:
            visit = uow.session.scalars(select(Visit).where(Visit.number == number)).one()
            uow.session.execute(update(Review).where(Review.visit_id == visit.visit_id).values(state="waiting"))
            head = uow.session.get_one(Campaign, visit.campaign_id).supervisor_id
            approve(uow, person(uow, uow.session.get_one(Person, head).code), visit.visit_id)
            notices.tell(uow)

    def reopens(self, number: str) -> None:
        with self.acting() as uow:
            visit = uow.session.scalars(select(Visit).where(Visit.number == number)).one()
            head = uow.session.get_one(Campaign, visit.campaign_id).supervisor_id
            reopen(uow, person(uow, uow.session.get_one(Person, head).code), visit.visit_id, "照片与结论不符")
            notices.tell(uow)

    def approves_anew(self, number: str) -> None:
        with self.acting() as uow:
            visit = uow.session.scalars(select(Visit).where(Visit.number == number)).one()
            head = uow.session.get_one(Campaign, visit.campaign_id).supervisor_id
            approve(uow, person(uow, uow.session.get_one(Person, head).code), visit.visit_id)
            notices.tell(uow)

    def announcing(self) -> Announcing:
        return Announcing(self.looking, lambda: self.now, self.step, may_be_private=self.may_be_private)

    def forwarding(self) -> Forwarding:
        return Forwarding(
            self.files,
            self.looking,
            self.acting,
            lambda: self.now,
            self.servers,
            step=self.job_step,
            may_be_private=self.may_be_private,
        )

    @contextmanager
    def job_step(self, _job: Claimed) -> Iterator[None]:
        self.steps += 1
        if self.is_slow:
            raise TooLong
        yield

    def gives_up(self, kind: str) -> None:
        """Have the waiting jobs of a kind fail for good, as a worker does after its last attempt."""
        made = {ANNOUNCE: self.announcing().give_up, FORWARD: self.forwarding().give_up}
        with self.acting() as uow:
            for row in uow.session.scalars(select(Job).where(Job.kind == kind, Job.state == "waiting")).all():
                row.state = "failed"
                made[kind](Claimed(row.job_id, kind, row.subject, dict(row.body), 8, ""))(uow)
            notices.tell(uow)

    def works(self, kind: str) -> int:
        """Do the jobs of a kind that are due; return how many."""
        made = {
            ANNOUNCE: self.announcing().post,
            FORWARD: self.forwarding().forward,
        }
        with self.looking() as uow:
            due = (Job.kind == kind, Job.state == "waiting", Job.not_before <= self.now)
            jobs = [
                Claimed(j.job_id, kind, j.subject, dict(j.body), 1, "")
                for j in uow.session.scalars(select(Job).where(*due))
            ]
        for job in jobs:
            result = made[kind](job)
            with self.acting() as uow:
                result(uow)
                uow.session.get_one(Job, job.job_id).state = "done"
                notices.tell(uow)
        return len(jobs)

    def forms(self) -> set[str]:
        """The forms that there are."""
        with self.looking() as uow:
            return set(uow.session.scalars(select(ChecklistVersion.form_id)))

    def to_take_back(self) -> list[str]:
        """Where a clerk's results stand that are to be taken back."""
        with self.looking() as uow:
            return [line.where for line in keying_page(uow, person(uow, "SJ-05"), listed=TAKE_BACK).lines]

    def announcements(self) -> list[tuple[str, str, int]]:
        with self.looking() as uow:
            rows = uow.session.scalars(select(Announcement).order_by(Announcement.announcement_id))
            return [(row.kind, row.state, row.attempts) for row in rows]

    def said(self) -> str:
        with self.looking() as uow:
            return json.dumps([row.body for row in uow.session.scalars(select(OutboxMessage))], ensure_ascii=False)


@pytest.fixture
def town(furnished_database: Database, tmp_path: Path) -> Town:
    return Town(furnished_database, tmp_path)


@pytest.fixture
def subscriber() -> Iterator[tuple[str, type[Listening]]]:
    handler = type("Subscriber", (Listening,), {"heard": [], "statuses": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/hear", handler
    server.shutdown()
    thread.join()
    server.server_close()
