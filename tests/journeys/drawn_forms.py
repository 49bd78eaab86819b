"""A form drawn in a test, as that of the first department of a visit that is under way."""

from collections.abc import Mapping

from sqlalchemy import select

from forms.workbook import load_workbook
from sandbox.driver import Phone, Town
from sandbox.visit_script import cast, fresh_visit, on_site
from services.checklists import begin_form
from services.form_library import take_in
from storage.tables import Department, Section, Visit
from tests.forms.conftest import make_book

SETTINGS = """
settings | form_id | version | default_language | namespaces
         | {form} | 1 | 中文 (zh) | hecha="urn:hecha:form:1"
"""


def walks(
    town: Town, language: str, form: str, table: str, files: Mapping[str, bytes] | None = None
) -> tuple[Phone, int]:
    """Take a fresh visit to where its checklists begin, the first department's being the one that is drawn.

    Returns the phone of `chen`, who stands on its first page, and the `visit_id`.
    """
    number = fresh_visit(town)
    people = cast(town, language)
    visit_id = on_site(town, number)
    checklist = load_workbook(make_book(table + SETTINGS.format(form=form)), form, dict(files or {}))
    with town.changing() as uow:
        chosen = (
            select(Section)
            .join(Department, Department.department_id == Section.department_id)
            .where(Section.visit_id == visit_id, Department.code == "SJ")
        )
        section = uow.session.scalars(chosen).one()
        taken = take_in(uow, "SJ-01", section.department_id, checklist, dict(files or {}))
        section.checklist_version_id, section.filled = taken.version_id, None
        uow.flush()
        begin_form(uow, section.section_id)
        uow.take_events()
    people.chen.types("继续")
    return people.chen, visit_id


def number_of(town: Town, visit_id: int) -> str:
    """Return the number of a visit."""
    with town.reading() as session:
        return session.scalars(select(Visit.number).where(Visit.visit_id == visit_id)).one()
