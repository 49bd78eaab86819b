"""What a console says of a draw that was recomputed or rehearsed, in both languages."""

from collections.abc import Iterator, Mapping, Sequence

from handlers.words import LANGUAGES, words_of
from rules.draw.addendum import AddendumEntry
from rules.draw.faults import DrawFault, Place, place_text
from rules.draw.proof import Proof
from rules.draw.rehearsal import Rehearsal
from rules.draw.verification import Verdict
from rules.errors import Described, Told, describe

_INDENT = "    "


def verdict_lines(verdict: Verdict, name: str, *, is_held: bool) -> list[str]:
    """Return whether a proof is valid, every reason why not, what was drawn, and what that does not show.

    Args:
        verdict: What came out.
        name: Name of the file.
        is_held: Whether it was compared with a hash that somebody kept.
    """
    lines = []
    if verdict.reasons:
        lines += _said("console-draw-invalid", name=name, count=len(verdict.reasons))
        lines += _fault_lines(verdict.reasons)
    elif verdict.proof:
        lines += _said("console-draw-valid", name=name, draw_id=verdict.proof.commitment.draw_id)
        lines += _result_lines(verdict.proof)
    if verdict.commit_hash:
        lines += [f"commit_hash {verdict.commit_hash}"]
    lines += _remark_lines(verdict.remarks)
    lines += _change_lines(verdict.changes)
    if not verdict.reasons:
        lines += _said("console-draw-held" if is_held else "console-draw-not-held")
    return lines


def rehearsed_lines(proof: Proof, path: str) -> list[str]:
    """Return what was drawn in a rehearsal and where its proof is."""
    return [
        *_said("console-draw-rehearsed", path=path, draw_id=proof.commitment.draw_id),
        *_result_lines(proof),
        f"commit_hash {proof.commitment.hash}",
        *_remark_lines(proof.remarks()),
    ]


def rehearsal_refused_lines(rehearsal: Rehearsal, names: Mapping[str, str]) -> list[str]:
    """Return everything that is to be mended before a rehearsal, each with its file, line and column.

    Args:
        rehearsal: What was found.
        names: Names of the files by part.
    """
    lines = _said("console-draw-refused", count=rehearsal.count)
    for part, read in rehearsal.lists.items():
        for each in read.faults:
            lines += _lines(f"{names[part]}:{each.line}" + (f" {each.column}" if each.column else ""), each)
    for fault in rehearsal.faults:
        told: Described = fault
        if fault.first is not None:
            told = Told(fault.code, {**fault.values, "first": _in_file(fault.first, rehearsal, names)})
        lines += _lines(_in_file(fault.where, rehearsal, names), told)
    return lines


def _in_file(where: Place, rehearsal: Rehearsal, names: Mapping[str, str]) -> str:
    """Return where something stands as who wrote the files finds it: `objects.csv:5 risk`."""
    part, rest = str(where[0]) if where else "", where[1:]
    if part in rehearsal.lists and rest and isinstance(rest[0], int):
        return f"{names[part]}:{rehearsal.lists[part].lines[rest[0]]} {place_text(rest[1:])}".rstrip()
    if part in names:
        return f"{names[part]} {place_text(rest)}".rstrip()
    if part in ("seed", "commit") and rest:
        return "--" + str(rest[0]).replace("_", "-")
    return place_text(where)


def _result_lines(proof: Proof) -> Iterator[str]:
    for risk, stratum in proof.strata.items():
        reserve = len(stratum.reserve)
        yield from _said("console-draw-class", risk=risk, pool=stratum.pool, drawn=stratum.n, reserve=reserve)
    yield from _said("console-draw-teams", teams=len(proof.teams), unfilled=len(proof.unfilled()))


def _change_lines(changes: Sequence[AddendumEntry]) -> Iterator[str]:
    """Yield who came in since; the reasons of people are their own affair and stay in the file."""
    if changes:
        yield from _said("console-draw-changes", count=len(changes))
    for each in changes:
        yield _INDENT + " ".join(filter(None, (each.object, each.department, f"{each.old} → {each.new}")))


def _remark_lines(remarks: Sequence[DrawFault]) -> list[str]:
    return [*_said("console-draw-remarks", count=len(remarks)), *_fault_lines(remarks)] if remarks else []


def _fault_lines(faults: Sequence[DrawFault]) -> Iterator[str]:
    for each in faults:
        yield from _lines(place_text(each.where) or "-", each)


def _lines(place: str, told: Described) -> list[str]:
    return [f"{place}  {told.code}", *(f"{_INDENT}{describe(told, language)}" for language in LANGUAGES)]


def _said(key: str, **values: str | int) -> list[str]:
    return [words_of(language).plain(key, **values) for language in LANGUAGES]
