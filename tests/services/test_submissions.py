"""Sections in the standard of the field: their XML holds what was answered, attachments are named as in it."""

import io
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from sqlalchemy import select, update

from bot import making
from forms.workbook import load_workbook
from handlers import notices
from rules.refusals import Refused
from services import answering, batches, evidence, trials
from services.batches import Belonging
from services.checklists import open_sheet, sheet_of
from services.evidence import Arrived
from services.form_export import MAKE, answer_tables, ask_answers, submitted_sections
from services.form_library import take_in
from services.office_day import today
from services.sheets import UNABLE
from services.submissions import FiledSection, filed_section
from storage.files import FileStore
from storage.jobs import Claimed
from storage.tables import Answer, ChecklistVersion, Department, Job, OutboxMessage, Person, Section, Visit
from tests.forms.conftest import make_book
from tests.journeys.form_books import cold

CLERK = "SJ-05"
PICTURES = """
survey | type | name | label | relevant
 | select_one yn | any | Any? |
 | begin_repeat | fridge | Fridge | ${any} = 'yes'
 | image | seen | Photo |
 | end_repeat | | |
choices | list_name | name | label
 | yn | yes | Yes
 | yn | no | No
settings | form_id | version
 | pictures | 1
"""


def tries(district: Any, book: bytes) -> tuple[int, int]:
    """Begin to try a form; return the visit and its section."""
    with district.act() as uow:
        department = uow.session.scalars(select(Department).where(Department.code == "SJ")).one()
        taken = take_in(uow, CLERK, department.department_id, load_workbook(book, "form"), {})
        visit_id = trials.begin_trial(uow, district.actor(uow, CLERK), taken.version_id)
        return visit_id, uow.session.scalars(select(Section.section_id).where(Section.visit_id == visit_id)).one()


def filed(district: Any, section_id: int) -> FiledSection:
    with district.act() as uow:
        return filed_section(uow, section_id)


def sends(district: Any, visit_id: int, section_id: int, question: str, number: int, *, kind: str = "photo") -> None:
    with district.act() as uow:
        actor = district.actor(uow, CLERK)
        arrived = Arrived(1, number, kind, f"f{number}", f"u{number}", True, district.now)
        evidence.receive(uow, actor, arrived, Belonging("item", visit_id, section_id, question))
        evidence.secure(uow, batches.evidence_at(uow, 1, number), f"{number:064d}", 9)


def test_a_form_without_logic_has_a_submission_too(district: Any) -> None:
    visit_id = district.starts()
    district.fills("SJ-01", problems=(3,))
    with district.act() as uow:
        section = uow.session.scalars(select(Section).where(Section.visit_id == visit_id, Section.place == 1)).one()
        answers = dict(
            uow.session.execute(
                select(Answer.question, Answer.value).where(Answer.section_id == section.section_id, Answer.is_current)
            ).all()
        )
        checklist = sheet_of(uow, section.section_id).checklist
    found = filed(district, section.section_id)
    root = ElementTree.fromstring(found.submission.xml)
    for question in checklist.asked:
        if question.kind == "compliance":
            assert root.findtext(question.path.removeprefix("/data/")) == answers[question.name]
    assert found.submission.xml == filed(district, section.section_id).submission.xml


def test_attachments_are_named_as_in_the_xml(district: Any) -> None:
    visit_id, section_id = tries(district, make_book(PICTURES))
    with district.act() as uow:
        answering.answer(uow, district.actor(uow, CLERK), visit_id, "any", "yes")
    with district.act() as uow:
        [question] = [s.question.name for s in sheet_of(uow, section_id).asked if s.question.kind == "photo"]
    sends(district, visit_id, section_id, question, 1)
    sends(district, visit_id, section_id, question, 2)
    found = filed(district, section_id)
    root = ElementTree.fromstring(found.submission.xml)
    assert found.attachments[0].name == root.findtext("fridge/seen")
    assert found.submission.attachments == (found.attachments[0].name,)
    assert [each.sha256 for each in found.attachments] == [f"{1:064d}", f"{2:064d}"]
    with district.act() as uow:
        kept = uow.session.get_one(Section, section_id).filled
    assert ".jpg" not in str(kept)


