"""What the holder of a paper may know: the visit on it and nothing else of anybody."""

from dataclasses import asdict
from pathlib import Path

import pytest
from sqlalchemy import select, update

from rules.verification import Claim, read_code
from services import conclusions, pads
from services.office_day import day_of
from services.papers import PrintedPaper, Wish, keep_paper
from services.seen import seen_visit
from services.standing_record import content_of
from services.verification import (
    VerifiedVisit,
    address_of,
    copy_of_record,
    office_of,
    secret_of,
    verified_visit,
)
from storage.files import FileStore
from storage.tables import DistrictProfile, InspectionObject, Notice, Person, Section, Task, Visit
from tests.services.conftest import District
from tests.services.pads_opened import enters, finishes, ready, writes
from tests.services.submitted import does

PDF = "ab" * 32
OTHER = "cd" * 32


def prints(district: District, sha256: str = PDF, *, paper: str = "record", format_: str = "pdf") -> None:
    visit_id = district.visit()
    with district.act() as uow:
        content = content_of(uow, seen_visit(uow, visit_id)) if paper == "record" else ""
        wish = Wish(paper, visit_id, format_, "SJ-01", ())
        keep_paper(uow, wish, PrintedPaper(sha256, None, content, (), ""))


def verified(district: District, paper: str = "notice", visit_id: int | None = None) -> VerifiedVisit | None:
    with district.act() as uow:
        return verified_visit(uow, Claim(paper, visit_id or district.visit()))


def told(district: District, paper: str = "notice") -> VerifiedVisit:
    found = verified(district, paper)
    assert found is not None
    return found


def test_the_page_tells_number_party_day_departments_officers_and_matters(district: District) -> None:
    visit = told(district)
    assert (visit.number, visit.inspected, visit.state) == ("017-03", "（演示）渝北晨露餐饮", "assigned")
    assert visit.notice_number.startswith("部门联合双随机抽检字【")
    with district.act() as uow:
        planned = uow.session.scalar(select(Notice.planned_on).where(Notice.visit_id == district.visit()))
        number = uow.session.scalar(select(Person.certificate_number).where(Person.code == "SJ-01"))
    assert visit.planned_on == planned
    assert [(each.is_lead, len(each.officers)) for each in visit.departments] == [(True, 2), (False, 2)]
    first = visit.departments[0].officers[0]
    assert (first.name["zh"], first.certificate) == ("陈立", number)
    assert len(visit.matters) == 6
    assert all(visit.matters)


def test_once_over_the_page_tells_the_day_and_who_came(district: District) -> None:
    assert told(district).held_on is None
    visit_id = district.starts()
    with district.act() as uow:
        began = day_of(uow, district.now)
        tasks = uow.session.execute(
            select(Task, Person.code).join(Person, Person.person_id == Task.person_id).where(Task.visit_id == visit_id)
        )
        for task, code in tasks:
            task.presence = {"SJ-01": "own_phone", "SJ-02": "absent", "XF-01": "vouched"}.get(code, "unknown")
    running = told(district)
    assert running.held_on == began
    assert [len(each.officers) for each in running.departments] == [2, 2]
    with district.act() as uow:
        uow.session.get_one(Visit, visit_id).state = "submitted"
    over = told(district, "record")
    assert [[officer.name["zh"] for officer in each.officers] for each in over.departments] == [["陈立"], ["赵岩"]]


def test_nothing_else_of_anybody_is_told(district: District) -> None:
    prints(district)
    with district.act() as uow:
        row = uow.session.get_one(Visit, district.visit())
        party = uow.session.get_one(InspectionObject, row.object_id)
        canaries = [party.registration_code, party.person_in_charge, party.phone, party.address]
        canaries += uow.session.scalars(select(Person.phone)).all()
        team = ("SJ-01", "SJ-02", "XF-01", "XF-02")
        others = uow.session.scalars(select(Person.name).where(Person.code.not_in(team)))
        canaries += [name["zh"] for name in others]
    said = str([asdict(told(district, paper)) for paper in ("notice", "record")])
    assert [canary for canary in canaries if canary and canary in said] == []


