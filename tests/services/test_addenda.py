"""Addenda: who may write them, what stands in them by itself, and when the signed paper is printed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from rules.errors.answers_on_site import NO_SUCH_ITEM
from rules.events_addenda import AddendumSigned
from rules.refusals import Refused
from rules.signatures import Reason
from services import addenda, addendum_signing, conclusions, evidence, examination, resending, submission
from services.access import Actor
from services.examination import Found
from services.papers import PRINT, PrintedPaper, Wish, keep_paper
from services.seen import seen_visit
from services.standing_record import content_of
from storage.ledger import links_of
from storage.tables import Addendum, Job
from storage.unit_of_work import UnitOfWork, reading
from tests.services.conftest import NUMBER, District

RECORD = "5" * 64
OFFICERS = 4


@pytest.fixture
def frozen(district: District) -> District:
    """The visit submitted with problem 10 and a printed record; nobody has signed it."""
    visit_id = district.starts()
    for code, problems in (("SJ-01", (10,)), ("XF-01", ())):
        district.fills(code, problems=problems)
        with district.act() as uow:
            who = district.actor(uow, code)
            if problems:
                conclusions.choose_result(uow, who, visit_id, "order")
            conclusions.conclude_section(uow, who, visit_id)
    with district.act() as uow:
        who = district.actor(uow, "SJ-01")
        submission.give_submit_reason(uow, who, visit_id, "演示")
        submission.submit_visit(uow, who, visit_id)
    prints_record(district)
    return district


def prints_record(district: District) -> None:
    visit_id = district.visit()
    with district.act() as uow:
        content = content_of(uow, seen_visit(uow, visit_id))
        keep_paper(uow, Wish("record", visit_id, "pdf", "SJ-01", ()), PrintedPaper(RECORD, None, content, (), ""))


@contextmanager
def acting(district: District, code: str = "SJ-01") -> Iterator[tuple[UnitOfWork, Actor]]:
    with district.act() as uow:
        yield uow, district.actor(uow, code)


def section_of(district: District, code: str) -> int:
    with acting(district, code) as (uow, who):
        visit = seen_visit(uow, district.visit())
        return next(member.section_id for member in visit.members if member.person_id == who.person_id)


def written(district: District, code: str = "SJ-01") -> int:
    """A complete draft about item 10 of the first department."""
    section_id = section_of(district, "SJ-01")
    with acting(district, code) as (uow, who):
        of = addenda.begin_addendum(uow, who, district.visit())
        addenda.choose_concern(uow, who, of, section_id, 10)
        addenda.write_text(uow, who, of, "reads", "4")
        addenda.write_text(uow, who, of, "reason", "看错了")
        return of


def confirmed(district: District) -> int:
    of = written(district)
    with acting(district) as (uow, who):
        addenda.confirm_addendum(uow, who, of)
    return of


def row_of(district: District, of: int) -> Addendum:
    with reading(district.database) as session:
        return session.get_one(Addendum, of)


def prints_wanted(district: District) -> list[list[int]]:
    """Whom each print of the signed addendum is for."""
    with reading(district.database) as session:
        jobs = session.scalars(select(Job).where(Job.kind == PRINT).order_by(Job.job_id)).all()
        return [job.body["people"] for job in jobs if ":signed:" in job.subject]


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code


def code_of_refusal(district: District, code: str, act: Callable[[UnitOfWork, Actor], object]) -> str:
    def acts() -> None:
        with acting(district, code) as (uow, who):
            act(uow, who)

    return refused(acts)


@pytest.mark.parametrize(("code", "why"), [("SJ-04", "VISIT_001"), ("SJ-07", "VISIT_001"), ("SJ-03", "VISIT_001")])
def test_only_officers_of_the_team_write(frozen: District, code: str, why: str) -> None:
    visit_id = frozen.visit()
    assert code_of_refusal(frozen, code, lambda uow, who: addenda.begin_addendum(uow, who, visit_id)) == why


def test_nobody_reads_or_changes_a_draft_of_somebody_else(frozen: District) -> None:
    of, visit_id = written(frozen), frozen.visit()
    for act in (
        lambda uow, who: addenda.view_addendum(uow, who, of),
        lambda uow, who: addenda.write_text(uow, who, of, "reads", "5"),
        lambda uow, who: addenda.confirm_addendum(uow, who, of),
        lambda uow, who: addenda.drop_draft(uow, who, of),
        lambda uow, who: addenda.void_addendum(uow, who, of, "写错了"),
    ):
        assert code_of_refusal(frozen, "SJ-02", act) == "ADDENDUM_002"
    with acting(frozen, "SJ-02") as (uow, who):
        assert addenda.view_addenda(uow, who, visit_id).addenda == ()


def test_those_who_may_read_the_visit_read_what_is_confirmed_and_others_do_not(frozen: District) -> None:
    of = confirmed(frozen)
    for code in ("SJ-02", "XF-01", "SJ-04", "SJ-03"):
        with acting(frozen, code) as (uow, who):
            assert addenda.view_addendum(uow, who, of).number == f"{NUMBER}-A1"
    assert code_of_refusal(frozen, "SJ-07", lambda uow, who: addenda.view_addendum(uow, who, of)) == "VISIT_004"


def test_before_the_submission_there_is_none(district: District) -> None:
    visit_id = district.starts()
    assert code_of_refusal(district, "SJ-01", lambda uow, who: addenda.begin_addendum(uow, who, visit_id)) == (
        "ADDENDUM_001"
    )
    assert code_of_refusal(district, "SJ-01", lambda uow, who: addenda.view_addenda(uow, who, visit_id)) == (
        "ADDENDUM_001"
    )


def test_what_the_record_says_is_written_down_by_itself_until_something_else_is_typed(frozen: District) -> None:
    mine = section_of(frozen, "SJ-01")
    with acting(frozen) as (uow, who):
        of = addenda.begin_addendum(uow, who, frozen.visit())

        def stands(section_id: int | None = None, number: int | None = None) -> str:
            addenda.choose_concern(uow, who, of, section_id, number)
            return addenda.view_addendum(uow, who, of).stands

        assert stands(mine, 10).endswith("：不符合。1号冰柜14℃（查看现场）")
        assert stands(mine, 1).endswith("：符合")
        assert stands(mine) == "检查结果：发现问题作出责令改正等行政命令"
        assert stands() == ""
        addenda.write_text(uow, who, of, "stands", "地址写错")
        assert stands(mine, 10) == "地址写错"


def test_an_item_or_part_that_the_record_does_not_have_is_refused(frozen: District) -> None:
    of, mine = written(frozen), section_of(frozen, "SJ-01")
    choose = addenda.choose_concern
    assert code_of_refusal(frozen, "SJ-01", lambda uow, who: choose(uow, who, of, mine, 99)) == NO_SUCH_ITEM.code
    assert code_of_refusal(frozen, "SJ-01", lambda uow, who: choose(uow, who, of, mine, 0)) == NO_SUCH_ITEM.code
    assert code_of_refusal(frozen, "SJ-01", lambda uow, who: choose(uow, who, of, 9999)) == "ADDENDUM_002"
    assert row_of(frozen, of).item == 10


def test_it_is_confirmed_only_when_whole_and_once_the_record_it_names_is_printed(district: District) -> None:
    visit_id = district.starts()
    with acting(district) as (uow, who):
        submission.give_submit_reason(uow, who, visit_id, "演示")
        submission.submit_visit(uow, who, visit_id)
        of = addenda.begin_addendum(uow, who, visit_id)
        addenda.choose_concern(uow, who, of)
    assert code_of_refusal(district, "SJ-01", lambda uow, who: addenda.confirm_addendum(uow, who, of)) == "ADDENDUM_004"
    with acting(district) as (uow, who):
        for name, text in (("stands", "12号"), ("reads", "21号"), ("reason", "颠倒了")):
            addenda.write_text(uow, who, of, name, text)
    assert code_of_refusal(district, "SJ-01", lambda uow, who: addenda.confirm_addendum(uow, who, of)) == "ADDENDUM_007"
    prints_record(district)
    with acting(district) as (uow, who):
        assert addenda.confirm_addendum(uow, who, of) == f"{NUMBER}-A1"
    assert row_of(district, of).record_sha256 == RECORD
    for act in (
        lambda uow, who: addenda.write_text(uow, who, of, "reads", "22号"),
        lambda uow, who: addenda.confirm_addendum(uow, who, of),
    ):
        assert code_of_refusal(district, "SJ-01", act) == "ADDENDUM_003"


def test_a_place_that_says_already_what_it_should_say_is_no_correction(frozen: District) -> None:
    visit_id, section_id = frozen.visit(), section_of(frozen, "SJ-01")
    with acting(frozen) as (uow, who):
        of = addenda.begin_addendum(uow, who, visit_id)
        addenda.choose_concern(uow, who, of, section_id, 10)
        already = addenda.view_addendum(uow, who, of).stands
        addenda.choose_concern(uow, who, of, section_id, 1)
        addenda.write_text(uow, who, of, "reads", already)
    choose = code_of_refusal(frozen, "SJ-01", lambda uow, who: addenda.choose_concern(uow, who, of, section_id, 10))
    assert choose == "ADDENDUM_006"
    assert row_of(frozen, of).item == 1


def signs(district: District, of: int, *, page: int | None = None) -> int:
    page = page or district.photographs("SJ-01", "signature")
    with acting(district) as (uow, who):
        addendum_signing.add_page(uow, who, of, page)
        addendum_signing.take_signatures(uow, who, of)
    return page


def test_the_signed_paper_waits_for_its_page_and_goes_to_the_whole_team_once(frozen: District) -> None:
    of = confirmed(frozen)
    page = signs(frozen, of)
    assert row_of(frozen, of).state == "signed"
    assert prints_wanted(frozen) == []
    with frozen.act() as uow:
        evidence.secure(uow, page, "a" * 64, 10)
        examination.settle(uow, page, Found("jpeg"))
    assert [len(people) for people in prints_wanted(frozen)] == [OFFICERS]
    assert [event.addendum_id for event in frozen.heard if isinstance(event, AddendumSigned)] == [of]
    assert frozen.chains_are_whole()


def test_a_page_that_is_lost_holds_nothing_up_and_one_sent_again_makes_another_paper(frozen: District) -> None:
    of = confirmed(frozen)
    page = signs(frozen, of)
    with frozen.act() as uow:
        evidence.lose(uow, page, "gone")
    assert len(prints_wanted(frozen)) == 1
    again = frozen.photographs("SJ-01", "resent")
    with acting(frozen) as (uow, who):
        resending.replace_lost(uow, who, page, again)
    with frozen.act() as uow:
        evidence.secure(uow, again, "b" * 64, 10)
        examination.settle(uow, again, Found("jpeg"))
    assert len(prints_wanted(frozen)) == 2
    assert row_of(frozen, of).evidence_ids == [page, again]


def test_the_party_signs_by_one_person_or_has_its_reason_and_not_both(frozen: District) -> None:
    of = confirmed(frozen)
    page = frozen.photographs("SJ-01", "signature")
    with acting(frozen) as (uow, who):
        addendum_signing.add_page(uow, who, of, page)
        addendum_signing.toggle_tick(uow, who, of, "agent")
        seen = addendum_signing.view_addendum_signing(uow, who, of)
        assert "agent" in seen.ticks
        assert "legal" not in seen.ticks
        addendum_signing.note_refusal(uow, who, of, "absent", Reason("away", None))
    refuses = code_of_refusal(frozen, "SJ-01", lambda uow, who: addendum_signing.toggle_tick(uow, who, of, "legal"))
    assert refuses == "SIGN_014"
    signs(frozen, of, page=page)
    with reading(frozen.database) as session:
        bodies = [link["body"] for link in links_of(session, f"visit:{NUMBER}") if link["type"].startswith("addendum_")]
    assert [body.get("is_complete") for body in bodies] == [None, False, True]
    assert sorted(bodies[2]["signers"]) == ["SJ-01", "SJ-02", "XF-01", "XF-02"]


@pytest.mark.parametrize(("kind", "reason"), [("inspection", Reason("no_entry", None)), ("sign", Reason("away", None))])
def test_a_refusal_of_another_kind_or_reason_is_refused(frozen: District, kind: str, reason: Reason) -> None:
    of = confirmed(frozen)
    found = code_of_refusal(frozen, "SJ-01", lambda uow, who: addendum_signing.note_refusal(uow, who, of, kind, reason))
    assert found == "SIGN_016"


def test_without_a_page_or_a_tick_nothing_is_signed(frozen: District) -> None:
    of = confirmed(frozen)
    take = addendum_signing.take_signatures
    assert code_of_refusal(frozen, "SJ-01", lambda uow, who: take(uow, who, of)) == "SIGN_007"
    page = frozen.photographs("SJ-01", "signature")
    with acting(frozen) as (uow, who):
        addendum_signing.add_page(uow, who, of, page)
        for tick in addendum_signing.view_addendum_signing(uow, who, of).ticks:
            addendum_signing.toggle_tick(uow, who, of, tick)
    assert code_of_refusal(frozen, "SJ-01", lambda uow, who: take(uow, who, of)) == "SIGN_006"
    with acting(frozen) as (uow, who):
        addendum_signing.drop_pages(uow, who, of)
    assert code_of_refusal(frozen, "SJ-01", lambda uow, who: take(uow, who, of)) == "SIGN_007"


def test_what_is_signed_or_void_is_signed_and_withdrawn_no_more(frozen: District) -> None:
    of = confirmed(frozen)
    page = signs(frozen, of)
    void = addenda.void_addendum
    assert code_of_refusal(frozen, "SJ-02", lambda uow, who: void(uow, who, of, "写错了")) == "ADDENDUM_008"
    assert code_of_refusal(frozen, "SJ-02", lambda uow, who: addendum_signing.add_page(uow, who, of, page)) == (
        "ADDENDUM_009"
    )
    another = confirmed(frozen)
    assert code_of_refusal(frozen, "SJ-02", lambda uow, who: void(uow, who, another, "1")) == "VISIT_013"
    with acting(frozen, "SJ-02") as (uow, who):
        void(uow, who, another, "写错了")
    assert row_of(frozen, another).withdrawn_reason == "写错了"
    assert code_of_refusal(frozen, "SJ-01", lambda uow, who: void(uow, who, another, "写错了")) == "ADDENDUM_009"
    assert row_of(frozen, confirmed(frozen)).serial == 3
