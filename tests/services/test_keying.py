"""What still has to be keyed on the municipal platform, and tables of its own that are taken in."""

import io
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest
from pydantic import SecretStr
from sqlalchemy import delete, func, select, update

from bot.making import Making
from bot.registering import Desk, Registering
from bot.registry_checker import PLATFORM_ROWS_MOST
from bot.registry_reader import look_into
from bot.settings import Settings
from forms.platforms import platform_file
from forms.spreadsheets import workbook_of
from forms.tables import Table, csv_of
from handlers.act import Act
from handlers.screens.briefing import draw_card
from handlers.screens.keying import keying_sheet_screen
from handlers.screens.registry_files import import_card
from handlers.words import words_of
from rules.events import FileMade, FileNotMade
from rules.events_doors import KeyingOutdated
from rules.messages import Card
from rules.platform_columns import ColumnsWrong, read_columns
from rules.refusals import Refused
from sandbox.stock import Stock
from services import keying, platform_import, platform_intake
from services.access import REGISTRY_CHAIN, actor_by_id
from services.briefing import view_draw
from services.form_export import MAKE
from services.keyed_values import columns_of
from services.keying import (
    APPROVED,
    DONE,
    DUE,
    KEYING,
    keying_page,
    keying_sheet,
    keying_table,
    mark_keyed,
    take_keyed_back,
)
from services.platform_import import TakenIn, check_table, take_in_table
from services.publishing import send_back, withdraw
from services.registry_intake import new_import
from services.registry_switch import SETTLE_REGISTRY, ensure_settled
from services.registry_view import view_import
from services.reviewing import approve, reopen
from storage.database import Database
from storage.files import FileStore
from storage.jobs import Claimed
from storage.ledger import links_of
from storage.tables import (
    Campaign,
    CampaignItem,
    DistrictProfile,
    InspectionObject,
    Item,
    Job,
    LedgerLink,
    Person,
    Role,
    Section,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork
from tests.services.publications_made import Publisher, person

CLERK = "SJ-05"


@pytest.fixture
def publisher(stock: Stock, tmp_path: Path) -> Iterator[Publisher]:
    database = Database(stock.sqlite(tmp_path / "hecha.db", is_furnished=True))
    yield Publisher(database, FileStore(f"file://{tmp_path / 'files'}"))
    database.close()


def numbers(publisher: Publisher, code: str = CLERK, *, done: bool = False) -> list[str]:
    with publisher.acting() as uow:
        return [line.result for line in keying_page(uow, person(uow, code), listed=DONE if done else DUE).lines]


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


# Tables of the platform


HEADINGS = (
    *("抽查任务编号", "任务名称", "抽取编号", "任务类别", "牵头部门", "任务编号", "统一社会信用代码", "检查部门"),
    *("检查人员", "抽查事项编号", "检查方式", "开始日期", "截止日期"),
)
TASKS = [list(HEADINGS)]


def task_rows(publisher: Publisher, **more: str) -> list[list[str]]:
    first = publisher.now.date() + timedelta(days=1)
    day, last = first.isoformat(), (first + timedelta(days=20)).isoformat()
    with publisher.acting() as uow:
        chosen = select(InspectionObject.registration_code).where(InspectionObject.industry == "餐饮")
        objects = uow.session.scalars(chosen.order_by(InspectionObject.object_id).limit(2)).all()
        certificates = uow.session.scalars(
            select(Person.certificate_number).where(Person.code.in_(["SJ-01", "SJ-02"])).order_by(Person.code)
        ).all()
    rows = []
    for place, code in enumerate(objects):
        officers = "SJ-01、SJ-02" if place else "、".join(str(each) for each in certificates)
        row = (
            *("CQ-T-9", "平台联合抽查", "CQ-D-9", "专项", "区市场监管局", f"CQ-V-{place}", code, "SJ"),
            *(officers, "SJ.007", "现场检查", day, last),
        )
        rows.append([more.get(name, cell) if place else cell for name, cell in zip(HEADINGS, row, strict=True)])
    return rows


def takes_in(publisher: Publisher, table: list[list[str]], folder: Path, name: str = "a.xlsx") -> TakenIn:
    made = Table("任务", tuple(table[0]), tuple(tuple(row) for row in table[1:]))
    content = workbook_of([made]) if name.endswith("xlsx") else csv_of(made)
    folder.mkdir(exist_ok=True)
    with publisher.acting() as uow:
        columns = columns_of(uow).to_dict()
    rows = look_into(folder, content, name, {}, columns).get("rows", [])
    with publisher.acting() as uow:
        found = [(number, cells) for number, cells in rows]
        return take_in_table(uow, person(uow, CLERK), found, sha256(content).hexdigest())


def comes_from_elsewhere(publisher: Publisher, file: Path) -> None:
    """Whoever asks by what a visit was drawn is told that it was not here: who brought it, when, from which file."""
    known = sha256(file.read_bytes()).hexdigest()
    with publisher.acting() as uow:
        newest = select(Task).join(Visit, Visit.visit_id == Task.visit_id).order_by(Task.task_id.desc())
        task = uow.session.scalars(newest).first()
        assert task is not None
        officer = actor_by_id(uow, task.person_id)
        drawn = view_draw(uow, officer, task.visit_id)
        number = uow.session.get_one(Campaign, uow.session.get_one(Visit, task.visit_id).campaign_id).number
        [link] = [each for each in links_of(uow.session, f"campaign:{number}") if each["type"] == "campaign_entered"]
        bringer = uow.session.scalars(select(Person.name).where(Person.code == CLERK)).one()
        [card] = draw_card(Act(uow, officer, 1, 1, 1, uow.now, words_of("en")), task.visit_id)
    assert isinstance(card, Card)
    assert (drawn.is_imported, drawn.file_sha256, drawn.known_by) == (True, known, bringer)
    assert link["body"]["file_sha256"] == known
    assert known[:16] in card.text
    assert bringer["en"] in card.text


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_tasks_that_the_platform_drew_are_taken_in_once(publisher: Publisher, tmp_path: Path, name: str) -> None:
    table = [*TASKS, *task_rows(publisher)]
    assert takes_in(publisher, table, tmp_path / "in", name) == TakenIn(1, 2, 0)
    with publisher.acting() as uow:
        visits = select(Visit).where(Visit.state == "assigned").order_by(Visit.visit_id.desc()).limit(2)
        for visit in uow.session.scalars(visits):
            seats = select(func.count()).select_from(Task).where(Task.visit_id == visit.visit_id)
            assert uow.session.scalar(seats) == 2
    comes_from_elsewhere(publisher, tmp_path / "in" / "table")
    # The platform's tables grow: what is there already, and the same, is passed over.
    more = [cell.replace("CQ-V-1", "CQ-V-2") for cell in table[2]]
    with publisher.acting() as uow:
        chosen = select(InspectionObject.registration_code).where(InspectionObject.industry == "餐饮")
        more[6] = uow.session.scalars(chosen.order_by(InspectionObject.object_id).offset(2)).first() or ""
    day = publisher.now.date() + timedelta(days=1)
    more[-2] = f"{day.year}年{day.month}月{day.day}日 08:30"
    assert takes_in(publisher, [*table, more], tmp_path / "in", name) == TakenIn(0, 1, 0, same=2)
    for column, cell, told in (
        ("检查方式", "书面检查", "现场检查"),
        ("检查人员", "SJ-01、SJ-03", "SJ-01、SJ-02"),
        ("统一社会信用代码", more[6], table[2][6]),
        ("任务名称", "另一个名称", "平台联合抽查"),
        ("截止日期", day.isoformat(), table[2][-1]),
    ):
        other = [cell if heading == column else each for heading, each in zip(HEADINGS, table[2], strict=True)]
        with pytest.raises(Refused) as refused:
            takes_in(publisher, [*table[:2], other], tmp_path / "in", name)
        text = refused.value.text("zh-CN")
        assert all(part in text for part in ("第 3 行", column, told)), text


def checks(publisher: Publisher, table: list[list[str]]) -> list[tuple[int, str | None, str]]:
    """Which rows of a table cannot be taken: where, and why."""
    with publisher.acting() as uow:
        found = check_table(uow, person(uow, CLERK), list(enumerate(table, 1)))
        uow.session.rollback()
    return [(each.row, each.column, each.reason.code) for each in found.refused]


def with_cells(row: list[str], **cells: str) -> list[str]:
    return [cells.get(name, cell) for name, cell in zip(HEADINGS, row, strict=True)]


def test_all_rows_that_cannot_be_taken_are_told_at_once(publisher: Publisher) -> None:
    rows = task_rows(publisher, 检查人员="SJ-01、无名")
    third = with_cells(rows[1], 任务编号="CQ-V-2", 统一社会信用代码="91500112YB0000099X", 检查人员="SJ-01、SJ-02")
    told = checks(publisher, [list(HEADINGS), *rows, third])
    assert told == [(3, "检查人员", "API_040"), (4, "统一社会信用代码", "API_019")]


MORE_ROWS = (
    ({"检查人员": "SJ-01、无名"}, ("检查人员", "API_040")),
    ({"统一社会信用代码": "91500112YB0000099X"}, ("统一社会信用代码", "API_019")),
    ({"检查人员": "SJ-01"}, ("检查人员", "API_044")),
    ({"抽查事项编号": "SJ.999"}, ("抽查事项编号", "API_040")),
    ({"任务编号": ""}, ("任务编号", "API_040")),
    ({"检查方式": "遥感"}, ("检查方式", "API_040")),
    ({"抽取编号": "CQ-D-OTHER"}, ("抽取编号", "API_048")),
)


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ({"截止日期": "2020-01-01"}, ("开始日期", "API_021")),
        ({"任务类别": "没有"}, ("任务类别", "API_040")),
        ({"牵头部门": "没有"}, ("牵头部门", "API_040")),
        ({"任务名称": "一"}, ("抽查任务名称", "CAMP_007")),
        ({"抽取编号": ""}, ("抽取编号", "API_040")),
        ({"抽查事项编号": "SJ.998"}, ("抽查事项编号", "API_040")),
    ],
    ids=["days", "kind", "lead", "title", "draw", "items"],
)
def test_a_campaign_that_cannot_be_entered_hides_nothing_of_its_other_rows(
    publisher: Publisher, first: dict[str, str], told: tuple[str, str]
) -> None:
    rows = task_rows(publisher)
    wrong = [with_cells(rows[1], **{"任务编号": f"CQ-V-{n}", **cells}) for n, (cells, _) in enumerate(MORE_ROWS, 2)]
    others = [(row, *why) for row, (_, why) in enumerate(MORE_ROWS, 4)]
    found = checks(publisher, [list(HEADINGS), with_cells(rows[0], **first), rows[1], *wrong])
    assert found == [(2, *told), *others]


