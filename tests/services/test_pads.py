"""Pads: who may open one and enter it, and what is kept of the ink."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from rules.errors import signpads as problems
from rules.ink import CLEAR, MARKS_MOST, STROKE, UNDO, Mark, Point, standing
from rules.refusals import Refused
from services import pads, signers
from services.pad_signing import view_pad
from storage.files import FileStore
from storage.tables import Pad, Person, Task, UsedLaunch
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
from tests.services.signatures_given import concludes, person, view
from tests.services.submitted import does, refusal

__all__ = ["files", "visit_id"]


# Opening


def test_a_pad_is_opened_for_a_printed_record_only(district: Any) -> None:
    visit_id = concludes(district)
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
