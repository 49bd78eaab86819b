"""How far a file is, as statements about the tables: on its way still, or useless to whoever counts proofs."""

from sqlalchemy import ColumnElement, select

from rules.errors import visits as problems
from rules.refusals import Refused
from storage.tables import Evidence, Examination
from storage.unit_of_work import UnitOfWork

# What the chain calls the link that says what was found in a file.
EXAMINED = "evidence_examined"
# Neither proves anything: the one cannot be had any more, the other is kept apart.
USELESS = ("lost", "quarantined")


def may_count() -> ColumnElement[bool]:
    """Whether a file may prove something."""
    return Evidence.state.not_in(USELESS)


def is_under_way() -> ColumnElement[bool]:
    """Whether a file is still being fetched, or looked into."""
    pending = select(Examination.evidence_id).where(
        Examination.evidence_id == Evidence.evidence_id, Examination.state == "pending"
    )
    return (Evidence.state == "received") | ((Evidence.state == "secured") & pending.exists())


def examination_of(uow: UnitOfWork, evidence_id: int) -> Examination | None:
    """Return what was found in a file; none before it is fetched, and of files from before there were examinations."""
    return uow.session.get(Examination, evidence_id)


def of_visit(uow: UnitOfWork, evidence_id: int, visit_id: int) -> Evidence:
    """Return a file of a visit. Raises `Refused` for one of another, and for none."""
    found = uow.session.get(Evidence, evidence_id)
    if found is None or found.visit_id != visit_id:
        raise Refused(problems.NOT_YOURS, is_law=True)
    return found
