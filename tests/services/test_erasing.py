"""What the law wants erased leaves the prints that show it, the rows, and whatever is printed afterwards."""

from hashlib import sha256 as sha256_of
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from sqlalchemy import select

from forms.papers.press import Press
from forms.papers.previews import page_pictures
from forms.papers.shown_text import is_shown, shown_text
from rules.verification import Claim
from services import pads
from services.erased import erased_files
from services.erasure import Erased, erase_file, erase_value
from services.examination import Found, settle
from services.papers import PRINTED, PrintedPaper, Wish, keep_paper
from services.record_paper import record_of
from services.seen import seen_visit
from services.standing_record import content_of, standing_record
from services.verification import copy_of_record, verified_visit
from storage.files import FileStore
from storage.ledger import Personal, links_of, openings_of
from storage.tables import Clue, Evidence, Job, PadMark, Section, Signature, Visit
from tests.services.followed_up import ordered, sent_out
from tests.services.pads_opened import enters, finishes, ready, writes
from tests.services.submitted import NUMBER, does, submits

CHAIN = f"visit:{NUMBER}"
NAME = "公孙见证"


def read(sha256: str) -> bytes:
    """Stand in for the store: every photograph is a small field."""
    out = BytesIO()
    Image.new("L", (8, 6), 90).save(out, "PNG")
    return out.getvalue()


def prints(district: Any, files: FileStore, visit_id: int, *formats: str) -> list[str]:
    """Have the record printed as it stands."""
    printed = []
    for format_ in formats or ("pdf",):
        with district.act() as uow:
            press, paper = Press(), record_of(uow, visit_id, "", read)
            data = (press.pdf if format_ == "pdf" else press.docx)(paper).data
            if format_ == "pdf":
                files.keep(page_pictures(data, count=1)[0])
            content = content_of(uow, seen_visit(uow, visit_id))
            printed.append(files.keep(data))
            wish = Wish("record", visit_id, format_, "SJ-01", ())
            keep_paper(uow, wish, PrintedPaper(printed[-1], None, content, (), ""))
    return printed


def shown(files: FileStore, sha256: str, format_: str = "pdf") -> str:
    text = shown_text(files.read(sha256), format_)
    assert text is not None
    return text


def let_go(files: FileStore, erased: Erased) -> None:
    for sha256 in erased.free:
        files.erase(sha256)


def kept(files: Path) -> int:
    return sum(each.is_file() for each in files.rglob("*"))


def test_with_a_value_go_the_prints_that_show_it_and_with_a_photograph_those_that_show_that(
    district: Any, tmp_path: Path
) -> None:
    files = FileStore(f"file://{tmp_path / 'papers'}")
    visit_id = submits(district, problems=(10,), pictured=(10,))
    with district.act() as uow:
        for evidence_id in uow.session.scalars(select(Evidence.evidence_id).where(Evidence.visit_id == visit_id)).all():
            settle(uow, evidence_id, Found("jpeg"))
    bare = prints(district, files, visit_id)[0]
    with district.act() as uow:
        party = uow.session.scalars(
            select(Signature).where(Signature.visit_id == visit_id, Signature.role == "party")
        ).first()
        assert party is not None
        party.name = NAME
        section = uow.session.scalars(select(Section).where(Section.visit_id == visit_id)).first()
        assert section is not None
        section.remarks = "限三日内整改"
        uow.record(CHAIN, "agent_named", "SJ-01", {"name": Personal(NAME)})
        seq = uow.ledger.head(CHAIN)[0]
        uow.record(CHAIN, "party_named", "SJ-01", {"who": Personal(NAME)})
    pdf, docx = prints(district, files, visit_id, "pdf", "docx")
    assert is_shown(NAME, shown(files, pdf))
    assert is_shown(NAME, shown(files, docx, "docx"))
    before = kept(tmp_path / "papers")

    with district.act() as uow:
        erased = erase_value(uow, "console", NUMBER, seq, "/name", files.read)
    assert [(each.paper, each.format, each.sha256) for each in erased.papers] == [
        ("record", "pdf", pdf),
        ("record", "docx", docx),
    ]
    assert erased.also == ((seq + 1, "/who"),)
    let_go(files, erased)
    # The first page's picture as well; what does not show the name stays.
    assert kept(tmp_path / "papers") == before - 3
    with district.act() as uow:
        assert standing_record(uow, seen_visit(uow, visit_id)) is None
        assert uow.session.get_one(Signature, party.signature_id).name == "（依法删除）"
        assert (NAME in [each["value"] for each in openings_of(uow.session, CHAIN)]) is True
        told = verified_visit(uow, Claim("record", visit_id))
        assert told is not None
        assert told.erased is not None
        assert (told.erased.sha256, told.copy) == (pdf, None)
        subjects = uow.session.scalars(select(Job.subject).where(Job.kind == "print")).all()
        assert any(subject.startswith(f"record:pdf:{visit_id}:erased:") for subject in subjects)
    (again,) = prints(district, files, visit_id)
    assert not is_shown(NAME, shown(files, again))
    assert is_shown("依法删除", shown(files, again))
    with district.act() as uow:
        assert copy_of_record(uow, Claim("record", visit_id)) == (NUMBER, again)

    with district.act() as uow:
        photo = uow.session.scalars(
            select(Evidence.sha256).where(Evidence.visit_id == visit_id, Evidence.purpose == "item")
        ).first()
        assert photo is not None
        erased = erase_file(uow, "console", NUMBER, photo, files.read)
    assert [each.sha256 for each in erased.papers] == [bare, again]
    let_go(files, erased)
    (last,) = prints(district, files, visit_id)
    assert is_shown(f"（依法删除）{photo[:8]}", shown(files, last))
    with district.act() as uow:
        told = verified_visit(uow, Claim("record", visit_id))
        assert told is not None
        assert told.erased is not None
        # The one that was signed, whatever was erased after it.
        assert (told.erased.sha256, told.copy) == (pdf, last)
        named = [link["body"]["sha256"] for link in links_of(uow.session, CHAIN) if link["type"] == PRINTED]
        assert {bare, pdf, docx, again, last} <= set(named)
    assert district.chains_are_whole()