def test_who_was_replaced_is_no_officer_of_it(district: District) -> None:
    with district.act() as uow:
        person_id = uow.session.scalars(select(Person.person_id).where(Person.code == "SJ-01")).one()
        uow.session.execute(
            update(Task).where(Task.visit_id == district.visit(), Task.person_id == person_id).values(state="replaced")
        )
    assert "陈立" not in str(told(district))


@pytest.mark.parametrize("state", ["assigned", "running", "submitted", "returned"])
def test_the_state_is_that_of_the_visit_now(district: District, state: str) -> None:
    with district.act() as uow:
        uow.session.get_one(Visit, district.visit()).state = state
    assert told(district).state == state


def test_a_visit_that_is_gone_or_only_a_trial_is_none(district: District) -> None:
    assert verified(district, visit_id=10_000) is None
    with district.act() as uow:
        uow.session.get_one(Visit, district.visit()).is_trial = True
    assert verified(district) is None


def test_the_copy_is_the_newest_pdf_that_says_what_the_record_says(district: District) -> None:
    assert told(district, "record").copy is None
    prints(district)
    assert told(district, "record").copy == PDF
    prints(district, OTHER, format_="docx")
    prints(district, OTHER, paper="notice")
    assert told(district, "record").copy == PDF
    with district.act() as uow:
        uow.session.execute(update(Section).where(Section.visit_id == district.visit()).values(remarks="限三日内整改"))
    assert told(district, "record").copy is None
    prints(district, OTHER)
    assert told(district, "record").copy == OTHER


def test_whoever_signed_on_a_screen_finds_what_they_signed(district: District, tmp_path: Path) -> None:
    visit_id = ready(district)
    pad_id = int(does(district, pads.open_pad, visit_id, "me"))
    ticket = enters(district, pad_id)
    writes(district, pad_id, ticket)
    assert told(district, "record").signed_on == ()
    shown = finishes(district, pad_id, ticket, FileStore(f"file://{tmp_path / 'files'}")).record_sha256
    assert told(district, "record").signed_on == (shown,)
    assert told(district).signed_on == ()
    # What was signed and does not stand any more is not told.
    does(district, conclusions.reopen_section, visit_id)
    assert told(district, "record").signed_on == ()


def test_only_the_holder_of_the_record_gets_the_copy(district: District) -> None:
    prints(district)
    assert told(district, "notice").copy is None
    with district.act() as uow:
        assert copy_of_record(uow, Claim("notice", district.visit())) is None
        assert copy_of_record(uow, Claim("record", district.visit())) == ("017-03", PDF)
        assert copy_of_record(uow, Claim("record", district.visit("017-01"))) is None


def test_an_address_is_one_for_each_paper_of_each_visit_and_names_nobody(district: District) -> None:
    with district.act() as uow:
        visits = list(uow.session.scalars(select(Visit.visit_id)))
        papers = [(paper, visit_id) for paper in ("notice", "record") for visit_id in visits]
        addresses = {address_of(uow, "https://office.example/hecha", *each): each for each in papers}
        assert len(addresses) == len(papers)
        for address, (paper, visit_id) in addresses.items():
            head, _, code = address.rpartition("/")
            assert head == "https://office.example/hecha/v"
            assert read_code(secret_of(uow), code) == Claim(paper, visit_id)
        assert address_of(uow, "", "notice", visits[0]) == ""


def test_the_office_says_where_to_complain_and_which_rights_there_are(district: District) -> None:
    with district.act() as uow:
        office = office_of(uow)
    assert office.phone == "12345"
    assert len(office.rights) == 4
    assert all(right.basis["zh"] and right.basis["en"] for right in office.rights)


def test_a_profile_that_tells_neither_is_served_as_well(district: District) -> None:
    with district.act() as uow:
        profile = uow.session.scalars(select(DistrictProfile)).one()
        profile.body = {key: value for key, value in profile.body.items() if key not in ("complaints", "rights")}
    with district.act() as uow:
        office = office_of(uow)
    assert (office.phone, office.complaints, office.rights) == ("", {}, ())


def test_reading_writes_nothing(district: District) -> None:
    with district.act() as uow:
        before = uow.ledger.head("visit:017-03")
        verified_visit(uow, Claim("record", district.visit()))
        assert not uow.session.new
        assert not uow.session.dirty
        assert uow.ledger.head("visit:017-03") == before
