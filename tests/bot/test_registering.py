"""Checking and writing files of registries, on each database: whose entries may change, editions, what waits."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import orjson
import pytest
from sqlalchemy import select

from bot.registering import Desk, check_content, write_all
from bot.registry_reader import GrowingRows
from handlers.screens.registry_files import import_card
from handlers.words import words_of
from rules.errors import registry_files as problems
from rules.refusals import Refused
from sandbox.stock import BOT_ID, Stock
from services import registry_switch, registry_view
from services.access import REGISTRY_CHAIN, Actor, actor_by_id
from services.registry_aging import forget_staged
from services.registry_coverage import coverage
from services.registry_export import registry_table
from services.registry_history import history_of
from services.registry_intake import note_progress, receive_by_operator, receive_known, registry_work
from services.registry_keeping import may_change
from services.registry_view import ImportView, view_import
from storage.database import Database
from storage.files import FileStore
from storage.ledger import links_of
from storage.tables import (
    Department,
    InspectionObject,
    Item,
    ObjectKeeper,
    Person,
    RegistryChange,
    RegistryImport,
    Role,
)
from storage.unit_of_work import UnitOfWork, looking, unit_of_work
from tests.journeys.registry_books import ITEM_HEADINGS, OBJECT_HEADINGS, an_object, book, code

Act = Callable[[], AbstractContextManager[UnitOfWork]]


class Office:
    """A furnished district whose clerks send files."""

    def __init__(self, database: Database, folder: Path) -> None:
        opening = (database, BOT_ID, lambda: datetime.now(UTC))
        self.act: Act = partial(unit_of_work, *opening, is_watched=False)
        self.desk = Desk(self.act, partial(looking, *opening), self.act, FileStore(f"file://{folder / 'files'}"))

    def department(self, uow: UnitOfWork, of: str) -> int:
        return uow.session.scalars(select(Department.department_id).where(Department.code == of)).one()

    def checked(self, of: str, content: bytes, *, import_id: int | None = None, revision: int = 1) -> ImportView:
        """Check a file of a department."""
        with self.act() as uow:
            if import_id is None:
                import_id = receive_by_operator(uow, self.department(uow, of), "a.xlsx", "0" * 64)
            work = registry_work(uow, import_id, revision)
        assert work is not None
        note = check_content(self.desk, import_id, revision, work, content, "en", lambda _done, _total: None)
        with self.act() as uow:
            note(uow)
        with self.act() as uow:
            return view_import(uow, import_id)

    def confirmed(self, view: ImportView) -> bool:
        with self.act() as uow:
            row = uow.session.get_one(RegistryImport, view.import_id)
            return registry_switch.confirm_row(uow, row, "SJ-05", "all")

    def takes_in(self, of: str, content: bytes) -> ImportView:
        view = self.checked(of, content)
        assert view.state == "checked", view.faults
        assert self.confirmed(view)
        write_all(self.act, view.import_id, lambda _done, _total: None)
        return view


@pytest.fixture
def office(database_kind: str, stock: Stock, tmp_path: Path) -> Iterator[Office]:
    is_sqlite = database_kind == "sqlite"
    address = stock.sqlite(tmp_path / "a.db", is_furnished=True) if is_sqlite else stock.postgresql(is_furnished=True)
    database = Database(address)
    yield Office(database, tmp_path)
    database.close()
    if not is_sqlite:
        stock.discard(address)


def test_an_object_of_another_department_is_joined_and_keeps_its_facts(office: Office) -> None:
    office.takes_in("SJ", book(OBJECT_HEADINGS, [an_object(1)]))
    joined = office.takes_in("TJ", book(OBJECT_HEADINGS, [an_object(1, name="别名"), an_object(2)]))
    assert joined.facts["counts"] == {"refused": 0, "joined": 1, "new": 1}
    again = office.checked("TJ", book(OBJECT_HEADINGS, [an_object(1, name="别名"), an_object(2)]))
    assert again.facts["counts"] == {"refused": 0, "elsewhere": 1, "same": 1}
    with office.act() as uow:
        found = uow.session.scalars(select(InspectionObject).where(InspectionObject.registration_code == code(1))).one()
        kept = select(ObjectKeeper.is_owner).where(ObjectKeeper.object_id == found.object_id)
        assert sorted(uow.session.scalars(kept)) == [False, True]
        assert found.name == "（演示）对象1号"
        assert [(each.kind, each.row) for each in history_of(uow, code(1))] == [("joined", 2), ("new", 2)]
        assert len(registry_table(uow, "objects", "zh", office.department(uow, "TJ")).rows) == 2


def test_flags_of_other_files_stay_and_an_empty_column_empties(office: Office) -> None:
    office.takes_in("SJ", book(OBJECT_HEADINGS, [an_object(1, complaints="是")]))
    office.takes_in("SJ", book(("信用代码", "地址", "经营异常", "电话"), [[code(1), "新址", "是", ""]]))
    with office.act() as uow:
        found = uow.session.scalars(select(InspectionObject).where(InspectionObject.registration_code == code(1))).one()
        assert (found.flags, found.phone, found.address, found.risk) == (["complaints", "abnormal"], None, "新址", "B")


def test_a_new_object_needs_what_every_object_has(office: Office) -> None:
    view = office.checked("SJ", book(("信用代码", "企业名称", "风险等级"), [[code(1), "甲", "A"]]))
    assert (view.count("refused"), view.faults[0].code) == (1, "REG_050")
    assert view.faults[0].params["fields"] == "经营地址、行业"


def test_what_has_changed_since_is_compared_anew(office: Office) -> None:
    view = office.checked("SJ", book(OBJECT_HEADINGS, [an_object(1, risk="D")]))
    office.takes_in("SJ", book(OBJECT_HEADINGS, [an_object(1)]))
    assert not office.confirmed(view)
    anew = office.checked("SJ", book(OBJECT_HEADINGS, [an_object(1, risk="D")]), import_id=view.import_id, revision=2)
    assert (anew.count("new"), anew.count("changed")) == (0, 1)
    assert office.confirmed(anew)
    with office.act() as uow, pytest.raises(Refused) as twice:
        registry_switch.confirm_row(uow, uow.session.get_one(RegistryImport, view.import_id), "SJ-05", "all")
    assert twice.value.code == problems.IMPORT_OVER.code


def test_while_a_registry_is_written_nobody_reads_half_of_it(office: Office) -> None:
    other = office.checked("XF", book(OBJECT_HEADINGS, [an_object(900)]))
    view = office.checked("TJ", book(OBJECT_HEADINGS, [an_object(number) for number in range(1, 6)]))
    assert office.confirmed(view)
    with office.act() as uow:
        assert not registry_switch.settle_some(uow, view.import_id, most=2)
    for reading in (lambda uow: registry_table(uow, "objects", "zh"), coverage):
        with office.act() as uow, pytest.raises(Refused) as waiting:
            reading(uow)
        assert waiting.value.code == problems.BEING_WRITTEN.code
    with pytest.raises(Refused):
        office.confirmed(other)
    # Killed and begun anew: from where it stood.
    write_all(office.act, view.import_id, lambda _done, _total: None)
    with office.act() as uow:
        assert view_import(uow, view.import_id).facts["applied"] == {"new": 5}
        assert len(registry_table(uow, "objects", "zh", office.department(uow, "TJ")).rows) == 5


def test_an_edition_of_items_ends_what_it_no_longer_has_and_keeps_old_words(office: Office) -> None:
    def row(matter: str, basis: str = "《演示法》", of: str = "统计") -> list[str]:
        return ["1", of, "统计检查", matter, "企业", "一般", "现场检查", "区级", basis]

    with office.act() as uow:
        of = office.department(uow, "TJ")
        before = uow.session.scalars(select(Item).where(Item.department_id == of)).all()
    first = office.takes_in("TJ", book(ITEM_HEADINGS, [row("事项一"), row("事项二"), row("别人的", of="市场监管")]))
    assert (first.count("new"), first.count("foreign"), first.count("ended")) == (2, 1, len(before))
    again = office.checked("TJ", book(ITEM_HEADINGS, [row("事项一"), row("事项二")]))
    assert again.changes == 0
    office.takes_in("TJ", book(ITEM_HEADINGS, [row("事项一", "《演示法》修订")]))
    with office.act() as uow:
        items = uow.session.scalars(select(Item).where(Item.department_id == of).order_by(Item.item_id)).all()
        old, dropped, new = items[-3:]
        assert [each.valid_until is None for each in items] == [False] * (len(items) - 1) + [True]
        assert (old.legal_basis, new.legal_basis) == ("《演示法》", "《演示法》修订")
        assert old.matter == new.matter != dropped.matter
        assert len({each.code for each in items}) == len(items)


def test_only_a_clerk_of_the_department_or_an_administrator_may_change_its_registry(office: Office) -> None:
    matrix = {"inspector": (False, False), "lead": (False, False), "supervisor": (False, False)}
    matrix |= {"clerk": (True, False), "administrator": (True, False)}
    for role, (own, foreign) in matrix.items():
        actor = Actor(1, "X", {}, 1, "en", frozenset({(role, 1)}))
        assert (may_change(actor, 1), may_change(actor, 2), may_change(actor, None)) == (own, foreign, False), role
        district = Actor(1, "X", {}, 1, "en", frozenset({(role, None)}))
        assert may_change(district, 2) == may_change(district, None) == own, role


def test_a_file_answers_only_to_its_sender_whose_rights_count_when_it_is_confirmed(office: Office) -> None:
    with office.act() as uow:
        people = {each.code: each.person_id for each in uow.session.scalars(select(Person))}
        su, chen = (actor_by_id(uow, people[each]) for each in ("SJ-05", "SJ-01"))
        with pytest.raises(Refused) as refused:
            receive_known(uow, chen, "file", "a.xlsx")
        assert refused.value.code == problems.NOT_A_REGISTRAR.code
    with office.act() as uow:
        import_id = receive_known(uow, su, "file", "a.xlsx")
    view = office.checked("SJ", book(OBJECT_HEADINGS, [an_object(1)]), import_id=import_id)
    acts: list[Callable[[UnitOfWork, Actor], object]] = [
        lambda uow, who: registry_switch.confirm(uow, who, import_id),
        lambda uow, who: registry_switch.discard(uow, who, import_id),
        lambda uow, who: registry_view.own_import_view(uow, who, import_id),
        lambda uow, who: registry_view.pick(uow, who, import_id, 1, is_picked=True),
        lambda uow, who: registry_view.name_column(uow, who, import_id, "x", "name"),
    ]
    for act in acts:
        with office.act() as uow, pytest.raises(Refused) as refused:
            act(uow, chen)
        assert refused.value.code == problems.NO_SUCH_IMPORT.code
    without = Actor(su.person_id, su.code, su.name, su.department_id, su.language, frozenset({("inspector", 1)}))
    with office.act() as uow, pytest.raises(Refused) as refused:
        registry_switch.confirm(uow, without, import_id)
    assert refused.value.code == problems.NOT_A_REGISTRAR.code
    assert office.confirmed(view)


def test_gaps_are_found_from_every_side(office: Office) -> None:
    office.takes_in("SJ", book(OBJECT_HEADINGS, [an_object(1)]))
    with office.act() as uow:
        found = coverage(uow)
        unkept = {gap.code for gap in found.gaps if gap.kind == "unkept"}
        assert code(1) not in unkept
        assert len(unkept) == 2
        assert [gap.code for gap in found.gaps if gap.kind == "expired"] == ["SJ-10"]
        idle = [gap for gap in found.gaps if gap.kind == "idle_item"]
        assert idle
        assert "SJ.001" not in {gap.code for gap in idle}
        own = coverage(uow, office.department(uow, "XF"))
        assert {gap.department for gap in own.gaps} == {"消防救援"}


def test_inspectors_are_known_by_certificate_and_entered_once(office: Office) -> None:
    headings = ("人员编号", "姓名", "执法证号", "有效期至", "检查类别", "人员类型")
    rows = [
        ["SJ-01", "新人甲", "22000099001", "2030-01-01", "餐饮", ""],
        ["", "专家乙", "", "", "电梯", "专家"],
        ["", "赵岩", "22000002459", "2030-01-01", "消防", ""],
        ["", "无证丙", "", "", "", ""],
    ]
    view = office.checked("SJ", book(headings, rows))
    assert view.facts["counts"] == {"refused": 2, "new": 2}
    assert {fault.code for fault in view.faults} == {"REG_049", "REG_053"}
    assert office.confirmed(view)
    write_all(office.act, view.import_id, lambda _done, _total: None)
    with office.act() as uow:
        officer = uow.session.scalars(select(Person).where(Person.certificate_number == "22000099001")).one()
        expert = uow.session.scalars(select(Person).where(Person.kind == "expert")).one()
        # The code is somebody else's already.
        assert officer.code not in ("SJ-01", expert.code)
        held = select(Role.role)
        assert uow.session.scalars(held.where(Role.person_id == officer.person_id)).all() == ["inspector"]
        assert uow.session.scalars(held.where(Role.person_id == expert.person_id)).all() == []
    renewed = office.takes_in("SJ", book(headings, [["", "新人甲", "22000099001", "2035-01-01", "餐饮", ""]]))
    assert renewed.facts["counts"] == {"refused": 0, "changed": 1}
    assert office.checked("SJ", book(headings, rows[1:2])).changes == 0


def test_progress_is_told_on_the_card_in_both_languages(office: Office) -> None:
    with office.act() as uow:
        people = {each.code: each.person_id for each in uow.session.scalars(select(Person))}
        import_id = receive_known(uow, actor_by_id(uow, people["SJ-05"]), "file", "a.xlsx")
        note_progress(uow, import_id, 70_000, 0)
        reading = view_import(uow, import_id)
        note_progress(uow, import_id, 40_000, 100_000)
        comparing = view_import(uow, import_id)
    assert "已读 70000 行" in import_card(words_of("zh-CN"), reading).text
    assert "70000 rows read" in import_card(words_of("en"), reading).text
    assert "已比对 40000 / 100000 行" in import_card(words_of("zh-CN"), comparing).text
    assert "40000 of 100000 rows compared" in import_card(words_of("en"), comparing).text


def test_rows_of_a_growing_file_are_counted_once(tmp_path: Path) -> None:
    rows = tmp_path / "rows"
    counting = GrowingRows(rows)
    assert counting.rows() == 0
    rows.write_bytes(b"1\n2\n3")
    assert counting.rows() == 2
    # What was read before is not read again.
    rows.write_bytes(b"-----\n4\n")
    assert counting.rows() == 4


def test_the_history_is_held_to_the_chain_by_its_hash(office: Office) -> None:
    view = office.takes_in("SJ", book(OBJECT_HEADINGS, [an_object(1), an_object(2)]))
    hashed = hashlib.sha256()
    with office.act() as uow:
        mine = select(RegistryChange).where(RegistryChange.import_id == view.import_id)
        for each in uow.session.scalars(mine.order_by(RegistryChange.change_id)):
            row = [each.row, each.subject, each.kind, each.before, each.after]
            hashed.update(orjson.dumps(row, option=orjson.OPT_SORT_KEYS) + b"\n")
        links = [each for each in links_of(uow.session, REGISTRY_CHAIN) if each["type"] == "registry_confirmed"]
    assert links[-1]["body"]["changes_sha256"] == hashed.hexdigest()


def test_what_was_staged_and_not_confirmed_is_let_go_of(office: Office) -> None:
    kept = office.takes_in("SJ", book(OBJECT_HEADINGS, [an_object(1)]))
    waiting = office.checked("SJ", book(OBJECT_HEADINGS, [an_object(2)]))
    staged = select(RegistryChange.import_id)
    with office.act() as uow:
        forget_staged(uow)
        assert set(uow.session.scalars(staged)) == {kept.import_id, waiting.import_id}
        uow.session.get_one(RegistryImport, waiting.import_id).sent_at = uow.now - timedelta(days=8)
    with office.act() as uow:
        forget_staged(uow)
        assert set(uow.session.scalars(staged)) == {kept.import_id}
        assert view_import(uow, waiting.import_id).state == "discarded"
