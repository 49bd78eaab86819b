"""Chains of acts (format `dossier/1`): the hash of a link, what is wrong with a chain, Merkle roots.

A link's hash is SHA-256 over the byte 0x00 and the canonical JSON of the link without its hash; each link names the
hash before it. A personal value stands in a link only sealed; its opening, salt and value, lies apart.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rules.canonical_json import canonical

NO_LINK = "0" * 64
FIELDS = ("seq", "prev", "type", "actor", "server_time", "files", "body", "hash")
# A link that says what was erased: a value by the number of its link and its path, or a file by its hash.
ERASED = "erased"


def link_hash(link: Mapping[str, Any]) -> str:
    """Return the hash of a link given as its fields (with or without `hash`)."""
    return hashlib.sha256(b"\x00" + canonical({k: v for k, v in link.items() if k != "hash"})).hexdigest()


def is_link_whole(link: Mapping[str, Any]) -> bool:
    """Return whether the hash of a link is that of its other fields."""
    return bool(link["hash"] == link_hash(link))


def sealed(salt: str, value: str) -> str:
    """Return what stands in a link for a personal value: SHA-256 over salt and value in UTF-8, in hexadecimal."""
    return hashlib.sha256((salt + value).encode()).hexdigest()


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


def merkle_root(leaves: Sequence[bytes]) -> str:
    """Return the Merkle tree hash of a list in hexadecimal (RFC 6962, section 2.1)."""
    if not leaves:
        return hashlib.sha256(b"").hexdigest()
    return _tree([_leaf(leaf) for leaf in leaves]).hex()


def audit_path(leaves: Sequence[bytes], place: int) -> list[str]:
    """Return what has to be hashed with a leaf, from it to the root, to come to the root (RFC 6962, section 2.1.1)."""
    return [hash_.hex() for hash_ in _path([_leaf(leaf) for leaf in leaves], place)]


def root_by_path(leaf: bytes, place: int, count: int, path: Sequence[str]) -> str | None:
    """Return the root to which an audit path leads from the leaf at a place of so many; none when it cannot be one."""
    if not 0 <= place < count:
        return None
    hash_, last, left = _leaf(leaf), count - 1, list(path)
    while last > 0:
        if place % 2 or place < last:
            if not left:
                return None
            beside = bytes.fromhex(left.pop(0))
            hash_ = _node(beside, hash_) if place % 2 else _node(hash_, beside)
        place, last = place // 2, last // 2
    return None if left else hash_.hex()


def head_leaf(chain: str, hash_: str) -> bytes:
    """Return the leaf of a chain's head: the canonical JSON of its name and its newest hash."""
    return canonical([chain, hash_])


def _leaf(leaf: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + leaf).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _tree(hashes: Sequence[bytes]) -> bytes:
    """Return the root over the hashes of leaves, each level with what is left over carried up as it is.

    That is the tree of RFC 6962, whose left side always holds a power of two.
    """
    level = list(hashes)
    while len(level) > 1:
        level = _level_above(level)
    return level[0]


def _level_above(level: Sequence[bytes]) -> list[bytes]:
    above = [_node(left, right) for left, right in zip(level[::2], level[1::2], strict=False)]
    return [*above, level[-1]] if len(level) % 2 else above


def _path(hashes: Sequence[bytes], place: int) -> Iterator[bytes]:
    level = list(hashes)
    while len(level) > 1:
        beside = place ^ 1
        if beside < len(level):
            yield level[beside]
        level, place = _level_above(level), place // 2
