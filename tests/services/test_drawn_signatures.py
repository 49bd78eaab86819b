"""When a drawn signature stands, what it signs, and how it becomes void."""

from typing import Any

import pytest
from sqlalchemy import select

from rules.errors import signing as signing_problems
from rules.errors import signpads as problems
from rules.events import PadSigned, RefusalLifted
from rules.ink import CLEAR, Mark
from rules.refusals import Refused
from rules.signatures import Reason
from services import conclusions, drawn_signatures, pads, refusing, signed_sheets, signers
from services.record_paper import record_of
from storage.files import FileStore
from storage.ledger import links_of
from storage.tables import Pad, Section, Signature
from storage.unit_of_work import reading
from tests.services.pads_opened import (
    NAME,
    enters,
    files,
    finishes,
    marks_of,
    opens,
    print_record,
    refused,
    signs,
    visit_id,
    writes,
)
from tests.services.signatures_given import gaps, person, signs_sheet, view
from tests.services.submitted import does, refusal

__all__ = ["files", "visit_id"]


def test_a_drawn_signature_stands_like_one_on_paper(district: Any, visit_id: int, files: FileStore) -> None:
    pad_id = signs(district, visit_id, files)
    officer = view(district, visit_id).officers[0]
    assert (officer.way, officer.is_confirmed) == ("drawn", True)
    assert gaps(district, visit_id).count("officer") == 3
    signs(district, visit_id, files, "party", code="XF-01")
    assert signs_sheet(district, visit_id, "team") == 3
    assert gaps(district, visit_id) == ["seal_party", "seal_office"]
    assert next(each.pad_id for each in district.heard if isinstance(each, PadSigned)) == pad_id
    with reading(district.database) as session:
        links = [link for link in links_of(session, "visit:017-03") if link["type"] == "signed"]
        pad = session.get_one(Pad, pad_id)
    body = links[0]["body"]
    assert (body["signers"], body["by"], body["record"], body["pad"]) == (["SJ-01"], "chat", "a" * 64, pad_id)
    assert set(links[0]["files"]) == {pad.marks_sha256, pad.svg_sha256, pad.png_sha256}
    assert files.read(str(pad.svg_sha256)).startswith(b"<svg")
    assert files.read(str(pad.png_sha256)).startswith(b"\x89PNG")
    assert b'"record":"' + b"a" * 64 in files.read(str(pad.marks_sha256))
    with district.act() as uow:
        record = record_of(uow, visit_id, "", files.read)
    drawn = [bool(each.picture) for each in record.officers]
    assert (drawn, bool(record.party[0].picture)) == ([True, False, False, False], True)
    assert district.chains_are_whole()


def test_signing_again_changes_nothing_and_so_does_signing_on_paper(
    district: Any, visit_id: int, files: FileStore
) -> None:
    pad_id = opens(district, visit_id)
    ticket = enters(district, pad_id)
    writes(district, pad_id, ticket)
    finishes(district, pad_id, ticket, files)
    # The answer was lost: the page asks once more.
    assert finishes(district, pad_id, ticket, files).state == "signed"
    with reading(district.database) as session:
        assert len(session.scalars(select(Signature).where(Signature.role == "officer")).all()) == 1
    assert refusal(district, pads.open_pad, visit_id, "me") == signing_problems.ALREADY_SIGNED.code
    me = f"officer:{person(district, 'SJ-01')}"
    assert refusal(district, signed_sheets.toggle_tick, visit_id, me) == signing_problems.ALREADY_SIGNED.code


def test_of_two_pads_for_one_party_the_first_signature_stands(district: Any, visit_id: int, files: FileStore) -> None:
    first, second = opens(district, visit_id, "party"), opens(district, visit_id, "party", code="XF-01")
    tickets = enters(district, first), enters(district, second, "XF-01", "2" * 64)
    for pad_id, ticket in zip((first, second), tickets, strict=True):
        writes(district, pad_id, ticket)
    finishes(district, first, tickets[0], files)
    with pytest.raises(Refused):
        finishes(district, second, tickets[1], files)


def test_nothing_and_next_to_nothing_are_no_name(district: Any, visit_id: int, files: FileStore) -> None:
    pad_id = opens(district, visit_id)
    ticket = enters(district, pad_id)
    refused(problems.NOTHING_DRAWN, lambda: finishes(district, pad_id, ticket, files))
    writes(district, pad_id, ticket, (*NAME, Mark(CLEAR, 3)))
    refused(problems.NOTHING_DRAWN, lambda: finishes(district, pad_id, ticket, files))


