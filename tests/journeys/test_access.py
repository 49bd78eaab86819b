"""Administrators look after people in the chat: invitations for every role, revocation with its undo."""

import re

import pytest
from sqlalchemy import delete, select

from sandbox.driver import Phone, Town
from services.api_tokens import create_token
from storage.tables import Forwarding, Person, Role, Section, Subscriber

ROLES = ("administrator", "supervisor", "lead", "inspector", "clerk")


def taps(phone: Phone, key: str, **values: object) -> None:
    phone.taps(phone.word(key, **values))


def code_on(phone: Phone) -> str:
    """The invitation code that stands in the chat."""
    found = re.search(r"\n([\w-]{20,24})\n", phone.sees("24").text)
    assert found is not None
    return found[1]


def test_who_is_revoked_can_do_nothing_from_the_next_act_on_and_comes_back_by_an_invitation(
    shared_town: Town, language: str
) -> None:
    he, wu = shared_town.phone("SJ-04"), shared_town.phone("XF-02")
    for phone in (he, wu):
        phone.speaks(language)
    name = "吴静" if language == "zh-CN" else "Wu Jing"
    # Asked once more, and nothing is done by going back.
    he.types("/revoke XF-02")
    taps(he, "button-back")
    wu.types("task")
    wu.sees("晨露")
    task = next(each for each in wu.buttons() if "晨露" in each.label)
    he.types(f"停用 {name}")
    taps(he, "button-revoke-go")
    told = wu.word("revoked")
    wu.presses(task.message_id, task.row, task.column)
    assert wu.toast() == told
    wu.types("继续")
    assert wu.toast() == told
    # The supervisor sees what needs the next in order, and nobody can hand it back to who is gone.
    taps(he, "button-requests", count=1)
    he.taps(name)
    he.sees(he.word("button-grant"))
    assert not he.taps_if_there(he.word("button-deny"))
    # Restored, the same phone is a stranger's until the code and the certificate say who holds it.
    he.types("people")
    he.types("XF-02")
    he.taps(name)
    taps(he, "button-restore")
    code = code_on(he)
    he.sees(he.word("request-restored"))
    before = wu.bot_messages()
    wu.types("继续")
    assert wu.bot_messages() - before <= 1
    wu.does_not_see(wu.word("button-map"))
    wu.types(code)
    wu.types("8130")
    taps(wu, "button-my-tasks")
    wu.sees("晨露")


def test_a_new_person_is_invited_for_every_role(shared_town: Town, language: str) -> None:
    he = shared_town.phone("SJ-04")
    he.speaks(language)
    he.types("人员")
    taps(he, "button-person-new")
    he.types(f"王新{language}")
    # A role of a department needs one.
    taps(he, "button-roles")
    taps(he, "button-role-open", role=he.word("role-clerk"))
    assert he.toast()
    he.types(f"王新{language}")
    with shared_town.reading() as session:
        person = session.scalars(select(Person).order_by(Person.person_id.desc())).first()
        assert person is not None
        person_id, person_code = person.person_id, person.code
    he.types("people")
    he.types(person_code)
    he.taps(f"王新{language}"[:6])
    taps(he, "button-person-where")
    he.taps("市场监管" if language == "zh-CN" else "Market S")
    taps(he, "button-roles")
    for role in ROLES:
        taps(he, "button-role-open", role=he.word(f"role-{role}"))
    taps(he, "button-back")
    taps(he, "button-invite")
    code = code_on(he)
    wang = shared_town.stranger("王新", "zh-hans" if language == "zh-CN" else "en")
    wang.types(code)
    wang.types(person_code[-4:])
    taps(wang, "button-my-tasks")
    taps(wang, "button-people")
    with shared_town.reading() as session:
        held = set(session.scalars(select(Role.role).where(Role.person_id == person_id)))
    assert held == set(ROLES)
    # A role that is taken back is gone at the next act.
    he.types("people")
    he.types(person_code)
    he.taps(f"王新{language}"[:6])
    taps(he, "button-roles")
    taps(he, "button-role-held", role=he.word("role-administrator"))
    wang.types("people")
    wang.does_not_see(he.word("people-title", total=32))
    # Who supervises and leads nothing yet makes the first campaign from the list of tasks.
    taps(he, "button-role-held", role=he.word("role-lead"))
    wang.types("tasks")
    taps(wang, "button-plans-short")
    wang.sees(wang.word("button-plan-new"))


def test_an_administrator_goes_on_with_a_door_that_was_given_up(shared_town: Town, language: str) -> None:
    he, host = shared_town.phone("SJ-04"), f"{language[:2]}.example"
    he.speaks(language)
    with shared_town.changing() as uow:
        of = {"secret": "-", "kinds": [], "made_at": uow.now}
        ended = Subscriber(url=f"https://{host}.ended/", state="ended", **of)
        dropped = Subscriber(url=f"https://{host}/k?key=hidden", state="dropped", **of)
        uow.session.add_all([ended, dropped])
        create_token(uow, f"平台{language[:2]}", ["results:read"], ["SJ"], days=9)
        uow.session.flush()
        number = str(dropped.subscriber_id)
    he.types("people")
    taps(he, "button-doors")
    # By the number that the console knows; what was ended is of no concern any more.
    listed = he.sees(f"{number}. {host}").text
    assert not re.search("hidden|ended", listed)
    assert he.word("doors-hint-subscribers") in listed
    taps(he, "button-doors-resume-one", number=number, name=host)
    assert he.toast() == he.word("doors-goes-on")
    assert he.word("doors-hint-subscribers") not in he.sees(f"{host} ✅").text
    assert not he.taps_if_there(he.word("button-doors-resume-one", number=number, name=host))
    taps(he, "button-doors-forwardings")
    he.sees(he.word("doors-none-forwardings"))
    taps(he, "button-doors-tokens")
    he.sees(f"平台{language[:2]}")
    he.types("接口" if language == "zh-CN" else "doors")
    he.sees(host)
    with shared_town.reading() as session:
        chosen = select(Subscriber.state).where(Subscriber.url.startswith(f"https://{host}/"))
        assert session.scalars(chosen).one() == "on"


def test_every_section_on_its_way_is_reached_page_by_page(shared_town: Town, language: str) -> None:
    he, many = shared_town.phone("SJ-04"), 12
    he.speaks(language)
    with shared_town.changing() as uow:
        section = uow.session.scalars(select(Section.section_id)).first()
        facts = {"section_id": section, "made_at": uow.now, "state": "sent"}
        rows = [Forwarding(**facts, instance_id=f"uuid:{n}", error=f"No. {n:02d}") for n in range(1, many + 1)]
        uow.session.add_all(rows)
    he.types("接口" if language == "zh-CN" else "doors")
    taps(he, "button-doors-forwardings")
    for shown in (("12", "08"), ("07", "03"), ("02", "01")):
        text = he.sees(f"No. {shown[0]}").text
        assert f"No. {shown[1]}" in text
        he.taps_if_there(he.word("button-page-on"))
    with shared_town.changing() as uow:
        uow.session.execute(delete(Forwarding))


@pytest.mark.parametrize("typed", ["people", "/revoke SJ-01", "停用 何慧", "workdays"])
def test_nobody_else_gets_in_there(shared_town: Town, typed: str) -> None:
    lin = shared_town.phone("SJ-03")
    lin.types(typed)
    lin.sees("管理员")
    assert not lin.taps_if_there(lin.word("button-revoke-go"))
