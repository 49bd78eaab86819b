"""One number a day for the state of all chains: the Merkle root over their heads (RFC 6962), in a chain of its own.

Whoever keeps a day's root outside the office can later be shown that a visit's chain stood then as it stands now, and
sees nothing of others.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from rules.chains import audit_path, head_leaf, merkle_root
from rules.errors import anchors as problems
from rules.refusals import Refused
from services.access import REGISTRY_CHAIN
from services.duties import first_time
from services.office_day import zone_of
from storage.ledger import heads_of, time_of
from storage.tables import LedgerLink
from storage.unit_of_work import UnitOfWork

CHAIN = "roots"
ANCHORED = "anchored"
ANCHOR = "anchor"
# What was begun before midnight has long been committed by then (PostgreSQL).
AFTER_MIDNIGHT = time(0, 10)


@dataclass(frozen=True, slots=True)
class DailyRoot:
    """The root over the heads of `chains` chains at the end of a day; `token` is the SHA-256 of its time stamp."""

    day: date
    root: str
    chains: int
    token: str | None


def have_anchored(uow: UnitOfWork) -> None:
    """Have yesterday's root taken, once."""
    try:
        local = uow.now.astimezone(zone_of(uow))
    except LookupError:
        return
    day = (local - timedelta(days=1)).date()
    if local.time() >= AFTER_MIDNIGHT and first_time(uow, f"anchor:{day}"):
        uow.enqueue(ANCHOR, day.isoformat(), {"day": day.isoformat()})


def root_now(uow: UnitOfWork) -> str:
    """Return the root over all heads as they stand now."""
    return merkle_root([head_leaf(chain, hash_) for chain, _, hash_ in heads_of(uow.session)])


def root_of_day(uow: UnitOfWork, day: date) -> tuple[str, int]:
    """Return the root over the heads at the end of a day of the office, and how many chains there were."""
    heads = _heads(uow, day)
    return merkle_root([head_leaf(chain, hash_) for chain, _, hash_ in heads]), len(heads)


def keep_root(uow: UnitOfWork, day: date, root: str, chains: int, token: str | None) -> None:
    """Write a day's root into the chain of roots, with the hash of its time stamp where there is one."""
    if all(known.day != day for known in daily_roots(uow)):
        body = {"day": day.isoformat(), "root": root, "chains": chains}
        uow.record(CHAIN, ANCHORED, "clock", body, [token] if token else [])


def daily_roots(uow: UnitOfWork) -> list[DailyRoot]:
    """Return the roots of all days, the newest first."""
    links = select(LedgerLink.body, LedgerLink.files).where(LedgerLink.chain == CHAIN, LedgerLink.type == ANCHORED)
    return [_daily_root(body, files) for body, files in uow.session.execute(links.order_by(LedgerLink.seq.desc()))]


def installation_mark(uow: UnitOfWork) -> str | None:
    """Return what tells the records of this office from all others and never changes, of which nothing can be read;
    none before anybody was invited.
    """
    first = select(LedgerLink.hash).where(LedgerLink.chain == REGISTRY_CHAIN, LedgerLink.seq == 1)
    found = uow.session.scalar(first)
    return hashlib.sha256(f"installation:{found}".encode()).hexdigest() if found else None


def proof_of(uow: UnitOfWork, number: str, day: date | None = None) -> dict[str, Any]:
    """Return what shows that a visit's chain was under a day's root, of the newest day by default.

    Raises `Refused` for a day without a root, a visit that had no chain then, and a root that no longer comes out.
    """
    known = next((each for each in daily_roots(uow) if day in (None, each.day)), None)
    if known is None:
        raise Refused(problems.NO_ROOT, day=day or "-")
    heads = _heads(uow, known.day)
    leaves = [head_leaf(chain, hash_) for chain, _, hash_ in heads]
    if merkle_root(leaves) != known.root:
        raise Refused(problems.ROOT_DIFFERS, day=known.day)
    place = next((place for place, head in enumerate(heads) if head[0] == f"visit:{number}"), None)
    if place is None:
        raise Refused(problems.NOT_YET, number=number, day=known.day)
    chain, seq, hash_ = heads[place]
    return {
        "day": known.day.isoformat(),
        "root": known.root,
        "chain": chain,
        "seq": seq,
        "hash": hash_,
        "place": place,
        "chains": len(heads),
        "path": audit_path(leaves, place),
    }


def _heads(uow: UnitOfWork, day: date) -> Sequence[tuple[str, int, str]]:
    end = datetime.combine(day + timedelta(days=1), time(), zone_of(uow)).astimezone(UTC)
    return heads_of(uow.session, time_of(end))


def _daily_root(body: dict[str, Any], files: Sequence[str]) -> DailyRoot:
    return DailyRoot(date.fromisoformat(body["day"]), body["root"], body["chains"], next(iter(files), None))
