"""A clerk sends workbooks: checked, tried question by question, taken in; mended, completed, refused."""

import io
from xml.etree import ElementTree

import openpyxl
from sqlalchemy import select

from sandbox.driver import Phone, Town
from storage.tables import ChecklistVersion, Section, Visit
from tests.journeys.form_books import cold, spoilt, with_cities


def clerk(town: Town, language: str) -> Phone:
    phone = town.phone("SJ-05")
    phone.speaks(language)
    return phone


def sends_book(town: Town, phone: Phone, book: bytes, name: str = "冷柜.xlsx") -> None:
    phone.sends_file(book, name)
    town.works_off_jobs()
    phone.settles()


def versions(town: Town, form_id: str) -> list[str]:
    with town.reading() as session:
        chosen = select(ChecklistVersion.version).where(
            ChecklistVersion.form_id == form_id, ChecklistVersion.is_trial.is_(False)
        )
        return list(session.scalars(chosen.order_by(ChecklistVersion.checklist_version_id)))


def test_a_good_workbook_is_tried_and_taken_in(shared_town: Town, language: str) -> None:
    town, form_id = shared_town, f"cold-{language[:2]}"
    su = clerk(town, language)
    sends_book(town, su, cold(form_id))
    su.sees(su.word("draft-new-form"))
    assert versions(town, form_id) == []
    su.taps(su.word("button-draft-try"))
    print(su.screen())
