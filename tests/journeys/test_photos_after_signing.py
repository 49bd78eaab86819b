"""Photographs after the signatures: kept beside the record until somebody has it signed anew; what is signed stays."""

from sqlalchemy import select

from sandbox.driver import Phone, Town
from services.seen import seen_visit
from services.signing import signing_of
from services.standing_record import content_of, standing_record
from storage.tables import Evidence
from tests.journeys.after_the_checklist import acts_of, concluded, fits, goes_on, phones, says, signs_all, taps


def given(town: Town, visit_id: int) -> int:
    with town.changing() as uow:
        return signing_of(uow, visit_id).given


def content(town: Town, visit_id: int) -> str:
    with town.changing() as uow:
        return content_of(uow, seen_visit(uow, visit_id))


def is_printed(town: Town, visit_id: int) -> bool:
    town.works_off_jobs()
    with town.changing() as uow:
        return standing_record(uow, seen_visit(uow, visit_id)) is not None


def is_beside(town: Town) -> list[bool]:
    chosen = select(Evidence.beside_record).where(Evidence.purpose.in_(("item", "scene")))
    with town.reading() as session:
        return list(session.scalars(chosen.order_by(Evidence.evidence_id)))


def signs(chen: Phone) -> None:
    goes_on(chen)
    signs_all(chen)


def test_a_photograph_that_follows_the_signatures_stays_out_of_the_record(town: Town, language: str) -> None:
    visit_id = concluded(town, problems={5})
    [chen] = phones(town, language, "SJ-01")
    signs(chen)
    signed = content(town, visit_id)
    taps(chen, "button-to-summary", left=1)
    chen.sends_photo(caption="5")
    chen.sees(says(chen, "只存卷宗，不进记录表", "not in the record"))
    assert (given(town, visit_id), is_beside(town)) == (5, [True])
    assert content(town, visit_id) == signed
    # It proves the item all the same: nothing is missing any more.
    chen.sees(chen.word("button-submit"))
    assert is_printed(town, visit_id)
    fits(chen)


def test_a_late_photograph_enters_the_record_and_all_sign_again(town: Town, language: str) -> None:
    visit_id = concluded(town)
    [chen] = phones(town, language, "SJ-01")
    signs(chen)
    signed = content(town, visit_id)
    chen.sends_photo()
    taps(chen, "button-pictures-enter")
    assert "5" in chen.toast()
    assert (given(town, visit_id), is_beside(town)) == (0, [False])
    assert content(town, visit_id) != signed
    assert is_printed(town, visit_id)
    assert "evidence_entered" in acts_of(town)
    chen.does_not_see(chen.word("button-pictures-enter"))
    # Photographs before the signatures are part of what is signed, and of every signature after.
    taps(chen, "button-one-sheet")
    chen.sends_photo()
    taps(chen, "button-sheet-done")
    assert given(town, visit_id) == 5
    fits(chen)


def test_a_photograph_before_the_signatures_is_signed_and_withdrawn_only_with_a_warning(
    town: Town, language: str
) -> None:
    visit_id = concluded(town)
    [chen] = phones(town, language, "SJ-01")
    goes_on(chen)
    chen.sends_photo()
    chen.sees(chen.word("pictures-secured", count=1, kind="photo"))
    assert is_printed(town, visit_id)
    signs_all(chen)
    assert is_beside(town) == [False]
    first = next(each for each in chen.buttons() if each.label == chen.word("button-pictures-withdraw"))
    chen.presses(first.message_id, first.row, first.column)
    chen.sees(says(chen, "须全部重新签字", "all must sign again"))
    fits(chen)
    assert given(town, visit_id) == 5
    taps(chen, "button-pictures-unsign")
    chen.sees(chen.word("pictures-withdrawn"))
    assert given(town, visit_id) == 0
    assert is_printed(town, visit_id)
