"""Pads: who may open one and enter it, what is kept of the ink, and when a drawn signature stands."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from rules.errors import Problem
from rules.errors import signing as signing_problems
from rules.errors import signpads as problems
from rules.events import PadSigned, RefusalLifted
from rules.ink import CLEAR, MARKS_MOST, STROKE, UNDO, Mark, Point, standing
from rules.refusals import Refused
from rules.signatures import Reason
from services import conclusions, drawn_signatures, pads, refusing, signed_sheets, signers
from services.pad_signing import view_pad
from services.record_paper import record_of
from storage.files import FileStore
from storage.ledger import links_of
from storage.tables import Pad, PadMark, Person, Section, Signature, Task, UsedLaunch
from storage.unit_of_work import reading
from tests.services.pads_opened import NAME, enters, finishes, print_record, ready, writes
from tests.services.test_signing import does, gaps, person, refusal, signs_sheet, view


@pytest.fixture
def visit_id(district: Any) -> int:
    return ready(district)


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(f"file://{tmp_path / 'files'}")


def opens(district: Any, visit_id: int, scope: str = "me", code: str = "SJ-01") -> int:
    return int(does(district, pads.open_pad, visit_id, scope, code=code))


def signs(district: Any, visit_id: int, files: FileStore, scope: str = "me", code: str = "SJ-01") -> int:
    pad_id = opens(district, visit_id, scope, code)
    ticket = enters(district, pad_id, code, f"{pad_id:064}")
    writes(district, pad_id, ticket)
    finishes(district, pad_id, ticket, files)
    return pad_id


def refused(problem: Problem, act: Callable[[], Any]) -> None:
    with pytest.raises(Refused) as found:
        act()
    assert found.value.code == problem.code


def marks_of(district: Any, pad_id: int) -> list[str]:
    with reading(district.database) as session:
        return list(session.scalars(select(PadMark.kind).where(PadMark.pad_id == pad_id).order_by(PadMark.number)))


# Opening


def test_a_pad_is_opened_for_a_printed_record_only(district: Any) -> None:
    visit_id = int(district.starts())
    for code in ("SJ-01", "XF-01"):
        district.fills(code)
        does(district, conclusions.conclude_section, visit_id, code=code)
    assert refusal(district, pads.open_pad, visit_id, "me") == problems.NOT_PRINTED.code
    print_record(district, visit_id, "a" * 64)
    assert opens(district, visit_id) == opens(district, visit_id)


@pytest.mark.parametrize(
    ("scope", "code"),
    [("all", "SIGN_016"), ("team", "SIGN_016"), ("officer:1", "SIGN_016"), ("witness", "SIGN_014")],
)
def test_a_pad_is_for_one_who_is_to_sign(district: Any, visit_id: int, scope: str, code: str) -> None:
    assert refusal(district, pads.open_pad, visit_id, scope) == code


def test_nobody_outside_of_the_team_opens_a_pad(district: Any, visit_id: int) -> None:
    assert refusal(district, pads.open_pad, visit_id, "party", code="SJ-04").startswith("VISIT_")


def test_an_agent_and_a_witness_are_written_down_first(district: Any, visit_id: int, files: FileStore) -> None:
    does(district, signers.choose_signer, visit_id, "agent")
    assert refusal(district, pads.open_pad, visit_id, "party") == "SIGN_008"
    does(district, signers.name_agent, visit_id, "王某")
    does(district, signers.waive_authorisation, visit_id, "委托书明天补交")
    pad_id = signs(district, visit_id, files, "party")
    party = view(district, visit_id).party
    assert party is not None
    assert (party.way, party.signer, party.name) == ("drawn", "agent", "王某")
    with district.act() as uow:
        shown = view_pad(uow, uow.session.get_one(Pad, pad_id))
        assert (shown.name["zh"], shown.capacity["zh"]) == ("王某", "受委托人")


def test_ink_of_one_signer_is_never_shown_to_another(district: Any, visit_id: int) -> None:
    legal = opens(district, visit_id, "party")
    ticket = enters(district, legal)
    writes(district, legal, ticket)
    does(district, signers.choose_signer, visit_id, "agent")
    does(district, signers.name_agent, visit_id, "王某")
    does(district, signers.waive_authorisation, visit_id, "委托书明天补交")
    refused(problems.PAD_CLOSED, lambda: writes(district, legal, ticket, NAME, 3))
    agent = opens(district, visit_id, "party")
    assert (agent != legal, marks_of(district, agent)) == (True, [])
    does(district, signers.name_agent, visit_id, "李某")
    assert opens(district, visit_id, "party") != agent


# Entering


def test_launch_data_lets_in_once_and_only_whoever_holds_the_phone(district: Any, visit_id: int) -> None:
    pad_id = opens(district, visit_id, "party")
    enters(district, pad_id, signature="1" * 64)
    refused(problems.LAUNCH_USED, lambda: enters(district, pad_id, signature="1" * 64))
    other = opens(district, visit_id, "me")
    refused(problems.LAUNCH_USED, lambda: enters(district, other, signature="1" * 64))
    for code in ("SJ-02", "XF-01", "SJ-04"):
        with pytest.raises(Refused) as found:
            enters(district, pad_id, code, code.rjust(64, "2"))
        assert found.value.code == problems.NOT_YOURS.code
    refused(problems.NOT_YOURS, lambda: enters(district, 999, signature="3" * 64))
    with district.act() as uow:
        assert uow.session.scalars(select(UsedLaunch.signature)).all() == ["1" * 64]
    district.now += timedelta(minutes=10)
    enters(district, pad_id, signature="4" * 64)
    with district.act() as uow:
        assert uow.session.scalars(select(UsedLaunch.signature)).all() == ["4" * 64]


def test_a_newer_page_ends_the_one_before_and_two_hours_end_any(district: Any, visit_id: int) -> None:
    pad_id = opens(district, visit_id)
    first = enters(district, pad_id, signature="1" * 64)
    assert writes(district, pad_id, first) == 2
    second = enters(district, pad_id, signature="2" * 64)
    refused(problems.TICKET_OVER, lambda: writes(district, pad_id, first, NAME, 3))
    assert writes(district, pad_id, second, NAME, 3) == 4
    refused(problems.TICKET_OVER, lambda: writes(district, pad_id, second + "x", NAME, 5))
    refused(problems.TICKET_OVER, lambda: writes(district, pad_id, "", NAME, 5))
    district.now += timedelta(hours=2, seconds=1)
    refused(problems.TICKET_OVER, lambda: writes(district, pad_id, second, NAME, 5))


def test_a_link_works_once_for_half_an_hour_and_only_its_hash_is_kept(district: Any, visit_id: int) -> None:
    pad_id = opens(district, visit_id, "party")

    def enter(token: str) -> str:
        with district.act() as uow:
            return pads.enter_by_link(uow, token)[1]

    first = does(district, pads.new_link, pad_id)
    second = does(district, pads.new_link, pad_id)
    refused(problems.LINK_UNKNOWN, lambda: enter(first))
    with reading(district.database) as session:
        assert second not in str([vars(row) for row in session.scalars(select(Pad))])
    ticket = enter(second)
    refused(problems.LINK_USED, lambda: enter(second))
    assert writes(district, pad_id, ticket) == 2
    third = does(district, pads.new_link, pad_id)
    refused(problems.TICKET_OVER, lambda: writes(district, pad_id, ticket, NAME, 3))
    district.now += timedelta(minutes=30, seconds=1)
    refused(problems.LINK_EXPIRED, lambda: enter(third))
    # What was drawn waits for whoever opens the next one.
    ticket = enter(does(district, pads.new_link, pad_id))
    assert writes(district, pad_id, ticket, NAME, 3) == 4


def test_an_officer_signs_in_their_own_chat_and_sends_no_link(district: Any, visit_id: int) -> None:
    mine = opens(district, visit_id, "me")
    assert refusal(district, pads.new_link, mine) == problems.PAD_CLOSED.code
    theirs = opens(district, visit_id, "party")
    assert refusal(district, pads.new_link, theirs, code="SJ-02") == problems.PAD_CLOSED.code


def test_whoever_loses_their_access_or_their_task_signs_nothing(district: Any, visit_id: int, files: FileStore) -> None:
    pad_id = opens(district, visit_id)
    ticket = enters(district, pad_id)
    writes(district, pad_id, ticket)
    with district.act() as uow:
        uow.session.get_one(Person, person(district, "SJ-01")).revoked_at = district.now
    refused(problems.NOT_YOURS, lambda: writes(district, pad_id, ticket, NAME, 3))
    refused(problems.NOT_YOURS, lambda: finishes(district, pad_id, ticket, files))
    with district.act() as uow:
        uow.session.get_one(Person, person(district, "SJ-01")).revoked_at = None
        task = select(Task).where(Task.visit_id == visit_id, Task.person_id == person(district, "SJ-01"))
        uow.session.scalars(task).one().state = "replaced"
    with pytest.raises(Refused):
        finishes(district, pad_id, ticket, files)


# Ink


def test_marks_are_kept_once_whatever_is_sent_again(district: Any, visit_id: int) -> None:
    pad_id = opens(district, visit_id)
    ticket = enters(district, pad_id)
    marks = (*NAME, Mark(UNDO, 3), Mark(CLEAR, 4), Mark(UNDO, 5))
    assert writes(district, pad_id, ticket, marks[:2]) == 2
    assert writes(district, pad_id, ticket, marks[:2]) == 2
    assert writes(district, pad_id, ticket, marks[1:4], 2) == 4
    # One is missing in between: it is asked for.
    assert writes(district, pad_id, ticket, marks[4:], 6) == 4
    assert writes(district, pad_id, ticket, marks, 1) == 5
    assert marks_of(district, pad_id) == [mark.kind for mark in marks]
    with district.act() as uow:
        ink = pads.ink_of(uow, uow.session.get_one(Pad, pad_id))
    assert (ink.marks, ink.size) == (marks, (358, 298))
    assert len(standing(ink.marks)) == 1


def test_a_full_pad_takes_no_more_and_another_is_opened(district: Any, visit_id: int) -> None:
    pad_id = opens(district, visit_id)
    ticket = enters(district, pad_id)
    assert writes(district, pad_id, ticket, (Mark(UNDO, 1),) * MARKS_MOST) == MARKS_MOST
    refused(problems.TOO_MUCH_INK, lambda: writes(district, pad_id, ticket, NAME, MARKS_MOST + 1))
    assert opens(district, visit_id) != pad_id
    pad_id = opens(district, visit_id, "party")
    ticket = enters(district, pad_id, signature="2" * 64)
    long = Mark(STROKE, 1, (Point(1, 1, 1, 1),) * 3000)
    assert writes(district, pad_id, ticket, (long,) * 10) == 10
    refused(problems.TOO_MUCH_INK, lambda: writes(district, pad_id, ticket, NAME, 11))


# Signing


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
