"""A visit read once in an act, however many screens and phones show it; whoever changes it has it read anew."""

from collections.abc import Iterable, Mapping
from typing import Any

from services.access import Actor
from services.visits import VisitView, view_visit
from storage.tables import Visit
from storage.unit_of_work import UnitOfWork

SIGNING = "signing"


def seen_visit(uow: UnitOfWork, visit_id: int) -> VisitView:
    """Return a visit as it stands. The caller has checked who asks."""
    known: VisitView | None = uow.memo.get((VisitView, visit_id))
    if known is None:
        known = uow.memo[VisitView, visit_id] = view_visit(uow, visit_id)
    return known


def record_change(
    uow: UnitOfWork, visit: Visit, actor: Actor, type_: str, body: Mapping[str, Any], files: Iterable[str] = ()
) -> None:
    """Add a link to the visit's chain and have the visit and its signatures read anew."""
    uow.record(f"visit:{visit.number}", type_, actor.code, body, files)
    uow.memo.pop((VisitView, visit.visit_id), None)
    uow.memo.pop((SIGNING, visit.visit_id), None)
