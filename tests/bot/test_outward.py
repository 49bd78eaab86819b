"""Announcements are never sent inwards, wait for no address that drips, and tell no address's secrets."""

import signal
import socket
import threading
from contextlib import suppress

import pytest
from sqlalchemy import select, update

from bot import announcing
from bot.outward import NotOutward, outward
from bot.time_limit import TimeLimit
from rules.refusals import Refused
from services.announcing import (
    ANNOUNCE,
    add_subscriber,
)
from storage.tables import Announcement, LedgerLink, Person, Subscriber
from tests.bot.doors_town import Listening, Town, subscriber, town

__all__ = ["subscriber", "town"]


def test_an_answer_that_drips_is_not_waited_for(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(announcing, "SECONDS_PER_POST", 0.3)
    before, is_over = signal.getsignal(signal.SIGALRM), threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            line, _ = server.accept()
            with line, suppress(OSError):
                while not is_over.wait(0.05):
                    line.sendall(b"H")

        thread = threading.Thread(target=drip)
        thread.start()
        try:
            town.step = TimeLimit().step
            with town.acting() as uow:
                add_subscriber(uow, f"http://127.0.0.1:{server.getsockname()[1]}/", [])
            town.approves("017-03")
            town.works(ANNOUNCE)
        finally:
            signal.alarm(0)
            signal.signal(signal.SIGALRM, before)
            is_over.set()
            thread.join()
    with town.looking() as uow:
        assert [row.error for row in uow.session.scalars(select(Announcement))] == ["API_061"]
    assert town.announcements() == [("visit.approved", "waiting", 1)]


def test_an_address_that_is_none_counts_as_an_attempt(town: Town, subscriber: tuple[str, type[Listening]]) -> None:
    url, _ = subscriber
    with town.acting() as uow:
        add_subscriber(uow, url, [])
        uow.session.execute(update(Subscriber).values(url=url + "/\x7f"))
    town.approves("017-03")
    town.works(ANNOUNCE)
    with town.looking() as uow:
        assert [row.error for row in uow.session.scalars(select(Announcement))] == ["API_060"]


def test_what_an_address_may_hold_stands_in_no_ledger_and_no_message(
    town: Town, subscriber: tuple[str, type[Listening]]
) -> None:
    url, listening = subscriber
    listening.statuses[:] = [410]
    with pytest.raises(Refused) as refused, town.acting() as uow:
        add_subscriber(uow, url.replace("://", "://user:secret@"), [])
    assert refused.value.code == "API_043"
    assert "secret" not in refused.value.text("en")
    with town.acting() as uow:
        uow.session.execute(update(Person).where(Person.code == "SJ-04").values(reach="open", chat_id=61))
        add_subscriber(uow, f"{url}?key=hidden", [])
    town.approves("017-03")
    town.works(ANNOUNCE)
    assert "127.0.0.1" in town.said()
    assert "hidden" not in town.said()
    with town.looking() as uow:
        told = [row.body for row in uow.session.scalars(select(LedgerLink).where(LedgerLink.chain == "registry"))]
    assert "127.0.0.1" in str(told)
    assert "hidden" not in str(told)


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
    "https://[fec0::1]/",
    "https://[64:ff9b:1::a00:1]/",
    "https://[::127.0.0.1]/",
    "https://[5f00::1]/",
    "https://[3fff::1]/",
    "https://192.0.0.8/",
    "https://192.88.99.1/",
    "https://[::ffff:192.0.0.8]/",
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


@pytest.mark.parametrize("url", ["https://8.8.8.8/", "https://[2606:4700:4700::1111]/", "https://[::ffff:8.8.8.8]/"])
def test_an_address_of_the_internet_is_written_to(url: str) -> None:
    assert outward(url, may_be_private=False).url == url.replace("::ffff:8.8.8.8", "::ffff:808:808")


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
