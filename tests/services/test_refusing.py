"""Refusal, absence and witness: each told with its reason, and what the signature cell then says."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from rules.events import RefusalLifted, SignatureRefused
from rules.signatures import Reason, signature_cell
from services import refusing, signed_sheets, signers
from services.office_day import today
from services.signing import SigningGap
from storage.ledger import links_of
from storage.tables import Opening, Person, Signature, Task
from storage.unit_of_work import reading
from tests.services.signatures_given import (
    NOBODY_THERE,
    USUAL,
    gaps,
    person,
    refuses_to_sign,
    signs_sheet,
    view,
    visit_id,
)
from tests.services.submitted import does, refusal

__all__ = ["visit_id"]


def test_who_has_not_arrived_has_not_seen_a_refusal(district: Any, visit_id: int) -> None:
    does(district, refusing.begin_refusal, visit_id, "inspection")
    assert len(does(district, refusing.view_refusal, visit_id).officers) == 4
    with district.act() as uow:
        arrived = select(Task).join(Person, Person.person_id == Task.person_id).where(Person.code == "SJ-02")
        for task in uow.session.scalars(arrived.where(Task.visit_id == visit_id)):
            task.presence = "own_phone"
    (officer,) = does(district, refusing.view_refusal, visit_id).officers
    assert officer.name["zh"] == "周敏"


def test_a_refusal_to_sign_stands_once_it_is_complete(district: Any, visit_id: int) -> None:
    does(district, refusing.begin_refusal, visit_id, "sign")
    assert does(district, refusing.view_refusal, visit_id).gaps == ("read_out", "who", "why", "witness")
    assert refusal(district, refusing.confirm_refusal, visit_id) == "SIGN_010"
    refuses_to_sign(district, visit_id)
    seen = view(district, visit_id)
    assert seen.party is not None
    assert (seen.party.way, seen.party.kind, seen.party.reason) == ("refused", "sign", USUAL)
    # The witness is named and has yet to sign on paper.
    assert SigningGap("witness") in seen.gaps
    assert any(isinstance(event, SignatureRefused) for event in district.heard)
    assert district.chains_are_whole()


def test_the_sentence_of_the_signature_cell_is_the_one_previewed(district: Any, visit_id: int) -> None:
    does(district, refusing.begin_refusal, visit_id, "sign")
    does(district, refusing.tell_who, visit_id, "staff")
    does(district, refusing.tell_why, visit_id, Reason(None, "老板交代不签"))
    does(district, signers.waive_witness, visit_id, NOBODY_THERE)
    cell = does(district, refusing.view_refusal, visit_id).cell("zh")
    assert signature_cell(cell, "zh") == (
        "被核查单位工作人员拒绝签字。原因：老板交代不签。执法人员：陈立、周敏、赵岩、吴静。无见证人：现场无其他人。"
    )


def test_each_step_of_a_refusal_survives_by_itself_and_any_officer_goes_on(district: Any, visit_id: int) -> None:
    does(district, refusing.begin_refusal, visit_id, "sign")
    does(district, refusing.tell_who, visit_id, "staff")
    does(district, refusing.tell_why, visit_id, USUAL, code="XF-02")
    does(district, refusing.begin_refusal, visit_id, "sign", code="SJ-02")
    seen = does(district, refusing.view_refusal, visit_id, code="XF-01")
    assert (seen.signer, seen.reason) == ("staff", USUAL)


def test_another_kind_of_refusal_begins_anew(district: Any, visit_id: int) -> None:
    does(district, refusing.begin_refusal, visit_id, "sign")
    does(district, refusing.tell_why, visit_id, USUAL)
    does(district, refusing.begin_refusal, visit_id, "not_found")
    assert not does(district, refusing.view_refusal, visit_id).reason
    assert refusal(district, refusing.tell_why, visit_id, USUAL) == "SIGN_016"
    does(district, refusing.tell_why, visit_id, Reason("vacant", None))
    does(district, signers.waive_witness, visit_id, NOBODY_THERE)
    does(district, refusing.confirm_refusal, visit_id)
    seen = view(district, visit_id)
    assert seen.party is not None
    assert (seen.party.kind, gaps(district, visit_id)[0]) == ("not_found", "officer")


def test_a_refusal_turns_into_a_signature_until_submission(district: Any, visit_id: int) -> None:
    refuses_to_sign(district, visit_id)
    assert signs_sheet(district, visit_id, "party") == 1
    seen = view(district, visit_id)
    assert seen.party is not None
    assert (seen.party.way, seen.needs_witness) == ("paper", False)
    assert any(isinstance(event, RefusalLifted) for event in district.heard)
    with reading(district.database) as session:
        states = session.scalars(
            select(Signature.state).where(Signature.role == "party").order_by(Signature.signature_id)
        ).all()
    assert states == ["void", "standing"]
    assert refusal(district, refusing.begin_refusal, visit_id, "sign") == "SIGN_014"


def test_a_sheet_ticks_nobody_beforehand_who_refused(district: Any, visit_id: int) -> None:
    refuses_to_sign(district, visit_id)
    does(district, signed_sheets.open_sheet, visit_id, "all")
    sheet = does(district, signed_sheets.view_sheet, visit_id)
    ticked = {candidate.role for candidate in sheet.candidates if candidate.is_ticked}
    assert ticked == {"officer"}
    assert {candidate.role for candidate in sheet.candidates} == {"party", "officer", "witness"}


def test_an_absence_has_its_reason_and_the_day_of_the_later_signature(district: Any, visit_id: int) -> None:
    does(district, refusing.begin_refusal, visit_id, "absent")
    with district.act() as uow:
        day = today(uow)
    assert refusal(district, refusing.promise_later, visit_id, day) == "SIGN_013"
    does(district, refusing.promise_later, visit_id, day + timedelta(days=3))
    does(district, refusing.tell_why, visit_id, Reason("ill", None))
    does(district, signers.waive_witness, visit_id, Reason(None, "店里只有一名老人"))
    does(district, refusing.confirm_refusal, visit_id)
    party = view(district, visit_id).party
    assert party is not None
    assert (party.way, party.later_on) == ("absent", day + timedelta(days=3))


def test_the_witness_is_shown_masked_and_signs_on_a_sheet(district: Any, visit_id: int) -> None:
    refuses_to_sign(district, visit_id)
    witness = view(district, visit_id).witness
    assert witness is not None
    assert (witness.name, witness.phone, witness.is_settled) == ("李某", "···· 1234", False)
    assert signs_sheet(district, visit_id, "witness") == 1
    assert "witness" not in gaps(district, visit_id)


@pytest.mark.parametrize("typed", ["周敏 13900001234", "Zhou Min 13900001234", "李某 02300001001"])
def test_no_officer_of_the_team_is_a_witness(district: Any, visit_id: int, typed: str) -> None:
    assert refusal(district, signers.name_witness, visit_id, typed) == "SIGN_005"


def test_a_witness_who_was_not_named_does_not_sign(district: Any, visit_id: int) -> None:
    does(district, refusing.begin_refusal, visit_id, "not_found")
    does(district, refusing.tell_why, visit_id, Reason("vacant", None))
    does(district, signers.waive_witness, visit_id, NOBODY_THERE)
    does(district, refusing.confirm_refusal, visit_id)
    sheet = does(district, signed_sheets.view_sheet, visit_id)
    assert "witness" not in {candidate.role for candidate in sheet.candidates}


def test_names_and_telephones_of_outsiders_stand_in_the_ledger_only_sealed(district: Any, visit_id: int) -> None:
    refuses_to_sign(district, visit_id)
    does(district, signers.choose_signer, visit_id, "agent")
    does(district, signers.name_agent, visit_id, "王某")
    with reading(district.database) as session:
        bodies = [str(link["body"]) for link in links_of(session, "visit:017-03")]
        opened = set(session.scalars(select(Opening.value)))
    assert not any(secret in body for body in bodies for secret in ("李某", "13900001234", "王某"))
    assert {"李某", "13900001234", "王某"} <= opened
    assert district.chains_are_whole()


def test_who_was_not_on_site_need_not_sign_and_attests_no_refusal(district: Any, visit_id: int) -> None:
    with district.act() as uow:
        mine = (Task.visit_id == visit_id, Task.person_id == person(district, "XF-02"))
        uow.session.scalars(select(Task).where(*mine)).one().presence = "absent"
    assert view(district, visit_id).needed == 4
    does(district, refusing.begin_refusal, visit_id, "sign")
    assert does(district, refusing.view_refusal, visit_id).cell("zh").officers == ["陈立", "周敏", "赵岩"]
