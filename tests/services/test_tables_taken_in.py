"""Tables of the municipal platform are taken in: tasks that it drew, numbers that results got there."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import func, select, update

from bot.registering import Desk, Registering
from bot.registry_checker import PLATFORM_ROWS_MOST
from bot.registry_reader import look_into
from bot.settings import Settings
from forms.platforms import platform_file
from forms.spreadsheets import workbook_of
from forms.tables import Table, csv_of
from handlers.act import Act
from handlers.screens.briefing import draw_card
from handlers.screens.registry_files import import_card
from handlers.words import words_of
from rules.messages import Card
from rules.platform_columns import read_columns
from rules.refusals import Refused
from services import platform_import, platform_intake
from services.access import REGISTRY_CHAIN, actor_by_id
from services.briefing import view_draw
from services.platform_import import TakenIn
from services.registry_intake import new_import
from services.registry_switch import SETTLE_REGISTRY, ensure_settled
from services.registry_view import view_import
from storage.jobs import Claimed
from storage.ledger import links_of
from storage.tables import (
    Campaign,
    CampaignItem,
    InspectionObject,
    Item,
    Job,
    Person,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork
from tests.services.keyed_results import CLERK, HEADINGS, TASKS, numbers, publisher, takes_in, task_rows
from tests.services.publications_made import Publisher, person

__all__ = ["publisher"]


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
    assert refused.value.code == "PLAT_013"
