"""Papers that were signed or served print the same, byte for byte, whatever an import has changed in the registries."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.registering import Desk, check_content, write_all
from rules.events import PaperPrinted
from sandbox.stock import BOT_ID, Stock
from services import addenda, addendum_signing, conclusions, registry_switch, serving, signed_sheets, submission, tasks
from services.notice_paper import notice_of
from services.record_paper import record_of
from services.registry_intake import receive_by_operator, registry_work
from services.registry_view import view_import
from storage.tables import Campaign, Department, InspectionObject, Item, Person, RegistryImport, Section, Visit
from storage.unit_of_work import looking, unit_of_work
from tests.bot.test_printing import Office
from tests.journeys.registry_books import book
from tests.services.paper_words import read, said
from tests.services.submitted import does

OBJECTS = ("统一社会信用代码", "名称", "法定代表人", "住所", "联系电话")
INSPECTORS = ("姓名", "执法证号", "人员编号", "联系电话")


@pytest.fixture
def office(tmp_path: Path, stock: Stock) -> Iterator[Office]:
    found = Office(tmp_path, stock)
    yield found
    found.district.database.close()


def printed(office: Office, paper: str, of: int) -> str:
    office.prints(paper, of)
    return [event for event in office.district.heard if isinstance(event, PaperPrinted)][-1].sha256


def takes_in(office: Office, content: bytes) -> None:
    """Import a file of the first department, as the command line does."""
    opening = (office.district.database, BOT_ID, lambda: office.district.now)
    act = partial(unit_of_work, *opening, is_watched=False)
    desk = Desk(act, partial(looking, *opening), act, office.files)
    with act() as uow:
        of = uow.session.scalars(select(Department.department_id).where(Department.code == "SJ")).one()
        import_id = receive_by_operator(uow, of, "a.xlsx", "0" * 64)
        work = registry_work(uow, import_id, 1)
    assert work is not None
    note = check_content(desk, import_id, 1, work, content, "en", lambda _done, _total: None)
    with act() as uow:
        note(uow)
    with act() as uow:
        view = view_import(uow, import_id)
        assert view.state == "checked", view.faults
        assert not view.count("refused")
        assert registry_switch.confirm_row(uow, uow.session.get_one(RegistryImport, import_id), "SJ-05", "all")
    write_all(act, import_id, lambda _done, _total: None)


def registries_change(office: Office) -> None:
    """Everything that papers take from the registries is another: the firm, an officer, matters, names."""
    with office.district.act() as uow:
        visit = uow.session.get_one(Visit, office.district.visit())
        code = uow.session.get_one(InspectionObject, visit.object_id).registration_code
        certificate = uow.session.scalars(select(Person).where(Person.code == "SJ-01")).one().certificate_number
    takes_in(office, book(OBJECTS, [[code, "（演示）改了名的店", "改某", "改址路9号", "023-00000009"]]))
    takes_in(office, book(INSPECTORS, [["改名甲", certificate, "SJ-01", "023-00000008"]]))
    with office.district.act() as uow:
        uow.session.scalars(select(Person).where(Person.code == "SJ-01")).one().certificate_number = "22000009999"
        for item in uow.session.scalars(select(Item)):
            item.matter, item.legal_basis = f"改了的{item.matter}", "《改了的法》第一条"
        for department in uow.session.scalars(select(Department)):
            department.name = department.short_name = {"zh": f"并入{department.code}局", "en": department.code}
        for campaign in uow.session.scalars(select(Campaign)):
            campaign.title = {"zh": "改了名的任务", "en": "Renamed"}


def serves(office: Office) -> int:
    does(office.district, tasks.accept_task, office.district.visit())
    printed(office, "notice", office.district.visit())
    does(office.district, serving.choose_receiver, office.district.visit(), "staff")
    does(office.district, serving.excuse_photo, office.district.visit(), "手机没电")
    return office.district.visit()


def submits(office: Office) -> int:
    district = office.district
    visit_id = int(district.starts())
    for code in ("SJ-01", "XF-01"):
        district.fills(code)
        does(district, conclusions.conclude_section, visit_id, code=code)
    does(district, signed_sheets.open_sheet, visit_id, "all")
    page = district.photographs("SJ-01", "signature")
    does(district, signed_sheets.add_page, visit_id, page)
    does(district, signed_sheets.close_sheet, visit_id)
    does(district, submission.give_submit_reason, visit_id, "印章后补")
    does(district, submission.submit_visit, visit_id)
    return visit_id


def corrects(office: Office) -> int:
    """A signed addendum about the first department's part."""
    district, visit_id = office.district, submits(office)
    printed(office, "record", visit_id)
    with district.act() as uow:
        section = uow.session.scalars(select(Section.section_id).where(Section.visit_id == visit_id)).first()
    of = does(district, addenda.begin_addendum, visit_id)
    does(district, addenda.choose_concern, of, section)
    for name, text in (("stands", "原文"), ("reads", "应为"), ("reason", "笔误")):
        does(district, addenda.write_text, of, name, text)
    does(district, addenda.confirm_addendum, of)
    does(district, addendum_signing.add_page, of, district.photographs("SJ-01", "signature"))
    does(district, addendum_signing.take_signatures, of)
    return int(of)


CHANGED = ("（演示）改了名的店", "改名甲", "22000009999")
SAID = {"notice": (*CHANGED, "改了的"), "record": (*CHANGED, "改某", "《改了的法》", "并入SJ局", "改了的")}
PAPERS: dict[str, Callable[[Office], int]] = {"notice": serves, "record": submits, "addendum": corrects}


@pytest.mark.parametrize("paper", PAPERS)
def test_an_import_changes_nothing_that_was_signed_or_served(office: Office, paper: str) -> None:
    of = PAPERS[paper](office)
    before = printed(office, paper, of)
    registries_change(office)
    assert printed(office, paper, of) == before


@pytest.mark.parametrize("paper", SAID)
def test_an_import_before_that_is_on_the_paper(office: Office, paper: str) -> None:
    registries_change(office)
    of = PAPERS[paper](office)
    made = notice_of if paper == "notice" else record_of
    text = said(office.district, lambda uow: made(uow, of, "", read))
    assert all(word in text for word in SAID[paper])
