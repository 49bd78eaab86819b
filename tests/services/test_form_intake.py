"""Workbooks as clerks send them: kept, checked, matched with their files; who may take which form in."""

import hashlib
from typing import Any

import pytest
from sqlalchemy import select

from forms.checklist import Checklist
from forms.workbook import WorkbookRefused, load_workbook
from handlers.screens.forms import draft_card
from handlers.words import words_of
from rules.events import WorkbookChecked
from rules.refusals import Refused
from services import form_drafts, form_intake
from services.form_intake import SentFile
from services.form_library import keep_content, newest
from storage.tables import FormDraft, Job, Role
from tests.forms.conftest import make_book
from tests.journeys.form_books import CHOICES, SURVEY, cold, with_list
from tests.journeys.form_books import settings as form_settings

CLERK = "SJ-05"


def sends(district: Any, name: str, message_id: int) -> int:
    """Let a workbook arrive; return its draft."""
    with district.act() as uow:
        actor = district.actor(uow, CLERK)
        return form_intake.receive_workbook(uow, actor, SentFile(7, message_id, f"file-{message_id}", name))


def sends_file(district: Any, name: str, message_id: int) -> int | None:
    """Let a file of a workbook arrive; return the draft that waits for it."""
    with district.act() as uow:
        actor = district.actor(uow, CLERK)
        return form_intake.receive_file(uow, actor, SentFile(7, message_id, f"file-{message_id}", name))


def jobs(district: Any) -> list[dict[str, int]]:
    with district.act() as uow:
        chosen = select(Job).where(Job.kind == form_intake.CHECK, Job.state == "waiting").order_by(Job.job_id)
        return [dict(job.body) for job in uow.session.scalars(chosen)]


def checks(district: Any, book: bytes, files: dict[str, bytes] | None = None) -> None:
    """Do what a worker does with the newest check."""
    body, given = jobs(district)[-1], files or {}
    with district.act() as uow:
        work = form_intake.work_on(uow, body["draft"], body["revision"])
        assert work is not None
        try:
            checklist = load_workbook(book, work.workbook.name, given)
        except WorkbookRefused as refused:
            form_intake.settle_refused(uow, body["draft"], body["revision"], refused.faults, work, None)
            return
        for file in checklist.files:
            assert keep_content(uow, given[file.name]) == hashlib.sha256(given[file.name]).hexdigest()
        form_intake.settle_checked(uow, body["draft"], body["revision"], checklist.to_dict(), work)


def view(district: Any, draft_id: int) -> form_drafts.DraftView:
    with district.act() as uow:
        return form_drafts.view_draft(uow, draft_id)


def codes(district: Any, draft_id: int) -> list[str]:
    return [fault.code for fault in view(district, draft_id).faults]


def test_nothing_is_taken_in_before_the_clerk_says_so(district: Any) -> None:
    draft_id = sends(district, "cold.xlsx", 1)
    checks(district, cold())
    assert view(district, draft_id).state == "checked"
    with district.act() as uow:
        assert newest(uow, "cold") is None
        taken = form_drafts.take_in_draft(uow, district.actor(uow, CLERK), draft_id)
        assert taken.is_new
    with district.act() as uow, pytest.raises(Refused):
        form_drafts.take_in_draft(uow, district.actor(uow, CLERK), draft_id)
    assert WorkbookChecked(draft_id) in district.heard
    assert district.chains_are_whole()


def test_only_the_sender_has_the_draft_in_hand(district: Any) -> None:
    draft_id = sends(district, "cold.xlsx", 1)
    checks(district, cold())
    for act in (form_drafts.take_in_draft, form_drafts.discard_draft, form_drafts.version_to_try):
        with district.act() as uow, pytest.raises(Refused):
            act(uow, district.actor(uow, "SJ-04"), draft_id)


def test_a_clerk_whose_role_was_taken_takes_nothing_in(district: Any) -> None:
    draft_id = sends(district, "cold.xlsx", 1)
    checks(district, cold())
    with district.act() as uow:
        actor = district.actor(uow, CLERK)
        for role in uow.session.scalars(select(Role).where(Role.person_id == actor.person_id)):
            uow.session.delete(role)
    with district.act() as uow, pytest.raises(Refused, match="LIBRARY_014"):
        form_drafts.take_in_draft(uow, district.actor(uow, CLERK), draft_id)


@pytest.mark.parametrize(
    ("form_id", "department", "code"),
    [
        ("cold", "没有的部门", "LIBRARY_001"),
        ("cold", "消防救援", "LIBRARY_002"),
        ("fire-safety", "市场监管", "LIBRARY_004"),
        ("c" * 81, "市场监管", "LIBRARY_005"),
    ],
)
def test_what_the_library_says_against_a_form_is_a_refusal(
    district: Any, form_id: str, department: str, code: str
) -> None:
    draft_id = sends(district, "cold.xlsx", 1)
    checks(district, cold(form_id, department=department))
    assert codes(district, draft_id) == [code]


