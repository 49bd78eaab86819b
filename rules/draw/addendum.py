"""What happens to a draw afterwards: late recusals 回避 and used reserves, chained (fair-draw/1, steps 4 and 6).

Nobody is chosen by hand. For a late recusal the seat is drawn once more by the rule of its seat, with the loads that
stand and without who stepped back: the next ticket. For an object that falls out the next reserve of its class comes
in, and its team is drawn by step 5 with the loads that stand after the old team's are taken back.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rules.chains import NO_LINK, link_hash
from rules.draw.commitment import inspectors_seed, instant
from rules.draw.faults import DrawFault, DrawRefused, Place, fault
from rules.draw.proof import Proof
from rules.draw.snapshot import UNFILLED
from rules.draw.teams import Drawing, Teams, entries_of
from rules.errors import draw_proofs as problems
from rules.errors import draws

LATE_RECUSAL = "late_recusal"
RESERVE_USED = "reserve_used"
KINDS = (LATE_RECUSAL, RESERVE_USED)


@dataclass(frozen=True, slots=True)
class AddendumEntry:
    """One change, a link of a chain.

    Attributes:
        seq: 1, 2, ….
        at: When, in UTC to the second; not before the entry before, nor before the seed.
        kind: `late_recusal` or `reserve_used`.
        object: The drawn object that it concerns.
        department: Whose team it concerns; None for a used reserve.
        old: The inspector who steps back, or the object that falls out.
        new: Who comes in by the order of tickets; `UNFILLED` when no inspector may.
        reason: Why.
        approver: Code of the person who approved it.
        prev: Hash of the entry before, 64 zeros for the first.
        hash: SHA-256 over the byte 0x00 and the canonical JSON of all that stands above.
    """

    seq: int
    at: str
    kind: str
    object: str
    department: str | None
    old: str
    new: str
    reason: str
    approver: str
    prev: str
    hash: str

    def to_json(self) -> dict[str, Any]:
        """Return what the addendum holds."""
        return asdict(self)


class Standing:
    """Who is drawn now: the proof, and every change since.

    Attributes:
        teams: Inspectors by object and department as they stand.
    """

    def __init__(self, proof: Proof) -> None:
        self._drawing = Drawing(proof.snapshot, inspectors_seed(proof.seed.text(proof.commitment.hash)))
        self.teams: Teams = {id_: dict(team) for id_, team in proof.teams.items()}
        for team in self.teams.values():
            for seats in team.values():
                for each in seats:
                    if each != UNFILLED:
                        self._drawing.loads[each] += 1
        self._reserves = {risk: list(stratum.reserve) for risk, stratum in proof.strata.items()}
        ids = [id_ for stratum in proof.strata.values() for id_ in (*stratum.drawn, *stratum.reserve)]
        self._entries = entries_of(proof.snapshot, ids)

    def recuse(self, object_id: str, department: str, old: str) -> str:
        """Let an inspector step back from an object and return who steps in, `UNFILLED` when nobody may.

        Raises:
            DrawRefused: The object is not drawn now, or the inspector is not on this team now.
        """
        if object_id not in self.teams:
            raise DrawRefused([fault(("object",), draws.NOT_DRAWN, id=object_id)])
        team = self.teams[object_id].get(department, ())
        if old not in team or old == UNFILLED:
            raise DrawRefused([fault(("old",), draws.NOT_ON_TEAM, id=old)])
        seat = team.index(old)
        self._drawing.recuse(old, object_id)
        self._drawing.release((old,))
        others = [each for each in team if each != old]
        new = self._drawing.winner(self._entries[object_id], department, seat, others) or UNFILLED
        if new != UNFILLED:
            self._drawing.loads[new] += 1
        self.teams[object_id][department] = (*team[:seat], new, *team[seat + 1 :])
        return new

    def use_reserve(self, old: str) -> str:
        """Let an object fall out and return the reserve that comes in, its team drawn.

        Raises:
            DrawRefused: The object is not drawn now, or its class has no reserve left.
        """
        if old not in self.teams:
            raise DrawRefused([fault(("old",), draws.NOT_DRAWN, id=old)])
        risk = self._entries[old].risk
        if not self._reserves[risk]:
            raise DrawRefused([fault(("old",), draws.RESERVES_USED_UP, risk=risk)])
        for seats in self.teams.pop(old).values():
            self._drawing.release(seats)
        new = self._reserves[risk].pop(0)
        self.teams[new] = self._drawing.draw_team(self._entries[new])
        return new

    def change(self, kind: str, object_id: str, department: str | None, old: str) -> str:
        """Carry out a change of one of the `KINDS` and return who or what comes in."""
        if kind == RESERVE_USED:
            return self.use_reserve(old)
        return self.recuse(object_id, department or "", old)


def standing_after(proof: Proof, entries: Sequence[AddendumEntry]) -> Standing:
    """Return who is drawn after an addendum that was verified."""
    standing = Standing(proof)
    for each in entries:
        standing.change(each.kind, each.object, each.department, each.old)
    return standing


def recusal_entry(
    proof: Proof,
    before: Sequence[AddendumEntry],
    at: str,
    object_id: str,
    department: str,
    old: str,
    reason: str,
    approver: str,
) -> AddendumEntry:
    """Return the next entry of an addendum: an inspector steps back after the draw, the next ticket steps in.

    Raises:
        DrawRefused: With everything that stands against it.
    """
    new = standing_after(proof, before).recuse(object_id, department, old)
    return _entry(proof, before, at, LATE_RECUSAL, (object_id, department, old, new), reason, approver)


def reserve_entry(
    proof: Proof, before: Sequence[AddendumEntry], at: str, old: str, reason: str, approver: str
) -> AddendumEntry:
    """Return the next entry of an addendum: an object falls out, the next reserve of its class comes in.

    Raises:
        DrawRefused: With everything that stands against it.
    """
    new = standing_after(proof, before).use_reserve(old)
    return _entry(proof, before, at, RESERVE_USED, (old, None, old, new), reason, approver)


def _entry(
    proof: Proof,
    before: Sequence[AddendumEntry],
    at: str,
    kind: str,
    change: tuple[str, str | None, str, str],
    reason: str,
    approver: str,
) -> AddendumEntry:
    object_id, department, old, new = change
    prev = before[-1].hash if before else NO_LINK
    fields: dict[str, Any] = {
        "seq": len(before) + 1,
        "at": at,
        "kind": kind,
        "object": object_id,
        "department": department,
        "old": old,
        "new": new,
        "reason": reason,
        "approver": approver,
        "prev": prev,
    }
    entry = AddendumEntry(**fields, hash=link_hash(fields))
    earlier = before[-1].at if before else proof.seed.revealed_at
    if faults := [*_content_faults(entry.to_json(), earlier, ())]:
        raise DrawRefused(faults)
    return entry


def addendum_faults(addendum: Sequence[Mapping[str, Any]], proof: Proof) -> Iterator[DrawFault]:
    """Yield every fault of an addendum whose shape is right: chain, contents, and who had to step in."""
    standing: Standing | None = Standing(proof)
    prev, earlier = NO_LINK, proof.seed.revealed_at
    for number, entry in enumerate(addendum):
        where: Place = ("addendum", number)
        for name, computed, problem in (
            ("seq", number + 1, problems.LINK_NUMBER_DIFFERS),
            ("prev", prev, problems.LINK_BEFORE_DIFFERS),
            ("hash", link_hash(entry), problems.LINK_HASH_DIFFERS),
        ):
            if entry[name] != computed:
                yield fault((*where, name), problem, said=entry[name], computed=computed)
        yield from _content_faults(entry, earlier, where)
        prev, earlier = entry["hash"], entry["at"]
        if standing is None or entry["kind"] not in KINDS:
            standing = None
            continue
        try:
            new = standing.change(entry["kind"], entry["object"], entry["department"], entry["old"])
        except DrawRefused as refused:
            yield from (fault((*where, *each.where), each.problem, **each.values) for each in refused.faults)
            standing = None  # what follows stands on sand
            continue
        if new != entry["new"]:
            yield fault((*where, "new"), problems.NOT_THE_NEXT, said=entry["new"], computed=new)


def _content_faults(entry: Mapping[str, Any], earlier: str, where: Place) -> Iterator[DrawFault]:
    if entry["kind"] not in KINDS:
        yield fault((*where, "kind"), problems.KIND_UNKNOWN, said=entry["kind"], known=", ".join(KINDS))
    for name in ("reason", "approver"):
        if not entry[name].strip():
            yield fault((*where, name), problems.WITHOUT_REASON, name=name)
    at, before = instant(entry["at"]), instant(earlier)
    if at is None:
        yield fault((*where, "at"), draws.INSTANT_WRONG, value=entry["at"])
    elif before is not None and at < before:
        yield fault((*where, "at"), problems.ENTRY_TOO_EARLY, said=entry["at"], before=earlier)
    is_of_object = entry["object"] == entry["old"] and entry["department"] is None
    if entry["kind"] == RESERVE_USED and not is_of_object:
        yield fault((*where, "object"), problems.RESERVE_NAMES_OBJECT, said=entry["object"], computed=entry["old"])
