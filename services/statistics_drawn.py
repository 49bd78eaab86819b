"""Class and flags of inspected objects as the draws kept them: what a registry says later moves no past figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from rules.draw.addendum import RESERVE_USED
from rules.draw.checks import plain_object_id
from rules.frequency import Span
from rules.statistics.tallies import Part
from services.draw_lists import FLAGGED
from services.statistics import began_in
from storage.tables import Draw, InspectionObject, Visit
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The class by which an object was drawn, and whether it was flagged; none where the draw did not keep that."""

    risk: str
    is_flagged: bool | None


def as_drawn(uow: UnitOfWork, span: Span, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of visits that began within some days, with class and flags as their draws kept them."""
    kept = _kept(uow, span)
    return [
        replace(part, drawn_risk=drawn.risk, drawn_flagged=drawn.is_flagged)
        if (drawn := kept.get(part.visit_id))
        else part
        for part in parts
    ]


def _kept(uow: UnitOfWork, span: Span) -> Mapping[int, _Drawn]:
    """Return by visit what the draw of its object kept of that: of several the last, as those before it gave it up."""
    campaigns = select(Visit.campaign_id).where(began_in(uow, span))
    draws = select(Draw.campaign_id, Draw.result, Draw.addendum).where(Draw.state == "drawn")
    drawn: dict[tuple[int, str], _Drawn] = {}
    for campaign_id, result, addendum in uow.connection.execute(
        draws.where(Draw.campaign_id.in_(campaigns)).order_by(Draw.draw_id)
    ):
        flagged = None if FLAGGED not in result else frozenset(result[FLAGGED])
        visited = {*result["teams"], *(each["new"] for each in addendum if each["kind"] == RESERVE_USED)}
        for code, risk, _ in result["entries"]:
            if code in visited:
                drawn[campaign_id, code] = _Drawn(risk, None if flagged is None else code in flagged)
    if not drawn:
        return {}
    chosen = (
        select(Visit.visit_id, Visit.campaign_id, InspectionObject.registration_code)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .where(began_in(uow, span))
    )
    found = ((row[0], drawn.get((row[1], plain_object_id(row[2])))) for row in uow.connection.execute(chosen))
    return {visit_id: each for visit_id, each in found if each is not None}
