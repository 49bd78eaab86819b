"""The ledger: chains of acts, one per visit, campaign, draw, registry and publication (format `dossier/1`).

Personal values stand in a link only sealed, their openings apart, so that erasing one keeps the chain.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select
from sqlalchemy.orm import Session

from rules.chains import FIELDS, NO_LINK, link_hash, sealed
from storage.tables import LedgerLink, Opening


@dataclass(frozen=True, slots=True)
class Personal:
    """A personal value inside a body: a name, a telephone number."""

    value: str


# Built once: building a statement costs more than running it.
_APPEND = insert(LedgerLink)
_OPENING = insert(Opening)
_HEAD = (
    select(LedgerLink.seq, LedgerLink.hash)
    .where(LedgerLink.chain == bindparam("of"))
    .order_by(LedgerLink.seq.desc())
    .limit(1)
)
# Plain rows: mapped ones cost as much again as verifying them.
_LINKS = (
    select(*(getattr(LedgerLink, name) for name in FIELDS))
    .where(LedgerLink.chain == bindparam("of"))
    .order_by(LedgerLink.seq)
)


class Ledger:
    """Appends to chains within one unit of work."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._time = time_of(now)
        self._heads: dict[str, tuple[int, str]] = {}
        self._openings: list[dict[str, Any]] = []

    def append(self, chain: str, type_: str, actor: str, body: Mapping[str, Any], files: Iterable[str] = ()) -> str:
        """Append a link and return its hash. `Personal` values in the body are sealed."""
        seq, prev = self.head(chain)
        seq += 1
        fields: dict[str, Any] = {
            "seq": seq,
            "prev": prev,
            "type": type_,
            "actor": actor,
            "server_time": self._time,
            "files": sorted(files),
            "body": self._seal(chain, seq, "", dict(body)),
        }
        fields["hash"] = link_hash(fields)
        # Before what opens it: whoever comes second at a chain's end is refused by the link.
        self._connection.execute(_APPEND, {"chain": chain, **fields})
        if self._openings:
            self._connection.execute(_OPENING, self._openings)
            self._openings = []
        self._heads[chain] = (seq, fields["hash"])
        return str(fields["hash"])

    def head(self, chain: str) -> tuple[int, str]:
        """Return sequence number and hash of the newest link, `(0, 64 zeros)` of an empty chain."""
        if chain not in self._heads:
            row = self._connection.execute(_HEAD, {"of": chain}).first()
            self._heads[chain] = (row[0], row[1]) if row else (0, NO_LINK)
        return self._heads[chain]

    def _seal(self, chain: str, seq: int, path: str, value: Any) -> Any:
        if isinstance(value, Personal):
            salt = secrets.token_hex(16)
            opening = {"chain": chain, "seq": seq, "path": path, "salt": salt, "value": value.value}
            self._openings.append(opening)
            return {"sealed": sealed(salt, value.value)}
        if isinstance(value, dict):
            return {k: self._seal(chain, seq, f"{path}/{k}", v) for k, v in value.items()}
        if isinstance(value, list):
            return [self._seal(chain, seq, f"{path}/{n}", v) for n, v in enumerate(value)]
        return value


def heads_of(session: Session, before: str | None = None) -> list[tuple[str, int, str]]:
    """Return name, length and head of every chain in the order of their names, as they stood before a moment (as links
    write it); as they stand now when none is said.
    """
    newest = select(LedgerLink.chain, func.max(LedgerLink.seq).label("seq")).group_by(LedgerLink.chain)
    if before is not None:
        newest = newest.where(LedgerLink.server_time < before)
    chosen = newest.subquery()
    heads = (
        select(LedgerLink.chain, LedgerLink.seq, LedgerLink.hash)
        .join(chosen, (chosen.c.chain == LedgerLink.chain) & (chosen.c.seq == LedgerLink.seq))
        .order_by(LedgerLink.chain)
    )
    # By code points, whatever the database sorts by.
    return sorted((chain, seq, hash_) for chain, seq, hash_ in session.execute(heads))


def time_of(instant: datetime) -> str:
    """Return an instant as links write it."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def links_of(session: Session, chain: str) -> Iterator[dict[str, Any]]:
    """Yield the links of a chain, first to last, as the fields of the format."""
    for link in session.execute(_LINKS, {"of": chain}):
        yield dict(zip(FIELDS, link, strict=True))


def openings_of(session: Session, chain: str) -> Iterator[dict[str, Any]]:
    """Yield the openings of a chain's sealed values, in the order of its links, as the fields of the format."""
    chosen = select(Opening).where(Opening.chain == chain).order_by(Opening.seq, Opening.path)
    for opening in session.scalars(chosen):
        yield {"seq": opening.seq, "path": opening.path, "salt": opening.salt, "value": opening.value}
