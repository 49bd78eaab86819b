"""Lines of the annual plan as a spreadsheet holds them."""

from collections.abc import Mapping

from rules.registries.rows import Facts
from services.annual_plan import USUAL, Author, line_facts, revise, standing, write_line
from storage.tables import Person, PlanLine
from storage.unit_of_work import UnitOfWork

CONSOLE = "console"


def known_line(uow: UnitOfWork, year: int, department_id: int, facts: Mapping[str, str]) -> Facts | None:
    """Return the parts of the line of a department that a row means, none when it has no such line."""
    line = _line(uow, year, department_id, facts)
    return line_facts(line) if line is not None else None


def take_line(uow: UnitOfWork, department_id: int, facts: Mapping[str, str], person_id: int | None, name: str) -> None:
    """Write a row as a new line, or into the one that it means; the file's name is the reason, should one be needed."""
    year = int(facts["year"])
    code = uow.session.get_one(Person, person_id).code if person_id is not None else CONSOLE
    author, parts = Author(code, person_id), {**USUAL, **{key: value for key, value in facts.items() if value}}
    reason = f"按表格修改：{name}"
    line = _line(uow, year, department_id, facts)
    if line is None:
        write_line(uow, year, department_id, parts, author, reason)
    else:
        revise(uow, line, parts, author, reason)


def _line(uow: UnitOfWork, year: int, department_id: int, facts: Mapping[str, str]) -> PlanLine | None:
    chosen = standing(year).where(
        PlanLine.department_id == department_id,
        PlanLine.matter == " ".join(facts.get("matter", "").split()),
        PlanLine.object_kind == " ".join(facts.get("object_kind", "").split()),
    )
    found: PlanLine | None = uow.session.scalar(chosen.limit(1))
    return found
