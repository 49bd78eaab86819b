"""The optional beacon: a public value that nobody knew at T0 (fair-draw/1, step 3).

A proof names no chain. drand's only chain whose rounds stand alone, without the one before, is quicknet
(scheme `bls-unchained-g1-rfc9380`): its signatures have 48 bytes, and it is the one that can be checked here.
"""

import hashlib
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache

from rules.draw.commitment import INSTANT, Commitment, DrandRound, instant
from rules.draw.faults import DrawFault, fault
from rules.errors import draws as problems

_GENESIS = datetime(2023, 8, 23, 15, 9, 27, tzinfo=UTC)
_PERIOD = timedelta(seconds=3)
_SIGNATURE_BYTES = 48
_DOMAIN = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
_PUBLIC_KEY = bytes.fromhex(
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
    "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
)
_FIELD_BYTES = 48


def drand_faults(commit: Commitment, drand: DrandRound | None) -> Iterator[DrawFault]:
    """Yield what is wrong with a beacon: not the announced round, or a value that is not its signature's hash."""
    if drand is None or commit.drand_round is None:
        return
    if drand.round != commit.drand_round:
        told = {"said": drand.round, "announced": commit.drand_round}
        yield fault(("seed", "drand_round"), problems.DRAND_ROUND_DIFFERS, **told)
    if hashlib.sha256(bytes.fromhex(drand.signature)).hexdigest() != drand.randomness:
        yield fault(("seed", "drand_randomness"), problems.DRAND_RANDOMNESS_DIFFERS)
    if signature_holds(drand) is False:
        yield fault(("seed", "drand_signature"), problems.DRAND_SIGNATURE_FALSE, round=drand.round)


def drand_remarks(commit: Commitment, drand: DrandRound | None) -> Iterator[DrawFault]:
    """Yield whether the signature could be checked, and a round that was out before the commitment."""
    if drand is None:
        return
    where = ("seed", "drand_signature")
    holds = signature_holds(drand)
    if holds is None:
        yield fault(where, problems.DRAND_UNCHECKED)
    elif holds:
        yield fault(where, problems.DRAND_CHECKED, round=drand.round)
    published = instant(commit.published_at)
    if _is_quicknet(drand) and published is not None and drand.round < _round_at(published) + 1:
        at = (_GENESIS + (drand.round - 1) * _PERIOD).strftime(INSTANT)
        yield fault(("seed", "drand_round"), problems.ROUND_NOT_AHEAD, round=drand.round, at=at)


@cache
def signature_holds(drand: DrandRound) -> bool | None:
    """Return whether a signature is quicknet's for its round; None when no library can tell or it is of another chain.

    `py_ecc` is used where it is installed; it takes about a second.
    """
    if not _is_quicknet(drand):
        return None
    limit = sys.getrecursionlimit()
    try:
        from py_ecc.bls.g2_primitives import subgroup_check
        from py_ecc.bls.hash_to_curve import hash_to_G1
        from py_ecc.bls.point_compression import decompress_G1, decompress_G2
        from py_ecc.optimized_bls12_381 import G2, pairing
    except ImportError:
        return None
    finally:
        # It lifts the limit when it is imported, and deep JSON of a stranger would then end the process.
        sys.setrecursionlimit(limit)
    message = hashlib.sha256(drand.round.to_bytes(8, "big")).digest()
    whole = int.from_bytes(bytes.fromhex(drand.signature), "big")
    key = (int.from_bytes(_PUBLIC_KEY[:_FIELD_BYTES], "big"), int.from_bytes(_PUBLIC_KEY[_FIELD_BYTES:], "big"))
    try:
        signature = decompress_G1(whole)
    except ValueError:
        return False
    hashed = hash_to_G1(message, _DOMAIN, hashlib.sha256)
    return bool(subgroup_check(signature) and pairing(G2, signature) == pairing(decompress_G2(key), hashed))


def _is_quicknet(drand: DrandRound) -> bool:
    return len(drand.signature) == 2 * _SIGNATURE_BYTES


def _round_at(moment: datetime) -> int:
    """Return the newest round at a moment."""
    return max(0, (moment - _GENESIS) // _PERIOD + 1)
