"""What is drawn from: the lists as they stood at T0, and the parameters (fair-draw/1, step 1)."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rules.canonical_json import canonical

PROTOCOL = "fair-draw/1"
UNFILLED = "UNFILLED"
PARTS = ("objects", "inspectors", "exclusions", "recusals", "params")


@dataclass(frozen=True, slots=True)
class ObjectEntry:
    """An object that may be drawn.

    Attributes:
        id: Registration code: NFC, trimmed, capital letters; unique.
        risk: Effective risk class, such as `A`.
        category: What an inspector must be qualified for to take the first seat.
    """

    id: str
    risk: str
    category: str


@dataclass(frozen=True, slots=True)
class InspectorEntry:
    """An inspector who may be drawn; experts and third parties are none.

    Attributes:
        id: Stable code; unique, no `|`.
        dept: Name of the department as in `Params.departments`.
        quals: Categories that the inspector is qualified for.
    """

    id: str
    dept: str
    quals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """An object that is left out, with a reason of `Params.exclusion_reasons`."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Recusal:
    """An inspector who steps back from an object 回避, known before T0."""

    inspector: str
    object: str


@dataclass(frozen=True, slots=True)
class Params:
    """How it is drawn.

    Attributes:
        permille: Ratio of each risk class per thousand, 0 to 1000.
        reserve: Objects of each class that are published as reserve.
        departments: Names in the order in which they get their teams.
        per_department: Inspectors of each department for an object, at least 2.
        max_load: Objects that an inspector gets in this draw at most, at least 1.
        load_slack: How far above the lowest load one may be and still be drawn.
        exclusion_reasons: Reasons for which an object may be left out.
        protocol: Name and version of the rules.
    """

    permille: Mapping[str, int]
    reserve: int
    departments: tuple[str, ...]
    per_department: int
    max_load: int
    load_slack: int
    exclusion_reasons: tuple[str, ...]
    protocol: str = PROTOCOL

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Params":
        """Read what the proof holds, its shape being right."""
        lists = {key: tuple(value[key]) for key in ("departments", "exclusion_reasons")}
        return cls(**{**value, **lists})

    def to_json(self) -> dict[str, Any]:
        """Return what the proof holds."""
        lists = {"departments": list(self.departments), "exclusion_reasons": list(self.exclusion_reasons)}
        return {**asdict(self), "permille": dict(self.permille), **lists}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that is frozen at T0; the order of the lists is part of it."""

    objects: Sequence[ObjectEntry]
    inspectors: Sequence[InspectorEntry]
    exclusions: Sequence[Exclusion]
    recusals: Sequence[Recusal]
    params: Params

    @classmethod
    def from_json(cls, proof: Mapping[str, Any]) -> "Snapshot":
        """Read the five parts of a proof, their shape being right."""
        return cls(
            [ObjectEntry(**each) for each in proof["objects"]],
            [InspectorEntry(each["id"], each["dept"], tuple(each["quals"])) for each in proof["inspectors"]],
            [Exclusion(**each) for each in proof["exclusions"]],
            [Recusal(**each) for each in proof["recusals"]],
            Params.from_json(proof["params"]),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the five parts of a proof."""
        return {
            "objects": [{"id": o.id, "risk": o.risk, "category": o.category} for o in self.objects],
            "inspectors": [{"id": i.id, "dept": i.dept, "quals": list(i.quals)} for i in self.inspectors],
            "exclusions": [{"id": e.id, "reason": e.reason} for e in self.exclusions],
            "recusals": [{"inspector": r.inspector, "object": r.object} for r in self.recusals],
            "params": self.params.to_json(),
        }

    def hashes(self) -> dict[str, str]:
        """Return the SHA-256 of each part's canonical JSON by its name, one entry after the other in memory."""
        return {
            "objects": list_hash({"id": o.id, "risk": o.risk, "category": o.category} for o in self.objects),
            "inspectors": list_hash({"id": i.id, "dept": i.dept, "quals": list(i.quals)} for i in self.inspectors),
            "exclusions": list_hash({"id": e.id, "reason": e.reason} for e in self.exclusions),
            "recusals": list_hash({"inspector": r.inspector, "object": r.object} for r in self.recusals),
            "params": sha(canonical(self.params.to_json())),
        }


def sha(data: str | bytes) -> str:
    """Return the SHA-256 in small hexadecimal digits; text as UTF-8."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def list_hash(entries: Iterable[Mapping[str, str | list[str]]]) -> str:
    """Return the SHA-256 of the canonical JSON of a list, which never stands in memory as a whole."""
    encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
    digest = hashlib.sha256(b"[")
    comma = ""
    for entry in entries:
        digest.update((comma + encode(entry)).encode())
        comma = ","
    digest.update(b"]")
    return digest.hexdigest()