def test_no_two_files_have_the_same_name(district: Any) -> None:
    many = PICTURES.replace(" | end_repeat | | |", " | image | seen-2 | Second |\n | end_repeat | | |")
    visit_id, section_id = tries(district, make_book(many))
    with district.act() as uow:
        answering.answer(uow, district.actor(uow, CLERK), visit_id, "any", "yes")
    with district.act() as uow:
        asked = [s.question.name for s in sheet_of(uow, section_id).asked if s.question.kind == "photo"]
    for number, question in enumerate([asked[0], asked[0], *asked[1:]], 1):
        sends(district, visit_id, section_id, question, number)
    found = filed(district, section_id)
    assert len(asked) == 2
    assert len({each.name.lower() for each in found.attachments}) == 3
    assert len(set(found.submission.attachments)) == 2


def test_the_xml_names_the_file_that_answers_and_not_one_sent_by_mistake(district: Any) -> None:
    visit_id, section_id = tries(district, make_book(PICTURES.replace("image", "audio")))
    with district.act() as uow:
        answering.answer(uow, district.actor(uow, CLERK), visit_id, "any", "yes")
    with district.act() as uow:
        [question] = [s.question.name for s in sheet_of(uow, section_id).asked if s.question.kind == "audio"]
    sends(district, visit_id, section_id, question, 1)
    assert ElementTree.fromstring(filed(district, section_id).submission.xml).findtext("fridge/seen") == ""
    sends(district, visit_id, section_id, question, 2, kind="voice")
    found = filed(district, section_id)
    assert [each.sha256 for each in found.attachments] == [f"{2:064d}", f"{1:064d}"]
    assert [each.answers is None for each in found.attachments] == [False, True]
    root = ElementTree.fromstring(found.submission.xml)
    assert root.findtext("fridge/seen") == found.attachments[0].name


def test_a_photograph_whose_question_does_not_count_is_not_handed_on(district: Any) -> None:
    visit_id, section_id = tries(district, make_book(PICTURES))
    with district.act() as uow:
        answering.answer(uow, district.actor(uow, CLERK), visit_id, "any", "yes")
    with district.act() as uow:
        [question] = [s.question.name for s in sheet_of(uow, section_id).asked if s.question.kind == "photo"]
    sends(district, visit_id, section_id, question, 1)
    with district.act() as uow:
        answering.answer(uow, district.actor(uow, CLERK), visit_id, "any", "no")
    assert filed(district, section_id).attachments == ()


@pytest.mark.parametrize("language", ["zh", "en", "names"])
def test_the_reason_why_something_could_not_be_answered_stands_in_its_row(district: Any, language: str) -> None:
    visit_id = district.starts()
    district.fills("SJ-01")
    with district.act() as uow:
        actor = district.actor(uow, "SJ-01")
        question = open_sheet(uow, actor, visit_id).asked[0].question
        answering.answer(uow, actor, visit_id, question.name, UNABLE, reason="没有温度计")
        visit = uow.session.get_one(Visit, visit_id)
        visit.state, visit.submitted_at = "submitted", district.now
    with district.act() as uow:
        whole = answer_tables(uow, "catering", language)[0]
    heading = {"zh": "无法填写的原因", "en": "Not possible, why", "names": "unable"}[language]
    told = dict(zip(whole.headings, whole.rows[0], strict=True))[heading]
    assert told.endswith(": 没有温度计")
    assert (question.path in told) == (language == "names")


def test_a_form_that_was_stored_without_its_xform_says_so(district: Any) -> None:
    _, section_id = tries(district, cold())
    with district.act() as uow:
        section = uow.session.get_one(Section, section_id)
        version = uow.session.get_one(ChecklistVersion, section.checklist_version_id)
        version.body = {**version.body, "xform": "", "has_logic": False}
    with district.act() as uow, pytest.raises(Refused, match="LIBRARY_018"):
        filed_section(uow, section_id)


def test_trials_are_no_submissions_of_a_form(district: Any) -> None:
    visit_id, _ = tries(district, cold())
    with district.act() as uow:
        trials.end_trial(uow, district.actor(uow, CLERK), visit_id)
        assert submitted_sections(uow, "cold") == []
        with pytest.raises(Refused, match="LIBRARY_019"):
            answer_tables(uow, "cold", "en")


def submits(district: Any) -> None:
    visit_id = district.starts()
    district.fills("SJ-01")
    with district.act() as uow:
        visit = uow.session.get_one(Visit, visit_id)
        visit.state, visit.submitted_at = "submitted", district.now


def test_a_range_of_days_counts_both_of_its_ends(district: Any) -> None:
    submits(district)
    with district.act() as uow:
        day = today(uow)
        assert len(submitted_sections(uow, "catering", since=day, until=day)) == 1
        assert submitted_sections(uow, "catering", until=day.replace(year=day.year - 1)) == []
        assert submitted_sections(uow, "catering", since=day.replace(year=day.year + 1)) == []


