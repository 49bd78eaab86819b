"""A running visit of the demo district whose first section has a form that the test draws."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from forms.workbook import load_workbook
from services import answering
from services.checklists import begin_form, open_sheet
from services.form_library import take_in
from services.sheets import Sheet
from storage.tables import Section, Task
from tests.forms.conftest import make_book

CODE = "SJ-01"
SETTINGS = """
settings | form_id | version
         | drawn   | 1
"""


def walks(district: Any, table: str, files: Mapping[str, bytes] | None = None) -> int:
    """Start a visit whose first section has the form that is drawn; return the visit."""
    visit_id: int = district.starts()
    checklist = load_workbook(make_book(table + SETTINGS), "drawn", files)
    with district.act() as uow:
        person = district.actor(uow, CODE).person_id
        task = uow.session.scalars(select(Task).where(Task.visit_id == visit_id, Task.person_id == person)).one()
        section = uow.session.get_one(Section, task.section_id)
        section.checklist_version_id = take_in(uow, CODE, section.department_id, checklist, files or {}).version_id
        section.filled = None
        uow.flush()
        begin_form(uow, section.section_id)
    return visit_id


def says(district: Any, visit_id: int, name: str, value: str) -> str | None:
    """Answer as the chat does: ask first whether the form allows it; return its objection."""
    with district.act() as uow:
        actor = district.actor(uow, CODE)
        objection = answering.objection(uow, actor, visit_id, name, value)
        if objection is None:
            answering.answer(uow, actor, visit_id, name, value)
    return objection


def sheet(district: Any, visit_id: int) -> Sheet:
    """Read the section as it stands."""
    with district.act() as uow:
        return open_sheet(uow, district.actor(uow, CODE), visit_id)


def asked(district: Any, visit_id: int) -> list[str]:
    """Names of what is asked."""
    return [state.question.name for state in sheet(district, visit_id).asked]


def section_id_of(district: Any, visit_id: int) -> int:
    """The section that is drawn."""
    return sheet(district, visit_id).section_id