def test_a_changed_record_is_shown_anew_and_signed_anew(district: Any, visit_id: int, files: FileStore) -> None:
    signs(district, visit_id, files, code="SJ-02")
    pad_id = opens(district, visit_id)
    ticket = enters(district, pad_id)
    writes(district, pad_id, ticket)
    # Another print of the same words is the same record.
    print_record(district, visit_id, "b" * 64)
    with district.act() as uow:
        pads.bind_record(uow, uow.session.get_one(Pad, pad_id))
    assert marks_of(district, pad_id) == ["stroke", "stroke"]
    with district.act() as uow:
        of_visit = select(Section).where(Section.visit_id == visit_id).order_by(Section.place)
        uow.session.scalars(of_visit.limit(1)).one().remarks = "另有一处"
    refused(problems.RECORD_CHANGED, lambda: finishes(district, pad_id, ticket, files))
    with district.act() as uow, pytest.raises(Refused):
        pads.bind_record(uow, uow.session.get_one(Pad, pad_id))
    print_record(district, visit_id, "c" * 64)
    with district.act() as uow:
        pad = uow.session.get_one(Pad, pad_id)
        pads.bind_record(uow, pad)
        assert pad.record_sha256 == "c" * 64
    assert marks_of(district, pad_id) == ["stroke", "stroke", "clear"]
    writes(district, pad_id, ticket, NAME, 4)
    assert finishes(district, pad_id, ticket, files).record_sha256 == "c" * 64


def test_a_reopened_department_makes_drawn_signatures_void(district: Any, visit_id: int, files: FileStore) -> None:
    signs(district, visit_id, files)
    signs(district, visit_id, files, "party")
    does(district, conclusions.reopen_section, visit_id)
    assert gaps(district, visit_id)[:5] == ["party", *["officer"] * 4]


def test_a_refusal_turns_into_a_drawn_signature(district: Any, visit_id: int, files: FileStore) -> None:
    does(district, refusing.begin_refusal, visit_id, "absent")
    does(district, refusing.tell_why, visit_id, Reason("away", None))
    does(district, signers.waive_witness, visit_id, Reason("nobody", None))
    does(district, refusing.confirm_refusal, visit_id)
    does(district, signers.choose_signer, visit_id, "legal")
    signs(district, visit_id, files, "party")
    party = view(district, visit_id).party
    assert party is not None
    assert party.way == "drawn"
    assert any(isinstance(event, RefusalLifted) for event in district.heard)


def test_a_witness_signs_on_the_officers_phone(district: Any, visit_id: int, files: FileStore) -> None:
    does(district, signers.name_witness, visit_id, "李某 13900000000")
    signs(district, visit_id, files, "witness")
    witness = view(district, visit_id).witness
    assert witness is not None
    assert witness.is_settled
    with district.act() as uow:
        assert bool(record_of(uow, visit_id, "", files.read).witness[0].picture)


def test_a_withdrawn_signature_is_void_and_its_signer_is_still_known(
    district: Any, visit_id: int, files: FileStore
) -> None:
    does(district, signers.choose_signer, visit_id, "agent")
    does(district, signers.name_agent, visit_id, "王某")
    does(district, signers.waive_authorisation, visit_id, "委托书明天补交")
    signs(district, visit_id, files, "party")
    signs(district, visit_id, files)
    party, mine = does(district, drawn_signatures.withdrawable, visit_id)
    assert does(district, drawn_signatures.withdrawable, visit_id, code="SJ-02") == ()
    code = problems.NOT_WITHDRAWABLE.code
    assert refusal(district, drawn_signatures.withdraw_drawn, visit_id, mine.signature_id, code="SJ-02") == code
    for each in (party, mine):
        does(district, drawn_signatures.withdraw_drawn, visit_id, each.signature_id)
        assert refusal(district, drawn_signatures.withdraw_drawn, visit_id, each.signature_id) == code
    assert gaps(district, visit_id)[:5] == ["party", *["officer"] * 4]
    # The agent need not be written down again, and nothing of the ink is lost.
    signs(district, visit_id, files, "party")
    with reading(district.database) as session:
        acts = [link["type"] for link in links_of(session, "visit:017-03")]
        states = session.scalars(select(Signature.state).where(Signature.role == "party")).all()
    assert acts.count("signature_withdrawn") == 2
    assert sorted(states) == ["standing", "void"]
    assert district.chains_are_whole()
