"""Workbooks that cannot be used: everything to mend is told, missing files are waited for, nothing is taken in."""

import hashlib
import io
import os
import signal
import subprocess
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select, update

from sandbox.driver import Town
from services import form_aging
from storage.files import WORKBOOKS
from storage.tables import ChecklistVersion, FormDraft, FormUpload, Job
from tests.journeys.form_books import cold, spoilt, with_list
from tests.journeys.received_files import received
from tests.journeys.test_forms import clerk, sends, versions

CITIES = b"name,label\nbj,Beijing\nsh,Shanghai\n"


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/workbook.xml", b"\0" * (60 << 20))
    return out.getvalue()


def taken_in(town: Town) -> int:
    with town.reading() as session:
        return len(session.scalars(select(ChecklistVersion.checklist_version_id)).all())


@pytest.mark.parametrize(
    ("name", "content", "zh", "en"),
    [
        ("broken.xlsx", b"PK\x03\x04 this is no archive", "损坏", "damaged"),
        ("text.xlsx", b"no workbook at all", "不是 Excel", "no Excel workbook"),
        ("bomb.xlsx", bomb(), "没有打开", "not opened"),
        ("large.xlsx", b"PK" + b"x" * (11 << 20), "最多 10 MB", "at most 10 MB"),
        ("foreign.xlsx", cold("foreign", department="消防救援"), "消防救援", "消防救援"),
        ("nobody.xlsx", cold("nobody", department="没有的部门"), "没有登记", "not registered"),
    ],
)
def test_what_is_no_usable_workbook_is_refused_in_words(
    shared_town: Town, language: str, name: str, content: bytes, zh: str, en: str
) -> None:
    town, before = shared_town, taken_in(shared_town)
    su = clerk(town, language)
    sends(town, su, content, name)
    assert (zh if language == "zh-CN" else en) in su.sees(name).text
    assert taken_in(town) == before


def test_a_file_that_telegram_does_not_serve_is_refused_at_once(shared_town: Town, language: str) -> None:
    su = clerk(shared_town, language)
    su.sends_file(b"x" * (21 << 20), "huge.xlsx")
    su.sees("20")
    su.does_not_see("huge.xlsx")


def test_all_faults_are_paged_and_listed_in_a_file(shared_town: Town, language: str) -> None:
    town = shared_town
    su = clerk(town, language)
    name = f"spoilt-{language}"
    sends(town, su, spoilt(9), f"{name}.xlsx")
    card = su.sees(f"{name}.xlsx")
    assert "1. " in card.text
    assert "9" in card.text.splitlines()[0]
    su.taps(su.word("button-page-on"))
    assert "1. " not in su.card().text
    su.taps(su.word("button-fault-list"))
    sheet = openpyxl.load_workbook(io.BytesIO(received(su, f"{name}-{su.word('fault-list-title')}.xlsx"))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 10
    assert {row[0] for row in rows[1:]} == {"survey"}
    assert [row[1] for row in rows[1:]] == [str(number) for number in range(2, 11)]
    su.taps(su.word("button-draft-drop"))
    su.sees(su.word("draft-discarded", name=f"{name}.xlsx"))


def test_a_missing_file_is_named_and_its_arrival_checks_again(shared_town: Town, language: str) -> None:
    town, form_id = shared_town, f"cities-{language[:2]}"
    su = clerk(town, language)
    sends(town, su, with_list(form_id, f"{form_id}.csv"), f"{form_id}.xlsx")
    assert f"{form_id}.csv" in su.sees(f"{form_id}.xlsx").text
    sends(town, su, CITIES, f"{form_id}.csv")
    su.sees(su.word("draft-files", count=1))
    su.taps(su.word("button-draft-try"))
    su.types("1")
    su.sees("Beijing")


def test_files_may_come_before_their_workbook(shared_town: Town) -> None:
    town = shared_town
    su = clerk(town, "zh-CN")
    sends(town, su, CITIES, "早到.csv")
    su.sees(su.word("form-file-kept", name="早到.csv"))
    sends(town, su, with_list("early", "早到.csv"), "early.xlsx")
    su.sees(su.word("draft-files", count=1))
    su.taps(su.word("button-draft-use"))
    assert len(versions(town, "early")) == 1


def test_a_mended_workbook_takes_the_place_of_the_refused_one(shared_town: Town) -> None:
    town = shared_town
    su = clerk(town, "zh-CN")
    sends(town, su, spoilt(1), "mended.xlsx")
    sends(town, su, cold("mended"), "mended.xlsx")
    su.sees(su.word("draft-replaced", name="mended.xlsx"))
    su.sees(su.word("draft-use"))


def test_a_worker_that_is_killed_in_the_middle_loses_nothing(shared_town: Town) -> None:
    town = shared_town
    su = clerk(town, "zh-CN")
    found = subprocess.run(["pgrep", "-f", "bot.worker"], capture_output=True, text=True, check=False).stdout.split()
    ours = [int(pid) for pid in found if str(town.folder) in _environment(int(pid))]
    assert ours
    su.sends_file(cold("killed"), "killed.xlsx", is_awaited=False)
    for pid in ours:
        os.kill(pid, signal.SIGKILL)
    su.sees(su.word("draft-checking", name="killed.xlsx")[:4])
    with town.changing() as uow:
        # As if the lease had run out.
        gone = datetime.now(UTC) - timedelta(seconds=1)
        uow.session.execute(update(Job).where(Job.state == "running").values(lease_until=gone))
    town.works_off_jobs()
    with town.reading() as session:
        newest = session.scalars(select(FormDraft).order_by(FormDraft.draft_id.desc())).first()
    assert newest is not None
    assert (newest.state, newest.form_id) == ("checked", "killed")


def _environment(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def test_the_bytes_of_workbooks_that_nobody_took_in_go_with_them(shared_town: Town) -> None:
    town, su = shared_town, clerk(shared_town, "zh-CN")
    kept = town.folder / "files" / WORKBOOKS

    def bytes_of(book: bytes) -> Path:
        sha256 = hashlib.sha256(book).hexdigest()
        return kept / sha256[:2] / sha256

    books = [cold(name) for name in ("left", "used", "last")]
    for book, name in zip(books, ("left.xlsx", "used.xlsx", "last.xlsx"), strict=True):
        sends(town, su, book, name)
        if name == "used.xlsx":
            su.taps(su.word("button-draft-use"))
    assert [bytes_of(book).exists() for book in books] == [True, True, True]
    with town.changing() as uow:
        long_ago = uow.now - form_aging.KEPT - timedelta(days=1)
        for table in (FormDraft, FormUpload):
            uow.session.execute(update(table).values(sent_at=long_ago))
        while uow.session.scalars(select(FormDraft.draft_id)).all()[1:]:
            form_aging.forget_old(uow)
    town.works_off_jobs()
    # The newest stays until another one comes.
    assert [bytes_of(book).exists() for book in books] == [False, True, True]
