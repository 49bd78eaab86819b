"""Who hears that an entry of the list of serious breaches rests on a visit that is not approved any more."""

import pytest
from sqlalchemy import delete, select, update

from handlers.buttons_statistics import ObjectButton
from handlers.notices import tell
from handlers.words import words_of
from rules.events_statistics import BreachUnsettled
from services import returning, reviewing
from services.voided_visits import void_visit
from storage.database import Database
from storage.tables import ObjectKeeper, OutboxMessage, Person, Role, SeriousBreach, Visit
from storage.unit_of_work import UnitOfWork
from tests.services.conftest import NUMBER, District
from tests.services.submitted import submits

HE = "SJ-04"


@pytest.fixture
def district(furnished_database: Database) -> District:
    """An approved visit on which an entry of the list rests; everybody can be written to."""
    district = District(furnished_database)
    visit_id = submits(district)
    with district.act() as uow:
        reviewing.approve(uow, district.actor(uow, HE), visit_id)
        uow.session.execute(update(Person).values(reach="open", chat_id=Person.person_id))
        people = {row.code: row for row in uow.session.scalars(select(Person))}
        visit = uow.session.get_one(Visit, visit_id)
        uow.session.execute(delete(ObjectKeeper).where(ObjectKeeper.object_id == visit.object_id))
        market, fire = people["SJ-06"].department_id, people["XF-03"].department_id
        uow.session.add(ObjectKeeper(object_id=visit.object_id, department_id=market, is_owner=True))
        uow.session.add(Role(person_id=people["SJ-06"].person_id, role="supervisor", department_id=market))
        uow.session.add(Role(person_id=people["XF-03"].person_id, role="supervisor", department_id=fire))
        uow.session.add(
            SeriousBreach(
                object_id=visit.object_id,
                rule="penalties",
                visits=["016-01", NUMBER],
                newest_visit_id=visit_id,
                state="released",
                ground="第二条",
                decided_by=people[HE].person_id,
                decided_at=uow.now,
            )
        )
    district.heard.clear()
    return district


def reopens(district: District, uow: UnitOfWork) -> None:
    reviewing.reopen(uow, district.actor(uow, HE), district.visit(), "处罚决定书文号有误")


def returns(district: District, uow: UnitOfWork) -> None:
    he, visit_id = district.actor(uow, HE), district.visit()
    returning.choose_return(uow, he, visit_id, "signing")
    returning.comment_return(uow, he, visit_id, "签字处缺日期")
    returning.send_returns(uow, he, visit_id)


def voids(district: District, uow: UnitOfWork) -> None:
    visit = uow.session.get_one(Visit, district.visit())
    visit.state = "assigned"
    void_visit(uow, district.actor(uow, HE), visit, "检查对象已注销")


def unsettled(uow: UnitOfWork) -> list[BreachUnsettled]:
    return [event for event in uow.take_events() if isinstance(event, BreachUnsettled)]


def said(uow: UnitOfWork) -> dict[str, list[OutboxMessage]]:
    uow.write_out()
    chosen = select(Person.code, OutboxMessage).join(Person, Person.chat_id == OutboxMessage.chat_id)
    found: dict[str, list[OutboxMessage]] = {}
    for code, row in uow.session.execute(chosen):
        if "严重失信名单" in str(row.body.get("text")):
            found.setdefault(code, []).append(row)
    return found


ACTS = {"reopened": (reopens,), "returned": (reopens, returns), "voided": (voids,)}


@pytest.mark.parametrize("because", ACTS)
def test_who_decides_hears_that_an_entry_rests_on_it(district: District, because: str) -> None:
    with district.act() as uow:
        for act in ACTS[because]:
            uow.take_events()
            act(district, uow)
        [event] = unsettled(uow)
        assert (event.visit_id, event.because) == (district.visit(), because)
        uow.emit(event)
        tell(uow)
        told = said(uow)
    # The district's supervisors, and the owner's; not another department's.
    assert {"SJ-04", "SJ-06"} <= set(told)
    assert "XF-03" not in told
    [row] = told["SJ-06"]
    assert NUMBER in row.body["text"]
    [[button]] = row.body["buttons"]
    assert button["data"] == ObjectButton(act="entry", of=event.breach_id).pack()
    assert button["text"] == words_of("zh-CN").plain("button-breach-entry")


@pytest.mark.parametrize("state", ["withdrawn", "declined"])
def test_of_what_is_not_on_the_list_nobody_hears(district: District, state: str) -> None:
    with district.act() as uow:
        uow.session.execute(update(SeriousBreach).values(state=state))
        reopens(district, uow)
        assert unsettled(uow) == []


def test_of_a_visit_that_no_entry_names_nobody_hears(district: District) -> None:
    with district.act() as uow:
        uow.session.execute(update(SeriousBreach).values(visits=["016-01"]))
        reopens(district, uow)
        assert unsettled(uow) == []
