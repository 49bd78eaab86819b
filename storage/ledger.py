"""The ledger: chains of acts, one per visit, campaign, draw, registry and publication (format `dossier/1`).

A link's hash is SHA-256 over the byte 0x00 and the canonical JSON of the link without its hash; each link names the
hash before it. Personal values stand in a link only sealed, their openings apart, so that erasing one keeps the chain.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select
from sqlalchemy.orm import Session

from storage.tables import LedgerLink, Opening

NO_LINK = "0" * 64


@dataclass(frozen=True, slots=True)
class Personal:
    """A personal value inside a body: a name, a telephone number."""

    value: str


def canonical(value: Any) -> bytes:
    """Return canonical JSON: keys sorted, UTF-8, no spaces. Raises `ValueError` for a fraction."""
    if _has_fraction(value):
        raise ValueError("fractions stand in the ledger as text, never as floats")
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _has_fraction(value: Any) -> bool:
    if isinstance(value, float):
        return True
    if isinstance(value, Mapping):
        return any(_has_fraction(v) for v in value.values())
    if isinstance(value, list | tuple):
        return any(_has_fraction(v) for v in value)
    return False


def link_hash(link: Mapping[str, Any]) -> str:
    """Return the hash of a link given as its fields (with or without `hash`)."""
    return hashlib.sha256(b"\x00" + canonical({k: v for k, v in link.items() if k != "hash"})).hexdigest()


# Built once: building a statement costs more than running it.
_APPEND = insert(LedgerLink)
_OPENING = insert(Opening)
_HEAD = (
    select(LedgerLink.seq, LedgerLink.hash)
    .where(LedgerLink.chain == bindparam("of"))
    .order_by(LedgerLink.seq.desc())
    .limit(1)
)


class Ledger:
    """Appends to chains within one unit of work."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._time = now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self._heads: dict[str, tuple[int, str]] = {}

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
        self._connection.execute(_APPEND, {"chain": chain, **fields})
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
            self._connection.execute(_OPENING, opening)
            return {"sealed": hashlib.sha256((salt + value.value).encode()).hexdigest()}
        if isinstance(value, dict):
            return {k: self._seal(chain, seq, f"{path}/{k}", v) for k, v in value.items()}
        if isinstance(value, list):
            return [self._seal(chain, seq, f"{path}/{n}", v) for n, v in enumerate(value)]
        return value


def merkle_root(leaves: Sequence[bytes]) -> str:
    """Return the Merkle tree hash of a list in hexadecimal (RFC 6962, section 2.1)."""
    if not leaves:
        return hashlib.sha256(b"").hexdigest()
    return _tree(leaves).hex()


def _tree(leaves: Sequence[bytes]) -> bytes:
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return hashlib.sha256(b"\x01" + _tree(leaves[:split]) + _tree(leaves[split:])).digest()


def root_of_heads(session: Session) -> str:
    """Return one number for the state of all chains: the Merkle root over their heads, in the order of their names."""
    newest = select(LedgerLink.chain, func.max(LedgerLink.seq).label("seq")).group_by(LedgerLink.chain).subquery()
    heads = (
        select(LedgerLink.chain, LedgerLink.hash)
        .join(newest, (newest.c.chain == LedgerLink.chain) & (newest.c.seq == LedgerLink.seq))
        .order_by(LedgerLink.chain)
    )
    return merkle_root([canonical([chain, hash_]) for chain, hash_ in session.execute(heads)])


def faults_of(links: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield in words every fault of a chain given first link to last; none means that it is whole."""
    prev, expected = NO_LINK, 1
    for link in links:
        if link["seq"] != expected:
            yield f"link {link['seq']} stands where {expected} belongs"
        if link["prev"] != prev:
            yield f"link {link['seq']} does not name the hash before it"
        if link["hash"] != link_hash(link):
            yield f"link {link['seq']} was changed: its hash does not fit"
        prev, expected = link["hash"], link["seq"] + 1


def links_of(session: Session, chain: str) -> Iterator[dict[str, Any]]:
    """Yield the links of a chain, first to last, as the fields of the format."""
    names = ("seq", "prev", "type", "actor", "server_time", "files", "body", "hash")
    chosen = select(LedgerLink).where(LedgerLink.chain == chain).order_by(LedgerLink.seq)
    for link in session.scalars(chosen):
        yield {name: getattr(link, name) for name in names}
