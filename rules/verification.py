"""Verification codes: what the address on a printed paper says, so that its holder finds the visit and nobody else."""

import hmac
import re
from dataclasses import dataclass

PURPOSE = "hecha verification code"
LETTERS = {"notice": "n", "record": "r"}
# Neither i, l, o nor u: a code may be typed from paper. 26 signs of 5 bits are more than 128 bits.
SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"
SEAL_SIGNS = 26
_CODE = re.compile(rf"([nr])([1-9][0-9]{{0,11}})-([0-9a-z]{{{SEAL_SIGNS}}})", re.ASCII)
_MISREAD = str.maketrans("oil", "011")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a true code stands for: the paper `notice` or `record` of the visit in a row of the tables."""

    paper: str
    visit_id: int


def code_of(secret: bytes, claim: Claim) -> str:
    """Return the code of a paper, always the same, as `n12-` and 26 signs that only the secret's holder can make."""
    return f"{LETTERS[claim.paper]}{claim.visit_id}-{_seal(secret, claim)}"


def read_code(secret: bytes, code: str) -> Claim | None:
    """Return what a code stands for, none when it is not one of ours; how wrong it is, takes no longer to tell."""
    found = _CODE.fullmatch(code.lower())
    if found is None:
        return None
    letter, number, shown = found.groups()
    claim = Claim(next(paper for paper, its in LETTERS.items() if its == letter), int(number))
    is_ours = hmac.compare_digest(shown.translate(_MISREAD), _seal(secret, claim))
    return claim if is_ours else None


def _seal(secret: bytes, claim: Claim) -> str:
    digest = hmac.digest(secret, f"{PURPOSE}\0{claim.paper}\0{claim.visit_id}".encode(), "sha256")
    bits = int.from_bytes(digest) >> (len(digest) * 8 - SEAL_SIGNS * 5)
    return "".join(SIGNS[bits >> 5 * place & 31] for place in reversed(range(SEAL_SIGNS)))