def test_a_draw_that_was_entered_before_is_told_at_its_column(publisher: Publisher, tmp_path: Path) -> None:
    rows = task_rows(publisher)
    assert takes_in(publisher, [list(HEADINGS), *rows], tmp_path / "in") == TakenIn(1, 2, 0)
    again = [with_cells(row, 抽查任务编号="CQ-T-10", 任务编号=f"CQ-W-{place}") for place, row in enumerate(rows)]
    assert checks(publisher, [list(HEADINGS), *again]) == [(2, "抽取编号", "API_016")]


def test_a_result_that_there_is_not_is_told_at_its_column(publisher: Publisher) -> None:
    table = [["结果编号", "平台编号"], ["017-99-1", "CQ-R-1"]]
    assert checks(publisher, table) == [(2, "结果编号", "PUBLIC_012")]


def test_items_are_named_by_words_that_hold_separators_themselves(publisher: Publisher, tmp_path: Path) -> None:
    place, rows = HEADINGS.index("抽查事项编号"), task_rows(publisher)
    with publisher.acting() as uow:
        items = uow.session.scalars(select(Item).where(Item.code.in_(["SJ.007", "SJ.008"])).order_by(Item.code)).all()
        first, second = items
        first.matter, second.matter = "后厨检查（许可、原料）/餐饮", "后厨检查（许可"
        names = {each.key for each in Item.__table__.columns} - {"item_id", "code"}
        kept = {name: getattr(first, name) for name in names}
        ended = {"valid_until": publisher.now.date() - timedelta(days=9)}
        uow.session.add_all([Item(code="SJ.000", **kept | ended), Item(code="SJ.999", **kept)])
        # Whoever had an officer's certificate before is not meant by it.
        officer = uow.session.scalars(select(Person).where(Person.code == "SJ-01")).one()
        before = Person(code="SJ-00", name=officer.name, certificate_number=officer.certificate_number)
        before.revoked_at = uow.now
        uow.session.add(before)
    for row in rows:
        row[place] = "后厨检查（许可、原料）/餐饮"
    with pytest.raises(Refused) as refused:
        takes_in(publisher, [*TASKS, *rows], tmp_path / "in")
    assert "SJ.007、SJ.999" in refused.value.text("zh-CN")
    with publisher.acting() as uow:
        uow.session.execute(update(Item).where(Item.code == "SJ.999").values(ended))
    for row in rows:
        row[place] = "后厨检查（许可、原料）/餐饮、 后厨检查（许可"
    assert takes_in(publisher, [*TASKS, *rows], tmp_path / "in") == TakenIn(1, 2, 0)
    with publisher.acting() as uow:
        of_campaign = select(CampaignItem.item_id).join(Campaign, Campaign.campaign_id == CampaignItem.campaign_id)
        entered = select(Item.code).where(Item.item_id.in_(of_campaign.where(Campaign.draw_id == "CQ-D-9")))
        assert set(uow.session.scalars(entered)) == {"SJ.007", "SJ.008"}
        # An edition that ends it does not make another table of what was entered.
        uow.session.execute(update(Item).where(Item.code == "SJ.999").values(valid_until=None))
        uow.session.execute(update(Item).where(Item.code == "SJ.007").values(ended))
    assert takes_in(publisher, [*TASKS, *rows], tmp_path / "in") == TakenIn(0, 0, 0, same=2)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"检查人员": "SJ-01、无名"}, "无名"),
        ({"检查部门": "没有的部门"}, "没有的部门"),
        ({"检查方式": "遥感"}, "遥感"),
        ({"统一社会信用代码": "91500112YB0000099X"}, "91500112YB0000099X"),
        ({"检查人员": "SJ-01"}, "不足 2 名"),
        ({"检查人员": "SJ-01、SJ-01"}, "不足 2 名"),
        ({"任务编号": "CQ-V-" + "1" * 60}, "超过 64 个字符"),
        ({"抽查任务编号": "CQ-T-8", "抽取编号": "CQ-D-" + "1" * 36}, "超过 40 个字符"),
        ({"抽查任务编号": "CQ-T-" + "1" * 60, "抽取编号": "CQ-D-8"}, "超过 64 个字符"),
    ],
    ids=["officer", "department", "method", "object", "alone", "twice", "long number", "long draw", "long campaign"],
)
def test_a_row_that_cannot_be_taken_refuses_the_table(
    publisher: Publisher, tmp_path: Path, more: dict[str, str], told: str
) -> None:
    with publisher.acting() as uow:
        before = uow.session.scalar(select(func.count()).select_from(Visit))
    with pytest.raises(Refused) as refused:
        takes_in(publisher, [*TASKS, *task_rows(publisher, **more)], tmp_path / "in")
    assert refused.value.code == "API_039"
    assert told in refused.value.text("zh-CN")
    assert "3" in refused.value.text("en")
    with publisher.acting() as uow:
        assert uow.session.scalar(select(func.count()).select_from(Visit)) == before