def test_only_keepers_have_answers_exported(district: Any) -> None:
    submits(district)
    with district.act() as uow:
        version = uow.session.scalars(
            select(ChecklistVersion.checklist_version_id).where(ChecklistVersion.form_id == "catering")
        ).one()
        ask_answers(uow, district.actor(uow, CLERK), version, "xlsx", "zh")
        assert uow.session.scalars(select(Job.kind).where(Job.kind == "make")).all() == ["make"]
        with pytest.raises(Refused, match="LIBRARY_014"):
            ask_answers(uow, district.actor(uow, "SJ-01"), version, "xlsx", "zh")


def sends_submissions(
    district: Any, store: FileStore, photos: list[bytes], language: str
) -> tuple[list[dict[str, bytes]], list[str]]:
    """Have a visit with these photographs sent to its clerk; return what each archive holds, and the captions."""
    visit_id, section_id = tries(district, make_book(PICTURES))
    with district.act() as uow:
        uow.session.execute(
            update(Person).where(Person.code == CLERK).values(reach="open", chat_id=61, language=language)
        )
    with district.act() as uow:
        clerk = district.actor(uow, CLERK)
    for number, photo in enumerate(photos, 1):
        with district.act() as uow:
            arrived = Arrived(1, number, "photo", f"f{number}", f"u{number}", True, district.now)
            evidence.receive(uow, clerk, arrived, Belonging("item", visit_id, section_id, "any"))
            evidence.secure(uow, batches.evidence_at(uow, 1, number), store.keep(photo), len(photo))
    body = {"purpose": "submissions", "person": clerk.person_id, "visit": visit_id}
    result = making.Making(store, district.act).make(Claimed(1, MAKE, "s", body, 1, ""))
    with district.act() as uow:
        result(uow)
        made = uow.take_events()
        for each in made:
            uow.emit(each)
        notices.tell(uow)
        uow.write_out()
        said = [row.body for row in uow.session.scalars(select(OutboxMessage).where(OutboxMessage.chat_id == 61))]
    assert [(each.part, each.parts) for each in made] == [(part, len(made)) for part in range(1, len(made) + 1)]
    held = []
    for each in made:
        with zipfile.ZipFile(io.BytesIO(store.read(each.sha256))) as archive:
            held.append({name: archive.read(name) for name in archive.namelist()})
    return held, [each["caption"] for each in said]


def test_what_is_too_large_for_one_file_comes_in_several_and_nothing_is_left_out(
    district: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photos = [bytes([number]) * 900_000 for number in range(1, 4)]
    monkeypatch.setattr(making, "SENT_MOST", 1_900_000)
    parts, captions = sends_submissions(district, FileStore(f"file://{tmp_path / 'files'}"), photos, "zh-CN")
    assert [each.endswith(f"（第{part}份，共2份）") for part, each in enumerate(captions, 1)] == [True, True]
    held = {name: content for part in parts for name, content in part.items()}
    assert sorted(content for name, content in held.items() if not name.endswith(".xml")) == photos
    assert "pictures/submission.xml" in held


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("zh-CN", "（第2份，共2份）\n⚠️ 超过 Telegram 上限，未放入：{names}等，另有 1 个。原件仍保存着"),
        ("en", "(part 2 of 2)\n⚠️ Too large for Telegram, so not in here: {names} and 1 more. They stay kept"),
    ],
)
def test_what_telegram_would_not_take_is_left_out_and_named(
    district: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, told: str
) -> None:
    small, large = (
        [bytes([number]) * 900_000 for number in (1, 2)],
        [bytes([number]) * 1_100_000 for number in range(3, 7)],
    )
    monkeypatch.setattr(making, "SENT_MOST", 1 << 20)
    store = FileStore(f"file://{tmp_path / 'files'}")
    parts, captions = sends_submissions(district, store, [small[0], *large, small[1]], language)
    assert [list(part) for part in parts] == [
        ["pictures/submission.xml", "pictures/any.jpg"],
        ["pictures/any-6.jpg", "left-out.txt"],
    ]
    names = [f"pictures/any-{number}.jpg" for number in range(2, 6)]
    separator = "、" if language == "zh-CN" else ", "
    assert "⚠️" not in captions[0]
    assert told.format(names=separator.join(names[:3])) in captions[1]
    lines = parts[1]["left-out.txt"].decode().splitlines()
    kept = zip(names, large, strict=True)
    assert lines[-4:] == [f"{name} · 1.0 MB · SHA-256 {sha256(content).hexdigest()}" for name, content in kept]
