"""Signatures on paper, refusal, absence, witness and seals: each stored as it is given, none ever lost."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from rules.events import RefusalLifted, SheetSigned, SignatureDenied, SignatureRefused
from rules.refusals import Refused
from rules.signatures import Reason, signature_cell
from services import conclusions, evidence, refusing, seals, signed_sheets, signers, signing, ticked_signatures
from services.office_day import today
from services.signing import SigningGap, SigningView
from storage.ledger import links_of
from storage.tables import Evidence, LedgerLink, Opening, Person, Signature, Task
from storage.unit_of_work import reading

USUAL = Reason("disputes", None)
NOBODY_THERE = Reason("nobody", None)


def does(district: Any, what: Any, subject: Any, *more: Any, code: str = "SJ-01", **named: Any) -> Any:
    with district.act() as uow:
        return what(uow, district.actor(uow, code), subject, *more, **named)


def refusal(district: Any, what: Any, subject: Any, *more: Any, code: str = "SJ-01", **named: Any) -> str:
    with pytest.raises(Refused) as refused:
        does(district, what, subject, *more, code=code, **named)
    return str(refused.value.code)


def view(district: Any, visit_id: int, code: str = "SJ-01") -> SigningView:
    return does(district, signing.view_signing, visit_id, code=code)  # type: ignore[no-any-return]


def gaps(district: Any, visit_id: int) -> list[str]:
    return [gap.kind for gap in view(district, visit_id).gaps]


def person(district: Any, code: str) -> int:
    with reading(district.database) as session:
        return int(session.scalars(select(Person.person_id).where(Person.code == code)).one())


@pytest.fixture
def visit_id(district: Any) -> int:
    """A visit whose departments have both confirmed their results."""
    visit_id = district.starts()
    for code in ("SJ-01", "XF-01"):
        district.fills(code)
        does(district, conclusions.conclude_section, visit_id, code=code)
    return int(visit_id)


def signs_sheet(district: Any, visit_id: int, scope: str = "all", code: str = "SJ-01") -> int:
    does(district, signed_sheets.open_sheet, visit_id, scope, code=code)
    does(district, signed_sheets.add_page, visit_id, district.photographs(code, "signature"), code=code)
    return int(does(district, signed_sheets.close_sheet, visit_id, code=code))


def test_nothing_is_signed_at_first(district: Any, visit_id: int) -> None:
    assert gaps(district, visit_id) == ["party", *["officer"] * 4, "seal_party", "seal_office"]
    seen = view(district, visit_id)
    assert (seen.needed, seen.given, seen.needs_witness) == (5, 0, False)


def test_one_sheet_takes_everybody_at_once(district: Any, visit_id: int) -> None:
    assert signs_sheet(district, visit_id) == 5
    seen = view(district, visit_id)
    assert (seen.given, gaps(district, visit_id)) == (5, ["seal_party", "seal_office"])
    assert seen.party is not None
    assert (seen.party.way, seen.party.signer) == ("paper", "legal")
    # Only who held the phone has confirmed; the others are asked.
    assert [officer.is_confirmed for officer in seen.officers] == [True, False, False, False]
    [event] = [event for event in district.heard if isinstance(event, SheetSigned)]
    with district.act() as uow:
        asked = ticked_signatures.unconfirmed_of(uow, event.sheet_id)
    assert [each.person_id for each in asked] == [person(district, code) for code in ("SJ-02", "XF-01", "XF-02")]


def test_two_signatures_on_one_sheet_and_the_rest_on_another(district: Any, visit_id: int) -> None:
    assert signs_sheet(district, visit_id, "me") == 1
    does(district, signed_sheets.open_sheet, visit_id, "party", code="XF-01")
    does(district, signed_sheets.toggle_tick, visit_id, f"officer:{person(district, 'XF-01')}", code="XF-01")
    does(district, signed_sheets.add_page, visit_id, district.photographs("XF-01", "signature"), code="XF-01")
    assert does(district, signed_sheets.close_sheet, visit_id, code="XF-01") == 2
    assert gaps(district, visit_id)[:2] == ["officer", "officer"]


def test_photo_first_or_ticks_first_come_to_the_same(district: Any, visit_id: int) -> None:
    does(district, signed_sheets.add_page, visit_id, district.photographs("SJ-01", "signature"))
    does(district, signed_sheets.open_sheet, visit_id, "me")
    assert does(district, signed_sheets.close_sheet, visit_id) == 1


def test_a_page_without_photo_or_ticks_is_not_taken(district: Any, visit_id: int) -> None:
    does(district, signed_sheets.open_sheet, visit_id, "me")
    assert refusal(district, signed_sheets.close_sheet, visit_id) == "SIGN_007"
    does(district, signed_sheets.add_page, visit_id, district.photographs("SJ-01", "signature"))
    does(district, signed_sheets.toggle_tick, visit_id, f"officer:{person(district, 'SJ-01')}")
    assert refusal(district, signed_sheets.close_sheet, visit_id) == "SIGN_006"


def test_who_has_signed_is_not_ticked_again(district: Any, visit_id: int) -> None:
    signs_sheet(district, visit_id, "me")
    me = f"officer:{person(district, 'SJ-01')}"
    assert refusal(district, signed_sheets.toggle_tick, visit_id, me, code="XF-01") == "SIGN_014"
    sheet = does(district, signed_sheets.view_sheet, visit_id)
    assert me not in [candidate.tick for candidate in sheet.candidates]


def test_a_signature_that_stands_by_another_phone_is_not_taken_twice(district: Any, visit_id: int) -> None:
    does(district, signed_sheets.open_sheet, visit_id, "all")
    does(district, signed_sheets.add_page, visit_id, district.photographs("SJ-01", "signature"))
    signs_sheet(district, visit_id, "me", code="XF-01")
    assert does(district, signed_sheets.close_sheet, visit_id) == 4
    with reading(district.database) as session:
        rows = session.scalars(select(Signature).where(Signature.person_id == person(district, "XF-01"))).all()
    assert len(rows) == 1


def test_an_officer_confirms_or_denies_what_a_colleague_ticked(district: Any, visit_id: int) -> None:
    signs_sheet(district, visit_id)
    ticked = {officer.person_id: officer.signature_id for officer in view(district, visit_id).officers}
    zhou, wu = ticked[person(district, "SJ-02")], ticked[person(district, "XF-02")]
    assert wu is not None
    does(district, ticked_signatures.confirm_signature, zhou, code="SJ-02")
    does(district, ticked_signatures.deny_signature, wu, code="XF-02")
    assert [officer.is_confirmed for officer in view(district, visit_id).officers] == [True, True, False, False]
    assert gaps(district, visit_id)[0] == "officer"
    assert any(isinstance(event, SignatureDenied) for event in district.heard)
    assert refusal(district, ticked_signatures.deny_signature, wu, code="XF-02") == "SIGN_015"
    assert refusal(district, ticked_signatures.confirm_signature, zhou, code="XF-02") == "SIGN_015"
    # The officer who denied can still sign, as a revision of their own.
    assert signs_sheet(district, visit_id, "me", code="XF-02") == 1


def test_a_withdrawn_page_is_missed_and_can_be_photographed_again(district: Any, visit_id: int) -> None:
    signs_sheet(district, visit_id)
    with district.act() as uow:
        batch = uow.session.scalars(select(Evidence.batch).where(Evidence.purpose == "signature")).one()
        evidence.withdraw(uow, district.actor(uow, "SJ-01"), batch)
    assert gaps(district, visit_id)[-1] == "page"
    does(district, signed_sheets.mend_page, visit_id, district.photographs("SJ-01", "signature"))
    assert "page" not in gaps(district, visit_id)
    again = district.photographs("SJ-01", "signature")
    assert refusal(district, signed_sheets.mend_page, visit_id, again) == "SIGN_017"


def test_an_agent_signs_with_a_name_and_an_authorisation(district: Any, visit_id: int) -> None:
    does(district, signers.choose_signer, visit_id, "agent")
    does(district, signed_sheets.open_sheet, visit_id, "party")
    does(district, signed_sheets.add_page, visit_id, district.photographs("SJ-01", "signature"))
    assert refusal(district, signed_sheets.close_sheet, visit_id) == "SIGN_008"
    does(district, signers.name_agent, visit_id, "王某")
    assert refusal(district, signed_sheets.close_sheet, visit_id) == "SIGN_008"
    district.photographs("SJ-01", "authorisation")
    assert does(district, signers.view_agent, visit_id).is_complete
    assert does(district, signed_sheets.close_sheet, visit_id) == 1
    party = view(district, visit_id).party
    assert party is not None
    assert party.signer == "agent"


def test_an_agent_without_a_paper_needs_a_reason(district: Any, visit_id: int) -> None:
    does(district, signers.choose_signer, visit_id, "agent")
    does(district, signers.name_agent, visit_id, "王某")
    assert refusal(district, signers.waive_authorisation, visit_id, "  ") == "VISIT_008"
    does(district, signers.waive_authorisation, visit_id, "店长，委托书明天补交")
    assert signs_sheet(district, visit_id, "party") == 1


def test_a_name_given_for_an_agent_is_dropped_when_the_person_in_charge_signs(district: Any, visit_id: int) -> None:
    does(district, signers.choose_signer, visit_id, "agent")
    does(district, signers.name_agent, visit_id, "王某")
    does(district, signers.choose_signer, visit_id, "legal")
    signs_sheet(district, visit_id, "party")
    with reading(district.database) as session:
        row = session.scalars(select(Signature).where(Signature.role == "party")).one()
        assert (row.signer, row.name) == ("legal", None)


def refuses_to_sign(district: Any, visit_id: int) -> None:
    does(district, refusing.begin_refusal, visit_id, "sign")
    does(district, refusing.declare_read_out, visit_id, is_read_out=True)
    does(district, refusing.tell_who, visit_id, "legal")
    does(district, refusing.tell_why, visit_id, USUAL)
    does(district, signers.name_witness, visit_id, "李某 13900001234")
    does(district, refusing.confirm_refusal, visit_id)


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


def test_both_seals_have_a_state_and_a_reason_where_one_is_missing(district: Any, visit_id: int) -> None:
    nothing = Reason(None, None)
    does(district, seals.set_seal, visit_id, "office", "later", nothing)
    assert refusal(district, seals.set_seal, visit_id, "party", "none", nothing) == "SIGN_016"
    assert refusal(district, seals.set_seal, visit_id, "office", "refused", nothing) == "SIGN_016"
    does(district, seals.set_seal, visit_id, "party", "none", Reason("owns_none", None))
    seen = view(district, visit_id)
    assert {side: seal.state for side, seal in seen.seals.items()} == {"office": "later", "party": "none"}
    does(district, seals.set_seal, visit_id, "party", "stamped", nothing)
    assert not view(district, visit_id).seals["party"].reason


def test_a_changed_record_takes_a_stamped_seal_along_but_not_an_absence(district: Any, visit_id: int) -> None:
    does(district, refusing.begin_refusal, visit_id, "absent")
    does(district, refusing.tell_why, visit_id, Reason("ill", None))
    does(district, signers.waive_witness, visit_id, NOBODY_THERE)
    does(district, refusing.confirm_refusal, visit_id)
    signs_sheet(district, visit_id, "me")
    does(district, seals.set_seal, visit_id, "office", "stamped", Reason(None, None))
    does(district, seals.set_seal, visit_id, "party", "none", Reason("owns_none", None))
    assert does(district, conclusions.reopen_section, visit_id) == 1
    seen = view(district, visit_id)
    assert seen.party is not None
    assert (seen.party.way, list(seen.seals)) == ("absent", ["party"])


def test_who_was_not_on_site_need_not_sign_and_attests_no_refusal(district: Any, visit_id: int) -> None:
    with district.act() as uow:
        mine = (Task.visit_id == visit_id, Task.person_id == person(district, "XF-02"))
        uow.session.scalars(select(Task).where(*mine)).one().presence = "absent"
    assert view(district, visit_id).needed == 4
    does(district, refusing.begin_refusal, visit_id, "sign")
    assert does(district, refusing.view_refusal, visit_id).cell("zh").officers == ["陈立", "周敏", "赵岩"]


def test_only_the_team_sees_and_takes_signatures(district: Any, visit_id: int) -> None:
    for what, more in ((signing.view_signing, ()), (signed_sheets.open_sheet, ("all",)), (signers.view_agent, ())):
        assert refusal(district, what, visit_id, *more, code="SJ-03") == "VISIT_001"


def test_every_act_of_signing_leaves_a_link_that_names_who(district: Any, visit_id: int) -> None:
    refuses_to_sign(district, visit_id)
    signs_sheet(district, visit_id, "team")
    with reading(district.database) as session:
        links = session.scalars(select(LedgerLink).where(LedgerLink.chain == "visit:017-03")).all()
    acts = {link.type for link in links}
    assert {"refusal_noted", "witness_named", "signature_refused", "signed"} <= acts
    [signed] = [link for link in links if link.type == "signed"]
    assert signed.actor == "SJ-01"
    assert signed.body["signers"] == ["SJ-02", "XF-01", "XF-02"]
