"""An import is taken back: what it entered is withdrawn, what it changed is as before; nothing that was drawn from."""

from typing import Any

import pytest
from sqlalchemy import select, update

from bot.registering import stage_undo, write_all
from rules.refusals import Refused
from services import registry_undo
from services.access import REGISTRY_CHAIN, actor_by_id
from services.registry_coverage import coverage
from services.registry_export import registry_table
from services.registry_history import history_of
from services.registry_intake import registry_work
from services.registry_view import ImportView, taken_import_view, view_import
from storage.ledger import links_of
from storage.tables import InspectionObject, Item, Person, Role, Visit
from tests.bot.test_registering import Office, office  # noqa: F401 - the fixture
from tests.journeys.registry_books import INSPECTOR_HEADINGS, ITEM_HEADINGS, OBJECT_HEADINGS, an_object, book, code


def actor(uow: Any, of: str = "SJ-04") -> Any:
    return actor_by_id(uow, uow.session.scalars(select(Person.person_id).where(Person.code == of)).one())


def takes_back(office: Office, view: ImportView, of: str = "SJ-04") -> ImportView:  # noqa: F811
    """Ask for it, and let the jobs be done."""
    with office.act() as uow:
        import_id = registry_undo.undo_import(uow, actor(uow, of), view.import_id)
    with office.act() as uow:
        work = registry_work(uow, import_id, 1)
    assert work is not None
    note = stage_undo(office.act, import_id, 1, work)
    with office.act() as uow:
        note(uow)
    write_all(office.act, import_id, lambda _done, _total: None)
    with office.act() as uow:
        return view_import(uow, import_id)


def refusal(office: Office, view: ImportView, of: str = "SJ-04") -> str:  # noqa: F811
    with office.act() as uow, pytest.raises(Refused) as refused:
        registry_undo.undo_import(uow, actor(uow, of), view.import_id)
    return refused.value.code


def test_objects_are_as_they_were_and_new_ones_are_withdrawn(office: Office) -> None:  # noqa: F811
    first = office.takes_in("SJ", book(OBJECT_HEADINGS, [an_object(1)]))
    with office.act() as uow:
        rows, gaps = len(registry_table(uow, "objects", "zh").rows), coverage(uow).count("unkept")
    second = office.takes_in("SJ", book(OBJECT_HEADINGS, [an_object(1, risk="D"), an_object(2)]))
    assert refusal(office, first) == "REG_079"
    assert refusal(office, second, "SJ-05") == "REG_070"
    undone = takes_back(office, second)
    assert (undone.state, undone.facts["applied"]) == ("taken_in", {"ended": 1, "changed": 1})
    with office.act() as uow:
        found = select(InspectionObject).where(InspectionObject.registration_code == code(1))
        assert uow.session.scalars(found).one().risk == "B"
        assert (len(registry_table(uow, "objects", "zh").rows), coverage(uow).count("unkept")) == (rows, gaps)
        assert [each.kind for each in history_of(uow, code(1))] == ["changed", "changed", "new"]
        links = [each for each in links_of(uow.session, REGISTRY_CHAIN) if each["type"] == "registry_confirmed"]
    assert links[-1]["body"]["undoes"] == second.import_id
    assert refusal(office, second) == refusal(office, undone) == "REG_071"
    # Sent again, it is entered as something new.
    office.takes_in("SJ", book(OBJECT_HEADINGS, [an_object(2)]))
    with office.act() as uow:
        found = select(InspectionObject).where(InspectionObject.registration_code == code(2))
        assert uow.session.scalars(found).one().flags == []
        assert len(registry_table(uow, "objects", "zh").rows) == rows + 1


def test_whoever_looked_at_taking_an_import_back_is_led_back_once_another_has_done_it(office: Office) -> None:  # noqa: F811
    view = office.takes_in("SJ", book(OBJECT_HEADINGS, [an_object(1)]))
    with office.act() as uow:
        uow.session.add(Role(person_id=actor(uow, "RS-01").person_id, role="administrator"))
    takes_back(office, view)
    with office.act() as uow:
        assert taken_import_view(uow, actor(uow, "RS-01"), view.import_id).is_undone
        with pytest.raises(Refused):
            taken_import_view(uow, actor(uow, "SJ-01"), view.import_id)


def test_what_was_inspected_since_keeps_its_import(office: Office) -> None:  # noqa: F811
    view = office.takes_in("SJ", book(OBJECT_HEADINGS, [an_object(1)]))
    with office.act() as uow:
        found = select(InspectionObject.object_id).where(InspectionObject.registration_code == code(1))
        object_id = uow.session.scalars(found).one()
        uow.session.execute(update(Visit).where(Visit.number == "017-08").values(object_id=object_id))
    assert refusal(office, view) == "REG_080"


def test_an_edition_of_items_gives_way_to_the_one_before(office: Office) -> None:  # noqa: F811
    def row(matter: str, basis: str = "《演示法》") -> list[str]:
        return ["1", "统计", "统计检查", matter, "企业", "一般", "现场检查", "区级", basis]

    office.takes_in("TJ", book(ITEM_HEADINGS, [row("事项一"), row("事项二")]))
    with office.act() as uow:
        before = {each.code for each in in_force(uow)}
    view = office.takes_in("TJ", book(ITEM_HEADINGS, [row("事项一", "《演示法》修订"), row("事项三")]))
    with office.act() as uow:
        assert {each.code for each in in_force(uow)} != before
    takes_back(office, view)
    with office.act() as uow:
        assert {each.code for each in in_force(uow)} == before


def in_force(uow: Any) -> Any:
    return uow.session.scalars(select(Item).where(Item.valid_until.is_(None))).all()


def test_inspectors_who_were_entered_are_revoked_and_changed_ones_are_as_before(office: Office) -> None:  # noqa: F811
    number = "22000099001"
    first = office.takes_in("SJ", book(INSPECTOR_HEADINGS, [["新人", number, "2030-01-01", "餐饮", ""]]))
    second = office.takes_in("SJ", book(INSPECTOR_HEADINGS, [["新人", number, "2035-01-01", "餐饮", ""]]))
    takes_back(office, second)
    with office.act() as uow:
        officer = uow.session.scalars(select(Person).where(Person.certificate_number == number)).one()
        assert (str(officer.certificate_until), officer.revoked_at) == ("2030-01-01", None)
    # Now nothing later stands in the way of the first.
    takes_back(office, first)
    with office.act() as uow:
        assert uow.session.get_one(Person, officer.person_id).revoked_at is not None
