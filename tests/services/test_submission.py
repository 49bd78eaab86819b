"""Submitting: what is missing, the reason for going without, freezing once, the receipt, photographs that come late."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from rules.events import VisitSubmitted
from rules.refusals import Refused
from rules.signatures import Reason
from services import (
    answering,
    conclusions,
    evidence,
    refusing,
    resending,
    seals,
    signed_sheets,
    signers,
    submission,
    supervision,
)
from services.evidence_count import Waiting
from services.submission import ReceiptView, Submission, Summary
from storage.ledger import links_of
from storage.tables import Campaign, Evidence, Role, Section, Visit
from storage.unit_of_work import reading

NO_REASON = Reason(None, None)


def does(district: Any, what: Any, subject: Any, *more: Any, code: str = "SJ-01", **named: Any) -> Any:
    with district.act() as uow:
        return what(uow, district.actor(uow, code), subject, *more, **named)


def refusal(district: Any, what: Any, subject: Any, *more: Any, code: str = "SJ-01") -> str:
    with pytest.raises(Refused) as refused:
        does(district, what, subject, *more, code=code)
    return str(refused.value.code)


def summary(district: Any, visit_id: int, code: str = "SJ-01") -> Summary:
    return does(district, submission.view_summary, visit_id, code=code)  # type: ignore[no-any-return]


def submits(district: Any, visit_id: int, code: str = "SJ-01") -> Submission:
    return does(district, submission.submit_visit, visit_id, code=code)  # type: ignore[no-any-return]


def kinds(district: Any, visit_id: int) -> list[str]:
    return [gap.kind for gap in summary(district, visit_id).gaps]


def receipt(district: Any, visit_id: int) -> ReceiptView:
    with district.act() as uow:
        return submission.view_receipt(uow, visit_id)


def concludes(district: Any, visit_id: int, code: str, problems: tuple[int, ...] = ()) -> None:
    district.fills(code, problems=problems)
    if problems:
        does(district, conclusions.choose_result, visit_id, "order", code=code)
    does(district, conclusions.conclude_section, visit_id, code=code)


def signs(district: Any, visit_id: int) -> None:
    does(district, signed_sheets.open_sheet, visit_id, "all")
    does(district, signed_sheets.add_page, visit_id, district.photographs("SJ-01", "signature"))
    does(district, signed_sheets.close_sheet, visit_id)
    does(district, seals.set_seal, visit_id, "party", "stamped", NO_REASON)
    does(district, seals.set_seal, visit_id, "office", "later", NO_REASON)


def secures_all(district: Any) -> None:
    with district.act() as uow:
        for evidence_id in uow.session.scalars(select(Evidence.evidence_id).where(Evidence.state == "received")).all():
            evidence.secure(uow, evidence_id, f"{evidence_id:064x}", 1000)


@pytest.fixture
def complete(district: Any) -> int:
    """A visit with nothing missing."""
    visit_id = district.starts()
    concludes(district, visit_id, "SJ-01")
    concludes(district, visit_id, "XF-01")
    signs(district, visit_id)
    return int(visit_id)


def test_the_check_names_what_is_not_secured_yet(district: Any, complete: int) -> None:
    def waiting() -> tuple[Waiting, ...]:
        with district.act() as uow:
            return submission.view_summary(uow, district.actor(uow, "SJ-01"), complete).waiting

    district.photographs("SJ-01", "scene")
    assert waiting() == (Waiting(None, None, "scene", 1), Waiting(None, None, "signature", 1))
    secures_all(district)
    assert waiting() == ()


def test_a_complete_visit_is_submitted_by_one_act(district: Any, complete: int) -> None:
    assert kinds(district, complete) == []
    done = submits(district, complete)
    assert done.is_new
    assert re.fullmatch(r"R-\d{4}-[23456789ABCDEFGHJKMNPQRSTUVWXYZ]{4}", done.receipt)
    with reading(district.database) as session:
        visit = session.get_one(Visit, complete)
        assert (visit.state, visit.receipt) == ("submitted", done.receipt)
    assert isinstance(district.heard[-1], VisitSubmitted)


def test_the_ledger_keeps_counts_and_results_of_the_submission(district: Any, complete: int) -> None:
    submits(district, complete)
    with reading(district.database) as session:
        *_, link = links_of(session, "visit:017-03")
    body = link["body"]
    assert link["type"] == "submitted"
    assert [(s["department"], s["asked"], s["answered"], s["results"]) for s in body["sections"]] == [
        ("SJ", 20, 20, ["none"]),
        ("XF", 12, 12, ["none"]),
    ]
    assert body["signatures"] == {
        "needed": 5,
        "given": 5,
        "party": "paper",
        "seals": {"party": "stamped", "office": "later"},
    }
    assert body["photos"] == {"received": 1, "secured": 0, "lost": 0, "files": 0}
    assert body["missing"] == []
    assert receipt(district, complete).head == link["hash"]
    assert district.chains_are_whole()


def test_the_second_one_to_submit_is_told_who_was_first(district: Any, complete: int) -> None:
    first = submits(district, complete)
    second = submits(district, complete, code="XF-01")
    assert (second.is_new, second.receipt, second.by["zh"]) == (False, first.receipt, "陈立")
    with reading(district.database) as session:
        acts = [link["type"] for link in links_of(session, "visit:017-03")]
    assert acts.count("submitted") == 1
    assert sum(isinstance(event, VisitSubmitted) for event in district.heard) == 1


def test_after_submission_everything_is_locked(district: Any, complete: int) -> None:
    submits(district, complete)
    name = "licence_displayed"
    for what, more in (
        (answering.answer, (name, "problem")),
        (conclusions.reopen_section, ()),
        (conclusions.set_remarks, ("后补",)),
        (signed_sheets.open_sheet, ("all",)),
        (signers.name_witness, ("李某 13900001234",)),
        (seals.set_seal, ("office", "stamped", NO_REASON)),
        (refusing.begin_refusal, ("sign",)),
        (submission.give_submit_reason, ("再改",)),
        (submission.view_summary, ()),
    ):
        assert refusal(district, what, complete, *more) == "VISIT_002", what


def test_each_thing_missing_is_named(district: Any) -> None:
    visit_id = district.starts()
    concludes(district, visit_id, "SJ-01", problems=(10,))
    concludes(district, visit_id, "XF-01")
    gaps = summary(district, visit_id).gaps
    assert [gap.kind for gap in gaps] == ["photo", "party", *["officer"] * 4, "seal_party", "seal_office"]
    assert (gaps[0].question, gaps[0].number) == ("cold_store", 10)


def test_with_a_gap_only_a_reason_lets_it_be_submitted(district: Any, complete: int) -> None:
    with district.act() as uow:
        lost = uow.session.scalars(select(Evidence.evidence_id)).first()
        assert lost is not None
        evidence.lose(uow, lost, "gone")
    assert kinds(district, complete) == ["page", "lost"]
    assert refusal(district, submission.submit_visit, complete) == "SUBMIT_001"
    assert refusal(district, submission.give_submit_reason, complete, " ") == "VISIT_008"
    does(district, submission.give_submit_reason, complete, "对方要关门，照片随后补")
    assert submits(district, complete).is_new
    with reading(district.database) as session:
        *_, link = links_of(session, "visit:017-03")
        assert session.get_one(Visit, complete).submit_reason == "对方要关门，照片随后补"
    assert link["body"]["missing"] == ["page", "lost:1"]
    assert list(link["body"]["reason"]) == ["sealed"]


def test_a_reason_that_is_no_longer_needed_is_dropped(district: Any, complete: int) -> None:
    does(district, submission.give_submit_reason, complete, "先写上")
    submits(district, complete)
    with reading(district.database) as session:
        assert session.get_one(Visit, complete).submit_reason is None


def test_an_open_section_is_left_open_by_the_lead_department_only_and_with_a_reason(district: Any) -> None:
    visit_id = district.starts()
    concludes(district, visit_id, "SJ-01")
    concludes(district, visit_id, "XF-01")
    does(district, conclusions.reopen_section, visit_id, code="XF-01")
    does(district, submission.give_submit_reason, visit_id, "对方突然关门")
    seen = summary(district, visit_id, code="XF-01")
    assert (seen.is_lead, seen.may_submit, seen.gaps[0].kind) == (False, False, "section")
    assert refusal(district, submission.submit_visit, visit_id, code="XF-01") == "SUBMIT_002"
    assert submits(district, visit_id, code="SJ-02").is_new
    with reading(district.database) as session:
        *_, link = links_of(session, "visit:017-03")
    assert [section["results"] for section in link["body"]["sections"]] == [["none"], []]


def test_before_the_start_nothing_is_submitted(district: Any) -> None:
    assert refusal(district, submission.submit_visit, district.visit()) == "VISIT_003"


def test_a_refused_signature_counts_with_its_witness(district: Any) -> None:
    visit_id = district.starts()
    concludes(district, visit_id, "SJ-01")
    concludes(district, visit_id, "XF-01")
    does(district, refusing.begin_refusal, visit_id, "not_found")
    does(district, refusing.tell_why, visit_id, Reason("vacant", None))
    does(district, signers.name_witness, visit_id, "李某 13900001234")
    does(district, refusing.confirm_refusal, visit_id)
    signs(district, visit_id)
    assert kinds(district, visit_id) == ["witness"]
    does(district, signers.waive_witness, visit_id, Reason("declines", None))
    assert kinds(district, visit_id) == []
    assert submits(district, visit_id).is_new


def test_the_receipt_counts_photographs_as_they_are_secured(district: Any, complete: int) -> None:
    submits(district, complete)
    before = receipt(district, complete)
    assert (before.photos.waiting, before.secured_at) == (1, None)
    secures_all(district)
    after = receipt(district, complete)
    assert (after.photos.secured, after.secured_at) == (1, district.now)
    assert after.head == before.head


def test_there_is_no_receipt_before_submission(district: Any, complete: int) -> None:
    with pytest.raises(Refused) as refused:
        receipt(district, complete)
    assert refused.value.code == "SUBMIT_004"


def test_a_photograph_lost_after_submission_is_replaced_by_one_sent_again(district: Any, complete: int) -> None:
    submits(district, complete)
    with district.act() as uow:
        lost_id = uow.session.scalars(select(Evidence.evidence_id)).one()
        evidence.lose(uow, lost_id, "gone")
        lost = resending.lost_after_submission(uow, lost_id)
        assert lost is not None
        assert lost.purpose == "signature"
    assert refusal(district, resending.drop_lost, lost_id) == "VISIT_002"
    again = district.photographs("SJ-01", "resent")
    does(district, resending.replace_lost, lost_id, again)
    assert receipt(district, complete).photos.lost == 0
    with district.act() as uow:
        row = uow.session.get_one(Evidence, again)
        assert (row.purpose, row.visit_id) == ("signature", complete)
        assert not supervision.supervised_of(uow, complete).signing.has_lost_page
    assert refusal(district, resending.replace_lost, lost_id, again) == "SUBMIT_003"


def test_before_submission_one_can_go_without_a_lost_photograph(district: Any) -> None:
    visit_id = district.starts()
    lost_id = district.photographs("SJ-01", "scene")
    with district.act() as uow:
        evidence.lose(uow, lost_id, "too_big")
        assert resending.lost_after_submission(uow, lost_id) is None
    assert [each.evidence_id for each in does(district, resending.lost_files, visit_id)] == [lost_id]
    assert does(district, resending.drop_lost, lost_id) == visit_id
    assert "lost" not in kinds(district, visit_id)


def test_the_supervisor_sees_submitted_visits_first_and_exceptions_of_each(district: Any, complete: int) -> None:
    submits(district, complete)
    page = does(district, supervision.supervised_visits, 1, code="SJ-04")
    assert (page.total, page.submitted, page.lines[0].number, page.lines[0].state) == (8, 1, "017-03", "submitted")
    assert (page.lines[0].answered, page.lines[0].asked) == (32, 32)
    with district.act() as uow:
        he = district.actor(uow, "SJ-04")
        assert supervision.supervises(uow, he)
        assert not supervision.supervises(uow, district.actor(uow, "SJ-01"))
        seen = supervision.view_supervised(uow, he, complete)
        assert (seen.flags, seen.submitted_by) == ((), {"zh": "陈立", "en": "Chen Li"})
        assert supervision.view_answers(uow, he, complete, 1, 99).page == 2
        assert [file.purpose for file in supervision.view_files(uow, he, complete).files] == ["signature"]


def test_what_was_out_of_the_ordinary_is_flagged(district: Any) -> None:
    visit_id = district.starts()
    with district.act() as uow:
        section = uow.session.scalars(select(Section).where(Section.visit_id == visit_id, Section.place == 1)).one()
        section.start_reasons = {"far": "已搬迁，在实际经营地"}
    does(district, submission.give_submit_reason, visit_id, "对方突然关门")
    submits(district, visit_id)
    with district.act() as uow:
        seen = supervision.supervised_of(uow, visit_id)
    assert [(flag.kind, flag.text) for flag in seen.flags] == [
        ("submitted_with", "对方突然关门"),
        ("gate", "已搬迁，在实际经营地"),
    ]


def test_visits_of_others_are_not_shown(district: Any, complete: int) -> None:
    with district.act() as uow:
        other = district.actor(uow, "SJ-05").person_id
        uow.session.add(Role(person_id=other, role="supervisor"))
        uow.session.scalars(select(Campaign)).one().supervisor_id = other
    assert refusal(district, supervision.view_supervised, complete, code="SJ-04") == "VISIT_004"
    assert does(district, supervision.supervised_visits, 1, code="SJ-04").total == 0
