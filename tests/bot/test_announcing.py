"""Announcements: posted as the Standard Webhooks specification says, tried again, given up, never sent inwards."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.announcing import Announcing
from bot.forwarding import Forwarding
from bot.outward import NotOutward, outward
from handlers import notices
from rules.announcements import KINDS, PATIENCE, PAUSES, pause_after, signature
from rules.refusals import Refused
from sandbox.stock import BOT_ID, Stock
from services.announcing import (
    ANNOUNCE,
    add_subscriber,
    end_subscriber,
    forget_old_announcements,
    list_subscribers,
    resume_subscriber,
)
from services.forwarding import FORWARD, forward_again, list_forwardings
from services.reviewing import approve
from storage.database import Database
from storage.files import FileStore
from storage.jobs import Claimed
from storage.tables import Announcement, Campaign, Job, LedgerLink, OutboxMessage, Person, Review, Visit
from storage.unit_of_work import UnitOfWork, looking, unit_of_work
from tests.form_server import StandIn, form_server
from tests.services.publications_made import Publisher, person

SPECIFIED = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def independent(secret: str, headers: Any, body: bytes) -> bool:
    """Whether a receiver would take it: written from the specification alone."""
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    mac = hmac.new(base64.b64decode(secret[len("whsec_") :]), content, hashlib.sha256).digest()
    offered = [each.split(",", 1) for each in headers["webhook-signature"].split(" ")]
    return ["v1", base64.b64encode(mac).decode()] in offered


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

    def works(self, kind: str) -> int:
        """Do the jobs of a kind that are due; return how many."""
        made = {
            ANNOUNCE: Announcing(self.looking, lambda: self.now, may_be_private=self.may_be_private).post,
            FORWARD: Forwarding(
                self.files, self.looking, lambda: self.now, self.servers, may_be_private=self.may_be_private
            ).forward,
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

    def announcements(self) -> list[tuple[str, str, int]]:
        with self.looking() as uow:
            rows = uow.session.scalars(select(Announcement).order_by(Announcement.announcement_id))
            return [(row.kind, row.state, row.attempts) for row in rows]

    def said(self) -> str:
        with self.looking() as uow:
            return json.dumps([row.body for row in uow.session.scalars(select(OutboxMessage))], ensure_ascii=False)


@pytest.fixture
def town(stock: Stock, tmp_path: Path) -> Iterator[Town]:
    database = Database(stock.sqlite(tmp_path / "hecha.db", is_furnished=True))
    yield Town(database, tmp_path)
    database.close()


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


def test_the_signature_is_that_of_the_specification() -> None:
    signed = signature(SPECIFIED, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, b'{"test": 2432232314}')
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    with pytest.raises(ValueError, match="no secret"):
        signature("whsec_?", "msg", 1, b"")


def test_pauses_grow_and_end() -> None:
    pauses = [pause_after(each) for each in range(1, len(PAUSES) + 2)]
    assert pauses == [*sorted(PAUSES), None]
    assert pause_after(1, timedelta(minutes=2)) == timedelta(minutes=2)
    assert pause_after(1, timedelta(days=99)) == PAUSES[-1]


def test_what_happened_is_told_signed(town: Town, subscriber: tuple[str, type[Listening]]) -> None:
    url, listening = subscriber
    with town.acting() as uow:
        _, secret = add_subscriber(uow, url, [])
        add_subscriber(uow, url, ["result.published"])
    town.approves("017-03")
    assert town.announcements() == [("visit.approved", "waiting", 0)]
    assert town.works(ANNOUNCE) == 1
    assert town.announcements() == [("visit.approved", "sent", 1)]
    [(headers, body)] = listening.heard
    assert independent(secret, headers, body)
    assert not independent(secret, headers, body + b" ")
    assert headers["content-type"] == "application/json"
    told = json.loads(body)
    assert told["type"] == "visit.approved"
    assert told["data"] == {
        "visit": "017-03",
        "visit_outside_number": None,
        "campaign": "017",
        "campaign_outside_number": None,
    }
    assert abs(int(headers["webhook-timestamp"]) - town.now.timestamp()) <= 1
    town.now += timedelta(days=31)
    with town.acting() as uow:
        forget_old_announcements(uow)
    assert town.announcements() == []


def test_what_is_not_taken_is_tried_again_as_the_same_message(
    town: Town, subscriber: tuple[str, type[Listening]]
) -> None:
    url, listening = subscriber
    listening.statuses[:] = [500, 302]
    with town.acting() as uow:
        number, secret = add_subscriber(uow, url, ["visit.approved"])
    town.approves("017-03")
    for pause in PAUSES[:3]:
        assert town.works(ANNOUNCE) == 1
        assert town.works(ANNOUNCE) == 0
        town.now += pause
    assert town.announcements() == [("visit.approved", "sent", 3)]
    assert {headers["webhook-id"] for headers, _ in listening.heard} == {listening.heard[0][0]["webhook-id"]}
    assert len({body for _, body in listening.heard}) == 1
    assert all(independent(secret, *each) for each in listening.heard)
    with town.looking() as uow:
        [row] = list_subscribers(uow)
        assert (row.subscriber_id, row.state, row.failing_since) == (number, "on", None)


@pytest.mark.parametrize("how", ["for days", "gone"])
def test_who_wants_no_more_is_dropped_and_the_administrators_hear_of_it(
    town: Town, subscriber: tuple[str, type[Listening]], how: str
) -> None:
    url, listening = subscriber
    listening.statuses[:] = [500, 500] if how == "for days" else [410]
    with town.acting() as uow:
        number, _ = add_subscriber(uow, url, [])
        uow.session.execute(update(Person).where(Person.code == "SJ-04").values(reach="open", chat_id=61))
    town.approves("017-03")
    town.works(ANNOUNCE)
    if how == "for days":
        town.now += PATIENCE
        town.works(ANNOUNCE)
    with town.looking() as uow:
        assert [row.state for row in list_subscribers(uow)] == ["dropped"]
        types = uow.session.scalars(select(LedgerLink.type).where(LedgerLink.chain == "registry")).all()
        assert types[-1] == "subscriber_dropped"
    assert f"hecha api subscriber resume {number}" in town.said()
    town.approves("017-02")
    assert len(town.announcements()) == 1
    with town.acting() as uow:
        assert resume_subscriber(uow, number) == 1
    town.now += timedelta(seconds=1)
    assert town.works(ANNOUNCE) == 1
    assert town.announcements()[0][1] == "sent"
    with town.acting() as uow:
        end_subscriber(uow, number)
    town.approves("017-05")
    assert len(town.announcements()) == 1


INWARDS = (
    "http://office.example/",
    "https://127.0.0.1/",
    "https://localhost/",
    "https://10.0.0.1/",
    "https://192.168.1.1/x",
    "https://169.254.169.254/latest/meta-data",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[fe80::1]/",
    "https://[fc00::1]/",
    "https://[64:ff9b::a00:1]/",
    "https://[2002:a00:1::]/",
    "https://0.0.0.0/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://224.0.0.1/",
    "ftp://office.example/",
    "https:///x",
    "https://[/",
    "nothing",
)


@pytest.mark.parametrize("url", INWARDS, ids=range(len(INWARDS)))
def test_no_address_leads_inwards(url: str) -> None:
    with pytest.raises(NotOutward):
        outward(url, may_be_private=False)


def test_an_address_is_held_to_the_machine_that_was_checked() -> None:
    place = outward("https://user:secret@8.8.8.8:8443/a?b=c#d", may_be_private=False)
    assert (place.url, place.host, place.name) == ("https://8.8.8.8:8443/a?b=c", "8.8.8.8:8443", "8.8.8.8")


def test_a_subscriber_inwards_is_not_written_to(town: Town, subscriber: tuple[str, type[Listening]]) -> None:
    url, listening = subscriber
    town.may_be_private = False
    with town.acting() as uow:
        add_subscriber(uow, url, [])
    town.approves("017-03")
    town.works(ANNOUNCE)
    assert listening.heard == []
    assert town.announcements() == [("visit.approved", "waiting", 1)]


def test_only_kinds_that_there_are(town: Town) -> None:
    with pytest.raises(Refused) as refused, town.acting() as uow:
        add_subscriber(uow, "https://office.example/", ["visit.burnt"])
    assert refused.value.code == "API_034"
    assert set(KINDS) > {"visit.approved", "result.withdrawn"}


# A form server


def test_an_approved_visit_is_handed_to_the_form_server_once(town: Town) -> None:
    with form_server(StandIn(set(), scheme="digest")) as stand_in:
        town.servers = {"": stand_in.submission.replace("://", "://inspector:open sesame@")}
        town.approves("017-03")
        # Nobody has published the forms there yet.
        assert town.works(FORWARD) == 2
        with town.looking() as uow:
            lines = list_forwardings(uow)
            assert [(each.state, each.attempts) for each in lines] == [("waiting", 1)] * 2
            assert all(each.error.startswith("HTTP 404") for each in lines)
        with town.looking() as uow:
            known = {row.form_id for row in _versions(uow)}
        stand_in.forms |= known
        town.now += PAUSES[0]
        assert town.works(FORWARD) == 2
        assert sorted(each.is_whole for each in stand_in.instances.values()) == [True, True]
        with town.looking() as uow:
            assert [each.state for each in list_forwardings(uow)] == ["sent", "sent"]
            chosen = select(LedgerLink.type).where(LedgerLink.chain == "visit:017-03")
            assert uow.session.scalars(chosen).all().count("section_forwarded") == 2


def test_what_the_form_server_never_takes_is_told(town: Town) -> None:
    with form_server(StandIn({"x"})) as stand_in:
        stand_in.most = -8192  # everything is too large
        town.servers = {"": stand_in.submission}
        town.approves("017-03")
        with town.acting() as uow:
            uow.session.execute(update(Person).where(Person.code == "SJ-04").values(reach="open", chat_id=61))
        town.works(FORWARD)
        with town.looking() as uow:
            lines = list_forwardings(uow)
            assert [each.state for each in lines] == ["given_up", "given_up"]
        assert f"hecha api forwarding again {lines[0].number}" in town.said()
        stand_in.most, stand_in.forms = 1 << 20, {row.form_id for row in _versions_of(town)}
        with town.acting() as uow:
            assert forward_again(uow, lines[0].number).startswith("017-03-")
        town.now += timedelta(seconds=1)
        assert town.works(FORWARD) == 1
        with town.looking() as uow:
            assert sorted(each.state for each in list_forwardings(uow)) == ["given_up", "sent"]


def test_without_a_form_server_nothing_is_handed_on(town: Town) -> None:
    town.approves("017-03")
    assert town.works(FORWARD) == 2
    with town.looking() as uow:
        assert list_forwardings(uow) == []


def _versions(uow: UnitOfWork) -> list[Any]:
    from storage.tables import ChecklistVersion

    return list(uow.session.scalars(select(ChecklistVersion)))


def _versions_of(town: Town) -> list[Any]:
    with town.looking() as uow:
        return _versions(uow)
