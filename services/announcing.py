"""Announcements 外发通知: what happened, told to other systems that subscribed, from the act's own transaction.

An announcement names numbers alone; who wants more asks the API for it, with a token of their own.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import delete, select, update

from rules import events
from rules.announcements import (
    BOTH_SIGN,
    KINDS,
    PATIENCE,
    PAUSES,
    SECRET_BYTES,
    pause_after,
    written_secret,
)
from rules.errors import api as problems
from rules.errors import doors as door_problems
from rules.events_doors import SubscriberDropped
from rules.refusals import Refused
from services.access import REGISTRY_CHAIN
from services.announced_events import TOLD
from storage.tables import Announcement, Subscriber
from storage.unit_of_work import UnitOfWork

ANNOUNCE = "announce"
CONSOLE = "console"
KEPT = timedelta(days=30)
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Posting:
    """An announcement as it is to be posted, signed with each of the secrets."""

    url: str
    secrets: tuple[str, ...]
    message_id: str
    body: str


def add_subscriber(uow: UnitOfWork, url: str, kinds: Sequence[str]) -> tuple[int, str]:
    """Add a subscriber for kinds of announcements, none: all; return its number and its secret, shown this once.

    Raises `Refused` for an unknown kind, and as `ensure_address`.
    """
    ensure_address(url)
    for kind in kinds:
        if kind not in KINDS:
            raise Refused(problems.KIND_UNKNOWN, kind=kind, kinds=", ".join(KINDS))
    secret = _new_secret()
    row = Subscriber(url=url, secret=secret, kinds=[each for each in KINDS if each in kinds], made_at=uow.now)
    uow.session.add(row)
    uow.session.flush()
    body = {"subscriber": row.subscriber_id, "host": host_of(url), "kinds": row.kinds}
    uow.record(REGISTRY_CHAIN, "subscriber_added", CONSOLE, body)
    return row.subscriber_id, secret


def ensure_address(url: str) -> None:
    """Raise `Refused` for an address with a name or a password in it, or with signs that stand in none."""
    try:
        place = urlsplit(url).netloc
    except ValueError:
        raise Refused(door_problems.ADDRESS_BROKEN) from None
    if not url.isprintable() or " " in url:
        raise Refused(door_problems.ADDRESS_BROKEN)
    if "@" in place:
        raise Refused(problems.SUBSCRIBER_NAMES_USER)


def end_subscriber(uow: UnitOfWork, number: int) -> str:
    """Write to a subscriber no more; return its address. Raises `Refused` for an unknown one."""
    row = _subscriber(uow, number)
    if row.state != "ended":
        row.state = "ended"
        row.former_secrets = []
        _give_up_waiting(uow, number)
        uow.record(REGISTRY_CHAIN, "subscriber_ended", CONSOLE, {"subscriber": number})
    return row.url


def rotate_secret(uow: UnitOfWork, number: int) -> str:
    """Give a subscriber a new secret and return it, shown this once; each one before signs beside it until `BOTH_SIGN`
    after its end: one that was lost at once must not end the one that is in use.

    Raises `Refused` for an unknown one, and for one that was ended.
    """
    row = _not_ended(uow, number)
    ended = {"secret": row.secret, "until": (uow.now + BOTH_SIGN).isoformat()}
    row.former_secrets = [*_still_signing(uow, row), ended]
    row.secret = _new_secret()
    uow.record(REGISTRY_CHAIN, "subscriber_rotated", CONSOLE, {"subscriber": number})
    return row.secret


def resume_subscriber(uow: UnitOfWork, number: int, by: str = CONSOLE) -> int:
    """Write to a subscriber again, and anew what it missed; return how much.

    Raises `Refused` for an unknown one, and for one that was ended: nothing was kept for it.
    """
    row = _not_ended(uow, number)
    row.state, row.failing_since, row.failures, row.probe_at = "on", None, 0, None
    missed = select(Announcement).where(Announcement.subscriber_id == number, Announcement.state == "given_up")
    rows = uow.session.scalars(missed.order_by(Announcement.announcement_id)).all()
    for each in rows:
        each.state, each.attempts = "waiting", 0
        _enqueue(uow, each)
    uow.record(REGISTRY_CHAIN, "subscriber_resumed", by, {"subscriber": number})
    return len(rows)


def list_subscribers(uow: UnitOfWork) -> Sequence[Subscriber]:
    """Return every subscriber, the newest last."""
    return uow.session.scalars(select(Subscriber).order_by(Subscriber.subscriber_id)).all()


def announce(uow: UnitOfWork, event: events.Event) -> None:
    """Write an event down for each subscriber that wants its kind; a job posts it.

    For one that was dropped it waits, as given up, for `resume_subscriber`, until `forget_old_announcements`.
    """
    wanting = uow.session.scalars(select(Subscriber).where(Subscriber.state.in_(["on", "dropped"]))).all()
    if not wanting:
        return
    told = TOLD[type(event)](uow, event)
    if told is None:
        return
    kind, data = told
    message_id = f"msg_{secrets.token_urlsafe(16)}"
    body = json.dumps(
        {"type": kind, "timestamp": uow.now.isoformat(timespec="milliseconds"), "data": data}, ensure_ascii=False
    )
    for each in wanting:
        if not each.kinds or kind in each.kinds:
            row = Announcement(
                subscriber_id=each.subscriber_id, message_id=message_id, kind=kind, body=body, made_at=uow.now
            )
            row.state = "waiting" if each.state == "on" else "given_up"
            uow.session.add(row)
            uow.session.flush()
            if each.state == "on":
                _enqueue(uow, row, after=max(timedelta(), (each.probe_at or uow.now) - uow.now))


def posting_of(uow: UnitOfWork, announcement_id: int) -> Posting | None:
    """Return what is to be posted; none when it was, is not to be any more, or waits until its subscriber answers."""
    row = uow.session.get(Announcement, announcement_id)
    if row is None or row.state != "waiting":
        return None
    subscriber = uow.session.get_one(Subscriber, row.subscriber_id)
    if subscriber.state != "on" or (subscriber.probe_at is not None and uow.now < subscriber.probe_at):
        return None
    former = [each["secret"] for each in _still_signing(uow, subscriber)]
    return Posting(subscriber.url, (subscriber.secret, *former), row.message_id, row.body)


def settle_posted(uow: UnitOfWork, announcement_id: int) -> None:
    """Note that a subscriber has taken an announcement; what waited until it answers is posted as well."""
    row = uow.session.get_one(Announcement, announcement_id)
    row.attempts += 1
    row.state, row.sent_at, row.error = "sent", uow.now, None
    subscriber = _subscriber(uow, row.subscriber_id)
    if subscriber.failing_since is None:
        return
    subscriber.failing_since, subscriber.failures, subscriber.probe_at = None, 0, None
    for each in _waiting(uow, subscriber.subscriber_id):
        pause = (pause_after(each.attempts) or PAUSES[-1]) if each.attempts else timedelta()
        _enqueue(uow, each, after=pause)


def settle_failed(
    uow: UnitOfWork, announcement_id: int, error: str, *, asked: timedelta | None = None, is_gone: bool = False
) -> None:
    """Note that an attempt failed; who fails for days, or `is_gone`, is dropped.

    Until the subscriber answers well, one announcement at a time is posted to it, further and further apart: the one
    that was tried least.
    """
    row = uow.session.get_one(Announcement, announcement_id)
    subscriber = _subscriber(uow, row.subscriber_id)
    row.attempts += 1
    row.error = error[:300]
    subscriber.failing_since = subscriber.failing_since or uow.now
    subscriber.failures += 1
    if subscriber.state != "on":
        row.state = "given_up"
    elif is_gone or uow.now - subscriber.failing_since >= PATIENCE:
        subscriber.state = "dropped"
        _give_up_waiting(uow, subscriber.subscriber_id)
        uow.record(REGISTRY_CHAIN, "subscriber_dropped", "clock", {"subscriber": subscriber.subscriber_id})
        uow.emit(SubscriberDropped(subscriber.subscriber_id))
    else:
        if uow.now - row.made_at >= KEPT:
            row.state = "given_up"
        pause = pause_after(subscriber.failures, asked) or PAUSES[-1]
        subscriber.probe_at = uow.now + pause
        _probe(uow, subscriber)


def give_up_announcement(uow: UnitOfWork, announcement_id: int) -> None:
    """Note that the job of posting an announcement has failed for good; `resume_subscriber` tries it again."""
    row = uow.session.get_one(Announcement, announcement_id)
    if row.state == "waiting":
        row.state = "given_up"
        subscriber = _subscriber(uow, row.subscriber_id)
        if subscriber.failing_since is not None:
            _probe(uow, subscriber)


def forget_old_announcements(uow: UnitOfWork) -> None:
    """Let go of what was posted, or given up, long ago, and of secrets that do not sign any more."""
    for subscriber in uow.session.scalars(select(Subscriber).with_for_update()):
        subscriber.former_secrets = _still_signing(uow, subscriber)
    over = Announcement.state.in_(["sent", "given_up"])
    uow.session.execute(delete(Announcement).where(over, Announcement.made_at < uow.now - KEPT))


def host_of_subscriber(uow: UnitOfWork, subscriber_id: int) -> str:
    """Return the name of the machine to which a subscriber's announcements are posted."""
    return host_of(uow.session.get_one(Subscriber, subscriber_id).url)