def confirmed(publisher: Publisher) -> int:
    with publisher.acting() as uow:
        clerk = person(uow, CLERK)
        row = new_import(uow, clerk.person_id, clerk.department_id, "a.xlsx")
        row.state, row.which, row.sha256 = "settling", "platform_tasks", "0" * 64
        return row.import_id


def not_taken_in(uow: UnitOfWork) -> list[dict[str, Any]]:
    """What the ledger has of tables that were not taken in after all."""
    return [each["body"] for each in links_of(uow.session, REGISTRY_CHAIN) if each["type"] == "registry_not_taken_in"]


def test_a_confirmed_table_that_can_no_longer_be_taken_changes_nothing_and_says_why(publisher: Publisher) -> None:
    rows = [list(HEADINGS), *task_rows(publisher, 检查人员="SJ-01、无名")]
    import_id = confirmed(publisher)
    with pytest.raises(Refused) as refused, publisher.acting() as uow:
        platform_intake.take_in_confirmed(uow, import_id, list(enumerate(rows, 1)))
    with publisher.acting() as uow:
        platform_intake.settle_not_taken(uow, import_id, refused.value)
        view = view_import(uow, import_id)
        assert view.state == "refused"
        assert [(each.row, each.column, each.code) for each in view.faults] == [(3, "检查人员", "API_040")]
        card = import_card(words_of("zh-CN"), view)
        assert "第3行 检查人员 “无名”" in card.text
        assert uow.session.scalars(select(Campaign).where(Campaign.draw_id == "CQ-D-9")).all() == []
        told = {"import": import_id, "registry": "platform_tasks", "sha256": "0" * 64, "code": "API_040"}
        assert not_taken_in(uow) == [told]


