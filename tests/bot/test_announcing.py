"""Announcements: posted as the Standard Webhooks specification says, tried again, given up, taken up again."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from rules.announcements import BOTH_SIGN, KINDS, PATIENCE, PAUSES, pause_after, signature
from rules.refusals import Refused
from services.announcing import (
    ANNOUNCE,
    add_subscriber,
    end_subscriber,
    forget_old_announcements,
    list_subscribers,
    resume_subscriber,
    rotate_secret,
)
from services.forwarding import FORWARD, list_forwardings
from storage.jobs import Claimed
from storage.tables import Job, LedgerLink, Person
from tests.bot.doors_town import Listening, Town, subscriber, town

__all__ = ["subscriber", "town"]

SPECIFIED = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def independent(secret: str, headers: Any, body: bytes) -> bool:
    """Whether a receiver would take it: written from the specification alone."""
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    mac = hmac.new(base64.b64decode(secret[len("whsec_") :]), content, hashlib.sha256).digest()
    offered = [each.split(",", 1) for each in headers["webhook-signature"].split(" ")]
    return ["v1", base64.b64encode(mac).decode()] in offered


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


def test_what_a_killed_worker_has_posted_is_posted_again_as_the_same_message(
    town: Town, subscriber: tuple[str, type[Listening]]
) -> None:
    url, listening = subscriber
    with town.acting() as uow:
        add_subscriber(uow, url, ["visit.approved"])
    town.approves("017-03")
    with town.looking() as uow:
        row = uow.session.scalars(select(Job).where(Job.kind == ANNOUNCE)).one()
        job = Claimed(row.job_id, ANNOUNCE, row.subject, dict(row.body), 1, "")
    # Nothing is noted of it: its job comes back.
    town.announcing().post(job)
    assert town.announcements() == [("visit.approved", "waiting", 0)]
    assert town.works(ANNOUNCE) == 1
    first, second = [(headers["webhook-id"], body) for headers, body in listening.heard]
    assert first == second
    assert town.announcements() == [("visit.approved", "sent", 1)]


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


def test_secrets_that_are_changed_sign_beside_the_new_one_for_a_while_each(
    town: Town, subscriber: tuple[str, type[Listening]]
) -> None:
    url, listening = subscriber
    with town.acting() as uow:
        number, first = add_subscriber(uow, url, [])
        lost = rotate_secret(uow, number)
    town.now += timedelta(minutes=1)
    with town.acting() as uow:
        # The one that the subscriber still has, not the one that nobody noted down.
        last = rotate_secret(uow, number)
    town.approves("017-03")
    town.works(ANNOUNCE)
    town.now += BOTH_SIGN - timedelta(minutes=1)
    town.approves("017-02")
    town.works(ANNOUNCE)
    town.now += timedelta(minutes=1)
    assert [[independent(each, *heard) for each in (first, lost, last)] for heard in listening.heard] == [
        [True, True, True],
        [False, True, True],
    ]
    with town.acting() as uow:
        forget_old_announcements(uow)
        assert [(row.secret, row.former_secrets) for row in list_subscribers(uow)] == [(last, [])]
        types = uow.session.scalars(select(LedgerLink.type).where(LedgerLink.chain == "registry")).all()
        assert "subscriber_rotated" in types


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
    assert f"doors:resume:{number}" in town.said()
    # What it misses meanwhile is kept for when it works again.
    town.approves("017-02")
    assert [state for _, state, _ in town.announcements()] == ["given_up"] * 2
    with town.acting() as uow:
        assert resume_subscriber(uow, number) == 2
    assert town.announcements() == [("visit.approved", "waiting", 0)] * 2
    town.now += timedelta(seconds=1)
    assert town.works(ANNOUNCE) == 2
    assert town.announcements() == [("visit.approved", "sent", 1)] * 2
    with town.acting() as uow:
        end_subscriber(uow, number)
    town.approves("017-05")
    assert len(town.announcements()) == 2
    # Nothing was kept for it: it is not taken up again as if there were.
    for act in (resume_subscriber, rotate_secret):
        with pytest.raises(Refused) as refused, town.acting() as uow:
            act(uow, number)
        assert refused.value.code == "API_047"


def test_a_subscriber_that_fails_hears_one_announcement_at_a_time(
    town: Town, subscriber: tuple[str, type[Listening]]
) -> None:
    url, listening = subscriber
    listening.statuses[:] = [500] * 3
    with town.acting() as uow:
        add_subscriber(uow, url, [])
    for number in ("017-03", "017-02", "017-05"):
        town.approves(number)
    for count, pause in enumerate(PAUSES[:3], 1):
        town.works(ANNOUNCE)
        assert len(listening.heard) == count
        town.now += pause - timedelta(seconds=1)
        town.works(ANNOUNCE)
        assert len(listening.heard) == count
        town.now += timedelta(seconds=1)
    # Each was tried once, and the first that is taken brings the others.
    assert [attempts for _, _, attempts in town.announcements()] == [1, 1, 1]
    town.works(ANNOUNCE)
    town.now += PAUSES[0]
    town.works(ANNOUNCE)
    assert town.announcements() == [("visit.approved", "sent", 2)] * 3
    assert len({headers["webhook-id"] for headers, _ in listening.heard}) == 3
    assert len(listening.heard) == 6


def test_nothing_is_given_up_before_its_subscriber_is_dropped(
    town: Town, subscriber: tuple[str, type[Listening]]
) -> None:
    url, listening = subscriber
    listening.statuses[:] = [500] * 99
    with town.acting() as uow:
        add_subscriber(uow, url, [])
    town.approves("017-03")
    begun, states = town.now, ["on"]
    while states == ["on"]:
        assert [state for _, state, _ in town.announcements()] == ["waiting"]
        assert town.works(ANNOUNCE) == 1
        with town.looking() as uow:
            states = [row.state for row in list_subscribers(uow)]
            due = uow.session.scalar(select(func.max(Job.not_before)).where(Job.kind == ANNOUNCE))
        town.now = max(town.now, due or town.now)
    assert len(listening.heard) > len(PAUSES)
    assert PATIENCE <= town.now - begun < PATIENCE + PAUSES[-1]
    assert [state for _, state, _ in town.announcements()] == ["given_up"]


def test_a_job_that_fails_for_good_leaves_what_can_be_resumed(
    town: Town, subscriber: tuple[str, type[Listening]]
) -> None:
    url, _ = subscriber
    town.servers = {"": "http://127.0.0.1:9/submission"}
    with town.acting() as uow:
        uow.session.execute(update(Person).where(Person.code == "SJ-04").values(reach="open", chat_id=61))
        number, _ = add_subscriber(uow, url, [])
    town.approves("017-03")
    town.gives_up(ANNOUNCE)
    town.gives_up(FORWARD)
    assert town.announcements() == [("visit.approved", "given_up", 0)]
    with town.looking() as uow:
        lines = list_forwardings(uow)
    assert [each.state for each in lines] == ["given_up", "given_up"]
    assert f"doors:again:{lines[0].number}" in town.said()
    with town.acting() as uow:
        assert resume_subscriber(uow, number) == 1
    town.works(ANNOUNCE)
    assert town.announcements() == [("visit.approved", "sent", 1)]


def test_only_kinds_that_there_are(town: Town) -> None:
    with pytest.raises(Refused) as refused, town.acting() as uow:
        add_subscriber(uow, "https://office.example/", ["visit.burnt"])
    assert refused.value.code == "API_034"
    assert set(KINDS) > {"visit.approved", "result.withdrawn"}
