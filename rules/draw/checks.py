"""What stands against drawing from a snapshot, and what should be known before."""

import unicodedata
from collections.abc import Iterable, Iterator

from rules.draw.faults import DrawFault, Place, double, fault
from rules.draw.snapshot import PROTOCOL, UNFILLED, Params, Snapshot
from rules.errors import draws as problems

LEAST_PER_DEPARTMENT = 2
ALL_PERMILLE = 1000
# Signs that one language's trimming takes away and another's leaves: nobody may stumble over them.
_TRIMMED = " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)


def plain(text: str) -> str:
    """Return a text in NFC without spaces around it."""
    return unicodedata.normalize("NFC", text).strip(_TRIMMED)


def plain_object_id(text: str) -> str:
    """Return an object's code as it stands in a snapshot: plain, in capital letters."""
    return plain(plain(text).upper())


def snapshot_faults(snapshot: Snapshot) -> list[DrawFault]:
    """Return everything that stands against a snapshot, part by part."""
    return [
        *params_faults(snapshot.params),
        *_object_faults(snapshot),
        *_inspector_faults(snapshot),
        *_exclusion_faults(snapshot),
        *_recusal_faults(snapshot),
    ]


def params_faults(params: Params) -> Iterator[DrawFault]:
    """Yield what stands against parameters."""
    if params.protocol != PROTOCOL:
        yield fault(("params", "protocol"), problems.PROTOCOL_UNKNOWN, value=params.protocol, known=PROTOCOL)
    for risk, value in params.permille.items():
        yield from _text_faults(risk, ("params", "permille", risk))
        if not 0 <= value <= ALL_PERMILLE:
            yield fault(("params", "permille", risk), problems.PERMILLE_OUT_OF_RANGE, risk=risk, value=value)
    if params.per_department < LEAST_PER_DEPARTMENT:
        yield fault(("params", "per_department"), problems.PER_DEPARTMENT_TOO_FEW, value=params.per_department)
    if params.max_load < 1:
        yield fault(("params", "max_load"), problems.MAX_LOAD_TOO_SMALL, value=params.max_load)
    for name, number in (("reserve", params.reserve), ("load_slack", params.load_slack)):
        if number < 0:
            yield fault(("params", name), problems.BELOW_ZERO, value=number)
    if not params.departments:
        yield fault(("params", "departments"), problems.DEPARTMENTS_MISSING)
    for name, texts in (("departments", params.departments), ("exclusion_reasons", params.exclusion_reasons)):
        for at, text in enumerate(texts):
            yield from _text_faults(text, ("params", name, at))
        yield from _doubles(((text, ("params", name, at)) for at, text in enumerate(texts)))


def _object_faults(snapshot: Snapshot) -> Iterator[DrawFault]:
    permille = snapshot.params.permille
    for at, each in enumerate(snapshot.objects):
        where = ("objects", at)
        if not each.id:
            yield fault((*where, "id"), problems.ID_EMPTY)
        elif (normal := plain_object_id(each.id)) != each.id:
            yield fault((*where, "id"), problems.ID_NOT_NORMAL, id=each.id, normal=normal)
        if not plain(each.risk):
            yield fault((*where, "risk"), problems.RISK_MISSING, id=each.id)
        elif each.risk not in permille:
            yield fault((*where, "risk"), problems.CLASS_WITHOUT_PERMILLE, risk=each.risk)
        if not each.category:
            yield fault((*where, "category"), problems.CATEGORY_MISSING, id=each.id)
        else:
            yield from _text_faults(each.category, (*where, "category"))
    yield from _doubles((each.id, ("objects", at, "id")) for at, each in enumerate(snapshot.objects))


def _inspector_faults(snapshot: Snapshot) -> Iterator[DrawFault]:
    for at, each in enumerate(snapshot.inspectors):
        where = ("inspectors", at)
        if not each.id:
            yield fault((*where, "id"), problems.ID_EMPTY)
        elif (normal := plain(each.id)) != each.id:
            yield fault((*where, "id"), problems.ID_NOT_NORMAL, id=each.id, normal=normal)
        elif "|" in each.id or each.id == UNFILLED:
            yield fault((*where, "id"), problems.ID_RESERVED, id=each.id)
        yield from _text_faults(each.dept, (*where, "dept"))
        for number, qual in enumerate(each.quals):
            yield from _text_faults(qual, (*where, "quals", number))
    yield from _doubles((each.id, ("inspectors", at, "id")) for at, each in enumerate(snapshot.inspectors))


def _exclusion_faults(snapshot: Snapshot) -> Iterator[DrawFault]:
    known = {each.id for each in snapshot.objects} if snapshot.exclusions else set()
    reasons = snapshot.params.exclusion_reasons
    for at, each in enumerate(snapshot.exclusions):
        if each.id not in known:
            yield fault(("exclusions", at, "id"), problems.EXCLUSION_UNKNOWN, id=each.id)
        if each.reason not in reasons:
            told = {"reason": each.reason, "reasons": ", ".join(reasons) or "-"}
            yield fault(("exclusions", at, "reason"), problems.EXCLUSION_REASON_UNKNOWN, **told)
    yield from _doubles((each.id, ("exclusions", at, "id")) for at, each in enumerate(snapshot.exclusions))


def _recusal_faults(snapshot: Snapshot) -> Iterator[DrawFault]:
    objects = {each.id for each in snapshot.objects} if snapshot.recusals else set()
    inspectors = {each.id for each in snapshot.inspectors}
    for at, each in enumerate(snapshot.recusals):
        if each.inspector not in inspectors:
            yield fault(("recusals", at, "inspector"), problems.RECUSAL_INSPECTOR_UNKNOWN, id=each.inspector)
        if each.object not in objects:
            yield fault(("recusals", at, "object"), problems.RECUSAL_OBJECT_UNKNOWN, id=each.object)


def _text_faults(text: str, where: Place) -> Iterator[DrawFault]:
    if not text or plain(text) != text:
        yield fault(where, problems.TEXT_NOT_PLAIN, text=text, normal=plain(text))


def _doubles(texts: Iterable[tuple[str, Place]]) -> Iterator[DrawFault]:
    """Yield what stands twice; nothing at all, which is a fault of its own, is not counted."""
    first: dict[str, Place] = {}
    for text, where in texts:
        if text and first.setdefault(text, where) is not where:
            yield double(where, problems.TWICE, first[text], id=text)


def snapshot_remarks(snapshot: Snapshot) -> Iterator[DrawFault]:
    """Yield what does not stand against drawing, but surprises afterwards."""
    params = snapshot.params
    classes = {each.risk for each in snapshot.objects}
    for risk in params.permille:
        if risk not in classes:
            yield fault(("params", "permille", risk), problems.CLASS_WITHOUT_OBJECTS, risk=risk)
    staffed = {each.dept for each in snapshot.inspectors}
    for at, name in enumerate(params.departments):
        if name not in staffed:
            yield fault(("params", "departments", at), problems.DEPARTMENT_WITHOUT_INSPECTORS, name=name)
    for at, each in enumerate(snapshot.inspectors):
        if each.dept not in params.departments:
            yield fault(("inspectors", at, "dept"), problems.INSPECTOR_ELSEWHERE, id=each.id, name=each.dept)
        if not each.quals:
            yield fault(("inspectors", at, "quals"), problems.NO_QUALS, id=each.id)
    first: dict[object, int] = {}
    for at, recusal in enumerate(snapshot.recusals):
        if first.setdefault(recusal, at) != at:
            yield double(("recusals", at), problems.RECUSAL_TWICE, ("recusals", first[recusal]))