def test_a_confirmed_table_on_which_every_attempt_failed_ends_and_lets_the_next_one_in(
    publisher: Publisher, tmp_path: Path
) -> None:
    import_id = confirmed(publisher)
    settings = Settings(token=SecretStr("1:a"), data_folder=tmp_path)
    desk = Desk(publisher.acting, publisher.acting, publisher.acting, publisher.files)
    with httpx.Client() as client, publisher.acting() as uow:
        registering = Registering(settings, client, desk, lambda uow, job: None)
        registering.stuck(Claimed(1, SETTLE_REGISTRY, f"{import_id}", {"import": import_id}, 8, "w"))(uow)
        ensure_settled(uow, "platform_tasks")
        card = import_card(words_of("en"), view_import(uow, import_id))
        assert "many attempts" in card.text
        assert [each["code"] for each in not_taken_in(uow)] == ["REG_082"]
        assert uow.session.scalars(select(Job).where(Job.kind == SETTLE_REGISTRY)).all() == []


def test_more_tasks_or_numbers_than_are_entered_at_once_are_no_rows_fault(
    publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform_import, "TASKS_MOST", 1)
    monkeypatch.setattr(platform_import, "KEYED_MOST", 1)
    for number in ("017-03", "017-02"):
        publisher.submits(number)
    keyed = [["结果编号", "平台编号"], ["017-03-1", "CQ-R-1"], ["017-02-1", "CQ-R-2"]]
    for table in ([*TASKS, *task_rows(publisher)], keyed):
        with pytest.raises(Refused) as refused:
            takes_in(publisher, table, tmp_path / "in")
        assert refused.value.code == "API_050"
    # What was noted before may stay in it.
    for end in (2, 3):
        assert takes_in(publisher, keyed[:end], tmp_path / "in") == TakenIn(0, 0, 1, same=end - 2)


