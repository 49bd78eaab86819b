"""Reading published files: strict JSON, in which nothing can be read in two ways."""

import json
from dataclasses import dataclass, replace
from typing import Any

from rules.draw.faults import DrawFault, fault
from rules.draw.verification import NOT_GIVEN, Verdict, verify
from rules.errors import draw_proofs as problems
from rules.refusals import Refused


@dataclass(frozen=True, slots=True)
class JsonRead:
    """What a file holds, and the keys that stand twice in one object of it, where the last one counted."""

    value: Any
    faults: tuple[DrawFault, ...]


def read_json(data: bytes, name: str) -> JsonRead:
    """Return what a file holds; a mark of byte order before it is understood.

    Raises:
        Refused: It is no UTF-8, no JSON, nested too deeply or holds a number of thousands of digits.
    """
    doubled: list[DrawFault] = []

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            doubled.extend(fault((), problems.KEY_TWICE, name=key) for key in found if keys.count(key) > 1)
        return found

    try:
        value = json.loads(data.decode("utf-8-sig"), object_pairs_hook=unique)
    except UnicodeDecodeError:
        raise Refused(problems.FILE_NOT_TEXT, path=name) from None
    except json.JSONDecodeError as error:
        raise Refused(problems.JSON_BROKEN, path=name, line=error.lineno, column=error.colno) from None
    except (ValueError, RecursionError):
        raise Refused(problems.JSON_UNREADABLE, path=name) from None
    return JsonRead(value, tuple(doubled))


def verify_files(
    proof: tuple[str, bytes], commit_hash: str | None = None, addendum: tuple[str, bytes] | None = None
) -> Verdict:
    """Recompute a published proof from files given as name and contents; see `verify`.

    Raises:
        Refused: A file is no JSON at all.
    """
    name, data = proof
    read = read_json(data, name)
    added = read_json(addendum[1], addendum[0]) if addendum else None
    verdict = verify(read.value, commit_hash, added.value if added else NOT_GIVEN)
    doubled = (*read.faults, *(added.faults if added else ()))
    return replace(verdict, reasons=(*doubled, *verdict.reasons))
