"""A section's answers in the standard of the field: the form filled in, its OpenRosa submission, its attachments."""

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from sqlalchemy import select

from forms.checklist import FILE_KINDS, Checklist
from forms.filling.session import Filling
from forms.filling.submission import Submission, submission_of
from rules.errors import form_library as problems
from rules.free_names import free_name
from rules.refusals import Refused
from services.asked_now import asked_now
from services.evidence_state import is_under_way
from services.filled import begun_form, kept_form
from services.matching_files import is_matching
from services.office_day import zone_of
from services.sheets import UNABLE
from storage.tables import Answer, ChecklistVersion, Evidence, Section, Visit
from storage.unit_of_work import UnitOfWork

# What Telegram makes of what is not sent as a file, and says nothing of.
_USUAL = {
    "photo": (".jpg", "image/jpeg"),
    "voice": (".ogg", "audio/ogg"),
    "audio": (".mp3", "audio/mpeg"),
    "video": (".mp4", "video/mp4"),
    "video_note": (".mp4", "video/mp4"),
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a submission, and which evidence it is; `sha256` is none while it is not secured. `answers` is the
    reference of the question that it answers, none where it proves a problem or was sent besides. `size` is in bytes, 0
    while that is not known. `is_awaited`: it is still being fetched or looked into.
    """

    name: str
    sha256: str | None
    size: int
    answers: str | None = None
    is_awaited: bool = False
    evidence_id: int = 0


@dataclass(frozen=True, slots=True)
class FiledSection:
    """A section as it is handed on. Attachments that questions ask for come first, named as the XML names them.

    `unable` are the reasons why questions could not be answered, by their references.
    """

    number: str
    checklist: Checklist
    filling: Filling
    submission: Submission
    attachments: tuple[Attachment, ...]
    unable: Mapping[str, str]


def filed_section(uow: UnitOfWork, section_id: int) -> FiledSection:
    """Return a section's answers as its form holds them. The caller has checked who asks.

    Raises `Refused` for a form that was stored without its XForm. Nothing that is stored changes.
    """
    section = uow.session.get_one(Section, section_id)
    visit = uow.session.get_one(Visit, section.visit_id)
    version = uow.session.get_one(ChecklistVersion, section.checklist_version_id)
    checklist = Checklist.from_dict(version.body)
    if not checklist.xform:
        raise Refused(problems.WITHOUT_XFORM, form_id=version.form_id, version=version.version)
    if checklist.has_logic:
        # A copy: it is changed for the sake of names alone.
        form = kept_form(uow, section_id, checklist)
        asked_now(checklist, form)
        filling, places = form.filling, form.names
    else:
        filling = begun_form(uow, section_id, checklist, section.started_at or uow.now)
        places = {question.name: question.path for question in checklist.questions}
        _answer(uow, section_id, checklist, filling)
    attachments = _attach(uow, section_id, checklist, filling, places)
    unable = _unable(uow, section_id, places)
    ended: datetime = visit.submitted_at or section.concluded_at or uow.now
    submission = submission_of(filling, ended.astimezone(zone_of(uow)))
    return FiledSection(visit.number, checklist, filling, submission, attachments, unable)


def _unable(uow: UnitOfWork, section_id: int, places: Mapping[str, str]) -> dict[str, str]:
    standing = (Answer.section_id == section_id, Answer.is_current, Answer.value == UNABLE)
    rows = uow.session.execute(select(Answer.question, Answer.reason).where(*standing).order_by(Answer.answer_id))
    return {places[name]: reason or "" for name, reason in rows if name in places}


def _answer(uow: UnitOfWork, section_id: int, checklist: Checklist, filling: Filling) -> None:
    """Tell a form without logic what was answered."""
    answers = select(Answer.question, Answer.value).where(Answer.section_id == section_id, Answer.is_current)
    for name, value in uow.session.execute(answers):
        question = checklist.question(name)
        if value not in ("", UNABLE) and question.kind not in FILE_KINDS:
            filling.answer(question.path, value)


def _attach(
    uow: UnitOfWork, section_id: int, checklist: Checklist, filling: Filling, places: Mapping[str, str]
) -> tuple[Attachment, ...]:
    """Name a section's files, and write the names of those that questions ask for into the form."""
    rows = uow.session.execute(
        select(Evidence, is_under_way())
        .where(
            Evidence.section_id == section_id,
            Evidence.question.is_not(None),
            Evidence.withdrawn_at.is_(None),
            Evidence.state != "quarantined",
        )
        # A question is answered by what was lost only where nothing else came.
        .order_by(Evidence.state == "lost", Evidence.evidence_id)
    )
    asked: list[Attachment] = []
    more: list[Attachment] = []
    given, named = set[str](), set[str]()
    for row, is_awaited in rows:
        question, reference = row.question or "", places.get(row.question or "")
        if reference is None:
            # Its question does not count at present.
            continue
        # Questions may differ in signs alone that no file has in its name.
        name = free_name(question.replace("/", "-").replace("#", "-"), given) + ending_of(row)
        kind = checklist.at(reference).kind
        is_answer = kind in FILE_KINDS and is_matching(kind, row.kind, row.mime_type)
        answers = reference if is_answer else None
        attachment = Attachment(name, row.sha256, row.file_size or 0, answers, bool(is_awaited), row.evidence_id)
        if is_answer and question not in named:
            named.add(question)
            filling.answer(reference, name)
            asked.append(attachment)
        else:
            more.append(attachment)
    return (*asked, *more)


def media_type_of(row: Evidence) -> str | None:
    """Return what kind of bytes a file has, as its sender or Telegram says; none where neither does."""
    return row.mime_type or _USUAL.get(row.kind, ("", None))[1]


def ending_of(row: Evidence) -> str:
    """Return what a file's name ends with."""
    given = PurePosixPath(row.file_name or "").suffix.lower()
    if 1 < len(given) <= 6 and given[1:].isalnum():
        return given
    return _USUAL.get(row.kind, ("",))[0] or mimetypes.guess_extension(row.mime_type or "") or ".bin"
