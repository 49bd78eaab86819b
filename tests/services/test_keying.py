"""What still has to be keyed on the municipal platform: listed, read whole, put into a file, noted as keyed."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import delete, select, update

from bot.making import Making
from forms.platforms import platform_file
from forms.tables import csv_of
from handlers.act import Act
from handlers.screens.keying import keying_sheet_screen
from handlers.words import words_of
from rules.events import FileMade, FileNotMade
from rules.events_doors import KeyingOutdated
from rules.messages import Card
from rules.platform_columns import ColumnsWrong, read_columns
from rules.refusals import Refused
from services import keying
from services.form_export import MAKE
from services.keying import (
    APPROVED,
    DONE,
    DUE,
    KEYING,
    keying_sheet,
    keying_table,
    mark_keyed,
    take_keyed_back,
)
from services.platform_import import TakenIn
from services.publishing import send_back, withdraw
from services.reviewing import approve, reopen
from storage.jobs import Claimed
from storage.tables import (
    DistrictProfile,
    InspectionObject,
    Job,
    LedgerLink,
    Person,
    Role,
    Section,
    Visit,
)
from tests.services.keyed_results import CLERK, checks, numbers, publisher, takes_in
from tests.services.publications_made import Publisher, person

__all__ = ["publisher"]


def test_an_approved_result_is_listed_until_somebody_says_that_it_was_keyed(publisher: Publisher) -> None:
    assert numbers(publisher) == []
    for number in ("017-03", "017-02"):
        publisher.submits(number, ["order"])
    publisher.publishes("017-02")
    assert numbers(publisher) == ["017-02-1", "017-03-1"]
    assert numbers(publisher, "XF-03") == ["017-02-2", "017-03-2"]
    section = publisher.section("017-03")
    with publisher.acting() as uow:
        mark_keyed(uow, person(uow, CLERK), section, " CQ-R-77 ")
        mark_keyed(uow, person(uow, CLERK), section, "CQ-R-77")
        # Pressed once more on an old card, the button knows no number.
        mark_keyed(uow, person(uow, CLERK), section)
    assert (numbers(publisher), numbers(publisher, done=True)) == (["017-02-1"], ["017-03-1"])
    with publisher.acting() as uow:
        line, values = keying_sheet(uow, person(uow, CLERK), section)
        assert (line.listed, line.number) == (DONE, "CQ-R-77")
        assert dict(values)["检查方式"] == "现场检查"
        take_keyed_back(uow, person(uow, CLERK), section)
        chain = select(LedgerLink.type).where(LedgerLink.chain == "visit:017-03").order_by(LedgerLink.seq)
        assert uow.session.scalars(chain).all()[-2:] == ["keyed_elsewhere", "keying_taken_back"]
    assert numbers(publisher) == ["017-02-1", "017-03-1"]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_value_is_on_the_sheet_whole_to_be_copied_however_long(publisher: Publisher, language: str) -> None:
    publisher.submits("017-03", ["order"])
    section, remark = publisher.section("017-03"), "冰柜温度偏高，已当场告知。" * 70
    with publisher.acting() as uow:
        uow.session.get_one(Section, section).remarks = remark
        clerk = person(uow, CLERK)
        act = Act(uow, clerk, 1, 1, 1, uow.now, words_of(language))
        _, values = keying_sheet(uow, clerk, section)
        cards = [
            card for page in range(1, 12) for card in keying_sheet_screen(act, section, page) if isinstance(card, Card)
        ]
    told = "\n".join(dict.fromkeys(card.text for card in cards))
    for heading, value in values:
        if value:
            assert f"<code>{value}</code>" in told, heading
    assert max(len(card.text) for card in cards) < 4096


def test_what_was_approved_anew_is_listed_again_and_said_once(publisher: Publisher, tmp_path: Path) -> None:
    visit_id = publisher.submits("017-03")
    section = publisher.section("017-03")
    with publisher.acting() as uow:
        mark_keyed(uow, person(uow, CLERK), section, "CQ-R-77")
    publisher.now += timedelta(minutes=1)
    with publisher.acting() as uow:
        reopen(uow, person(uow, "SJ-04"), visit_id, "结论与照片不符")
    # The platform has what was approved last, until something else is.
    assert (numbers(publisher), numbers(publisher, done=True)) == ([], ["017-03-1"])
    with publisher.acting() as uow:
        uow.take_events()
        approve(uow, person(uow, "SJ-04"), visit_id)
        # The other department has keyed nothing.
        assert [each for each in uow.take_events() if isinstance(each, KeyingOutdated)] == [
            KeyingOutdated(section, APPROVED)
        ]
    assert (numbers(publisher), numbers(publisher, done=True)) == (["017-03-1"], [])
    # A table of numbers says nothing of it.
    table = [["结果编号", "平台编号"], ["017-03-1", "CQ-R-77"]]
    assert takes_in(publisher, table, tmp_path / "in") == TakenIn(0, 0, 0, same=1)
    with publisher.acting() as uow:
        line, _ = keying_sheet(uow, person(uow, CLERK), section)
        assert (line.listed, line.again, line.number) == (DUE, APPROVED, "CQ-R-77")
        # Whoever has read the earlier approval has not keyed this one.
        assert not mark_keyed(uow, person(uow, CLERK), section, "CQ-R-78", line.of_round - 1)
        assert mark_keyed(uow, person(uow, CLERK), section, of_round=line.of_round)
    with publisher.acting() as uow:
        line, _ = keying_sheet(uow, person(uow, CLERK), section)
        assert (line.listed, line.again, line.number) == (DONE, "", "CQ-R-77")


def test_what_is_kept_back_or_waits_to_be_is_not_told_to_another_system(publisher: Publisher) -> None:
    publisher.submits("017-03")
    section = publisher.section("017-03")
    for how in ("withheld", "withdrawn"):
        if how == "withheld":
            publisher.withholds("017-03", is_agreed=False)
        else:
            publisher.publishes("017-03")
            assert numbers(publisher) == ["017-03-1"]
            with publisher.acting() as uow:
                withdraw(uow, person(uow, CLERK), section, "决定已撤销")
        assert numbers(publisher) == []
        with publisher.acting() as uow:
            assert keying_table(uow, [uow.session.get_one(Section, section).department_id]).rows == ()
            send_back(uow, person(uow, CLERK), section)
        assert numbers(publisher) == ["017-03-1"]
        if how == "withheld":
            publisher.withholds("017-03")
        else:
            publisher.withdraws("017-03", "决定已撤销")
        assert numbers(publisher) == []


@pytest.mark.parametrize("number", ["=1+1", "+1", "-2", "@A1", "CQ R 1", "CQ\n1", ".1", "1" * 41, "<b>", "\u202e1"])
def test_a_number_of_other_signs_than_other_programs_may_send_is_refused(publisher: Publisher, number: str) -> None:
    publisher.submits("017-03")
    section = publisher.section("017-03")
    with pytest.raises(Refused) as refused, publisher.acting() as uow:
        mark_keyed(uow, person(uow, CLERK), section, number)
    assert refused.value.code == "API_037"
    told = checks(publisher, [["结果编号", "平台编号"], ["017-03-1", number]])
    assert told == [(2, "平台结果编号", "API_037")]
    assert numbers(publisher) == ["017-03-1"]


def test_a_number_as_offices_write_them_is_kept(publisher: Publisher) -> None:
    publisher.submits("017-03")
    section, number = publisher.section("017-03"), "渝市监检〔2026〕（抽）12-3/A_1.0"
    with publisher.acting() as uow:
        mark_keyed(uow, person(uow, CLERK), section, number)
    with publisher.acting() as uow:
        assert keying_sheet(uow, person(uow, CLERK), section)[0].number == number


@pytest.mark.parametrize("code", ["RS-01", "NY-01", "XF-03"])
def test_nobody_keys_for_another_department(publisher: Publisher, code: str) -> None:
    publisher.submits("017-03")
    section = publisher.section("017-03")
    for act in (mark_keyed, take_keyed_back, keying_sheet):
        with pytest.raises(Refused) as refused, publisher.acting() as uow:
            act(uow, person(uow, code), section)
        assert refused.value.code == "PUBLIC_012"


def test_a_file_is_of_the_departments_that_one_has_when_it_is_made_and_of_nobody_revoked(publisher: Publisher) -> None:
    publisher.submits("017-03")
    making = Making(publisher.files, publisher.acting)
    with publisher.acting() as uow:
        clerk = person(uow, CLERK)
        keying.ask_keying_file(uow, clerk)
        job = uow.session.scalars(select(Job).where(Job.kind == MAKE)).one()
        claimed = Claimed(job.job_id, MAKE, job.subject, dict(job.body), 1, "")
        uow.session.execute(delete(Role).where(Role.person_id == clerk.person_id))
    result = making.make(claimed)
    with publisher.acting() as uow:
        result(uow)
        [made] = uow.take_events()
        assert isinstance(made, FileMade)
        rows = openpyxl.load_workbook(io.BytesIO(publisher.files.read(made.sha256))).active.max_row
        assert rows == 1
        uow.session.get_one(Person, clerk.person_id).revoked_at = uow.now
    result = making.make(claimed)
    with publisher.acting() as uow:
        result(uow)
        assert uow.take_events() == [FileNotMade(clerk.person_id, "ACCESS_007", {"name": clerk.name["zh"]})]


FORMULAS = ("=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "　=1")


def test_the_file_has_the_platforms_columns_and_no_formula(publisher: Publisher) -> None:
    for place, name in enumerate(FORMULAS, 1):
        visit_id = publisher.submits(f"017-{place:02d}", ["order"])
        with publisher.acting() as uow:
            visit = uow.session.get_one(Visit, visit_id)
            chosen = InspectionObject.object_id == visit.object_id
            uow.session.execute(update(InspectionObject).where(chosen).values(name=name))
            uow.session.execute(update(Section).where(Section.visit_id == visit_id).values(remarks=name))
    with publisher.acting() as uow:
        keying.ask_keying_file(uow, person(uow, CLERK))
        job = uow.session.scalars(select(Job).where(Job.kind == MAKE)).one()
        claimed = Claimed(job.job_id, MAKE, job.subject, dict(job.body), 1, "")
    result = Making(publisher.files, publisher.acting).make(claimed)
    with publisher.acting() as uow:
        result(uow)
        [made] = uow.take_events()
    assert isinstance(made, FileMade)
    assert made.purpose == KEYING
    sheet = openpyxl.load_workbook(io.BytesIO(publisher.files.read(made.sha256))).active
    head, *rows = sheet.iter_rows()
    assert [cell.value for cell in head][2:5] == ["结果编号", "检查对象名称", "统一社会信用代码"]
    assert len(rows) == len(FORMULAS)
    assert not [cell.value for row in rows for cell in row if cell.data_type == "f"]
    with publisher.acting() as uow:
        text = csv_of(keying_table(uow, [row.department_id for row in uow.session.scalars(select(Section))][:1]))
    assert "\n=1+1" not in text.decode("utf-8-sig").replace(",", "\n")


def test_columns_are_data_of_the_district(publisher: Publisher) -> None:
    publisher.submits("017-03")
    section = publisher.section("017-03")
    with publisher.acting() as uow:
        for profile in uow.session.scalars(select(DistrictProfile)):
            columns = {**platform_file(), "results": [{"headings": ["编号"], "value": "result"}]}
            profile.body = {**profile.body, "platform_columns": columns}
    with publisher.acting() as uow:
        _, values = keying_sheet(uow, person(uow, CLERK), section)
    assert values == [("编号", "017-03-1")]
    with publisher.acting() as uow:
        for profile in uow.session.scalars(select(DistrictProfile)):
            profile.body = {**profile.body, "platform_columns": {"results": [{"headings": ["a"], "value": "b"}]}}
    with pytest.raises(Refused) as refused, publisher.acting() as uow:
        keying_sheet(uow, person(uow, CLERK), section)
    assert refused.value.code == "API_041"


@pytest.mark.parametrize(
    "data",
    [
        {"results": [{"headings": ["a"], "value": "password"}]},
        {"results": [{"headings": [], "value": "result"}]},
        {"results": [{"headings": ["a"], "value": "result"}, {"headings": ["a"], "value": "object"}]},
        {"tasks": [{"headings": ["a"], "value": "title"}]},
    ],
    ids=range(4),
)
def test_columns_that_are_none_are_refused(data: dict[str, Any]) -> None:
    with pytest.raises(ColumnsWrong):
        read_columns({**platform_file(), **data})
