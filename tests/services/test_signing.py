"""Signatures on paper and seals: each stored as it is given, none ever lost."""

from typing import Any

from sqlalchemy import select

from rules.events import SheetSigned, SignatureDenied
from rules.signatures import Reason
from services import conclusions, evidence, refusing, seals, signed_sheets, signers, signing, ticked_signatures
from storage.tables import Evidence, LedgerLink, Signature
from storage.unit_of_work import reading
from tests.services.signatures_given import NOBODY_THERE, gaps, person, refuses_to_sign, signs_sheet, view, visit_id
from tests.services.submitted import does, refusal

__all__ = ["visit_id"]


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
