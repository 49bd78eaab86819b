"""Workbooks that were sent long ago are let go of; what is used by a form stays."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from services import form_aging, form_drafts
from storage.tables import ChecklistVersion, FormContent, FormDraft, FormUpload
from tests.journeys.form_books import cold, with_list
from tests.services.test_form_intake import CLERK, checks, sends, sends_file


def left(district: Any) -> tuple[int, int, list[bytes]]:
    with district.act() as uow:
        drafts, uploads = (len(uow.session.scalars(select(table)).all()) for table in (FormDraft, FormUpload))
        return drafts, uploads, sorted(uow.session.scalars(select(FormContent.content)))


def test_what_nobody_took_in_goes_after_a_month_with_its_files(district: Any) -> None:
    kept, gone = b"name,label\na,A\n", b"name,label\nb,B\n"
    sends_file(district, "kept.csv", 1)
    taken = sends(district, "taken.xlsx", 2)
    checks(district, with_list("taken", "kept.csv"), {"kept.csv": kept})
    with district.act() as uow:
        form_drafts.take_in_draft(uow, district.actor(uow, CLERK), taken)
    sends_file(district, "gone.csv", 3)
    sends(district, "left.xlsx", 4)
    checks(district, with_list("left", "gone.csv"), {"gone.csv": gone})
    district.now += form_aging.KEPT - timedelta(minutes=1)
    sends(district, "young.xlsx", 5)
    checks(district, cold())
    with district.act() as uow:
        form_aging.forget_old(uow)
    assert left(district) == (3, 5, [kept, gone])
    district.now += timedelta(minutes=2)
    with district.act() as uow:
        form_aging.forget_old(uow)
    assert left(district) == (1, 1, [kept])
    with district.act() as uow:
        assert uow.session.scalars(select(ChecklistVersion).where(ChecklistVersion.form_id == "taken")).one()


def test_only_some_are_let_go_of_at_a_time(district: Any) -> None:
    for n in range(form_aging.MOST + 2):
        sends(district, f"{n}.xlsx", n)
    district.now += form_aging.KEPT + timedelta(minutes=1)
    for drafts in (2, 0):
        with district.act() as uow:
            form_aging.forget_old(uow)
        assert left(district)[0] == drafts