def test_with_a_drawn_signature_go_its_strokes_all_its_files_and_the_records_printed_after_it(
    district: Any, tmp_path: Path
) -> None:
    files = FileStore(f"file://{tmp_path / 'papers'}")
    visit_id = ready(district)
    pad_id = int(does(district, pads.open_pad, visit_id, "me"))
    ticket = enters(district, pad_id)
    writes(district, pad_id, ticket)
    pad = finishes(district, pad_id, ticket, files)
    drawn = {str(pad.png_sha256), str(pad.svg_sha256), str(pad.marks_sha256)}
    (signed,) = prints(district, files, visit_id)
    with district.act() as uow:
        erased = erase_file(uow, "console", NUMBER, str(pad.png_sha256), files.read)
        assert not any(uow.session.scalars(select(PadMark.points).where(PadMark.pad_id == pad_id)))
    assert [each.sha256 for each in erased.papers] == [signed]
    assert drawn < set(erased.free)
    with district.act() as uow:
        assert drawn < erased_files(links_of(uow.session, CHAIN))
    let_go(files, erased)
    (again,) = prints(district, files, visit_id)
    assert is_shown("依法删除", shown(files, again))


def test_a_follow_up_shows_no_photograph_that_was_erased_where_it_was_taken(district: Any, tmp_path: Path) -> None:
    files = FileStore(f"file://{tmp_path / 'papers'}")
    clue_id = ordered(district)
    with district.act() as uow:
        before = uow.session.get_one(Clue, clue_id).visit_id
        photos = select(Evidence).where(Evidence.visit_id == before, Evidence.purpose == "item")
        rows = uow.session.scalars(photos).all()
        for row in rows:
            settle(uow, row.evidence_id, Found("jpeg"))
            # As a hash is: its beginning tells it from others.
            told = sha256_of(str(row.evidence_id).encode()).hexdigest()
            uow.record(CHAIN, "evidence_secured", "SJ-01", {"evidence": row.evidence_id}, [told])
            row.sha256 = told
        photo = str(rows[0].sha256)
    after = sent_out(district, clue_id)
    (shows_it,) = prints(district, files, after)
    with district.act() as uow:
        number = uow.session.get_one(Visit, after).number
    assert is_shown(photo[:8], shown(files, shows_it))
    with district.act() as uow:
        erased = erase_file(uow, "console", NUMBER, photo, files.read)
    assert [(each.number, each.sha256) for each in erased.papers] == [(number, shows_it)]
    assert shows_it in erased.free
    assert district.chains_are_whole()
