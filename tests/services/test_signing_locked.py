"""Acts on signatures are refused in words before the start, after the submission, and while others are sent back."""

from collections.abc import Callable
from typing import Any

import pytest

from rules.signatures import Reason
from services import concluding_again, drawn_signatures, pads, refusing, seals, signed_sheets, signers
from tests.services.submitted import NO_REASON, does, refusal, submits
from tests.services.test_returning import sends_back

WHY = Reason("disputes", None)
ACTS: dict[str, tuple[Callable[..., Any], tuple[Any, ...]]] = {
    "choose_signer": (signers.choose_signer, ("agent",)),
    "name_agent": (signers.name_agent, ("李四",)),
    "waive_authorisation": (signers.waive_authorisation, ("口头委托",)),
    "name_witness": (signers.name_witness, ("王五 13800000000",)),
    "waive_witness": (signers.waive_witness, (Reason("nobody", None),)),
    "begin_refusal": (refusing.begin_refusal, ("sign",)),
    "tell_who": (refusing.tell_who, ("legal",)),
    "tell_why": (refusing.tell_why, (WHY,)),
    "confirm_refusal": (refusing.confirm_refusal, ()),
    "open_sheet": (signed_sheets.open_sheet, ("all",)),
    "toggle_tick": (signed_sheets.toggle_tick, ("witness",)),
    "close_sheet": (signed_sheets.close_sheet, ()),
    "open_pad": (pads.open_pad, ("me",)),
    "withdraw_drawn": (drawn_signatures.withdraw_drawn, (1,)),
    "set_seal": (seals.set_seal, ("office", "stamped", NO_REASON)),
}
# What a signing that was sent back, and is given anew, allows at once.
AT_ONCE = ("choose_signer", "name_agent", "waive_authorisation", "name_witness", "waive_witness", "begin_refusal")


@pytest.mark.parametrize("act", ACTS)
def test_an_act_on_signatures_waits_for_the_start_and_ends_with_the_submission(district: Any, act: str) -> None:
    what, more = ACTS[act]
    assert refusal(district, what, district.visit(), *more) == "VISIT_003"
    visit_id = submits(district)
    assert refusal(district, what, visit_id, *more) == "VISIT_002"
    page = district.photographs("SJ-01", "signature")
    assert refusal(district, signed_sheets.add_page, visit_id, page) == "VISIT_002"
    sends_back(district, visit_id)
    assert refusal(district, what, visit_id, *more) == "REVIEW_004"
    assert refusal(district, signed_sheets.add_page, visit_id, page) == "REVIEW_004"


def test_a_signing_that_was_sent_back_is_open(district: Any) -> None:
    visit_id = submits(district)
    sends_back(district, visit_id, kind="signing")
    does(district, concluding_again.sign_anew, visit_id)
    for act in AT_ONCE:
        what, more = ACTS[act]
        does(district, what, visit_id, *more)