def host_of(url: str) -> str:
    """Return the name of an address's machine alone: what follows it may be a secret."""
    return urlsplit(url).hostname or ""


def _subscriber(uow: UnitOfWork, number: int) -> Subscriber:
    row = uow.session.get(Subscriber, number, with_for_update=True)
    if row is None:
        raise Refused(problems.SUBSCRIBER_UNKNOWN, number=number)
    return row


def _not_ended(uow: UnitOfWork, number: int) -> Subscriber:
    row = _subscriber(uow, number)
    if row.state == "ended":
        raise Refused(problems.SUBSCRIBER_ENDED, number=number)
    return row


def _still_signing(uow: UnitOfWork, row: Subscriber) -> list[Json]:
    return [each for each in row.former_secrets if uow.now < datetime.fromisoformat(each["until"])]


def _new_secret() -> str:
    return written_secret(secrets.token_bytes(SECRET_BYTES))


def _give_up_waiting(uow: UnitOfWork, subscriber_id: int) -> None:
    uow.session.flush()
    waiting = update(Announcement).where(Announcement.subscriber_id == subscriber_id, Announcement.state == "waiting")
    uow.session.execute(waiting.values(state="given_up"))


def _waiting(uow: UnitOfWork, subscriber_id: int) -> Sequence[Announcement]:
    """Return what waits to be posted, what was tried least first."""
    uow.session.flush()
    chosen = select(Announcement).where(Announcement.subscriber_id == subscriber_id, Announcement.state == "waiting")
    return uow.session.scalars(chosen.order_by(Announcement.attempts, Announcement.announcement_id)).all()


def _probe(uow: UnitOfWork, subscriber: Subscriber) -> None:
    """Try a subscriber that fails with one announcement, at its time."""
    after = max(timedelta(), (subscriber.probe_at or uow.now) - uow.now)
    for row in _waiting(uow, subscriber.subscriber_id)[:1]:
        _enqueue(uow, row, after=after)


def _enqueue(uow: UnitOfWork, row: Announcement, *, after: timedelta = timedelta()) -> None:
    """Have an announcement posted; each attempt is a job of its own."""
    subject = f"{row.announcement_id}:{secrets.token_hex(8)}"
    uow.enqueue(ANNOUNCE, subject, {"announcement": row.announcement_id}, after=after)