def test_a_table_that_is_too_long_is_refused_not_cut(tmp_path: Path) -> None:
    most = PLATFORM_ROWS_MOST
    made = Table("任务", ("结果编号", "平台编号"), tuple((f"017-03-{n}", f"CQ-R-{n}") for n in range(most + 1)))
    for content, name in ((csv_of(made), "a.csv"), (workbook_of([made]), "a.xlsx")):
        (tmp_path / name).mkdir()
        [fault] = look_into(tmp_path / name, content, name, {}, read_columns(platform_file()).to_dict())["faults"]
        assert fault["code"] == "REG_065"
        assert fault["params"] == {"rows": str(most + 1), "most": str(most)}


def test_numbers_that_results_got_there_are_taken_in(publisher: Publisher, tmp_path: Path) -> None:
    for number in ("017-03", "017-02"):
        publisher.submits(number)
    table = [["结果编号", "平台编号"], ["017-03-1", "CQ-R-1"], ["017-02-1", "CQ-R-2"]]
    assert takes_in(publisher, table, tmp_path / "in") == TakenIn(0, 0, 2)
    assert numbers(publisher) == []
    with pytest.raises(Refused) as refused:
        takes_in(publisher, [*table, ["999-01-1", "CQ-R-3"]], tmp_path / "in")
    assert refused.value.code == "API_039"
    with pytest.raises(Refused) as refused:
        takes_in(publisher, [["编号"], ["1"]], tmp_path / "in")
    assert refused.value.code == "API_038"