def test_a_form_that_names_no_department_is_that_of_its_clerk(district: Any) -> None:
    draft_id = sends(district, "cold.xlsx", 1)
    checks(district, cold(department=""))
    assert view(district, draft_id).department["en"] == "Market Supervision"


def test_a_missing_file_is_waited_for_and_another_file_is_not(district: Any) -> None:
    draft_id = sends(district, "list.xlsx", 1)
    checks(district, with_list("list", "towns.csv"))
    assert codes(district, draft_id) == ["FORM_116"]
    assert sends_file(district, "other.csv", 2) is None
    assert sends_file(district, "towns.csv", 3) == draft_id
    checks(district, with_list("list", "towns.csv"), {"towns.csv": b"name,label\na,A\n"})
    assert view(district, draft_id).state == "checked"


def test_a_file_that_comes_while_the_check_runs_is_not_missed(district: Any) -> None:
    draft_id = sends(district, "list.xlsx", 1)
    body = jobs(district)[-1]
    with district.act() as uow:
        work = form_intake.work_on(uow, body["draft"], body["revision"])
    assert work is not None
    sends_file(district, "towns.csv", 2)
    with district.act() as uow:
        try:
            load_workbook(with_list("list", "towns.csv"), "list")
        except WorkbookRefused as refused:
            form_intake.settle_refused(uow, body["draft"], body["revision"], refused.faults, work, None)
    assert jobs(district)[-1] == {"draft": draft_id, "revision": 2}
    assert WorkbookChecked(draft_id) not in district.heard


def test_a_check_that_is_overtaken_notes_nothing(district: Any) -> None:
    draft_id = sends(district, "cold.xlsx", 1)
    body = jobs(district)[-1]
    with district.act() as uow:
        draft = uow.session.get_one(FormDraft, draft_id)
        draft.state = "discarded"
    with district.act() as uow:
        assert form_intake.work_on(uow, body["draft"], body["revision"]) is None
        work = form_intake.Work(form_intake.Upload(0, "", "", None), ())
        form_intake.settle_refused(uow, body["draft"], body["revision"], [], work, None)
    assert view(district, body["draft"]).state == "discarded"


def test_the_same_workbook_with_another_list_is_another_version(district: Any) -> None:
    book = with_list("list", "towns.csv")
    for number, towns in enumerate((b"name,label\na,A\n", b"name,label\nb,B\n")):
        draft_id = sends(district, "list.xlsx", 2 * number + 1)
        sends_file(district, "towns.csv", 2 * number + 2)
        checks(district, book, {"towns.csv": towns})
        with district.act() as uow:
            assert form_drafts.take_in_draft(uow, district.actor(uow, CLERK), draft_id).is_new
    with district.act() as uow:
        row = newest(uow, "list")
        assert row is not None
        assert row.version.startswith("1-")
        assert Checklist.from_dict(row.body).files[0].sha256 == hashlib.sha256(b"name,label\nb,B\n").hexdigest()


def taken_in_then(district: Any, book: bytes) -> form_drafts.DraftView:
    """Take a form in, then check another workbook of it."""
    first = sends(district, "cold.xlsx", 1)
    checks(district, cold())
    with district.act() as uow:
        form_drafts.take_in_draft(uow, district.actor(uow, CLERK), first)
    second = sends(district, "cold.xlsx", 2)
    checks(district, book)
    return view(district, second)


def test_a_version_that_is_used_with_other_content_is_remarked(district: Any) -> None:
    now = taken_in_then(district, cold(more=" | calculate | more | | | | 1 + 1 |\n"))
    assert [each.code for each in now.warnings] == ["LIBRARY_027"]
    with district.act() as uow:
        taken = form_drafts.take_in_draft(uow, district.actor(uow, CLERK), now.draft_id)
    assert taken.version == now.warnings[0].params["known_as"]
    assert taken.version.startswith("1-")


@pytest.mark.parametrize("version", ["1", "2"])
def test_a_version_that_is_new_or_the_same_as_before_is_not(district: Any, version: str) -> None:
    now = taken_in_then(district, cold(version=version))
    assert now.warnings == ()
    assert now.facts["is_same"] is (version == "1")
    assert now.facts["changes"] == ([] if version == "1" else [{"kind": "rest"}])


def test_every_difference_is_counted_once(district: Any) -> None:
    rows = SURVEY.replace(" | calculate | doubled | | | | ${fridges} * 2 |", " | calculate | doubled | | | | 3 |")
    rows = rows.replace("从业人员 | Worker", "员工 | Staff") + " | text | place | 位置 | Where | | | \n"
    now = taken_in_then(district, make_book(rows + CHOICES + form_settings("cold", "2").replace("冷柜检查", "冷柜")))
    kinds = sorted((each["kind"], *each.get("aspects", [])) for each in now.facts["changes"])
    assert kinds == [("added",), ("changed", "hidden"), ("changed", "label"), ("title",)]
    assert "新增 1，删去 0，改动 2，其他 1" in draft_card(words_of("zh-CN"), now).text
