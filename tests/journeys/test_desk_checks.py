"""An inspection to which nobody goes, in the officer's chat: accepted, begun, papers asked for and received."""

from datetime import timedelta

from sqlalchemy import update

from sandbox.driver import Town
from services.office_day import today
from storage.tables import Visit
from tests.journeys.asked_again import is_asked_again

VISITS = {"zh-CN": ("017-08", "青禾超市", "written"), "en": ("017-05", "云梯物流", "online")}


def test_an_officer_inspects_from_the_desk(shared_town: Town, language: str) -> None:
    town, (number, name, method) = shared_town, VISITS[language]
    with town.changing() as uow:
        uow.session.execute(update(Visit).where(Visit.number == number).values(method=method))
    chen = town.phone("SJ-01")
    chen.speaks(language)
    chen.types("任务")
    chen.taps(name)
    chen.sees(chen.word("method-of", method=method))
    chen.taps(chen.word("button-accept"))
    chen.taps(chen.word("button-desk-start", method=chen.word("method-of", method=method)))
    chen.sees(chen.word("desk-none", method=method))
    chen.taps(chen.word(f"button-desk-add-{method}"))
    is_asked_again(chen)
    chen.types("营业执照、近三个月进货台账")
    if method == "written":
        chen.types("昨天吧")
        chen.sees("昨天吧")
        with town.changing() as uow:
            day = today(uow) + timedelta(days=30)
        chen.types(f"{day.month}月{day.day}日")
    chen.types("1、2")
    chen.sees(chen.word("desk-items", items="1, 2"))
    if method == "written":
        chen.taps(chen.word("button-desk-step", number=1))
        chen.types("收到全部材料")
        chen.sees("收到全部材料")
    # The checklist is the same as on site.
    chen.taps(chen.word("button-go-on"))
    chen.sees(number)
    chen.types("任务")
    chen.taps(chen.word("button-task-continue", number="", name=name).strip()[-4:])
