"""A held draw that leaves nothing to send, and the draw of a supervisor who is gone, in the chat."""

from sqlalchemy import func, select, update

from sandbox.driver import Town
from storage.tables import Draw, Person, Role, Visit
from tests.journeys.test_after_the_draw import Desk
from tests.journeys.test_draws import described, finds, office, taps
from tests.services.test_after_the_draw import everybody_recused, held
from tests.services.test_draws import committed, planned


def opens_draw(town: Town, language: str) -> None:
    he, _, _ = office(town, language)
    he.types("抽查任务" if language == "zh-CN" else "campaigns")
    finds(he, "018")
    taps(he, "button-plan-draw")


def visits(town: Town, of: int) -> int:
    with town.reading() as session:
        counted = select(func.count()).select_from(Visit).where(Visit.campaign_id == of)
        return session.scalar(counted) or 0


def test_teams_that_break_at_sending_are_told_and_the_card_leads_to_the_decision(town: Town, language: str) -> None:
    desk = Desk(town)
    of = planned(desk)
    draw_id = held(desk, of)
    with desk.act() as uow:
        uow.session.execute(update(Person).where(Person.code.startswith("XF-")).values(on_leave=True))
        draw = uow.session.get_one(Draw, draw_id)
        number, count = draw.number, len((draw.result or {})["teams"])
    he, lin, _ = office(town, language)
    opens_draw(town, language)
    taps(he, "button-plan-send")
    he.sees(described(he, "CAMP_024"))
    he.sees(he.word("draw-unfilled", count=count))
    # Two seats of the department in each.
    he.sees(he.word("drawn-replaced-unfilled", number=number, count=2 * count, unfilled=count))
    assert visits(town, of) == 0
    # Nothing has become of it for anybody else either.
    assert he.word("draw-unfilled", count=count) not in lin.screen()
    # Decided on with a reason, the rest of the team goes.
    taps(he, "button-draw-unfilled", count=count)
    taps(he, "button-unfilled-drop")
    he.types("消防人员均在休假")
    taps(he, "button-back")
    taps(he, "button-plan-send")
    he.settles()
    assert he.toast() == he.word("plan-sent", count=1)
    assert visits(town, of) == 1


def test_nothing_to_send_again_and_again_is_said_as_often(town: Town, language: str) -> None:
    desk = Desk(town)
    of = planned(desk)
    with desk.act() as uow:
        everybody_recused(uow, "XF-%")
    held(desk, of)
    he, _, _ = office(town, language)
    opens_draw(town, language)
    for _ in range(2):
        taps(he, "button-plan-send")
        he.settles()
        assert he.toast() == described(he, "CAMP_024")
    assert visits(town, of) == 0


def test_who_stands_in_finds_the_draw_in_the_list_and_gives_it_up_in_public(town: Town, language: str) -> None:
    desk = Desk(town)
    draw_id = committed(desk, planned(desk))
    other = town.phone("RS-01")
    other.speaks(language)
    # While its supervisor is there, it is nobody else's.
    other.types("抽查任务" if language == "zh-CN" else "campaigns")
    assert not other.taps_if_there("018-1")
    with desk.act() as uow:
        he, she = (uow.session.scalars(select(Person).where(Person.code == code)).one() for code in ("SJ-04", "RS-01"))
        uow.session.add(Role(person_id=she.person_id, role="supervisor", department_id=None))
        he.revoked_at = uow.now
    other.types("抽查任务" if language == "zh-CN" else "campaigns")
    other.taps("018-1")
    card = other.card()
    assert [label for row in card.labels for label in row] == [other.word("button-draw-abandon")]
    taps(other, "button-draw-abandon")
    other.types("监管负责人已离任，另行抽取")
    _, lin, _ = office(town, language)
    lin.sees("监管负责人已离任，另行抽取")
    with town.reading() as session:
        assert session.get_one(Draw, draw_id).state == "abandoned"
