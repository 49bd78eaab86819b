"""Workbooks that were sent long ago are let go of; what is used by a form stays."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from services import form_aging, form_drafts, form_intake
from storage.tables import ChecklistVersion, FormContent, FormDraft, FormUpload, Job
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
    for drafts in (2, 1):
        with district.act() as uow:
            form_aging.forget_old(uow)
        assert left(district)[0] == drafts


def test_a_workbook_that_is_sent_after_a_long_rest_is_checked_as_well(district: Any) -> None:
    sends(district, "first.xlsx", 1)
    checks(district, cold())
    district.now += form_aging.KEPT + timedelta(minutes=1)
    with district.act() as uow:
        form_aging.forget_old(uow)
    second = sends(district, "second.xlsx", 2)
    with district.act() as uow:
        waiting = uow.session.scalars(select(Job.body).where(Job.kind == form_intake.CHECK)).all()
    assert waiting[-1] == {"draft": second, "revision": 1}
    assert len(waiting) == 2


def test_bytes_are_let_go_of_unless_somebody_still_needs_them(district: Any) -> None:
    hashes = {name: f"{number:064x}" for number, name in enumerate(("gone", "again", "taken", "last"), start=1)}
    for number, name in enumerate(hashes, start=1):
        sends(district, f"{name}.xlsx", number)
        checks(district, cold(name))
        if name == "taken":
            with district.act() as uow:
                draft = uow.session.scalars(select(FormDraft).where(FormDraft.form_id == name)).one()
                form_drafts.take_in_draft(uow, district.actor(uow, CLERK), draft.draft_id)
                version = uow.session.scalars(select(ChecklistVersion).where(ChecklistVersion.form_id == name)).one()
                version.workbook_sha256 = hashes[name]
    with district.act() as uow:
        for upload in uow.session.scalars(select(FormUpload)):
            upload.sha256 = hashes[upload.file_name.partition(".")[0]]
    district.now += form_aging.KEPT + timedelta(minutes=1)
    sends(district, "again.xlsx", 9)
    with district.act() as uow:
        newest = select(FormUpload).order_by(FormUpload.upload_id.desc()).limit(1)
        uow.session.scalars(newest).one().sha256 = hashes["again"]
        uow.flush()
        form_aging.forget_old(uow)
        uow.flush()
        [job] = uow.session.scalars(select(Job).where(Job.kind == form_aging.FORGET))
        assert job.body["hashes"] == sorted(hashes.values())
        needed = {name for name, sha256 in hashes.items() if form_aging.is_needed(uow, sha256)}
    assert needed == {"again", "taken"}
